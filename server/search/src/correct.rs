//! Putting slips of typing and spelling right, by what stands side by side in the catalogue.

use crate::confuse::{slips, sounding_alike, telex};
use crate::speller::{Speller, Vocabulary};
use crate::syllables::{folded, is_plain, syllables};

/// What it costs to keep a syllable that nobody knows.
const UNKNOWN: f32 = 2.6;
const OTHER_MARKS: f32 = 0.5;
const FORGOTTEN_MARKS: f32 = 0.3;
const ALIKE: f32 = 0.9;
const ONE_SLIP: f32 = 1.2;
const TWO_SLIPS: f32 = 2.1;
/// What a known pair of neighbours is worth.
const NEIGHBOURS: f32 = 1.0;
/// Looking through the whole vocabulary is dear, so a long text of nonsense is not put right to its end.
const MOST_SEARCHED: usize = 8;
const MOST_CANDIDATES: usize = 24;

struct Candidate {
    word: String,
    /// In the vocabulary; `None` for a syllable that is kept although nobody knows it.
    id: Option<u32>,
    cost: f32,
}

/// The most likely meant syllables; the same ones when nothing seems wrong.
#[must_use]
pub fn corrected(speller: &Speller, typed: &[String]) -> Vec<String> {
    let typed = respaced(speller, &decoded(speller, typed));
    let plain_mode = typed.iter().all(|syllable| is_plain(syllable));
    let vocabulary = if plain_mode { &speller.plain } else { &speller.marked };
    let mut searched = 0;
    let candidates: Vec<Vec<Candidate>> = (0..typed.len())
        .map(|at| {
            let odd = is_odd(vocabulary, &typed, at);
            let search = odd && searched < MOST_SEARCHED;
            searched += usize::from(search);
            candidates(speller, plain_mode, &typed[at], odd, search)
        })
        .collect();
    best_path(vocabulary, &candidates)
}

/// Whether a syllable is unknown or stands beside none of its neighbours anywhere.
fn is_odd(vocabulary: &Vocabulary, typed: &[String], at: usize) -> bool {
    let word = &typed[at];
    if word.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    let before = at > 0 && vocabulary.knows(&typed[at - 1], word);
    let after = typed.get(at + 1).is_some_and(|next| vocabulary.knows(word, next));
    vocabulary.id(word).is_none() || !(before || after)
}

/// Syllables typed as raw Telex keys, read.
fn decoded(speller: &Speller, typed: &[String]) -> Vec<String> {
    let known = |word: &String| speller.marked.id(word).is_some();
    let read = |word: &String| {
        let meant = telex(word).and_then(|meant| syllables(&meant).into_iter().next());
        meant.filter(|meant| speller.plain.id(word).is_none() && known(meant)).unwrap_or_else(|| word.clone())
    };
    typed.iter().map(read).collect()
}

/// Two syllables typed as one taken apart, when they are known side by side: «khaisinh».
fn respaced(speller: &Speller, typed: &[String]) -> Vec<String> {
    let mut apart = Vec::with_capacity(typed.len());
    for word in typed {
        let vocabulary = if is_plain(word) { &speller.plain } else { &speller.marked };
        let split = (vocabulary.id(word).is_none() && word.chars().count() > 4)
            .then(|| {
                let borders = word.char_indices().skip(2).map(|(at, _)| word.split_at(at));
                borders.into_iter().find(|(head, tail)| tail.chars().count() > 1 && vocabulary.knows(head, tail))
            })
            .flatten();
        match split {
            Some((head, tail)) => apart.extend([head.to_owned(), tail.to_owned()]),
            None => apart.push(word.clone()),
        }
    }
    apart
}

fn candidates(speller: &Speller, plain_mode: bool, typed: &str, odd: bool, search: bool) -> Vec<Candidate> {
    let vocabulary = if plain_mode { &speller.plain } else { &speller.marked };
    let id = vocabulary.id(typed);
    let cost = if id.is_some() { 0.0 } else { UNKNOWN };
    let mut found = vec![Candidate { word: typed.to_owned(), id, cost }];
    if !odd || typed.chars().any(|c| c.is_ascii_digit()) {
        return found;
    }
    let plain = folded(typed);
    let mut push = |id: u32, cost: f32| {
        if plain_mode {
            found.extend(speller.plain.word(id).map(|word| Candidate { word: word.to_owned(), id: Some(id), cost }));
            return;
        }
        for &spelling in speller.spellings(id) {
            let Some(word) = speller.marked.word(spelling) else {
                continue;
            };
            let cost = cost + marks_apart(typed, word);
            found.push(Candidate { word: word.to_owned(), id: Some(spelling), cost });
        }
    };
    if let Some(id) = speller.plain.id(&plain) {
        push(id, 0.0);
    }
    for alike in sounding_alike(&plain) {
        if let Some(id) = speller.plain.id(&alike) {
            push(id, ALIKE);
        }
    }
    if search {
        let long = plain.len() >= 5 && id.is_none();
        for (id, word) in speller.plain.iter() {
            match slips(&plain, word) {
                Some(1) => push(id, ONE_SLIP),
                Some(2) if long && word.as_bytes().first() == plain.as_bytes().first() => push(id, TWO_SLIPS),
                _ => {}
            }
        }
    }
    let same = |candidate: &Candidate| candidate.word == typed && candidate.cost > cost;
    found.retain(|candidate| !same(candidate));
    found[1..].sort_by(|a, b| a.cost.total_cmp(&b.cost));
    // The nearest are kept, and all those that cost as much as the last of them.
    if let Some(last) = found.get(MOST_CANDIDATES).map(|candidate| candidate.cost) {
        found.retain(|candidate| candidate.cost <= last || candidate.word == typed);
    }
    found
}

/// What the difference of marks between two syllables costs.
fn marks_apart(typed: &str, word: &str) -> f32 {
    let marks = |text: &str| text.chars().filter(|c| !c.is_ascii() && *c != 'đ').collect::<String>();
    if is_plain(typed) && !is_plain(word) {
        FORGOTTEN_MARKS
    } else if marks(typed) == marks(word) {
        0.0
    } else {
        OTHER_MARKS
    }
}

/// The row of candidates that costs least, known neighbours taken off.
fn best_path(vocabulary: &Vocabulary, candidates: &[Vec<Candidate>]) -> Vec<String> {
    // By position and candidate: cost up to here, and the candidate before.
    let mut paths: Vec<Vec<(f32, usize)>> = Vec::with_capacity(candidates.len());
    for (at, column) in candidates.iter().enumerate() {
        let step = |candidate: &Candidate| {
            let Some((before, words)) = paths.last().zip(at.checked_sub(1).and_then(|at| candidates.get(at))) else {
                return (candidate.cost, 0);
            };
            let from = |(index, (cost, word)): (usize, (&(f32, usize), &Candidate))| {
                let known = word.id.zip(candidate.id).is_some_and(|(a, b)| vocabulary.together(a, b) > 0);
                (cost.0 + candidate.cost - if known { NEIGHBOURS } else { 0.0 }, index)
            };
            let reached = before.iter().zip(words).enumerate().map(from);
            reached.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((candidate.cost, 0))
        };
        let reached = column.iter().map(step).collect();
        paths.push(reached);
    }
    let last = paths.last().and_then(|column| {
        let costs = column.iter().enumerate();
        costs.min_by(|a, b| a.1.0.total_cmp(&b.1.0)).map(|(index, _)| index)
    });
    let mut index = last.unwrap_or(0);
    let mut words = Vec::with_capacity(candidates.len());
    for (column, path) in candidates.iter().zip(&paths).rev() {
        words.extend(column.get(index).map(|candidate| candidate.word.clone()));
        index = path.get(index).map_or(0, |step| step.1);
    }
    words.reverse();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_right(text: &str) -> String {
        let mut speller = Speller::default();
        for line in [
            "đăng ký khai sinh",
            "thẻ căn cước công dân",
            "đăng ký tạm trú",
            "chú ý",
            "chứng thực di chúc",
            "kiến trúc công trình",
            "giấy phép lái xe",
            "giáp ranh",
            "trợ cấp thất nghiệp",
            "hoàn thuế thu nhập",
            "thuê nhà",
        ] {
            speller.add_text(&syllables(line));
        }
        speller.finish();
        corrected(&speller, &syllables(text)).join(" ")
    }

    #[test]
    fn slips_are_put_right_by_their_neighbours() {
        for (typed, meant) in [
            ("khai sih", "khai sinh"),
            ("căn cuớc", "căn cước"),
            ("tạm chú", "tạm trú"),
            ("di trúc", "di chúc"),
            ("giấp phép", "giấy phép"),
            ("thất nghịêp", "thất nghiệp"),
            ("hoàn thuê thu nhập", "hoàn thuế thu nhập"),
            ("khaisinh", "khai sinh"),
            ("ddawng kys khai sinh", "đăng kí khai sinh"),
        ] {
            assert_eq!(put_right(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_is_right_stays() {
        for typed in ["thuê nhà", "khai sinh", "chú ý", "lớp 6"] {
            assert_eq!(put_right(typed), typed);
        }
    }
}
