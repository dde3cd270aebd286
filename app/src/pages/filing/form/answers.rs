//! The answers of a form as they will be handed in, page by page, and those that will not.

use domain::form::read::blank;
use domain::form::{Answer, Question};
use serde_json::Value;

use super::page_href;
use super::words::{answer_words, block_words};
use crate::components::address::FilingWay;
use crate::components::check_list::CheckRow;
use crate::components::question::calculated_words;
use crate::locale::Locale;
use crate::view::FormState;

/// The answers of one page.
#[derive(Debug, Clone)]
pub struct PageAnswers {
    pub title: String,
    /// Where they are changed.
    pub href: String,
    pub rows: Vec<CheckRow>,
}

/// What is handed in: only what is asked in this case.
#[must_use]
pub fn handed_in(locale: Locale, way: &FilingWay, state: &FormState) -> Vec<PageAnswers> {
    let pages = state.rules.form.pages.iter().zip(&state.outcome.pages).filter(|(_, page)| page.asked);
    pages
        .map(|(page, _)| {
            let href = format!("{}?ve=kiem-tra", page_href(locale, way, &page.id));
            let mut rows = Vec::new();
            for question in page.questions.iter().filter(|question| state.outcome.is_asked(&question.id)) {
                push(locale, state, &href, question, &mut rows);
            }
            PageAnswers { title: locale.words(&page.title).to_owned(), href, rows }
        })
        .filter(|page| !page.rows.is_empty())
        .collect()
}

fn push(locale: Locale, state: &FormState, href: &str, question: &Question, rows: &mut Vec<CheckRow>) {
    let raw = state.answers.get(&question.id).unwrap_or(&Value::Null);
    match &question.answer {
        Answer::Files { .. } => {}
        Answer::Group { row, question: inner, .. } => {
            let word = row.as_ref().map_or_else(|| locale.pick("Mục", "Entry"), |row| locale.words(row));
            let kept = crate::filling::row_numbers(question, Some(raw));
            // Rows nobody has filled in are not handed in.
            let filled =
                kept.into_iter().filter(|number| raw.get(number.to_string()).is_some_and(|row| !blank(row, 2)));
            let mut any = false;
            for (number, shown) in filled.zip(1_u32..) {
                any = true;
                for one in inner {
                    let path = format!("{}.{number}.{}", question.id, one.id);
                    if state.outcome.is_asked(&path) {
                        let raw = raw.get(number.to_string()).and_then(|row| row.get(&one.id)).unwrap_or(&Value::Null);
                        let mut line = row_of(locale, state, href, &path, one, raw);
                        line.question = format!("{word} {shown}: {}", line.question);
                        rows.push(line);
                    }
                }
            }
            if !any {
                rows.push(row_of(locale, state, href, &question.id, question, &Value::Null));
            }
        }
        _ => rows.push(row_of(locale, state, href, &question.id, question, raw)),
    }
}

fn row_of(locale: Locale, state: &FormState, href: &str, path: &str, question: &Question, raw: &Value) -> CheckRow {
    let (answer, change) = match &question.answer {
        Answer::Calculated { kind, .. } => {
            let value = state.outcome.calculated.iter().find(|one| one.path == path);
            (calculated_words(locale, *kind, value.and_then(|one| one.value.as_deref())), None)
        }
        _ => {
            let block = block_words(locale, &state.context, question, raw);
            (block.unwrap_or_else(|| answer_words(locale, question, raw)), Some(format!("{href}#form.{path}")))
        }
    };
    CheckRow { question: locale.words(&question.label).to_owned(), lang: None, answer, change }
}

/// What was typed and is not asked any more: it stays in the draft and is not handed in.
#[must_use]
pub fn left_out(locale: Locale, state: &FormState) -> Vec<CheckRow> {
    let mut rows = Vec::new();
    for (_, question) in state.rules.form.questions() {
        let Some(raw) = state.answers.get(&question.id).filter(|raw| !blank(raw, 3)) else { continue };
        match &question.answer {
            Answer::Group { question: inner, .. } => {
                for (number, row) in raw.as_object().into_iter().flatten() {
                    for one in inner {
                        let Some(raw) = row.get(&one.id).filter(|raw| !blank(raw, 1)) else { continue };
                        if !state.outcome.is_asked(&format!("{}.{number}.{}", question.id, one.id)) {
                            rows.push(CheckRow { change: None, ..row_of(locale, state, "", &question.id, one, raw) });
                        }
                    }
                }
            }
            _ if !state.outcome.is_asked(&question.id) => {
                rows.push(CheckRow { change: None, ..row_of(locale, state, "", &question.id, question, raw) });
            }
            _ => {}
        }
    }
    rows
}
