//! An address by the units of today.
//!
//! Communes are chosen from a list where the table has them, else typed. Without a script both fields stand there and say
//! for which province they are; the island hides the one that is not needed.

use domain::form::{Question, Unit};
use leptos::prelude::*;
use serde_json::Value;

use super::person::block;
use super::words::part_label;
use super::{Sheet, field_name, line, typed_part};
use crate::components::field::{Field, Optional, described_by, error_view, field_class, field_errors};

pub(super) fn address(sheet: &Sheet<'_>, path: &str, question: &Question, raw: &Value) -> AnyView {
    let locale = sheet.locale;
    let (units, today) = (&sheet.context.units, sheet.context.today);
    let listed: Vec<&Unit> =
        units.provinces(today).filter(|province| units.lists_communes(&province.code, today)).collect();
    let name = field_name(path);
    let province = {
        let chosen = typed_part(raw, "province");
        let options = units.provinces(today).map(|unit| option(unit, &chosen, None)).collect_view().into_any();
        let label = part_label(locale, "province").to_owned();
        select(sheet, &format!("{name}.province"), label, options)
    };
    let commune = (!listed.is_empty()).then(|| {
        let chosen = typed_part(raw, "commune");
        let options = listed.iter().map(|province| communes(sheet, province, &chosen)).collect_view().into_any();
        let names: Vec<&str> = listed.iter().map(|unit| unit.name.as_str()).collect();
        let names = names.join(", ");
        let label = locale.pick(format!("Xã, phường (nếu ở {names})"), format!("Commune or ward (if in {names})"));
        let select = select(sheet, &format!("{name}.commune"), label, options);
        view! { <div data-part="commune">{select}</div> }
    });
    let typed = Field {
        id: format!("{name}.commune_name"),
        label: if listed.is_empty() {
            part_label(locale, "commune_name").to_owned()
        } else {
            locale
                .pick("Xã, phường (nếu ở tỉnh, thành phố khác)", "Commune or ward (if in another province)")
                .to_owned()
        },
        value: typed_part(raw, "commune_name"),
        ..Field::default()
    };
    let detail = Field {
        id: format!("{name}.line"),
        label: part_label(locale, "line").to_owned(),
        optional: Optional::Always,
        value: typed_part(raw, "line"),
        ..Field::default()
    };
    let parts = view! {
        {province}
        {commune}
        <div data-part="commune_name">{line(sheet, typed, None)}</div>
        {line(sheet, detail, None)}
    }
    .into_any();
    block(sheet, path, question, "address", Some(path.to_owned()), parts)
}

fn select(sheet: &Sheet<'_>, id: &str, label: String, options: AnyView) -> AnyView {
    let locale = sheet.locale;
    let errors = field_errors(locale, id, sheet.problems);
    let described = described_by(id, false, !errors.is_empty());
    view! {
        <div class=field_class(&errors)>
            <label for=id.to_owned()>{label}</label>
            {error_view(locale, id, &errors)}
            <select
                id=id.to_owned()
                name=id.to_owned()
                autocomplete="off"
                aria-describedby=described
                aria-invalid=(!errors.is_empty()).then_some("true")
            >
                <option value="">{locale.pick("Chọn", "Choose")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn option(unit: &Unit, chosen: &str, province: Option<&str>) -> AnyView {
    let is_chosen = unit.code == chosen.trim();
    view! {
        <option value=unit.code.clone() selected=is_chosen data-province=province.map(str::to_owned)>
            {unit.name.clone()}
        </option>
    }
    .into_any()
}

/// The communes of a province under the names of their districts, where these still exist.
fn communes(sheet: &Sheet<'_>, province: &Unit, chosen: &str) -> AnyView {
    let (units, today) = (&sheet.context.units, sheet.context.today);
    let mut groups: Vec<(Option<&Unit>, Vec<&Unit>)> = Vec::new();
    for unit in units.communes(&province.code, today) {
        let above = unit.parent.as_deref().filter(|code| *code != province.code);
        let district = above.and_then(|code| units.find(code, today));
        match groups.iter_mut().find(|(known, _)| known.map(|unit| &unit.code) == district.map(|unit| &unit.code)) {
            Some((_, members)) => members.push(unit),
            None => groups.push((district, vec![unit])),
        }
    }
    groups
        .into_iter()
        .map(|(district, members)| {
            let options =
                members.into_iter().map(|unit| option(unit, chosen, Some(&province.code))).collect_view().into_any();
            match district {
                Some(district) => {
                    view! { <optgroup label=district.name.clone() data-province=province.code.clone()>{options}</optgroup> }
                        .into_any()
                }
                None => options,
            }
        })
        .collect_view()
        .into_any()
}
