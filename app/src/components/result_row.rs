//! A procedure in a list.

use domain::procedure::Level;
use leptos::prelude::*;

use super::address::procedure_path;
use super::lines::vietnamese_part;
use super::tag::{Tone, online_tag, tag};
use crate::locale::Locale;
use crate::view::ProcedureRow;

/// The rows as a list.
#[must_use]
pub fn result_list(locale: Locale, rows: &[ProcedureRow]) -> AnyView {
    let rows = rows.iter().map(|row| result_row(locale, row)).collect_view();
    view! { <ul class="results">{rows}</ul> }.into_any()
}

fn result_row(locale: Locale, row: &ProcedureRow) -> AnyView {
    let mut place: Vec<String> = row.agencies.iter().take(2).cloned().collect();
    if row.agencies.len() > 2 {
        let more = row.agencies.len() - 2;
        place.push(locale.pick(format!("và {more} cơ quan khác"), format!("and {more} more")));
    }
    let summary = row.summary.clone().map(|summary| view! { <p class="result-summary">{summary}</p> });
    let elsewhere = (!row.received_here)
        .then(|| tag(Tone::Quiet, locale.pick("Không nhận tại tỉnh", "Not received in the province")));
    let levels = row.levels.iter().map(|level| level_name(locale, *level)).collect::<Vec<_>>().join(", ");
    let level = (!levels.is_empty()).then(|| view! { <span>{levels}</span> });
    let agencies =
        (!place.is_empty()).then(|| view! { <span lang=vietnamese_part(locale, true)>{place.join("; ")}</span> });
    view! {
        <li class="result">
            <a class="result-name" href=locale.href(&procedure_path(&row.code)) lang=vietnamese_part(locale, row.name_is_vietnamese)>
                {row.name.clone()}
            </a>
            {summary}
            <p class="result-meta">
                <span>{row.code.clone()}</span>
                <span>{row.field.clone()}</span>
                {level}
                {agencies}
            </p>
            <p class="result-tags">
                {row.received_here.then(|| online_tag(locale, row.online_level))} {elsewhere}
            </p>
        </li>
    }
    .into_any()
}

/// Level of administration in words.
#[must_use]
pub fn level_name(locale: Locale, level: Level) -> &'static str {
    match level {
        Level::Ministry => locale.pick("Cấp bộ", "Ministry"),
        Level::Province => locale.pick("Cấp tỉnh", "Province"),
        Level::Commune => locale.pick("Cấp xã", "Commune"),
        Level::Other => locale.pick("Cơ quan khác", "Other body"),
    }
}
