//! Errors of the use cases. What a person is told and what the log keeps are different things.

use std::error::Error;

use domain::filing::Problem;
use storage::{Draft, StorageError};

/// Why something was not done.
#[derive(Debug)]
pub enum ServiceError {
    /// The caller can put it right; everything they need is in the refusal.
    Refused(Box<Refusal>),
    /// Too much at once; the same call may succeed a little later.
    Busy,
    /// Our own failure. The cause is for the log and is never shown.
    Failed(Box<dyn Error + Send + Sync>),
}

/// What kind of answer a refusal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// There is nothing there, or it is not the caller's.
    NotFound,
    /// What was sent has to be put right.
    Invalid,
    /// The caller's roles do not allow it.
    Forbidden,
    /// It contradicts what is already there.
    Conflict,
    /// A limit on size or number.
    TooLarge,
    /// The kind of file is not taken.
    UnsupportedMedia,
    /// The version the change is based on must be named.
    PreconditionRequired,
    /// Somebody of the staff has to sign in first.
    SignInRequired,
}

/// A refusal: a stable key, and the fields it is about.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub kind: RefusalKind,
    /// Stable key; translated for people, sent as `code` by the API.
    pub key: &'static str,
    /// Arguments of the sentence.
    pub arguments: Vec<String>,
    /// What is wrong, field by field.
    pub problems: Vec<Problem>,
    /// The draft as it is now, when somebody else saved first.
    pub current: Option<Box<Draft>>,
}

impl ServiceError {
    #[must_use]
    pub fn refused(kind: RefusalKind, key: &'static str) -> Self {
        Self::Refused(Box::new(Refusal { kind, key, arguments: Vec::new(), problems: Vec::new(), current: None }))
    }

    /// A refusal whose sentence names something.
    #[must_use]
    pub fn refused_with(kind: RefusalKind, key: &'static str, arguments: Vec<String>) -> Self {
        Self::Refused(Box::new(Refusal { kind, key, arguments, problems: Vec::new(), current: None }))
    }

    #[must_use]
    pub fn invalid(key: &'static str, problems: Vec<Problem>) -> Self {
        Self::Refused(Box::new(Refusal {
            kind: RefusalKind::Invalid,
            key,
            arguments: Vec::new(),
            problems,
            current: None,
        }))
    }

    /// One field is wrong.
    #[must_use]
    pub fn field(field: &str, key: &'static str, arguments: &[String]) -> Self {
        Self::invalid(key, vec![Problem::new(field, key, arguments)])
    }
}

impl From<StorageError> for ServiceError {
    fn from(error: StorageError) -> Self {
        if error.is_passing() {
            tracing::warn!(%error, "The database is busy");
            Self::Busy
        } else {
            Self::Failed(Box::new(error))
        }
    }
}
