//! A list from which one thing is chosen.

use domain::filing::Problem;
use domain::province::Tier;
use leptos::prelude::*;

use super::field::{described_by, error_view, field_class, field_errors, optional_view};
use crate::components::field::Optional;
use crate::locale::Locale;
use crate::view::AgencyOption;

/// The agencies of the province by tier; `empty` stands first and chooses none.
#[must_use]
pub fn agency_select(
    locale: Locale,
    (id, label, empty): (&'static str, &str, &str),
    choices: &[AgencyOption],
    chosen: &str,
    optional: bool,
    problems: &[Problem],
) -> AnyView {
    let errors = field_errors(locale, id, problems);
    let describes = described_by(id, false, !errors.is_empty());
    let tiers = [
        (Some(Tier::Province), locale.pick("Tỉnh", "Province")),
        (Some(Tier::Department), locale.pick("Sở, ban, ngành", "Departments")),
        (Some(Tier::District), locale.pick("Huyện", "Districts")),
        (Some(Tier::Commune), locale.pick("Xã, phường", "Communes and wards")),
    ];
    let groups = tiers
        .into_iter()
        .filter_map(|(tier, name)| {
            let of: Vec<&AgencyOption> = choices.iter().filter(|choice| choice.tier == tier).collect();
            if of.is_empty() {
                return None;
            }
            let options = of
                .into_iter()
                .map(|choice| {
                    let is_chosen = choice.code == chosen;
                    view! { <option value=choice.code.clone() selected=is_chosen>{choice.name.clone()}</option> }
                })
                .collect_view();
            Some(view! { <optgroup label=name>{options}</optgroup> })
        })
        .collect_view();
    view! {
        <div class=field_class(&errors)>
            <label for=id>{label.to_owned()} {optional_view(locale, &Optional::fixed(optional))}</label>
            {error_view(locale, id, &errors)}
            <select id=id name=id aria-describedby=describes aria-invalid=(!errors.is_empty()).then_some("true")>
                <option value="">{empty.to_owned()}</option>
                {groups}
            </select>
        </div>
    }
    .into_any()
}
