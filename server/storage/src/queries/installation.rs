//! Secrets of the installation.

use super::Conn;
use crate::error::StorageError;

/// Keeps `fresh` under the name if nothing is there, and gives what is there.
pub(super) async fn secret(connection: &mut Conn, name: &str, fresh: &[u8]) -> Result<Vec<u8>, StorageError> {
    sqlx::query("INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
        .bind(name)
        .bind(fresh)
        .execute(&mut *connection)
        .await?;
    let value = sqlx::query_scalar("SELECT value FROM installation WHERE name = $1").bind(name).fetch_one(connection);
    Ok(value.await?)
}

pub(super) async fn ping(connection: &mut Conn) -> Result<(), StorageError> {
    sqlx::query("SELECT version FROM catalogue_version WHERE id = 1").execute(connection).await?;
    Ok(())
}
