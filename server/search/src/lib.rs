//! Search over published procedures as citizens ask for them: with or without marks, with slips, in everyday
//! words, in English or by code.
//!
//! [`Lexicon`] holds what is known about words, [`SearchIndex`] what is known about procedures. The index keeps no
//! text: it answers with codes.

mod code;
mod confuse;
mod correct;
mod document;
mod index;
mod interpret;
mod lexicon;
mod names;
mod phrases;
mod postings;
mod query;
mod score;
mod speller;
mod suggest;
mod syllables;
mod terms;

pub use document::Document;
pub use index::{Hit, IndexBuilder, SearchIndex};
pub use lexicon::{Lexicon, LexiconError, LexiconText};
