//! A question of an electronic form, whatever its type of answer.
//!
//! All questions of a page are in the HTML; those that do not apply now are `hidden` in a wrapper that names their path, so
//! that the island can show them. Names of fields are `form.<path>`, for blocks with the part behind.

mod address;
mod calculated;
mod group;
mod help;
mod options;
mod person;
mod words;

use domain::filing::Problem;
use domain::form::{Answer, Calculated, Context, Form, Question, Requirement};
use leptos::prelude::*;
use serde_json::Value;

use super::field::{Field, Kind, Optional, Width, field_with};
use crate::locale::{Locale, dong, number};
use options::Options;

pub use calculated::calculated_words;
pub use words::{document_kinds, nationalities, part_label, sexes};

/// More choices than this stand in a list to choose from.
const MOST_ROWS: usize = 12;

/// What a page knows when it renders its questions.
pub struct Sheet<'a> {
    pub locale: Locale,
    pub form: &'a Form,
    pub context: &'a Context,
    pub problems: &'a [Problem],
    /// Paths of the questions that show.
    pub shown: &'a [String],
    /// Paths of those that need an answer only in some cases, and now do.
    pub required: &'a [String],
    /// Paths of those whose answer comes from the applicant step.
    pub prefilled: &'a [String],
    pub calculated: &'a [Calculated],
}

/// Name and id of a field.
#[must_use]
pub fn field_name(path: &str) -> String {
    format!("form.{path}")
}

/// The question at its path below the form, with the answer as it was typed.
#[must_use]
pub fn question(sheet: &Sheet<'_>, path: &str, question: &Question, raw: &Value) -> AnyView {
    let body = match &question.answer {
        // Papers are asked on a step of their own.
        Answer::Files { .. } => return ().into_any(),
        Answer::Calculated { kind, .. } => calculated::calculated(sheet, path, question, *kind),
        Answer::YesNo => options::options(sheet, path, question, &Options::yes_no(sheet.locale, raw)),
        Answer::OneOf { options } if options.len() > MOST_ROWS => options::select(sheet, path, question, options, raw),
        Answer::OneOf { options } => {
            options::options(sheet, path, question, &Options::one_of(sheet.locale, options, raw))
        }
        Answer::SeveralOf { options, .. } => {
            options::options(sheet, path, question, &Options::several_of(sheet.locale, options, raw))
        }
        Answer::Address {} => address::address(sheet, path, question, raw),
        Answer::Person { ask, optional, .. } => person::person(sheet, path, question, (ask, optional), raw),
        Answer::Organisation { tax_code_optional } => {
            person::organisation(sheet, path, question, *tax_code_optional, raw)
        }
        Answer::Group { .. } => group::group(sheet, path, question, raw),
        _ => line(sheet, single(sheet, path, question, raw), help::details(sheet.locale, question)),
    };
    let shows = sheet.shown.iter().any(|shown| shown == path);
    view! {
        <div class="question" data-question=path.to_owned() hidden=!shows>
            {body}
        </div>
    }
    .into_any()
}

/// A field of an electronic form. It is often about somebody else than whoever sits at the device, so the browser fills in
/// nothing.
fn line(sheet: &Sheet<'_>, field: Field, details: Option<AnyView>) -> AnyView {
    field_with(sheet.locale, &Field { autocomplete: Some("off"), ..field }, sheet.problems, details)
}

/// A question of one line, or of several lines of text.
fn single(sheet: &Sheet<'_>, path: &str, question: &Question, raw: &Value) -> Field {
    let locale = sheet.locale;
    let mut line = Field {
        id: field_name(path),
        label: locale.words(&question.label).to_owned(),
        optional: optional(sheet, path, question),
        hints: help::hints(sheet, path, question),
        value: typed(raw),
        ..Field::default()
    };
    let hint = |vi: &str, en: &str| locale.pick(vi, en).to_owned();
    match &question.answer {
        Answer::LongText { .. } => line.kind = Kind::Long,
        Answer::Integer { min, max, unit } => {
            (line.kind, line.width) = (Kind::Number, Width::Short);
            line.unit = unit.as_ref().map(|unit| locale.words(unit).to_owned());
            if let (Some(min), Some(max)) = (min, max) {
                let (min, max) = (number(locale, *min), number(locale, *max));
                line.hints.push(locale.pick(format!("Từ {min} đến {max}"), format!("From {min} to {max}")));
            }
        }
        Answer::Money { max, .. } => {
            (line.kind, line.width) = (Kind::Number, Width::Medium);
            line.unit = Some(hint("đồng", "VND"));
            line.hints.push(hint("Ví dụ 1.500.000", "Such as 1,500,000"));
            if let Some(max) = max {
                let max = dong(locale, *max);
                line.hints.push(locale.pick(format!("Nhiều nhất {max}"), format!("At most {max}")));
            }
        }
        Answer::Date { .. } => {
            (line.kind, line.width) = (Kind::Number, Width::Short);
            line.hints.push(date_hint(locale));
        }
        Answer::Phone {} => {
            (line.kind, line.width) = (Kind::Phone, Width::Medium);
            line.hints.push(hint("Ví dụ 0912 345 678", "Such as 0912 345 678"));
        }
        Answer::Email {} => line.kind = Kind::Email,
        Answer::PersonalId { .. } => {
            (line.kind, line.width) = (Kind::Number, Width::Medium);
            line.hints.push(hint("12 chữ số, ở mặt trước căn cước", "12 digits, on the front of the identity card"));
        }
        Answer::TaxCode {} => {
            (line.kind, line.width) = (Kind::Number, Width::Medium);
            line.hints.push(tax_hint(locale));
        }
        _ => {}
    }
    line
}

fn date_hint(locale: Locale) -> String {
    locale.pick("ngày/tháng/năm, ví dụ 27/3/1990", "day/month/year, such as 27/3/1990").to_owned()
}

fn tax_hint(locale: Locale) -> String {
    locale.pick("10 chữ số, chi nhánh 13 chữ số", "10 digits, 13 for a branch").to_owned()
}

/// Whether it may stay empty as things stand.
fn optional(sheet: &Sheet<'_>, path: &str, question: &Question) -> Optional {
    let may_have_no_row = matches!(&question.answer, Answer::Group { min, .. } if min.unwrap_or(0) == 0);
    match &question.required {
        _ if may_have_no_row => Optional::Always,
        Requirement::Always(needed) => Optional::fixed(!needed),
        Requirement::When(_) => {
            let needed = sheet.required.iter().any(|required| required == path);
            Optional::Sometimes { path: path.to_owned(), needed }
        }
    }
}

/// The answer as it stands in a field of text.
fn typed(raw: &Value) -> String {
    match raw {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        _ => String::new(),
    }
}

/// A part of a block, as it stands in a field of text.
fn typed_part(raw: &Value, part: &str) -> String {
    raw.get(part).map(typed).unwrap_or_default()
}
