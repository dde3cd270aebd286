//! Jobs that one process at a time runs.

use time::OffsetDateTime;

use super::Conn;
use crate::error::StorageError;

/// Takes the job until `until` and gives how far it has come; none while somebody else has it.
pub(super) async fn take(
    connection: &mut Conn,
    name: &str,
    now: OffsetDateTime,
    until: OffsetDateTime,
) -> Result<Option<String>, StorageError> {
    let position = sqlx::query_scalar(
        "INSERT INTO job (name, leased_until, position) VALUES ($1, $3, '')
         ON CONFLICT (name) DO UPDATE SET leased_until = excluded.leased_until WHERE job.leased_until <= $2
         RETURNING position",
    )
    .bind(name)
    .bind(now)
    .bind(until)
    .fetch_optional(connection)
    .await?;
    Ok(position)
}

/// Keeps how far the job has come and lets the next one take it.
pub(super) async fn leave(
    connection: &mut Conn,
    name: &str,
    position: &str,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query("UPDATE job SET leased_until = $3, position = $2 WHERE name = $1")
        .bind(name)
        .bind(position)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps when the job last ran to its end. Of several processes the latest counts.
pub(super) async fn succeeded(connection: &mut Conn, name: &str, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO job (name, leased_until, position, succeeded_at) VALUES ($1, $2, '', $2)
         ON CONFLICT (name) DO UPDATE SET succeeded_at = excluded.succeeded_at
         WHERE job.succeeded_at IS NULL OR job.succeeded_at < excluded.succeeded_at",
    )
    .bind(name)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn successes(connection: &mut Conn) -> Result<Vec<(String, OffsetDateTime)>, StorageError> {
    let rows = sqlx::query_as("SELECT name, succeeded_at FROM job WHERE succeeded_at IS NOT NULL ORDER BY name")
        .fetch_all(connection)
        .await?;
    Ok(rows)
}
