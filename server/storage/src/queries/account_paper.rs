//! The papers that somebody handed in before, and taking one again.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Conn, draft};
use crate::error::StorageError;
use crate::model::{FileAdded, FileLimits, FileOrigin, NewFile, StoredPaper};

#[derive(FromRow)]
struct PaperRow {
    file_id: Uuid,
    dossier_id: Uuid,
    code: String,
    procedure_code: String,
    procedure_revision: i64,
    component: String,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
    submitted_at: OffsetDateTime,
    reused: i64,
}

/// Papers of dossiers that an agency has received; what was refused or withdrawn before is not among them.
pub(super) async fn stored(
    connection: &mut Conn,
    account_id: Uuid,
    limit: i64,
) -> Result<Vec<StoredPaper>, StorageError> {
    let rows: Vec<PaperRow> = sqlx::query_as(
        "SELECT f.file_id, o.id AS dossier_id, o.code, o.procedure_code, o.procedure_revision, f.component, f.name,
                f.media_type, f.size, f.sha256, o.submitted_at,
                (SELECT COUNT(*) FROM paper_reuse r WHERE r.source_file = f.file_id) AS reused
         FROM account_draft l JOIN dossier o ON o.draft_id = l.draft_id JOIN dossier_file f ON f.dossier_id = o.id
         WHERE l.account_id = $1 AND NOT l.by_pin AND o.received_at IS NOT NULL AND f.origin <> $2
         ORDER BY o.submitted_at DESC, f.position LIMIT $3",
    )
    .bind(account_id)
    .bind(FileOrigin::Result.key())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let paper = |row: PaperRow| StoredPaper {
        file_id: row.file_id,
        dossier_id: row.dossier_id,
        dossier_code: row.code,
        procedure_code: row.procedure_code,
        procedure_revision: row.procedure_revision,
        component: row.component,
        name: row.name,
        media_type: row.media_type,
        size: row.size,
        sha256: row.sha256,
        submitted_at: row.submitted_at,
        reused: row.reused,
    };
    Ok(rows.into_iter().map(paper).collect())
}

pub(super) async fn reuse(
    connection: &mut Conn,
    file: &NewFile,
    limits: FileLimits,
    source: &StoredPaper,
) -> Result<FileAdded, StorageError> {
    let added = draft::add_file(connection, file, limits).await?;
    if let FileAdded::Added(added) = &added {
        // Pressed twice it is one file, and its source is known already.
        sqlx::query(
            "INSERT INTO paper_reuse (file_id, draft_id, source_dossier, source_file, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (file_id) DO NOTHING",
        )
        .bind(added.id)
        .bind(file.draft_id)
        .bind(source.dossier_id)
        .bind(source.file_id)
        .bind(file.at)
        .execute(connection)
        .await?;
    }
    Ok(added)
}
