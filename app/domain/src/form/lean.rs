//! The document of a form without its texts, and the context, read by hand.
//!
//! The browser reads them on every page of a form. Derived readers for these types would weigh a third of all the code that
//! is sent to it, so there is this short one; a test holds it to the derived one for every published form.

use serde_json::Value as Json;
use time::Date;

use super::context::{Channel, Context};
use super::definition::{
    Answer, CalculatedAs, Exemption, Exit, Fee, Form, Page, PersonPart, Question, Rate, Requirement, TextChoice,
};
use super::read::parse_date;
use super::unit::{Unit, Units};
use crate::filing::{ActingFor, Delivery};

/// The form of [`Form::without_texts`] as JSON; nothing when it is none.
#[must_use]
pub fn form(json: &Json) -> Option<Form> {
    Some(Form {
        procedure: text(json, "procedure")?,
        case: text(json, "case"),
        revision: whole(json, "revision")?,
        exits: all(json, "exit", |exit| {
            Some(Exit {
                id: text(exit, "id")?,
                after: text(exit, "after")?,
                when: text(exit, "when")?,
                procedure: text(exit, "procedure"),
                ..Exit::default()
            })
        })?,
        pages: all(json, "page", |page| {
            Some(Page {
                id: text(page, "id")?,
                when: text(page, "when"),
                questions: all(page, "question", question)?,
                ..Page::default()
            })
        })?,
        fees: all(json, "fee", |fee| {
            Some(Fee {
                id: text(fee, "id")?,
                when: text(fee, "when"),
                rates: all(fee, "rate", |rate| {
                    let (when, amount, cap) = (text(rate, "when"), text(rate, "amount"), text(rate, "cap"));
                    Some(Rate { when, amount, cap, label: None })
                })?,
                exemptions: all(fee, "exemption", |exemption| {
                    let percent = whole(exemption, "percent").unwrap_or(0);
                    Some(Exemption { when: text(exemption, "when")?, percent, ..Exemption::default() })
                })?,
                ..Fee::default()
            })
        })?,
        ..Form::default()
    })
}

/// The context as JSON; nothing when it is none.
#[must_use]
pub fn context(json: &Json) -> Option<Context> {
    let channel = text(json, "channel")?;
    let files = json.get("files").and_then(Json::as_object).cloned().unwrap_or_default();
    let units = all(json, "units", |unit| {
        Some(Unit {
            code: text(unit, "code")?,
            name: text(unit, "name")?,
            parent: text(unit, "parent"),
            valid_from: day(unit, "valid_from")?,
            valid_until: day(unit, "valid_until"),
        })
    });
    Some(Context {
        today: day(json, "today")?,
        channel: Channel::ALL.into_iter().find(|known| known.key() == channel)?,
        acting_for: ActingFor::from_key(&text(json, "acting_for")?)?,
        delivery: Delivery::from_key(&text(json, "delivery")?)?,
        files: files.into_iter().filter_map(|(component, count)| Some((component, narrow(count.as_u64()?)?))).collect(),
        units: Units(units?),
    })
}

fn question(json: &Json) -> Option<Question> {
    let required = match json.get("required") {
        None => Requirement::default(),
        Some(Json::Bool(always)) => Requirement::Always(*always),
        Some(when) => Requirement::When(when.as_str()?.to_owned()),
    };
    let answer = answer(json.get("answer")?)?;
    Some(Question { id: text(json, "id")?, when: text(json, "when"), required, answer, ..Question::default() })
}

fn answer(json: &Json) -> Option<Answer> {
    let (min, max) = (number(json, "min"), number(json, "max"));
    let (least, most) = (whole(json, "min"), whole(json, "max"));
    Some(match json.get("type")?.as_str()? {
        "short_text" => Answer::ShortText { max: most },
        "long_text" => Answer::LongText { max: most },
        "integer" => Answer::Integer { min, max, unit: None },
        "money" => Answer::Money { min, max },
        "date" => Answer::Date { not_before: text(json, "not_before"), not_after: text(json, "not_after") },
        "phone" => Answer::Phone {},
        "email" => Answer::Email {},
        "personal_id" => Answer::PersonalId { birth_date: text(json, "birth_date"), sex: text(json, "sex") },
        "tax_code" => Answer::TaxCode {},
        "yes_no" => Answer::YesNo,
        "one_of" => Answer::OneOf { options: options(json)? },
        "several_of" => Answer::SeveralOf { options: options(json)?, min: least, max: most },
        "address" => Answer::Address {},
        "person" => Answer::Person {
            ask: parts(json, "ask")?,
            optional: parts(json, "optional")?,
            birth_date: text(json, "birth_date"),
            sex: text(json, "sex"),
        },
        "organisation" => Answer::Organisation {
            tax_code_optional: json.get("tax_code_optional").and_then(Json::as_bool).unwrap_or(false),
        },
        "group" => Answer::Group { min: least, max: most, row: None, question: all(json, "question", question)? },
        "files" => Answer::Files { component: text(json, "component")?, min: least, max: most },
        "calculated" => {
            let kind = match json.get("as")?.as_str()? {
                "integer" => CalculatedAs::Integer,
                "money" => CalculatedAs::Money,
                "date" => CalculatedAs::Date,
                _ => return None,
            };
            Answer::Calculated { value: text(json, "value")?, kind }
        }
        _ => return None,
    })
}

fn options(json: &Json) -> Option<Vec<TextChoice>> {
    all(json, "options", |option| {
        let was = text(option, "was");
        Some(TextChoice { key: text(option, "key")?, label: super::definition::Text::default(), hint: None, was })
    })
}

fn parts(json: &Json, name: &str) -> Option<Vec<PersonPart>> {
    all(json, name, |part| {
        Some(match part.as_str()? {
            "birth_date" => PersonPart::BirthDate,
            "sex" => PersonPart::Sex,
            "nationality" => PersonPart::Nationality,
            "document" => PersonPart::Document,
            _ => return None,
        })
    })
}

/// Every element of a list; an absent list is empty.
fn all<T>(json: &Json, name: &str, read: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    match json.get(name) {
        None => Some(Vec::new()),
        Some(list) => list.as_array()?.iter().map(read).collect(),
    }
}

fn text(json: &Json, name: &str) -> Option<String> {
    json.get(name)?.as_str().map(str::to_owned)
}

fn number(json: &Json, name: &str) -> Option<i64> {
    json.get(name)?.as_i64()
}

fn whole(json: &Json, name: &str) -> Option<u32> {
    narrow(json.get(name)?.as_u64()?)
}

fn narrow(number: u64) -> Option<u32> {
    u32::try_from(number).ok()
}

fn day(json: &Json, name: &str) -> Option<Date> {
    parse_date(json.get(name)?.as_str()?)
}
