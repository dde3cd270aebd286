//! A table of phrases that are looked for in a row of syllables.

use std::collections::HashMap;

use crate::syllables::{folded, is_plain};

/// Phrases by their syllables, found with marks or, in a query without any, without them.
#[derive(Debug, Clone)]
pub struct PhraseTable<T> {
    marked: HashMap<Vec<String>, T>,
    plain: HashMap<Vec<String>, Vec<String>>,
    longest: usize,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { marked: HashMap::new(), plain: HashMap::new(), longest: 0 }
    }
}

impl<T> PhraseTable<T> {
    /// The entry of a phrase, made when it is new.
    pub fn entry(&mut self, phrase: Vec<String>, new: impl FnOnce() -> T) -> &mut T {
        self.longest = self.longest.max(phrase.len());
        let single = phrase.len() == 1;
        // One syllable without its marks can be too many words («đám», «đầm», «dặm»).
        if !single || phrase.iter().all(|syllable| is_plain(syllable)) {
            let plain = phrase.iter().map(|syllable| folded(syllable)).collect();
            self.plain.entry(plain).or_insert_with(|| phrase.clone());
        }
        self.marked.entry(phrase).or_insert_with(new)
    }

    /// The longest phrase that begins at `start`, and its length.
    pub fn at(&self, syllables: &[String], start: usize) -> Option<(&T, usize)> {
        let rest = syllables.get(start..)?;
        (1..=self.longest.min(rest.len())).rev().find_map(|length| {
            let phrase = rest.get(..length)?;
            let found = self.marked.get(phrase).or_else(|| {
                let typed_plain = phrase.iter().all(|syllable| is_plain(syllable));
                let marked = typed_plain.then(|| self.plain.get(phrase)).flatten()?;
                self.marked.get(marked)
            });
            found.map(|value| (value, length))
        })
    }

    pub fn phrases(&self) -> impl Iterator<Item = (&Vec<String>, &T)> {
        self.marked.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllables::syllables;

    #[test]
    fn the_longest_phrase_wins_with_and_without_marks() {
        let mut table = PhraseTable::default();
        table.entry(syllables("sổ"), || 1);
        table.entry(syllables("sổ đỏ"), || 2);
        assert_eq!(table.at(&syllables("làm sổ đỏ"), 1), Some((&2, 2)));
        assert_eq!(table.at(&syllables("lam so do"), 1), Some((&2, 2)));
        assert_eq!(table.at(&syllables("lam so"), 1), None, "one syllable without marks says too little");
    }
}
