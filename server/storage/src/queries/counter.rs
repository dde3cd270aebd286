//! Drafts of the counter.

use async_trait::async_trait;
use domain::dossier::Channel;
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::store::microseconds;
use super::{Conn, Store};
use crate::error::StorageError;
use crate::model::CounterDraft;
use crate::ports::CounterStore;

#[async_trait]
impl CounterStore for Store {
    async fn counter_drafts(
        &self,
        agencies: &[String],
        changed_after: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<CounterDraft>, StorageError> {
        let mut reader = self.reader().await?;
        unfinished(&mut reader, agencies, microseconds(changed_after), limit).await
    }

    async fn take_to_counter(&self, draft_id: Uuid, staff: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { take(connection, draft_id, staff, at).await })).await
    }
}

#[derive(FromRow)]
struct CounterDraftRow {
    id: Uuid,
    procedure_code: String,
    agency_code: String,
    answers: String,
    staff_id: Option<Uuid>,
    updated_at: OffsetDateTime,
    completes: Option<String>,
}

async fn unfinished(
    connection: &mut Conn,
    agencies: &[String],
    changed_after: OffsetDateTime,
    limit: i64,
) -> Result<Vec<CounterDraft>, StorageError> {
    let agencies = serde_json::to_string(agencies).map_err(|error| StorageError::Damaged(error.to_string()))?;
    let rows: Vec<CounterDraftRow> = sqlx::query_as(concat!(
        "SELECT d.id, d.procedure_code, d.agency_code, d.answers, d.staff_id, d.updated_at, s.code AS completes
         FROM draft d LEFT JOIN dossier s ON s.id = d.supplement_of
         WHERE d.channel = 1 AND d.discarded_at IS NULL AND d.agency_code IN (",
        texts!(),
        "$1",
        texts_end!(),
        ") AND d.updated_at > $2 AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = d.id)
         ORDER BY d.updated_at DESC, d.id LIMIT $3"
    ))
    .bind(agencies)
    .bind(changed_after)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let drafts = rows.into_iter().map(|row| {
        let CounterDraftRow { id, procedure_code, agency_code, answers, staff_id, updated_at, completes } = row;
        CounterDraft { id, procedure_code, agency_code, answers, staff_id, updated_at, completes }
    });
    Ok(drafts.collect())
}

async fn take(connection: &mut Conn, draft_id: Uuid, staff: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
    let done = sqlx::query(
        "UPDATE draft SET channel = $2, staff_id = $3, updated_at = $4 WHERE id = $1 AND discarded_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = draft.id)",
    )
    .bind(draft_id)
    .bind(Channel::Counter.code())
    .bind(staff)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
