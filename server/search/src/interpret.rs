//! What a query may mean: readings in the words of the catalogue, each with a weight.

use crate::correct::corrected;
use crate::lexicon::{Lexicon, Role};
use crate::query::english_words;
use crate::speller::Speller;
use crate::syllables::is_plain;

/// One word of a reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    pub text: String,
    /// How much it counts: words beside a situation that stands for the whole query count little.
    pub weight: f32,
}

/// One way to understand a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub words: Vec<Word>,
    pub weight: f32,
    /// Typed without any mark, so that marks say nothing.
    pub plain: bool,
}

const MOST_READINGS: usize = 12;
/// The wording of the citizen itself beside the expansions of its phrases.
const OWN_WORD: f32 = 0.95;
const OWN_EVENT: f32 = 0.7;
/// Each further expansion of a phrase is less likely by this.
const NEXT_EXPANSION: f32 = 0.93;
/// What was typed, where a correction changed it.
const UNCORRECTED: f32 = 0.8;
const BESIDE_EVENT: f32 = 0.15;

/// The readings of a query, the likeliest first.
#[must_use]
pub fn readings(lexicon: &Lexicon, speller: &Speller, typed: &[String]) -> Vec<Reading> {
    if let Some(english) = english_words(lexicon, typed) {
        return expanded(lexicon, &english, 1.0);
    }
    let right = corrected(speller, typed);
    let mut readings = expanded(lexicon, &lexicon.without_stops(&right), 1.0);
    if right != typed && typed.iter().all(|word| known(speller, word)) {
        readings.extend(expanded(lexicon, &lexicon.without_stops(typed), UNCORRECTED));
    }
    readings
}

fn known(speller: &Speller, word: &str) -> bool {
    speller.plain.id(word).is_some() || speller.marked.id(word).is_some()
}

/// One place of a query with the ways to say it.
struct Part {
    ways: Vec<(Vec<String>, f32, bool)>,
    event: bool,
}

fn expanded(lexicon: &Lexicon, words: &[String], weight: f32) -> Vec<Reading> {
    let plain = words.iter().all(|word| is_plain(word));
    let parts = parts(lexicon, words);
    let has_event = parts.iter().any(|part| part.event);
    let mut readings = vec![Reading { words: Vec::new(), weight, plain: false }];
    for part in &parts {
        let beside = if has_event && !part.event { BESIDE_EVENT } else { 1.0 };
        let longer = |reading: &Reading| {
            let longer = |(way, factor, typed): &(Vec<String>, f32, bool)| {
                let mut reading = reading.clone();
                reading.words.extend(way.iter().map(|text| Word { text: text.clone(), weight: beside }));
                reading.weight *= factor;
                // A reading is as free of marks as its freest part; expansions always carry theirs.
                reading.plain |= plain && *typed;
                reading
            };
            part.ways.iter().map(longer).collect::<Vec<_>>()
        };
        readings = readings.iter().flat_map(longer).collect();
        readings.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        readings.truncate(MOST_READINGS);
    }
    readings
}

fn parts(lexicon: &Lexicon, words: &[String]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let synonym = lexicon.synonyms.at(words, at);
        let english = lexicon.english.at(words, at);
        let meaning = match (synonym, english) {
            (Some(one), Some(other)) => Some(if other.1 > one.1 { other } else { one }),
            (one, other) => one.or(other),
        };
        let Some((meaning, length)) = meaning else {
            parts.push(Part { ways: vec![(vec![word.clone()], 1.0, true)], event: false });
            at += 1;
            continue;
        };
        let own = words.iter().skip(at).take(length).cloned().collect();
        let event = meaning.role == Role::Event;
        let mut ways = Vec::with_capacity(meaning.expansions.len() + 1);
        let mut factor = 1.0;
        for expansion in &meaning.expansions {
            ways.push((expansion.clone(), factor, false));
            factor *= NEXT_EXPANSION;
        }
        if !meaning.expansions.contains(&own) {
            ways.push((own, if event { OWN_EVENT } else { OWN_WORD }, true));
        }
        parts.push(Part { ways, event });
        at += length;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LexiconText;
    use crate::query::words;

    fn texts(query: &str) -> Vec<String> {
        let lexicon = Lexicon::parse(LexiconText {
            synonyms: "bằng lái\tword\tgiấy phép lái xe\nmất việc\tevent\ttrợ cấp thất nghiệp|bảo hiểm thất nghiệp",
            english: "passport\thộ chiếu",
            stop_words: "tôi\tdrop\nmới\tdrop",
            special_cases: "",
        });
        let (lexicon, mut speller) = (lexicon.unwrap(), Speller::default());
        speller.add_text(&words(query));
        speller.finish();
        let text = |reading: Reading| reading.words.into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        readings(&lexicon, &speller, &words(query)).into_iter().map(text).collect()
    }

    #[test]
    fn a_phrase_is_read_in_the_words_of_the_catalogue_and_in_its_own() {
        assert_eq!(texts("đổi bằng lái"), ["đổi giấy phép lái xe", "đổi bằng lái"]);
        assert_eq!(texts("doi bang lai"), ["doi giấy phép lái xe", "doi bang lai"]);
        assert_eq!(texts("passport"), ["hộ chiếu", "passport"]);
    }

    #[test]
    fn a_situation_stands_for_the_whole_query() {
        let found = texts("tôi mới mất việc");
        assert_eq!(found, ["trợ cấp thất nghiệp", "bảo hiểm thất nghiệp", "mất việc"]);
    }
}
