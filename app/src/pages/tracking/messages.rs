//! What applicant and officer wrote to each other, and the form to write.

use leptos::prelude::*;

use crate::components::field::{Field, Kind, field};
use crate::components::lines::lines;
use crate::locale::{Locale, date_time, machine_time, number};
use crate::view::{MAX_MESSAGE, MessageLine, TrackedDossier, TrackingView};

/// The section, the oldest message first.
pub(super) fn messages(locale: Locale, view: &TrackingView, dossier: &TrackedDossier) -> AnyView {
    let written = (!dossier.messages.is_empty()).then(|| {
        let rows = dossier.messages.iter().map(|message| line(locale, message)).collect_view();
        view! { <ol class="messages">{rows}</ol> }
    });
    let most = number(locale, i64::try_from(MAX_MESSAGE).unwrap_or_default());
    let text = Field {
        id: "message".to_owned(),
        label: locale.pick("Lời nhắn của bạn", "Your message").to_owned(),
        hints: vec![locale.pick(
            format!("Tối đa {most} ký tự. Đừng viết mã PIN vào đây."),
            format!("At most {most} characters. Do not write the PIN here."),
        )],
        value: view.message.clone(),
        kind: Kind::Long,
        ..Field::default()
    };
    view! {
        <section aria-labelledby="messages">
            <h2 id="messages">{locale.pick("Trao đổi với cán bộ", "Messages with the officer")}</h2>
            {written}
            <form method="post" action=locale.href("/tra-cuu/loi-nhan") novalidate>
                {code_and_pin(dossier)}
                {field(locale, &text, &view.message_problems)}
                <button class="button button--secondary" type="submit">
                    {locale.pick("Gửi lời nhắn", "Send the message")}
                </button>
            </form>
        </section>
    }
    .into_any()
}

fn line(locale: Locale, message: &MessageLine) -> AnyView {
    let (class, who) = match message.from_applicant {
        true => ("message message-own", locale.pick("Bạn", "You")),
        false => ("message", locale.pick("Cán bộ", "Officer")),
    };
    view! {
        <li class=class>
            <p class="timeline-when">
                <strong>{who}</strong> " · "
                <time datetime=machine_time(message.at)>{date_time(locale, message.at)}</time>
            </p>
            <p>{lines(&message.body)}</p>
        </li>
    }
    .into_any()
}

/// Both go along with every button, because nobody is signed in.
pub(super) fn code_and_pin(dossier: &TrackedDossier) -> AnyView {
    view! {
        <input type="hidden" name="code" value=dossier.code.clone() />
        <input type="hidden" name="pin" value=dossier.pin.clone() />
    }
    .into_any()
}
