//! A question with one line or several lines of answer: label, hint, error, control.

use domain::filing::Problem;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::text_area::text_area;
use crate::locale::{Locale, problem_sentence};

/// What a field asks; `id` is the dotted path of the answer and the name of the form field.
#[derive(Debug, Clone, Default)]
pub struct Field {
    pub id: String,
    pub label: String,
    /// Lines under the label.
    pub hints: Vec<String>,
    pub value: String,
    pub kind: Kind,
    /// What the browser may fill in by itself.
    pub autocomplete: Option<&'static str>,
    pub optional: Optional,
    /// Width class: as wide as what is expected.
    pub width: Width,
    /// Stands behind what is typed, such as m².
    pub unit: Option<String>,
}

/// Whether a question may stay empty. Said beside the label, because most are asked for a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Optional {
    #[default]
    Never,
    Always,
    /// Only in some cases: the path below the form, by which the island finds the mark, and whether it is needed now.
    Sometimes {
        path: String,
        needed: bool,
    },
}

impl Optional {
    /// What is so whatever the answers are.
    #[must_use]
    pub fn fixed(optional: bool) -> Self {
        if optional { Self::Always } else { Self::Never }
    }
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

/// « (không bắt buộc)» behind a label.
#[must_use]
pub fn optional_view(locale: Locale, optional: &Optional) -> Option<AnyView> {
    let words = locale.pick(" (không bắt buộc)", " (optional)");
    match optional {
        Optional::Never => None,
        Optional::Always => Some(view! { <span class="field-optional">{words}</span> }.into_any()),
        Optional::Sometimes { path, needed } => Some(
            view! {
                <span class="field-optional" data-optional=path.clone() hidden=*needed>
                    {words}
                </span>
            }
            .into_any(),
        ),
    }
}

/// The lines under the label with their id; nothing without one.
#[must_use]
pub fn hint_view(id: &str, hints: &[String]) -> Option<AnyView> {
    if hints.is_empty() {
        return None;
    }
    let lines = hints.iter().map(|hint| view! { <span class="line">{hint.clone()}</span> }).collect_view();
    Some(view! { <p class="field-hint" id=format!("{id}-hint")>{lines}</p> }.into_any())
}

/// The field with what is wrong with it; the error stands before the control.
#[must_use]
pub fn field(locale: Locale, field: &Field, problems: &[Problem]) -> AnyView {
    field_with(locale, field, problems, None)
}

/// The same with what is only read by those who want to know, under the hint.
#[must_use]
pub fn field_with(locale: Locale, field: &Field, problems: &[Problem], details: Option<AnyView>) -> AnyView {
    let id = field.id.as_str();
    let errors = field_errors(locale, id, problems);
    let invalid = !errors.is_empty();
    let unit = field.unit.is_some().then(|| format!("{id}-unit"));
    let described = [unit.clone(), described_by(id, !field.hints.is_empty(), invalid)];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let control = match field.kind {
        Kind::Long => text_area(id, &field.value, 4, invalid, described),
        _ => input(field, invalid, described),
    };
    let unit = unit.map(|id| view! { <span class="field-unit" id=id>{field.unit.clone()}</span> });
    let control = match unit {
        Some(unit) => view! { <div class="field-control">{control} {unit}</div> }.into_any(),
        None => control,
    };
    view! {
        <div class=field_class(&errors)>
            <label for=id.to_owned()>{field.label.clone()} {optional_view(locale, &field.optional)}</label>
            {hint_view(id, &field.hints)}
            {details}
            {error_view(locale, id, &errors)}
            {control}
        </div>
    }
    .into_any()
}

fn input(field: &Field, invalid: bool, described: Option<String>) -> AnyView {
    let (kind, mode) = match field.kind {
        Kind::Phone => ("tel", None),
        Kind::Email => ("email", None),
        Kind::Number => ("text", Some("numeric")),
        Kind::Password => ("password", None),
        Kind::Text | Kind::Code | Kind::Long | Kind::Name => ("text", None),
    };
    let class = match field.width {
        Width::Full => None,
        Width::Medium => Some("input-medium"),
        Width::Short => Some("input-short"),
    };
    view! {
        <input
            class=class
            id=field.id.clone()
            name=field.id.clone()
            type=kind
            inputmode=mode
            autocomplete=field.autocomplete
            autocapitalize=match field.kind {
                Kind::Code => Some("characters"),
                Kind::Name | Kind::Password => Some("none"),
                _ => None,
            }
            spellcheck=(field.kind != Kind::Text).then_some("false")
            value=(field.kind != Kind::Password).then(|| field.value.clone())
            aria-invalid=invalid.then_some("true")
            aria-describedby=described
        />
    }
    .into_any()
}
