//! Drafts: answers and files before filing.

use domain::dossier::Channel;
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::desk::channel_of;
use super::{Conn, account_session, dialect, leftover};
use crate::error::StorageError;
use crate::model::{Draft, DraftChange, DraftFile, DraftPatch, FileAdded, FileLimits, NewDraft, NewFile};

#[derive(FromRow)]
struct DraftRow {
    id: Uuid,
    token_hash: Vec<u8>,
    browser_hash: Option<Vec<u8>>,
    procedure_code: String,
    procedure_revision: i64,
    case_id: Option<String>,
    agency_code: Option<String>,
    form_revision: Option<i64>,
    answers: String,
    problems: String,
    version: i64,
    files_version: i64,
    submission_key: String,
    created_at: OffsetDateTime,
    updated_at: OffsetDateTime,
    dossier_code: Option<String>,
    copied_from: Option<String>,
    supplement_of: Option<String>,
    channel: i16,
    staff_id: Option<Uuid>,
}

#[derive(FromRow)]
pub(super) struct FileRow {
    pub id: Uuid,
    pub component: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub received_at: OffsetDateTime,
}

impl From<FileRow> for DraftFile {
    fn from(row: FileRow) -> Self {
        let FileRow { id, component, name, media_type, size, sha256, received_at } = row;
        Self { id, component, name, media_type, size, sha256, received_at }
    }
}

pub(super) async fn create(connection: &mut Conn, draft: &NewDraft) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO draft (id, token_hash, browser_hash, procedure_code, procedure_revision, case_id, agency_code,
                            answers, problems, version, files_version, submission_key, created_at, updated_at,
                            resume_hash, language, copied_from, form_revision, channel, staff_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '[]', 1, 1, $9, $10, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(draft.id)
    .bind(&draft.token_hash)
    .bind(&draft.browser_hash)
    .bind(&draft.procedure_code)
    .bind(draft.procedure_revision)
    .bind(&draft.case_id)
    .bind(&draft.agency_code)
    .bind(&draft.answers)
    .bind(&draft.submission_key)
    .bind(draft.at)
    .bind(&draft.resume_hash)
    .bind(&draft.language)
    .bind(&draft.copied_from)
    .bind(draft.form_revision)
    .bind(draft.counter.map_or(Channel::Online, |_| Channel::Counter).code())
    .bind(draft.counter)
    .execute(&mut *connection)
    .await?;
    match &draft.browser_hash {
        Some(browser) => account_session::link_browser(connection, browser, draft.id, draft.at).await,
        None => Ok(()),
    }
}

pub(super) async fn by_id(connection: &mut Conn, id: Uuid) -> Result<Option<Draft>, StorageError> {
    let row: Option<DraftRow> = sqlx::query_as(
        "SELECT d.id, d.token_hash, d.browser_hash, d.procedure_code, d.procedure_revision, d.case_id, d.agency_code,
                d.answers, d.problems, d.version, d.files_version, d.submission_key, d.created_at, d.updated_at,
                d.form_revision, o.code AS dossier_code, d.copied_from, s.code AS supplement_of, d.channel, d.staff_id
         FROM draft d LEFT JOIN dossier o ON o.draft_id = d.id LEFT JOIN dossier s ON s.id = d.supplement_of
         WHERE d.id = $1 AND d.discarded_at IS NULL",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    // Its files are counted from the first version on, so one that still has it has none.
    let files = if row.files_version > 1 { files(connection, id).await? } else { Vec::new() };
    Ok(Some(Draft {
        id: row.id,
        token_hash: row.token_hash,
        browser_hash: row.browser_hash,
        procedure_code: row.procedure_code,
        procedure_revision: row.procedure_revision,
        case_id: row.case_id,
        agency_code: row.agency_code,
        form_revision: row.form_revision,
        answers: row.answers,
        problems: row.problems,
        version: row.version,
        files_version: row.files_version,
        submission_key: row.submission_key,
        created_at: row.created_at,
        updated_at: row.updated_at,
        dossier_code: row.dossier_code,
        copied_from: row.copied_from,
        supplement_of: row.supplement_of,
        channel: channel_of(row.channel)?,
        staff_id: row.staff_id,
        files: files.into_iter().map(Into::into).collect(),
    }))
}

async fn files(connection: &mut Conn, draft_id: Uuid) -> Result<Vec<FileRow>, StorageError> {
    let rows = sqlx::query_as(
        "SELECT id, component, name, media_type, size, sha256, received_at
         FROM draft_file WHERE draft_id = $1 ORDER BY received_at, id",
    )
    .bind(draft_id)
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Locks the draft against other writers until the end of the transaction and gives it as it is now.
pub(super) async fn locked(connection: &mut Conn, id: Uuid) -> Result<Option<Draft>, StorageError> {
    if let Some(lock) = dialect::LOCK_DRAFT {
        sqlx::query(lock).bind(id).execute(&mut *connection).await?;
    }
    by_id(connection, id).await
}

pub(super) async fn patch(
    connection: &mut Conn,
    id: Uuid,
    version: Option<i64>,
    patch: &DraftPatch,
    at: OffsetDateTime,
) -> Result<DraftChange, StorageError> {
    let Some(draft) = locked(connection, id).await? else { return Ok(DraftChange::Gone) };
    if draft.dossier_code.is_some() {
        return Ok(DraftChange::Submitted(Box::new(draft)));
    }
    if version.is_some_and(|expected| expected != draft.version) {
        return Ok(DraftChange::Outdated(Box::new(draft)));
    }
    let changed = Draft {
        answers: patch.answers.clone().unwrap_or(draft.answers),
        problems: patch.problems.clone().unwrap_or(draft.problems),
        case_id: patch.case_id.clone().unwrap_or(draft.case_id),
        agency_code: patch.agency_code.clone().unwrap_or(draft.agency_code),
        form_revision: patch.form_revision.unwrap_or(draft.form_revision),
        version: draft.version + 1,
        updated_at: at,
        ..draft
    };
    sqlx::query(
        "UPDATE draft SET answers = $2, problems = $3, case_id = $4, agency_code = $5, version = $6, updated_at = $7,
                form_revision = $8
         WHERE id = $1",
    )
    .bind(id)
    .bind(&changed.answers)
    .bind(&changed.problems)
    .bind(&changed.case_id)
    .bind(&changed.agency_code)
    .bind(changed.version)
    .bind(at)
    .bind(changed.form_revision)
    .execute(connection)
    .await?;
    Ok(DraftChange::Saved(Box::new(changed)))
}

pub(super) async fn discard(connection: &mut Conn, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
    let done = sqlx::query(
        "UPDATE draft SET discarded_at = $2 WHERE id = $1 AND discarded_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = draft.id)",
    )
    .bind(id)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

pub(super) async fn add_file(
    connection: &mut Conn,
    file: &NewFile,
    limits: FileLimits,
) -> Result<FileAdded, StorageError> {
    let Some(draft) = locked(connection, file.draft_id).await? else { return Ok(FileAdded::Gone) };
    if draft.dossier_code.is_some() {
        return Ok(FileAdded::Submitted);
    }
    // Sent twice, as after an answer that got lost: it is one file.
    let sent_before = draft
        .files
        .iter()
        .find(|known| known.component == file.component && known.name == file.name && known.sha256 == file.sha256);
    if let Some(known) = sent_before {
        return Ok(FileAdded::Added(known.clone()));
    }
    if draft.files.len() as i64 >= limits.max_files {
        return Ok(FileAdded::TooManyFiles);
    }
    let used: i64 = draft.files.iter().map(|file| file.size).sum();
    if used + file.size > limits.max_bytes {
        return Ok(FileAdded::TooManyBytes);
    }
    sqlx::query(
        "INSERT INTO draft_file (id, draft_id, component, name, media_type, size, sha256, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(file.id)
    .bind(file.draft_id)
    .bind(&file.component)
    .bind(&file.name)
    .bind(&file.media_type)
    .bind(file.size)
    .bind(&file.sha256)
    .bind(file.at)
    .execute(&mut *connection)
    .await?;
    touch_files(connection, file.draft_id, file.at).await?;
    Ok(FileAdded::Added(DraftFile {
        id: file.id,
        component: file.component.clone(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.size,
        sha256: file.sha256.clone(),
        received_at: file.at,
    }))
}

pub(super) async fn remove_file(
    connection: &mut Conn,
    draft_id: Uuid,
    file_id: Uuid,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let draft = locked(connection, draft_id).await?;
    if draft.is_none_or(|draft| draft.dossier_code.is_some()) {
        return Ok(false);
    }
    leftover::leave_removed(connection, draft_id, file_id, at).await?;
    sqlx::query("DELETE FROM paper_reuse WHERE draft_id = $1 AND file_id = $2")
        .bind(draft_id)
        .bind(file_id)
        .execute(&mut *connection)
        .await?;
    let done = sqlx::query("DELETE FROM draft_file WHERE draft_id = $1 AND id = $2")
        .bind(draft_id)
        .bind(file_id)
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    touch_files(connection, draft_id, at).await?;
    Ok(true)
}

pub(super) async fn touch_files(connection: &mut Conn, draft_id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query("UPDATE draft SET files_version = files_version + 1, updated_at = $2 WHERE id = $1")
        .bind(draft_id)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}
