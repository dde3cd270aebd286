//! The verdict on answers, as programs get it: for the API and the command line alike.

use std::collections::BTreeMap;

use app::locale::{Locale, problem_sentence};
use domain::filing::{Answers, Problem, check_by};
use domain::form::{Channel, Context, FeeLine, FeeReason, Outcome, Paper};
use serde::{Deserialize, Serialize};
use time::Date;
use utoipa::ToSchema;

use super::canonical::{canonical, sha256};
use super::published::PublishedForm;
use super::units::UnitTable;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// What is to be judged. Nothing of it is kept.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CheckRequest {
    /// The generic answers, and those of the electronic form under `form`.
    #[schema(value_type = Object)]
    pub answers: Answers,
    /// One of the procedure's cases.
    pub case: Option<String>,
    /// Received files, counted by component such as `1.2`.
    pub files: BTreeMap<String, u32>,
    /// The day on which they are judged, such as `2026-11-23`; today without it.
    #[serde(with = "iso_date::option")]
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
}

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemVerdict {
    /// Dotted path into the answers, such as `form.child.name`.
    pub field: String,
    /// Stable key, such as `required`.
    pub key: String,
    pub arguments: Vec<String>,
    /// The sentence a person is shown, in the language asked for.
    pub detail: String,
}

/// One line of what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeeVerdict {
    pub fee: String,
    pub label: String,
    /// Đồng to pay after cap and exemption; null when it is not known.
    pub amount: Option<i64>,
    /// Đồng before cap and exemption.
    pub before: Option<i64>,
    /// `rate`, `capped`, `exempt`, `told_later` or `not_known_yet`.
    #[schema(value_type = String)]
    pub reason: FeeReason,
    /// The words of the exemption or rate that holds.
    pub note: Option<String>,
}

/// Whether the answers would be taken, and what follows from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Verdict {
    /// `acceptable` or `not_acceptable`.
    pub verdict: &'static str,
    pub problems: Vec<ProblemVerdict>,
    pub fees: Vec<FeeVerdict>,
    /// Đồng, when every fee is known.
    pub total: Option<i64>,
    /// Papers that apply, with the files received for them.
    #[schema(value_type = Vec<Object>)]
    pub papers: Vec<Paper>,
    /// Components of the published papers that nobody hands in, because the form is filled in instead.
    pub replaced_papers: Vec<String>,
    /// Paths below `form` of the questions that apply.
    pub asked: Vec<String>,
    /// Those among them that need an answer in this case.
    pub required: Vec<String>,
    /// The wrong door that was found, by the id it has in the form.
    pub exit: Option<String>,
    /// Null when the procedure has no electronic form: then only the generic answers are judged.
    pub form_revision: Option<u32>,
    /// Null when the procedure is not published.
    pub procedure_revision: Option<i64>,
    /// SHA-256 over the canonical document of the form and the canonical answers: who judges the same by the same rules
    /// gets the same.
    pub digest: String,
}

/// What the rules are told besides the answers: filed by that way on that day.
pub(crate) fn context(
    answers: &Answers,
    files: BTreeMap<String, u32>,
    channel: Channel,
    today: Date,
    units: &UnitTable,
) -> Context {
    Context {
        today,
        channel,
        acting_for: answers.acting_for,
        delivery: answers.delivery,
        files,
        units: units.on(today),
    }
}

/// Everything wrong with the answers: by the generic rules, then by those of the form.
pub(crate) fn problems(answers: &Answers, channel: Channel, outcome: Option<&Outcome>) -> Vec<Problem> {
    let mut problems = check_by(answers, channel);
    match outcome {
        Some(outcome) => problems.extend(outcome.problems.iter().cloned()),
        None => {
            // Answers to a form that does not exist would be left out without a word.
            let names = answers.form.keys().take(1).cloned();
            problems.extend(names.map(|name| Problem::new("form", "unknown_question", &[name])));
        }
    }
    problems
}

/// Judges answers as a submission online would on that day.
#[must_use]
pub fn judge(
    form: Option<&PublishedForm>,
    procedure_revision: Option<i64>,
    request: &CheckRequest,
    today: Date,
    units: &UnitTable,
    locale: Locale,
) -> Verdict {
    let answers = &request.answers;
    let channel = Channel::Online;
    let context = context(answers, request.files.clone(), channel, request.date.unwrap_or(today), units);
    let outcome = form.map(|form| form.rules.evaluate(&answers.form, &context));
    let problems = problems(answers, channel, outcome.as_ref());
    let document = form.and_then(|form| serde_json::to_value(&form.rules.form).ok());
    let document = document.map(|document| canonical(&document)).unwrap_or_default();
    let judged = serde_json::to_value(answers).map(|answers| canonical(&answers)).unwrap_or_default();
    let outcome = outcome.unwrap_or_default();
    Verdict {
        verdict: if problems.is_empty() { "acceptable" } else { "not_acceptable" },
        problems: problems
            .into_iter()
            .map(|problem| ProblemVerdict {
                detail: problem_sentence(locale, &problem),
                field: problem.field,
                key: problem.key,
                arguments: problem.arguments,
            })
            .collect(),
        fees: form.map(|form| fees(form, &outcome.fees, locale)).unwrap_or_default(),
        total: if form.is_some() { outcome.total } else { None },
        replaced_papers: form.map(|form| replaced(form, &outcome)).unwrap_or_default(),
        papers: outcome.papers,
        asked: outcome.asked,
        required: outcome.required,
        exit: outcome.exit,
        form_revision: form.map(|form| form.revision),
        procedure_revision,
        digest: sha256(&format!("{document}\n{judged}")),
    }
}

/// What the form replaces, unless it asks for that very paper in this case.
fn replaced(form: &PublishedForm, outcome: &Outcome) -> Vec<String> {
    let asked = |component: &String| outcome.papers.iter().any(|paper| paper.component == *component);
    form.rules.form.replaces_papers.iter().filter(|component| !asked(component)).cloned().collect()
}

fn fees(form: &PublishedForm, lines: &[FeeLine], locale: Locale) -> Vec<FeeVerdict> {
    let words = |text: &domain::form::Text| locale.pick(text.vi.clone(), text.english().to_owned());
    lines
        .iter()
        .filter_map(|line| {
            let fee = form.rules.form.fees.iter().find(|fee| fee.id == line.fee)?;
            let exemption = line.exemption.and_then(|at| fee.exemptions.get(at)).map(|exemption| &exemption.label);
            let rate = line.rate.and_then(|at| fee.rates.get(at)).and_then(|rate| rate.label.as_ref());
            Some(FeeVerdict {
                fee: line.fee.clone(),
                label: words(&fee.label),
                amount: line.amount,
                before: line.before,
                reason: line.reason,
                note: exemption.or(rate).map(words),
            })
        })
        .collect()
}
