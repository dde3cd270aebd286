//! The check for the page in which somebody opens a published file: the same code as on the server and at the command line.

use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Verification, verify};

/// What a page shows of a check.
#[derive(Serialize)]
struct Answer<'check> {
    is_good: bool,
    faults: &'check [String],
    findings: &'check [domain::indicator::Finding],
    public_key: &'check str,
    /// Such as `2026-10`; empty when the file could not be read.
    period: String,
    edition: i64,
    lines: usize,
}

/// Checks the text of a file against the public key that the page trusts (hexadecimal digits). Answers JSON: `is_good`, `faults`
/// (sentences), `findings` (agency, name, published, reckoned, agrees), `public_key`, `period`, `edition`, `lines`.
#[wasm_bindgen]
#[must_use]
pub fn check(text: &str, key: &str) -> String {
    let found = verify(text, Some(key));
    let Verification { faults, findings, public_key, publication } = &found;
    let publication = publication.as_deref();
    let answer = Answer {
        is_good: found.is_good(),
        faults,
        findings,
        public_key,
        period: publication.map(|one| one.report.period.to_string()).unwrap_or_default(),
        edition: publication.map_or(0, |one| one.edition),
        lines: publication.map_or(0, |one| one.lines),
    };
    // These types cannot fail to be written; an empty text is shown as a failure.
    serde_json::to_string(&answer).unwrap_or_default()
}
