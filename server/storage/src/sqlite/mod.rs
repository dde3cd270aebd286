//! SQLite: the embedded default. One file, one writer that commits many writes together, a few readers.

mod readers;
mod writer;

/// The submissions of a batch as rows `given`, from the JSON list in `$1`.
macro_rules! given {
    () => {
        "(SELECT value ->> 'place' AS place, unhex(value ->> 'draft_id', '-') AS draft_id,
                 unhex(value ->> 'dossier_id', '-') AS dossier_id, value ->> 'submission_key' AS submission_key,
                 value ->> 'content_digest' AS content_digest, value ->> 'agency_code' AS agency_code,
                 value ->> 'code' AS code, value ->> 'answers' AS answers,
                 value ->> 'form_revision' AS form_revision, value ->> 'submitted_at' AS submitted_at,
                 value ->> 'answer_due_at' AS answer_due_at, value ->> 'channel' AS channel,
                 unhex(value ->> 'filed_by', '-') AS filed_by, value ->> 'document' AS document,
                 value ->> 'applicant_name' AS applicant_name, value ->> 'applicant_fold' AS applicant_fold,
                 value ->> 'applicant_turned' AS applicant_turned, value ->> 'applicant_phone' AS applicant_phone
          FROM json_each($1)) AS given"
    };
}

/// The notices of the same list as rows, each with what it needs of its submission.
macro_rules! told {
    () => {
        "(SELECT unhex(given.value ->> 'draft_id', '-') AS draft_id,
                 unhex(given.value ->> 'dossier_id', '-') AS dossier_id, given.value ->> 'submitted_at' AS submitted_at,
                 unhex(notice.value ->> 'id', '-') AS id, notice.value ->> 'channel' AS channel,
                 notice.value ->> 'address' AS address
          FROM json_each($1) AS given, json_each(given.value, '$.notices') AS notice) AS told"
    };
}

/// Compares text byte by byte, as it is without saying so.
macro_rules! bytewise {
    () => {
        ""
    };
}

/// The texts of a JSON list that is bound between the two.
macro_rules! texts {
    () => {
        "SELECT value FROM json_each("
    };
}
macro_rules! texts_end {
    () => {
        ")"
    };
}

#[path = "../queries/mod.rs"]
mod queries;

use std::path::Path;
use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::counted::{Counted, Holds, Statements};
use crate::error::StorageError;
use crate::model::{Submission, SubmissionOutcome};
use readers::{Reader, Readers};
use writer::Writer;

/// The engine for which `queries/` is compiled here, and its connection.
type Db = sqlx::Sqlite;
type Conn = Counted<SqliteConnection>;

impl Holds for SqliteConnection {
    type Engine = Db;

    fn connection(&mut self) -> &mut Self {
        self
    }
}

/// Statements that differ between the engines.
mod dialect {
    /// The writer is alone, so a row needs no lock.
    pub(super) const LOCK_DRAFT: Option<&str> = None;
    pub(super) const LOCK_CONTACT: Option<&str> = None;
    pub(super) const LOCK_ACCOUNT: Option<&str> = None;
    pub(super) const STILL: &[&str] = &[];
    pub(super) const DOSSIER_OF_RATING: &str =
        "SELECT id, agency_code, procedure_code, channel FROM dossier WHERE id = $1";
}

/// The ports on SQLite.
pub(crate) struct Store {
    readers: Readers,
    writer: Writer,
    statements: Statements,
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
            .statement_cache_capacity(200)
            .disable_statement_logging();
        let mut connection = SqliteConnection::connect_with(&options).await?;
        sqlx::migrate!("migrations/sqlite").run(&mut connection).await?;
        let statements = Statements::default();
        // Documents are long and seldom asked for twice, and the system keeps the file's pages anyway.
        let readers = Readers::open(&options.read_only(true).pragma("cache_size", "-1000"), &statements).await?;
        let writer = Writer::start(Counted::new(connection, &statements));
        Ok(Self { readers, writer, statements })
    }

    async fn reader(&self) -> Result<Reader, StorageError> {
        self.readers.take().await
    }

    /// Runs one unit of work on the writer; when this returns `Ok` it is committed and durable.
    async fn write<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StorageError>> + Send + 'static,
    {
        self.writer.run(work).await
    }

    /// Files one dossier, together with all that wait at the same moment.
    async fn file(&self, submission: Submission) -> Result<SubmissionOutcome, StorageError> {
        self.writer.file(submission).await
    }

    async fn shut(&self) {
        // The last connection that closes brings the log back into the file, which a reader may not. Left behind, the log
        // would be read through at the next start.
        self.readers.close().await;
        self.writer.stop().await;
    }
}
