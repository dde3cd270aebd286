//! Words of the language with their places.

use super::syntax::SyntaxError;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Name, with dots: `child.birth_date`.
    Name(String),
    Number(i64),
    Text(String),
    /// `==`, `(`, `,` and their like.
    Sign(&'static str),
}

const SIGNS: [&str; 15] = ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "(", ")", "[", "]", ",", "."];
/// Longest expression: long enough for every true form, short enough that none is a riddle.
const MAX_CHARS: usize = 2_000;

/// The words with the position (in characters, from 0) at which each begins.
pub(super) fn lex(source: &str) -> Result<Vec<(usize, Token)>, SyntaxError> {
    let signs: Vec<char> = source.chars().collect();
    if signs.len() > MAX_CHARS {
        return Err(SyntaxError::new(MAX_CHARS, "the expression is longer than 2000 signs"));
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let start = at;
        if sign.is_whitespace() {
            at += 1;
        } else if sign.is_ascii_alphabetic() || sign == '_' {
            at = end(&signs, at, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
            tokens.push((start, Token::Name(signs.get(start..at).unwrap_or_default().iter().collect())));
        } else if sign.is_ascii_digit() {
            at = end(&signs, at, |c| c.is_ascii_digit() || c == '_');
            let digits: String = signs.get(start..at).unwrap_or_default().iter().filter(|c| **c != '_').collect();
            let number = digits.parse().map_err(|_too_large| SyntaxError::new(start, "the number is too large"))?;
            tokens.push((start, Token::Number(number)));
        } else if matches!(sign, '"' | '\'') {
            at = end(&signs, at + 1, |c| c != sign);
            if signs.get(at) != Some(&sign) {
                return Err(SyntaxError::new(start, "the text has no closing quote"));
            }
            tokens.push((start, Token::Text(signs.get(start + 1..at).unwrap_or_default().iter().collect())));
            at += 1;
        } else {
            let known =
                SIGNS.into_iter().find(|known| known.chars().eq(signs.iter().skip(at).take(known.len()).copied()));
            let Some(known) = known else {
                return Err(SyntaxError::new(start, "a sign that the language does not have"));
            };
            tokens.push((start, Token::Sign(known)));
            at += known.len();
        }
    }
    Ok(tokens)
}

fn end(signs: &[char], from: usize, goes_on: impl Fn(char) -> bool) -> usize {
    from + signs.iter().skip(from).take_while(|sign| goes_on(**sign)).count()
}
