//! The ports of indicators and ratings, by delegation.

use async_trait::async_trait;
use domain::rating::RatingOccasion;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::store::microseconds;
use super::{Store, indicator};
use crate::error::StorageError;
use crate::model::{CountSum, ProcedureSum, Rating, Recount, StockSum, WaitChange};
use crate::ports::IndicatorStore;

#[async_trait]
impl IndicatorStore for Store {
    async fn indicator_sums(&self, agency: Option<&str>, from: i64, to: i64) -> Result<Vec<CountSum>, StorageError> {
        let mut reader = self.reader().await?;
        indicator::sums(&mut reader, agency, from, to).await
    }

    async fn indicator_months(&self, agency: Option<&str>, from: i64, to: i64) -> Result<Vec<CountSum>, StorageError> {
        let mut reader = self.reader().await?;
        indicator::months(&mut reader, agency, from, to).await
    }

    async fn indicator_stock(&self, agency: Option<&str>) -> Result<Vec<StockSum>, StorageError> {
        let mut reader = self.reader().await?;
        indicator::stock(&mut reader, agency).await
    }

    async fn indicator_procedures(
        &self,
        agency: Option<&str>,
        from: Date,
        to: Date,
    ) -> Result<Vec<ProcedureSum>, StorageError> {
        let mut reader = self.reader().await?;
        indicator::procedures(&mut reader, agency, from, to).await
    }

    async fn indicator_waits(
        &self,
        procedure: Option<&str>,
        agency: Option<&str>,
        from: i64,
        to: i64,
    ) -> Result<Vec<WaitChange>, StorageError> {
        let mut reader = self.reader().await?;
        indicator::waits(&mut reader, procedure, agency, from, to).await
    }

    async fn recount_indicators(&self, mend: bool) -> Result<Recount, StorageError> {
        self.write(move |connection| Box::pin(async move { indicator::recount(connection, mend).await })).await
    }

    async fn rating(&self, dossier_id: Uuid, occasion: RatingOccasion) -> Result<Option<Rating>, StorageError> {
        let mut reader = self.reader().await?;
        indicator::rating(&mut reader, dossier_id, occasion).await
    }

    async fn rate(&self, mut rating: Rating, changeable_since: OffsetDateTime) -> Result<bool, StorageError> {
        rating.rated_at = microseconds(rating.rated_at);
        let since = microseconds(changeable_since);
        self.write(move |connection| Box::pin(async move { indicator::rate(connection, &rating, since).await })).await
    }
}
