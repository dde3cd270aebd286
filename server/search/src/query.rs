//! A query as typed, brought to a size and a shape that can be worked with.

use crate::lexicon::Lexicon;
use crate::syllables::{is_plain, syllables};

const LONGEST_TEXT: usize = 200;
const MOST_SYLLABLES: usize = 32;

/// The start of a text, as much as is read of a query.
#[must_use]
pub fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST_TEXT).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The syllables of a query, as many as are read.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut words = syllables(text);
    words.truncate(MOST_SYLLABLES);
    words
}

/// The words of an English query without its empty words; `None` when the query is not English.
#[must_use]
pub fn english_words(lexicon: &Lexicon, words: &[String]) -> Option<Vec<String>> {
    if !words.iter().all(|word| is_plain(word)) {
        return None;
    }
    let (mut at, mut understood, mut kept, mut phrases) = (0, 0, Vec::new(), 0);
    while let Some(word) = words.get(at) {
        if let Some((_, length)) = lexicon.english.at(words, at) {
            kept.extend(words.iter().skip(at).take(length).cloned());
            understood += length;
            phrases += 1;
            at += length;
            continue;
        }
        if lexicon.english_stops.contains(word) {
            understood += 1;
        } else {
            kept.push(word.clone());
        }
        at += 1;
    }
    (phrases > 0 && understood * 2 >= words.len()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LexiconText;

    #[test]
    fn a_query_is_cut_at_whole_characters() {
        let long = "đ".repeat(300);
        assert_eq!(cut(&long).chars().count(), 200);
        assert_eq!(words(&"a ".repeat(90)).len(), 32);
    }

    #[test]
    fn english_is_known_by_its_phrases() {
        let lexicon = Lexicon::parse(LexiconText {
            synonyms: "",
            english: "birth certificate\tgiấy khai sinh",
            stop_words: "how\tenglish\nto\tenglish\nget\tenglish\na\tenglish",
            special_cases: "",
        });
        let lexicon = lexicon.unwrap();
        let english = english_words(&lexicon, &words("How to get a birth certificate"));
        assert_eq!(english, Some(words("birth certificate")));
        assert_eq!(english_words(&lexicon, &words("giay khai sinh")), None);
    }
}
