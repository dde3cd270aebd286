//! The one writer of a SQLite file.
//!
//! With `synchronous=FULL` every commit waits for the disk. Writers therefore queue up and commit together: all work that
//! is waiting runs in one transaction, each piece in its own savepoint, and every caller is answered only after the commit.
//! A piece that fails is rolled back to its savepoint and takes nobody else with it. Submissions, of which there are most,
//! are filed as one piece with a few statements for all of them: each statement is a change of threads.

use std::sync::Mutex;

use futures::future::BoxFuture;
use sqlx::Connection;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::Conn;
use super::queries::submit;
use crate::error::StorageError;
use crate::model::{Submission, SubmissionOutcome};

/// Most pieces of work in one transaction.
const BATCH: usize = 64;
/// Most pieces of work that wait; beyond, callers are told to come back.
const QUEUE: usize = 4096;

/// The way back to a caller.
type Answer<T> = oneshot::Sender<Result<T, StorageError>>;

/// A finished piece: tells its caller how it ended, once it is known whether the transaction was committed.
struct Finished {
    failed: bool,
    answer: Box<dyn FnOnce(Result<(), String>) + Send>,
}

impl Finished {
    fn new<T: Send + 'static>(outcome: Result<T, StorageError>, answer: Answer<T>) -> Self {
        Self {
            failed: outcome.is_err(),
            answer: Box::new(move |committed| {
                // The caller may have gone away; what was committed stays committed.
                let _ = answer.send(match committed {
                    Ok(()) => outcome,
                    Err(reason) => Err(StorageError::NotCommitted(reason)),
                });
            }),
        }
    }
}

type Job = Box<dyn for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Finished> + Send>;

/// What waits to be written.
enum Work {
    Piece(Job),
    Submission(Box<Submission>, Answer<SubmissionOutcome>),
}

/// Handle of the writer task.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Work>>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(connection: Conn) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let task = tokio::spawn(write_until_closed(connection, receiver));
        Self { queue: Mutex::new(Some(sender)), task: Mutex::new(Some(task)) }
    }

    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StorageError>> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let job: Job =
            Box::new(move |connection| Box::pin(async move { Finished::new(work(connection).await, sender) }));
        self.enqueue(Work::Piece(job))?;
        receiver.await.map_err(|_gone| StorageError::NotCommitted("the writer stopped".into()))?
    }

    pub(super) async fn file(&self, submission: Submission) -> Result<SubmissionOutcome, StorageError> {
        let (sender, receiver) = oneshot::channel();
        self.enqueue(Work::Submission(Box::new(submission), sender))?;
        receiver.await.map_err(|_gone| StorageError::NotCommitted("the writer stopped".into()))?
    }

    fn enqueue(&self, work: Work) -> Result<(), StorageError> {
        let queue = self.queue.lock().ok().and_then(|queue| queue.clone());
        let queue = queue.ok_or_else(|| StorageError::NotCommitted("the database is closed".into()))?;
        queue.try_send(work).map_err(|_full| StorageError::Busy)
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

async fn write_until_closed(mut connection: Conn, mut queue: mpsc::Receiver<Work>) {
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
    if let Err(error) = connection.held.close().await {
        tracing::warn!(%error, "The database was not closed cleanly");
    }
}

async fn write_together(
    connection: &mut Conn,
    waiting: impl Iterator<Item = Work>,
    finished: &mut Vec<Finished>,
) -> Result<(), sqlx::Error> {
    let (mut submissions, mut answers) = (Vec::new(), Vec::new());
    execute(connection, "BEGIN IMMEDIATE").await?;
    for work in waiting {
        match work {
            Work::Submission(submission, answer) => {
                submissions.push(*submission);
                answers.push(answer);
            }
            Work::Piece(job) => {
                execute(connection, "SAVEPOINT piece").await?;
                let piece = job(connection).await;
                if piece.failed {
                    execute(connection, "ROLLBACK TO piece").await?;
                }
                finished.push(piece);
                execute(connection, "RELEASE piece").await?;
            }
        }
    }
    for (outcome, answer) in file_together(connection, &submissions).await?.into_iter().zip(answers) {
        finished.push(Finished::new(outcome, answer));
    }
    execute(connection, "COMMIT").await
}

/// Files submissions together; if that fails, each for itself, so that a bad one takes nobody else with it.
async fn file_together(
    connection: &mut Conn,
    submissions: &[Submission],
) -> Result<Vec<Result<SubmissionOutcome, StorageError>>, sqlx::Error> {
    if submissions.is_empty() {
        return Ok(Vec::new());
    }
    match in_savepoint(connection, submissions).await? {
        Ok(outcomes) => return Ok(outcomes.into_iter().map(Ok).collect()),
        Err(error) if submissions.len() == 1 => return Ok(vec![Err(error)]),
        Err(error) => tracing::warn!(%error, "Submissions could not be filed together and are filed one by one"),
    }
    let mut outcomes = Vec::with_capacity(submissions.len());
    for submission in submissions.chunks(1) {
        let outcome = in_savepoint(connection, submission).await?;
        outcomes.push(outcome.and_then(|mut outcomes| {
            outcomes.pop().ok_or_else(|| StorageError::Damaged("a submission without an outcome".into()))
        }));
    }
    Ok(outcomes)
}

async fn in_savepoint(
    connection: &mut Conn,
    submissions: &[Submission],
) -> Result<Result<Vec<SubmissionOutcome>, StorageError>, sqlx::Error> {
    execute(connection, "SAVEPOINT submissions").await?;
    let outcomes = submit(connection, submissions).await;
    if outcomes.is_err() {
        execute(connection, "ROLLBACK TO submissions").await?;
    }
    execute(connection, "RELEASE submissions").await?;
    Ok(outcomes)
}

async fn execute(connection: &mut Conn, statement: &'static str) -> Result<(), sqlx::Error> {
    sqlx::query(statement).execute(connection).await.map(|_| ())
}
