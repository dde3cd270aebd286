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
    messages::messages(locale, heading, &written, writing)
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
