//! Turning drafts into dossiers, each exactly once and in one transaction (invariants I1, I2, I4).
//!
//! Many people file at the same moment, so a whole batch is filed with a handful of statements instead of a dozen for each:
//! the submissions go in as one JSON list, which `given!` makes rows of (it differs between the engines).

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::calendar::vietnam;
use domain::dossier::{Actor, DossierCode, DossierEvent, Event, EventKind, Status};
use domain::indicator::Measure;
use serde::Serialize;
use sqlx::FromRow;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::draft::FileRow;
use super::{Conn, dialect, dossier, indicator};
use crate::error::StorageError;
use crate::model::{CountChange, DossierRecord, DraftFile, Submission, SubmissionOutcome, TaskKind};

/// Files all of them in the transaction of the caller; the outcomes come in the same order.
pub(in super::super) async fn submit(
    connection: &mut Conn,
    submissions: &[Submission],
) -> Result<Vec<SubmissionOutcome>, StorageError> {
    let mut outcomes: Vec<(usize, SubmissionOutcome)> = Vec::with_capacity(submissions.len());
    let mut left: Vec<usize> = (0..submissions.len()).collect();
    while !left.is_empty() {
        // Of several for one draft or under one key the first goes ahead; the next must find its dossier.
        let (mut drafts, mut keys) = (HashSet::new(), HashSet::new());
        let first = |at: &usize| {
            submissions.get(*at).is_some_and(|one| {
                let (new_draft, new_key) = (drafts.insert(one.draft_id), keys.insert(one.submission_key.as_str()));
                new_draft && new_key
            })
        };
        let (now, later): (Vec<usize>, Vec<usize>) = left.into_iter().partition(first);
        let batch: Vec<&Submission> = now.iter().filter_map(|at| submissions.get(*at)).collect();
        outcomes.extend(now.into_iter().zip(submit_different(connection, &batch).await?));
        left = later;
    }
    outcomes.sort_by_key(|(at, _)| *at);
    Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

/// One submission as it goes into a statement.
#[derive(Serialize)]
struct Given<'a> {
    place: usize,
    draft_id: Uuid,
    dossier_id: Uuid,
    submission_key: &'a str,
    content_digest: &'a str,
    agency_code: &'a str,
    code: &'a str,
    answers: Option<&'a str>,
    form_revision: Option<i64>,
    #[serde(with = "time::serde::rfc3339")]
    submitted_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    answer_due_at: OffsetDateTime,
    channel: i16,
    filed_by: Option<Uuid>,
    document: String,
    applicant_name: &'a str,
    applicant_fold: &'a str,
    applicant_turned: &'a str,
    applicant_phone: &'a str,
    notices: Vec<GivenNotice<'a>>,
}

/// One way to tell of it.
#[derive(Serialize)]
struct GivenNotice<'a> {
    id: Uuid,
    channel: &'static str,
    address: &'a str,
}

fn given(submissions: &[(&Submission, String)]) -> Result<String, StorageError> {
    let rows: Result<Vec<Given<'_>>, serde_json::Error> = submissions
        .iter()
        .enumerate()
        .map(|(place, (submission, code))| {
            Ok(Given {
                place,
                draft_id: submission.draft_id,
                dossier_id: submission.dossier_id,
                submission_key: &submission.submission_key,
                content_digest: &submission.content_digest,
                agency_code: &submission.agency_code,
                code,
                answers: submission.answers.as_deref(),
                form_revision: submission.form_revision,
                submitted_at: submission.submitted_at,
                answer_due_at: submission.answer_due_at,
                channel: submission.channel.code(),
                filed_by: submission.filed_by,
                document: submitted(submission).document()?,
                applicant_name: &submission.found_by.name,
                applicant_fold: &submission.found_by.fold,
                applicant_turned: &submission.found_by.turned,
                applicant_phone: &submission.found_by.phone,
                notices: submission
                    .notices
                    .iter()
                    .map(|notice| GivenNotice {
                        id: notice.id,
                        channel: notice.channel.key(),
                        address: &notice.address,
                    })
                    .collect(),
            })
        })
        .collect();
    rows.and_then(|rows| serde_json::to_string(&rows)).map_err(|error| StorageError::Damaged(error.to_string()))
}

/// The first event of its history.
fn submitted(submission: &Submission) -> Event {
    Event::Submitted { channel: submission.channel, seal: submission.seal.clone() }
}

/// Who handed it in.
fn actor(submission: &Submission) -> Actor {
    submission.filed_by.map_or(Actor::Applicant, Actor::Officer)
}

/// What the database knows of a submission before it is filed.
#[derive(FromRow)]
struct Known {
    /// The dossier that was filed under the same key.
    earlier_draft_id: Option<Uuid>,
    earlier_digest: Option<String>,
    /// The draft; None when there is none.
    procedure_code: Option<String>,
    procedure_revision: Option<i64>,
    case_id: Option<String>,
    answers: Option<String>,
    version: Option<i64>,
    files_version: Option<i64>,
    dossier_code: Option<String>,
    withdrawn: bool,
}

const KNOWN: &str = concat!(
    "SELECT e.draft_id AS earlier_draft_id, e.content_digest AS earlier_digest, d.procedure_code, d.procedure_revision,
            d.case_id, d.answers, d.version, d.files_version, o.code AS dossier_code,
            p.withdrawn_at IS NOT NULL AS withdrawn
     FROM ",
    given!(),
    " LEFT JOIN dossier e ON e.submission_key = given.submission_key
      LEFT JOIN draft d ON d.id = given.draft_id AND d.discarded_at IS NULL
      LEFT JOIN dossier o ON o.draft_id = d.id
      LEFT JOIN procedure p ON p.code = d.procedure_code
      ORDER BY given.place"
);

/// A submission that is to become a dossier.
struct Ready<'a> {
    place: usize,
    submission: &'a Submission,
    known: Known,
}

/// Files submissions of which no two are for one draft or under one key.
async fn submit_different(
    connection: &mut Conn,
    submissions: &[&Submission],
) -> Result<Vec<SubmissionOutcome>, StorageError> {
    if let Some(lock) = dialect::LOCK_DRAFT {
        for submission in submissions {
            sqlx::query(lock).bind(submission.draft_id).execute(&mut *connection).await?;
        }
    }
    let asked: Vec<_> = submissions.iter().map(|submission| (*submission, String::new())).collect();
    let known: Vec<Known> = sqlx::query_as(KNOWN).bind(given(&asked)?).fetch_all(&mut *connection).await?;
    if known.len() != submissions.len() {
        return Err(StorageError::Damaged("a key or a draft has more than one dossier".into()));
    }
    let mut outcomes = Vec::with_capacity(submissions.len());
    let mut ready = Vec::new();
    for (place, (submission, known)) in submissions.iter().zip(known).enumerate() {
        let outcome = judged(connection, submission, &known).await?;
        if outcome.is_none() {
            ready.push(Ready { place, submission, known });
        }
        outcomes.push(outcome);
    }
    for (place, record) in accept(connection, ready).await? {
        if let Some(outcome) = outcomes.get_mut(place) {
            *outcome = Some(SubmissionOutcome::Accepted(Box::new(record)));
        }
    }
    let all: Option<Vec<SubmissionOutcome>> = outcomes.into_iter().collect();
    all.ok_or_else(|| StorageError::Damaged("a submission without an outcome".into()))
}

/// How a submission ends that makes no new dossier; None when it makes one.
async fn judged(
    connection: &mut Conn,
    submission: &Submission,
    known: &Known,
) -> Result<Option<SubmissionOutcome>, StorageError> {
    if let Some(draft_id) = known.earlier_draft_id {
        let same = draft_id == submission.draft_id
            && known.earlier_digest.as_ref().is_some_and(|digest| *digest == submission.content_digest);
        if !same {
            return Ok(Some(SubmissionOutcome::KeyReused));
        }
        let record = dossier::by_draft(connection, draft_id).await?;
        let record = record.ok_or_else(|| StorageError::Damaged("a dossier without a record".into()))?;
        return Ok(Some(SubmissionOutcome::Repeated(Box::new(record))));
    }
    let Some((version, files_version)) = known.version.zip(known.files_version) else {
        return Ok(Some(SubmissionOutcome::Gone));
    };
    if let Some(code) = &known.dossier_code {
        return Ok(Some(SubmissionOutcome::AlreadySubmitted(code.clone())));
    }
    if version != submission.version || files_version != submission.files_version {
        return Ok(Some(SubmissionOutcome::Changed));
    }
    Ok(known.withdrawn.then_some(SubmissionOutcome::Withdrawn))
}

/// Writes the dossiers with their files, first event, obligation and notices.
async fn accept(connection: &mut Conn, ready: Vec<Ready<'_>>) -> Result<Vec<(usize, DossierRecord)>, StorageError> {
    if ready.is_empty() {
        return Ok(Vec::new());
    }
    let codes = codes(connection, &ready).await?;
    let rows: Vec<_> = ready.iter().map(|one| one.submission).zip(codes.iter().cloned()).collect();
    let rows = given(&rows)?;
    let submitted = EventKind::Submitted.key();
    sqlx::query(DOSSIERS).bind(&rows).bind(Status::Submitted.code()).execute(&mut *connection).await?;
    // A draft counts its files from the first version on, so most are known to have none.
    let mut files = if ready.iter().any(|one| one.submission.files_version > 1) {
        sqlx::query(FILES).bind(&rows).execute(&mut *connection).await?;
        files_of(connection, &rows).await?
    } else {
        HashMap::new()
    };
    sqlx::query(EVENTS).bind(&rows).bind(submitted).execute(&mut *connection).await?;
    indicator::add(connection, &counts(&ready)).await?;
    sqlx::query(OBLIGATIONS).bind(&rows).execute(&mut *connection).await?;
    sqlx::query(TASKS).bind(&rows).bind(TaskKind::Receive.key()).execute(&mut *connection).await?;
    if ready.iter().any(|one| !one.submission.notices.is_empty()) {
        sqlx::query(NOTICES).bind(&rows).bind(submitted).execute(connection).await?;
    }
    let records = ready.into_iter().zip(codes).map(|(one, code)| {
        let files = files.remove(&one.submission.draft_id).unwrap_or_default();
        (one.place, written(one.submission, one.known, files, code))
    });
    Ok(records.collect())
}

/// What the submissions add to the counters.
fn counts(ready: &[Ready<'_>]) -> Vec<CountChange> {
    let count = |one: &Ready<'_>| CountChange {
        agency_code: one.submission.agency_code.clone(),
        procedure_code: one.known.procedure_code.clone().unwrap_or_default(),
        channel: one.submission.channel,
        day: one.submission.submitted_at.to_offset(vietnam()).date(),
        measure: Measure::Submitted,
        amount: 1,
    };
    ready.iter().map(count).collect()
}

const DOSSIERS: &str = concat!(
    "INSERT INTO dossier (id, code, draft_id, submission_key, content_digest, agency_code, procedure_code,
                          procedure_revision, case_id, answers, status, submitted_at, answer_due_at, form_revision,
                          channel, filed_by, unit_code, applicant_name, applicant_fold, applicant_turned,
                          applicant_phone)
     SELECT given.dossier_id, given.code, d.id, given.submission_key, given.content_digest, given.agency_code,
            d.procedure_code, d.procedure_revision, d.case_id, COALESCE(given.answers, d.answers), $2,
            given.submitted_at, given.answer_due_at, given.form_revision, given.channel, given.filed_by,
            given.agency_code, given.applicant_name, given.applicant_fold, given.applicant_turned,
            given.applicant_phone
     FROM ",
    given!(),
    " JOIN draft d ON d.id = given.draft_id"
);

const FILES: &str = concat!(
    "INSERT INTO dossier_file (dossier_id, position, file_id, component, name, media_type, size, sha256, origin, added_by)
     SELECT given.dossier_id, ROW_NUMBER() OVER (PARTITION BY f.draft_id ORDER BY f.received_at, f.id),
            f.id, f.component, f.name, f.media_type, f.size, f.sha256,
            CASE WHEN given.filed_by IS NULL THEN 'filed' ELSE 'scan' END, given.filed_by
     FROM ",
    given!(),
    " JOIN draft_file f ON f.draft_id = given.draft_id"
);

const EVENTS: &str = concat!(
    "INSERT INTO dossier_event (dossier_id, sequence, kind, at, actor_kind, actor_id, document)
     SELECT given.dossier_id, 1, $2, given.submitted_at,
            CASE WHEN given.filed_by IS NULL THEN 'applicant' ELSE 'officer' END, given.filed_by, given.document
     FROM ",
    given!()
);

const OBLIGATIONS: &str = concat!(
    "INSERT INTO obligation (dossier_id, kind, due_at) SELECT given.dossier_id, 'answer', given.answer_due_at FROM ",
    given!()
);

const TASKS: &str = concat!(
    "INSERT INTO desk_task (dossier_id, unit_code, kind, step, due_at, procedure_code)
     SELECT given.dossier_id, given.agency_code, $2, '', given.answer_due_at, d.procedure_code FROM ",
    given!(),
    " JOIN draft d ON d.id = given.draft_id"
);

const NOTICES: &str = concat!(
    "INSERT INTO dossier_notice (id, dossier_id, sequence, kind, channel, address, language, created_at, attempts,
                                 next_try_at)
     SELECT told.id, told.dossier_id, 1, $2, told.channel, told.address, d.language, told.submitted_at, 0,
            told.submitted_at
     FROM ",
    told!(),
    " JOIN draft d ON d.id = told.draft_id"
);

/// The codes in the order of the submissions. The counter row is locked until the transaction ends: no gap when it is
/// rolled back, no duplicate when it is not.
async fn codes(connection: &mut Conn, ready: &[Ready<'_>]) -> Result<Vec<String>, StorageError> {
    let mut wanted: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for Ready { submission, .. } in ready {
        *wanted.entry((&submission.agency_code, &submission.day)).or_default() += 1;
    }
    let mut next: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for ((agency, day), count) in wanted {
        let last: i64 = sqlx::query_scalar(
            "INSERT INTO dossier_counter (agency_code, day, last) VALUES ($1, $2, $3)
             ON CONFLICT (agency_code, day) DO UPDATE SET last = dossier_counter.last + excluded.last
             RETURNING last",
        )
        .bind(agency)
        .bind(day)
        .bind(count)
        .fetch_one(&mut *connection)
        .await?;
        next.insert((agency, day), last - count + 1);
    }
    let mut codes = Vec::with_capacity(ready.len());
    for Ready { submission, .. } in ready {
        let next = next.entry((&submission.agency_code, &submission.day)).or_default();
        let number = u64::try_from(*next).map_err(|_negative| StorageError::Damaged("a negative counter".into()))?;
        codes.push(DossierCode::new(&submission.agency_code, day_of(submission), number).to_string());
        *next += 1;
    }
    Ok(codes)
}

fn day_of(submission: &Submission) -> Date {
    submission.submitted_at.to_offset(domain::calendar::vietnam()).date()
}

#[derive(FromRow)]
struct OwnedFileRow {
    draft_id: Uuid,
    #[sqlx(flatten)]
    file: FileRow,
}

async fn files_of(connection: &mut Conn, rows: &str) -> Result<HashMap<Uuid, Vec<DraftFile>>, StorageError> {
    let found: Vec<OwnedFileRow> = sqlx::query_as(concat!(
        "SELECT f.draft_id, f.id, f.component, f.name, f.media_type, f.size, f.sha256, f.received_at FROM ",
        given!(),
        " JOIN draft_file f ON f.draft_id = given.draft_id ORDER BY f.received_at, f.id"
    ))
    .bind(rows)
    .fetch_all(connection)
    .await?;
    let mut files: HashMap<Uuid, Vec<DraftFile>> = HashMap::new();
    for row in found {
        files.entry(row.draft_id).or_default().push(row.file.into());
    }
    Ok(files)
}

/// The dossier as it was just written; the contract suite compares it with what is read back.
fn written(submission: &Submission, draft: Known, files: Vec<DraftFile>, code: String) -> DossierRecord {
    let files = files.into_iter().map(|file| DraftFile { received_at: submission.submitted_at, ..file });
    DossierRecord {
        id: submission.dossier_id,
        code,
        draft_id: submission.draft_id,
        agency_code: submission.agency_code.clone(),
        procedure_code: draft.procedure_code.unwrap_or_default(),
        procedure_revision: draft.procedure_revision.unwrap_or_default(),
        case_id: draft.case_id,
        form_revision: submission.form_revision,
        answers: submission.answers.clone().or(draft.answers).unwrap_or_default(),
        status: Status::Submitted,
        submitted_at: submission.submitted_at,
        answer_due_at: submission.answer_due_at,
        answered_at: None,
        files: files.collect(),
        events: vec![DossierEvent {
            sequence: 1,
            at: submission.submitted_at,
            actor: actor(submission),
            event: submitted(submission),
        }],
    }
}
