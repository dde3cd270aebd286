//! Walking through the values of a line: where one stands, what is wrong with it, and what it becomes.

use std::collections::HashSet;
use std::fmt;

use super::finding::{Finding, Kind, quoted};
use super::json::Value;
use super::limits;

/// Where a value stands in the line; written out only when there is something to report.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Line,
    Key(&'p Path<'p>, &'p str),
    Entry(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line => Ok(()),
            Self::Key(Self::Line, key) => out.write_str(key),
            Self::Key(parent, key) => write!(out, "{parent}.{key}"),
            Self::Entry(parent, index) => write!(out, "{parent}[{index}]"),
        }
    }
}

/// What was found in a line so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    warnings: Vec<Finding>,
    /// Faults beyond the limit, only counted.
    more: usize,
}

impl Report {
    pub(super) fn reject(
        &mut self,
        path: &Path<'_>,
        kind: Kind,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        if self.findings.len() < limits::FINDINGS {
            self.findings.push(Finding::new(path.to_string(), kind, found, expected));
        } else {
            self.more += 1;
        }
    }

    pub(super) fn warn(&mut self, path: &Path<'_>, kind: Kind, found: impl Into<String>, expected: impl Into<String>) {
        if self.warnings.len() < limits::FINDINGS {
            self.warnings.push(Finding::new(path.to_string(), kind, found, expected));
        }
    }

    pub(super) fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    pub(super) fn into_warnings(self) -> Vec<Finding> {
        self.warnings
    }

    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        if self.more > 0 {
            let found = format!("{} more faults", self.more);
            self.findings.push(Finding::new("", Kind::TooMany, found, "a line without faults"));
        }
        self.findings
    }

    /// Reports a value of the wrong type; `null` counts as missing.
    pub(super) fn wrong_type(&mut self, path: &Path<'_>, value: &Value, expected: &str) {
        let kind = if *value == Value::Null { Kind::Missing } else { Kind::WrongType };
        self.reject(path, kind, value.type_name(), expected);
    }
}

/// An object of the line whose keys were compared with those of the format.
#[derive(Clone, Copy)]
pub(super) struct Record<'v, 'p> {
    path: &'p Path<'p>,
    entries: &'v [(String, Value)],
}

impl<'v, 'p> Record<'v, 'p> {
    /// Opens an object: reports unknown and repeated keys. Missing ones are reported when they are read.
    pub(super) fn open(value: &'v Value, path: &'p Path<'p>, keys: &[&str], report: &mut Report) -> Option<Self> {
        let Value::Object(entries) = value else {
            report.wrong_type(path, value, "an object");
            return None;
        };
        let mut seen = HashSet::new();
        for (key, _) in entries {
            let name = quoted(key);
            let shown = name.trim_matches('`');
            if !seen.insert(key) {
                report.reject(&Path::Key(path, shown), Kind::RepeatedKey, "the key again", "every key once");
            } else if !keys.contains(&key.as_str()) {
                let expected = format!("one of the keys {}", keys.join(", "));
                report.reject(&Path::Key(path, shown), Kind::UnknownKey, format!("unknown key {name}"), expected);
            }
        }
        Some(Self { path, entries })
    }

    /// Reads one required key with `read`, which reports what is wrong with the value.
    pub(super) fn read<T>(
        &self,
        key: &str,
        report: &mut Report,
        read: impl FnOnce(&'v Value, &Path<'_>, &mut Report) -> Option<T>,
    ) -> Option<T> {
        let path = Path::Key(self.path, key);
        match self.entries.iter().find(|(name, _)| name == key) {
            Some((_, value)) => read(value, &path, report),
            None => {
                report.reject(&path, Kind::Missing, "no such key", format!("the required key `{key}`"));
                None
            }
        }
    }
}

/// A list of at most `most` entries, each read with `read`.
pub(super) fn list<'v, T>(
    value: &'v Value,
    path: &Path<'_>,
    most: usize,
    report: &mut Report,
    mut read: impl FnMut(&'v Value, &Path<'_>, &mut Report) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::List(items) = value else {
        report.wrong_type(path, value, "a list");
        return None;
    };
    if items.len() > most {
        report.reject(path, Kind::TooMany, format!("{} entries", items.len()), format!("at most {most} entries"));
        return None;
    }
    let read: Vec<Option<T>> =
        items.iter().enumerate().map(|(index, item)| read(item, &Path::Entry(path, index), report)).collect();
    read.into_iter().collect()
}

/// `null`, or a value read with `read`.
pub(super) fn nullable<'v, T>(
    value: &'v Value,
    path: &Path<'_>,
    report: &mut Report,
    read: impl FnOnce(&'v Value, &Path<'_>, &mut Report) -> Option<T>,
) -> Option<Option<T>> {
    match value {
        Value::Null => Some(None),
        _ => read(value, path, report).map(Some),
    }
}

/// One value of a closed list, by its key.
pub(super) fn choice<T>(
    value: &Value,
    path: &Path<'_>,
    report: &mut Report,
    what: &str,
    known: &[(&str, T)],
) -> Option<T>
where
    T: Copy,
{
    let Value::Text(text) = value else {
        report.wrong_type(path, value, "a string");
        return None;
    };
    if let Some((_, found)) = known.iter().find(|(key, _)| *key == text.content) {
        return Some(*found);
    }
    let keys: Vec<&str> = known.iter().map(|(key, _)| *key).collect();
    let found = format!("unknown {what} {}", quoted(&text.content));
    report.reject(path, Kind::UnknownValue, found, format!("one of {}", keys.join(", ")));
    None
}
