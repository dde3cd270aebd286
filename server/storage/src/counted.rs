//! A connection that counts the statements sent over it.
//!
//! What a page asks of the database is seen by nobody as long as it is fast; counted, it is a figure that a test can hold
//! and an operator can watch.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures::future::BoxFuture;
use futures::stream::BoxStream;
use sqlx::{Database, Describe, Either, Execute, Executor, SqlStr};

/// How many statements were sent, over all connections of a store.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statements(Arc<AtomicU64>);

impl Statements {
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub fn sent(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What holds a connection of an engine.
pub(crate) trait Holds: Send {
    type Engine: Database;

    fn connection(&mut self) -> &mut <Self::Engine as Database>::Connection;
}

/// The connection with its count.
pub(crate) struct Counted<H> {
    pub held: H,
    statements: Statements,
}

impl<H> Counted<H> {
    pub fn new(held: H, statements: &Statements) -> Self {
        Self { held, statements: statements.clone() }
    }
}

impl<H> Debug for Counted<H> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Counted").field("statements", &self.statements).finish_non_exhaustive()
    }
}

type Row<D> = <D as Database>::Row;
type QueryResult<D> = <D as Database>::QueryResult;

impl<'c, H> Executor<'c> for &'c mut Counted<H>
where
    H: Holds,
    for<'a> &'a mut <H::Engine as Database>::Connection: Executor<'a, Database = H::Engine>,
{
    type Database = H::Engine;

    fn fetch_many<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxStream<'e, Result<Either<QueryResult<H::Engine>, Row<H::Engine>>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, H::Engine>,
    {
        self.statements.add();
        self.held.connection().fetch_many(query)
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<Row<H::Engine>>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, H::Engine>,
    {
        self.statements.add();
        self.held.connection().fetch_optional(query)
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [<H::Engine as Database>::TypeInfo],
    ) -> BoxFuture<'e, Result<<H::Engine as Database>::Statement, sqlx::Error>>
    where
        'c: 'e,
    {
        self.held.connection().prepare_with(sql, parameters)
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<H::Engine>, sqlx::Error>>
    where
        'c: 'e,
    {
        self.held.connection().describe(sql)
    }
}
