//! The name of a procedure as a heading.

use super::clean::{capitalised, clean_line};
use crate::procedure::Procedure;

/// Words that make sense only with «Thủ tục» before them: «Thủ tục hải quan» is no «Hải quan».
const WHOLE_WITH_PREFIX: [&str; 7] = ["hải quan", "hành chính", "biên phòng", "hàng hóa", "đối với", "điện tử", "về "];

/// Headings of the next field that were pasted behind a name.
const NEXT_FIELD: [&str; 3] = ["trình tự thực hiện", "cách thức thực hiện", "thành phần hồ sơ"];

/// Proper names and abbreviations that keep their capitals when a name in capitals is set in small letters.
const PROPER: [(&str, &str); 8] = [
    ("việt nam", "Việt Nam"),
    ("hà nội", "Hà Nội"),
    ("hồ chí minh", "Hồ Chí Minh"),
    ("ubnd", "UBND"),
    ("hđnd", "HĐND"),
    ("bhxh", "BHXH"),
    ("bhyt", "BHYT"),
    ("oda", "ODA"),
];

/// Whether the national portal withdrew the entry: it stays in the store but is in no list.
#[must_use]
pub fn is_deleted(code: &str) -> bool {
    code.split_once('-').is_some_and(|(_, suffix)| suffix.eq_ignore_ascii_case("xoa"))
}

/// The name as a heading: without «Thủ tục», numbering, its own code, final full stop and capitals throughout.
///
/// The words are those published; a name that nothing is left of stays as it is.
#[must_use]
pub fn display_name(procedure: &Procedure) -> String {
    let published = clean_line(&procedure.name);
    let name = without_numbering(&published);
    let name = without_code(name, &procedure.code);
    let name = without_next_field(&name);
    let name = without_end(name);
    let name = in_small_letters(without_prefix(name));
    let shown = capitalised(name.trim());
    if shown.is_empty() { published } else { shown }
}

/// The name cut at a word to at most `most` characters, with «…» when something is missing.
#[must_use]
pub fn short_name(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let room: String = name.chars().take(most.saturating_sub(1)).collect();
    let ends_with_word = name.get(room.len()..).is_some_and(|rest| rest.starts_with(' '));
    let cut =
        if ends_with_word { room.as_str() } else { room.rsplit_once(' ').map_or(room.as_str(), |(words, _)| words) };
    format!("{}…", cut.trim_end_matches([' ', ',', ';', '-', '–', '(']))
}

/// Whether the name speaks of the district level, which ended on 30/06/2025.
#[must_use]
pub fn names_district_level(name: &str) -> bool {
    clean_line(name).to_lowercase().contains("cấp huyện")
}

fn without_numbering(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = name.len() - rest.len();
    match rest.strip_prefix(['.', ')']) {
        // «1. Công nhận …», «. Đăng ký …», but not «2.5 …».
        Some(rest) if digits <= 2 && rest.starts_with([' ', ')']) => rest.trim_start_matches([' ', ')']),
        _ => name,
    }
}

fn without_code(name: &str, code: &str) -> String {
    let Some((before, after)) = name.split_once(code).filter(|_| !code.is_empty()) else {
        return name.to_owned();
    };
    let (before, after) = (before.trim_end(), after.trim_start());
    let (before, after) = match (before.strip_suffix('('), after.strip_prefix(')')) {
        (Some(before), Some(after)) => (before, after),
        _ => (before.trim_end_matches(['-', '–', ':']), after.trim_start_matches(['-', '–', ':'])),
    };
    clean_line(&format!("{before} {after}"))
}

fn without_next_field(name: &str) -> &str {
    let end = name.trim_end_matches([':', '.', ' ']);
    for heading in NEXT_FIELD {
        let length = heading.chars().count();
        let Some(start) = end.char_indices().rev().nth(length.saturating_sub(1)).map(|(at, _)| at) else {
            continue;
        };
        let Some((before, tail)) = end.split_at_checked(start) else {
            continue;
        };
        if tail.to_lowercase() == heading && before.ends_with(' ') {
            let before = before.trim_end();
            let numbered = before.rsplit_once(' ').filter(|(_, last)| is_numbering(last));
            return numbered.map_or(before, |(kept, _)| kept);
        }
    }
    name
}

fn is_numbering(word: &str) -> bool {
    let inside = word.trim_matches(['(', ')', '.']);
    inside.len() < word.len() && (inside.len() == 1 || inside.bytes().all(|byte| byte.is_ascii_digit()))
}

fn without_end(name: &str) -> &str {
    name.trim_end_matches(['.', ';', ':', ',', '-', '–', ' '])
}

fn without_prefix(name: &str) -> &str {
    let mut cuts = name.char_indices();
    let Some((end, _)) = cuts.nth("thủ tục".chars().count()) else {
        return name;
    };
    let Some((prefix, rest)) = name.split_at_checked(end) else {
        return name;
    };
    let rest = match rest.strip_prefix(':').or_else(|| rest.strip_prefix(' ')) {
        Some(rest) if prefix.to_lowercase() == "thủ tục" => rest.trim_start(),
        _ => return name,
    };
    let small = rest.to_lowercase();
    if WHOLE_WITH_PREFIX.iter().any(|noun| small.starts_with(noun)) { name } else { rest }
}

/// A name in capitals throughout is hard to read; one that mixes both has its reasons. What stands in brackets is looked at apart:
/// «THÀNH LẬP HỘI (Cấp tỉnh)».
fn in_small_letters(name: &str) -> String {
    let mut outside = true;
    let is_shouted = name.chars().all(|c| {
        outside = if outside { c != '(' } else { c == ')' };
        !outside || !c.is_lowercase()
    });
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if !is_shouted || letters < 8 || !name.contains(' ') {
        return name.to_owned();
    }
    let small = name.to_lowercase();
    PROPER.iter().fold(small, |name, (small, proper)| with_proper(&name, small, proper))
}

fn with_proper(name: &str, small: &str, proper: &str) -> String {
    let mut shown = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once(small) {
        shown.push_str(before);
        let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        shown.push_str(if whole { proper } else { small });
        rest = after;
    }
    shown.push_str(rest);
    shown
}
