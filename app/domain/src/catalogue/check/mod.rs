//! The check of an import file: one line holds one procedure, and nothing of a bad line is stored.
//!
//! All faults of a line are collected, not only the first, so that the sender can put everything right at once. The JSON is read
//! by a strict reader of our own ([`json`]): the usual one keeps the last of two equal keys, and stops at the first number or
//! escape it cannot hold without saying in which field that was.

mod file;
mod finding;
mod json;
pub mod limits;
mod record;
mod schema;
mod text;

#[cfg(test)]
mod tests;

pub use file::FileCheck;
pub use finding::{Finding, Kind};

use serde::{Deserialize, Serialize};

use crate::procedure::Procedure;
use finding::visible;
use json::Value;
use record::Report;

/// A line that may be stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    pub procedure: Procedure,
    /// What was repaired on the way in, such as text that was not in Unicode form NFC.
    pub warnings: Vec<Finding>,
}

/// A line of which nothing is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The code of the procedure if it can be read, made visible and cut: it need not have the form of a code.
    pub code: Option<String>,
    /// Never empty.
    pub findings: Vec<Finding>,
}

impl Rejected {
    fn whole_line(kind: Kind, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { code: None, findings: vec![Finding::new("", kind, found, expected)] }
    }
}

/// Checks one line as it stands in the file.
///
/// # Errors
/// The faults of the line, when it has any.
pub fn check_line(line: &str) -> Result<Checked, Rejected> {
    if line.len() > limits::LINE_BYTES {
        let found = format!("{} bytes", line.len());
        return Err(Rejected::whole_line(Kind::TooLong, found, format!("at most {} bytes", limits::LINE_BYTES)));
    }
    let value = json::read(line).map_err(|fault| Rejected {
        code: fault.code.as_deref().and_then(readable_code),
        findings: vec![Finding::new(
            "",
            Kind::NotJson,
            format!("{} in column {}", fault.found, fault.column),
            fault.expected,
        )],
    })?;
    if !matches!(value, Value::Object(_)) {
        return Err(Rejected::whole_line(
            Kind::NotAnObject,
            value.type_name(),
            "an object with the keys of one procedure",
        ));
    }

    let mut report = Report::default();
    match schema::procedure(&value, &mut report) {
        Some(procedure) if report.is_clean() => Ok(Checked { procedure, warnings: report.into_warnings() }),
        _ => Err(Rejected { code: code_of(&value), findings: report.into_findings() }),
    }
}

/// Checks one line as bytes, as they come from a file whose encoding is not known to be right.
///
/// # Errors
/// The faults of the line, when it has any.
pub fn check_bytes(line: &[u8]) -> Result<Checked, Rejected> {
    std::str::from_utf8(line)
        .map_err(|fault| {
            let found = format!("a byte that is not UTF-8 after {} good bytes", fault.valid_up_to());
            Rejected::whole_line(Kind::NotUnicode, found, "text in UTF-8")
        })
        .and_then(check_line)
}

fn code_of(value: &Value) -> Option<String> {
    let Value::Object(entries) = value else {
        return None;
    };
    entries.iter().find_map(|(key, value)| match value {
        Value::Text(text) if key == "code" => readable_code(&text.content),
        _ => None,
    })
}

fn readable_code(code: &str) -> Option<String> {
    (!text::is_blank(code)).then(|| visible(code))
}
