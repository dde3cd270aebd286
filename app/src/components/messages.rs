//! What two sides wrote to each other, and the form to write.

use domain::filing::Problem;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::field::{Field, Kind, Width, field};
use super::lines::lines;
use super::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time};

/// One message.
pub struct Written<'a> {
    pub who: String,
    /// Whether the reader's own side wrote it.
    pub own: bool,
    pub at: OffsetDateTime,
    pub body: &'a str,
    /// Whether the reader's side has not seen it before.
    pub new: bool,
}

/// The form to write.
pub struct Writing<'a> {
    pub action: String,
    pub label: &'static str,
    pub hint: String,
    /// What was typed and not sent.
    pub typed: &'a str,
    pub problems: &'a [Problem],
    /// What goes along with the message.
    pub along: Option<AnyView>,
}

/// The section, the oldest message first. `seen` stands below the messages; whoever may not write gets no form.
#[must_use]
pub fn messages(
    locale: Locale,
    heading: &'static str,
    written: &[Written<'_>],
    seen: Option<AnyView>,
    writing: Option<Writing<'_>>,
) -> AnyView {
    let written = (!written.is_empty()).then(|| {
        let rows = written.iter().map(|message| line(locale, message)).collect_view();
        view! { <ol class="messages">{rows}</ol> }
    });
    let form = writing.map(|writing| form(locale, writing));
    view! {
        <section aria-labelledby="messages">
            <h2 id="messages">{heading}</h2>
            {written}
            {seen}
            {form}
        </section>
    }
    .into_any()
}

fn form(locale: Locale, writing: Writing<'_>) -> AnyView {
    let text = Field {
        id: "message".to_owned(),
        label: writing.label.to_owned(),
        hints: vec![writing.hint],
        value: writing.typed.to_owned(),
        kind: Kind::Long,
        autocomplete: Some("off"),
        width: Width::Full,
        ..Field::default()
    };
    view! {
        <form method="post" action=writing.action novalidate>
            {writing.along}
            {field(locale, &text, writing.problems)}
            <button class="button button--secondary" type="submit">
                {locale.pick("Gửi lời nhắn", "Send the message")}
            </button>
        </form>
    }
    .into_any()
}

fn line(locale: Locale, message: &Written<'_>) -> AnyView {
    let class = if message.own { "message message-own" } else { "message" };
    let new = message.new.then(|| tag(Tone::Warning, locale.pick("Mới", "New")));
    view! {
        <li class=class>
            <p class="timeline-when">
                <strong>{message.who.clone()}</strong> " · "
                <time datetime=machine_time(message.at)>{date_time(locale, message.at)}</time> {new}
            </p>
            <p>{lines(message.body)}</p>
        </li>
    }
    .into_any()
}
