//! Which questions apply, what is wrong with the answers, what it costs, which papers are needed.

mod answer;
mod state;

use serde_json::{Map, Value as Json};

use super::context::Context;
use super::definition::Answer;
use super::expression::holds;
use super::fee::fees;
use super::outcome::{Outcome, PageState};
use super::read;
use super::rules::{Need, QuestionRules, Rules};
use crate::filing::Problem;
use state::State;

/// Member of a draft's answers under which the answers of the electronic form are kept.
pub const ANSWERS_KEY: &str = "form";
/// Most rows of any group.
pub const MAX_ROWS: usize = 50;
/// Unknown names that are told by name; the rest is only counted.
const MAX_UNKNOWN: usize = 10;
const MAX_NAME_CHARS: usize = 60;

impl Rules {
    /// The verdict on the answers (the object kept under [`ANSWERS_KEY`]). Total: no answer makes it fail, and what the type
    /// forbids never passes.
    #[must_use]
    pub fn evaluate(&self, answers: &Map<String, Json>, context: &Context) -> Outcome {
        let mut state = State::new(self, context);
        let mut outcome = Outcome::default();
        self.unknown_names(answers, &mut outcome);
        for (number, page) in self.pages.iter().enumerate() {
            let asked = outcome.exit.is_none() && page.when.as_ref().is_none_or(|when| holds(when, &state));
            let mut shown = 0;
            let before = outcome.problems.len();
            let mut papers_wrong = 0;
            if asked {
                for at in page.questions.clone() {
                    let Some(question) = self.questions.get(at) else { continue };
                    if question.when.as_ref().is_some_and(|when| !holds(when, &state)) {
                        continue;
                    }
                    let found = outcome.problems.len();
                    let raw = answers.get(&question.id).unwrap_or(&Json::Null);
                    answer::take(&mut state, at, question, raw, &mut outcome);
                    if matches!(question.answer, Answer::Files { .. }) {
                        papers_wrong += outcome.problems.len() - found;
                    } else {
                        shown += 1;
                    }
                }
            }
            outcome.pages.push(PageState {
                id: self.form.pages.get(number).map(|page| page.id.clone()).unwrap_or_default(),
                asked,
                questions: shown,
                complete: outcome.problems.len() - before == papers_wrong,
            });
            if asked {
                self.exits(number, &state, &mut outcome);
            }
        }
        (outcome.fees, outcome.total) = fees(self, &state, &outcome);
        outcome
    }

    fn exits(&self, page: usize, state: &State<'_>, outcome: &mut Outcome) {
        let found =
            self.exits.iter().zip(&self.form.exits).find(|(exit, _)| exit.page == page && holds(&exit.when, state));
        if let Some((_, exit)) = found {
            outcome.exit = Some(exit.id.clone());
            outcome.problems.push(Problem::new("form", "exit", std::slice::from_ref(&exit.id)));
        }
    }

    /// Names that are no question: from another form, or made up.
    fn unknown_names(&self, answers: &Map<String, Json>, outcome: &mut Outcome) {
        let unknown = answers.keys().filter(|name| !self.questions.iter().any(|question| question.id == **name));
        for name in unknown.take(MAX_UNKNOWN) {
            outcome.problems.push(Problem::new("form", "unknown_question", &[shown_name(name)]));
        }
    }

    /// The answers that are handed in: those that are asked in this case, nothing else, and of a block those of its parts.
    #[must_use]
    pub fn asked_answers(
        &self,
        answers: &Map<String, Json>,
        outcome: &Outcome,
        context: &Context,
    ) -> Map<String, Json> {
        let mut kept = Map::new();
        for question in self.questions.iter().filter(|question| outcome.is_asked(&question.id)) {
            let Some(raw) = answers.get(&question.id) else { continue };
            if matches!(question.answer, Answer::Files { .. } | Answer::Calculated { .. }) {
                continue;
            }
            let raw = match (raw, &question.answer) {
                (Json::Object(rows), Answer::Group { .. }) => {
                    Json::Object(asked_rows(question, rows, outcome, context))
                }
                _ => asked_parts(&question.answer, raw, context),
            };
            kept.insert(question.id.clone(), raw);
        }
        kept
    }
}

/// Of a block the parts that are asked in this case; every other answer as it is.
fn asked_parts(answer: &Answer, raw: &Json, context: &Context) -> Json {
    let Json::Object(parts) = raw else { return raw.clone() };
    let Some(asked) = read::asked_parts(answer, parts, context) else { return raw.clone() };
    let kept = parts.iter().filter(|(part, _)| asked.contains(&part.as_str()));
    Json::Object(kept.map(|(part, value)| (part.clone(), value.clone())).collect())
}

fn asked_rows(
    group: &QuestionRules,
    rows: &Map<String, Json>,
    outcome: &Outcome,
    context: &Context,
) -> Map<String, Json> {
    rows.iter()
        .filter_map(|(number, row)| {
            let row = row.as_object()?;
            let kept: Map<String, Json> = row
                .iter()
                .filter(|(id, _)| group.rows.iter().any(|one| one.id == **id && one.value.is_none()))
                .filter(|(id, _)| outcome.is_asked(&format!("{}.{number}.{id}", group.id)))
                .map(|(id, raw)| {
                    let answer = group.rows.iter().find(|question| question.id == *id).map(|question| &question.answer);
                    (id.clone(), answer.map_or_else(|| raw.clone(), |answer| asked_parts(answer, raw, context)))
                })
                .collect();
            (!kept.is_empty()).then(|| (number.clone(), Json::Object(kept)))
        })
        .collect()
}

/// A name as it can be told back: short, and without signs that play tricks.
fn shown_name(name: &str) -> String {
    name.chars().filter(|c| !super::read::is_forbidden(*c) && !c.is_control()).take(MAX_NAME_CHARS).collect()
}

fn is_needed(need: &Need, state: &State<'_>) -> bool {
    match need {
        Need::Always => true,
        Need::Never => false,
        Need::When(when) => holds(when, state),
    }
}
