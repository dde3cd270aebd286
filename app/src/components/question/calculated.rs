//! A value that is worked out from other answers.

use domain::form::read::parse_date;
use domain::form::{CalculatedAs, Question};
use leptos::prelude::*;

use super::help::{details, hints};
use super::{Sheet, field_name};
use crate::components::field::hint_view;
use crate::locale::{Locale, dong, number};

/// The value in words; a dash while it cannot be known.
#[must_use]
pub fn calculated_words(locale: Locale, kind: CalculatedAs, value: Option<&str>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    let figure =
        |words: fn(Locale, i64) -> String| value.parse().map_or_else(|_| value.to_owned(), |n| words(locale, n));
    match kind {
        CalculatedAs::Integer => figure(number),
        CalculatedAs::Money => figure(dong),
        CalculatedAs::Date => parse_date(value).map_or_else(|| value.to_owned(), domain::form::read::shown_date),
    }
}

pub(super) fn calculated(sheet: &Sheet<'_>, path: &str, question: &Question, kind: CalculatedAs) -> AnyView {
    let (locale, id) = (sheet.locale, field_name(path));
    let value = sheet.calculated.iter().find(|one| one.path == path).and_then(|one| one.value.as_deref());
    let hints = hints(sheet, path, question);
    let kind_name = match kind {
        CalculatedAs::Integer => "integer",
        CalculatedAs::Money => "money",
        CalculatedAs::Date => "date",
    };
    let label = format!("{id}-label");
    view! {
        <div class="field">
            <p class="calculated-label" id=label.clone()>{locale.words(&question.label).to_owned()}</p>
            {hint_view(&id, &hints)}
            {details(locale, question)}
            // Told by the live regions of the page only: many of them change at once.
            <output
                class="calculated"
                id=id
                aria-labelledby=label
                aria-live="off"
                data-calculated=path.to_owned()
                data-as=kind_name
            >
                {calculated_words(locale, kind, value)}
            </output>
        </div>
    }
    .into_any()
}
