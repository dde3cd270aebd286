//! The messages of a dossier as the applicant sees them.

use leptos::prelude::*;

use crate::components::messages::{self, Writing, Written};
use crate::locale::{Locale, number};
use crate::view::{MAX_MESSAGE, MessageLine, TrackedDossier, TrackingView};

/// The section, the oldest message first.
pub(super) fn messages(locale: Locale, view: &TrackingView, dossier: &TrackedDossier) -> AnyView {
    let written: Vec<Written<'_>> = dossier.messages.iter().map(|message| line(locale, message)).collect();
    let most = number(locale, i64::try_from(MAX_MESSAGE).unwrap_or_default());
    let writing = Writing {
        action: locale.href("/tra-cuu/loi-nhan"),
        label: locale.pick("Lời nhắn của bạn", "Your message"),
        hint: locale.pick(
            format!("Tối đa {most} ký tự. Đừng viết mã PIN vào đây."),
            format!("At most {most} characters. Do not write the PIN here."),
        ),
        typed: &view.message,
        problems: &view.message_problems,
        along: Some(code_and_pin(dossier)),
    };
    messages::messages(
        locale,
        locale.pick("Trao đổi với cán bộ", "Messages with the officer"),
        &written,
        None,
        Some(writing),
    )
}

/// Both go along with every button, because nobody is signed in.
pub(super) fn code_and_pin(dossier: &TrackedDossier) -> AnyView {
    view! {
        <input type="hidden" name="code" value=dossier.code.clone() />
        <input type="hidden" name="pin" value=dossier.pin.clone() />
    }
    .into_any()
}

fn line(locale: Locale, message: &MessageLine) -> Written<'_> {
    let who = if message.from_applicant { locale.pick("Bạn", "You") } else { locale.pick("Cán bộ", "Officer") };
    Written { who: who.to_owned(), own: message.from_applicant, at: message.at, body: &message.body, new: false }
}
