//! The port of the calendar, by delegation.

use async_trait::async_trait;
use domain::calendar::CalendarDay;
use time::OffsetDateTime;

use super::store::microseconds;
use super::{Store, calendar};
use crate::error::StorageError;
use crate::ports::CalendarStore;

#[async_trait]
impl CalendarStore for Store {
    async fn import_days(&self, days: Vec<CalendarDay>, at: OffsetDateTime) -> Result<i64, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { calendar::import(connection, &days, at).await })).await
    }

    async fn calendar_version(&self) -> Result<i64, StorageError> {
        let mut reader = self.reader().await?;
        calendar::version(&mut reader).await
    }

    async fn imported_days(&self) -> Result<Vec<CalendarDay>, StorageError> {
        let mut reader = self.reader().await?;
        calendar::in_force(&mut reader).await
    }
}
