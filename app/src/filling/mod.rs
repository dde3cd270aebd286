//! Filling in an electronic form: what the fields of a page mean, which questions show, what of them is to be put right.
//!
//! Pure, and used on both sides: the form route reads a post with it, the island reads the page with it.

mod collect;
mod paths;
mod shown;
mod verdict;

pub use collect::{Pairs, collect, lay_over};
pub use paths::{locate, page_of, question_path};
pub use shown::{required_on, row_numbers, shown_on};
pub use verdict::{Verdict, verdict};

/// What every field of an electronic form begins with.
pub const PREFIX: &str = "form.";

#[cfg(test)]
mod tests;
