//! The rank of every document for the readings of a query.

use std::collections::HashMap;

use crate::interpret::{Reading, Word};
use crate::names::{Facts, special_cases, special_factor};
use crate::postings::{FieldPostings, Postings};
use crate::syllables::{folded, pair};

/// How much a term counts where it is found.
const NAME: f32 = 1.0;
const NAME_OTHER_MARKS: f32 = 0.5;
const SIDE: f32 = 0.6;
const SIDE_OTHER_MARKS: f32 = 0.3;
const BODY: f32 = 0.2;
/// Two neighbours together beside the two alone.
const PAIR: f32 = 0.7;
/// How much of the score depends on the share of the name that the query speaks of.
const PLAIN_CASE: f32 = 0.35;
/// A term of more bodies than this says nothing about any of them.
const MOST_BODIES: u32 = 1500;
/// Terms that stand in no name count less: the query would else be about them alone.
const NAMELESS: f32 = 0.5;

/// Which parts of a document are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    All,
    Names,
}

/// Weight of a term that so many of all documents hold.
pub fn rarity(total: usize, count: u32) -> f32 {
    let (total, count) = (total as f32, count as f32);
    (1.0 + (total - count + 0.5) / (count + 0.5)).ln()
}

/// Where a term was found: a document and how much it counts there.
struct Found {
    weight: f32,
    /// Every document at most once.
    documents: Vec<(u32, f32)>,
}

/// One pass over the index for one query.
pub struct Scorer<'a> {
    postings: &'a Postings,
    facts: &'a [Facts],
    cases: &'a [(Vec<String>, f32)],
    scope: Scope,
    found: HashMap<(String, bool), Found>,
    /// By document, the best so far for the term at hand; zero between terms.
    scratch: Vec<f32>,
}

impl<'a> Scorer<'a> {
    pub fn new(postings: &'a Postings, facts: &'a [Facts], cases: &'a [(Vec<String>, f32)], scope: Scope) -> Self {
        Self { postings, facts, cases, scope, found: HashMap::new(), scratch: vec![0.0; facts.len()] }
    }

    /// The score of every document: the best of its readings.
    pub fn scores(mut self, readings: &[Reading]) -> Vec<f32> {
        let mut best = vec![0.0_f32; self.facts.len()];
        let named = readings.iter().map(|reading| self.named_cases(reading)).fold(0, |all, named| all | named);
        for reading in readings {
            self.read(reading, &mut best);
        }
        for (score, facts) in best.iter_mut().zip(self.facts) {
            if *score > 0.0 {
                *score *= facts.factor * special_factor(facts.special, named, self.cases);
            }
        }
        best
    }

    fn named_cases(&self, reading: &Reading) -> u128 {
        let words: Vec<String> = reading.words.iter().map(|word| word.text.clone()).collect();
        special_cases(&words, self.cases, reading.plain)
    }

    fn read(&mut self, reading: &Reading, best: &mut [f32]) {
        let mut sums = vec![0.0_f32; self.facts.len()];
        let mut covered = vec![0.0_f32; self.facts.len()];
        let mut mass = 0.0;
        let mut seen = Vec::new();
        for (at, word) in reading.words.iter().enumerate() {
            let mut terms = vec![(word.text.clone(), 1.0, word.weight)];
            if let Some(next) = reading.words.get(at + 1) {
                terms.push((pair(&word.text, &next.text), PAIR, word.weight.min(next.weight)));
            }
            for (place, (term, factor, weight)) in terms.into_iter().enumerate() {
                if seen.contains(&term) {
                    continue;
                }
                let found = self.term(&term, reading.plain);
                let weight = found.weight * factor * weight;
                // A pair that stands nowhere is no phrase, and missing it tells nothing.
                if place == 1 && found.documents.is_empty() {
                    continue;
                }
                mass += weight;
                for &(document, share) in &found.documents {
                    sums[document as usize] += weight * share;
                    if place == 0 && share >= NAME_OTHER_MARKS && share != SIDE {
                        covered[document as usize] += found.weight;
                    }
                }
                seen.push(term);
            }
        }
        if mass <= 0.0 {
            return;
        }
        for ((best, facts), (sum, covered)) in best.iter_mut().zip(self.facts).zip(sums.iter().zip(&covered)) {
            if *sum > 0.0 {
                let plain_case = (covered / facts.name_mass.max(f32::EPSILON)).min(1.0);
                let score = completeness(sum / mass) * (1.0 - PLAIN_CASE + PLAIN_CASE * plain_case);
                *best = best.max(score * reading.weight);
            }
        }
    }

    /// The documents that hold a term, looked up once a query.
    fn term(&mut self, term: &str, plain: bool) -> &Found {
        let key = (term.to_owned(), plain);
        if !self.found.contains_key(&key) {
            let found = self.look_up(term, plain);
            self.found.insert(key.clone(), found);
        }
        &self.found[&key]
    }

    fn look_up(&mut self, term: &str, plain: bool) -> Found {
        let without = folded(term);
        let postings = self.postings;
        let mut touched = Vec::new();
        let mut collect = |field: &FieldPostings, term: &str, share: f32, most: u32| {
            field.each(term, most, |document| {
                let Some(best) = self.scratch.get_mut(document as usize) else {
                    return;
                };
                if *best == 0.0 {
                    touched.push(document);
                }
                *best = best.max(share);
            })
        };
        let other = |marked: f32, other: f32| if plain { marked } else { other };
        let mut in_names = collect(&postings.name_plain, &without, other(NAME, NAME_OTHER_MARKS), u32::MAX);
        if !plain {
            in_names = collect(&postings.name_marked, term, NAME, u32::MAX);
        }
        let mut in_sides = 0;
        if self.scope == Scope::All {
            in_sides = collect(&postings.side_plain, &without, other(SIDE, SIDE_OTHER_MARKS), u32::MAX);
            if !plain {
                collect(&postings.side_marked, term, SIDE, u32::MAX);
            }
            collect(&postings.body_plain, &without, BODY, MOST_BODIES);
        }
        let documents =
            touched.iter().map(|&document| (document, std::mem::take(&mut self.scratch[document as usize])));
        let documents = documents.collect();
        let total = self.facts.len();
        let weight = if in_names > 0 { rarity(total, in_names) } else { NAMELESS * rarity(total, in_sides + 1) };
        Found { weight, documents }
    }
}

/// The share of a query that a document holds, bent so that all words stand clearly above some.
fn completeness(share: f32) -> f32 {
    share * share.sqrt()
}

/// A reading of given words, each counting fully.
pub fn reading_of(words: &[String], weight: f32, plain: bool) -> Reading {
    let words = words.iter().map(|text| Word { text: text.clone(), weight: 1.0 }).collect();
    Reading { words, weight, plain }
}
