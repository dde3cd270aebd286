//! The messages of a dossier as the desk sees them.

use leptos::prelude::*;

use crate::components::messages::{self, Writing, Written};
use crate::locale::{Locale, number};
use crate::view::{DeskDossierView, DeskMessageLine, MAX_MESSAGE};

/// The section, the oldest message first.
pub(super) fn messages(locale: Locale, view: &DeskDossierView) -> AnyView {
    let written: Vec<Written<'_>> = view.messages.iter().map(|message| line(locale, message)).collect();
    let most = number(locale, i64::try_from(MAX_MESSAGE).unwrap_or_default());
    let writing = Writing {
        action: view.walk.kept(&locale.href(&format!("/can-bo/ho-so/{}/loi-nhan", view.code))),
        label: locale.pick("Nhắn cho người nộp", "Write to the applicant"),
        hint: locale.pick(
            format!("Tối đa {most} ký tự. Người nộp đọc ở trang tra cứu và được báo tin."),
            format!("At most {most} characters. The applicant reads it on the tracking page and is told of it."),
        ),
        typed: &view.message,
        problems: &view.problems,
        along: None,
    };
    let heading = locale.pick("Trao đổi với người nộp", "Messages with the applicant");
    messages::messages(locale, heading, &written, seen(locale, view), view.may_write.then_some(writing))
}

/// The button that takes what was written out of the queue without an answer.
fn seen(locale: Locale, view: &DeskDossierView) -> Option<AnyView> {
    if !view.may_write || !view.messages.iter().any(|message| message.unread) {
        return None;
    }
    let action = view.walk.kept(&locale.href(&format!("/can-bo/ho-so/{}/loi-nhan/da-xem", view.code)));
    let why = locale.pick(
        "Lời nhắn mới nằm trong danh sách việc đến khi có người trả lời hoặc bấm nút này.",
        "A new message stays in the queue until somebody answers it or presses this button.",
    );
    let form = view! {
        <form method="post" action=action>
            <p class="quiet">{why}</p>
            <button class="button button--secondary" type="submit">
                {locale.pick("Không cần trả lời", "No answer needed")}
            </button>
        </form>
    };
    Some(form.into_any())
}

fn line(locale: Locale, message: &DeskMessageLine) -> Written<'_> {
    Written {
        who: message.officer.clone().unwrap_or_else(|| locale.pick("Người nộp", "Applicant").to_owned()),
        own: message.officer.is_some(),
        at: message.at,
        body: &message.body,
        new: message.unread,
    }
}
