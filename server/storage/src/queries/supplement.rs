//! Drafts that answer supplement requests.

use async_trait::async_trait;
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::store::microseconds;
use super::{Conn, Store, draft};
use crate::error::StorageError;
use crate::model::{AnswersAt, NewSupplement};
use crate::ports::SupplementStore;

#[async_trait]
impl SupplementStore for Store {
    async fn begin_supplement(&self, mut begin: NewSupplement) -> Result<Uuid, StorageError> {
        begin.draft.at = microseconds(begin.draft.at);
        self.write(move |connection| Box::pin(async move { begin_one(connection, &begin).await })).await
    }

    async fn supplement_draft(&self, dossier_id: Uuid) -> Result<Option<Uuid>, StorageError> {
        let mut reader = self.reader().await?;
        open(&mut reader, dossier_id).await
    }

    async fn drop_supplement(&self, draft_id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { drop_one(connection, draft_id, at).await })).await
    }

    async fn answered_supplement(&self, draft_id: Uuid) -> Result<Option<(String, OffsetDateTime)>, StorageError> {
        let mut reader = self.reader().await?;
        answered(&mut reader, draft_id).await
    }

    async fn dossier_marks(&self, codes: Vec<String>) -> Result<Vec<(String, i64, i64)>, StorageError> {
        let mut reader = self.reader().await?;
        marks(&mut reader, &codes).await
    }

    async fn answers_history(&self, dossier_id: Uuid) -> Result<Vec<AnswersAt>, StorageError> {
        let mut reader = self.reader().await?;
        history(&mut reader, dossier_id).await
    }
}

async fn begin_one(connection: &mut Conn, begin: &NewSupplement) -> Result<Uuid, StorageError> {
    // Takes the row, so that two presses at once find the same draft.
    sqlx::query("UPDATE dossier SET version = version WHERE id = $1")
        .bind(begin.dossier_id)
        .execute(&mut *connection)
        .await?;
    if let Some(known) = open(connection, begin.dossier_id).await? {
        return Ok(known);
    }
    draft::create(connection, &begin.draft).await?;
    sqlx::query("UPDATE draft SET supplement_of = $2 WHERE id = $1")
        .bind(begin.draft.id)
        .bind(begin.dossier_id)
        .execute(&mut *connection)
        .await?;
    for file in &begin.files {
        sqlx::query(
            "INSERT INTO draft_file (id, draft_id, component, name, media_type, size, sha256, received_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(file.id)
        .bind(begin.draft.id)
        .bind(&file.component)
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(file.size)
        .bind(&file.sha256)
        .bind(begin.draft.at)
        .execute(&mut *connection)
        .await?;
    }
    if !begin.files.is_empty() {
        draft::touch_files(connection, begin.draft.id, begin.draft.at).await?;
    }
    Ok(begin.draft.id)
}

async fn open(connection: &mut Conn, dossier_id: Uuid) -> Result<Option<Uuid>, StorageError> {
    let id = sqlx::query_scalar("SELECT id FROM draft WHERE supplement_of = $1 AND discarded_at IS NULL")
        .bind(dossier_id)
        .fetch_optional(connection)
        .await?;
    Ok(id)
}

async fn drop_one(connection: &mut Conn, draft_id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query(
        "UPDATE draft SET discarded_at = $2, supplement_of = NULL
         WHERE id = $1 AND supplement_of IS NOT NULL AND discarded_at IS NULL",
    )
    .bind(draft_id)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

async fn answered(connection: &mut Conn, draft_id: Uuid) -> Result<Option<(String, OffsetDateTime)>, StorageError> {
    let row = sqlx::query_as(
        "SELECT d.code, r.discarded_at FROM draft r JOIN dossier d ON d.id = r.supplement_of
         WHERE r.id = $1 AND r.discarded_at IS NOT NULL",
    )
    .bind(draft_id)
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

async fn marks(connection: &mut Conn, codes: &[String]) -> Result<Vec<(String, i64, i64)>, StorageError> {
    let codes = serde_json::to_string(codes).map_err(|error| StorageError::Damaged(error.to_string()))?;
    let rows = sqlx::query_as(concat!(
        "SELECT d.code, d.version,
                (SELECT COUNT(*) FROM dossier_message m WHERE m.dossier_id = d.id AND m.staff_id IS NOT NULL)
         FROM dossier d WHERE d.code IN (",
        texts!(),
        "$1",
        texts_end!(),
        ")"
    ))
    .bind(codes)
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

#[derive(FromRow)]
struct AnswersRow {
    sequence: i64,
    answers: String,
    form_revision: Option<i64>,
}

async fn history(connection: &mut Conn, dossier_id: Uuid) -> Result<Vec<AnswersAt>, StorageError> {
    let rows: Vec<AnswersRow> = sqlx::query_as(
        "SELECT CAST(1 AS BIGINT) AS sequence, answers, form_revision FROM dossier WHERE id = $1
         UNION ALL SELECT sequence, answers, form_revision FROM dossier_answers WHERE dossier_id = $1
         ORDER BY sequence",
    )
    .bind(dossier_id)
    .fetch_all(connection)
    .await?;
    let at = |AnswersRow { sequence, answers, form_revision }| AnswersAt { sequence, answers, form_revision };
    Ok(rows.into_iter().map(at).collect())
}
