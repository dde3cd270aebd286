//! Taking dossiers in at the counter: for people who come in person, from paper.

pub mod begin;
pub mod receipt;

use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::address::{FilingWay, segment};
use crate::components::notice::notice_text;
use crate::components::rows_table::rows_table;
use crate::components::tag::Tone;
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{Chrome, CounterProcedure, CounterView, DeskHead, UnfinishedLine};

/// The page, in Vietnamese.
pub const COUNTER: &str = "/can-bo/tai-quay";

/// The page of a dossier at the desk, in Vietnamese.
#[must_use]
pub fn dossier_path(code: &str) -> String {
    format!("/can-bo/ho-so/{}", segment(code))
}

/// Where a procedure is begun at the counter, in Vietnamese.
#[must_use]
pub fn begin_path(procedure: &str) -> String {
    format!("{COUNTER}/thu-tuc/{}", segment(procedure))
}

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &CounterView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Nhận hồ sơ tại quầy", "Take in at the counter");
    let told = if view.gone {
        Some(notice_text(
            Tone::Warning,
            locale.pick(
                "Bản đang nhận đó không còn: đã nộp, đã bỏ, quá 30 ngày, hoặc thuộc quầy khác. Tìm theo tên người nộp ở danh sách hồ sơ.",
                "That draft is not here any more: filed, thrown away, older than 30 days, or another counter’s. Look for the applicant in the list of dossiers.",
            ),
        ))
    } else {
        view.discarded
            .then(|| notice_text(Tone::Done, locale.pick("Đã bỏ bản đang nhận dở.", "The draft was thrown away.")))
    };
    let main = view! {
        <h1>{title}</h1>
        {told}
        <p>
            {locale
                .pick(
                    "Dành cho người đến nộp trực tiếp: chọn thủ tục, hỏi và điền thay, chụp giấy tờ, in mã tra cứu cho người nộp. Hồ sơ được tính là nộp trực tiếp, không tính là trực tuyến.",
                    "For people who come in person: choose the procedure, ask and fill it in, scan the papers, print the codes. The dossier counts as handed in at the counter, never as online.",
                )}
        </p>
        {search_form(locale, &view.search)}
        {view.found.as_ref().map(|found| list(locale, &view.search, found))}
        {unfinished(locale, &view.unfinished, view.more)}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}

fn search_form(locale: Locale, search: &str) -> AnyView {
    view! {
        <form class="desk-search" method="get" action=locale.href(COUNTER) role="search">
            <label for="thu-tuc">
                {locale.pick("Tìm thủ tục theo tên, việc cần làm hoặc mã", "Find the procedure by name, matter or code")}
            </label>
            <div class="desk-search-row">
                <input id="thu-tuc" name="thu-tuc" type="search" value=search.to_owned() maxlength="200" autocomplete="off" />
                <button class="button" type="submit">{locale.pick("Tìm", "Find")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn list(locale: Locale, search: &str, found: &[CounterProcedure]) -> AnyView {
    if found.is_empty() {
        let words = locale.pick(
            format!("Không có thủ tục nào khớp với «{search}». Hãy thử ít chữ hơn, hoặc mã thủ tục."),
            format!("No procedure matches «{search}». Try fewer words, or the code."),
        );
        return notice_text(Tone::Information, words);
    }
    let lang = (locale == Locale::En).then_some("vi");
    let rows = found
        .iter()
        .map(|one| {
            let name = match one.received_here {
                true => {
                    view! { <a href=locale.href(&begin_path(&one.code)) lang=lang>{one.name.clone()}</a> }.into_any()
                }
                false => view! { <span lang=lang>{one.name.clone()}</span> }.into_any(),
            };
            let elsewhere = (!one.received_here).then(|| {
                let words = locale.pick("Không nhận tại tỉnh này", "Not received in this province");
                view! { <span class="line quiet">{words}</span> }
            });
            view! {
                <li>
                    {name} <span class="line quiet"><span class="code">{one.code.clone()}</span> " · " <span lang=lang>{one.field.clone()}</span></span>
                    {elsewhere}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="found">
            <h2 id="found">{locale.pick("Chọn thủ tục", "Choose the procedure")}</h2>
            <ul class="counter-found">{rows}</ul>
        </section>
    }
    .into_any()
}

fn unfinished(locale: Locale, lines: &[UnfinishedLine], more: bool) -> AnyView {
    let body = if lines.is_empty() {
        let words = locale.pick("Không có bản nào đang nhận dở.", "Nothing is unfinished.");
        view! { <p class="quiet">{words}</p> }.into_any()
    } else {
        table(locale, lines)
    };
    let more = more.then(|| {
        let words =
            locale.pick("Chỉ hiện các bản sửa gần đây nhất; còn nữa.", "Only the latest are shown; there are more.");
        notice_text(Tone::Information, words)
    });
    view! {
        <section aria-labelledby="unfinished">
            <h2 id="unfinished">{locale.pick("Đang nhận dở", "Unfinished")}</h2>
            {body}
            {more}
        </section>
    }
    .into_any()
}

fn table(locale: Locale, lines: &[UnfinishedLine]) -> AnyView {
    let (who, saved, act) = (
        locale.pick("Người nộp và thủ tục", "Applicant and procedure"),
        locale.pick("Sửa lần cuối", "Last changed"),
        locale.pick("Làm gì", "What to do"),
    );
    let rows = lines.iter().map(|line| row(locale, line, saved, act)).collect_view();
    rows_table(&[who, saved, act], rows)
}

fn row(locale: Locale, line: &UnfinishedLine, saved: &'static str, act: &'static str) -> AnyView {
    let way = FilingWay::Counter(line.id.clone());
    let name = match line.applicant.is_empty() {
        true => locale.pick("(chưa ghi tên)", "(no name yet)").to_owned(),
        false => line.applicant.clone(),
    };
    let (go_on, discard) = (locale.pick("Làm tiếp", "Go on"), locale.pick("Bỏ", "Throw away"));
    let (go_on_name, discard_name) =
        (format!("{go_on}: {name}, {}", line.procedure), format!("{discard}: {name}, {}", line.procedure));
    let completes = line.completes.as_ref().map(|code| {
        view! {
            <span class="line">
                {locale.pick("Bổ sung hồ sơ ", "Completes dossier ")} <span class="code">{code.clone()}</span>
            </span>
        }
    });
    // What completes a dossier may be the applicant's own: it is gone on with, not thrown away.
    let discard = line.completes.is_none().then(|| {
        view! {
            <form method="post" action=locale.href(&way.path("bo"))>
                <button class="button button--secondary desk-small" type="submit" aria-label=discard_name>{discard}</button>
            </form>
        }
    });
    let step = if line.completes.is_some() { "" } else { "nguoi-nop" };
    view! {
        <tr>
            <th scope="row">
                <span class="line">{name}</span>
                {completes}
                <span class="line quiet" lang=(locale == Locale::En).then_some("vi")>{line.procedure.clone()}</span>
                <span class="line quiet">{line.agency.clone()}</span>
            </th>
            <td data-label=saved>
                <time datetime=machine_time(line.updated_at)>{date_time(locale, line.updated_at)}</time>
                {line.by.clone().map(|by| view! { <span class="line quiet">{by}</span> })}
            </td>
            <td data-label=act>
                <a class="button desk-small" href=locale.href(&way.path(step)) aria-label=go_on_name>{go_on}</a>
                {discard}
            </td>
        </tr>
    }
    .into_any()
}
