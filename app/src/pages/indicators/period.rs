//! Choosing the period.

use domain::indicator::Period;
use leptos::prelude::*;

use super::PATH;
use crate::locale::Locale;
use crate::view::IndicatorsView;

/// A period in words.
pub(crate) fn name(locale: Locale, period: Period) -> String {
    match (period, locale) {
        (Period::Month(year, month), Locale::Vi) => format!("tháng {month}/{year}"),
        (Period::Month(year, month), Locale::En) => format!("month {month}/{year}"),
        (Period::Quarter(year, quarter), Locale::Vi) => format!("quý {quarter}/{year}"),
        (Period::Quarter(year, quarter), Locale::En) => format!("quarter {quarter}/{year}"),
        (Period::SixMonths(year), Locale::Vi) => format!("6 tháng đầu năm {year}"),
        (Period::SixMonths(year), Locale::En) => format!("first six months of {year}"),
        (Period::NineMonths(year), Locale::Vi) => format!("9 tháng đầu năm {year}"),
        (Period::NineMonths(year), Locale::En) => format!("first nine months of {year}"),
        (Period::Year(year), Locale::Vi) => format!("năm {year}"),
        (Period::Year(year), Locale::En) => format!("year {year}"),
    }
}

pub(super) fn choice(locale: Locale, view: &IndicatorsView) -> AnyView {
    let action = match &view.agency {
        Some((code, _)) => locale.href(&format!("{PATH}/{code}")),
        None => locale.href(PATH),
    };
    let options = view
        .periods
        .iter()
        .map(|period| {
            let chosen = *period == view.period;
            view! { <option value=period.to_string() selected=chosen>{name(locale, *period)}</option> }
        })
        .collect_view();
    view! {
        <form class="period" method="get" action=action>
            <label for="period">{locale.pick("Kỳ", "Period")}</label>
            <select id="period" name="ky">{options}</select>
            <button class="button button--secondary" type="submit">{locale.pick("Xem", "Show")}</button>
        </form>
    }
    .into_any()
}
