//! One fault or one repair, in words for the person who sends the file.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Characters of a value that a message repeats.
const QUOTED: usize = 200;

/// What is wrong with a field, or what was repaired in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    NotJson,
    NotAnObject,
    /// The key is absent, or holds `null` where a value is needed.
    Missing,
    UnknownKey,
    RepeatedKey,
    WrongType,
    /// A key of a closed list (level, channel, unit, currency) that does not exist.
    UnknownValue,
    CodeForm,
    Empty,
    TooLong,
    TooMany,
    ControlCharacter,
    Garbled,
    NotUnicode,
    Negative,
    NotWhole,
    OutOfRange,
    RepeatedValue,
    RepeatedCode,
    /// Repaired: the text was put into Unicode form NFC.
    Normalised,
    /// Repaired: carriage returns became line feeds.
    LineEnds,
}

impl Kind {
    /// The key used in reports that a program reads.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.words().0
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotJson => ("not_json", "is not valid JSON"),
            Self::NotAnObject => ("not_an_object", "is not an object"),
            Self::Missing => ("missing", "is missing"),
            Self::UnknownKey => ("unknown_key", "is an unknown key"),
            Self::RepeatedKey => ("repeated_key", "stands more than once in the same object"),
            Self::WrongType => ("wrong_type", "has the wrong type"),
            Self::UnknownValue => ("unknown_value", "has an unknown value"),
            Self::CodeForm => ("code_form", "does not have the form of a procedure code"),
            Self::Empty => ("empty", "is empty"),
            Self::TooLong => ("too_long", "is too long"),
            Self::TooMany => ("too_many", "has too many entries"),
            Self::ControlCharacter => ("control_character", "holds a control character"),
            Self::Garbled => ("garbled", "holds garbled text"),
            Self::NotUnicode => ("not_unicode", "is not valid Unicode"),
            Self::Negative => ("negative", "is negative"),
            Self::NotWhole => ("not_whole", "is not a whole number"),
            Self::OutOfRange => ("out_of_range", "is out of range"),
            Self::RepeatedValue => ("repeated_value", "stands twice in the list"),
            Self::RepeatedCode => ("repeated_code", "occurs twice in the file"),
            Self::Normalised => ("normalised", "was put into Unicode form NFC"),
            Self::LineEnds => ("line_ends", "had carriage returns, which became line feeds"),
        }
    }
}

/// One fault of a line, or one repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Path of the field, such as `channels[0].fees[1].amount`; empty for the whole line.
    pub field: String,
    pub kind: Kind,
    /// What stands there: at most 200 characters of it, every invisible character written out.
    pub found: String,
    pub expected: String,
}

impl Finding {
    pub(super) fn new(
        field: impl Into<String>,
        kind: Kind,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self { field: field.into(), kind, found: found.into(), expected: expected.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = if self.field.is_empty() { "the line" } else { &self.field };
        write!(out, "{field} {}: found {}, expected {}", self.kind.words().1, self.found, self.expected)
    }
}

/// The value as a message may repeat it: cut, and with every character that cannot be seen written as `\u{…}`.
pub(super) fn visible(value: &str) -> String {
    visible_within(value, QUOTED)
}

/// The value in backticks, for the middle of a sentence.
pub(super) fn quoted(value: &str) -> String {
    format!("`{}`", visible_within(value, QUOTED - 2))
}

fn visible_within(value: &str, most: usize) -> String {
    let mut shown = String::new();
    let mut length = 0;
    for c in value.chars() {
        let piece = if is_invisible(c) { c.escape_unicode().to_string() } else { c.to_string() };
        length += piece.chars().count();
        // One place is kept for the sign that something is missing.
        if length > most - 1 {
            shown.push('…');
            break;
        }
        shown.push_str(&piece);
    }
    shown
}

/// Characters that leave no trace on a terminal, or that steer it.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}
