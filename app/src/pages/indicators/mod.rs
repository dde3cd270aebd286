//! How the agencies perform: what happened, what it is worth, and how that is reckoned.

mod groups;
mod period;
mod procedures;
mod table;
mod trend;

pub(crate) use period::name as period_name;
pub(crate) use table::points;

use leptos::prelude::*;

use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::locale::Locale;
use crate::view::{Chrome, IndicatorsView};

/// Where the page is.
pub const PATH: &str = "/chi-so";

/// The whole page, of all agencies or of one.
pub fn page(chrome: &Chrome, view: &IndicatorsView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let all = locale.pick("Các cơ quan phục vụ ra sao", "How the agencies perform");
    let (title, trail) = match &view.agency {
        Some((_, name)) => (name.clone(), vec![home_link(locale), (all.to_owned(), PATH.to_owned())]),
        None => (all.to_owned(), vec![home_link(locale)]),
    };
    let head = Head {
        title: format!("{title} - {}", period::name(locale, view.period)),
        description: locale
            .pick(
                "Số hồ sơ tiếp nhận, giải quyết sớm, đúng và trễ hạn của từng cơ quan, cách tính và dữ liệu để tự kiểm tra.",
                "Dossiers taken in, settled early, in time and late by each agency, how it is reckoned, and the data to check it.",
            )
            .to_owned(),
        public: true,
        search: true,
        trail,
        ..Head::default()
    };
    let running = view.is_running.then(|| {
        let text =
            locale.pick("Kỳ này chưa hết: số liệu còn thay đổi.", "This period is not over: the figures still move.");
        view! { <p class="quiet">{text}</p> }
    });
    let main = view! {
        <h1>{title}</h1>
        <p>
            {locale
                .pick(
                    "Mọi số dưới đây được đếm ngay khi việc xảy ra và ai cũng có thể tính lại. Tên hành chính: Bộ chỉ số phục vụ người dân, doanh nghiệp.",
                    "Every figure is counted the moment it happens, and anybody can reckon it again. Official name: the index of service to citizens and businesses.",
                )}
        </p>
        {period::choice(locale, view)}
        <section aria-labelledby="progress">
            <h2 id="progress">
                {locale.pick("Hồ sơ, ", "Dossiers, ")} {period::name(locale, view.period)}
            </h2>
            {running}
            {table::agencies(locale, view)}
            {table::explained(locale)}
        </section>
        {trend::trend(locale, view)}
        {procedures::procedures(locale, view)}
        {groups::groups(locale, view)}
        {downloads(locale, view)}
    }
    .into_any();
    document(chrome, head, main)
}

fn downloads(locale: Locale, view: &IndicatorsView) -> AnyView {
    let period = view.period.to_string();
    let href = move |kind: &str| format!("{PATH}.{kind}?ky={period}");
    view! {
        <section aria-labelledby="open-data">
            <h2 id="open-data">{locale.pick("Dữ liệu mở", "Open data")}</h2>
            <p>
                {locale
                    .pick(
                        "Tất cả số đếm của kỳ này, từng cơ quan một dòng: ",
                        "Every counter of this period, one agency a line: ",
                    )} <a href=href("csv")>"CSV"</a> ", " <a href=href("json")>"JSON"</a> "."
            </p>
            <p>
                <a href=locale.href("/chi-so/cong-bo")>
                    {locale.pick("Bản công bố từng tháng, có chữ ký số và dữ liệu để tự tính lại", "Each month as it was published, signed, with the data to reckon it again")}
                </a>
            </p>
        </section>
    }
    .into_any()
}
