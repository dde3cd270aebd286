//! One line, or several lines, of typed answer.

use leptos::prelude::*;

use super::Sheet;
use super::help::{hint_view, optional_view};
use crate::components::field::{Kind, Width, described_by, error_view, field_class, field_errors};
use crate::components::text_area::text_area;

/// What is typed where.
#[derive(Default)]
pub(super) struct Line {
    pub id: String,
    pub label: String,
    pub optional: bool,
    pub hints: Vec<String>,
    pub kind: Kind,
    pub width: Width,
    /// Stands behind the number.
    pub unit: Option<String>,
    pub value: String,
}

/// The field with what is wrong with it; the error stands before the control.
pub(super) fn line(sheet: &Sheet<'_>, line: &Line, details: Option<AnyView>) -> AnyView {
    let (locale, id) = (sheet.locale, line.id.as_str());
    let errors = field_errors(locale, id, sheet.problems);
    let invalid = !errors.is_empty();
    let unit = line.unit.is_some().then(|| format!("{id}-unit"));
    let described = [unit.clone(), described_by(id, !line.hints.is_empty(), invalid)];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let control = match line.kind {
        Kind::Long => text_area(id, &line.value, 4, invalid, described),
        _ => input(line, invalid, described),
    };
    let unit = unit.map(|id| view! { <span class="field-unit" id=id>{line.unit.clone()}</span> });
    let control = match unit {
        Some(unit) => view! { <div class="field-control">{control} {unit}</div> }.into_any(),
        None => control,
    };
    view! {
        <div class=field_class(&errors)>
            <label for=id.to_owned()>{line.label.clone()} {optional_view(locale, line.optional)}</label>
            {hint_view(id, &line.hints)}
            {details}
            {error_view(locale, id, &errors)}
            {control}
        </div>
    }
    .into_any()
}

fn input(line: &Line, invalid: bool, described: Option<String>) -> AnyView {
    let (kind, mode) = match line.kind {
        Kind::Phone => ("tel", None),
        Kind::Email => ("email", None),
        Kind::Number => ("text", Some("numeric")),
        Kind::Password => ("password", None),
        Kind::Text | Kind::Code | Kind::Long | Kind::Name => ("text", None),
    };
    let class = match line.width {
        Width::Full => None,
        Width::Medium => Some("input-medium"),
        Width::Short => Some("input-short"),
    };
    view! {
        <input
            class=class
            id=line.id.clone()
            name=line.id.clone()
            type=kind
            inputmode=mode
            // The form is often about somebody else than whoever sits at the device.
            autocomplete="off"
            autocapitalize=(line.kind == Kind::Code).then_some("characters")
            spellcheck=(line.kind != Kind::Text).then_some("false")
            value=line.value.clone()
            aria-invalid=invalid.then_some("true")
            aria-describedby=described
        />
    }
    .into_any()
}
