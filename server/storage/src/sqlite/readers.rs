//! The readers of a SQLite file.
//!
//! A connection is a thread, and each question to it is a change of threads and back. The general pool asks a connection
//! whether it is well before it gives it out and again when it comes back, which for a local file is two such changes for
//! nothing. Here a reader is only taken and given back.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use super::Conn;
use crate::counted::{Counted, Statements};
use crate::error::StorageError;

/// Readers beside the one writer.
const READERS: usize = 4;
/// How long a question waits for a free reader.
const PATIENCE: Duration = Duration::from_secs(5);

/// All readers; as many permits as connections.
pub(super) struct Readers {
    connections: Mutex<Vec<Arc<AsyncMutex<Conn>>>>,
    free: Arc<Semaphore>,
}

/// One reader for as long as it is held.
pub(super) struct Reader {
    // Given back before the permit, so that whoever gets the permit finds a connection.
    connection: OwnedMutexGuard<Conn>,
    _permit: OwnedSemaphorePermit,
}

impl Readers {
    pub(super) async fn open(options: &SqliteConnectOptions, statements: &Statements) -> Result<Self, sqlx::Error> {
        let mut connections = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            let connection = SqliteConnection::connect_with(options).await?;
            connections.push(Arc::new(AsyncMutex::new(Counted::new(connection, statements))));
        }
        Ok(Self { connections: Mutex::new(connections), free: Arc::new(Semaphore::new(READERS)) })
    }

    pub(super) async fn take(&self) -> Result<Reader, StorageError> {
        let permit = tokio::time::timeout(PATIENCE, Arc::clone(&self.free).acquire_owned());
        let permit = permit.await.map_err(|_elapsed| sqlx::Error::PoolTimedOut)?;
        let permit = permit.map_err(|_closed| sqlx::Error::PoolClosed)?;
        let connections = self.connections.lock().unwrap_or_else(PoisonError::into_inner);
        let free = connections.iter().find_map(|connection| Arc::clone(connection).try_lock_owned().ok());
        let connection = free.ok_or(sqlx::Error::PoolClosed)?;
        Ok(Reader { connection, _permit: permit })
    }

    /// Waits for what is being read, then closes all of them.
    pub(super) async fn close(&self) {
        let all = u32::try_from(READERS).unwrap_or(u32::MAX);
        let held = self.free.acquire_many(all).await;
        self.free.close();
        drop(held);
        let connections = std::mem::take(&mut *self.connections.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in connections.into_iter().filter_map(Arc::into_inner) {
            if let Err(error) = connection.into_inner().held.close().await {
                tracing::warn!(%error, "A reader of the database was not closed cleanly");
            }
        }
    }
}

impl Deref for Reader {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.connection
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.connection
    }
}
