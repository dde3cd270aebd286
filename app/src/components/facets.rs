//! Narrowing a list: plain links, folded on phones and open beside the list on wide screens.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locale::{Locale, number};
use crate::view::{FacetGroup, FacetValue};

/// Values shown before the rest is folded.
const SHOWN: usize = 7;

/// All facets that have something to choose.
#[must_use]
pub fn facets(locale: Locale, groups: &[FacetGroup]) -> Option<AnyView> {
    let groups: Vec<AnyView> =
        groups.iter().filter(|group| !group.values.is_empty()).map(|group| facet(locale, group)).collect();
    if groups.is_empty() {
        return None;
    }
    Some(
        view! {
            <nav class="facets" aria-label=locale.pick("Lọc danh sách", "Filter the list")>
                <details class="facets-fold">
                    <summary>{locale.pick("Lọc danh sách", "Filter the list")}</summary>
                    <div class="facets-groups">{groups}</div>
                </details>
            </nav>
        }
        .into_any(),
    )
}

fn facet(locale: Locale, group: &FacetGroup) -> AnyView {
    let id = format!("facet-{}", group.parameter);
    // Chosen values come first, so that they are never folded away.
    let (mut values, rest): (Vec<&FacetValue>, Vec<&FacetValue>) = group.values.iter().partition(|value| value.chosen);
    values.extend(rest);
    let folded = if values.len() > SHOWN + 1 { values.split_off(SHOWN) } else { Vec::new() };
    let more = (!folded.is_empty()).then(|| {
        let label = locale.pick(format!("Thêm {} mục", folded.len()), format!("{} more", folded.len()));
        view! {
            <details class="facet-more">
                <summary>{label} <span class="visually-hidden">{format!(": {}", group.title)}</span></summary>
                <ul>{folded.into_iter().map(|value| facet_value(locale, value)).collect_view()}</ul>
            </details>
        }
    });
    let labelled_by = id.clone();
    view! {
        <section class="facet" aria-labelledby=labelled_by>
            <h2 id=id>{group.title.clone()}</h2>
            <ul>{values.into_iter().map(|value| facet_value(locale, value)).collect_view()}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn facet_value(locale: Locale, value: &FacetValue) -> AnyView {
    let count = number(locale, i64::try_from(value.count).unwrap_or(i64::MAX));
    let mark = value.chosen.then(|| icon(Icon::Tick));
    view! {
        <li>
            <a href=value.href.clone() rel="nofollow" aria-current=value.chosen.then_some("true")>
                {mark} <span class="facet-label">{value.label.clone()}</span> <span class="facet-count">{count}</span>
            </a>
        </li>
    }
    .into_any()
}
