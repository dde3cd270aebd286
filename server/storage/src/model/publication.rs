//! What is published of a month, and why agencies caused delay in it.

use domain::indicator::FactLine;
use time::OffsetDateTime;
use uuid::Uuid;

use super::CountSum;

/// The open data of a month, and the kept counters of the same moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthFacts {
    pub lines: Vec<FactLine>,
    /// Sums of the month, of each agency.
    pub kept: Vec<CountSum>,
}

/// An edition to be kept.
#[derive(Debug, Clone)]
pub struct NewPublication {
    /// Such as 202611.
    pub month: i64,
    /// Counted from 1.
    pub edition: i64,
    pub published_at: OffsetDateTime,
    /// Empty for the first.
    pub reason: String,
    pub document: String,
    pub signature: Vec<u8>,
    /// Packed with gzip.
    pub data: Vec<u8>,
    /// Agencies that have to explain themselves, and until when; only with the first edition.
    pub explanations: Vec<(String, OffsetDateTime)>,
}

/// An edition in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationLine {
    pub month: i64,
    pub edition: i64,
    pub published_at: OffsetDateTime,
    pub reason: String,
}

/// An edition as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPublication {
    pub line: PublicationLine,
    pub document: String,
    pub signature: Vec<u8>,
    pub data: Vec<u8>,
}

/// What an agency has to explain, or has explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub month: i64,
    pub agency_code: String,
    pub asked_at: OffsetDateTime,
    pub due_at: OffsetDateTime,
    /// None while nobody has answered.
    pub answered_at: Option<OffsetDateTime>,
    pub staff_id: Option<Uuid>,
    pub words: String,
}
