//! The answers of a draft, kept exactly as typed so that a draft never loses a wrong entry.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// For whom the applicant files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActingFor {
    /// Their own matter.
    #[default]
    Oneself,
    /// Another person's matter, who is then the subject (*chủ hồ sơ*).
    Another,
    /// An organisation's matter.
    Organisation,
}

impl ActingFor {
    pub const ALL: [Self; 3] = [Self::Oneself, Self::Another, Self::Organisation];

    /// The key used in forms and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Oneself => "oneself",
            Self::Another => "another",
            Self::Organisation => "organisation",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.key() == key)
    }
}

/// How the person wants the result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    #[default]
    Counter,
    Post,
    Electronic,
}

impl Delivery {
    pub const ALL: [Self; 3] = [Self::Counter, Self::Post, Self::Electronic];

    /// The key used in forms and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Post => "post",
            Self::Electronic => "electronic",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.key() == key)
    }
}

/// Who files (*người nộp*) and how to reach them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Applicant {
    pub name: String,
    /// Personal identification number of 12 digits, or a passport number.
    pub identity_number: String,
    pub phone: String,
    pub email: String,
    pub address: String,
}

/// Whose matter it is (*chủ hồ sơ*) when the applicant files for another person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Subject {
    pub name: String,
    pub identity_number: String,
    /// What the applicant is to the subject.
    pub relation: String,
}

/// The organisation whose matter it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Organisation {
    pub name: String,
    /// 10 digits, or 13 for a branch.
    pub tax_code: String,
}

/// Everything the generic form asks, and the answers of the procedure's own form if it has one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    pub acting_for: ActingFor,
    pub applicant: Applicant,
    pub subject: Subject,
    pub organisation: Organisation,
    /// What is asked for, in the person's own words; may be empty.
    pub request: String,
    pub delivery: Delivery,
    /// Answers of the electronic form by the ids of its questions; [`crate::form`] judges them.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub form: Map<String, Value>,
}

impl Answers {
    /// The answers that a form's fields say, by their dotted paths; other names are let be. None when one that takes a key
    /// has another.
    #[must_use]
    pub fn of_fields<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let mut answers = Self::default();
        for (path, text) in fields {
            let Self { acting_for, applicant, subject, organisation, request, delivery, .. } = &mut answers;
            let field = match path {
                "acting_for" => {
                    *acting_for = ActingFor::from_key(text)?;
                    continue;
                }
                "delivery" => {
                    *delivery = Delivery::from_key(text)?;
                    continue;
                }
                "applicant.name" => &mut applicant.name,
                "applicant.identity_number" => &mut applicant.identity_number,
                "applicant.phone" => &mut applicant.phone,
                "applicant.email" => &mut applicant.email,
                "applicant.address" => &mut applicant.address,
                "subject.name" => &mut subject.name,
                "subject.identity_number" => &mut subject.identity_number,
                "subject.relation" => &mut subject.relation,
                "organisation.name" => &mut organisation.name,
                "organisation.tax_code" => &mut organisation.tax_code,
                "request" => request,
                _ => continue,
            };
            text.clone_into(field);
        }
        Some(answers)
    }
}

/// Every answer of the generic form as a dotted path: the names of its fields, in the order they are asked.
pub const FIELD_PATHS: [&str; 13] = [
    "acting_for",
    "applicant.name",
    "applicant.identity_number",
    "applicant.phone",
    "applicant.email",
    "applicant.address",
    "subject.name",
    "subject.identity_number",
    "subject.relation",
    "organisation.name",
    "organisation.tax_code",
    "request",
    "delivery",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_paths_are_exactly_the_answers() {
        let json = serde_json::to_value(Answers::default()).expect("serialises");
        let mut paths = BTreeSet::new();
        for (name, value) in json.as_object().expect("an object") {
            match value.as_object() {
                Some(group) => paths.extend(group.keys().map(|inner| format!("{name}.{inner}"))),
                None => {
                    paths.insert(name.clone());
                }
            }
        }
        assert_eq!(paths, FIELD_PATHS.iter().map(|path| (*path).to_owned()).collect());
    }

    #[test]
    fn every_field_finds_its_answer() {
        let value = |path: &str| {
            match path {
                "acting_for" => "another",
                "delivery" => "post",
                other => other,
            }
            .to_owned()
        };
        let fields: Vec<(&str, String)> = FIELD_PATHS.into_iter().map(|path| (path, value(path))).collect();
        let answers = Answers::of_fields(fields.iter().map(|(path, text)| (*path, text.as_str()))).expect("keys");
        let json = serde_json::to_value(answers).expect("serialises");
        for (path, text) in fields {
            let pointer = format!("/{}", path.replace('.', "/"));
            assert_eq!(json.pointer(&pointer).and_then(serde_json::Value::as_str), Some(text.as_str()), "{path}");
        }
        assert_eq!(Answers::of_fields([("delivery", "by pigeon")]), None);
    }
}
