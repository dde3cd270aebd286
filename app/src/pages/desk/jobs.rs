//! What the portal does by itself, and when it last did.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::notice::notice_text;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{Chrome, DeskHead, JobLine, JobsView};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &JobsView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Việc chạy tự động", "What runs by itself");
    let (name, last, state) =
        (locale.pick("Việc", "Job"), locale.pick("Xong lần cuối", "Last done"), locale.pick("Tình trạng", "State"));
    let warning = view.lines.iter().any(|line| line.late).then(|| {
        notice_text(
            Tone::Error,
            locale.pick(
                "Có việc không chạy. Hãy báo người vận hành hệ thống; cho đến khi sửa xong, đừng tin rằng việc đó đã làm.",
                "Something does not run. Tell the people who run the system; until it is mended, do not rely on it.",
            ),
        )
    });
    let rows = view.lines.iter().map(|line| row(locale, line, last, state)).collect_view();
    let main = view! {
        <h1>{title}</h1>
        {warning}
        <table class="rows">
            <thead>
                <tr>
                    <th scope="col">{name}</th>
                    <th scope="col">{last}</th>
                    <th scope="col">{state}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}

fn row(locale: Locale, line: &JobLine, last: &'static str, state: &'static str) -> AnyView {
    let at = match line.succeeded_at {
        Some(at) => view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> }.into_any(),
        None => view! { <span class="quiet">{locale.pick("Chưa lần nào", "Never")}</span> }.into_any(),
    };
    let every = line.every;
    let pause = match every {
        0..=119 => locale.pick(format!("Mỗi {every} giây"), format!("Every {every} seconds")),
        _ => locale.pick(format!("Mỗi {} phút", every / 60), format!("Every {} minutes", every / 60)),
    };
    let word = if line.late {
        tag(Tone::Error, locale.pick("Không chạy", "Does not run"))
    } else if line.succeeded_at.is_none() {
        tag(Tone::Quiet, locale.pick("Chờ lần đầu", "Waits for its first run"))
    } else {
        tag(Tone::Done, locale.pick("Đang chạy", "Runs"))
    };
    view! {
        <tr>
            <th scope="row">
                {job_name(locale, line.name)} <span class="line quiet">{pause}</span>
            </th>
            <td data-label=last>{at}</td>
            <td data-label=state>{word}</td>
        </tr>
    }
    .into_any()
}

/// The name of a job.
pub(super) fn job_name(locale: Locale, name: &str) -> String {
    let (vi, en) = match name {
        "draft_notices" => ("Nhắc về bản nháp", "Reminders about drafts"),
        "dossier_notices" => ("Gửi thông báo về hồ sơ", "Notices about dossiers"),
        "clear" => ("Dọn bản nháp hết hạn", "Clearing drafts that are over"),
        "check_files" => ("Kiểm tra tệp đã lưu", "Reading stored files again"),
        "apologies" => ("Dự thảo phiếu xin lỗi trước khi trễ hẹn", "Drafting apologies before it is late"),
        "move_due" => ("Tính lại ngày hẹn khi lịch nghỉ thay đổi", "Moving due dates with the calendar of holidays"),
        "calendar" => ("Dùng lịch nghỉ mới ban hành", "Using newly decreed days off"),
        "catalogue" => ("Dùng danh mục thủ tục mới công bố", "Using the newly published catalogue"),
        "forms" => ("Dùng tờ khai mới công bố", "Using newly published forms"),
        "live" => ("Báo tin mới cho trang đang mở", "Telling open pages what is new"),
        "mistakes" => ("Đếm lỗi hay gặp khi khai", "Counting common mistakes"),
        other => return other.to_owned(),
    };
    locale.pick(vi, en).to_owned()
}
