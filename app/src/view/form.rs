//! View-models of an electronic form, page by page. The form's own document carries its texts in both languages.

use std::sync::Arc;

use domain::filing::Problem;
use domain::form::{Context, Outcome, Rules};
use serde_json::{Map, Value};

use super::filing::FilingHead;

/// Where one is in the pages of an electronic form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormPlace {
    /// Page of now among those that are asked, counted from 1; none on other steps.
    pub at: Option<usize>,
    /// Pages that are asked as things stand.
    pub of: usize,
    /// The last of them.
    pub last: Option<String>,
    /// The page of now.
    pub id: Option<String>,
}

/// A form with its answers and what the rules say of them.
#[derive(Debug, Clone)]
pub struct FormState {
    pub rules: Arc<Rules>,
    pub context: Context,
    /// As they were typed.
    pub answers: Map<String, Value>,
    pub outcome: Outcome,
}

/// One page of a form.
#[derive(Debug, Clone)]
pub struct FormPageView {
    pub head: FilingHead,
    pub draft_id: String,
    pub version: i64,
    /// With what the applicant step offers to this page laid under the answers.
    pub form: FormState,
    /// Number of the page in the form.
    pub page: usize,
    /// Paths of the questions that show.
    pub shown: Vec<String>,
    /// Paths of the questions that need an answer only in some cases, and now do.
    pub required: Vec<String>,
    /// Paths of the questions whose answer was taken from the applicant step.
    pub prefilled: Vec<String>,
    pub problems: Vec<Problem>,
    /// Paths of the questions that the last answers brought up.
    pub newly: Vec<String>,
    /// The person came from the check and goes back there.
    pub from_check: bool,
}

/// «This is not your procedure», said in time.
#[derive(Debug, Clone)]
pub struct ExitView {
    pub head: FilingHead,
    pub title: String,
    pub text: String,
    /// Code and name of the procedure to go to instead.
    pub procedure: Option<(String, Option<String>)>,
    /// Page on which the answer can be changed.
    pub page: String,
}

/// A field that two windows have filled in differently.
#[derive(Debug, Clone)]
pub struct ConflictField {
    /// Name of the field, such as `form.child.name`.
    pub name: String,
    pub label: String,
    /// As typed here and as kept on the server, in words.
    pub mine: String,
    pub kept: String,
    /// What this window sends: one value, or the chosen ones of several.
    pub values: Vec<String>,
}

/// Two windows changed the same draft: which answer counts, field by field.
#[derive(Debug, Clone)]
pub struct ConflictView {
    pub head: FilingHead,
    /// Version of the draft that is kept now.
    pub version: i64,
    /// Where the choice goes: the page that was sent.
    pub action: String,
    /// Whether that page belongs to the form.
    pub in_form: bool,
    pub fields: Vec<ConflictField>,
    /// Further fields that go along.
    pub hidden: Vec<(String, String)>,
}
