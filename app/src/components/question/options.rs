//! Yes or no, one of several, several of several.

use domain::form::{Question, TextChoice};
use leptos::prelude::*;
use serde_json::Value;

use super::help::{details, hints};
use super::{Sheet, field_name, optional, typed};
use crate::components::choice::{Row, radio, tick};
use crate::components::field::{
    Optional, described_by, error_view, field_class, field_errors, hint_view, optional_view,
};
use crate::locale::Locale;

/// The rows of a question.
pub(super) struct Options {
    pub rows: Vec<Row>,
    /// More than one can be chosen.
    pub several: bool,
}

impl Options {
    pub fn yes_no(locale: Locale, raw: &Value) -> Self {
        let typed = typed(raw);
        let row = |value: &str, label: &str| Row {
            value: value.to_owned(),
            label: label.to_owned(),
            chosen: typed.trim() == value,
            ..Row::default()
        };
        Self {
            rows: vec![row("yes", locale.pick("Có", "Yes")), row("no", locale.pick("Không", "No"))], several: false
        }
    }

    pub fn one_of(locale: Locale, options: &[TextChoice], raw: &Value) -> Self {
        let typed = typed(raw);
        Self { rows: rows(locale, options, |key| key == typed.trim()), several: false }
    }

    pub fn several_of(locale: Locale, options: &[TextChoice], raw: &Value) -> Self {
        let chosen = |key: &str| match raw {
            Value::Array(list) => list.iter().any(|one| one.as_str() == Some(key)),
            other => other.as_str() == Some(key),
        };
        Self { rows: rows(locale, options, chosen), several: true }
    }
}

fn rows(locale: Locale, options: &[TextChoice], chosen: impl Fn(&str) -> bool) -> Vec<Row> {
    options
        .iter()
        .map(|option| Row {
            value: option.key.clone(),
            label: locale.words(&option.label).to_owned(),
            hint: option.hint.as_ref().map(|hint| locale.words(hint).to_owned()),
            chosen: chosen(&option.key),
            lang: None,
        })
        .collect()
}

/// Rows to choose from under the question.
pub(super) fn options(sheet: &Sheet<'_>, path: &str, question: &Question, options: &Options) -> AnyView {
    let locale = sheet.locale;
    choices(
        sheet,
        &field_name(path),
        Legend {
            words: locale.words(&question.label).to_owned(),
            optional: optional(sheet, path, question),
            hints: hints(sheet, path, question),
            details: details(locale, question),
        },
        options,
    )
}

/// What stands above the rows.
#[derive(Default)]
pub(super) struct Legend {
    pub words: String,
    pub optional: Optional,
    pub hints: Vec<String>,
    pub details: Option<AnyView>,
}

pub(super) fn choices(sheet: &Sheet<'_>, id: &str, legend: Legend, options: &Options) -> AnyView {
    let locale = sheet.locale;
    let errors = field_errors(locale, id, sheet.problems);
    let described = described_by(id, !legend.hints.is_empty(), !errors.is_empty());
    let row = if options.several { tick } else { radio };
    let rows = options.rows.iter().enumerate().map(|(at, one)| row(id, at, one)).collect_view();
    // Sent also when nothing is ticked, so that «none of these» is told from «not on the page».
    let nothing =
        options.several.then(|| view! { <input type="hidden" name=id.to_owned() value="" data-nothing="true" /> });
    view! {
        <fieldset class=field_class(&errors) aria-describedby=described>
            <legend>{legend.words} {optional_view(locale, &legend.optional)}</legend>
            {hint_view(id, &legend.hints)}
            {legend.details}
            {error_view(locale, id, &errors)}
            {nothing}
            {rows}
        </fieldset>
    }
    .into_any()
}

/// Many choices stand in a list.
pub(super) fn select(
    sheet: &Sheet<'_>,
    path: &str,
    question: &Question,
    options: &[TextChoice],
    raw: &Value,
) -> AnyView {
    let (locale, id) = (sheet.locale, field_name(path));
    let errors = field_errors(locale, &id, sheet.problems);
    let hints = hints(sheet, path, question);
    let described = described_by(&id, !hints.is_empty(), !errors.is_empty());
    let chosen = typed(raw);
    let rows = rows(locale, options, |key| key == chosen.trim())
        .into_iter()
        .map(|row| view! { <option value=row.value selected=row.chosen>{row.label}</option> })
        .collect_view();
    let label = locale.words(&question.label).to_owned();
    view! {
        <div class=field_class(&errors)>
            <label for=id.clone()>{label} {optional_view(locale, &optional(sheet, path, question))}</label>
            {hint_view(&id, &hints)}
            {details(locale, question)}
            {error_view(locale, &id, &errors)}
            <select
                id=id.clone()
                name=id.clone()
                autocomplete="off"
                aria-describedby=described
                aria-invalid=(!errors.is_empty()).then_some("true")
            >
                <option value="">{locale.pick("Chọn", "Choose")}</option>
                {rows}
            </select>
        </div>
    }
    .into_any()
}
