//! The port of what is published, by delegation.

use async_trait::async_trait;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::store::microseconds;
use super::{Store, indicator, publication};
use crate::error::StorageError;
use crate::model::{Explanation, MonthFacts, NewPublication, PublicationLine, StoredPublication};
use crate::ports::PublicationStore;

#[async_trait]
impl PublicationStore for Store {
    async fn month_facts(&self, first: Date, last: Date) -> Result<MonthFacts, StorageError> {
        // As one unit of work although nothing is written: lines and counters are of one moment.
        self.write(move |connection| Box::pin(async move { indicator::month_facts(connection, first, last).await }))
            .await
    }

    async fn publish(&self, mut new: NewPublication) -> Result<bool, StorageError> {
        new.published_at = microseconds(new.published_at);
        new.explanations.iter_mut().for_each(|(_, due_at)| *due_at = microseconds(*due_at));
        self.write(move |connection| Box::pin(async move { publication::publish(connection, &new).await })).await
    }

    async fn publications(&self, limit: i64) -> Result<Vec<PublicationLine>, StorageError> {
        let mut reader = self.reader().await?;
        publication::all(&mut reader, limit).await
    }

    async fn publication(&self, month: i64, edition: Option<i64>) -> Result<Option<StoredPublication>, StorageError> {
        let mut reader = self.reader().await?;
        publication::one(&mut reader, month, edition).await
    }

    async fn explanations(&self, month: i64) -> Result<Vec<Explanation>, StorageError> {
        let mut reader = self.reader().await?;
        publication::explanations(&mut reader, month).await
    }

    async fn explanations_of(&self, agencies: Vec<String>, limit: i64) -> Result<Vec<Explanation>, StorageError> {
        let mut reader = self.reader().await?;
        publication::explanations_of(&mut reader, &agencies, limit).await
    }

    async fn explain(
        &self,
        month: i64,
        agency: &str,
        words: String,
        staff_id: Uuid,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let (agency, at) = (agency.to_owned(), microseconds(at));
        self.write(move |connection| {
            Box::pin(async move { publication::explain(connection, (month, &agency), &words, staff_id, at).await })
        })
        .await
    }
}
