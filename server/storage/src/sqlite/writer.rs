//! The one writer of a SQLite file.
//!
//! With `synchronous=FULL` every commit waits for the disk. Writers therefore queue up and commit together: all work that
//! is waiting runs in one transaction, each piece in its own savepoint, and every caller is answered only after the commit.
//! A piece that fails is rolled back to its savepoint and takes nobody else with it.

use std::sync::Mutex;

use futures::future::BoxFuture;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::error::StorageError;

/// Most pieces of work in one transaction.
const BATCH: usize = 64;
/// Most pieces of work that wait; beyond, callers are told to come back.
const QUEUE: usize = 4096;

/// A finished piece: tells its caller how it ended, once it is known whether the transaction was committed.
struct Finished {
    failed: bool,
    answer: Box<dyn FnOnce(Result<(), String>) + Send>,
}

type Job = Box<dyn for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Finished> + Send>;

/// Handle of the writer task.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(connection: SqliteConnection) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let task = tokio::spawn(write_until_closed(connection, receiver));
        Self { queue: Mutex::new(Some(sender)), task: Mutex::new(Some(task)) }
    }

    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, StorageError>> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            Box::pin(async move {
                let outcome = work(connection).await;
                Finished {
                    failed: outcome.is_err(),
                    answer: Box::new(move |committed| {
                        // The caller may have gone away; what was committed stays committed.
                        let _ = sender.send(match committed {
                            Ok(()) => outcome,
                            Err(reason) => Err(StorageError::NotCommitted(reason)),
                        });
                    }),
                }
            })
        });
        let queue = self.queue.lock().ok().and_then(|queue| queue.clone());
        let queue = queue.ok_or_else(|| StorageError::NotCommitted("the database is closed".into()))?;
        queue.try_send(job).map_err(|_full| StorageError::Busy)?;
        receiver.await.map_err(|_gone| StorageError::NotCommitted("the writer stopped".into()))?
    }

    /// Lets waiting work finish, then closes the connection.
    pub(super) async fn stop(&self) {
        if let Ok(mut queue) = self.queue.lock() {
            queue.take();
        }
        let task = self.task.lock().ok().and_then(|mut task| task.take());
        if let Some(task) = task
            && let Err(error) = task.await
        {
            tracing::error!(%error, "The database writer ended badly");
        }
    }
}

async fn write_until_closed(mut connection: SqliteConnection, mut queue: mpsc::Receiver<Job>) {
    let mut waiting = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut waiting, BATCH).await > 0 {
        let mut finished = Vec::with_capacity(waiting.len());
        let committed = write_together(&mut connection, waiting.drain(..), &mut finished).await;
        if let Err(error) = &committed {
            tracing::error!(%error, "A batch of writes was not committed");
            // The connection may still be inside the broken transaction.
            let _ = execute(&mut connection, "ROLLBACK").await;
        }
        for piece in finished {
            (piece.answer)(committed.as_ref().copied().map_err(ToString::to_string));
        }
    }
    if let Err(error) = connection.close().await {
        tracing::warn!(%error, "The database was not closed cleanly");
    }
}

async fn write_together(
    connection: &mut SqliteConnection,
    jobs: impl Iterator<Item = Job>,
    finished: &mut Vec<Finished>,
) -> Result<(), sqlx::Error> {
    execute(connection, "BEGIN IMMEDIATE").await?;
    for job in jobs {
        execute(connection, "SAVEPOINT piece").await?;
        let piece = job(connection).await;
        if piece.failed {
            execute(connection, "ROLLBACK TO piece").await?;
        }
        finished.push(piece);
        execute(connection, "RELEASE piece").await?;
    }
    execute(connection, "COMMIT").await
}

async fn execute(connection: &mut SqliteConnection, statement: &'static str) -> Result<(), sqlx::Error> {
    sqlx::query(statement).execute(connection).await.map(|_| ())
}
