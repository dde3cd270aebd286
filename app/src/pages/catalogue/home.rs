//! The front page: what do you need to do?

use leptos::prelude::*;

use super::search_box;
use crate::components::document::{Head, document};
use crate::components::lines::vietnamese_part;
use crate::components::{address::procedure_path, lookup_form::lookup_form};
use crate::locale::{Locale, date_of, number};
use crate::view::{Chrome, FacetValue, HomeView, LifeEventLink, ProcedureRow};
use time::OffsetDateTime;

/// The whole page.
pub fn page(chrome: &Chrome, view: &HomeView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let province = locale.of(&chrome.province.name);
    let head = Head {
        title: locale.pick("Dịch vụ công trực tuyến", "Public services online").to_owned(),
        description: locale.pick(
            format!("Tìm thủ tục hành chính, nộp hồ sơ trực tuyến và tra cứu hồ sơ. {province}."),
            format!("Find an administrative procedure, file online and follow your dossier. {province}."),
        ),
        islands: true,
        public: true,
        ..Head::default()
    };
    let main = view! {
        <div class="hero">
            <h1>{locale.pick("Bạn cần làm gì?", "What do you need to do?")}</h1>
            {search_box(locale, "")}
        </div>
        <section class="home-lookup" aria-labelledby="lookup-title">
            <h2 id="lookup-title">{locale.pick("Tra cứu hồ sơ", "Track a dossier")}</h2>
            <p>{locale.pick("Hai mã ở đầu biên nhận của bạn.", "Both codes stand on top of your receipt.")}</p>
            {lookup_form(locale, "", &[], true)}
        </section>
        {events(locale, "life", locale.pick("Việc trong đời sống", "Moments of life"), &view.life_events)}
        {events(locale, "business", locale.pick("Việc của doanh nghiệp, hộ kinh doanh", "For businesses"), &view.business_events)}
        {fields(locale, &view.fields)}
        {news(locale, &view.new)}
        {figures(locale, view)}
    }
    .into_any();
    document(chrome, head, main)
}

fn events(locale: Locale, id: &'static str, heading: &str, events: &[LifeEventLink]) -> Option<AnyView> {
    if events.is_empty() {
        return None;
    }
    let links = events
        .iter()
        .map(|event| {
            let href = format!("{}?event={}", locale.href("/thu-tuc"), crate::components::address::query_value(&event.id));
            let count = number(locale, i64::try_from(event.count).unwrap_or(i64::MAX));
            view! {
                <li>
                    <a href=href>{event.name.clone()}</a>
                    <span class="count">
                        {count} <span class="count-word">{locale.pick(" thủ tục", if event.count == 1 { " procedure" } else { " procedures" })}</span>
                    </span>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{heading.to_owned()}</h2>
                <ul class="events">{links}</ul>
            </section>
        }
        .into_any(),
    )
}

fn fields(locale: Locale, fields: &[FacetValue]) -> Option<AnyView> {
    if fields.is_empty() {
        return None;
    }
    let links = fields
        .iter()
        .map(|field| {
            let count = number(locale, i64::try_from(field.count).unwrap_or(i64::MAX));
            view! {
                <li>
                    <a href=field.href.clone()>{field.label.clone()}</a>
                    <span class="count">{count}</span>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="fields">
                <h2 id="fields">{locale.pick("Theo lĩnh vực", "By field")}</h2>
                <ul class="events events-dense">{links}</ul>
            </section>
        }
        .into_any(),
    )
}

fn news(locale: Locale, rows: &[(ProcedureRow, OffsetDateTime)]) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let links = rows
        .iter()
        .map(|(row, at)| {
            view! {
                <li>
                    <a href=locale.href(&procedure_path(&row.code)) lang=vietnamese_part(locale, row.name_is_vietnamese)>
                        {row.name.clone()}
                    </a>
                    <span class="count">{date_of(locale, *at)}</span>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="new">
                <h2 id="new">{locale.pick("Mới công bố, mới sửa đổi", "New and changed")}</h2>
                <ul class="news">{links}</ul>
            </section>
        }
        .into_any(),
    )
}

/// Three numbers: how much there is, how much of it goes online, how much is received here.
fn figures(locale: Locale, view: &HomeView) -> AnyView {
    let figure = |count: usize, words: &'static str, path: Option<&str>| {
        let number = number(locale, i64::try_from(count).unwrap_or(i64::MAX));
        let words = match path {
            Some(path) => view! { <a href=locale.href(path)>{words}</a> }.into_any(),
            None => view! { <span>{words}</span> }.into_any(),
        };
        view! {
            <div class="figure">
                <dt>{words}</dt>
                <dd>{number}</dd>
            </div>
        }
    };
    view! {
        <section aria-labelledby="figures">
            <h2 id="figures">{locale.pick("Danh mục hôm nay", "The catalogue today")}</h2>
            <dl class="figures">
                {figure(view.total, locale.pick("thủ tục đã công bố", "published procedures"), Some("/thu-tuc"))}
                {figure(view.received_here, locale.pick("được nhận tại tỉnh", "received in the province"), None)}
                {figure(view.online, locale.pick("nộp được trực tuyến", "can be filed online"), None)}
            </dl>
        </section>
    }
    .into_any()
}
