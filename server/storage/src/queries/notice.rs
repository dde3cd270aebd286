//! The ledger of messages about drafts.

use domain::dossier::Status;
use domain::draft::NoticeKind;
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Conn, draft};
use crate::error::StorageError;
use crate::model::{DraftToPlan, DueNotice, NewNotice, NoticeState};

#[derive(FromRow)]
struct ToPlanRow {
    id: Uuid,
    answers: String,
    link_address: Option<String>,
    language: String,
    updated_at: OffsetDateTime,
    supplement_of: Option<String>,
}

impl From<ToPlanRow> for DraftToPlan {
    fn from(row: ToPlanRow) -> Self {
        let ToPlanRow { id, answers, link_address, language, updated_at, supplement_of } = row;
        Self { id, answers, link_address, language, updated_at, supplement_of }
    }
}

/// Drafts of which somebody may be reminded. One that completes a dossier counts while the dossier waits for it.
macro_rules! reminded {
    () => {
        "d.discarded_at IS NULL AND d.staff_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = d.id) AND (s.id IS NULL OR s.status = $3)"
    };
}

pub(super) async fn to_plan(
    connection: &mut Conn,
    after: OffsetDateTime,
    limit: i64,
) -> Result<Vec<DraftToPlan>, StorageError> {
    let rows: Vec<ToPlanRow> = sqlx::query_as(concat!(
        "SELECT d.id, d.answers, d.link_address, d.language, d.updated_at, s.code AS supplement_of
         FROM draft d LEFT JOIN dossier s ON s.id = d.supplement_of
         WHERE d.updated_at >= $1 AND (d.planned_for IS NULL OR d.planned_for <> d.updated_at) AND ",
        reminded!(),
        " ORDER BY d.updated_at LIMIT $2"
    ))
    .bind(after)
    .bind(limit)
    .bind(Status::SupplementRequested.code())
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(super) async fn one_to_plan(connection: &mut Conn, id: Uuid) -> Result<Option<DraftToPlan>, StorageError> {
    let row: Option<ToPlanRow> = sqlx::query_as(
        "SELECT d.id, d.answers, d.link_address, d.language, d.updated_at, NULL AS supplement_of FROM draft d
         WHERE d.id = $1 AND d.discarded_at IS NULL AND d.supplement_of IS NULL AND d.staff_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = d.id)",
    )
    .bind(id)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Into::into))
}

pub(super) async fn plan(
    connection: &mut Conn,
    draft_id: Uuid,
    seen: OffsetDateTime,
    planned: &[NewNotice],
) -> Result<bool, StorageError> {
    let found = draft::locked(connection, draft_id).await?;
    if found.is_none_or(|draft| draft.dossier_code.is_some() || draft.updated_at != seen) {
        return Ok(false);
    }
    for kind in NoticeKind::ALL {
        let again = planned.iter().any(|notice| notice.kind == kind);
        if again || kind == NoticeKind::ResumeLink {
            continue;
        }
        sqlx::query("DELETE FROM notice WHERE draft_id = $1 AND kind = $2 AND sent_at IS NULL")
            .bind(draft_id)
            .bind(kind.key())
            .execute(&mut *connection)
            .await?;
    }
    for notice in planned {
        // A message that was given up gets another chance, for the address may be another one now.
        insert(
            connection,
            draft_id,
            notice,
            "INSERT INTO notice (id, draft_id, kind, address, language, due_at, attempts, next_try_at)
             VALUES ($1, $2, $3, $4, $5, $6, 0, $6)
             ON CONFLICT (draft_id, kind) DO UPDATE SET address = excluded.address, language = excluded.language,
                 due_at = excluded.due_at, attempts = 0, next_try_at = excluded.next_try_at, failed_at = NULL
             WHERE notice.sent_at IS NULL",
        )
        .await?;
    }
    sqlx::query("UPDATE draft SET planned_for = updated_at WHERE id = $1").bind(draft_id).execute(connection).await?;
    Ok(true)
}

pub(super) async fn ask_for_link(
    connection: &mut Conn,
    draft_id: Uuid,
    notice: &NewNotice,
) -> Result<(), StorageError> {
    insert(
        connection,
        draft_id,
        notice,
        "INSERT INTO notice (id, draft_id, kind, address, language, due_at, attempts, next_try_at)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $6)
         ON CONFLICT (draft_id, kind) DO UPDATE SET id = excluded.id, address = excluded.address,
             language = excluded.language, due_at = excluded.due_at, attempts = 0, next_try_at = excluded.next_try_at,
             sent_at = NULL, failed_at = NULL",
    )
    .await?;
    sqlx::query("UPDATE draft SET link_address = $2, language = $3 WHERE id = $1")
        .bind(draft_id)
        .bind(&notice.address)
        .bind(&notice.language)
        .execute(connection)
        .await?;
    Ok(())
}

async fn insert(
    connection: &mut Conn,
    draft_id: Uuid,
    notice: &NewNotice,
    statement: &'static str,
) -> Result<(), StorageError> {
    sqlx::query(statement)
        .bind(notice.id)
        .bind(draft_id)
        .bind(notice.kind.key())
        .bind(&notice.address)
        .bind(&notice.language)
        .bind(notice.due_at)
        .execute(connection)
        .await?;
    Ok(())
}

#[derive(FromRow)]
struct DueRow {
    id: Uuid,
    kind: String,
    draft_id: Uuid,
    address: String,
    language: String,
    attempts: i64,
    procedure_code: String,
    procedure_revision: i64,
    updated_at: OffsetDateTime,
    supplement_of: Option<String>,
}

pub(super) async fn due(
    connection: &mut Conn,
    now: OffsetDateTime,
    changed_after: OffsetDateTime,
    limit: i64,
) -> Result<Vec<DueNotice>, StorageError> {
    let rows: Vec<DueRow> = sqlx::query_as(concat!(
        "SELECT n.id, n.kind, n.draft_id, n.address, n.language, n.attempts, d.procedure_code, d.procedure_revision,
                d.updated_at, s.code AS supplement_of
         FROM notice n JOIN draft d ON d.id = n.draft_id LEFT JOIN dossier s ON s.id = d.supplement_of
         WHERE n.sent_at IS NULL AND n.failed_at IS NULL AND n.next_try_at <= $1
           AND d.updated_at > $2 AND (d.planned_for = d.updated_at OR n.kind = 'resume_link') AND ",
        reminded!(),
        " ORDER BY n.next_try_at, n.id LIMIT $4"
    ))
    .bind(now)
    .bind(changed_after)
    .bind(Status::SupplementRequested.code())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(DueNotice {
                kind: kind(&row.kind)?,
                id: row.id,
                draft_id: row.draft_id,
                address: row.address,
                language: row.language,
                attempts: row.attempts,
                procedure_code: row.procedure_code,
                procedure_revision: row.procedure_revision,
                updated_at: row.updated_at,
                supplement_of: row.supplement_of,
            })
        })
        .collect()
}

fn kind(key: &str) -> Result<NoticeKind, StorageError> {
    NoticeKind::from_key(key).ok_or_else(|| StorageError::Damaged(format!("notice kind {key}")))
}

/// The number of tries seen is the key: of two processes that saw the same, one changes it first.
pub(super) async fn claim(
    connection: &mut Conn,
    id: Uuid,
    attempts: i64,
    next_try_at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let done = sqlx::query(
        "UPDATE notice SET attempts = attempts + 1, next_try_at = $3
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
    sqlx::query("UPDATE notice SET sent_at = $2 WHERE id = $1").bind(id).bind(at).execute(connection).await?;
    Ok(())
}

pub(super) async fn given_up(connection: &mut Conn, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query("UPDATE notice SET failed_at = $2 WHERE id = $1 AND sent_at IS NULL")
        .bind(id)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

#[derive(FromRow)]
struct StateRow {
    id: Uuid,
    kind: String,
    address: String,
    due_at: OffsetDateTime,
    attempts: i64,
    sent_at: Option<OffsetDateTime>,
    failed_at: Option<OffsetDateTime>,
}

pub(super) async fn of_draft(connection: &mut Conn, draft_id: Uuid) -> Result<Vec<NoticeState>, StorageError> {
    let rows: Vec<StateRow> = sqlx::query_as(
        "SELECT id, kind, address, due_at, attempts, sent_at, failed_at FROM notice
         WHERE draft_id = $1 ORDER BY due_at, kind",
    )
    .bind(draft_id)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(NoticeState {
                kind: kind(&row.kind)?,
                id: row.id,
                address: row.address,
                due_at: row.due_at,
                attempts: row.attempts,
                sent_at: row.sent_at,
                failed_at: row.failed_at,
            })
        })
        .collect()
}
