//! Texts: composed (NFC), without control characters and bidirectional tricks, not longer than asked.

use serde_json::{Map, Value as Json};

use super::{ADDRESS_FIELDS, Findings, ORGANISATION_FIELDS, PERSON_FIELDS};
use crate::fold::nfc;
use crate::form::definition::Answer;
use crate::form::definition::answer::{MAX_LINE_CHARS, MAX_OPTIONS};

/// One line of text without blanks around it; none when there is nothing to read.
pub fn text(field: &str, raw: &Json, max: u32, findings: &mut Findings) -> Option<String> {
    let line = lines(field, raw, max, findings)?;
    if line.chars().any(breaks_line) {
        findings.add(field, "control_character", &[]);
        return None;
    }
    Some(line)
}

/// The same of several lines.
pub fn lines(field: &str, raw: &Json, max: u32, findings: &mut Findings) -> Option<String> {
    let typed = match raw {
        Json::Null => return None,
        Json::String(typed) => typed,
        _ => {
            findings.add(field, "wrong_type", &[]);
            return None;
        }
    };
    if nothing_typed(typed) {
        return None;
    }
    if is_blank(typed) {
        findings.add(field, "too_long", &[max.to_string(), typed.chars().count().to_string()]);
        return None;
    }
    let length = typed.trim().chars().count();
    // Composing never makes a text longer by much; what is far too long is not composed first.
    let composed = if length <= 4 * max as usize { nfc(typed.trim()) } else { String::new() };
    let length = if composed.is_empty() { length } else { composed.chars().count() };
    if length > max as usize {
        findings.add(field, "too_long", &[max.to_string(), length.to_string()]);
        return None;
    }
    if composed.chars().any(is_forbidden) {
        findings.add(field, "control_character", &[]);
        return None;
    }
    Some(composed)
}

/// Control characters (but line feed, carriage return and tab) and bidirectional overrides, which make text read as
/// something it is not.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What ends a line, and the tab: neither has a place in one line.
#[must_use]
pub fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether there is nothing to see in the text.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}'))
}

/// Longest text of which nothing can be seen that still is no answer: nobody types more blanks by mistake.
const MOST_BLANKS: usize = MAX_LINE_CHARS as usize;

/// Whether a text holds nothing, and no more blanks than slip in.
pub(super) fn nothing_typed(text: &str) -> bool {
    is_blank(text) && text.chars().count() <= MOST_BLANKS
}

/// Whether nothing was answered to a question of this type: nothing there, a few blanks, a list or a block of such. What is
/// nested deeper, or has parts the type does not know, is not nothing: it is read, and refused.
#[must_use]
pub fn is_unanswered(answer: &Answer, raw: &Json) -> bool {
    let block = |known: &[&str], parts: &Map<String, Json>| {
        parts.iter().all(|(part, raw)| known.contains(&part.as_str()) && blank(raw, 0))
    };
    match (answer, raw) {
        (Answer::SeveralOf { .. }, Json::Array(list)) => {
            list.len() <= MAX_OPTIONS && list.iter().all(|one| blank(one, 0))
        }
        (Answer::Person { .. }, Json::Object(parts)) => block(&PERSON_FIELDS, parts),
        (Answer::Address {}, Json::Object(parts)) => block(&ADDRESS_FIELDS, parts),
        (Answer::Organisation { .. }, Json::Object(parts)) => block(&ORGANISATION_FIELDS, parts),
        (_, raw) => blank(raw, 0),
    }
}

/// Whether nothing was answered: nothing there, an empty text, or a list or block of nothing, `depth` of them within each
/// other: 0 for a text, 1 for several choices or a block, 2 for a row. What lies deeper is no answer that a page can send.
#[must_use]
pub fn blank(raw: &Json, depth: u8) -> bool {
    match raw {
        Json::Null => true,
        Json::String(text) => nothing_typed(text),
        Json::Array(list) => depth > 0 && list.iter().all(|one| blank(one, 0)),
        Json::Object(parts) => depth > 0 && parts.values().all(|part| blank(part, depth - 1)),
        Json::Bool(_) | Json::Number(_) => false,
    }
}
