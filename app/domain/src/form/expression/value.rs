//! Values and their kinds.

use time::Date;

/// A known value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Truth(bool),
    /// Whole number; money in đồng.
    Integer(i64),
    Date(Date),
    Text(String),
    /// Key of the choice that was made.
    Choice(String),
    /// Keys of the choices that were made.
    Set(Vec<String>),
}

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evaluated {
    Known(Value),
    /// Not asked, not answered, answered wrongly, or beyond all numbers.
    Unknown,
    /// Not decided yet: only while publishing looks for answers that make something hold.
    Open,
}

impl Evaluated {
    #[must_use]
    pub fn truth(value: bool) -> Self {
        Self::Known(Value::Truth(value))
    }

    #[must_use]
    pub fn integer(value: Option<i64>) -> Self {
        value.map_or(Self::Unknown, |value| Self::Known(Value::Integer(value)))
    }

    #[must_use]
    pub fn date(value: Option<Date>) -> Self {
        value.map_or(Self::Unknown, |value| Self::Known(Value::Date(value)))
    }

    /// Whether it is known to be true.
    #[must_use]
    pub fn is_true(&self) -> bool {
        *self == Self::Known(Value::Truth(true))
    }

    /// The whole number, when it is one.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Known(Value::Integer(value)) => Some(*value),
            _ => None,
        }
    }

    /// The day, when it is one.
    #[must_use]
    pub fn as_date(&self) -> Option<Date> {
        match self {
            Self::Known(Value::Date(value)) => Some(*value),
            _ => None,
        }
    }
}

/// Kind of a value, known before there are answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Truth,
    Integer,
    Date,
    Text,
    Choice(Vec<String>),
    Set(Vec<String>),
    /// A group or files: can only be counted.
    Countable,
    /// A block such as a person: only its parts have values.
    Block,
}

impl Kind {
    /// Its name in messages to publishers.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Truth => "true or false",
            Self::Integer => "a number",
            Self::Date => "a date",
            Self::Text => "a text",
            Self::Choice(_) => "a choice",
            Self::Set(_) => "a set of choices",
            Self::Countable => "something to count",
            Self::Block => "a block of several answers",
        }
    }
}
