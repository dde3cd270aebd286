//! Reading a dossier with its files and its history.

use domain::dossier::{DossierEvent, EventKind, Status};
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Conn;
use crate::error::StorageError;
use crate::model::{DossierRecord, DraftFile};

#[derive(FromRow)]
struct DossierRow {
    id: Uuid,
    code: String,
    draft_id: Uuid,
    agency_code: String,
    procedure_code: String,
    procedure_revision: i64,
    case_id: Option<String>,
    form_revision: Option<i64>,
    answers: String,
    status: i16,
    submitted_at: OffsetDateTime,
    answer_due_at: OffsetDateTime,
    answered_at: Option<OffsetDateTime>,
}

#[derive(FromRow)]
struct FileRow {
    file_id: Uuid,
    component: String,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
}

#[derive(FromRow)]
struct EventRow {
    sequence: i64,
    kind: String,
    at: OffsetDateTime,
}

pub(super) async fn by_code(connection: &mut Conn, code: &str) -> Result<Option<DossierRecord>, StorageError> {
    let row = sqlx::query_as(
        "SELECT d.id, d.code, d.draft_id, d.agency_code, d.procedure_code, d.procedure_revision, d.case_id, d.answers,
                d.form_revision, d.status, d.submitted_at, d.answer_due_at, o.met_at AS answered_at
         FROM dossier d LEFT JOIN obligation o ON o.dossier_id = d.id AND o.kind = 'answer' WHERE d.code = $1",
    )
    .bind(code)
    .fetch_optional(&mut *connection)
    .await?;
    record(connection, row).await
}

pub(super) async fn by_draft(connection: &mut Conn, draft_id: Uuid) -> Result<Option<DossierRecord>, StorageError> {
    let row = sqlx::query_as(
        "SELECT d.id, d.code, d.draft_id, d.agency_code, d.procedure_code, d.procedure_revision, d.case_id, d.answers,
                d.form_revision, d.status, d.submitted_at, d.answer_due_at, o.met_at AS answered_at
         FROM dossier d LEFT JOIN obligation o ON o.dossier_id = d.id AND o.kind = 'answer' WHERE d.draft_id = $1",
    )
    .bind(draft_id)
    .fetch_optional(&mut *connection)
    .await?;
    record(connection, row).await
}

async fn record(connection: &mut Conn, row: Option<DossierRow>) -> Result<Option<DossierRecord>, StorageError> {
    let Some(row) = row else { return Ok(None) };
    let files: Vec<FileRow> = sqlx::query_as(
        "SELECT file_id, component, name, media_type, size, sha256 FROM dossier_file
         WHERE dossier_id = $1 ORDER BY position",
    )
    .bind(row.id)
    .fetch_all(&mut *connection)
    .await?;
    let events: Vec<EventRow> =
        sqlx::query_as("SELECT sequence, kind, at FROM dossier_event WHERE dossier_id = $1 ORDER BY sequence")
            .bind(row.id)
            .fetch_all(connection)
            .await?;
    let status = Status::from_code(row.status)
        .ok_or_else(|| StorageError::Damaged(format!("status {} of a dossier", row.status)))?;
    let events = events
        .into_iter()
        .map(|event| match EventKind::from_key(&event.kind) {
            Some(kind) => Ok(DossierEvent { sequence: event.sequence, kind, at: event.at }),
            None => Err(StorageError::Damaged(format!("event kind {}", event.kind))),
        })
        .collect::<Result<_, _>>()?;
    Ok(Some(DossierRecord {
        files: files.into_iter().map(|file| file.received(row.submitted_at)).collect(),
        id: row.id,
        code: row.code,
        draft_id: row.draft_id,
        agency_code: row.agency_code,
        procedure_code: row.procedure_code,
        procedure_revision: row.procedure_revision,
        case_id: row.case_id,
        form_revision: row.form_revision,
        answers: row.answers,
        status,
        submitted_at: row.submitted_at,
        answer_due_at: row.answer_due_at,
        answered_at: row.answered_at,
        events,
    }))
}

impl FileRow {
    fn received(self, at: OffsetDateTime) -> DraftFile {
        DraftFile {
            id: self.file_id,
            component: self.component,
            name: self.name,
            media_type: self.media_type,
            size: self.size,
            sha256: self.sha256,
            received_at: at,
        }
    }
}
