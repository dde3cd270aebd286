//! Published months.

use std::collections::BTreeMap;

use domain::filing::Problem;
use domain::indicator::{Period, Publication};
use time::OffsetDateTime;

/// One edition in the list.
#[derive(Debug, Clone)]
pub struct EditionLine {
    pub period: Period,
    pub edition: i64,
    pub published_at: OffsetDateTime,
    /// Empty for the first.
    pub reason: String,
}

/// All editions, and how they are checked.
#[derive(Debug, Clone, Default)]
pub struct PublicationsView {
    pub editions: Vec<EditionLine>,
    /// Hexadecimal digits.
    pub public_key: String,
}

/// What an agency has to explain, or has explained.
#[derive(Debug, Clone)]
pub struct ExplanationLine {
    pub period: Period,
    pub agency: String,
    pub agency_name: String,
    pub due_at: OffsetDateTime,
    pub is_late: bool,
    /// When, and what was said.
    pub answered: Option<(OffsetDateTime, String)>,
}

/// One edition.
#[derive(Debug, Clone)]
pub struct PublicationView {
    pub publication: Publication,
    /// Agencies by code.
    pub agencies: BTreeMap<String, String>,
    /// Procedures by code.
    pub procedures: BTreeMap<String, String>,
    pub explanations: Vec<ExplanationLine>,
    /// Every edition of the month.
    pub editions: Vec<EditionLine>,
    pub is_signed: bool,
    pub public_key: String,
}

/// What the heads of agencies have to explain.
#[derive(Debug, Clone, Default)]
pub struct ExplanationsView {
    pub lines: Vec<ExplanationLine>,
    /// Month and agency of the one that was refused, and what was typed.
    pub refused: Option<(Period, String, String)>,
    pub problems: Vec<Problem>,
    pub done: bool,
}
