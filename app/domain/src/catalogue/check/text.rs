//! The text of a field: what it may hold, and the repairs that are made on the way in.

use unicode_normalization::is_nfc;

use super::finding::{Kind, visible};
use super::json::Value;
use super::record::{Path, Report};
use crate::fold::nfc;

/// Different control characters that one message names.
const NAMED: usize = 5;

/// Reads text of at most `most` characters; puts it into form NFC and its line ends into line feeds, with a warning.
pub(super) fn text(value: &Value, path: &Path<'_>, most: usize, report: &mut Report) -> Option<String> {
    let Value::Text(text) = value else {
        report.wrong_type(path, value, "a string");
        return None;
    };
    let length = text.content.chars().count();
    if length > most {
        report.reject(path, Kind::TooLong, format!("{length} characters"), format!("at most {most} characters"));
        return None;
    }
    if let Some(half) = text.lone_surrogate {
        report.reject(path, Kind::NotUnicode, format!("half a surrogate pair, \\u{half:04x}"), "text in Unicode");
        return None;
    }

    let (unified, had_returns) = with_line_feeds(&text.content);
    let controls = controls(&unified);
    let garbled = is_garbled(&unified);
    if !controls.is_empty() {
        let found = format!("{} in `{}`", controls.join(", "), visible(&excerpt(&unified)));
        report.reject(path, Kind::ControlCharacter, found, "no control characters but line feed and tab");
    }
    if garbled {
        let found = format!("`{}`", visible(&excerpt(&unified)));
        report.reject(path, Kind::Garbled, found, "text in UTF-8 that was read as UTF-8");
    }
    if !controls.is_empty() || garbled {
        return None;
    }

    if had_returns {
        report.warn(path, Kind::LineEnds, "carriage returns", "line feeds");
    }
    if is_nfc(&unified) {
        return Some(unified);
    }
    report.warn(path, Kind::Normalised, "text that is not in Unicode form NFC", "text in form NFC");
    Some(nfc(&unified))
}

/// Reads text that must not be blank.
pub(super) fn filled(value: &Value, path: &Path<'_>, most: usize, report: &mut Report) -> Option<String> {
    let text = text(value, path, most, report)?;
    if is_blank(&text) {
        let found =
            if text.is_empty() { "an empty string".to_owned() } else { format!("only blanks, `{}`", visible(&text)) };
        report.reject(path, Kind::Empty, found, "some text");
        return None;
    }
    Some(text)
}

/// Reads the code of a procedure.
pub(super) fn code(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<String> {
    let code = filled(value, path, super::limits::CODE, report)?;
    if !has_code_form(&code) {
        let expected = "one digit, a point, at least six digits, and perhaps a hyphen with letters and digits";
        report.reject(path, Kind::CodeForm, format!("`{}`", visible(&code)), expected);
        return None;
    }
    Some(code)
}

/// Whether the text has the form of a national code, such as `1.001193` or `1.014955-Xoa`.
///
/// ASCII only: a code in full-width digits would be stored beside its twin and never be found.
fn has_code_form(code: &str) -> bool {
    let (number, suffix) = code.split_once('-').map_or((code, None), |(number, suffix)| (number, Some(suffix)));
    let Some((first, rest)) = number.split_once('.') else {
        return false;
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    first.len() == 1
        && all_digits(first)
        && rest.len() >= 6
        && all_digits(rest)
        && suffix.is_none_or(|suffix| !suffix.is_empty() && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether nothing of the text can be seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
    })
}

fn with_line_feeds(text: &str) -> (String, bool) {
    if text.contains('\r') { (text.replace("\r\n", "\n").replace('\r', "\n"), true) } else { (text.to_owned(), false) }
}

/// The control characters of a text by code point, each once. C1 counts: it is the sign of text read in the wrong encoding.
fn controls(text: &str) -> Vec<String> {
    let mut named = Vec::new();
    for c in text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        let name = format!("U+{:04X}", u32::from(c));
        if !named.contains(&name) {
            named.push(name);
        }
        if named.len() == NAMED {
            break;
        }
    }
    named
}

/// Whether the text is UTF-8 that somebody read as Latin-1 or Windows-1252, or lost characters on its way.
///
/// Most Vietnamese vowels with a tone begin with the bytes E1 BA or E1 BB, which then read as «áº» or «á»», followed by a sign
/// that belongs to no word. One such group may be a closing quotation mark by chance; two are not.
fn is_garbled(text: &str) -> bool {
    let from_byte = |c: char| {
        matches!(
            c,
            '\u{a1}'
                ..='\u{bf}'
                    | '€'
                    | '‚'
                    | 'ƒ'
                    | '„'
                    | '…'
                    | '†'
                    | '‡'
                    | 'ˆ'
                    | '‰'
                    | 'Š'
                    | '‹'
                    | 'Œ'
                    | 'Ž'
                    | '‘'
                    | '’'
                    | '“'
                    | '”'
                    | '•'
                    | '–'
                    | '—'
                    | '˜'
                    | '™'
                    | 'š'
                    | '›'
                    | 'œ'
                    | 'ž'
                    | 'Ÿ'
        )
    };
    if !text.contains(['º', '»', char::REPLACEMENT_CHARACTER]) {
        return false;
    }
    let letters: Vec<char> = text.chars().filter(|c| *c != '\u{a0}').collect();
    let groups = letters.windows(3).filter(|w| w[0] == 'á' && matches!(w[1], 'º' | '»') && from_byte(w[2])).count();
    groups >= 2 || text.contains(char::REPLACEMENT_CHARACTER)
}

/// The text around its first suspicious character: the fault may stand behind the 200 characters that a message repeats.
fn excerpt(text: &str) -> String {
    const AROUND: usize = 60;
    let suspicious = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, 'º' | '»' | '\u{fffd}');
    let at = text.chars().position(suspicious).unwrap_or(0);
    text.chars().skip(at.saturating_sub(AROUND)).take(2 * AROUND).collect()
}
