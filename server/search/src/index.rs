//! The index over the published procedures and the questions it answers.

use std::collections::HashMap;

use crate::code::{split_codes, started_code};
use crate::document::Document;
use crate::interpret::{Reading, readings};
use crate::lexicon::{Lexicon, Meaning};
use crate::names::{Facts, facts as facts_of, name_mass};
use crate::phrases::PhraseTable;
use crate::postings::{Postings, PostingsWriter};
use crate::query::{cut, words};
use crate::score::{Scope, Scorer, rarity, reading_of};
use crate::speller::Speller;
use crate::suggest::completions;
use crate::syllables::{Syllabary, folded};
use crate::terms::{Rows, head, name_row};

/// A procedure that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub code: String,
    /// Only for comparing hits of one query.
    pub score: f32,
}

/// Above the score of any words, so that a code comes first.
const CODE_SCORE: f32 = 100.0;
/// Share of the best score under which a document is no answer.
const ANSWER: f32 = 0.3;
/// Score under which not even the best document is an answer.
const LEAST: f32 = 0.004;

/// Search over published procedures, held in memory.
pub struct SearchIndex {
    lexicon: Lexicon,
    speller: Speller,
    postings: Postings,
    facts: Vec<Facts>,
    by_code: HashMap<String, usize>,
}

/// Builds an index from documents that come one by one: of each only numbers stay.
pub struct IndexBuilder {
    lexicon: Lexicon,
    syllabary: Syllabary,
    speller: Speller,
    writer: PostingsWriter,
    facts: Vec<Facts>,
    /// The first clauses of the names without marks: what they weigh is known when the index is whole.
    names: Vec<Vec<u32>>,
}

impl IndexBuilder {
    #[must_use]
    pub fn new(lexicon: Lexicon) -> Self {
        Self {
            lexicon,
            syllabary: Syllabary::default(),
            speller: Speller::default(),
            writer: PostingsWriter::default(),
            facts: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Adds the next document.
    pub fn add(&mut self, document: &Document<'_>) {
        let syllabary = &mut self.syllabary;
        let rows = Rows::of(document, syllabary);
        self.writer.add(syllabary, &rows);
        rows.side.iter().chain([&rows.name]).for_each(|row| self.speller.add_row(syllabary, row));
        let name = name_row(&head(document.name), syllabary);
        let words: Vec<String> = name.iter().map(|number| syllabary.marked(*number).to_owned()).collect();
        self.facts.push(facts_of(document, &words, &self.lexicon.special_cases));
        self.names.push(name.iter().map(|number| syllabary.plain_number(*number)).collect());
    }

    /// The index over everything that was added.
    #[must_use]
    pub fn finish(self) -> SearchIndex {
        let Self { lexicon, syllabary, mut speller, writer, mut facts, names } = self;
        add_lexicon(&mut speller, &lexicon);
        let total = facts.len();
        let postings = writer.finish(syllabary);
        for (facts, name) in facts.iter_mut().zip(names) {
            facts.name_mass = name_mass(&name, |plain| rarity(total, postings.name_plain.count(plain)));
        }
        facts.shrink_to_fit();
        let by_code = facts.iter().enumerate().map(|(at, facts)| (facts.code.clone(), at)).collect();
        SearchIndex { lexicon, speller, postings, facts, by_code }
    }
}

impl SearchIndex {
    /// Builds the index.
    #[must_use]
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>, lexicon: Lexicon) -> Self {
        let mut builder = IndexBuilder::new(lexicon);
        documents.into_iter().for_each(|document| builder.add(&document));
        builder.finish()
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The procedures that answer a query, best first: all of them up to `limit`.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit> {
        let split = split_codes(cut(text));
        let mut hits = self.coded(&split.codes);
        let typed = words(&split.words);
        if !typed.is_empty()
            && (split.codes.is_empty() || self.lexicon.without_stops(&typed) != typed || typed.len() > 1)
        {
            let readings = readings(&self.lexicon, &self.speller, &typed);
            self.add_ranked(&mut hits, self.scores(&readings, Scope::All), ANSWER, limit);
        }
        hits.truncate(limit);
        hits
    }

    /// The procedures that a query may be about while it is typed: its last word may be unfinished.
    #[must_use]
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<Hit> {
        let text = cut(text);
        let split = split_codes(text);
        let mut hits = self.coded(&split.codes);
        if hits.is_empty()
            && let Some(started) = started_code(text)
        {
            let mut codes: Vec<&String> = self.by_code.keys().filter(|code| code.starts_with(&started)).collect();
            codes.sort_unstable();
            codes.truncate(limit);
            hits = codes.into_iter().map(|code| Hit { code: code.clone(), score: CODE_SCORE }).collect();
        }
        let typed = words(&split.words);
        if hits.is_empty() && !typed.is_empty() {
            let mut all: Vec<Reading> = Vec::new();
            for (at, completion) in completions(&self.lexicon, &self.speller, &typed).into_iter().enumerate() {
                let factor = 1.0 - 0.03 * at as f32;
                let completed = readings(&self.lexicon, &self.speller, &completion).into_iter().take(3);
                all.extend(completed.map(|reading| Reading { weight: reading.weight * factor, ..reading }));
            }
            self.add_ranked(&mut hits, self.scores(&all, Scope::Names), ANSWER, limit);
        }
        hits.truncate(limit);
        hits
    }

    /// The procedures most like a query, however little they fit: for when nothing answers it.
    #[must_use]
    pub fn nearest(&self, text: &str, limit: usize) -> Vec<Hit> {
        let split = split_codes(cut(text));
        let typed = words(&split.words);
        let mut all = readings(&self.lexicon, &self.speller, &typed);
        let plain: Vec<String> = typed.iter().map(|word| folded(word)).collect();
        all.push(reading_of(&plain, 0.5, true));
        let mut hits = self.coded(&split.codes);
        self.add_ranked(&mut hits, self.scores(&all, Scope::All), 0.0, limit);
        if hits.is_empty() {
            hits = self.like_codes(&split.codes, limit);
        }
        hits.truncate(limit);
        hits
    }

    fn coded(&self, codes: &[String]) -> Vec<Hit> {
        let known = codes.iter().filter(|code| self.by_code.contains_key(*code));
        known.map(|code| Hit { code: code.clone(), score: CODE_SCORE }).collect()
    }

    /// Codes with one digit other than in a code that nobody has.
    fn like_codes(&self, codes: &[String], limit: usize) -> Vec<Hit> {
        let near = |one: &str, other: &str| one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count() == 1;
        let like = self.facts.iter().filter(|facts| codes.iter().any(|code| near(code, &facts.code)));
        like.take(limit).map(|facts| Hit { code: facts.code.clone(), score: 1.0 }).collect()
    }

    fn scores(&self, readings: &[Reading], scope: Scope) -> Vec<f32> {
        Scorer::new(&self.postings, &self.facts, &self.lexicon.special_cases, scope).scores(readings)
    }

    /// Adds the documents that score at least a share of the best, best first, codes in order among equals.
    fn add_ranked(&self, hits: &mut Vec<Hit>, scores: Vec<f32>, share: f32, limit: usize) {
        let best = scores.iter().copied().fold(0.0, f32::max);
        let least = (best * share).max(if share > 0.0 { LEAST } else { f32::MIN_POSITIVE });
        let scored = self.facts.iter().zip(scores).filter(|(_, score)| *score >= least);
        let mut ranked: Vec<(&Facts, f32)> = scored.collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.code.cmp(&b.0.code)));
        let new = ranked.into_iter().filter(|(facts, _)| hits.iter().all(|hit| hit.code != facts.code));
        let new: Vec<Hit> = new.take(limit).map(|(facts, score)| Hit { code: facts.code.clone(), score }).collect();
        hits.extend(new);
    }
}

/// Adds the words of the lexicon to the vocabulary, so that they are not taken for slips.
fn add_lexicon(speller: &mut Speller, lexicon: &Lexicon) {
    let mut add_meanings = |table: &PhraseTable<Meaning>| {
        for (phrase, meaning) in table.phrases() {
            speller.add_text(phrase);
            meaning.expansions.iter().for_each(|expansion| speller.add_text(expansion));
        }
    };
    add_meanings(&lexicon.synonyms);
    add_meanings(&lexicon.english);
    lexicon.stops.phrases().for_each(|(phrase, _)| speller.add_text(phrase));
    lexicon.english_stops.iter().for_each(|word| speller.add_text(std::slice::from_ref(word)));
    speller.finish();
}
