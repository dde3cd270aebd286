//! Internal processes: revisions are only ever added.

use std::collections::HashMap;

use sqlx::FromRow;
use time::OffsetDateTime;

use super::Conn;
use crate::error::StorageError;
use crate::model::{FormOutcome, NewProcess, ProcessKey};

#[derive(FromRow)]
struct CurrentRow {
    procedure_code: String,
    case_id: String,
    revision: i64,
    digest: String,
}

#[derive(FromRow)]
struct DocumentRow {
    procedure_code: String,
    case_id: String,
    revision: i64,
    document: String,
}

pub(super) async fn publish(
    connection: &mut Conn,
    processes: &[NewProcess],
    at: OffsetDateTime,
) -> Result<Vec<FormOutcome>, StorageError> {
    // Taken first, so that two publications at once run one after the other.
    sqlx::query("UPDATE catalogue_version SET version = version WHERE id = 1").execute(&mut *connection).await?;
    let rows: Vec<CurrentRow> = sqlx::query_as("SELECT procedure_code, case_id, revision, digest FROM process")
        .fetch_all(&mut *connection)
        .await?;
    let mut current: HashMap<(String, String), (i64, String)> =
        rows.into_iter().map(|row| ((row.procedure_code, row.case_id), (row.revision, row.digest))).collect();
    let mut outcomes = Vec::with_capacity(processes.len());
    for NewProcess { key, digest, .. } in processes {
        let place = (key.procedure_code.clone(), key.case_id.clone().unwrap_or_default());
        outcomes.push(match current.get(&place) {
            None => FormOutcome::New,
            Some((_, known)) if known == digest => FormOutcome::Unchanged,
            Some((revision, _)) if key.revision > *revision => FormOutcome::Changed(*revision),
            Some((revision, _)) => FormOutcome::NotLater(*revision),
        });
        current.insert(place, (key.revision, digest.clone()));
    }
    if outcomes.iter().any(|outcome| matches!(outcome, FormOutcome::NotLater(_))) {
        return Ok(outcomes);
    }
    for (process, outcome) in processes.iter().zip(&outcomes) {
        if *outcome != FormOutcome::Unchanged {
            write(connection, process, at).await?;
        }
    }
    Ok(outcomes)
}

async fn write(connection: &mut Conn, process: &NewProcess, at: OffsetDateTime) -> Result<(), StorageError> {
    let case_id = process.key.case_id.as_deref().unwrap_or_default();
    sqlx::query(
        "INSERT INTO process_revision (procedure_code, case_id, revision, digest, document, published_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&process.key.procedure_code)
    .bind(case_id)
    .bind(process.key.revision)
    .bind(&process.digest)
    .bind(&process.document)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO process (procedure_code, case_id, revision, digest) VALUES ($1, $2, $3, $4)
         ON CONFLICT (procedure_code, case_id) DO UPDATE SET revision = excluded.revision, digest = excluded.digest",
    )
    .bind(&process.key.procedure_code)
    .bind(case_id)
    .bind(process.key.revision)
    .bind(&process.digest)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn in_force(connection: &mut Conn) -> Result<Vec<(ProcessKey, String)>, StorageError> {
    let rows: Vec<DocumentRow> = sqlx::query_as(
        "SELECT r.procedure_code, r.case_id, r.revision, r.document
         FROM process p JOIN process_revision r
           ON r.procedure_code = p.procedure_code AND r.case_id = p.case_id AND r.revision = p.revision
         ORDER BY r.procedure_code, r.case_id",
    )
    .fetch_all(connection)
    .await?;
    let read = |row: DocumentRow| {
        let case_id = Some(row.case_id).filter(|case| !case.is_empty());
        (ProcessKey { procedure_code: row.procedure_code, case_id, revision: row.revision }, row.document)
    };
    Ok(rows.into_iter().map(read).collect())
}

pub(super) async fn revision(connection: &mut Conn, key: &ProcessKey) -> Result<Option<String>, StorageError> {
    Ok(sqlx::query_scalar(
        "SELECT document FROM process_revision WHERE procedure_code = $1 AND case_id = $2 AND revision = $3",
    )
    .bind(&key.procedure_code)
    .bind(key.case_id.as_deref().unwrap_or_default())
    .bind(key.revision)
    .fetch_optional(connection)
    .await?)
}
