//! Old and new side by side: what a supplement changed.

use leptos::prelude::*;

use super::lines::{lines, vietnamese_part};
use crate::locale::Locale;
use crate::view::ChangeLine;

/// The table, what was asked for first. On a narrow screen each row stands by itself.
#[must_use]
pub fn change_list(locale: Locale, changes: &[ChangeLine]) -> AnyView {
    if changes.is_empty() {
        return view! { <p>{locale.pick("Chưa có gì thay đổi.", "Nothing was changed yet.")}</p> }.into_any();
    }
    let (before, after) = (locale.pick("Trước", "Before"), locale.pick("Sau", "After"));
    let rows = changes.iter().map(|line| row(locale, line, before, after)).collect_view();
    view! {
        <table class="change-list">
            <thead>
                <tr>
                    <th scope="col">{locale.pick("Mục", "Entry")}</th>
                    <th scope="col">{before}</th>
                    <th scope="col">{after}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(locale: Locale, line: &ChangeLine, before: &'static str, after: &'static str) -> AnyView {
    let lang = vietnamese_part(locale, line.name_is_vietnamese);
    let about = match &line.asked {
        Some(asked) => view! { <span class="asked-what">{lines(asked)}</span> }.into_any(),
        None => view! {
            <span class="quiet line">{locale.pick("Không được yêu cầu, người nộp tự sửa", "Not asked for, changed by the applicant")}</span>
        }
        .into_any(),
    };
    let new = if line.changed {
        values(locale, &line.after)
    } else {
        view! { <span class="quiet">{locale.pick("Không thay đổi", "Not changed")}</span> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">
                <span lang=lang>{line.name.clone()}</span>
                {about}
            </th>
            <td data-label=before>{values(locale, &line.before)}</td>
            <td data-label=after>{new}</td>
        </tr>
    }
    .into_any()
}

fn values(locale: Locale, values: &[String]) -> AnyView {
    if values.iter().all(|value| value.trim().is_empty()) {
        return view! { <span class="quiet">{locale.pick("(trống)", "(empty)")}</span> }.into_any();
    }
    values.iter().map(|value| view! { <span class="line">{lines(value)}</span> }).collect_view().into_any()
}
