//! Dossiers that the clock has to look at, each found from the front of an index.

use async_trait::async_trait;
use sqlx::QueryBuilder;
use time::{Date, OffsetDateTime};

use super::queue::{FOUND, FoundRow};
use super::store::microseconds;
use super::{Db, Store};
use crate::error::StorageError;
use crate::model::{FoundDossier, QueuePlace, TaskKind};
use crate::ports::DeadlineStore;
use domain::dossier::Status;

fn from_place(query: &mut QueryBuilder<Db>, after: Option<QueuePlace>, limit: i64) {
    if let Some(place) = after {
        query.push(" AND (d.due_at, d.id) > (").push_bind(microseconds(place.due_at));
        query.push(", ").push_bind(place.dossier_id).push(")");
    }
    query.push(" ORDER BY d.due_at, d.id LIMIT ").push_bind(limit);
}

#[async_trait]
impl DeadlineStore for Store {
    async fn dossiers_to_excuse(
        &self,
        until: OffsetDateTime,
        after: Option<QueuePlace>,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError> {
        let mut query = QueryBuilder::<Db>::new(FOUND);
        query.push("d.due_at IS NOT NULL AND d.settled_at IS NULL AND d.due_at <= ").push_bind(microseconds(until));
        query.push(" AND d.status IN (").push_bind(Status::Received.code());
        query.push(", ").push_bind(Status::Processing.code());
        query.push(") AND NOT EXISTS (SELECT 1 FROM desk_task t WHERE t.dossier_id = d.id AND t.kind = ");
        query.push_bind(TaskKind::Apology.key()).push(")");
        from_place(&mut query, after, limit);
        let mut reader = self.reader().await?;
        let rows: Vec<FoundRow> = query.build_query_as().fetch_all(&mut *reader).await?;
        rows.into_iter().map(FoundRow::read).collect()
    }

    async fn dossiers_due_over(
        &self,
        due_from: OffsetDateTime,
        received_before: OffsetDateTime,
        after: Option<QueuePlace>,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError> {
        let mut query = QueryBuilder::<Db>::new(FOUND);
        query.push("d.due_at IS NOT NULL AND d.settled_at IS NULL AND d.due_at >= ").push_bind(microseconds(due_from));
        query.push(" AND d.received_at < ").push_bind(microseconds(received_before));
        from_place(&mut query, after, limit);
        let mut reader = self.reader().await?;
        let rows: Vec<FoundRow> = query.build_query_as().fetch_all(&mut *reader).await?;
        rows.into_iter().map(FoundRow::read).collect()
    }

    async fn days_imported_after(&self, version: i64) -> Result<Vec<(Date, OffsetDateTime)>, StorageError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(String, OffsetDateTime)> = sqlx::query_as(
            "SELECT d.date, d.imported_at FROM calendar_day d
             WHERE d.version > $1
               AND d.version = (SELECT MAX(later.version) FROM calendar_day later WHERE later.date = d.date)
             ORDER BY d.date",
        )
        .bind(version)
        .fetch_all(&mut *reader)
        .await?;
        rows.into_iter()
            .map(|(date, at)| {
                let form = time::macros::format_description!("[year]-[month]-[day]");
                let date = Date::parse(&date, form)
                    .map_err(|_form| StorageError::Damaged(format!("the day {date} of the calendar")))?;
                Ok((date, at))
            })
            .collect()
    }
}
