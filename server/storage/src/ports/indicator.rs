//! The ports of indicators and ratings.

use async_trait::async_trait;
use domain::rating::RatingOccasion;
use time::Date;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{CountSum, ProcedureSum, Rating, Recount, StockSum, WaitChange};

/// Counters, and how people were served. Counters change only together with what they count: with
/// [`super::DossierStore::submit`], [`super::DeskStore::change_dossier`] and [`IndicatorStore::rate`].
#[async_trait]
pub trait IndicatorStore: Send + Sync {
    /// Sums over the months `from` to `to` (such as 202611), of one agency or of each.
    async fn indicator_sums(&self, agency: Option<&str>, from: i64, to: i64) -> Result<Vec<CountSum>, StorageError>;
    /// The same month by month, summed over all agencies when none is named; `agency_code` is empty then.
    async fn indicator_months(&self, agency: Option<&str>, from: i64, to: i64) -> Result<Vec<CountSum>, StorageError>;
    /// What lies in hand, of one agency or of each.
    async fn indicator_stock(&self, agency: Option<&str>) -> Result<Vec<StockSum>, StorageError>;
    /// Sums over days, both included, by procedure.
    async fn indicator_procedures(
        &self,
        agency: Option<&str>,
        from: Date,
        to: Date,
    ) -> Result<Vec<ProcedureSum>, StorageError>;
    /// How long people waited for what was settled in the months `from` to `to` (such as 202611); of one procedure or of each, at one
    /// agency or at each.
    async fn indicator_waits(
        &self,
        procedure: Option<&str>,
        agency: Option<&str>,
        from: i64,
        to: i64,
    ) -> Result<Vec<WaitChange>, StorageError>;
    /// Counts every history and every rating anew and compares; with `mend`, what is wrong is put right. Nothing is written
    /// by anybody else meanwhile.
    async fn recount_indicators(&self, mend: bool) -> Result<Recount, StorageError>;
    /// The rating of a dossier on an occasion.
    async fn rating(&self, dossier_id: Uuid, occasion: RatingOccasion) -> Result<Option<Rating>, StorageError>;
    /// Keeps a rating, or changes it; `rated_at` stays that of the first time. False when it was first given before
    /// `changeable_since`, and nothing happens.
    async fn rate(&self, rating: Rating, changeable_since: time::OffsetDateTime) -> Result<bool, StorageError>;
}
