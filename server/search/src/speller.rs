//! The vocabulary of the index: which syllables there are, and which stand side by side.

use rustc_hash::FxHashMap;

use crate::syllables::{Syllabary, folded};

/// Syllables of one kind (with marks or without) and their neighbourhoods.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<String, u32>,
    words: Vec<String>,
    counts: Vec<u32>,
    pairs: FxHashMap<(u32, u32), u32>,
}

impl Vocabulary {
    fn entered(&mut self, syllable: &str) -> u32 {
        if let Some(&id) = self.ids.get(syllable) {
            return id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(syllable.to_owned());
        self.counts.push(0);
        self.ids.insert(syllable.to_owned(), id);
        id
    }

    fn add_text<'a>(&mut self, syllables: impl Iterator<Item = &'a str>) {
        let ids: Vec<u32> = syllables.map(|syllable| self.entered(syllable)).collect();
        self.add_ids(ids.into_iter());
    }

    fn add_ids(&mut self, ids: impl Iterator<Item = u32>) {
        let mut before = None;
        for id in ids {
            if let Some(count) = self.counts.get_mut(id as usize) {
                *count += 1;
            }
            if let Some(before) = before {
                *self.pairs.entry((before, id)).or_default() += 1;
            }
            before = Some(id);
        }
    }

    pub fn id(&self, syllable: &str) -> Option<u32> {
        self.ids.get(syllable).copied()
    }

    pub fn word(&self, id: u32) -> Option<&str> {
        self.words.get(id as usize).map(String::as_str)
    }

    /// How often a syllable occurs.
    pub fn count(&self, id: u32) -> u32 {
        self.counts.get(id as usize).copied().unwrap_or(0)
    }

    /// How often two syllables stand side by side.
    pub fn together(&self, first: u32, second: u32) -> u32 {
        self.pairs.get(&(first, second)).copied().unwrap_or(0)
    }

    pub fn knows(&self, first: &str, second: &str) -> bool {
        self.id(first).zip(self.id(second)).is_some_and(|(first, second)| self.together(first, second) > 0)
    }

    /// Every syllable with its number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.words.iter().enumerate().map(|(id, word)| (u32::try_from(id).unwrap_or(u32::MAX), word.as_str()))
    }
}

/// The vocabulary with marks, without marks, and the way from one to the other.
#[derive(Debug, Default)]
pub struct Speller {
    pub marked: Vocabulary,
    pub plain: Vocabulary,
    /// By the number of a plain syllable: the marked syllables written like it.
    spellings: Vec<Vec<u32>>,
    /// By the number of a syllabary, as far as met: the syllable with and without marks. Looked up once each, because
    /// the same few thousand syllables make up all texts.
    numbered: Vec<Option<(u32, u32)>>,
}

impl Speller {
    pub fn add_text(&mut self, syllables: &[String]) {
        self.marked.add_text(syllables.iter().map(String::as_str));
        let plain: Vec<String> = syllables.iter().map(|syllable| folded(syllable)).collect();
        self.plain.add_text(plain.iter().map(String::as_str));
    }

    pub fn add_row(&mut self, syllabary: &Syllabary, row: &[u32]) {
        let ids: Vec<(u32, u32)> = row.iter().map(|number| self.ids(syllabary, *number)).collect();
        self.marked.add_ids(ids.iter().map(|(marked, _)| *marked));
        self.plain.add_ids(ids.iter().map(|(_, plain)| *plain));
    }

    fn ids(&mut self, syllabary: &Syllabary, number: u32) -> (u32, u32) {
        let at = number as usize;
        if let Some(known) = self.numbered.get(at).copied().flatten() {
            return known;
        }
        let ids = (self.marked.entered(syllabary.marked(number)), self.plain.entered(syllabary.plain(number)));
        if self.numbered.len() <= at {
            self.numbered.resize(at + 1, None);
        }
        if let Some(place) = self.numbered.get_mut(at) {
            *place = Some(ids);
        }
        ids
    }

    /// Closes the vocabulary after the last text.
    pub fn finish(&mut self) {
        self.numbered = Vec::new();
        self.spellings = vec![Vec::new(); self.plain.words.len()];
        for (id, word) in self.marked.iter() {
            let plain = self.plain.id(&folded(word)).and_then(|plain| self.spellings.get_mut(plain as usize));
            if let Some(spellings) = plain {
                spellings.push(id);
            }
        }
        self.spellings.iter_mut().for_each(Vec::shrink_to_fit);
        self.marked.pairs.shrink_to_fit();
        self.plain.pairs.shrink_to_fit();
    }

    /// The marked syllables that are written like a plain one.
    pub fn spellings(&self, plain: u32) -> &[u32] {
        self.spellings.get(plain as usize).map_or(&[], Vec::as_slice)
    }
}
