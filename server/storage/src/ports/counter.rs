//! The port of what is taken in at the counter.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::CounterDraft;

/// Drafts that staff fill in for people at the counter.
#[async_trait]
pub trait CounterStore: Send + Sync {
    /// The unfinished ones of these agencies that were changed after an instant, the latest first.
    async fn counter_drafts(
        &self,
        agencies: &[String],
        changed_after: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<CounterDraft>, StorageError>;
    /// Makes a draft one of the counter, so that staff go on with what the applicant began. False when it is gone.
    async fn take_to_counter(&self, draft_id: Uuid, staff: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;
}
