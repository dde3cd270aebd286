//! Narrowed queues that officers gave names to.

use sqlx::FromRow;
use uuid::Uuid;

use super::Conn;
use crate::error::StorageError;
use crate::model::{SaveOutcome, SavedFilter};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    name: String,
    query: String,
}

pub(super) async fn of(connection: &mut Conn, staff_id: Uuid) -> Result<Vec<SavedFilter>, StorageError> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT id, name, query FROM saved_filter WHERE staff_id = $1 ORDER BY name, id")
            .bind(staff_id)
            .fetch_all(connection)
            .await?;
    Ok(rows.into_iter().map(|row| SavedFilter { id: row.id, name: row.name, query: row.query }).collect())
}

pub(super) async fn save(
    connection: &mut Conn,
    staff_id: Uuid,
    filter: &SavedFilter,
    most: i64,
) -> Result<SaveOutcome, StorageError> {
    let replaced = sqlx::query("UPDATE saved_filter SET query = $3 WHERE staff_id = $1 AND name = $2")
        .bind(staff_id)
        .bind(&filter.name)
        .bind(&filter.query)
        .execute(&mut *connection)
        .await?;
    if replaced.rows_affected() > 0 {
        return Ok(SaveOutcome::Replaced);
    }
    let saved = sqlx::query(
        "INSERT INTO saved_filter (id, staff_id, name, query)
         SELECT $1, $2, $3, $4 WHERE (SELECT COUNT(*) FROM saved_filter WHERE staff_id = $2) < $5",
    )
    .bind(filter.id)
    .bind(staff_id)
    .bind(&filter.name)
    .bind(&filter.query)
    .bind(most)
    .execute(connection)
    .await?;
    Ok(if saved.rows_affected() > 0 { SaveOutcome::Saved } else { SaveOutcome::TooMany })
}

pub(super) async fn forget(connection: &mut Conn, staff_id: Uuid, id: Uuid) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM saved_filter WHERE staff_id = $1 AND id = $2")
        .bind(staff_id)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}
