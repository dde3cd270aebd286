//! The ports for what officers do about notices that were given up.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{DossierNoticeState, NewDossierNotice};

/// Notices one by one.
#[async_trait]
pub trait FailedNoticeStore: Send + Sync {
    /// One notice. The caller decides who may see it.
    async fn dossier_notice(&self, id: Uuid) -> Result<Option<DossierNoticeState>, StorageError>;
    /// Has a notice that was given up tried again from `at` on, as often as a new one. False when it was not given up.
    async fn retry_dossier_notice(&self, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Somebody of the staff has told the applicant of a notice that was given up. False when it was not given up, or told.
    async fn told_dossier_notice(&self, id: Uuid, staff: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Adds a notice of the event with that sequence. False when there is one of the same news by the same way already.
    async fn add_dossier_notice(
        &self,
        dossier_id: Uuid,
        sequence: i64,
        notice: NewDossierNotice,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError>;
}
