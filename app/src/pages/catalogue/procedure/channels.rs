//! The ways to hand in, each with its own limit and fees; a table that turns to rows on phones.

use domain::catalogue::shown::{ChannelShown, FeesShown};
use leptos::prelude::*;

use crate::components::fold::fold;
use crate::components::lines::{blocks, vietnamese_part};
use crate::components::published::{channel_name, fee_view, fees_unknown, limit_is_source, limit_words};
use crate::view::{Chrome, ProcedureView};

/// The table; the roles keep it a table for screen readers where the style sheet shows it as rows.
pub(super) fn channels(chrome: &Chrome, view: &ProcedureView) -> Option<AnyView> {
    let locale = chrome.locale;
    if view.shown.channels.is_empty() {
        return None;
    }
    let described = view.shown.channels.iter().any(|row| !row.description.is_empty());
    let rows = view.shown.channels.iter().map(|row| channel(chrome, row, described)).collect_view();
    let head = |text: &'static str| view! { <th scope="col" role="columnheader">{text}</th> };
    let body = view! {
        <table class="rows" role="table">
            <caption>
                {locale.pick("Thời hạn và phí theo từng cách nộp, như đã công bố", "Limit and fees by way of filing, as published")}
            </caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head(locale.pick("Cách nộp", "Way"))} {head(locale.pick("Thời hạn", "Limit"))}
                    {head(locale.pick("Phí, lệ phí", "Fees"))}
                    {described.then(|| head(locale.pick("Áp dụng cho", "Applies to")))}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any();
    Some(fold("cach-nop", locale.pick("Cách nộp, thời hạn, phí", "Ways to file, limits, fees"), true, body))
}

fn channel(chrome: &Chrome, row: &ChannelShown, described: bool) -> AnyView {
    let locale = chrome.locale;
    let fees = match &row.fees {
        FeesShown::NotPublished => {
            view! { <span>{fees_unknown(locale, &chrome.province.counter.phone)}</span> }.into_any()
        }
        FeesShown::Published(fees) => {
            fees.iter().map(|fee| fee_view(locale, fee, usize::MAX)).collect_view().into_any()
        }
    };
    let description = described.then(|| {
        view! {
            <td role="cell" data-label=locale.pick("Áp dụng cho", "Applies to") class:empty-cell=row.description.is_empty()>
                <div class="cell" lang=vietnamese_part(locale, true)>{blocks(&row.description)}</div>
            </td>
        }
    });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{channel_name(locale, row.channel)}</th>
            <td role="cell" data-label=locale.pick("Thời hạn", "Limit")>
                <div class="cell" lang=vietnamese_part(locale, limit_is_source(&row.limit))>{limit_words(locale, &row.limit)}</div>
            </td>
            <td role="cell" data-label=locale.pick("Phí, lệ phí", "Fees")>
                <div class="cell">{fees}</div>
            </td>
            {description}
        </tr>
    }
    .into_any()
}
