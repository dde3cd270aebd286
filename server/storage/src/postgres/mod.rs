//! PostgreSQL: the same product at scale, several processes on one database.

/// The submissions of a batch as rows `given`, from the JSON list in `$1`.
macro_rules! given {
    () => {
        "json_to_recordset($1::json) AS given(
             place bigint, draft_id uuid, dossier_id uuid, submission_key text, content_digest text, agency_code text,
             code text, answers text, form_revision bigint, submitted_at timestamptz, answer_due_at timestamptz,
             channel smallint, filed_by uuid, document text, applicant_name text, applicant_fold text,
             applicant_turned text, applicant_phone text)"
    };
}

/// The notices of the same list as rows, each with what it needs of its submission.
macro_rules! told {
    () => {
        "(SELECT given.draft_id, given.dossier_id, given.submitted_at, notice.id, notice.channel, notice.address
          FROM json_to_recordset($1::json) AS given(
                   draft_id uuid, dossier_id uuid, submitted_at timestamptz, notices json)
          CROSS JOIN LATERAL json_to_recordset(given.notices) AS notice(id uuid, channel text, address text)) AS told"
    };
}

/// Compares text byte by byte, whatever the language of the database.
macro_rules! bytewise {
    () => {
        " COLLATE \"C\""
    };
}

/// The texts of a JSON list that is bound between the two.
macro_rules! texts {
    () => {
        "SELECT json_array_elements_text("
    };
}
macro_rules! texts_end {
    () => {
        "::json)"
    };
}

#[path = "../queries/mod.rs"]
mod queries;

use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool, Transaction};

use crate::counted::{Counted, Holds, Statements};
use crate::error::StorageError;
use crate::model::{Submission, SubmissionOutcome};

/// The engine for which `queries/` is compiled here, and its connection.
type Db = sqlx::Postgres;
type Conn = Counted<Lent>;

/// A connection of the pool, as it is lent out.
enum Lent {
    Plain(PoolConnection<Db>),
    InTransaction(Transaction<'static, Db>),
}

impl Holds for Lent {
    type Engine = Db;

    fn connection(&mut self) -> &mut PgConnection {
        match self {
            Self::Plain(connection) => connection,
            Self::InTransaction(transaction) => transaction,
        }
    }
}

/// Statements that differ between the engines.
mod dialect {
    /// Two processes may submit or change the same draft at once: the second waits for the first.
    pub(super) const LOCK_DRAFT: Option<&str> = Some("SELECT id FROM draft WHERE id = $1 FOR UPDATE");
    /// A contact to which no code went yet has no row to lock.
    pub(super) const LOCK_CONTACT: Option<&str> =
        Some("SELECT pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))");
    /// Nobody writes while everything is counted anew.
    pub(super) const STILL: &[&str] =
        &["LOCK TABLE dossier, dossier_event, rating, feedback, feedback_event, indicator_day, indicator_month, indicator_stock,
           indicator_wait IN SHARE MODE"];
    pub(super) const DOSSIER_OF_RATING: &str =
        "SELECT id, agency_code, procedure_code, channel FROM dossier WHERE id = $1 FOR UPDATE";
    pub(super) const LOCK_ACCOUNT: Option<&str> = Some("SELECT id FROM account WHERE id = $1 FOR UPDATE");
}

/// Connections of one process; several processes share the database.
const CONNECTIONS: u32 = 16;

/// The ports on PostgreSQL.
pub(crate) struct Store {
    pool: PgPool,
    statements: Statements,
}

impl Store {
    pub(crate) async fn open(address: &str) -> Result<Self, StorageError> {
        let options: PgConnectOptions = address.parse()?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.application_name("motcua"))
            .await?;
        sqlx::migrate!("migrations/postgres").run(&pool).await?;
        Ok(Self { pool, statements: Statements::default() })
    }

    async fn reader(&self) -> Result<Box<Conn>, StorageError> {
        Ok(Box::new(Counted::new(Lent::Plain(self.pool.acquire().await?), &self.statements)))
    }

    /// Runs one unit of work in a transaction; when this returns `Ok` it is committed and durable.
    async fn write<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StorageError>> + Send + 'static,
    {
        let transaction = self.pool.begin().await?;
        self.statements.add();
        let mut connection = Counted::new(Lent::InTransaction(transaction), &self.statements);
        // Let go without a commit, as by an error here, the transaction is rolled back.
        let outcome = work(&mut connection).await?;
        if let Lent::InTransaction(transaction) = connection.held {
            self.statements.add();
            transaction.commit().await.map_err(|error| StorageError::NotCommitted(error.to_string()))?;
        }
        Ok(outcome)
    }

    /// Files one dossier in a transaction of its own: here many are filed at once on many connections.
    async fn file(&self, submission: Submission) -> Result<SubmissionOutcome, StorageError> {
        let filed = self.write(move |connection| {
            Box::pin(async move { queries::submit(connection, std::slice::from_ref(&submission)).await })
        });
        let outcome = filed.await?.pop();
        outcome.ok_or_else(|| StorageError::Damaged("a submission without an outcome".into()))
    }

    async fn shut(&self) {
        self.pool.close().await;
    }
}
