//! Answers as they were typed become values, or problems that say what to put right.

mod blocks;
mod contact;
mod date;
mod identity;
mod number;
mod text;

use serde_json::Value as Json;

pub use blocks::{
    ADDRESS_FIELDS, AddressParts, DOCUMENT_KINDS, NATIONALITIES, ORGANISATION_FIELDS, OrganisationParts, PERSON_FIELDS,
    PersonParts, SEXES, address, asked_parts, organisation, person, personal_id, tax_code,
};
pub use contact::{is_email, is_phone};
pub use date::{date, iso_date, parse_date, shown_date};
pub use identity::{Holder, IdentityFault, TaxCodeFault, check_personal_id, check_tax_code};
pub use number::{number, parse_number};
pub use text::{blank, breaks_line, is_blank, is_forbidden, is_unanswered, lines, text};

use super::definition::TextChoice;
use crate::filing::Problem;

/// Collects what is wrong, field by field.
#[derive(Debug, Default)]
pub struct Findings {
    pub problems: Vec<Problem>,
}

impl Findings {
    /// Notes a problem with a field such as `form.child.name`.
    pub fn add(&mut self, field: &str, key: &str, arguments: &[String]) {
        self.problems.push(Problem::new(field, key, arguments));
    }
}

/// The chosen key; a problem when it is no choice.
pub fn one_of(field: &str, raw: &Json, options: &[TextChoice], findings: &mut Findings) -> Option<String> {
    let key = text(field, raw, super::definition::answer::MAX_LINE_CHARS, findings)?;
    if options.iter().any(|option| option.key == key) {
        return Some(key);
    }
    findings.add(field, "choice_unknown", &[]);
    None
}

/// The chosen keys, each once, in the order of the options.
pub fn several_of(field: &str, raw: &Json, options: &[TextChoice], findings: &mut Findings) -> Option<Vec<String>> {
    let list = match raw {
        Json::Null => return None,
        Json::Array(list) => list.as_slice(),
        // A form without a script sends one chosen box as one text.
        Json::String(_) => std::slice::from_ref(raw),
        _ => {
            findings.add(field, "wrong_type", &[]);
            return None;
        }
    };
    // Empty texts come from the hidden field that tells «nothing chosen» from «not asked».
    let chosen: Vec<&Json> = list.iter().filter(|one| !blank(one, 0)).collect();
    let known = |one: &Json| one.as_str().is_some_and(|key| options.iter().any(|option| option.key == key));
    if list.len() > options.len().max(1) * 2 + 1 || !chosen.iter().all(|one| known(one)) {
        findings.add(field, "choice_unknown", &[]);
        return None;
    }
    let keys: Vec<String> = options
        .iter()
        .map(|option| option.key.clone())
        .filter(|key| chosen.iter().any(|one| one.as_str() == Some(key)))
        .collect();
    (!keys.is_empty()).then_some(keys)
}

/// Yes or no.
pub fn yes_no(field: &str, raw: &Json, findings: &mut Findings) -> Option<bool> {
    match raw {
        Json::Bool(value) => Some(*value),
        Json::Null => None,
        Json::String(word) => match word.trim() {
            "" if text::nothing_typed(word) => None,
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                findings.add(field, "choice_unknown", &[]);
                None
            }
        },
        _ => {
            findings.add(field, "wrong_type", &[]);
            None
        }
    }
}

#[cfg(test)]
mod tests;
