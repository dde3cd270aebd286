//! Turning a draft into a dossier, exactly once and in one transaction (invariants I1, I2, I4).

use domain::dossier::{DossierCode, DossierEvent, EventKind};
use time::Date;
use uuid::Uuid;

use super::{Conn, dossier, draft};
use crate::error::StorageError;
use crate::model::{DossierRecord, Draft, DraftFile, Submission, SubmissionOutcome};

pub(super) async fn submit(connection: &mut Conn, submission: &Submission) -> Result<SubmissionOutcome, StorageError> {
    let draft = draft::locked(connection, submission.draft_id).await?;
    if let Some(earlier) = earlier_under_key(connection, &submission.submission_key).await? {
        let same = earlier.draft_id == submission.draft_id && earlier.content_digest == submission.content_digest;
        if !same {
            return Ok(SubmissionOutcome::KeyReused);
        }
        let record = dossier::by_draft(connection, submission.draft_id).await?;
        return record
            .map(|record| SubmissionOutcome::Repeated(Box::new(record)))
            .ok_or_else(|| StorageError::Damaged("a dossier without a record".into()));
    }
    let Some(draft) = draft else { return Ok(SubmissionOutcome::Gone) };
    if let Some(code) = draft.dossier_code {
        return Ok(SubmissionOutcome::AlreadySubmitted(code));
    }
    if draft.version != submission.version || draft.files_version != submission.files_version {
        return Ok(SubmissionOutcome::Changed);
    }
    let number = next_number(connection, &submission.agency_code, &submission.day).await?;
    let code = DossierCode::new(&submission.agency_code, day_of(submission), number).to_string();
    insert(connection, submission, &draft, &code).await?;
    Ok(SubmissionOutcome::Accepted(Box::new(written(submission, draft, code))))
}

/// The dossier as it was just written; the contract suite compares it with what is read back.
fn written(submission: &Submission, draft: Draft, code: String) -> DossierRecord {
    let files = draft.files.into_iter().map(|file| DraftFile { received_at: submission.submitted_at, ..file });
    DossierRecord {
        id: submission.dossier_id,
        code,
        draft_id: submission.draft_id,
        agency_code: submission.agency_code.clone(),
        procedure_code: draft.procedure_code,
        procedure_revision: draft.procedure_revision,
        case_id: draft.case_id,
        form_revision: submission.form_revision,
        answers: submission.answers.clone().unwrap_or(draft.answers),
        status: EventKind::Submitted.status(),
        submitted_at: submission.submitted_at,
        answer_due_at: submission.answer_due_at,
        answered_at: None,
        files: files.collect(),
        events: vec![DossierEvent { sequence: 1, kind: EventKind::Submitted, at: submission.submitted_at }],
    }
}

#[derive(sqlx::FromRow)]
struct EarlierRow {
    draft_id: Uuid,
    content_digest: String,
}

async fn earlier_under_key(connection: &mut Conn, key: &str) -> Result<Option<EarlierRow>, StorageError> {
    let row = sqlx::query_as("SELECT draft_id, content_digest FROM dossier WHERE submission_key = $1")
        .bind(key)
        .fetch_optional(connection)
        .await?;
    Ok(row)
}

fn day_of(submission: &Submission) -> Date {
    submission.submitted_at.to_offset(domain::calendar::vietnam()).date()
}

/// The counter row is locked until the transaction ends: no gap when it is rolled back, no duplicate when it is not.
async fn next_number(connection: &mut Conn, agency: &str, day: &str) -> Result<u64, StorageError> {
    let last: i64 = sqlx::query_scalar(
        "INSERT INTO dossier_counter (agency_code, day, last) VALUES ($1, $2, 1)
         ON CONFLICT (agency_code, day) DO UPDATE SET last = dossier_counter.last + 1
         RETURNING last",
    )
    .bind(agency)
    .bind(day)
    .fetch_one(connection)
    .await?;
    u64::try_from(last).map_err(|_negative| StorageError::Damaged("a negative dossier counter".into()))
}

async fn insert(connection: &mut Conn, submission: &Submission, draft: &Draft, code: &str) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO dossier (id, code, draft_id, submission_key, content_digest, agency_code, procedure_code,
                              procedure_revision, case_id, answers, status, submitted_at, answer_due_at,
                              form_revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(submission.dossier_id)
    .bind(code)
    .bind(submission.draft_id)
    .bind(&submission.submission_key)
    .bind(&submission.content_digest)
    .bind(&submission.agency_code)
    .bind(&draft.procedure_code)
    .bind(draft.procedure_revision)
    .bind(&draft.case_id)
    .bind(submission.answers.as_ref().unwrap_or(&draft.answers))
    .bind(EventKind::Submitted.status().code())
    .bind(submission.submitted_at)
    .bind(submission.answer_due_at)
    .bind(submission.form_revision)
    .execute(&mut *connection)
    .await?;
    for (position, file) in (1_i64..).zip(&draft.files) {
        sqlx::query(
            "INSERT INTO dossier_file (dossier_id, position, file_id, component, name, media_type, size, sha256)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(submission.dossier_id)
        .bind(position)
        .bind(file.id)
        .bind(&file.component)
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(file.size)
        .bind(&file.sha256)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("INSERT INTO dossier_event (dossier_id, sequence, kind, at) VALUES ($1, 1, $2, $3)")
        .bind(submission.dossier_id)
        .bind(EventKind::Submitted.key())
        .bind(submission.submitted_at)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO obligation (dossier_id, kind, due_at, met_at) VALUES ($1, 'answer', $2, NULL)")
        .bind(submission.dossier_id)
        .bind(submission.answer_due_at)
        .execute(connection)
        .await?;
    Ok(())
}
