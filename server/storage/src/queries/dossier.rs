//! Reading a dossier with its files and its history.

use domain::dossier::{DossierEvent, Event, Status};
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Conn;
use super::desk::actor_of;
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
    actor_kind: String,
    actor_id: Option<Uuid>,
    document: Option<String>,
}

/// As it stands now: with the answers as the last supplement corrected them, and until when the desk has to answer that.
pub(super) async fn by_code(connection: &mut Conn, code: &str) -> Result<Option<DossierRecord>, StorageError> {
    let row = sqlx::query_as(
        "SELECT d.id, d.code, d.draft_id, d.agency_code, d.procedure_code, d.procedure_revision, d.case_id,
                COALESCE(a.answers, d.answers) AS answers, COALESCE(a.form_revision, d.form_revision) AS form_revision,
                d.status, d.submitted_at,
                COALESCE((SELECT MAX(due_at) FROM obligation WHERE dossier_id = d.id AND kind LIKE 'answer:%'),
                         d.answer_due_at) AS answer_due_at, o.met_at AS answered_at
         FROM dossier d LEFT JOIN obligation o ON o.dossier_id = d.id AND o.kind = 'answer'
         LEFT JOIN dossier_answers a ON a.dossier_id = d.id
              AND a.sequence = (SELECT MAX(sequence) FROM dossier_answers WHERE dossier_id = d.id) WHERE d.code = $1",
    )
    .bind(code)
    .fetch_optional(&mut *connection)
    .await?;
    record(connection, row).await
}

/// As it was filed: what a receipt tells never changes.
pub(super) async fn by_draft(connection: &mut Conn, draft_id: Uuid) -> Result<Option<DossierRecord>, StorageError> {
    let row = sqlx::query_as(
        "SELECT d.id, d.code, d.draft_id, d.agency_code, d.procedure_code, d.procedure_revision, d.case_id,
                d.answers, d.form_revision, d.status, d.submitted_at, d.answer_due_at, o.met_at AS answered_at
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
         WHERE dossier_id = $1 AND sequence = 1 ORDER BY position",
    )
    .bind(row.id)
    .fetch_all(&mut *connection)
    .await?;
    let events: Vec<EventRow> = sqlx::query_as(
        "SELECT sequence, kind, at, actor_kind, actor_id, document FROM dossier_event
             WHERE dossier_id = $1 ORDER BY sequence",
    )
    .bind(row.id)
    .fetch_all(connection)
    .await?;
    let status = Status::from_code(row.status)
        .ok_or_else(|| StorageError::Damaged(format!("status {} of a dossier", row.status)))?;
    let events = events
        .into_iter()
        .map(|row| {
            let event = Event::read(&row.kind, row.document.as_deref())
                .map_err(|error| StorageError::Damaged(format!("event of kind {}: {error}", row.kind)))?;
            let actor = actor_of(&row.actor_kind, row.actor_id)?;
            Ok(DossierEvent { sequence: row.sequence, at: row.at, actor, event })
        })
        .collect::<Result<Vec<_>, StorageError>>()?;
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
