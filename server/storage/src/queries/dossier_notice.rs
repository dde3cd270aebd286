//! The ledger of notices about dossiers.

use async_trait::async_trait;
use sqlx::{FromRow, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

use super::store::microseconds;
use super::{Conn, Db, Store, desk};
use crate::error::StorageError;
use crate::model::{DossierNoticeState, DueDossierNotice, NewDossierNotice, NoticeChannel};
use crate::ports::FailedNoticeStore;

#[derive(FromRow)]
struct DueRow {
    id: Uuid,
    dossier_id: Uuid,
    sequence: i64,
    code: String,
    kind: String,
    channel: String,
    address: String,
    language: String,
    attempts: i64,
}

#[derive(FromRow)]
struct StateRow {
    id: Uuid,
    code: String,
    unit_code: String,
    address: String,
    language: String,
    sequence: i64,
    kind: String,
    channel: String,
    created_at: OffsetDateTime,
    attempts: i64,
    sent_at: Option<OffsetDateTime>,
    failed_at: Option<OffsetDateTime>,
    last_error: Option<String>,
}

fn channel_of(key: &str) -> Result<NoticeChannel, StorageError> {
    NoticeChannel::from_key(key).ok_or_else(|| StorageError::Damaged(format!("channel {key} of a notice")))
}

pub(super) async fn due(
    connection: &mut Conn,
    now: OffsetDateTime,
    limit: i64,
) -> Result<Vec<DueDossierNotice>, StorageError> {
    let rows: Vec<DueRow> = sqlx::query_as(
        "SELECT n.id, n.dossier_id, n.sequence, d.code, n.kind, n.channel, n.address, n.language, n.attempts
         FROM dossier_notice n JOIN dossier d ON d.id = n.dossier_id
         WHERE n.sent_at IS NULL AND n.failed_at IS NULL AND n.next_try_at <= $1 ORDER BY n.next_try_at, n.id LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(DueDossierNotice {
                channel: channel_of(&row.channel)?,
                id: row.id,
                dossier_id: row.dossier_id,
                sequence: row.sequence,
                code: row.code,
                kind: row.kind,
                address: row.address,
                language: row.language,
                attempts: row.attempts,
            })
        })
        .collect()
}

/// The number of tries seen is the key: of two processes that saw the same, one changes it first.
pub(super) async fn claim(
    connection: &mut Conn,
    id: Uuid,
    attempts: i64,
    next_try_at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let done = sqlx::query(
        "UPDATE dossier_notice SET attempts = attempts + 1, next_try_at = $3
         WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND failed_at IS NULL",
    )
    .bind(id)
    .bind(attempts)
    .bind(next_try_at)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

pub(super) async fn sent(connection: &mut Conn, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query("UPDATE dossier_notice SET sent_at = $2, last_error = NULL WHERE id = $1")
        .bind(id)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn failed(
    connection: &mut Conn,
    id: Uuid,
    error: &str,
    at: OffsetDateTime,
    next_try_at: Option<OffsetDateTime>,
    instead: Option<&NewDossierNotice>,
) -> Result<(), StorageError> {
    sqlx::query(
        "UPDATE dossier_notice SET last_error = $2, failed_at = $3, next_try_at = COALESCE($4, next_try_at)
         WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL",
    )
    .bind(id)
    .bind(error)
    .bind(next_try_at.is_none().then_some(at))
    .bind(next_try_at)
    .execute(&mut *connection)
    .await?;
    if let Some(instead) = instead {
        let (dossier_id, sequence): (Uuid, i64) =
            sqlx::query_as("SELECT dossier_id, sequence FROM dossier_notice WHERE id = $1")
                .bind(id)
                .fetch_one(&mut *connection)
                .await?;
        desk::add_notices(connection, dossier_id, sequence, std::slice::from_ref(instead), at).await?;
    }
    Ok(())
}

const STATE: &str =
    "SELECT n.id, d.code, COALESCE(d.unit_code, d.agency_code) AS unit_code, n.address, n.language, n.sequence, n.kind, n.channel, n.created_at, n.attempts, n.sent_at, n.failed_at,
                            n.last_error
                     FROM dossier_notice n JOIN dossier d ON d.id = n.dossier_id WHERE ";

pub(super) async fn of_dossier(
    connection: &mut Conn,
    dossier_id: Uuid,
) -> Result<Vec<DossierNoticeState>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(STATE);
    query.push("n.dossier_id = ").push_bind(dossier_id).push(" ORDER BY n.created_at, n.sequence, n.kind, n.channel");
    let rows: Vec<StateRow> = query.build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(StateRow::read).collect()
}

pub(super) async fn all_failed(
    connection: &mut Conn,
    units: &[String],
    limit: i64,
) -> Result<Vec<DossierNoticeState>, StorageError> {
    let units = serde_json::to_string(units).map_err(|error| StorageError::Damaged(error.to_string()))?;
    let mut query = QueryBuilder::<Db>::new(STATE);
    // What arrived by the other way is not lost.
    query.push(
        "n.failed_at IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM dossier_notice o WHERE o.dossier_id = n.dossier_id AND o.sequence = n.sequence
                AND o.kind = n.kind AND o.sent_at IS NOT NULL) AND COALESCE(d.unit_code, d.agency_code) IN (",
    );
    query.push(texts!());
    query.push_bind(units).push(texts_end!()).push(") ORDER BY n.failed_at DESC LIMIT ").push_bind(limit);
    let rows: Vec<StateRow> = query.build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(StateRow::read).collect()
}

impl StateRow {
    fn read(self) -> Result<DossierNoticeState, StorageError> {
        Ok(DossierNoticeState {
            channel: channel_of(&self.channel)?,
            id: self.id,
            code: self.code,
            unit_code: self.unit_code,
            address: self.address,
            language: self.language,
            sequence: self.sequence,
            kind: self.kind,
            created_at: self.created_at,
            attempts: self.attempts,
            sent_at: self.sent_at,
            failed_at: self.failed_at,
            last_error: self.last_error,
        })
    }
}

async fn one(connection: &mut Conn, id: Uuid) -> Result<Option<DossierNoticeState>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(STATE);
    query.push("n.id = ").push_bind(id);
    let row: Option<StateRow> = query.build_query_as().fetch_optional(connection).await?;
    row.map(StateRow::read).transpose()
}

async fn retry(connection: &mut Conn, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
    let done = sqlx::query(
        "UPDATE dossier_notice SET failed_at = NULL, attempts = 0, next_try_at = $2
         WHERE id = $1 AND failed_at IS NOT NULL AND sent_at IS NULL",
    )
    .bind(id)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Told in person it has arrived; that it was given up before stays in the ledger.
async fn told(connection: &mut Conn, id: Uuid, staff: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
    let done = sqlx::query(
        "UPDATE dossier_notice SET sent_at = $3, told_by = $2
         WHERE id = $1 AND failed_at IS NOT NULL AND sent_at IS NULL",
    )
    .bind(id)
    .bind(staff)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

async fn add(
    connection: &mut Conn,
    dossier_id: Uuid,
    sequence: i64,
    notice: &NewDossierNotice,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    desk::add_notices(&mut *connection, dossier_id, sequence, std::slice::from_ref(notice), at).await?;
    // It is there unless another one of the same news and way was there before.
    Ok(one(connection, notice.id).await?.is_some())
}

#[async_trait]
impl FailedNoticeStore for Store {
    async fn dossier_notice(&self, id: Uuid) -> Result<Option<DossierNoticeState>, StorageError> {
        let mut reader = self.reader().await?;
        one(&mut reader, id).await
    }

    async fn retry_dossier_notice(&self, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { retry(connection, id, at).await })).await
    }

    async fn told_dossier_notice(&self, id: Uuid, staff: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { told(connection, id, staff, at).await })).await
    }

    async fn add_dossier_notice(
        &self,
        dossier_id: Uuid,
        sequence: i64,
        notice: NewDossierNotice,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { add(connection, dossier_id, sequence, &notice, at).await }))
            .await
    }
}
