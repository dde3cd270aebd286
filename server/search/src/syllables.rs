//! Vietnamese text as syllables, in the one spelling in which they are compared.
//!
//! Two spellings of the same syllable must meet: «hoà» and «hòa», «ký» and «kí», «kỹ» and «kĩ».

use std::collections::HashMap;

use domain::fold::{fold, nfc};

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

/// Syllables of many texts, each kept once with and without marks: folding is the dear part of indexing.
#[derive(Debug, Default)]
pub struct Syllabary {
    known: HashMap<String, u32>,
    forms: Vec<(String, String)>,
}

impl Syllabary {
    /// The numbers of the syllables of a text.
    pub fn row(&mut self, text: &str) -> Vec<u32> {
        text.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).flat_map(|word| self.numbers(word)).collect()
    }

    fn numbers(&mut self, word: &str) -> Vec<u32> {
        if let Some(&known) = self.known.get(word) {
            return vec![known];
        }
        // A word in a decomposed form can come apart, so it is cut again.
        let numbers: Vec<u32> = syllables(word).into_iter().map(|syllable| self.number(syllable)).collect();
        if let [number] = *numbers {
            self.known.insert(word.to_owned(), number);
        }
        numbers
    }

    fn number(&mut self, syllable: String) -> u32 {
        if let Some(&known) = self.known.get(&syllable) {
            return known;
        }
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.known.insert(syllable.clone(), number);
        let plain = folded(&syllable);
        self.forms.push((syllable, plain));
        number
    }

    pub fn marked(&self, number: u32) -> &str {
        self.forms.get(number as usize).map_or("", |(marked, _)| marked)
    }

    pub fn plain(&self, number: u32) -> &str {
        self.forms.get(number as usize).map_or("", |(_, plain)| plain)
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
