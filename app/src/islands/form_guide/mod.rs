//! The island of a form's page: shows the questions that apply, says what is wrong when a field is left, works out fees and
//! papers, and saves what is typed. All by the rules the server uses.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(any(feature = "hydrate", test))]
mod figures;
#[cfg(feature = "hydrate")]
mod outputs;
#[cfg(feature = "hydrate")]
mod questions;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::draft_saver::{SaverTexts, StatusLine};

/// What the rules need.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GuideForm {
    /// The form without its texts, for [`domain::form::lean`].
    pub rules: Value,
    /// The context, for the same.
    pub context: Value,
    /// Answers of the other pages.
    pub kept: Map<String, Value>,
    /// Number of the page in the form.
    pub page: usize,
}

/// Texts of [`FormGuide`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideTexts {
    pub saver: SaverTexts,
    /// `{n}` questions came up, or one.
    pub more_questions: String,
    pub one_more_question: String,
    /// `{n}` questions went away, or one.
    pub fewer_questions: String,
    pub one_question_fewer: String,
    /// An amount, with `{0}` for the figure.
    pub money: String,
    /// Stands between groups of three digits.
    pub thousands: String,
}

/// Status line of a form's page; in the browser it guides through the form with the id `form_id`.
#[island]
pub fn FormGuide(
    api: String,
    /// Version of the draft that the form shows.
    version: i64,
    form_id: String,
    /// What the line says first.
    saved_text: String,
    form: GuideForm,
    texts: GuideTexts,
) -> impl IntoView {
    let line = StatusLine::new(saved_text);
    let announced = RwSignal::new(String::new());
    let shown = line.view(form_id.clone(), texts.saver.compare.clone());
    #[cfg(feature = "hydrate")]
    browser::start(line, announced, browser::Given { api, version, form_id, form, texts });
    // The browser's half alone guides.
    #[cfg(not(feature = "hydrate"))]
    drop((api, version, form));
    view! {
        {shown}
        <p class="visually-hidden" aria-live="polite" id="announced">
            {move || announced.get()}
        </p>
    }
}
