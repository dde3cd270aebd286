//! Short messages (*tin nhắn SMS*): what fits, and how Vietnamese is written so that much of it fits.
//!
//! A message in the default alphabet (GSM 03.38) holds 160 signs; one sign outside of it, as every Vietnamese letter with a
//! tone, makes it hold 70. Longer ones travel in parts, each shorter by a header (153 and 67), and each part is paid for.

use crate::fold::unmarked;

/// A message never has more parts.
pub const MOST_PARTS: usize = 2;

/// The signs of the default alphabet besides Latin letters and digits.
const PLAIN: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// Signs that are sent as two.
const DOUBLE: &str = "^{}\\[~]|€\u{c}";

/// The text as it is sent: without marks, typographic signs replaced by plain ones, and whatever is left that the default
/// alphabet lacks as `?`.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in unmarked(text).chars() {
        match sign {
            '“' | '”' | '«' | '»' => plain.push('"'),
            '‘' | '’' => plain.push('\''),
            '–' | '—' | '−' | '‑' => plain.push('-'),
            '…' => plain.push_str("..."),
            '\t' | '\u{a0}' | '\u{202f}' => plain.push(' '),
            sign if weight(sign).is_some() => plain.push(sign),
            _ => plain.push('?'),
        }
    }
    plain
}

/// In how many parts a text travels.
#[must_use]
pub fn parts(text: &str) -> usize {
    let (size, alone, joined) = match text.chars().map(weight).sum::<Option<usize>>() {
        Some(size) => (size, 160, 153),
        None => (text.encode_utf16().count(), 70, 67),
    };
    if size <= alone { 1 } else { size.div_ceil(joined) }
}

/// How many signs of the default alphabet a sign takes; none when it is not in it.
fn weight(sign: char) -> Option<usize> {
    if sign.is_ascii_alphanumeric() || PLAIN.contains(sign) { Some(1) } else { DOUBLE.contains(sign).then_some(2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_written_without_marks_and_keeps_its_capitals() {
        assert_eq!(
            plain("Một Cửa: Hồ sơ “H28.14” — ĐÃ được tiếp nhận… 8.000₫ 😀"),
            "Mot Cua: Ho so \"H28.14\" - DA duoc tiep nhan... 8.000? ?"
        );
    }

    #[test]
    fn parts_are_counted_as_networks_count_them() {
        for (text, count) in [
            (String::new(), 1),
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(306), 2),
            ("a".repeat(307), 3),
            ("[".repeat(80), 1),
            ("[".repeat(81), 2),
            ("ế".repeat(70), 1),
            ("ế".repeat(71), 2),
            ("ế".repeat(134), 2),
            ("ế".repeat(135), 3),
            ("😀".repeat(35), 1),
            ("😀".repeat(36), 2),
        ] {
            assert_eq!(parts(&text), count, "{} signs of {:?}", text.chars().count(), text.chars().next());
        }
    }

    #[test]
    fn what_is_written_plainly_is_always_in_the_default_alphabet() {
        let every: String = ('\u{20}'..'\u{2fff}').collect();
        assert!(plain(&every).chars().all(|sign| weight(sign).is_some()));
    }
}
