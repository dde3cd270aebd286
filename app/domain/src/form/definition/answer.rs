//! What kind of answer a question takes.

use serde::{Deserialize, Serialize};

use super::question::Question;
use super::text::Text;

/// Kind of answer with its limits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// One line.
    ShortText {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// Several lines.
    LongText {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    Integer {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<i64>,
        /// Shown behind the number, such as m².
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Text>,
    },
    /// Whole đồng.
    Money {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<i64>,
    },
    /// A day; the limits are expressions.
    Date {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_after: Option<String>,
    },
    Phone {},
    Email {},
    /// Personal identification number (*số định danh cá nhân*).
    PersonalId {
        /// Earlier answer with the birth date that the number must agree with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        birth_date: Option<String>,
        /// Earlier answer with the sex that the number must agree with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sex: Option<String>,
    },
    TaxCode {},
    #[default]
    YesNo,
    OneOf {
        options: Vec<TextChoice>,
    },
    SeveralOf {
        options: Vec<TextChoice>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// Province, commune and free line, by the units valid today.
    Address {},
    Person {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ask: Vec<PersonPart>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        optional: Vec<PersonPart>,
        /// Earlier answer with the birth date that the number of an identity card must agree with, where the block itself
        /// does not ask it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        birth_date: Option<String>,
        /// Earlier answer with the sex that the number must agree with, likewise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sex: Option<String>,
    },
    Organisation {
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        tax_code_optional: bool,
    },
    /// The same questions once a row.
    Group {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
        /// What one row is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<Text>,
        question: Vec<Question>,
    },
    /// Papers handed in for a component of the published list.
    Files {
        component: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// Worked out, not typed.
    Calculated {
        value: String,
        #[serde(rename = "as")]
        kind: CalculatedAs,
    },
}

/// One of the choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextChoice {
    pub key: String,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Key of this choice in the earlier revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

/// What is asked of a person besides the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonPart {
    BirthDate,
    Sex,
    Nationality,
    /// Kind and number of the identity document.
    Document,
}

/// What a calculated value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CalculatedAs {
    Integer,
    Money,
    Date,
}

/// Longest one-line answer where the form says nothing.
pub const MAX_LINE_CHARS: u32 = 200;
/// Longest answer of several lines where the form says nothing.
pub const MAX_TEXT_CHARS: u32 = 4_000;
/// Most choices of a question.
pub const MAX_OPTIONS: usize = 200;
/// Rows of a group and files of a question where the form says nothing.
pub const MAX_REPEATS: u32 = 10;
/// Whole numbers beyond this are refused, so that no sum overflows.
pub const MAX_NUMBER: i64 = 1_000_000_000_000_000;
