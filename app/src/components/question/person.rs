//! A person or an organisation: several fields under one legend.

use domain::form::{PersonPart, Question};
use leptos::prelude::*;
use serde_json::Value;

use super::help::{details, hints};
use super::options::{Legend, Options, choices};
use super::words::{document_kinds, nationalities, part_label, sexes};
use super::{Sheet, date_hint, field_name, line, optional as optional_now, tax_hint, typed_part};
use crate::components::choice::Row;
use crate::components::field::{
    Field, Kind, Optional, Width, described_by, error_view, field_errors, hint_view, optional_view,
};

/// The fieldset around the parts of a block. Its id is the target for what is wrong with the block as a whole.
pub(super) fn block(
    sheet: &Sheet<'_>,
    path: &str,
    question: &Question,
    class: &'static str,
    address: Option<String>,
    parts: AnyView,
) -> AnyView {
    let (locale, id) = (sheet.locale, field_name(path));
    let errors = field_errors(locale, &id, sheet.problems);
    let hints = hints(sheet, path, question);
    let described = described_by(&id, !hints.is_empty(), !errors.is_empty());
    let class = if errors.is_empty() { format!("block {class}") } else { format!("block {class} field--error") };
    view! {
        <fieldset class=class id=id.clone() tabindex="-1" aria-describedby=described data-address=address>
            <legend>
                {locale.words(&question.label).to_owned()} {optional_view(locale, &optional_now(sheet, path, question))}
            </legend>
            {hint_view(&id, &hints)}
            {details(locale, question)}
            {error_view(locale, &id, &errors)}
            {parts}
        </fieldset>
    }
    .into_any()
}

pub(super) fn person(
    sheet: &Sheet<'_>,
    path: &str,
    question: &Question,
    (ask, optional): (&[PersonPart], &[PersonPart]),
    raw: &Value,
) -> AnyView {
    let locale = sheet.locale;
    let id = |part: &str| format!("{}.{part}", field_name(path));
    let may_stay_empty = |part: PersonPart| optional.contains(&part);
    let text = |part: &str, optional: bool, kind: Kind, width: Width, hints: Vec<String>| {
        let one = Field {
            id: id(part),
            label: part_label(locale, part).to_owned(),
            optional: Optional::fixed(optional),
            hints,
            kind,
            width,
            value: typed_part(raw, part),
            ..Field::default()
        };
        line(sheet, one, None)
    };
    let rows = |part: &str, optional: bool, keys: &[(&'static str, &'static str)]| {
        let chosen = typed_part(raw, part);
        let legend = Legend {
            words: part_label(locale, part).to_owned(),
            optional: Optional::fixed(optional),
            ..Legend::default()
        };
        let row = |(key, words): &(&'static str, &'static str)| Row {
            value: (*key).to_owned(),
            label: (*words).to_owned(),
            chosen: chosen.trim() == *key,
            ..Row::default()
        };
        choices(sheet, &id(part), legend, &Options { rows: keys.iter().map(row).collect(), several: false })
    };
    let mut parts = vec![text("name", false, Kind::Text, Width::Full, Vec::new())];
    if ask.contains(&PersonPart::BirthDate) {
        let optional = may_stay_empty(PersonPart::BirthDate);
        parts.push(text("birth_date", optional, Kind::Number, Width::Short, vec![date_hint(locale)]));
    }
    if ask.contains(&PersonPart::Sex) {
        parts.push(rows("sex", may_stay_empty(PersonPart::Sex), &sexes(locale)));
    }
    if ask.contains(&PersonPart::Nationality) {
        parts.push(rows("nationality", may_stay_empty(PersonPart::Nationality), &nationalities(locale)));
        let name = text("nationality_name", false, Kind::Text, Width::Medium, Vec::new());
        parts.push(view! { <div class="only-elsewhere">{name}</div> }.into_any());
    }
    if ask.contains(&PersonPart::Document) {
        let optional = may_stay_empty(PersonPart::Document);
        parts.push(rows("document_kind", optional, &document_kinds(locale)));
        let hint = locale.pick("Căn cước có 12 chữ số", "An identity card has 12 digits").to_owned();
        parts.push(text("document_number", optional, Kind::Code, Width::Medium, vec![hint]));
    }
    block(sheet, path, question, "person", None, parts.into_any())
}

pub(super) fn organisation(
    sheet: &Sheet<'_>,
    path: &str,
    question: &Question,
    tax_code_optional: bool,
    raw: &Value,
) -> AnyView {
    let locale = sheet.locale;
    let name = Field {
        id: format!("{}.name", field_name(path)),
        label: locale.pick("Tên doanh nghiệp, tổ chức", "Name of the business or organisation").to_owned(),
        value: typed_part(raw, "name"),
        ..Field::default()
    };
    let tax_code = Field {
        id: format!("{}.tax_code", field_name(path)),
        label: part_label(locale, "tax_code").to_owned(),
        optional: Optional::fixed(tax_code_optional),
        hints: vec![tax_hint(locale)],
        kind: Kind::Number,
        width: Width::Medium,
        value: typed_part(raw, "tax_code"),
        ..Field::default()
    };
    let parts = [name, tax_code].into_iter().map(|one| line(sheet, one, None)).collect_view().into_any();
    block(sheet, path, question, "organisation", None, parts)
}
