//! Text that comes from people, made fit for paper.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Marks one letter may carry after composition; more is not writing but drawing over the lines beside it.
const MARKS: usize = 4;

/// One line: composed (NFC), blanks folded, without what cannot be seen on paper or makes text read as another.
///
/// Never fails and never adds anything; letters, signs and their order stay.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.nfc() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
            marks = 0;
        } else if unseen(c) {
            // Not even a blank: «a<zero width>b» is the word «ab».
        } else if is_combining_mark(c) {
            marks += 1;
            // A mark needs a letter to stand on.
            if marks <= MARKS && !line.is_empty() && !line.ends_with(' ') {
                line.push(c);
            }
        } else {
            marks = 0;
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The lines of a longer text, each as [`printable`] makes it, without the empty ones.
#[must_use]
pub fn printable_lines(text: &str) -> Vec<String> {
    text.split(['\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(printable)
        .filter(|line| !line.is_empty())
        .collect()
}

/// What was filled in, or `None` where nothing readable stands.
pub(super) fn filled(text: Option<&str>) -> Option<String> {
    text.map(printable).filter(|line| !line.is_empty())
}

/// A number of copies or sets as it is written on forms: «01».
pub(super) fn count(number: u32) -> String {
    format!("{number:02}")
}

/// Control characters, bidirectional controls, zero-width characters, noncharacters and the places of embedded objects,
/// which typesetters use for themselves. The joiner stays: emoji and Indic letters are made with it.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFC}' | '\u{E0000}'..='\u{E0FFF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn vietnamese_stays_as_it_is_and_is_composed() {
        assert_eq!(printable("Bùi Thị Hằng – xóm Mường, «ấp 3»"), "Bùi Thị Hằng – xóm Mường, «ấp 3»");
        assert_eq!(printable("Nguye\u{302}\u{303}n"), "Nguyễn");
        assert_eq!(printable("  hai \t\n hàng "), "hai hàng");
    }

    #[test]
    fn what_misleads_is_left_out_and_the_rest_stays() {
        assert_eq!(printable("50\u{202E}000\u{202C} đồng\u{0}\u{7}"), "50000 đồng");
        assert_eq!(printable("#set $x$ @a ] \\ \"'<b>"), "#set $x$ @a ] \\ \"'<b>");
        assert_eq!(printable(&format!("a{}b", "\u{0316}".repeat(500))), format!("a{}b", "\u{0316}".repeat(MARKS)));
        assert_eq!(printable("\u{200B}\u{FFFC} \u{0301}"), "");
        assert_eq!(filled(Some(" \u{200B} ")), None);
    }

    #[test]
    fn a_longer_text_keeps_its_lines() {
        assert_eq!(printable_lines("một\r\n\n  hai\u{2028}ba"), ["một", "hai", "ba"]);
        assert!(printable_lines("\n \n").is_empty());
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = printable(&text);
            prop_assert_eq!(printable(&once), once.clone());
            let control = once.contains(|c: char| c.is_control());
            prop_assert!(!control);
        }
    }
}
