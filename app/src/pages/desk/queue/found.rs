//! What a search at the desk found.

use leptos::prelude::*;

use super::super::dossier_words::due;
use crate::components::notice::notice_text;
use crate::components::rows_table::rows_table;
use crate::components::tag::{Tone, status_tag};
use crate::locale::{Locale, date_time, machine_time};
use crate::view::FoundLine;

pub(super) fn list(locale: Locale, search: &str, found: &[FoundLine]) -> AnyView {
    let back = view! {
        <p><a href=locale.href("/can-bo/ho-so")>{locale.pick("Về danh sách việc", "Back to the list of work")}</a></p>
    };
    if found.is_empty() {
        let words = locale.pick(
            format!(
                "Không có hồ sơ nào của đơn vị bạn khớp với «{search}». Hãy thử mã hồ sơ, hoặc vài chữ đầu của họ tên."
            ),
            format!("No dossier of your agency matches «{search}». Try the code, or the beginning of the name."),
        );
        return view! {
            {notice_text(Tone::Information, words)}
            {back}
        }
        .into_any();
    }
    let (code, status, when, filed) = (
        locale.pick("Hồ sơ", "Dossier"),
        locale.pick("Trạng thái", "State"),
        locale.pick("Hạn", "Due"),
        locale.pick("Nộp lúc", "Filed"),
    );
    let rows = found
        .iter()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row">
                        <a class="code" href=locale.href(&format!("/can-bo/ho-so/{}", line.code))>{line.code.clone()}</a>
                        <span class="line">{line.applicant.clone()}</span>
                        <span class="line quiet">{line.procedure.clone()}</span>
                    </th>
                    <td data-label=status>{status_tag(locale, line.status)}</td>
                    <td data-label=when>{due(locale, line.due_at, line.lateness)}</td>
                    <td data-label=filed>
                        <time datetime=machine_time(line.submitted_at)>{date_time(locale, line.submitted_at)}</time>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        {rows_table(&[code, status, when, filed], rows)}
        {back}
    }
    .into_any()
}
