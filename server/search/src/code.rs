//! Codes of procedures as citizens type them: «1.001193», «1001193», «mã TTHC 1.001193», «1.001193.000.00.00.H56».

/// Digits of a code after the point.
const DIGITS: usize = 6;

/// A text taken apart: the codes in it and the words around them.
#[derive(Debug, PartialEq, Eq)]
pub struct CodesAndWords {
    pub codes: Vec<String>,
    pub words: String,
}

/// Words that only announce a code.
const ANNOUNCING: [&str; 14] =
    ["mã", "ma", "số", "so", "tthc", "thủ", "tục", "thu", "tuc", "code", "mã:", "số:", "ma:", "procedure"];

/// Takes every code out of a text; the words that announce a code go with it.
#[must_use]
pub fn split_codes(text: &str) -> CodesAndWords {
    let mut codes = Vec::new();
    let mut words = Vec::new();
    for piece in rejoined(text).split_whitespace() {
        match code_of(piece) {
            Some(code) => codes.push(code),
            None => words.push(piece.to_owned()),
        }
    }
    if !codes.is_empty() {
        words.retain(|word| !ANNOUNCING.contains(&word.to_lowercase().as_str()));
    }
    CodesAndWords { codes, words: words.join(" ") }
}

/// A started code, for suggestions: «1.0011» or «10011».
#[must_use]
pub fn started_code(text: &str) -> Option<String> {
    let piece = rejoined(text);
    let piece = piece.split_whitespace().last()?;
    let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
    let clean = piece.chars().all(|c| c.is_ascii_digit() || c == '.');
    (clean && (3..=DIGITS).contains(&digits.len())).then(|| format!("{}.{}", &digits[..1], &digits[1..]))
}

/// The text with «1. 001193», «1 001193», «1,001193» and «1-001193» written together.
fn rejoined(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut joined = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        joined.push(letter);
        at += 1;
        let starts = letter.is_ascii_digit() && (at < 2 || !letters[at - 2].is_alphanumeric());
        if !starts {
            continue;
        }
        let gap = letters[at..].iter().take_while(|c| matches!(c, ' ' | '.' | ',' | '-' | '_')).count();
        let run = letters[at + gap..].iter().take_while(|c| c.is_ascii_digit()).count();
        if (1..=3).contains(&gap) && run == DIGITS {
            joined.push('.');
            at += gap;
        }
    }
    joined
}

/// The code in one piece of text without blanks.
fn code_of(piece: &str) -> Option<String> {
    let piece = piece.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if !piece.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // The letter o for a zero is the usual slip in a code that was read aloud.
    let piece = piece.replace(['o', 'O'], "0");
    let is_number = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    // What follows a further point is the part of the province: «….000.00.00.H56».
    let mut parts = piece.split('.');
    let (head, tail) = (parts.next()?, parts.next());
    match tail {
        Some(tail) if is_number(head, 1) && is_number(tail, DIGITS) => Some(format!("{head}.{tail}")),
        _ if is_number(head, DIGITS + 1) => Some(format!("{}.{}", &head[..1], &head[1..])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> (Vec<String>, String) {
        let split = split_codes(text);
        (split.codes, split.words)
    }

    #[test]
    fn a_code_is_found_in_every_shape() {
        for text in [
            "1.001193",
            "1001193",
            "thủ tục 1.001193",
            "mã TTHC 1.001193",
            "1.001193.000.00.00.H56",
            "mã số: 1. 001193",
            "(1,001193)",
            "1.OO1193",
            "1 001193",
        ] {
            assert_eq!(only(text), (vec!["1.001193".to_owned()], String::new()), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_codes() {
        for text in ["con vào lớp 6", "0912345678", "nghị định 123/2025", "ngày 01.01.2025"] {
            assert_eq!(only(text).0, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_started_code_is_completed_with_its_point() {
        assert_eq!(started_code("1.0011").as_deref(), Some("1.0011"));
        assert_eq!(started_code("10011").as_deref(), Some("1.0011"));
        assert_eq!(started_code("lớp 6"), None);
    }
}
