//! Numbers of documents: the legal basis, the decision of publication, the codes of results.

use serde::{Deserialize, Serialize};

use super::clean::{clean_line, comparable, filled_line};
use crate::procedure::{LegalDocument, ProcedureResult};

/// A legal document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalShown {
    pub number: Option<String>,
    /// None when the source only repeats the number.
    pub title: Option<String>,
}

/// What the citizen gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultShown {
    /// Only of the form `KQ.G12.000123`; the source holds left-over test values.
    pub code: Option<String>,
    pub name: String,
}

/// The legal basis with plain numbers, each document once.
#[must_use]
pub fn legal_basis_shown(documents: &[LegalDocument]) -> Vec<LegalShown> {
    let mut shown: Vec<LegalShown> = Vec::new();
    for document in
        documents.iter().map(document).filter(|document| document.number.is_some() || document.title.is_some())
    {
        let twin = shown.iter_mut().find(|other| match (&other.number, &document.number) {
            (Some(a), Some(b)) => a == b,
            (None, None) => other.title == document.title,
            _ => false,
        });
        match twin {
            // Of two titles the longer says more.
            Some(twin) if length(&document.title) > length(&twin.title) => *twin = document,
            Some(_) => {}
            None => shown.push(document),
        }
    }
    shown
}

fn length(text: &Option<String>) -> usize {
    text.as_ref().map_or(0, |text| text.chars().count())
}

fn document(document: &LegalDocument) -> LegalShown {
    let (number, title) = (once(&clean_line(&document.number)), clean_line(&document.title));
    let swapped =
        plain_number(&number).is_none() && plain_number(&title).is_some_and(|plain| plain.len() == title.len());
    let (number, title) = if swapped { (title, number) } else { (number, title) };
    let known = plain_number(&number).or_else(|| number_in_heading(&title));
    let shown = known.or_else(|| as_published(&number, &title));
    let repeats = shown.as_ref().is_some_and(|number| comparable(number) == comparable(&title));
    LegalShown { number: shown, title: Some(title).filter(|title| !title.is_empty() && !repeats) }
}

/// A number pasted twice without a blank between: `09/2017/QH1409/2017/QH14`.
fn once(number: &str) -> String {
    match number.split_at_checked(number.len() / 2) {
        Some((first, second)) if first == second => first.to_owned(),
        _ => number.to_owned(),
    }
}

/// What stands in place of a number, when it can pass for one: no torn piece of a sentence, no date, no lone «06».
fn as_published(number: &str, title: &str) -> Option<String> {
    let torn = number.starts_with(char::is_lowercase) || number.ends_with(';') || number.chars().count() > 60;
    let plain = number.trim_end_matches(['.', ' ']);
    let has_words = plain.contains(char::is_alphabetic);
    (has_words && !torn && comparable(plain) != comparable(title)).then(|| plain.to_owned())
}

/// The first plain number of a document in a text: «NĐ 23/2026/NĐ-CP» holds `23/2026/NĐ-CP`.
///
/// A bracket behind it stays: two provinces may give out the same number.
fn plain_number(text: &str) -> Option<String> {
    let tight = text.replace(" - ", "-").replace("- ", "-").replace(" /", "/").replace("/ ", "/").replace('_', "-");
    let words: Vec<&str> = tight.split_whitespace().collect();
    let (at, number) = words.iter().enumerate().find_map(|(at, word)| Some((at, number_of_word(word)?)))?;
    let tail = words.get(at + 1..).unwrap_or_default().join(" ");
    if tail.starts_with('(') && tail.ends_with(')') { Some(format!("{number} {tail}")) } else { Some(number) }
}

fn number_of_word(word: &str) -> Option<String> {
    let start = word.find(|c: char| c.is_ascii_digit())?;
    let (glued, from) = word.split_at_checked(start)?;
    if !glued.chars().all(|c| c.is_alphabetic() || matches!(c, ':' | '(' | '.')) {
        return None;
    }
    let end = from.find(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '.'))).unwrap_or(from.len());
    let number = from.get(..end)?.trim_end_matches(['.', '/', '-']);
    let parts: Vec<&str> =
        number.split('/').map(|part| part.trim_matches('.')).filter(|part| !part.is_empty()).collect();
    let issuer = parts.last().filter(|_| parts.len() >= 2)?;
    // A date has three parts too, but no letters.
    if !issuer.starts_with(char::is_alphabetic) || !issuer.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let number = parts.join("/");
    Some(if issuer.chars().any(char::is_uppercase) { number } else { number.to_uppercase() })
}

/// The number that a title begins with: «Nghị định số 174/2016/NĐ-CP ngày …». Later numbers belong to other documents.
fn number_in_heading(title: &str) -> Option<String> {
    const KINDS: [&str; 9] =
        ["luat", "bo luat", "nghi dinh", "nghi quyet", "thong tu", "quyet dinh", "phap lenh", "van ban", "hien phap"];
    let heading: Vec<&str> = title.split_whitespace().take(5).collect();
    let heading = heading.join(" ");
    let folded = comparable(&heading);
    if !KINDS.iter().any(|kind| folded.starts_with(kind)) || folded.contains("sua doi") {
        return None;
    }
    plain_number(&heading)
}

/// The decision that published the procedure; left-over test values are hidden.
#[must_use]
pub fn decision_shown(decision: &str) -> Option<String> {
    let decision = clean_line(decision);
    let folded = comparable(&decision);
    if ["test", "demo"].iter().any(|word| folded.contains(word)) {
        return None;
    }
    let bare = decision.trim_end_matches('.');
    let is_count = bare.starts_with(|c: char| c.is_ascii_digit()) && bare.chars().all(|c| c.is_ascii_digit());
    plain_number(&decision).or_else(|| is_count.then(|| bare.to_owned()))
}

/// The results that have a name.
#[must_use]
pub fn results_shown(results: &[ProcedureResult]) -> Vec<ResultShown> {
    let named = results.iter().filter(|result| !super::clean::is_placeholder(&result.name));
    named
        .filter_map(|result| {
            let code = result.code.as_deref().map(clean_line).filter(|code| is_result_code(code));
            Some(ResultShown { code, name: filled_line(&result.name)? })
        })
        .collect()
}

/// `KQ.G12.000123`: the letters, the agency, six digits.
fn is_result_code(code: &str) -> bool {
    let mut parts = code.split('.');
    let (Some("KQ"), Some(agency), Some(number), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    agency.strip_prefix(|c: char| c.is_ascii_uppercase()).is_some_and(all_digits)
        && number.len() == 6
        && all_digits(number)
}
