//! Completing the last word of a query while it is typed.

use crate::lexicon::Lexicon;
use crate::speller::Speller;
use crate::syllables::is_plain;

const MOST_COMPLETIONS: usize = 4;

/// The query with its last syllable completed, the likeliest first; the query itself comes first when it is whole.
pub fn completions(lexicon: &Lexicon, speller: &Speller, typed: &[String]) -> Vec<Vec<String>> {
    let Some((last, before)) = typed.split_last() else {
        return Vec::new();
    };
    let plain_mode = typed.iter().all(|word| is_plain(word));
    let vocabulary = if plain_mode { &speller.plain } else { &speller.marked };
    let neighbour = before.last().and_then(|word| vocabulary.id(word));
    let mut found: Vec<(u32, &str)> = Vec::new();
    for id in begun(speller, plain_mode, last) {
        // Without a neighbour a common word is as good a guess as any.
        let likely = match (before.is_empty(), neighbour) {
            (true, _) => vocabulary.count(id),
            (false, before) => before.map_or(0, |before| vocabulary.together(before, id)),
        };
        if likely > 0 {
            found.extend(vocabulary.word(id).map(|word| (likely, word)));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut completions: Vec<Vec<String>> = Vec::new();
    let whole = vocabulary.id(last).is_some() || lexicon.english.at(typed, typed.len() - 1).is_some();
    if whole || found.is_empty() {
        completions.push(typed.to_vec());
    }
    for (_, word) in found.into_iter().take(MOST_COMPLETIONS) {
        let completion: Vec<String> = before.iter().cloned().chain([word.to_owned()]).collect();
        if !completions.contains(&completion) {
            completions.push(completion);
        }
    }
    completions
}

/// The numbers of the syllables that begin like a started one; one without marks may yet get them.
fn begun(speller: &Speller, plain_mode: bool, start: &str) -> Vec<u32> {
    let begins = |&(_, word): &(u32, &str)| word.starts_with(start);
    let number = |(id, _): (u32, &str)| id;
    if plain_mode {
        speller.plain.iter().filter(begins).map(number).collect()
    } else if is_plain(start) {
        let plain = speller.plain.iter().filter(begins).map(number);
        plain.flat_map(|id| speller.spellings(id).iter().copied()).collect()
    } else {
        speller.marked.iter().filter(begins).map(number).collect()
    }
}
