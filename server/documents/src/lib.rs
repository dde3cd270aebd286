//! Official papers as PDF.
//!
//! [`Printer`] sets a [`domain::paper::Paper`] with typst as a library: tagged, with its own font, the same bytes for the same
//! paper. Nothing of typst is set up before the first paper is printed.

mod engine;
mod printer;
mod soften;

pub use engine::render;
pub use printer::{Limits, PrintError, Printer};
