//! Editions of months, and explanations.

use sqlx::{FromRow, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Conn, Db};
use crate::error::StorageError;
use crate::model::{Explanation, NewPublication, PublicationLine, StoredPublication};

#[derive(FromRow)]
struct LineRow {
    month: i64,
    edition: i64,
    published_at: OffsetDateTime,
    reason: String,
}

#[derive(FromRow)]
struct Row {
    month: i64,
    edition: i64,
    published_at: OffsetDateTime,
    reason: String,
    document: String,
    signature: Vec<u8>,
    data: Vec<u8>,
}

pub(super) async fn publish(connection: &mut Conn, new: &NewPublication) -> Result<bool, StorageError> {
    let kept = sqlx::query(
        "INSERT INTO publication (month, edition, published_at, reason, document, signature, data)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (month, edition) DO NOTHING",
    )
    .bind(new.month)
    .bind(new.edition)
    .bind(new.published_at)
    .bind(&new.reason)
    .bind(&new.document)
    .bind(&new.signature)
    .bind(&new.data)
    .execute(&mut *connection)
    .await?;
    if kept.rows_affected() == 0 {
        return Ok(false);
    }
    for (agency, due_at) in &new.explanations {
        sqlx::query(
            "INSERT INTO explanation (month, agency_code, asked_at, due_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (month, agency_code) DO NOTHING",
        )
        .bind(new.month)
        .bind(agency)
        .bind(new.published_at)
        .bind(due_at)
        .execute(&mut *connection)
        .await?;
    }
    Ok(true)
}

pub(super) async fn all(connection: &mut Conn, limit: i64) -> Result<Vec<PublicationLine>, StorageError> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "SELECT month, edition, published_at, reason FROM publication ORDER BY month DESC, edition DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let line =
        |LineRow { month, edition, published_at, reason }| PublicationLine { month, edition, published_at, reason };
    Ok(rows.into_iter().map(line).collect())
}

pub(super) async fn one(
    connection: &mut Conn,
    month: i64,
    edition: Option<i64>,
) -> Result<Option<StoredPublication>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(
        "SELECT month, edition, published_at, reason, document, signature, data FROM publication WHERE month = ",
    );
    query.push_bind(month);
    if let Some(edition) = edition {
        query.push(" AND edition = ").push_bind(edition);
    }
    let row: Option<Row> =
        query.push(" ORDER BY edition DESC LIMIT 1").build_query_as().fetch_optional(connection).await?;
    Ok(row.map(|row| StoredPublication {
        line: PublicationLine {
            month: row.month,
            edition: row.edition,
            published_at: row.published_at,
            reason: row.reason,
        },
        document: row.document,
        signature: row.signature,
        data: row.data,
    }))
}

#[derive(FromRow)]
struct ExplanationRow {
    month: i64,
    agency_code: String,
    asked_at: OffsetDateTime,
    due_at: OffsetDateTime,
    answered_at: Option<OffsetDateTime>,
    staff_id: Option<Uuid>,
    words: String,
}

impl From<ExplanationRow> for Explanation {
    fn from(row: ExplanationRow) -> Self {
        let ExplanationRow { month, agency_code, asked_at, due_at, answered_at, staff_id, words } = row;
        Self { month, agency_code, asked_at, due_at, answered_at, staff_id, words }
    }
}

const EXPLANATION: &str =
    "SELECT month, agency_code, asked_at, due_at, answered_at, staff_id, words FROM explanation WHERE ";

pub(super) async fn explanations(connection: &mut Conn, month: i64) -> Result<Vec<Explanation>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(EXPLANATION);
    query.push("month = ").push_bind(month).push(" ORDER BY agency_code");
    let rows: Vec<ExplanationRow> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(Explanation::from).collect())
}

pub(super) async fn explanations_of(
    connection: &mut Conn,
    agencies: &[String],
    limit: i64,
) -> Result<Vec<Explanation>, StorageError> {
    if agencies.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Db>::new(EXPLANATION);
    query.push("agency_code IN (");
    let mut places = query.separated(", ");
    for agency in agencies {
        places.push_bind(agency.clone());
    }
    query
        .push(") ORDER BY CASE WHEN answered_at IS NULL THEN 0 ELSE 1 END, month DESC, agency_code LIMIT ")
        .push_bind(limit);
    let rows: Vec<ExplanationRow> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(Explanation::from).collect())
}

pub(super) async fn explain(
    connection: &mut Conn,
    (month, agency): (i64, &str),
    words: &str,
    staff_id: Uuid,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let answered = sqlx::query(
        "UPDATE explanation SET answered_at = $3, staff_id = $4, words = $5
         WHERE month = $1 AND agency_code = $2 AND answered_at IS NULL",
    )
    .bind(month)
    .bind(agency)
    .bind(at)
    .bind(staff_id)
    .bind(words)
    .execute(connection)
    .await?;
    Ok(answered.rows_affected() > 0)
}
