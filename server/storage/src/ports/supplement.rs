//! The port of what holders of a dossier do: answering supplement requests, and waiting for news.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{AnswersAt, NewSupplement};

/// Drafts that answer supplement requests, and what they changed.
#[async_trait]
pub trait SupplementStore: Send + Sync {
    /// Begins the draft with its files; gives the one that is open instead, where there is one.
    async fn begin_supplement(&self, begin: NewSupplement) -> Result<Uuid, StorageError>;
    /// The open draft that answers a request about a dossier.
    async fn supplement_draft(&self, dossier_id: Uuid) -> Result<Option<Uuid>, StorageError>;
    /// An open draft answers nothing any more, because the request was answered without it.
    async fn drop_supplement(&self, draft_id: Uuid, at: OffsetDateTime) -> Result<(), StorageError>;
    /// Code of the dossier to which a draft was sent as the answer, and when.
    async fn answered_supplement(&self, draft_id: Uuid) -> Result<Option<(String, OffsetDateTime)>, StorageError>;
    /// Version and number of messages from officers of each of these dossiers, by code, for pages that wait for news.
    async fn dossier_marks(&self, codes: Vec<String>) -> Result<Vec<(String, i64, i64)>, StorageError>;
    /// The answers of a dossier, as filed and as each supplement corrected them, the oldest first.
    async fn answers_history(&self, dossier_id: Uuid) -> Result<Vec<AnswersAt>, StorageError>;
}
