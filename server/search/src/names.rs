//! What is kept of each document beside its postings: its code and what its rank depends on.

use domain::procedure::Level;

use crate::document::Document;
use crate::syllables::folded;

/// A procedure of a ministry alone, which a citizen rarely means.
const MINISTRY_ONLY: f32 = 0.95;
/// A name says what it is about in so many different syllables; what follows is legal precision.
const START: usize = 10;
const AFTER_START: f32 = 0.3;

/// Facts about one document.
#[derive(Debug)]
pub struct Facts {
    pub code: String,
    /// Level and place of the procedure as one factor.
    pub factor: f32,
    /// Sum of the weights of the different syllables of the name.
    pub name_mass: f32,
    /// One bit for each special case in the name.
    pub special: u128,
}

/// Facts of a document but for the mass of its name, which needs the whole index.
pub fn facts(document: &Document<'_>, name: &[String], cases: &[(Vec<String>, f32)]) -> Facts {
    let ministry_only = document.levels == [Level::Ministry];
    Facts {
        code: document.code.to_owned(),
        factor: document.boost * if ministry_only { MINISTRY_ONLY } else { 1.0 },
        name_mass: 0.0,
        special: special_cases(name, cases, false),
    }
}

/// The weights of the different syllables of a name together; those after its start count less.
pub fn name_mass(name: &[u32], weight: impl Fn(u32) -> f32) -> f32 {
    let mut seen: Vec<u32> = Vec::with_capacity(name.len());
    let mut mass = 0.0;
    for syllable in name {
        if !seen.contains(syllable) {
            let share = if seen.len() < START { 1.0 } else { AFTER_START };
            mass += share * weight(*syllable);
            seen.push(*syllable);
        }
    }
    mass
}

/// The special cases that a row of syllables names, as bits.
pub fn special_cases(words: &[String], cases: &[(Vec<String>, f32)], plain: bool) -> u128 {
    let same = |word: &String, case: &String| {
        if plain { *word == folded(case) } else { word == case }
    };
    let named = |case: &Vec<String>| {
        words.windows(case.len()).any(|window| window.iter().zip(case).all(|(word, case)| same(word, case)))
    };
    let bits = cases.iter().take(MOST_CASES).enumerate().filter(|(_, (case, _))| named(case));
    bits.fold(0, |bits, (at, _)| bits | (1 << at))
}

/// One bit each.
pub const MOST_CASES: usize = 128;

/// The factor of a document that is about special cases the query does not name.
pub fn special_factor(special: u128, named: u128, cases: &[(Vec<String>, f32)]) -> f32 {
    let unnamed = special & !named;
    if unnamed == 0 {
        return 1.0;
    }
    let factors = cases.iter().take(MOST_CASES).enumerate().filter(|(at, _)| unnamed & (1 << at) != 0);
    // Several special cases in one name are one case, so the strongest counts.
    factors.map(|(_, (_, factor))| *factor).fold(1.0, f32::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllables::syllables;

    #[test]
    fn a_special_case_costs_only_when_the_query_does_not_name_it() {
        let cases = [(syllables("nước ngoài"), 0.75), (syllables("lưu động"), 0.8)];
        let of = |text: &str| special_cases(&syllables(text), &cases, false);
        let name = of("kết hôn có yếu tố nước ngoài");
        assert_eq!(special_factor(name, of("kết hôn"), &cases), 0.75);
        assert_eq!(special_factor(name, of("kết hôn với người nước ngoài"), &cases), 1.0);
        assert_eq!(special_factor(name, special_cases(&syllables("ket hon nuoc ngoai"), &cases, true), &cases), 1.0);
    }
}
