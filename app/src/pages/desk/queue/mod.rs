//! What is to be done: the queue of the desk, and finding a dossier.

mod batch;
mod filters;
mod found;
mod table;

pub use batch::outcome;

use leptos::prelude::*;

use super::dossier_words::task_name;
use super::frame::{Frame, frame};
use crate::components::error_summary::{error_summary, here};
use crate::components::notice::notice_text;
use crate::components::pager::pager;
use crate::components::tag::Tone;
use crate::locale::{Locale, number};
use crate::view::{Chrome, DeskHead, QueueTab, QueueView};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &QueueView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let heading = match &view.found {
        Some(_) => locale.pick("Tìm hồ sơ", "Find a dossier"),
        None => locale.pick("Việc cần làm", "What is to be done"),
    };
    let title = match view.choice.kind.as_str() {
        "" => heading.to_owned(),
        kind => format!("{heading}: {}", task_name(locale, kind)),
    };
    let body = match &view.found {
        Some(found) => found::list(locale, &view.search, found),
        None => queue(locale, view),
    };
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        <h1>{heading}</h1>
        {search_form(locale, &view.search)}
        {body}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title, has_problems: !view.problems.is_empty() }, main)
}

fn search_form(locale: Locale, search: &str) -> AnyView {
    view! {
        <form class="desk-search" method="post" action=locale.href("/can-bo/tim-ho-so") role="search">
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
        let chosen = view.choice.whose == key;
        let href = view.choice.with_whose(key).href(locale);
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
        match &view.batch {
            Some(form) => batch::form(locale, view, form),
            None => table::table(locale, &view.lines, None),
        }
    };
    let csv = (view.register && !view.lines.is_empty()).then(|| {
        let words = locale.pick("Tải cả danh sách này (CSV)", "Download this whole list (CSV)");
        view! { <p><a href=view.choice.at(locale, "/can-bo/ho-so.csv") download="">{words}</a></p> }
    });
    let register = view.register.then(|| {
        let words = locale.pick("Sổ theo dõi hồ sơ (mẫu 06)", "Register of dossiers (form 06)");
        view! { <p><a href=locale.href("/can-bo/so-theo-doi")>{words}</a></p> }
    });
    view! {
        {filters::saved(locale, &view.saved)}
        <nav aria-label=locale.pick("Loại việc", "Kinds of work")>
            <ul class="desk-tabs">{tabs}</ul>
        </nav>
        <nav aria-label=locale.pick("Việc của ai", "Whose work")>
            <ul class="desk-whose">{whose}</ul>
        </nav>
        {filters::filters(locale, view)}
        {body}
        {pager(locale, view.first.as_ref(), view.next.as_ref())}
        {csv}
        {register}
    }
    .into_any()
}

fn tab(locale: Locale, tab: &QueueTab) -> AnyView {
    let plus = if tab.more { "+" } else { "" };
    let late = (tab.late > 0).then(|| {
        let plus = if tab.late >= tab.count { plus } else { "" };
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
