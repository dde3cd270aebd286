//! Feedback: sending, changing, looking up.

use domain::feedback::{FeedbackEvent, FeedbackStatus, FeedbackStep};
use sqlx::{FromRow, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

use super::desk::{actor_columns, actor_of};
use super::{Conn, Db, indicator};
use crate::error::StorageError;
use crate::model::{
    FeedbackCase, FeedbackChange, FeedbackFile, FeedbackList, FeedbackRecord, FeedbackSent, FeedbackStanding,
    NewFeedback,
};

const COLUMNS: &str = "id, code, category, title, words, place, dossier_code, contact, is_confidential, received_at, version,
    status, agency_code, acknowledge_due_at, answer_due_at, escalated_to, is_moderated, public_title, public_words, public_at,
    supporters";

#[derive(FromRow)]
struct Row {
    id: Uuid,
    code: String,
    category: String,
    title: String,
    words: String,
    place: String,
    dossier_code: String,
    contact: Option<Vec<u8>>,
    is_confidential: bool,
    received_at: OffsetDateTime,
    version: i64,
    status: String,
    agency_code: String,
    acknowledge_due_at: OffsetDateTime,
    answer_due_at: OffsetDateTime,
    escalated_to: String,
    is_moderated: bool,
    public_title: String,
    public_words: String,
    public_at: Option<OffsetDateTime>,
    supporters: i64,
}

impl Row {
    fn record(self) -> Result<FeedbackRecord, StorageError> {
        let status = FeedbackStatus::from_key(&self.status)
            .ok_or_else(|| StorageError::Damaged(format!("feedback in status {}", self.status)))?;
        let public = self.public_at.map(|_| (self.public_title, self.public_words));
        Ok(FeedbackRecord {
            id: self.id,
            code: self.code,
            category: self.category,
            title: self.title,
            words: self.words,
            place: self.place,
            dossier_code: self.dossier_code,
            contact: self.contact,
            is_confidential: self.is_confidential,
            received_at: self.received_at,
            version: self.version,
            standing: FeedbackStanding {
                status,
                agency_code: self.agency_code,
                acknowledge_due_at: self.acknowledge_due_at,
                answer_due_at: self.answer_due_at,
                escalated_to: self.escalated_to,
                is_moderated: self.is_moderated,
                public,
            },
            supporters: self.supporters,
        })
    }
}

pub(super) async fn send(connection: &mut Conn, new: &NewFeedback) -> Result<FeedbackSent, StorageError> {
    let before: Option<(Uuid, String, String)> =
        sqlx::query_as("SELECT id, code, content_digest FROM feedback WHERE submission_hash = $1")
            .bind(&new.submission_hash)
            .fetch_optional(&mut *connection)
            .await?;
    if let Some((id, code, digest)) = before {
        return Ok(if digest == new.content_digest {
            FeedbackSent::Again { id, code }
        } else {
            FeedbackSent::KeyReused { code }
        });
    }
    // The counter row is locked until the transaction ends: no gap when it is rolled back, no duplicate when it is not.
    let counter = format!("PA-{}", new.standing.agency_code);
    let number: i64 = sqlx::query_scalar(
        "INSERT INTO dossier_counter (agency_code, day, last) VALUES ($1, $2, 1)
         ON CONFLICT (agency_code, day) DO UPDATE SET last = dossier_counter.last + 1 RETURNING last",
    )
    .bind(&counter)
    .bind(&new.day)
    .fetch_one(&mut *connection)
    .await?;
    let code = format!("{counter}-{}-{number:04}", new.day);
    let standing = &new.standing;
    sqlx::query(
        "INSERT INTO feedback (id, code, submission_hash, content_digest, category, title, words, place, dossier_code, contact,
                               is_confidential, received_at, version, status, agency_code, acknowledge_due_at,
                               answer_due_at, is_moderated)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14, $15, $16, $17)",
    )
    .bind(new.id)
    .bind(&code)
    .bind(&new.submission_hash)
    .bind(&new.content_digest)
    .bind(&new.category)
    .bind(&new.title)
    .bind(&new.words)
    .bind(&new.place)
    .bind(&new.dossier_code)
    .bind(&new.contact)
    .bind(new.is_confidential)
    .bind(new.first.at)
    .bind(standing.status.key())
    .bind(&standing.agency_code)
    .bind(standing.acknowledge_due_at)
    .bind(standing.answer_due_at)
    .bind(standing.is_moderated)
    .execute(&mut *connection)
    .await?;
    append(connection, new.id, &new.first).await?;
    indicator::add(connection, &new.counts).await?;
    Ok(FeedbackSent::Kept { id: new.id, code })
}

async fn append(connection: &mut Conn, id: Uuid, step: &FeedbackStep) -> Result<(), StorageError> {
    let (kind, actor) = actor_columns(step.actor);
    let document = serde_json::to_string(&step.event).map_err(|error| StorageError::Damaged(error.to_string()))?;
    sqlx::query(
        "INSERT INTO feedback_event (feedback_id, sequence, kind, at, actor_kind, actor_id, document)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(step.sequence)
    .bind(step.event.key())
    .bind(step.at)
    .bind(kind)
    .bind(actor)
    .bind(document)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn change(connection: &mut Conn, change: &FeedbackChange) -> Result<bool, StorageError> {
    let Some(last) = change.steps.last() else { return Ok(true) };
    let standing = &change.standing;
    let (title, words) = standing.public.clone().unwrap_or_default();
    let changed = sqlx::query(
        "UPDATE feedback SET version = $3, status = $4, agency_code = $5, acknowledge_due_at = $6, answer_due_at = $7,
                escalated_to = $8, is_moderated = $9, public_title = $10, public_words = $11,
                public_at = CASE WHEN $12 THEN COALESCE(public_at, $13) END
         WHERE id = $1 AND version = $2",
    )
    .bind(change.id)
    .bind(change.version)
    .bind(last.sequence)
    .bind(standing.status.key())
    .bind(&standing.agency_code)
    .bind(standing.acknowledge_due_at)
    .bind(standing.answer_due_at)
    .bind(&standing.escalated_to)
    .bind(standing.is_moderated)
    .bind(title)
    .bind(words)
    .bind(standing.public.is_some())
    .bind(last.at)
    .execute(&mut *connection)
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    for step in &change.steps {
        append(connection, change.id, step).await?;
    }
    indicator::add(connection, &change.counts).await?;
    Ok(true)
}

#[derive(FromRow)]
pub(super) struct StepRow {
    pub feedback_id: Uuid,
    sequence: i64,
    at: OffsetDateTime,
    actor_kind: String,
    actor_id: Option<Uuid>,
    document: String,
}

impl StepRow {
    pub(super) fn step(self) -> Result<FeedbackStep, StorageError> {
        let event: FeedbackEvent = serde_json::from_str(&self.document)
            .map_err(|error| StorageError::Damaged(format!("event {} of a feedback: {error}", self.sequence)))?;
        let actor = actor_of(&self.actor_kind, self.actor_id)?;
        Ok(FeedbackStep { sequence: self.sequence, at: self.at, actor, event })
    }
}

#[derive(FromRow)]
struct FileRow {
    id: Uuid,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
    received_at: OffsetDateTime,
}

pub(super) async fn by_code(connection: &mut Conn, code: &str) -> Result<Option<FeedbackCase>, StorageError> {
    let row: Option<Row> = QueryBuilder::<Db>::new(format!("SELECT {COLUMNS} FROM feedback WHERE code = "))
        .push_bind(code)
        .build_query_as()
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let record = row.record()?;
    let steps: Vec<StepRow> = sqlx::query_as(
        "SELECT feedback_id, sequence, at, actor_kind, actor_id, document FROM feedback_event WHERE feedback_id = $1
         ORDER BY sequence",
    )
    .bind(record.id)
    .fetch_all(&mut *connection)
    .await?;
    let files: Vec<FileRow> = sqlx::query_as(
        "SELECT id, name, media_type, size, sha256, received_at FROM feedback_file WHERE feedback_id = $1
         ORDER BY received_at, id",
    )
    .bind(record.id)
    .fetch_all(connection)
    .await?;
    let steps = steps.into_iter().map(StepRow::step).collect::<Result<_, _>>()?;
    let file = |FileRow { id, name, media_type, size, sha256, received_at }| FeedbackFile {
        id,
        name,
        media_type,
        size,
        sha256,
        received_at,
    };
    Ok(Some(FeedbackCase { record, steps, files: files.into_iter().map(file).collect() }))
}

pub(super) async fn add_file(
    connection: &mut Conn,
    id: Uuid,
    file: &FeedbackFile,
    most: i64,
) -> Result<bool, StorageError> {
    // The row is written first, so that of two who add at once the second counts what the first added.
    sqlx::query("UPDATE feedback SET supporters = supporters WHERE id = $1").bind(id).execute(&mut *connection).await?;
    let added = sqlx::query(
        "INSERT INTO feedback_file (id, feedback_id, name, media_type, size, sha256, received_at)
         SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT COUNT(*) FROM feedback_file WHERE feedback_id = $2) < $8",
    )
    .bind(file.id)
    .bind(id)
    .bind(&file.name)
    .bind(&file.media_type)
    .bind(file.size)
    .bind(&file.sha256)
    .bind(file.received_at)
    .bind(most)
    .execute(connection)
    .await?;
    Ok(added.rows_affected() > 0)
}

pub(super) async fn support(connection: &mut Conn, id: Uuid, browser_hash: &[u8]) -> Result<bool, StorageError> {
    let added = sqlx::query(
        "INSERT INTO feedback_supporter (feedback_id, browser_hash) VALUES ($1, $2)
         ON CONFLICT (feedback_id, browser_hash) DO NOTHING",
    )
    .bind(id)
    .bind(browser_hash)
    .execute(&mut *connection)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("UPDATE feedback SET supporters = supporters + 1 WHERE id = $1").bind(id).execute(connection).await?;
    Ok(true)
}

pub(super) async fn of(
    connection: &mut Conn,
    agencies: &[String],
    list: FeedbackList,
    limit: i64,
) -> Result<Vec<FeedbackRecord>, StorageError> {
    if agencies.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Db>::new(format!("SELECT {COLUMNS} FROM feedback WHERE (agency_code IN ("));
    let mut places = query.separated(", ");
    agencies.iter().for_each(|agency| {
        places.push_bind(agency.clone());
    });
    query.push(") OR escalated_to IN (");
    let mut places = query.separated(", ");
    agencies.iter().for_each(|agency| {
        places.push_bind(agency.clone());
    });
    query.push(match list {
        FeedbackList::Open => ")) AND status IN ('received', 'handling') ORDER BY answer_due_at, code LIMIT ",
        FeedbackList::ToModerate => ")) AND NOT is_moderated AND status <> 'refused' ORDER BY received_at, code LIMIT ",
        FeedbackList::Done => {
            ")) AND status NOT IN ('received', 'handling') ORDER BY received_at DESC, code DESC LIMIT "
        }
    });
    let rows: Vec<Row> = query.push_bind(limit).build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(Row::record).collect()
}

pub(super) async fn public(
    connection: &mut Conn,
    agency: Option<&str>,
    before: Option<&(OffsetDateTime, String)>,
    limit: i64,
) -> Result<Vec<(OffsetDateTime, FeedbackRecord)>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(format!("SELECT {COLUMNS} FROM feedback WHERE public_at IS NOT NULL"));
    if let Some(agency) = agency {
        query.push(" AND agency_code = ").push_bind(agency.to_owned());
    }
    if let Some((at, code)) = before {
        query.push(" AND (public_at, code) < (").push_bind(*at).push(", ").push_bind(code.clone()).push(")");
    }
    query.push(" ORDER BY public_at DESC, code DESC LIMIT ").push_bind(limit);
    let rows: Vec<Row> = query.build_query_as().fetch_all(connection).await?;
    let with_day = |row: Row| {
        let at = row.public_at.ok_or_else(|| StorageError::Damaged("published feedback without a day".into()))?;
        Ok((at, row.record()?))
    };
    rows.into_iter().map(with_day).collect()
}

pub(super) async fn late(
    connection: &mut Conn,
    before: OffsetDateTime,
    limit: i64,
) -> Result<Vec<String>, StorageError> {
    let codes = sqlx::query_scalar(
        "SELECT code FROM feedback
         WHERE status IN ('received', 'handling') AND answer_due_at < $1 AND escalated_to = ''
         ORDER BY answer_due_at, code LIMIT $2",
    )
    .bind(before)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(codes)
}
