//! The rows of the queue.

use leptos::prelude::*;

use super::super::dossier_words::{due, task_name};
use crate::components::event_details::filing_channel_name;
use crate::components::tag::{Tone, status_tag, tag};
use crate::locale::Locale;
use crate::view::QueueLine;

/// The rows; with `ticked` each has a box, and that says whether the boxes are ticked.
pub(super) fn table(locale: Locale, lines: &[QueueLine], ticked: Option<bool>) -> AnyView {
    let (code, work, when, who) = (
        locale.pick("Hồ sơ", "Dossier"),
        locale.pick("Việc", "Work"),
        locale.pick("Hạn", "Due"),
        locale.pick("Người nhận việc", "In hand of"),
    );
    let rows = lines.iter().map(|line| row(locale, line, ticked, (work, when, who))).collect_view();
    let pick = ticked.is_some().then(|| view! { <th scope="col">{locale.pick("Chọn", "Choose")}</th> });
    view! {
        <table class="rows">
            <thead>
                <tr>
                    {pick}
                    <th scope="col">{code}</th>
                    <th scope="col">{work}</th>
                    <th scope="col">{when}</th>
                    <th scope="col">{who}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(
    locale: Locale,
    line: &QueueLine,
    ticked: Option<bool>,
    (work, when, who): (&'static str, &'static str, &'static str),
) -> AnyView {
    let step = line.step.clone().map(|step| view! { <span class="line">{step}</span> });
    let holder = match &line.holder {
        Some(name) => view! { <span>{name.clone()}</span> }.into_any(),
        None => view! { <span class="quiet">{locale.pick("Chưa ai", "Nobody")}</span> }.into_any(),
    };
    let tick = ticked.map(|ticked| {
        let label = locale.pick(format!("Chọn hồ sơ {}", line.code), format!("Choose dossier {}", line.code));
        let value = format!("{}~{}", line.code, line.version);
        view! {
            <td class="desk-tick">
                <label>
                    <input type="checkbox" name="chon" value=value checked=ticked />
                    <span class="visually-hidden">{label}</span>
                </label>
            </td>
        }
    });
    view! {
        <tr>
            {tick}
            <th scope="row">
                <a class="code" href=line.href.clone()>{line.code.clone()}</a>
                <span class="line">{line.applicant.clone()}</span>
                <span class="line quiet">{line.procedure.clone()}</span>
            </th>
            <td data-label=work>
                <span class="line">{task_name(locale, line.kind)}</span>
                {step}
                {status_tag(locale, line.status)}
                {line.unread.then(|| tag(Tone::Warning, locale.pick("Có lời nhắn mới", "New message")))}
                <span class="line quiet">{filing_channel_name(locale, line.channel)}</span>
            </td>
            <td data-label=when>{due(locale, line.due_at, line.lateness)}</td>
            <td data-label=who>{holder}</td>
        </tr>
    }
    .into_any()
}
