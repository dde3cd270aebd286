//! What happened to a dossier. Its state is what its events say; nothing is edited.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::status::Status;

/// Kinds of events; the key is stored and never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The applicant handed the dossier in online.
    Submitted,
}

impl EventKind {
    pub const ALL: [Self; 1] = [Self::Submitted];

    /// The key kept in the database and sent by the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The status a dossier has after this event.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Submitted => Status::Submitted,
        }
    }
}

/// One entry of a dossier's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierEvent {
    /// Counted from 1 within the dossier.
    pub sequence: i64,
    pub kind: EventKind,
    pub at: OffsetDateTime,
}
