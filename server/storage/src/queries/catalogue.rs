//! The published catalogue: revisions are only ever added.

use std::collections::HashMap;

use sqlx::FromRow;
use time::OffsetDateTime;

use super::Conn;
use crate::error::StorageError;
use crate::model::{CatalogueEntry, ImportRow, ImportSummary, PublishedRevision, RevisionLine};

#[derive(FromRow)]
struct CurrentRow {
    code: String,
    revision: i64,
    digest: String,
    withdrawn_at: Option<OffsetDateTime>,
}

#[derive(FromRow)]
pub(super) struct EntryRow {
    code: String,
    revision: i64,
    published_at: OffsetDateTime,
    document: String,
}

impl From<EntryRow> for CatalogueEntry {
    fn from(row: EntryRow) -> Self {
        Self { code: row.code, revision: row.revision, published_at: row.published_at, document: row.document }
    }
}

/// Procedures in force in order of their code.
pub(super) const CATALOGUE: &str = "SELECT p.code, p.revision, r.published_at, r.document
     FROM procedure p JOIN procedure_revision r ON r.code = p.code AND r.revision = p.revision
     WHERE p.withdrawn_at IS NULL ORDER BY p.code";

pub(super) async fn import(
    connection: &mut Conn,
    rows: &[ImportRow],
    replace: bool,
    at: OffsetDateTime,
) -> Result<ImportSummary, StorageError> {
    // Taken first, so that two imports at once run one after the other.
    sqlx::query("UPDATE catalogue_version SET version = version WHERE id = 1").execute(&mut *connection).await?;
    let current: Vec<CurrentRow> = sqlx::query_as("SELECT code, revision, digest, withdrawn_at FROM procedure")
        .fetch_all(&mut *connection)
        .await?;
    let mut current: HashMap<String, CurrentRow> = current.into_iter().map(|row| (row.code.clone(), row)).collect();
    let mut summary = ImportSummary::default();
    for row in rows {
        match current.remove(&row.code) {
            None => {
                publish(connection, row, 1, at).await?;
                summary.new += 1;
            }
            Some(known) if known.digest == row.digest && known.withdrawn_at.is_none() => summary.unchanged += 1,
            Some(known) => {
                publish(connection, row, known.revision + 1, at).await?;
                if known.withdrawn_at.is_some() {
                    summary.restored += 1;
                } else {
                    summary.changed += 1;
                }
            }
        }
    }
    if replace {
        for code in current.values().filter(|row| row.withdrawn_at.is_none()).map(|row| &row.code) {
            sqlx::query("UPDATE procedure SET withdrawn_at = $2 WHERE code = $1")
                .bind(code)
                .bind(at)
                .execute(&mut *connection)
                .await?;
            summary.withdrawn += 1;
        }
    }
    if summary.changes_anything() {
        sqlx::query("UPDATE catalogue_version SET version = version + 1 WHERE id = 1").execute(connection).await?;
    }
    Ok(summary)
}

async fn publish(
    connection: &mut Conn,
    row: &ImportRow,
    revision: i64,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO procedure_revision (code, revision, digest, document, published_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&row.code)
    .bind(revision)
    .bind(&row.digest)
    .bind(&row.document)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO procedure (code, revision, digest, withdrawn_at) VALUES ($1, $2, $3, NULL)
         ON CONFLICT (code) DO UPDATE SET revision = excluded.revision, digest = excluded.digest, withdrawn_at = NULL",
    )
    .bind(&row.code)
    .bind(revision)
    .bind(&row.digest)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn version(connection: &mut Conn) -> Result<i64, StorageError> {
    Ok(sqlx::query_scalar("SELECT version FROM catalogue_version WHERE id = 1").fetch_one(connection).await?)
}

#[derive(FromRow)]
struct RevisionRow {
    revision: i64,
    published_at: OffsetDateTime,
    document: String,
    current_revision: i64,
    withdrawn_at: Option<OffsetDateTime>,
}

impl From<RevisionRow> for PublishedRevision {
    fn from(row: RevisionRow) -> Self {
        Self {
            revision: row.revision,
            published_at: row.published_at,
            document: row.document,
            current: row.revision == row.current_revision,
            withdrawn_at: row.withdrawn_at,
        }
    }
}

/// One revision of a procedure; with `None` the one in force.
pub(super) async fn revision(
    connection: &mut Conn,
    code: &str,
    revision: Option<i64>,
) -> Result<Option<PublishedRevision>, StorageError> {
    let row: Option<RevisionRow> = sqlx::query_as(
        "SELECT r.revision, r.published_at, r.document, p.revision AS current_revision, p.withdrawn_at
         FROM procedure p JOIN procedure_revision r ON r.code = p.code AND r.revision = COALESCE($2, p.revision)
         WHERE p.code = $1",
    )
    .bind(code)
    .bind(revision)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Into::into))
}

pub(super) async fn revisions(connection: &mut Conn, code: &str) -> Result<Vec<RevisionLine>, StorageError> {
    let rows: Vec<(i64, OffsetDateTime)> = sqlx::query_as(
        "SELECT revision, published_at FROM procedure_revision WHERE code = $1 ORDER BY revision DESC LIMIT 100",
    )
    .bind(code)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(revision, published_at)| RevisionLine { revision, published_at }).collect())
}
