//! Radio rows and check boxes: the whole row is the target.

use domain::filing::Problem;
use leptos::prelude::*;

use super::field::{described_by, error_view, field_class, field_errors};
use crate::locale::Locale;

/// One row of a group.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
    pub chosen: bool,
    /// Language of the label where it is not the page's.
    pub lang: Option<&'static str>,
}

/// A question with radio rows; the first row has the id of the question, so that the error summary leads to it.
#[must_use]
pub fn radios(
    locale: Locale,
    id: &str,
    question: &str,
    hint: Option<&str>,
    rows: &[Row],
    problems: &[Problem],
) -> AnyView {
    let errors = field_errors(locale, id, problems);
    let describes = described_by(id, hint.is_some(), !errors.is_empty());
    let hint = hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint.to_owned()}</p> });
    let rows = rows.iter().enumerate().map(|(at, row)| radio(id, at, row)).collect_view();
    view! {
        <fieldset class=field_class(&errors) aria-describedby=describes>
            <legend>{question.to_owned()}</legend>
            {hint}
            {error_view(locale, id, &errors)}
            {rows}
        </fieldset>
    }
    .into_any()
}

/// One row; the first of a question carries the question's id.
#[must_use]
pub fn radio(name: &str, at: usize, row: &Row) -> AnyView {
    mark("radio", name, at, row)
}

/// One row of which several can be chosen.
#[must_use]
pub fn tick(name: &str, at: usize, row: &Row) -> AnyView {
    mark("checkbox", name, at, row)
}

fn mark(kind: &'static str, name: &str, at: usize, row: &Row) -> AnyView {
    let id = if at == 0 { name.to_owned() } else { format!("{name}-{}", at + 1) };
    let hint_id = format!("{id}-row-hint");
    let describes = row.hint.is_some().then(|| hint_id.clone());
    let hint = row.hint.clone().map(|hint| view! { <span class="choice-hint" id=hint_id>{hint}</span> });
    view! {
        <div class="choice">
            <input
                type=kind
                id=id.clone()
                name=name.to_owned()
                value=row.value.clone()
                checked=row.chosen
                aria-describedby=describes
            />
            <label for=id lang=row.lang>{row.label.clone()}</label>
            {hint}
        </div>
    }
    .into_any()
}

/// One check box with its sentence.
#[must_use]
pub fn check_box(locale: Locale, id: &'static str, sentence: &str, ticked: bool, problems: &[Problem]) -> AnyView {
    let errors = field_errors(locale, id, problems);
    let describes = described_by(id, false, !errors.is_empty());
    view! {
        <div class=field_class(&errors)>
            {error_view(locale, id, &errors)}
            <div class="choice">
                <input
                    type="checkbox"
                    id=id
                    name=id
                    value="yes"
                    checked=ticked
                    aria-invalid=(!errors.is_empty()).then_some("true")
                    aria-describedby=describes
                />
                <label for=id>{sentence.to_owned()}</label>
            </div>
        </div>
    }
    .into_any()
}
