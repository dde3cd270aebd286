//! The port of feedback.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{
    FeedbackCase, FeedbackChange, FeedbackFile, FeedbackList, FeedbackRecord, FeedbackSent, NewFeedback,
};

/// What people report, and what becomes of it. Counters change in the same transaction.
#[async_trait]
pub trait FeedbackStore: Send + Sync {
    /// Keeps it under the next code of the agency and day; once for each key of the form.
    async fn send_feedback(&self, new: NewFeedback) -> Result<FeedbackSent, StorageError>;
    async fn feedback(&self, code: &str) -> Result<Option<FeedbackCase>, StorageError>;
    /// Adds events if it still has the version that was seen; false otherwise.
    async fn change_feedback(&self, change: FeedbackChange) -> Result<bool, StorageError>;
    /// Adds a photo if there are fewer than `most`; false otherwise.
    async fn add_feedback_file(&self, id: Uuid, file: FeedbackFile, most: i64) -> Result<bool, StorageError>;
    /// Counts one voice for each browser; false when that browser has said so before.
    async fn support_feedback(&self, id: Uuid, browser_hash: Vec<u8>) -> Result<bool, StorageError>;
    /// What lies at the agencies, or was escalated to them.
    async fn feedback_of(
        &self,
        agencies: Vec<String>,
        list: FeedbackList,
        limit: i64,
    ) -> Result<Vec<FeedbackRecord>, StorageError>;
    /// What everybody may read, the newest first; of one agency or of all, published before `before`.
    async fn public_feedback(
        &self,
        agency: Option<&str>,
        before: Option<(OffsetDateTime, String)>,
        limit: i64,
    ) -> Result<Vec<(OffsetDateTime, FeedbackRecord)>, StorageError>;
    /// Codes whose answer was due before that moment and of whose delay no agency above was told.
    async fn late_feedback(&self, before: OffsetDateTime, limit: i64) -> Result<Vec<String>, StorageError>;
}
