//! Dossiers at the desk: one change is one transaction of events and all that follows from them.

use domain::dossier::{Actor, Channel, Status};
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Conn, dossier, draft, indicator};
use crate::error::StorageError;
use crate::model::{
    ChangeOutcome, DeskDossier, DossierChange, DossierFile, DossierMessage, DossierView, FileOrigin, NewDossierNotice,
    NoticeChannel, ProcessKey, TaskKind,
};

#[derive(FromRow)]
struct DeskRow {
    version: i64,
    channel: i16,
    filed_by: Option<Uuid>,
    process_procedure: Option<String>,
    process_case: Option<String>,
    process_revision: Option<i64>,
    language: String,
}

#[derive(FromRow)]
struct FileRow {
    file_id: Uuid,
    component: String,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
    origin: String,
    sequence: i64,
    added_by: Option<Uuid>,
    added_at: OffsetDateTime,
    reused_from: Option<String>,
}

#[derive(FromRow)]
struct MessageRow {
    id: Uuid,
    at: OffsetDateTime,
    staff_id: Option<Uuid>,
    body: String,
    read_at: Option<OffsetDateTime>,
}

pub(super) fn status_of(code: i16) -> Result<Status, StorageError> {
    Status::from_code(code).ok_or_else(|| StorageError::Damaged(format!("status {code} of a dossier")))
}

pub(super) fn channel_of(code: i16) -> Result<Channel, StorageError> {
    Channel::from_code(code).ok_or_else(|| StorageError::Damaged(format!("channel {code} of a dossier")))
}

pub(super) async fn by_code(connection: &mut Conn, code: &str) -> Result<Option<DeskDossier>, StorageError> {
    let Some(record) = dossier::by_code(connection, code).await? else { return Ok(None) };
    let row: DeskRow = sqlx::query_as(
        "SELECT d.version, d.channel, d.filed_by, d.process_procedure, d.process_case, d.process_revision, r.language
         FROM dossier d JOIN draft r ON r.id = d.draft_id WHERE d.id = $1",
    )
    .bind(record.id)
    .fetch_one(&mut *connection)
    .await?;
    let files: Vec<FileRow> = sqlx::query_as(
        "SELECT f.file_id, f.component, f.name, f.media_type, f.size, f.sha256, f.origin, f.sequence, f.added_by,
                COALESCE(f.added_at, d.submitted_at) AS added_at, s.code AS reused_from
         FROM dossier_file f JOIN dossier d ON d.id = f.dossier_id
         LEFT JOIN paper_reuse r ON r.file_id = f.file_id LEFT JOIN dossier s ON s.id = r.source_dossier
         WHERE f.dossier_id = $1 ORDER BY f.position",
    )
    .bind(record.id)
    .fetch_all(&mut *connection)
    .await?;
    let messages: Vec<MessageRow> = sqlx::query_as(
        "SELECT id, at, staff_id, body, read_at FROM dossier_message WHERE dossier_id = $1 ORDER BY at, id",
    )
    .bind(record.id)
    .fetch_all(connection)
    .await?;
    let process = row.process_procedure.zip(row.process_revision).map(|(procedure_code, revision)| ProcessKey {
        procedure_code,
        case_id: row.process_case.filter(|case| !case.is_empty()),
        revision,
    });
    Ok(Some(DeskDossier {
        version: row.version,
        channel: channel_of(row.channel)?,
        filed_by: row.filed_by,
        language: row.language,
        process,
        files: files.into_iter().map(FileRow::read).collect::<Result<_, _>>()?,
        messages: messages.into_iter().map(MessageRow::read).collect(),
        record,
    }))
}

impl FileRow {
    fn read(self) -> Result<DossierFile, StorageError> {
        let origin = FileOrigin::from_key(&self.origin)
            .ok_or_else(|| StorageError::Damaged(format!("origin {} of a file", self.origin)))?;
        Ok(DossierFile {
            id: self.file_id,
            component: self.component,
            name: self.name,
            media_type: self.media_type,
            size: self.size,
            sha256: self.sha256,
            origin,
            sequence: self.sequence,
            added_by: self.added_by,
            added_at: self.added_at,
            reused_from: self.reused_from,
        })
    }
}

impl MessageRow {
    fn read(self) -> DossierMessage {
        DossierMessage { id: self.id, at: self.at, staff_id: self.staff_id, body: self.body, read_at: self.read_at }
    }
}

pub(super) async fn change(connection: &mut Conn, change: &DossierChange) -> Result<ChangeOutcome, StorageError> {
    let added = i64::try_from(change.events.len()).map_err(|_many| StorageError::Damaged("too many events".into()))?;
    let version = change.version + added;
    let projection = &change.projection;
    if let Some(closed) = change.closes_draft {
        let now = draft::locked(&mut *connection, closed.id).await?;
        if now.is_none_or(|now| (now.version, now.files_version) != (closed.version, closed.files_version)) {
            return Ok(ChangeOutcome::Outdated);
        }
    }
    let changed = sqlx::query(
        "UPDATE dossier SET version = $3, status = $4, unit_code = $5, received_at = $6, due_at = $7, settled_at = $8,
                returned_at = $9, paused_at = $10, reappointments = $11
         WHERE id = $1 AND version = $2",
    )
    .bind(change.dossier_id)
    .bind(change.version)
    .bind(version)
    .bind(projection.status.code())
    .bind(&projection.unit_code)
    .bind(projection.received_at)
    .bind(projection.due_at)
    .bind(projection.settled_at)
    .bind(projection.returned_at)
    .bind(projection.paused_at)
    .bind(projection.reappointments)
    .execute(&mut *connection)
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(ChangeOutcome::Outdated);
    }
    append_events(connection, change).await?;
    indicator::add(connection, &change.counts).await?;
    indicator::add_waits(connection, &change.waits).await?;
    replace_tasks(connection, change).await?;
    add_files(connection, change, version).await?;
    if let Some(process) = &change.process {
        sqlx::query(
            "UPDATE dossier SET process_procedure = $2, process_case = $3, process_revision = $4 WHERE id = $1",
        )
        .bind(change.dossier_id)
        .bind(&process.procedure_code)
        .bind(process.case_id.as_deref().unwrap_or_default())
        .bind(process.revision)
        .execute(&mut *connection)
        .await?;
    }
    if let Some((answers, form_revision)) = &change.answers {
        sqlx::query(
            "INSERT INTO dossier_answers (dossier_id, sequence, answers, form_revision) VALUES ($1, $2, $3, $4)",
        )
        .bind(change.dossier_id)
        .bind(version)
        .bind(answers)
        .bind(form_revision)
        .execute(&mut *connection)
        .await?;
    }
    owe(connection, change).await?;
    if let Some(found_by) = &change.found_by {
        sqlx::query(
            "UPDATE dossier SET applicant_name = $2, applicant_fold = $3, applicant_turned = $4, applicant_phone = $5
             WHERE id = $1",
        )
        .bind(change.dossier_id)
        .bind(&found_by.name)
        .bind(&found_by.fold)
        .bind(&found_by.turned)
        .bind(&found_by.phone)
        .execute(&mut *connection)
        .await?;
    }
    if let Some(closed) = change.closes_draft {
        sqlx::query("UPDATE draft SET discarded_at = $2 WHERE id = $1")
            .bind(closed.id)
            .bind(change.at)
            .execute(&mut *connection)
            .await?;
    }
    add_notices(connection, change.dossier_id, version, &change.notices, change.at).await?;
    Ok(ChangeOutcome::Done(version))
}

/// How an actor is kept: a kind, and the account of an officer.
pub(super) fn actor_columns(actor: Actor) -> (&'static str, Option<Uuid>) {
    match actor {
        Actor::Applicant => ("applicant", None),
        Actor::Officer(id) => ("officer", Some(id)),
        Actor::System => ("system", None),
    }
}

/// Reads what [`actor_columns`] made.
pub(super) fn actor_of(kind: &str, id: Option<Uuid>) -> Result<Actor, StorageError> {
    match (kind, id) {
        ("applicant", _) => Ok(Actor::Applicant),
        ("system", _) => Ok(Actor::System),
        ("officer", Some(id)) => Ok(Actor::Officer(id)),
        _ => Err(StorageError::Damaged(format!("actor {kind} of an event"))),
    }
}

async fn append_events(connection: &mut Conn, change: &DossierChange) -> Result<(), StorageError> {
    let (kind, id) = actor_columns(change.actor);
    for (sequence, event) in (change.version + 1..).zip(&change.events) {
        let document = event.document().map_err(|error| StorageError::Damaged(error.to_string()))?;
        sqlx::query(
            "INSERT INTO dossier_event (dossier_id, sequence, kind, at, actor_kind, actor_id, document)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(change.dossier_id)
        .bind(sequence)
        .bind(event.kind().key())
        .bind(change.at)
        .bind(kind)
        .bind(id)
        .bind(document)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn replace_tasks(connection: &mut Conn, change: &DossierChange) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM desk_task WHERE dossier_id = $1 AND kind <> $2")
        .bind(change.dossier_id)
        .bind(TaskKind::Message.key())
        .execute(&mut *connection)
        .await?;
    // What the applicant wrote waits where the dossier is now.
    sqlx::query(
        "UPDATE desk_task SET unit_code = (SELECT COALESCE(unit_code, agency_code) FROM dossier WHERE id = $1)
         WHERE dossier_id = $1 AND kind = $2",
    )
    .bind(change.dossier_id)
    .bind(TaskKind::Message.key())
    .execute(&mut *connection)
    .await?;
    for task in &change.tasks {
        sqlx::query(
            "INSERT INTO desk_task (dossier_id, unit_code, kind, step, due_at, procedure_code, holder)
             SELECT $1, $2, $3, $4, $5, procedure_code, $6 FROM dossier WHERE id = $1",
        )
        .bind(change.dossier_id)
        .bind(&task.unit_code)
        .bind(task.kind.key())
        .bind(&task.step)
        .bind(task.due_at.unwrap_or(crate::NO_DUE))
        .bind(task.holder)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn add_files(connection: &mut Conn, change: &DossierChange, version: i64) -> Result<(), StorageError> {
    for file in &change.files {
        sqlx::query(
            "INSERT INTO dossier_file (dossier_id, position, file_id, component, name, media_type, size, sha256, origin,
                                       sequence, added_by, added_at)
             SELECT $1, COALESCE(MAX(position), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
             FROM dossier_file WHERE dossier_id = $1",
        )
        .bind(change.dossier_id)
        .bind(file.id)
        .bind(&file.component)
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(file.size)
        .bind(&file.sha256)
        .bind(file.origin.key())
        .bind(version)
        .bind(file.added_by)
        .bind(change.at)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// The answer that the desk owes: met with this change, or owed anew.
async fn owe(connection: &mut Conn, change: &DossierChange) -> Result<(), StorageError> {
    if change.answers_filing {
        sqlx::query("UPDATE obligation SET met_at = $2 WHERE dossier_id = $1 AND kind = 'answer' AND met_at IS NULL")
            .bind(change.dossier_id)
            .bind(change.at)
            .execute(&mut *connection)
            .await?;
    }
    if let Some(due_at) = change.answer_due_at {
        sqlx::query(
            "INSERT INTO obligation (dossier_id, kind, due_at) VALUES ($1, $2, $3)
             ON CONFLICT (dossier_id, kind) DO NOTHING",
        )
        .bind(change.dossier_id)
        .bind(format!("answer:{}", change.version))
        .bind(due_at)
        .execute(&mut *connection)
        .await?;
    }
    if change.answers_filing {
        sqlx::query(
            "UPDATE obligation SET met_at = $2 WHERE dossier_id = $1 AND kind LIKE 'answer:%' AND met_at IS NULL",
        )
        .bind(change.dossier_id)
        .bind(change.at)
        .execute(connection)
        .await?;
    }
    Ok(())
}

pub(super) async fn add_notices(
    connection: &mut Conn,
    dossier_id: Uuid,
    sequence: i64,
    notices: &[NewDossierNotice],
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    for notice in notices {
        sqlx::query(
            "INSERT INTO dossier_notice (id, dossier_id, sequence, kind, channel, address, language, created_at,
                                         attempts, next_try_at, failed_at, last_error)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $8, $9, $10)
             ON CONFLICT (dossier_id, sequence, kind, channel) DO NOTHING",
        )
        .bind(notice.id)
        .bind(dossier_id)
        .bind(sequence)
        .bind(&notice.kind)
        .bind(notice.channel.key())
        .bind(&notice.address)
        .bind(&notice.language)
        .bind(at)
        // No job makes a call: it stands among what did not arrive from the beginning.
        .bind((notice.channel == NoticeChannel::Call).then_some(at))
        .bind((notice.channel == NoticeChannel::Call).then_some(NoticeChannel::Call.key()))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

pub(super) async fn add_message(
    connection: &mut Conn,
    dossier_id: Uuid,
    message: &DossierMessage,
    notices: &[NewDossierNotice],
) -> Result<(), StorageError> {
    // Takes the row of the dossier, so that two presses at once are one after the other.
    sqlx::query("UPDATE dossier SET version = version WHERE id = $1")
        .bind(dossier_id)
        .execute(&mut *connection)
        .await?;
    let last: Option<(Option<Uuid>, String)> = sqlx::query_as(
        "SELECT staff_id, body FROM dossier_message WHERE dossier_id = $1 ORDER BY at DESC, id DESC LIMIT 1",
    )
    .bind(dossier_id)
    .fetch_optional(&mut *connection)
    .await?;
    if last.is_some_and(|(writer, body)| writer == message.staff_id && body == message.body) {
        return Ok(());
    }
    sqlx::query("INSERT INTO dossier_message (id, dossier_id, at, staff_id, body) VALUES ($1, $2, $3, $4, $5)")
        .bind(message.id)
        .bind(dossier_id)
        .bind(message.at)
        .bind(message.staff_id)
        .bind(&message.body)
        .execute(&mut *connection)
        .await?;
    if message.staff_id.is_some() {
        // An answer sees to what was asked before it.
        read_messages(connection, dossier_id, true, message.at).await?;
    } else {
        sqlx::query(
            "INSERT INTO desk_task (dossier_id, unit_code, kind, step, due_at, procedure_code)
             SELECT id, COALESCE(unit_code, agency_code), $2, '', $3, procedure_code FROM dossier WHERE id = $1
             ON CONFLICT (dossier_id, unit_code, kind, step) DO NOTHING",
        )
        .bind(dossier_id)
        .bind(TaskKind::Message.key())
        .bind(crate::NO_DUE)
        .execute(&mut *connection)
        .await?;
    }
    // A message belongs to no event: its own moment tells it from the others in the ledger.
    let sequence = -i64::try_from(message.at.unix_timestamp_nanos() / 1_000).unwrap_or_default();
    add_notices(connection, dossier_id, sequence, notices, message.at).await
}

pub(super) async fn read_messages(
    connection: &mut Conn,
    dossier_id: Uuid,
    by_staff: bool,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(if by_staff {
        "UPDATE dossier_message SET read_at = $2 WHERE dossier_id = $1 AND staff_id IS NULL AND read_at IS NULL"
    } else {
        "UPDATE dossier_message SET read_at = $2 WHERE dossier_id = $1 AND staff_id IS NOT NULL AND read_at IS NULL"
    })
    .bind(dossier_id)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    if by_staff {
        sqlx::query("DELETE FROM desk_task WHERE dossier_id = $1 AND kind = $2")
            .bind(dossier_id)
            .bind(TaskKind::Message.key())
            .execute(connection)
            .await?;
    }
    Ok(())
}

pub(super) async fn record_view(
    connection: &mut Conn,
    dossier_id: Uuid,
    view: DossierView,
) -> Result<(), StorageError> {
    sqlx::query("INSERT INTO dossier_view (dossier_id, staff_id, at) VALUES ($1, $2, $3)")
        .bind(dossier_id)
        .bind(view.staff_id)
        .bind(view.at)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn views(
    connection: &mut Conn,
    dossier_id: Uuid,
    limit: i64,
) -> Result<Vec<DossierView>, StorageError> {
    let rows: Vec<(Uuid, OffsetDateTime)> =
        sqlx::query_as("SELECT staff_id, at FROM dossier_view WHERE dossier_id = $1 ORDER BY at DESC LIMIT $2")
            .bind(dossier_id)
            .bind(limit)
            .fetch_all(connection)
            .await?;
    Ok(rows.into_iter().map(|(staff_id, at)| DossierView { staff_id, at }).collect())
}

pub(super) async fn version(connection: &mut Conn, code: &str) -> Result<Option<i64>, StorageError> {
    Ok(sqlx::query_scalar("SELECT version FROM dossier WHERE code = $1").bind(code).fetch_optional(connection).await?)
}
