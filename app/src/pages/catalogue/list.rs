//! The list of procedures, searched or not.

use leptos::prelude::*;

use super::search_box;
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::icon::{Icon, icon};
use crate::components::{facets::facets, pager::pager, result_row::result_list};
use crate::locale::{Locale, number};
use crate::view::{Chrome, ListView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &ListView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let heading = heading(locale, view);
    let head = Head {
        title: heading.clone(),
        description: locale.pick(
            format!("{heading}. Chi phí, thời gian, giấy tờ cần chuẩn bị và nơi nộp của từng thủ tục."),
            format!("{heading}. Cost, time, papers and place for each procedure."),
        ),
        islands: true,
        public: true,
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let facets = facets(locale, &view.facets);
    let class = if facets.is_some() { "list-page" } else { "list-page list-page-plain" };
    let main = view! {
        <h1>{heading}</h1>
        {search_box(locale, &view.text)}
        <div class=class>
            {facets}
            <section class="list-results" aria-labelledby="count">
                <h2 class="list-count" id="count">{count(locale, view.total)}</h2>
                {chosen(locale, &view.chosen)}
                {if view.rows.is_empty() { nothing_found(chrome, view) } else { result_list(locale, &view.rows) }}
                {pager(locale, view.first.as_ref(), view.next.as_ref())}
                {downloads(locale, view)}
            </section>
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

fn heading(locale: Locale, view: &ListView) -> String {
    match (&view.life_event, view.text.trim()) {
        (Some(event), "") => event.clone(),
        (_, "") => locale.pick("Thủ tục hành chính", "Administrative procedures").to_owned(),
        (_, text) => locale.pick(format!("Kết quả cho “{text}”"), format!("Results for “{text}”")),
    }
}

fn count(locale: Locale, total: usize) -> String {
    let figure = number(locale, i64::try_from(total).unwrap_or(i64::MAX));
    match (locale, total) {
        (Locale::Vi, 0) => "Không có thủ tục nào khớp".to_owned(),
        (Locale::En, 0) => "No procedure matches".to_owned(),
        (Locale::En, 1) => "1 procedure".to_owned(),
        _ => format!("{figure} {}", locale.pick("thủ tục", "procedures")),
    }
}

/// What the list is narrowed to, each with the way to take it back.
fn chosen(locale: Locale, chosen: &[(String, String)]) -> Option<AnyView> {
    if chosen.is_empty() {
        return None;
    }
    let items = chosen
        .iter()
        .map(|(label, href)| {
            view! {
                <li>
                    <a class="chip" rel="nofollow" href=href.clone()>
                        <span class="visually-hidden">{locale.pick("Bỏ lọc: ", "Remove filter: ")}</span>
                        {label.clone()}
                        {icon(Icon::Cross)}
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(view! { <ul class="chips" aria-label=locale.pick("Đang lọc theo", "Filtered by")>{items}</ul> }.into_any())
}

/// Why nothing is there and what next.
fn nothing_found(chrome: &Chrome, view: &ListView) -> AnyView {
    let locale = chrome.locale;
    let phone = &chrome.province.counter.phone;
    let nearest = (!view.nearest.is_empty()).then(|| {
        view! {
            <h2>{locale.pick("Có thể bạn cần", "Perhaps you need")}</h2>
            {result_list(locale, &view.nearest)}
        }
    });
    let loosen = (!view.chosen.is_empty()).then(
        || view! { <li>{locale.pick("Bỏ bớt một điều kiện lọc ở trên.", "Remove one of the filters above.")}</li> },
    );
    view! {
        <div class="empty">
            <p>{locale.pick("Bạn có thể thử:", "You can try this:")}</p>
            <ul>
                {loosen}
                <li>{locale.pick("Viết ngắn hơn, một hai từ chính; gõ không dấu cũng được.", "Use fewer words; Vietnamese marks are not needed.")}</li>
                <li>{locale.pick("Tìm theo tên giấy tờ bạn muốn nhận, ví dụ “giấy khai sinh”.", "Search for the paper you want to get, such as “birth certificate”.")}</li>
                <li>{locale.pick(format!("Gọi {phone}: cán bộ sẽ chỉ đúng thủ tục."), format!("Call {phone}: an officer will name the right procedure."))}</li>
            </ul>
        </div>
        {nearest}
    }
    .into_any()
}

fn downloads(locale: Locale, view: &ListView) -> AnyView {
    view! {
        <p class="downloads">
            {icon(Icon::Download)} {locale.pick("Tải danh sách này: ", "Download this list: ")}
            <a href=view.json_href.clone()>"JSON"</a> " · " <a href=view.csv_href.clone()>"CSV"</a> " · "
            <a href=view.atom_href.clone()>"Atom"</a>
        </p>
    }
    .into_any()
}
