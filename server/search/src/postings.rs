//! The inverted index in memory: which documents hold a term.
//!
//! A term is a syllable or a pair of neighbours, so it is kept as two numbers and not as text. Documents are added one
//! by one and nothing of their texts stays; what is read afterwards are three plain rows of numbers for each field.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::syllables::{BETWEEN, Syllabary, Syllables};
use crate::terms::Rows;

/// The second number of a term that is one syllable.
const ALONE: u32 = u32::MAX;
/// Ends a chain of documents.
const END: u32 = u32::MAX;

/// Fields of the index, open for reading.
pub struct Postings {
    pub name_marked: FieldPostings,
    pub name_plain: FieldPostings,
    /// Results, keywords, field of administration, other words.
    pub side_marked: FieldPostings,
    pub side_plain: FieldPostings,
    /// Papers, conditions, steps, agencies: without marks only, which halves the index.
    pub body_plain: FieldPostings,
}

/// One field of all documents: terms in order, and after each other the documents of each of them.
pub struct FieldPostings {
    syllables: Arc<Syllables>,
    terms: Vec<u64>,
    /// By the place of a term: where its documents end.
    ends: Vec<u32>,
    documents: Vec<u32>,
}

/// Takes documents one by one, so that their texts need not be held together.
#[derive(Default)]
pub struct PostingsWriter {
    added: u32,
    name_marked: FieldWriter,
    name_plain: FieldWriter,
    side_marked: FieldWriter,
    side_plain: FieldWriter,
    body_plain: FieldWriter,
}

impl PostingsWriter {
    /// Adds the next document; its number is its place in the row in which they come.
    pub fn add(&mut self, syllabary: &Syllabary, rows: &Rows) {
        let document = self.added;
        let name = std::slice::from_ref(&rows.name);
        self.name_marked.add(document, name, |number| number);
        self.name_plain.add(document, name, |number| syllabary.plain_number(number));
        self.side_marked.add(document, &rows.side, |number| number);
        self.side_plain.add(document, &rows.side, |number| syllabary.plain_number(number));
        self.body_plain.add(document, &rows.body, |number| syllabary.plain_number(number));
        self.added += 1;
    }

    /// Closes the index; `syllabary` is the one by which the documents were numbered.
    pub fn finish(self, syllabary: Syllabary) -> Postings {
        let (marked, plain) = syllabary.finish();
        let (marked, plain) = (Arc::new(marked), Arc::new(plain));
        Postings {
            name_marked: self.name_marked.finish(Arc::clone(&marked)),
            name_plain: self.name_plain.finish(Arc::clone(&plain)),
            side_marked: self.side_marked.finish(marked),
            side_plain: self.side_plain.finish(Arc::clone(&plain)),
            body_plain: self.body_plain.finish(plain),
        }
    }
}

/// A field while it is written: for each term a chain of documents, the last one first.
#[derive(Default)]
struct FieldWriter {
    heads: FxHashMap<u64, u32>,
    chain: Vec<(u32, u32)>,
}

impl FieldWriter {
    fn add(&mut self, document: u32, rows: &[Vec<u32>], number: impl Fn(u32) -> u32) {
        for row in rows {
            let mut before = None;
            for syllable in row.iter().map(|syllable| number(*syllable)) {
                if let Some(before) = before {
                    self.put(term(before, syllable), document);
                }
                self.put(term(syllable, ALONE), document);
                before = Some(syllable);
            }
        }
    }

    fn put(&mut self, term: u64, document: u32) {
        let head = self.heads.entry(term).or_insert(END);
        if self.chain.get(*head as usize).is_some_and(|(last, _)| *last == document) {
            return;
        }
        let next = u32::try_from(self.chain.len()).unwrap_or(END);
        self.chain.push((document, *head));
        *head = next;
    }

    fn finish(self, syllables: Arc<Syllables>) -> FieldPostings {
        let mut heads: Vec<(u64, u32)> = self.heads.into_iter().collect();
        heads.sort_unstable();
        let mut documents = Vec::with_capacity(self.chain.len());
        let mut ends = Vec::with_capacity(heads.len());
        for (_, head) in &heads {
            let begin = documents.len();
            let mut at = *head;
            while let Some((document, before)) = self.chain.get(at as usize) {
                documents.push(*document);
                at = *before;
            }
            if let Some(chain) = documents.get_mut(begin..) {
                chain.reverse();
            }
            ends.push(u32::try_from(documents.len()).unwrap_or(u32::MAX));
        }
        let terms = heads.into_iter().map(|(term, _)| term).collect();
        FieldPostings { syllables, terms, ends, documents }
    }
}

fn term(first: u32, second: u32) -> u64 {
    (u64::from(first) << 32) | u64::from(second)
}

impl FieldPostings {
    /// Number of documents that hold a syllable, by its number.
    pub fn count(&self, syllable: u32) -> u32 {
        u32::try_from(self.of(term(syllable, ALONE)).len()).unwrap_or(u32::MAX)
    }

    /// Calls `found` with every document that holds a term, unless more than `most` do; returns how many do.
    pub fn each(&self, term: &str, most: u32, mut found: impl FnMut(u32)) -> u32 {
        let documents = self.documents(term);
        let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        if count <= most {
            documents.iter().for_each(|document| found(*document));
        }
        count
    }

    /// The documents that hold a term, in their order.
    fn documents(&self, text: &str) -> &[u32] {
        let (first, second) = text.split_once(BETWEEN).map_or((text, None), |(first, second)| (first, Some(second)));
        let number = |syllable| self.syllables.number(syllable);
        let numbers = number(first).zip(second.map_or(Some(ALONE), number));
        numbers.map_or(&[], |(first, second)| self.of(term(first, second)))
    }

    fn of(&self, term: u64) -> &[u32] {
        let Ok(at) = self.terms.binary_search(&term) else { return &[] };
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let begin = at.checked_sub(1).map_or(0, end);
        self.documents.get(begin..end(at)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(postings: &FieldPostings, term: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let count = postings.each(term, u32::MAX, |document| found.push(document));
        assert_eq!(count as usize, found.len());
        found
    }

    #[test]
    fn terms_are_syllables_and_neighbours_within_a_row() {
        let mut syllabary = Syllabary::default();
        let mut writer = PostingsWriter::default();
        for (name, side) in [("Khai sinh", "sổ đỏ"), ("khai tử, khai sinh", ""), ("sổ", "khai")] {
            let rows = Rows { name: syllabary.row(name), side: vec![syllabary.row(side)], body: Vec::new() };
            writer.add(&syllabary, &rows);
        }
        let postings = writer.finish(syllabary);
        assert_eq!(held(&postings.name_marked, "khai"), [0, 1]);
        assert_eq!(held(&postings.name_marked, "khai_sinh"), [0, 1]);
        assert_eq!(held(&postings.name_marked, "tử_khai"), [1]);
        assert_eq!(held(&postings.name_marked, "tu"), Vec::<u32>::new());
        assert_eq!(held(&postings.name_plain, "tu_khai"), [1]);
        assert_eq!(held(&postings.side_plain, "so_do"), [0]);
        assert_eq!(held(&postings.side_plain, "do_khai"), Vec::<u32>::new(), "rows are apart");
        assert_eq!(held(&postings.body_plain, "khai"), Vec::<u32>::new());
        assert_eq!(postings.name_plain.each("khai", 1, |_| panic!("more than asked for")), 2);
    }
}
