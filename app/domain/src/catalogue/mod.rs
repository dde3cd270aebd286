//! What the catalogue accepts from an import file, and how a published procedure is shown to a reader.

pub mod check;
pub mod shown;
