//! Texts: composed (NFC), without control characters and bidirectional tricks, not longer than asked.

use serde_json::Value as Json;

use super::Findings;
use crate::fold::nfc;

/// The text without blanks around it; none when there is nothing to read.
pub fn text(field: &str, raw: &Json, max: u32, findings: &mut Findings) -> Option<String> {
    let typed = match raw {
        Json::Null => return None,
        Json::String(typed) => typed,
        _ => {
            findings.add(field, "wrong_type", &[]);
            return None;
        }
    };
    if is_blank(typed) {
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

/// Whether there is nothing to see in the text.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}'))
}

/// Whether nothing was answered: nothing there, an empty text, or a block of nothing.
#[must_use]
pub fn blank(raw: &Json) -> bool {
    match raw {
        Json::Null => true,
        Json::String(text) => is_blank(text),
        Json::Array(list) => list.iter().all(blank),
        Json::Object(parts) => parts.values().all(blank),
        Json::Bool(_) | Json::Number(_) => false,
    }
}
