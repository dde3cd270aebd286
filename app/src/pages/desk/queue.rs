//! What is to be done: the queue of the desk, and finding a dossier.

use leptos::prelude::*;

use super::dossier_words::{channel_name, due, task_name};
use super::frame::{Frame, frame};
use crate::components::notice::notice_text;
use crate::components::pager::pager;
use crate::components::tag::{Tone, status_tag};
use crate::locale::{Locale, date_time, machine_time, number};
use crate::view::{Chrome, DeskHead, FoundLine, QueueLine, QueueTab, QueueView};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &QueueView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = match &view.found {
        Some(_) => locale.pick("Tìm hồ sơ", "Find a dossier"),
        None => locale.pick("Việc cần làm", "What is to be done"),
    };
    let body = match &view.found {
        Some(found) => found_list(locale, &view.search, found),
        None => queue(locale, view),
    };
    let main = view! {
        <h1>{title}</h1>
        {search_form(locale, &view.search)}
        {body}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}

fn search_form(locale: Locale, search: &str) -> AnyView {
    view! {
        <form class="desk-search" method="get" action=locale.href("/can-bo/ho-so") role="search">
            <label for="tim">{locale.pick("Tìm theo mã hồ sơ, họ tên hoặc số điện thoại", "Find by code, name or phone")}</label>
            <div class="desk-search-row">
                <input id="tim" name="tim" type="search" value=search.to_owned() maxlength="100" autocomplete="off" />
                <button class="button" type="submit">{locale.pick("Tìm", "Find")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn queue(locale: Locale, view: &QueueView) -> AnyView {
    let tabs = view.tabs.iter().map(|one| tab(locale, one)).collect_view();
    let whose = [
        ("", locale.pick("Của mọi người", "Everybody's")),
        ("mine", locale.pick("Của tôi", "Mine")),
        ("free", locale.pick("Chưa ai nhận", "Nobody's yet")),
    ]
    .into_iter()
    .map(|(key, words)| {
        let chosen = view.whose == key;
        let href = queue_href(locale, &view.kind, key);
        view! {
            <li>
                <a href=href aria-current=chosen.then_some("true")>{words}</a>
            </li>
        }
    })
    .collect_view();
    let body = if view.lines.is_empty() {
        notice_text(Tone::Done, locale.pick("Không có việc nào ở đây.", "There is nothing to do here."))
    } else {
        table(locale, &view.lines)
    };
    view! {
        <nav aria-label=locale.pick("Loại việc", "Kinds of work")>
            <ul class="desk-tabs">{tabs}</ul>
        </nav>
        <nav aria-label=locale.pick("Việc của ai", "Whose work")>
            <ul class="desk-whose">{whose}</ul>
        </nav>
        {body}
        {pager(locale, view.first.as_ref(), view.next.as_ref())}
    }
    .into_any()
}

/// The address of a queue.
#[must_use]
pub fn queue_href(locale: Locale, kind: &str, whose: &str) -> String {
    let path = locale.href("/can-bo/ho-so");
    match (kind, whose) {
        ("", "") => path,
        (kind, "") => format!("{path}?viec={kind}"),
        ("", whose) => format!("{path}?cua={whose}"),
        (kind, whose) => format!("{path}?viec={kind}&cua={whose}"),
    }
}

fn tab(locale: Locale, tab: &QueueTab) -> AnyView {
    let plus = if tab.more { "+" } else { "" };
    let late = (tab.late > 0).then(|| {
        let words = locale.pick(
            format!("{}{plus} quá hạn", number(locale, tab.late)),
            format!("{}{plus} late", number(locale, tab.late)),
        );
        view! { <span class="desk-tab-late">{words}</span> }
    });
    view! {
        <li>
            <a href=tab.href.clone() aria-current=tab.chosen.then_some("page")>
                <span class="desk-tab-count">{format!("{}{plus}", number(locale, tab.count))}</span>
                <span>{task_name(locale, tab.kind.unwrap_or_default())}</span>
                {late}
            </a>
        </li>
    }
    .into_any()
}

fn dossier_href(locale: Locale, code: &str) -> String {
    locale.href(&format!("/can-bo/ho-so/{code}"))
}

fn table(locale: Locale, lines: &[QueueLine]) -> AnyView {
    let (code, work, when, who) = (
        locale.pick("Hồ sơ", "Dossier"),
        locale.pick("Việc", "Work"),
        locale.pick("Hạn", "Due"),
        locale.pick("Người nhận việc", "In hand of"),
    );
    let rows = lines
        .iter()
        .map(|line| {
            let step = line.step.clone().map(|step| view! { <span class="line quiet">{step}</span> });
            let holder = match &line.holder {
                Some(name) => view! { <span>{name.clone()}</span> }.into_any(),
                None => view! { <span class="quiet">{locale.pick("Chưa ai", "Nobody")}</span> }.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">
                        <a class="code" href=dossier_href(locale, &line.code)>{line.code.clone()}</a>
                        <span class="line">{line.applicant.clone()}</span>
                        <span class="line quiet">{line.procedure.clone()}</span>
                    </th>
                    <td data-label=work>
                        <span class="line">{task_name(locale, line.kind)}</span>
                        {step}
                        {status_tag(locale, line.status)}
                        <span class="line quiet">{channel_name(locale, line.channel)}</span>
                    </td>
                    <td data-label=when>{due(locale, line.due_at, line.lateness)}</td>
                    <td data-label=who>{holder}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="rows">
            <thead>
                <tr>
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

fn found_list(locale: Locale, search: &str, found: &[FoundLine]) -> AnyView {
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
                        <a class="code" href=dossier_href(locale, &line.code)>{line.code.clone()}</a>
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
        <table class="rows">
            <thead>
                <tr>
                    <th scope="col">{code}</th>
                    <th scope="col">{status}</th>
                    <th scope="col">{when}</th>
                    <th scope="col">{filed}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {back}
    }
    .into_any()
}
