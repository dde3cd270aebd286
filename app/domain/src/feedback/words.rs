//! Texts of feedback: how long, how alike, and without what tells who somebody is.

use std::collections::BTreeSet;

use crate::fold::fold;

/// Longest title, in characters.
pub const MOST_TITLE: usize = 120;
/// Longest text, in characters.
pub const MOST_WORDS: usize = 4_000;
/// Longest description of a place, in characters.
pub const MOST_PLACE: usize = 200;

/// What stands where something was taken out.
const TAKEN_OUT: &str = "[…]";

/// Fewest digits in a row that may be a phone, an identity number or an account.
const LEAST_DIGITS: usize = 8;

/// The text without addresses of e-mail and without long numbers (phones, identity papers, accounts, PINs of dossiers), as it is
/// offered to whoever decides on publication. Names are found by people only.
#[must_use]
pub fn redacted(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let words = line.split(' ').map(|word| if word.contains('@') { TAKEN_OUT.to_owned() } else { word.to_owned() });
        without_numbers(&words.collect::<Vec<_>>().join(" "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Digits that belong together, with blanks, dots and dashes between them, as people write phones.
fn without_numbers(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(first) = chars.get(at) {
        if !first.is_ascii_digit() {
            out.push(*first);
            at += 1;
            continue;
        }
        let (mut end, mut digits, mut next) = (at, 0, at);
        while let Some(c) = chars.get(next) {
            if c.is_ascii_digit() {
                digits += 1;
                end = next + 1;
            } else if !matches!(c, ' ' | '.' | '-') || next > end {
                break;
            }
            next += 1;
        }
        let number: String = chars.get(at..end).unwrap_or_default().iter().collect();
        if digits >= LEAST_DIGITS {
            out.push_str(TAKEN_OUT)
        } else {
            out.push_str(&number)
        }
        at = end;
    }
    out
}

fn words_of(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_owned).collect()
}

/// How alike two texts are, from 0 to 1: the words they share among the words of the shorter one. Two texts of very few words are
/// never called alike.
#[must_use]
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (words_of(one), words_of(other));
    let shorter = one.len().min(other.len());
    if shorter < 4 {
        return 0.0;
    }
    let shared = one.intersection(&other).count();
    // Texts have at most a few thousand words.
    f64::from(u32::try_from(shared).unwrap_or(u32::MAX)) / f64::from(u32::try_from(shorter).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_and_addresses_that_tell_who_somebody_is_are_taken_out() {
        for (text, public) in [
            ("Gọi tôi 0912 345 678 nhé", "Gọi tôi […] nhé"),
            ("CCCD 017089000123, hẹn 24/11/2026", "CCCD […], hẹn 24/11/2026"),
            ("Viết cho man@example.vn\nxin cảm ơn", "Viết cho […]\nxin cảm ơn"),
            ("Hẹn 3 lần trong 15 ngày", "Hẹn 3 lần trong 15 ngày"),
            ("Số 0912.345.678", "Số […]"),
        ] {
            assert_eq!(redacted(text), public);
        }
    }

    #[test]
    fn the_same_trouble_told_twice_is_alike_and_another_is_not() {
        let told = "Chờ hai tiếng ở quầy một cửa xã Hòa Bình mà không ai gọi số";
        assert!(likeness(told, "O quay mot cua xa Hoa Binh cho hai tieng khong ai goi so") > 0.9);
        assert!(likeness(told, "Trang nộp hồ sơ báo lỗi khi tải ảnh giấy khai sinh lên") < 0.4);
        assert!(likeness("chờ lâu", "chờ lâu") < f64::EPSILON, "too short to say");
    }

    proptest! {
        #[test]
        fn no_long_row_of_digits_is_left(text in "\\PC{0,80}[0-9]{8,20}\\PC{0,40}") {
            let public = redacted(&text);
            let longest = public.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or_default();
            prop_assert!(longest < LEAST_DIGITS, "{public}");
        }
    }
}
