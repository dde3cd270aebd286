//! What applicant and officers wrote to each other, and the form to write to the applicant.

use leptos::prelude::*;

use crate::components::field::{Field, Kind, Width, field};
use crate::components::lines::lines;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time, number};
use crate::view::{DeskDossierView, DeskMessageLine, MAX_MESSAGE};

/// The section, the oldest message first.
pub(super) fn messages(locale: Locale, view: &DeskDossierView) -> AnyView {
    let written = (!view.messages.is_empty()).then(|| {
        let rows = view.messages.iter().map(|message| line(locale, message)).collect_view();
        view! { <ol class="messages">{rows}</ol> }
    });
    let most = number(locale, i64::try_from(MAX_MESSAGE).unwrap_or_default());
    let text = Field {
        id: "message".to_owned(),
        label: locale.pick("Nhắn cho người nộp", "Write to the applicant").to_owned(),
        hints: vec![locale.pick(
            format!("Tối đa {most} ký tự. Người nộp đọc ở trang tra cứu và được báo tin."),
            format!("At most {most} characters. The applicant reads it on the tracking page and is told of it."),
        )],
        value: view.message.clone(),
        kind: Kind::Long,
        autocomplete: Some("off"),
        width: Width::Full,
        ..Field::default()
    };
    let action = view.walk.kept(&locale.href(&format!("/can-bo/ho-so/{}/loi-nhan", view.code)));
    view! {
        <section aria-labelledby="messages">
            <h2 id="messages">{locale.pick("Trao đổi với người nộp", "Messages with the applicant")}</h2>
            {written}
            <form method="post" action=action novalidate>
                {field(locale, &text, &view.problems)}
                <button class="button button--secondary" type="submit">
                    {locale.pick("Gửi lời nhắn", "Send the message")}
                </button>
            </form>
        </section>
    }
    .into_any()
}

fn line(locale: Locale, message: &DeskMessageLine) -> AnyView {
    let (class, who) = match &message.officer {
        None => ("message", locale.pick("Người nộp", "Applicant").to_owned()),
        Some(name) => ("message message-own", name.clone()),
    };
    let new = message.unread.then(|| tag(Tone::Warning, locale.pick("Mới", "New")));
    view! {
        <li class=class>
            <p class="timeline-when">
                <strong>{who}</strong> " · "
                <time datetime=machine_time(message.at)>{date_time(locale, message.at)}</time> {new}
            </p>
            <p>{lines(&message.body)}</p>
        </li>
    }
    .into_any()
}
