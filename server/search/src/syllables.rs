//! Vietnamese text as syllables, in the one spelling in which they are compared.
//!
//! Two spellings of the same syllable must meet: «hoà» and «hòa», «ký» and «kí», «kỹ» and «kĩ».

use domain::fold::{fold, nfc};
use rustc_hash::FxHashMap;

/// Longest syllable that is looked at; the longest Vietnamese one has seven letters.
const LONGEST: usize = 24;

/// The syllables of a text in small letters with marks, in the spelling used for comparing.
#[must_use]
pub fn syllables(text: &str) -> Vec<String> {
    nfc(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| spelling(&word.chars().take(LONGEST).flat_map(char::to_lowercase).collect::<String>()))
        .collect()
}

/// Numbered syllables of one kind: with marks, or without.
#[derive(Debug, Default)]
pub struct Syllables {
    numbers: FxHashMap<Box<str>, u32>,
}

impl Syllables {
    /// The number of a syllable that stands in some text.
    pub fn number(&self, syllable: &str) -> Option<u32> {
        self.numbers.get(syllable).copied()
    }

    fn add(&mut self, syllable: &str) -> u32 {
        if let Some(&known) = self.numbers.get(syllable) {
            return known;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(syllable.into(), number);
        number
    }
}

/// Syllables of many texts, each kept once with and without marks: folding is the dear part of indexing.
#[derive(Debug, Default)]
pub struct Syllabary {
    /// Words as they are written that are one syllable each.
    known: FxHashMap<Box<str>, u32>,
    marked: Syllables,
    plain: Syllables,
    /// By number: with marks, without marks, and the number of that.
    forms: Vec<(Box<str>, Box<str>, u32)>,
}

impl Syllabary {
    /// The numbers of the syllables of a text.
    pub fn row(&mut self, text: &str) -> Vec<u32> {
        let mut row = Vec::new();
        for word in text.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()) {
            match self.known.get(word) {
                Some(known) => row.push(*known),
                None => self.learn(word, &mut row),
            }
        }
        row
    }

    fn learn(&mut self, word: &str, row: &mut Vec<u32>) {
        let begin = row.len();
        // A word in a decomposed form can come apart, so it is cut again.
        row.extend(syllables(word).iter().map(|syllable| self.number(syllable)));
        if let Some([number]) = row.get(begin..) {
            self.known.insert(word.into(), *number);
        }
    }

    fn number(&mut self, syllable: &str) -> u32 {
        let number = self.marked.add(syllable);
        if number as usize == self.forms.len() {
            let plain = folded(syllable);
            let plain_number = self.plain.add(&plain);
            self.forms.push((syllable.into(), plain.into(), plain_number));
        }
        number
    }

    pub fn marked(&self, number: u32) -> &str {
        self.forms.get(number as usize).map_or("", |(marked, _, _)| marked)
    }

    pub fn plain(&self, number: u32) -> &str {
        self.forms.get(number as usize).map_or("", |(_, plain, _)| plain)
    }

    /// The number, among the syllables without marks, of a syllable with them.
    pub fn plain_number(&self, number: u32) -> u32 {
        self.forms.get(number as usize).map_or(u32::MAX, |(_, _, plain)| *plain)
    }

    /// The numbers with marks and without, when no more text comes.
    pub fn finish(mut self) -> (Syllables, Syllables) {
        self.marked.numbers.shrink_to_fit();
        self.plain.numbers.shrink_to_fit();
        (self.marked, self.plain)
    }
}

/// Letters, digits and the combining marks of decomposed text.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether a syllable carries no Vietnamese mark.
#[must_use]
pub fn is_plain(syllable: &str) -> bool {
    syllable.is_ascii()
}

/// Between two syllables that are one term; no syllable holds it.
pub const BETWEEN: char = '_';

/// Two syllables as one term of the index.
#[must_use]
pub fn pair(first: &str, second: &str) -> String {
    format!("{first}{BETWEEN}{second}")
}

/// The syllable without marks.
#[must_use]
pub fn folded(syllable: &str) -> String {
    if is_plain(syllable) { syllable.to_owned() } else { fold(syllable) }
}

/// One spelling for variants that differ in the place of the tone or in a closing `i` or `y`.
fn spelling(word: &str) -> String {
    let word = placed_tone(word);
    let mut letters: Vec<char> = word.chars().collect();
    let closes_alone = match letters.as_slice() {
        [before, _] => matches!(before, 'h' | 'k' | 'l' | 'm' | 's' | 't' | 'v'),
        ['q', 'u', _] => true,
        _ => false,
    };
    if closes_alone && let Some(last) = letters.last_mut() {
        *last = match *last {
            'y' => 'i',
            'ý' => 'í',
            'ỳ' => 'ì',
            'ỷ' => 'ỉ',
            'ỹ' => 'ĩ',
            'ỵ' => 'ị',
            other => other,
        };
    }
    letters.into_iter().collect()
}

/// The tone of a closing «oa», «oe», «uy» on its first vowel: «hoà» becomes «hòa».
fn placed_tone(word: &str) -> String {
    const MOVED: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    for (from, to) in MOVED {
        if let Some(head) = word.strip_suffix(from)
            && !head.ends_with('q')
        {
            return format!("{head}{to}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_small_syllables_without_punctuation() {
        assert_eq!(syllables("Cấp đổi, cấp lại\u{0} (C/O)"), ["cấp", "đổi", "cấp", "lại", "c", "o"]);
    }

    #[test]
    fn a_syllabary_numbers_what_reads_alike_alike() {
        let mut syllabary = Syllabary::default();
        let row = syllabary.row("Ký kí K\u{fd} ky\u{301}");
        assert_eq!(row, [0, 0, 0, 0]);
        assert_eq!((syllabary.marked(0), syllabary.plain(0)), ("kí", "ki"));
    }

    #[test]
    fn spelling_variants_meet() {
        assert_eq!(syllables("hoà uỷ ký quý thuỷ lý"), syllables("hòa ủy kí quí thủy lí"));
        assert_eq!(syllables("toán hoàn"), ["toán", "hoàn"]);
        assert_ne!(syllables("tay"), syllables("tai"));
    }
}
