//! The lists: open, to be decided on, done.

use leptos::prelude::*;

use super::PATH;
use crate::components::notice::notice_text;
use crate::components::rows_table::rows_table;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time};
use crate::pages::desk::frame::{Frame, frame};
use crate::pages::feedback::history::state_tag;
use crate::view::{Chrome, DeskFeedbackLine, DeskFeedbackList, DeskFeedbackListView, DeskHead};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &DeskFeedbackListView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Phản ánh, kiến nghị", "Feedback");
    let tabs = DeskFeedbackList::ALL
        .map(|list| {
            let href = locale.href(&format!("{PATH}?loai={}", list.key()));
            let here = (list == view.list).then_some("page");
            view! { <li><a href=href aria-current=here>{list_name(locale, list)}</a></li> }
        })
        .collect_view();
    let body = if view.lines.is_empty() {
        notice_text(Tone::Done, locale.pick("Không có phản ánh nào ở đây.", "There is nothing here."))
    } else {
        table(locale, &view.lines)
    };
    let more = view.more.then(|| {
        let words = locale.pick("Còn nữa: chỉ hiện 100 việc đầu.", "There are more: the first 100 are shown.");
        notice_text(Tone::Information, words)
    });
    let main = view! {
        <h1>{title}</h1>
        <nav aria-label=locale.pick("Danh sách", "Lists")>
            <ul class="desk-tabs">{tabs}</ul>
        </nav>
        {body}
        {more}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}

fn list_name(locale: Locale, list: DeskFeedbackList) -> &'static str {
    match list {
        DeskFeedbackList::Open => locale.pick("Phải trả lời", "To answer"),
        DeskFeedbackList::ToModerate => locale.pick("Chờ quyết định công bố", "To publish or not"),
        DeskFeedbackList::Done => locale.pick("Đã xong", "Done"),
    }
}

fn table(locale: Locale, lines: &[DeskFeedbackLine]) -> AnyView {
    let headings = [
        locale.pick("Phản ánh", "Feedback"),
        locale.pick("Loại việc", "Kind"),
        locale.pick("Cơ quan", "Agency"),
        locale.pick("Gửi lúc", "Sent"),
        locale.pick("Phải trả lời", "Due"),
        locale.pick("Trạng thái", "State"),
    ];
    let rows = lines.iter().map(|line| row(locale, line, &headings)).collect_view();
    rows_table(&headings, rows)
}

fn row(locale: Locale, line: &DeskFeedbackLine, headings: &[&'static str; 6]) -> AnyView {
    let moment = |at| view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> };
    let unsaid = line
        .acknowledgement_is_late
        .then(|| tag(Tone::Warning, locale.pick("Quá hạn xác nhận", "Not acknowledged in time")));
    let told = line.is_escalated.then(|| tag(Tone::Error, locale.pick("Đã báo cấp trên", "Superior told")));
    let decide =
        (!line.is_moderated).then(|| tag(Tone::Quiet, locale.pick("Chưa quyết định công bố", "Publication undecided")));
    view! {
        <tr>
            <th scope="row" data-label=headings[0]>
                <a href=locale.href(&format!("{PATH}/{}", line.code)) lang="vi">{line.title.clone()}</a>
                <span class="line code">{line.code.clone()}</span>
            </th>
            <td data-label=headings[1]>{locale.of(&line.category).to_owned()}</td>
            <td data-label=headings[2]>{line.agency.clone()}</td>
            <td data-label=headings[3]>{moment(line.received_at)}</td>
            <td data-label=headings[4]>{moment(line.answer_due_at)}</td>
            <td data-label=headings[5]>
                {state_tag(locale, line.status, line.is_late)} " " {unsaid} " " {told} " " {decide}
            </td>
        </tr>
    }
    .into_any()
}
