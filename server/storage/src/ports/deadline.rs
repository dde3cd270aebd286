//! The ports of the jobs that watch due dates.

use async_trait::async_trait;
use time::{Date, OffsetDateTime};

use crate::error::StorageError;
use crate::model::{FoundDossier, QueuePlace};

/// Which dossiers the clock has to look at. All in the order of their due dates, from after a place on.
#[async_trait]
pub trait DeadlineStore: Send + Sync {
    /// Dossiers that are being settled, are due not later than `until`, and have no apology that waits for the leader.
    async fn dossiers_to_excuse(
        &self,
        until: OffsetDateTime,
        after: Option<QueuePlace>,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError>;
    /// Open dossiers received before `received_before` and due at `due_from` or later: those whose time spans what lies between.
    async fn dossiers_due_over(
        &self,
        due_from: OffsetDateTime,
        received_before: OffsetDateTime,
        after: Option<QueuePlace>,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError>;
    /// Days that were imported under a higher version than this one, in order, with the moment of the latest import of each.
    async fn days_imported_after(&self, version: i64) -> Result<Vec<(Date, OffsetDateTime)>, StorageError>;
}
