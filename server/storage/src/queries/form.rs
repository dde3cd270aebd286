//! Electronic forms: revisions are only ever added, mistakes only counted.

use std::collections::HashMap;

use sqlx::FromRow;
use time::{Date, OffsetDateTime};

use super::Conn;
use crate::error::StorageError;
use crate::model::{FormOutcome, MistakeCount, NewForm, StoredForm};

#[derive(FromRow)]
struct CurrentRow {
    procedure_code: String,
    case_id: String,
    revision: i64,
    digest: String,
}

#[derive(FromRow)]
struct FormRow {
    procedure_code: String,
    case_id: String,
    revision: i64,
    digest: String,
    document: String,
    published_at: OffsetDateTime,
}

impl From<FormRow> for StoredForm {
    fn from(row: FormRow) -> Self {
        Self {
            procedure_code: row.procedure_code,
            case_id: case(row.case_id),
            revision: row.revision,
            digest: row.digest,
            document: row.document,
            published_at: row.published_at,
        }
    }
}

#[derive(FromRow)]
struct MistakeRow {
    procedure_code: String,
    case_id: String,
    revision: i64,
    question: String,
    message_key: String,
    count: i64,
}

/// A key cannot hold NULL, so no case is the empty text.
fn case(id: String) -> Option<String> {
    (!id.is_empty()).then_some(id)
}

pub(super) async fn publish(
    connection: &mut Conn,
    forms: &[NewForm],
    at: OffsetDateTime,
) -> Result<Vec<FormOutcome>, StorageError> {
    // Taken first, so that two publications at once run one after the other.
    sqlx::query("UPDATE catalogue_version SET version = version WHERE id = 1").execute(&mut *connection).await?;
    let rows: Vec<CurrentRow> = sqlx::query_as("SELECT procedure_code, case_id, revision, digest FROM form")
        .fetch_all(&mut *connection)
        .await?;
    let mut current: HashMap<(String, String), (i64, String)> =
        rows.into_iter().map(|row| ((row.procedure_code, row.case_id), (row.revision, row.digest))).collect();
    let mut outcomes = Vec::with_capacity(forms.len());
    for form in forms {
        let key = (form.procedure_code.clone(), form.case_id.clone().unwrap_or_default());
        outcomes.push(match current.get(&key) {
            None => FormOutcome::New,
            Some((_, digest)) if *digest == form.digest => FormOutcome::Unchanged,
            Some((revision, _)) if form.revision > *revision => FormOutcome::Changed(*revision),
            Some((revision, _)) => FormOutcome::NotLater(*revision),
        });
        current.insert(key, (form.revision, form.digest.clone()));
    }
    if outcomes.iter().any(|outcome| matches!(outcome, FormOutcome::NotLater(_))) {
        return Ok(outcomes);
    }
    for (form, outcome) in forms.iter().zip(&outcomes) {
        if *outcome != FormOutcome::Unchanged {
            write(connection, form, at).await?;
        }
    }
    Ok(outcomes)
}

async fn write(connection: &mut Conn, form: &NewForm, at: OffsetDateTime) -> Result<(), StorageError> {
    let case_id = form.case_id.as_deref().unwrap_or_default();
    sqlx::query(
        "INSERT INTO form_revision (procedure_code, case_id, revision, digest, document, published_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&form.procedure_code)
    .bind(case_id)
    .bind(form.revision)
    .bind(&form.digest)
    .bind(&form.document)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO form (procedure_code, case_id, revision, digest) VALUES ($1, $2, $3, $4)
         ON CONFLICT (procedure_code, case_id) DO UPDATE SET revision = excluded.revision, digest = excluded.digest",
    )
    .bind(&form.procedure_code)
    .bind(case_id)
    .bind(form.revision)
    .bind(&form.digest)
    .execute(connection)
    .await?;
    Ok(())
}

/// Revisions are never taken away, so their number counts up with every publication.
pub(super) async fn version(connection: &mut Conn) -> Result<i64, StorageError> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM form_revision").fetch_one(connection).await?)
}

pub(super) async fn in_force(connection: &mut Conn) -> Result<Vec<StoredForm>, StorageError> {
    let rows: Vec<FormRow> = sqlx::query_as(
        "SELECT r.procedure_code, r.case_id, r.revision, r.digest, r.document, r.published_at
         FROM form f JOIN form_revision r
           ON r.procedure_code = f.procedure_code AND r.case_id = f.case_id AND r.revision = f.revision
         ORDER BY r.procedure_code, r.case_id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(super) async fn revision(
    connection: &mut Conn,
    procedure_code: &str,
    case_id: Option<&str>,
    revision: i64,
) -> Result<Option<StoredForm>, StorageError> {
    let row: Option<FormRow> = sqlx::query_as(
        "SELECT procedure_code, case_id, revision, digest, document, published_at FROM form_revision
         WHERE procedure_code = $1 AND case_id = $2 AND revision = $3",
    )
    .bind(procedure_code)
    .bind(case_id.unwrap_or_default())
    .bind(revision)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Into::into))
}

pub(super) async fn count_mistakes(
    connection: &mut Conn,
    mistakes: &[MistakeCount],
    day: Date,
) -> Result<(), StorageError> {
    for mistake in mistakes {
        sqlx::query(
            "INSERT INTO form_mistake (procedure_code, case_id, revision, question, message_key, day, count)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (procedure_code, case_id, revision, question, message_key, day)
             DO UPDATE SET count = form_mistake.count + excluded.count",
        )
        .bind(&mistake.procedure_code)
        .bind(mistake.case_id.as_deref().unwrap_or_default())
        .bind(mistake.revision)
        .bind(&mistake.question)
        .bind(&mistake.key)
        .bind(day.to_string())
        .bind(mistake.count)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

pub(super) async fn mistakes(connection: &mut Conn, procedure_code: &str) -> Result<Vec<MistakeCount>, StorageError> {
    // The sum of whole numbers is a decimal on PostgreSQL.
    let rows: Vec<MistakeRow> = sqlx::query_as(
        "SELECT procedure_code, case_id, revision, question, message_key, CAST(SUM(count) AS BIGINT) AS count
         FROM form_mistake WHERE procedure_code = $1
         GROUP BY procedure_code, case_id, revision, question, message_key
         ORDER BY CAST(SUM(count) AS BIGINT) DESC, case_id, revision, question, message_key",
    )
    .bind(procedure_code)
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| MistakeCount {
            procedure_code: row.procedure_code,
            case_id: case(row.case_id),
            revision: row.revision,
            question: row.question,
            key: row.message_key,
            count: row.count,
        })
        .collect())
}
