//! What is known about words: synonyms, English, empty words and the cases that are special.

use std::collections::HashSet;
use std::path::Path;

use crate::names::MOST_CASES;
use crate::phrases::PhraseTable;
use crate::syllables::syllables;

/// The tables as text, one row a line, columns apart by tabs, `#` before a remark.
#[derive(Debug, Clone, Copy)]
pub struct LexiconText<'a> {
    /// phrase, `word` or `event`, expansions apart by `|`, the likeliest first
    pub synonyms: &'a str,
    /// English phrase, Vietnamese expansions apart by `|`, the likeliest first
    pub english: &'a str,
    /// phrase, `drop`, `keep` (protects a phrase that holds an empty word) or `english` (dropped in English queries)
    pub stop_words: &'a str,
    /// phrase of a special case, factor of the rank of a procedure that is about it when the query is not
    pub special_cases: &'a str,
}

/// A row that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum LexiconError {
    #[error("{file}, line {line}: {problem}")]
    Row { file: &'static str, line: usize, problem: &'static str },
    #[error("{file} cannot be read: {reason}")]
    File { file: &'static str, reason: String },
}

/// How much the rest of a query counts beside a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Another word for something: the other words of the query count as much.
    Word,
    /// A situation that stands for the whole query.
    Event,
}

/// What a phrase of a citizen means in the words of the catalogue.
#[derive(Debug, Clone)]
pub struct Meaning {
    pub role: Role,
    /// The likeliest first.
    pub expansions: Vec<Vec<String>>,
}

/// Whether an empty phrase is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Drop,
    Keep,
}

/// The tables, read.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub(crate) synonyms: PhraseTable<Meaning>,
    pub(crate) english: PhraseTable<Meaning>,
    pub(crate) stops: PhraseTable<Stop>,
    pub(crate) english_stops: HashSet<String>,
    pub(crate) special_cases: Vec<(Vec<String>, f32)>,
}

impl Lexicon {
    /// Reads the tables; an error names the line.
    ///
    /// # Errors
    /// A row with too few columns, an unknown word in its second column or an empty phrase.
    pub fn parse(text: LexiconText<'_>) -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for row in rows("stopwords.tsv", text.stop_words) {
            lexicon.add_stop(&row?)?;
        }
        for row in rows("synonyms.tsv", text.synonyms) {
            lexicon.add_synonym(&row?)?;
        }
        for row in rows("english.tsv", text.english) {
            lexicon.add_english(&row?)?;
        }
        for row in rows("special.tsv", text.special_cases) {
            lexicon.add_special_case(&row?)?;
        }
        Ok(lexicon)
    }

    /// Reads `synonyms.tsv`, `english.tsv`, `stopwords.tsv` and `special.tsv` from a folder.
    ///
    /// # Errors
    /// A file that cannot be read, and everything [`Self::parse`] refuses.
    pub fn read(folder: &Path) -> Result<Self, LexiconError> {
        let read = |file: &'static str| {
            std::fs::read_to_string(folder.join(file))
                .map_err(|error| LexiconError::File { file, reason: error.to_string() })
        };
        let (synonyms, english) = (read("synonyms.tsv")?, read("english.tsv")?);
        let (stop_words, special_cases) = (read("stopwords.tsv")?, read("special.tsv")?);
        Self::parse(LexiconText {
            synonyms: &synonyms,
            english: &english,
            stop_words: &stop_words,
            special_cases: &special_cases,
        })
    }

    /// The syllables of a text without the empty ones, unless nothing would be left.
    pub(crate) fn without_stops(&self, words: &[String]) -> Vec<String> {
        let mut kept = Vec::with_capacity(words.len());
        let mut at = 0;
        while let Some(word) = words.get(at) {
            match self.stops.at(words, at) {
                Some((Stop::Drop, length)) => at += length,
                Some((Stop::Keep, length)) => {
                    kept.extend(words.iter().skip(at).take(length).cloned());
                    at += length;
                }
                None => {
                    kept.push(word.clone());
                    at += 1;
                }
            }
        }
        if kept.is_empty() { words.to_vec() } else { kept }
    }

    fn add_stop(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let phrase = row.phrase(0)?;
        let stop = match row.column(1)? {
            "drop" => Stop::Drop,
            "keep" => Stop::Keep,
            "english" => {
                self.english_stops.extend(phrase);
                return Ok(());
            }
            _ => return Err(row.problem("the second column is `drop`, `keep` or `english`")),
        };
        *self.stops.entry(phrase, || stop) = stop;
        Ok(())
    }

    fn add_synonym(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        // Queries lose their empty words first, so phrases are compared without them.
        let phrase = self.without_stops(&row.phrase(0)?);
        let role = match row.column(1)? {
            "word" => Role::Word,
            "event" => Role::Event,
            _ => return Err(row.problem("the second column is `word` or `event`")),
        };
        let expansions = row.expansions(2)?;
        add_meaning(&mut self.synonyms, phrase, role, expansions);
        Ok(())
    }

    fn add_english(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let phrase = row.phrase(0)?;
        let expansions = row.expansions(1)?;
        add_meaning(&mut self.english, phrase, Role::Word, expansions);
        Ok(())
    }

    fn add_special_case(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let factor = row.column(1)?.parse::<f32>().ok().filter(|factor| (0.0..=1.0).contains(factor));
        let factor = factor.ok_or_else(|| row.problem("the second column is a factor from 0 to 1"))?;
        if self.special_cases.len() == MOST_CASES {
            return Err(row.problem("there are more special cases than can be told apart"));
        }
        self.special_cases.push((row.phrase(0)?, factor));
        Ok(())
    }
}

/// Adds the expansions of a row; rows of the same phrase come together.
fn add_meaning(table: &mut PhraseTable<Meaning>, phrase: Vec<String>, role: Role, expansions: Vec<Vec<String>>) {
    let meaning = table.entry(phrase, || Meaning { role, expansions: Vec::new() });
    for expansion in expansions {
        if !meaning.expansions.contains(&expansion) {
            meaning.expansions.push(expansion);
        }
    }
}

struct Row<'a> {
    file: &'static str,
    line: usize,
    columns: Vec<&'a str>,
}

fn rows<'a>(file: &'static str, text: &'a str) -> impl Iterator<Item = Result<Row<'a>, LexiconError>> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end()));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(move |(line, text)| {
        let row = Row { file, line, columns: text.split('\t').map(str::trim).collect() };
        if row.columns.len() < 2 { Err(row.problem("columns are missing")) } else { Ok(row) }
    })
}

impl Row<'_> {
    fn column(&self, at: usize) -> Result<&str, LexiconError> {
        self.columns.get(at).copied().ok_or_else(|| self.problem("columns are missing"))
    }

    fn phrase(&self, at: usize) -> Result<Vec<String>, LexiconError> {
        let phrase = syllables(self.column(at)?);
        if phrase.is_empty() { Err(self.problem("the phrase is empty")) } else { Ok(phrase) }
    }

    fn expansions(&self, at: usize) -> Result<Vec<Vec<String>>, LexiconError> {
        let expansions: Vec<_> = self.column(at)?.split('|').map(syllables).collect();
        if expansions.iter().any(Vec::is_empty) { Err(self.problem("an expansion is empty")) } else { Ok(expansions) }
    }

    fn problem(&self, problem: &'static str) -> LexiconError {
        LexiconError::Row { file: self.file, line: self.line, problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: LexiconText<'_> = LexiconText { synonyms: "", english: "", stop_words: "", special_cases: "" };

    #[test]
    fn an_error_names_the_file_and_the_line() {
        let text = LexiconText {
            synonyms: "# remark\nsổ đỏ\tword\tgiấy chứng nhận\nsổ hồng\tnoun\tx", ..EMPTY
        };
        let error = Lexicon::parse(text).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("synonyms.tsv, line 3: the second column is `word` or `event`"));
    }

    #[test]
    fn empty_words_are_dropped_but_never_all() {
        let text = LexiconText { stop_words: "tôi\tdrop\nmuốn\tdrop\nlàm\tdrop\nviệc làm\tkeep", ..EMPTY };
        let lexicon = Lexicon::parse(text).unwrap();
        assert_eq!(lexicon.without_stops(&syllables("tôi muốn việc làm")), ["việc", "làm"]);
        assert_eq!(lexicon.without_stops(&syllables("tôi muốn")), ["tôi", "muốn"]);
    }
}
