//! The port of what is published.

use async_trait::async_trait;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{Explanation, MonthFacts, NewPublication, PublicationLine, StoredPublication};

/// Editions of months, and explanations of agencies.
#[async_trait]
pub trait PublicationStore: Send + Sync {
    /// What is to be said of the month from `first` to `last`, all of one moment.
    async fn month_facts(&self, first: Date, last: Date) -> Result<MonthFacts, StorageError>;
    /// Keeps an edition for good; false when there is one with that number.
    async fn publish(&self, new: NewPublication) -> Result<bool, StorageError>;
    /// All editions, the newest month and edition first.
    async fn publications(&self, limit: i64) -> Result<Vec<PublicationLine>, StorageError>;
    /// One edition of a month (such as 202611), or its newest.
    async fn publication(&self, month: i64, edition: Option<i64>) -> Result<Option<StoredPublication>, StorageError>;
    /// What is asked of all agencies for a month, ordered by agency.
    async fn explanations(&self, month: i64) -> Result<Vec<Explanation>, StorageError>;
    /// What is asked of these agencies, what is not answered first.
    async fn explanations_of(&self, agencies: Vec<String>, limit: i64) -> Result<Vec<Explanation>, StorageError>;
    /// Answers once; false when nothing was asked or it was answered.
    async fn explain(
        &self,
        month: i64,
        agency: &str,
        words: String,
        staff_id: Uuid,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError>;
}
