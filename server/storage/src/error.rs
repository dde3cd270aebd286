//! What can go wrong with the database. For the log only: a person is told by the service what it means for them.

/// A failure of the database. Lookups that find nothing are `None`, not an error.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The engine refused or could not be reached.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// A migration failed, or the database is newer than this program.
    #[error("the database could not be migrated")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The transaction that held this write could not be committed; nothing of it was kept.
    #[error("the write was not committed: {0}")]
    NotCommitted(String),
    /// The queue of writers is full: too much is being written at once. Nothing was kept.
    #[error("too many writes are waiting")]
    Busy,
    /// What was read does not have the form this program writes.
    #[error("a stored value is damaged: {0}")]
    Damaged(String),
    /// The folder of the database cannot be used.
    #[error("the folder of the database cannot be used")]
    Folder(#[from] std::io::Error),
}

impl StorageError {
    /// Whether trying again a little later may help.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Busy | Self::NotCommitted(_) => true,
            Self::Database(error) => matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::Io(_)),
            Self::Migration(_) | Self::Damaged(_) | Self::Folder(_) => false,
        }
    }

    /// Name of the database constraint that was broken, if that is what happened.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.constraint(),
            _ => None,
        }
    }
}
