//! SQLite: the embedded default. One file, one writer that commits many writes together, a pool of readers.

mod writer;

#[path = "../queries/mod.rs"]
mod queries;

use std::path::Path;
use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection, SqlitePool};

use crate::error::StorageError;
use writer::Writer;

/// The engine for which `queries/` is compiled here.
type Db = sqlx::Sqlite;
type Conn = SqliteConnection;

/// Statements that differ between the engines.
mod dialect {
    /// The writer is alone, so a row needs no lock.
    pub(super) const LOCK_DRAFT: Option<&str> = None;
}

/// Readers beside the one writer.
const READERS: u32 = 4;

/// The ports on SQLite.
pub(crate) struct Store {
    readers: SqlitePool,
    writer: Writer,
}

impl Store {
    pub(crate) async fn open(path: &Path) -> Result<Self, StorageError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a person gets a receipt for what is committed, so it has to survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true)
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-8000")
            .pragma("journal_size_limit", "67108864")
            .statement_cache_capacity(200);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        sqlx::migrate!("migrations/sqlite").run(&mut connection).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options.read_only(true).pragma("cache_size", "-4000"))
            .await?;
        Ok(Self { readers, writer: Writer::start(connection) })
    }

    async fn reader(&self) -> Result<sqlx::pool::PoolConnection<Db>, StorageError> {
        Ok(self.readers.acquire().await?)
    }

    /// Runs one unit of work on the writer; when this returns `Ok` it is committed and durable.
    async fn write<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StorageError>> + Send + 'static,
    {
        self.writer.run(work).await
    }

    async fn shut(&self) {
        self.writer.stop().await;
        self.readers.close().await;
    }
}
