//! Papers as a reader of PDF files finds them.
#![expect(clippy::expect_used, reason = "a test that cannot go on should say where")]

mod hostile;
mod pdf;
mod said;
mod samples;
mod structure;
