//! Files that drafts gave up, and who still uses a file.

use domain::draft::RESTORABLE;
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Conn;
use crate::error::StorageError;
use crate::model::{LeftoverFile, StoredFile};

/// A file is about to be removed from a draft: it is due for clearing when a discarded draft of now would be.
pub(super) async fn leave_removed(
    connection: &mut Conn,
    draft_id: Uuid,
    file_id: Uuid,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO leftover_file (sha256, due_at)
         SELECT sha256, $3 FROM draft_file WHERE draft_id = $1 AND id = $2
         ON CONFLICT (sha256) DO UPDATE SET due_at = excluded.due_at, moved_at = NULL",
    )
    .bind(draft_id)
    .bind(file_id)
    .bind(at.saturating_add(RESTORABLE))
    .execute(connection)
    .await?;
    Ok(())
}

/// All files of a draft are about to go with it: due at once.
pub(super) async fn leave_all(connection: &mut Conn, draft_id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO leftover_file (sha256, due_at)
         SELECT DISTINCT sha256, $2 FROM draft_file WHERE draft_id = $1
         ON CONFLICT (sha256) DO UPDATE SET due_at = excluded.due_at, moved_at = NULL",
    )
    .bind(draft_id)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// A received file that no draft took: due like a removed one.
pub(super) async fn leave(connection: &mut Conn, sha256: &str, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO leftover_file (sha256, due_at) VALUES ($1, $2)
         ON CONFLICT (sha256) DO UPDATE SET due_at = excluded.due_at, moved_at = NULL",
    )
    .bind(sha256)
    .bind(at.saturating_add(RESTORABLE))
    .execute(connection)
    .await?;
    Ok(())
}

#[derive(FromRow)]
struct LeftoverRow {
    sha256: String,
    due_at: OffsetDateTime,
    moved_at: Option<OffsetDateTime>,
}

pub(super) async fn due(
    connection: &mut Conn,
    now: OffsetDateTime,
    limit: i64,
) -> Result<Vec<LeftoverFile>, StorageError> {
    let rows: Vec<LeftoverRow> = sqlx::query_as(
        "SELECT sha256, due_at, moved_at FROM leftover_file WHERE due_at <= $1 ORDER BY due_at, sha256 LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let file = |LeftoverRow { sha256, due_at, moved_at }| LeftoverFile { sha256, due_at, moved_at };
    Ok(rows.into_iter().map(file).collect())
}

/// Whether a draft, a dossier or a feedback has a file with that hash.
pub(super) async fn used(connection: &mut Conn, sha256: &str) -> Result<bool, StorageError> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT CAST(1 AS BIGINT) FROM draft_file WHERE sha256 = $1
         UNION SELECT CAST(1 AS BIGINT) FROM dossier_file WHERE sha256 = $1
         UNION SELECT CAST(1 AS BIGINT) FROM feedback_file WHERE sha256 = $1",
    )
    .bind(sha256)
    .fetch_optional(connection)
    .await?;
    Ok(found.is_some())
}

/// The file was moved aside; `seen` must still hold, or it was left over anew.
pub(super) async fn moved(
    connection: &mut Conn,
    seen: &LeftoverFile,
    at: OffsetDateTime,
    due_at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query("UPDATE leftover_file SET moved_at = $3, due_at = $4 WHERE sha256 = $1 AND due_at = $2")
        .bind(&seen.sha256)
        .bind(seen.due_at)
        .bind(at)
        .bind(due_at)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn forget(connection: &mut Conn, seen: &LeftoverFile) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM leftover_file WHERE sha256 = $1 AND due_at = $2")
        .bind(&seen.sha256)
        .bind(seen.due_at)
        .execute(connection)
        .await?;
    Ok(())
}

#[derive(FromRow)]
struct StoredRow {
    sha256: String,
    size: i64,
}

/// The next files of drafts, dossiers and feedback after a hash, in order, each once.
pub(super) async fn stored(connection: &mut Conn, after: &str, limit: i64) -> Result<Vec<StoredFile>, StorageError> {
    // Asked one by one, because over a union of the tables no index would be used.
    let mut found: Vec<StoredRow> = Vec::new();
    for statement in [
        "SELECT DISTINCT sha256, size FROM draft_file WHERE sha256 > $1 ORDER BY sha256 LIMIT $2",
        "SELECT DISTINCT sha256, size FROM dossier_file WHERE sha256 > $1 ORDER BY sha256 LIMIT $2",
        "SELECT DISTINCT sha256, size FROM feedback_file WHERE sha256 > $1 ORDER BY sha256 LIMIT $2",
    ] {
        let rows: Vec<StoredRow> =
            sqlx::query_as(statement).bind(after).bind(limit).fetch_all(&mut *connection).await?;
        found.extend(rows);
    }
    found.sort_by(|one, other| one.sha256.cmp(&other.sha256));
    found.dedup_by(|one, other| one.sha256 == other.sha256);
    found.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(found.into_iter().map(|StoredRow { sha256, size }| StoredFile { sha256, size }).collect())
}
