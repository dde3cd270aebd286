//! Whole numbers as people write them: `12`, `1.500.000`, `1 500 000`.

use serde_json::Value as Json;

use super::Findings;
use crate::form::definition::answer::MAX_NUMBER;

/// Longest number that is looked at.
const MAX_CHARS: u32 = 60;

/// A whole number within the limits.
pub fn number(field: &str, raw: &Json, (min, max): (Option<i64>, Option<i64>), findings: &mut Findings) -> Option<i64> {
    let value = match raw {
        Json::Number(number) => number.as_i64(),
        _ => parse_number(&super::text(field, raw, MAX_CHARS, findings)?),
    };
    let Some(value) = value else {
        findings.add(field, "integer_form", &[]);
        return None;
    };
    let min = min.unwrap_or(0).max(-MAX_NUMBER);
    let max = max.unwrap_or(MAX_NUMBER).min(MAX_NUMBER);
    if value < min {
        findings.add(field, "too_small", &[min.to_string()]);
        return None;
    }
    if value > max {
        findings.add(field, "too_large", &[max.to_string()]);
        return None;
    }
    Some(value)
}

/// Digits, with a minus in front or points, commas and blanks between groups of three; `đ` and `đồng` behind are let be.
///
/// `1.5` is no whole number and not fifteen: separators count only where thousands end.
#[must_use]
pub fn parse_number(text: &str) -> Option<i64> {
    let text = text.trim();
    let text =
        ["đồng", "VNĐ", "VND", "đ", "₫"].into_iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let groups: Vec<&str> = digits.split(['.', ',', ' ', '\u{A0}', '\u{202F}']).collect();
    let all_digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    let (first, rest) = groups.split_first()?;
    if !all_digits || (!rest.is_empty() && (first.len() > 3 || rest.iter().any(|group| group.len() != 3))) {
        return None;
    }
    let value: i64 = groups.concat().parse().ok()?;
    Some(if negative { -value } else { value })
}
