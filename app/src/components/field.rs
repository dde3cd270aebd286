//! A question with one line or several lines of answer: label, hint, error, control.

use domain::filing::Problem;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::text_area::text_area;
use crate::locale::{Locale, problem_sentence};

/// What a field asks; `id` is the dotted path of the answer and the name of the form field.
#[derive(Debug, Clone, Default)]
pub struct Field {
    pub id: &'static str,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    pub kind: Kind,
    pub autocomplete: Option<&'static str>,
    /// Said beside the label, because most fields of the form are asked for a reason.
    pub optional: bool,
    /// Width class: as wide as what is expected.
    pub width: Width,
}

/// What keyboard and control fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Text,
    Phone,
    Email,
    /// Mostly digits, letters possible.
    Number,
    /// A code in capital letters.
    Code,
    /// Several lines.
    Long,
    /// A password: hidden, and never sent back into a page.
    Password,
    /// The name somebody signs in with.
    Name,
}

/// How wide the control is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Width {
    #[default]
    Full,
    Medium,
    Short,
}

/// The sentences for a field, joined with its error element's id.
#[must_use]
pub fn field_errors(locale: Locale, id: &str, problems: &[Problem]) -> Vec<String> {
    problems.iter().filter(|problem| problem.field == id).map(|problem| problem_sentence(locale, problem)).collect()
}

/// Value of `aria-describedby`: hint and error, where there are any.
#[must_use]
pub fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    let parts: Vec<String> =
        [hint.then(|| format!("{id}-hint")), error.then(|| format!("{id}-error"))].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Class of the element around a question and its controls; the island that checks while one types uses the same names.
#[must_use]
pub fn field_class(errors: &[String]) -> &'static str {
    if errors.is_empty() { "field" } else { "field field--error" }
}

/// The error under the label.
#[must_use]
pub fn error_view(locale: Locale, id: &str, errors: &[String]) -> Option<AnyView> {
    if errors.is_empty() {
        return None;
    }
    let word = locale.pick("Lỗi: ", "Error: ");
    Some(
        view! {
            <p class="field__error" id=format!("{id}-error")>
                {icon(Icon::Warning)}
                <span><span class="visually-hidden">{word}</span>{errors.join(" ")}</span>
            </p>
        }
        .into_any(),
    )
}

/// The field with what is wrong with it.
#[must_use]
pub fn field(locale: Locale, field: &Field, problems: &[Problem]) -> AnyView {
    let id = field.id;
    let errors = field_errors(locale, id, problems);
    let invalid = !errors.is_empty();
    let describes = described_by(id, field.hint.is_some(), invalid);
    let optional = field
        .optional
        .then(|| view! { <span class="field-optional">{locale.pick(" (không bắt buộc)", " (optional)")}</span> });
    let hint = field.hint.clone().map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> });
    let control = match field.kind {
        Kind::Long => text_area(id, &field.value, 4, invalid, describes),
        _ => input(field, invalid, describes),
    };
    view! {
        <div class=field_class(&errors)>
            <label for=id>{field.label.clone()} {optional}</label>
            {hint}
            {error_view(locale, id, &errors)}
            {control}
        </div>
    }
    .into_any()
}

fn input(field: &Field, invalid: bool, describes: Option<String>) -> AnyView {
    let (kind, mode) = match field.kind {
        Kind::Phone => ("tel", None),
        Kind::Email => ("email", None),
        Kind::Number => ("text", Some("numeric")),
        Kind::Password => ("password", None),
        Kind::Text | Kind::Code | Kind::Long | Kind::Name => ("text", None),
    };
    let exact = matches!(field.kind, Kind::Code | Kind::Number | Kind::Email | Kind::Phone | Kind::Name);
    let class = match field.width {
        Width::Full => None,
        Width::Medium => Some("input-medium"),
        Width::Short => Some("input-short"),
    };
    view! {
        <input
            class=class
            id=field.id
            name=field.id
            type=kind
            inputmode=mode
            autocomplete=field.autocomplete
            autocapitalize=match field.kind {
                Kind::Code => Some("characters"),
                Kind::Name | Kind::Password => Some("none"),
                _ => None,
            }
            spellcheck=exact.then_some("false")
            value=(field.kind != Kind::Password).then(|| field.value.clone())
            aria-invalid=invalid.then_some("true")
            aria-describedby=describes
        />
    }
    .into_any()
}
