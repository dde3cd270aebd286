//! The life of a draft: the browsers that hold it, its resume code, restoring it, clearing it for good.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Conn, account_session, dialect, draft, leftover};
use crate::error::StorageError;
use crate::model::{Draft, HeldDraft};

#[derive(FromRow)]
struct HeldRow {
    id: Uuid,
    updated_at: OffsetDateTime,
}

/// The drafts of a procedure that a browser holds, the one it took up last first.
pub(super) async fn held(
    connection: &mut Conn,
    browser_hash: &[u8],
    procedure_code: &str,
) -> Result<Vec<HeldDraft>, StorageError> {
    let rows: Vec<HeldRow> = sqlx::query_as(
        "SELECT d.id, d.updated_at FROM draft_browser b JOIN draft d ON d.id = b.draft_id
         WHERE b.browser_hash = $1 AND d.procedure_code = $2 AND d.discarded_at IS NULL AND d.supplement_of IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = d.id)
         ORDER BY b.bound_at DESC, d.updated_at DESC",
    )
    .bind(browser_hash)
    .bind(procedure_code)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|HeldRow { id, updated_at }| HeldDraft { id, updated_at }).collect())
}

/// The draft that a browser held and that was filed last since an instant.
pub(super) async fn filed(
    connection: &mut Conn,
    browser_hash: &[u8],
    procedure_code: &str,
    since: OffsetDateTime,
) -> Result<Option<Uuid>, StorageError> {
    let filed = sqlx::query_scalar(
        "SELECT d.id FROM draft_browser b JOIN draft d ON d.id = b.draft_id JOIN dossier o ON o.draft_id = d.id
         WHERE b.browser_hash = $1 AND d.procedure_code = $2 AND o.submitted_at >= $3
         ORDER BY o.submitted_at DESC LIMIT 1",
    )
    .bind(browser_hash)
    .bind(procedure_code)
    .bind(since)
    .fetch_optional(connection)
    .await?;
    Ok(filed)
}

/// Whether a browser holds a draft.
pub(super) async fn holds(connection: &mut Conn, id: Uuid, browser_hash: &[u8]) -> Result<bool, StorageError> {
    let held: Option<i64> =
        sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM draft_browser WHERE browser_hash = $1 AND draft_id = $2")
            .bind(browser_hash)
            .bind(id)
            .fetch_optional(connection)
            .await?;
    Ok(held.is_some())
}

/// The draft with that resume code, unless it was discarded.
pub(super) async fn by_resume_hash(connection: &mut Conn, resume_hash: &[u8]) -> Result<Option<Draft>, StorageError> {
    let id: Option<Uuid> = sqlx::query_scalar("SELECT id FROM draft WHERE resume_hash = $1")
        .bind(resume_hash)
        .fetch_optional(&mut *connection)
        .await?;
    match id {
        Some(id) => draft::by_id(connection, id).await,
        None => Ok(None),
    }
}

/// Gives a draft its resume code if it was begun before there were any.
pub(super) async fn keep_resume_hash(connection: &mut Conn, id: Uuid, hash: &[u8]) -> Result<(), StorageError> {
    sqlx::query("UPDATE draft SET resume_hash = $2 WHERE id = $1 AND resume_hash IS NULL")
        .bind(id)
        .bind(hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Binds a browser to a draft; one that holds it already has taken it up anew.
pub(super) async fn bind_browser(
    connection: &mut Conn,
    id: Uuid,
    browser_hash: &[u8],
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    if open(connection, id).await?.is_none() {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO draft_browser (browser_hash, draft_id, bound_at) VALUES ($1, $2, $3)
         ON CONFLICT (browser_hash, draft_id) DO UPDATE SET bound_at = excluded.bound_at",
    )
    .bind(browser_hash)
    .bind(id)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    account_session::link_browser(connection, browser_hash, id, at).await?;
    Ok(true)
}

/// The locked draft, when it was neither discarded nor filed.
async fn open(connection: &mut Conn, id: Uuid) -> Result<Option<Draft>, StorageError> {
    let found = draft::locked(connection, id).await?;
    Ok(found.filter(|draft| draft.dossier_code.is_none()))
}

/// Counts as a change, so that the draft is kept anew. False when it changed after `seen`, was filed or is gone.
pub(super) async fn restore(
    connection: &mut Conn,
    id: Uuid,
    seen: OffsetDateTime,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    if open(connection, id).await?.is_none_or(|draft| draft.updated_at != seen) {
        return Ok(false);
    }
    sqlx::query("UPDATE draft SET updated_at = $2 WHERE id = $1").bind(id).bind(at).execute(connection).await?;
    Ok(true)
}

#[derive(FromRow)]
struct EndedRow {
    id: Uuid,
    ended_at: OffsetDateTime,
}

/// Drafts that were not filed and last changed between two instants, both included, in that order.
pub(super) async fn ended(
    connection: &mut Conn,
    after: OffsetDateTime,
    until: OffsetDateTime,
    limit: i64,
) -> Result<Vec<HeldDraft>, StorageError> {
    let rows: Vec<EndedRow> = sqlx::query_as(
        "SELECT d.id, d.updated_at AS ended_at FROM draft d
         WHERE d.updated_at <= $1 AND d.updated_at >= $2 AND d.discarded_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = d.id)
         ORDER BY d.updated_at LIMIT $3",
    )
    .bind(until)
    .bind(after)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| HeldDraft { id: row.id, updated_at: row.ended_at }).collect())
}

/// Drafts that were discarded up to `until`.
pub(super) async fn discarded(
    connection: &mut Conn,
    until: OffsetDateTime,
    limit: i64,
) -> Result<Vec<Uuid>, StorageError> {
    let ids = sqlx::query_scalar("SELECT id FROM draft WHERE discarded_at <= $1 ORDER BY discarded_at LIMIT $2")
        .bind(until)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    Ok(ids)
}

/// Clears a draft for good if it was last changed up to `changed` or discarded up to `discarded`, and never one that
/// was filed. Its files are left over from `at` on.
pub(super) async fn clear(
    connection: &mut Conn,
    id: Uuid,
    changed: OffsetDateTime,
    discarded: OffsetDateTime,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    if let Some(lock) = dialect::LOCK_DRAFT {
        sqlx::query(lock).bind(id).execute(&mut *connection).await?;
    }
    let due: Option<Uuid> = sqlx::query_scalar(
        "SELECT d.id FROM draft d
         WHERE d.id = $1 AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = d.id)
           AND ((d.discarded_at IS NULL AND d.updated_at <= $2) OR d.discarded_at <= $3)",
    )
    .bind(id)
    .bind(changed)
    .bind(discarded)
    .fetch_optional(&mut *connection)
    .await?;
    if due.is_none() {
        return Ok(false);
    }
    leftover::leave_all(connection, id, at).await?;
    for statement in [
        "DELETE FROM notice WHERE draft_id = $1",
        "DELETE FROM draft_browser WHERE draft_id = $1",
        "DELETE FROM account_draft WHERE draft_id = $1",
        "DELETE FROM paper_reuse WHERE draft_id = $1",
        "DELETE FROM draft_file WHERE draft_id = $1",
        "DELETE FROM draft WHERE id = $1",
    ] {
        sqlx::query(statement).bind(id).execute(&mut *connection).await?;
    }
    Ok(true)
}
