//! What happened to a dossier, newest first.

use domain::dossier::EventKind;
use leptos::prelude::*;

use crate::locale::{Locale, date_time, machine_time};
use crate::view::TimelineEntry;

/// The timeline.
#[must_use]
pub fn timeline(locale: Locale, entries: &[TimelineEntry]) -> AnyView {
    let entries = entries
        .iter()
        .rev()
        .map(|entry| {
            let (what, more) = event_words(locale, entry.kind);
            view! {
                <li>
                    <p class="timeline-what">{what}</p>
                    <p class="timeline-when">
                        <time datetime=machine_time(entry.at)>{date_time(locale, entry.at)}</time>
                    </p>
                    <p>{more}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{entries}</ol> }.into_any()
}

fn event_words(locale: Locale, kind: EventKind) -> (&'static str, &'static str) {
    match kind {
        EventKind::Submitted => (
            locale.pick("Đã nộp trực tuyến", "Filed online"),
            locale.pick(
                "Bạn đã gửi hồ sơ. Hệ thống đã lưu và cấp mã.",
                "You sent the dossier. The system stored it and gave it a code.",
            ),
        ),
    }
}
