//! Feedback as it is kept.

use domain::feedback::{FeedbackStatus, FeedbackStep};
use time::OffsetDateTime;
use uuid::Uuid;

use super::CountChange;

/// What somebody sends, to be kept once for each key of the form.
#[derive(Debug, Clone)]
pub struct NewFeedback {
    pub id: Uuid,
    /// SHA-256 of the key of the form.
    pub submission_hash: Vec<u8>,
    /// Equal digests mean «the same content».
    pub content_digest: String,
    pub category: String,
    pub title: String,
    pub words: String,
    pub place: String,
    /// Code of the dossier it is about; empty for none.
    pub dossier_code: String,
    /// Sealed; none when nothing was given.
    pub contact: Option<Vec<u8>>,
    pub is_confidential: bool,
    /// `yyMMdd` in Viet Nam; part of the code.
    pub day: String,
    /// Its receipt, which names agency and due dates.
    pub first: FeedbackStep,
    pub standing: FeedbackStanding,
    pub counts: Vec<CountChange>,
}

/// What the last event says, as it is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackStanding {
    pub status: FeedbackStatus,
    pub agency_code: String,
    pub acknowledge_due_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    /// Empty for none.
    pub escalated_to: String,
    pub is_moderated: bool,
    /// Title and text that everybody may read.
    pub public: Option<(String, String)>,
}

/// How sending ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedbackSent {
    /// The code it got.
    Kept { id: Uuid, code: String },
    /// The same came before under this key.
    Again { id: Uuid, code: String },
    /// Something else came before under this key.
    KeyReused { code: String },
}

/// Events to add to one feedback, if it still has `version`.
#[derive(Debug, Clone)]
pub struct FeedbackChange {
    pub id: Uuid,
    /// Number of events that were seen.
    pub version: i64,
    pub steps: Vec<FeedbackStep>,
    pub standing: FeedbackStanding,
    pub counts: Vec<CountChange>,
}

/// A feedback without its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackRecord {
    pub id: Uuid,
    pub code: String,
    pub category: String,
    pub title: String,
    pub words: String,
    pub place: String,
    pub dossier_code: String,
    pub contact: Option<Vec<u8>>,
    pub is_confidential: bool,
    pub received_at: OffsetDateTime,
    pub version: i64,
    pub standing: FeedbackStanding,
    /// How many say they have the same trouble.
    pub supporters: i64,
}

/// A photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackFile {
    pub id: Uuid,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub received_at: OffsetDateTime,
}

/// A feedback with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackCase {
    pub record: FeedbackRecord,
    /// In order.
    pub steps: Vec<FeedbackStep>,
    pub files: Vec<FeedbackFile>,
}

/// Which feedback the desk asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedbackList {
    /// An answer is owed; the one that is due first comes first.
    Open,
    /// Nobody has decided on publication; the oldest first.
    ToModerate,
    /// Nothing is owed any more; the newest first.
    Done,
}
