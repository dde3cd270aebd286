//! The only room with SQL.
//!
//! One SQL text serves two engines: the files under `queries/` are compiled twice, once inside `sqlite` and once inside
//! `postgres`, each with its own `Db` type. What really differs (the way to write, the few dialect statements) stands in
//! those two modules next to each other. One contract suite (`tests/contract.rs`) runs on both.
//!
//! To add a query: put a function into the file of its noun under `queries/`, a method into the port here, the delegation
//! into `queries/store.rs`, and a test into the contract suite.

#![expect(clippy::duplicate_mod, reason = "the queries are compiled once for each engine; see docs/decisions/0002")]

mod counted;
mod error;
mod model;
mod ports;
mod postgres;
mod sqlite;
mod url;

pub use error::StorageError;
pub use model::{
    AccountDossier, AccountDraft, AccountRecord, AccountSession, CodeAsked, CodeUsed, DossierLook, NewAccountSession,
    NewSignInCode, SealedContact, SignInCode, StoredPaper,
};
pub use model::{AnswersAt, ClosedDraft, NewSupplement};
pub use model::{
    Attempt, FinishedSetUp, FirstCredentials, NewStaff, NewStaffSession, SecondFactor, SessionStage, StaffEvent,
    StaffRecord, StaffSession,
};
pub use model::{
    CatalogueEntry, ChangeOutcome, CounterDraft, DeskDossier, DeskTask, DossierChange, DossierFile, DossierMessage,
    DossierNoticeState, DossierRecord, DossierSearch, DossierView, Draft, DraftAccess, DraftChange, DraftFile,
    DraftPatch, DraftToPlan, DueDossierNotice, DueNotice, FileAdded, FileLimits, FileOrigin, FilingNotice, FormOutcome,
    FoundBy, FoundDossier, HeldDraft, ImportRow, ImportSummary, LeftoverFile, MistakeCount, NewDossierFile,
    NewDossierNotice, NewDraft, NewFile, NewForm, NewNotice, NewProcess, NoticeChannel, NoticeState, ProcessKey,
    Projection, PublishedRevision, QueueChoices, QueueFilter, QueuePlace, QueueRow, RevisionLine, SaveOutcome,
    SavedFilter, StoredFile, StoredForm, Submission, SubmissionOutcome, TaskCount, TaskKind, TaskPlace,
};
pub use model::{CountChange, CountFault, CountSum, ProcedureSum, Rating, Recount, StockSum, WaitChange};
pub use model::{Explanation, MonthFacts, NewPublication, PublicationLine, StoredPublication};
pub use model::{
    FeedbackCase, FeedbackChange, FeedbackFile, FeedbackList, FeedbackRecord, FeedbackSent, FeedbackStanding,
    NewFeedback,
};
pub use ports::{AccountStore, FeedbackStore, IndicatorStore, PublicationStore, SupplementStore};
pub use ports::{
    CalendarStore, CatalogueStore, CounterStore, DeadlineStore, DeskStore, DossierStore, DraftLifeStore, DraftStore,
    FailedNoticeStore, FormStore, InstallationStore, JobStore, NoticeStore, StaffStore, Storage, StoredFileStore,
};
pub use url::{DatabaseUrl, InvalidDatabaseUrl};

use std::sync::Arc;

use time::OffsetDateTime;
use time::macros::datetime;

/// When something is due that has no time limit: after everything that has one.
pub const NO_DUE: OffsetDateTime = datetime!(9999-01-01 00:00 UTC);

/// Opens the database, brings it to the newest migration and gives the ports.
///
/// # Errors
/// When the database cannot be reached, is newer than this program, or a migration fails.
pub async fn open(url: &DatabaseUrl) -> Result<Arc<dyn Storage>, StorageError> {
    match url {
        DatabaseUrl::Sqlite(path) => Ok(Arc::new(sqlite::Store::open(path).await?)),
        DatabaseUrl::Postgres(address) => Ok(Arc::new(postgres::Store::open(address).await?)),
    }
}
