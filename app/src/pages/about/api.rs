//! The API for people who write programs: the same data and the same calls that the portal itself uses.

use leptos::prelude::*;

use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::view::{ApiView, Chrome};

/// The whole page.
pub fn page(chrome: &Chrome, view: &ApiView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let head = Head {
        title: locale.pick("API cho lập trình viên", "API for developers").to_owned(),
        description: locale
            .pick(
                "Các lời gọi HTTP và dữ liệu mở của cổng: danh mục thủ tục, nộp hồ sơ, tra cứu.",
                "HTTP calls and open data of the portal: the catalogue, filing, tracking.",
            )
            .to_owned(),
        public: true,
        search: true,
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let main = view! {
        <h1>{locale.pick("API cho lập trình viên", "API for developers")}</h1>
        <p class="lead">
            {locale
                .pick(
                    "Chính cổng này dùng các lời gọi dưới đây. Dữ liệu là JSON; lỗi là application/problem+json với một mã ổn định.",
                    "The portal itself uses the calls below. Data is JSON; errors are application/problem+json with a stable code.",
                )}
        </p>
        {calls(chrome, view)}
        {open_data(chrome, view)}
    }
    .into_any();
    document(chrome, head, main)
}

fn calls(chrome: &Chrome, view: &ApiView) -> Option<AnyView> {
    if view.calls.is_empty() {
        return None;
    }
    let locale = chrome.locale;
    let rows = view
        .calls
        .iter()
        .map(|(method, path, summary)| {
            view! {
                <tr role="row">
                    <th scope="row" role="rowheader">
                        <code>{format!("{method} {path}")}</code>
                    </th>
                    <td role="cell" data-label=locale.pick("Việc", "What it does")>
                        <div class="cell">{summary.clone()}</div>
                    </td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <table class="rows" role="table">
                <caption>{locale.pick("Các lời gọi", "Calls")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{locale.pick("Lời gọi", "Call")}</th>
                        <th scope="col" role="columnheader">{locale.pick("Việc", "What it does")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}

fn open_data(chrome: &Chrome, view: &ApiView) -> AnyView {
    let locale = chrome.locale;
    let download = |path: &str, words: &'static str| {
        view! {
            <li>
                <a href=locale.href(path)>{words}</a>
            </li>
        }
    };
    let openapi = (!view.openapi_href.is_empty()).then(|| {
        view! {
            <li>
                <a href=view.openapi_href.clone()>{locale.pick("Mô tả OpenAPI 3.1 đầy đủ", "Full OpenAPI 3.1 description")}</a>
            </li>
        }
    });
    view! {
        <h2>{locale.pick("Dữ liệu mở", "Open data")}</h2>
        <ul>
            {openapi}
            {download("/thu-tuc.json", locale.pick("Toàn bộ danh mục thủ tục: JSON", "The whole catalogue: JSON"))}
            {download("/thu-tuc.csv", locale.pick("Toàn bộ danh mục thủ tục: CSV", "The whole catalogue: CSV"))}
            {download("/thu-tuc.atom", locale.pick("Thủ tục mới và thay đổi: Atom", "New and changed procedures: Atom"))}
        </ul>
    }
    .into_any()
}
