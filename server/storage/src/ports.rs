//! The ports. Time and identifiers come in as arguments; lookups give `None` when there is nothing.

use async_trait::async_trait;
use tokio::sync::mpsc::Receiver;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{
    CatalogueEntry, DossierRecord, Draft, DraftChange, DraftPatch, FileAdded, FileLimits, FormOutcome, ImportRow,
    ImportSummary, MistakeCount, NewDraft, NewFile, NewForm, PublishedRevision, RevisionLine, StoredForm, Submission,
    SubmissionOutcome,
};
use time::{Date, OffsetDateTime};

/// The published catalogue.
#[async_trait]
pub trait CatalogueStore: Send + Sync {
    /// Publishes all rows in one transaction. With `replace`, what the rows do not name is withdrawn.
    async fn import(
        &self,
        rows: Vec<ImportRow>,
        replace: bool,
        at: OffsetDateTime,
    ) -> Result<ImportSummary, StorageError>;
    /// Counts up with every change of the catalogue.
    async fn catalogue_version(&self) -> Result<i64, StorageError>;
    /// Every procedure in force, ordered by code, one at a time so that the documents never lie in memory together.
    async fn catalogue(&self) -> Result<Receiver<Result<CatalogueEntry, StorageError>>, StorageError>;
    /// The revision in force (or last in force, when withdrawn).
    async fn procedure(&self, code: &str) -> Result<Option<PublishedRevision>, StorageError>;
    /// One revision by number.
    async fn procedure_revision(&self, code: &str, revision: i64) -> Result<Option<PublishedRevision>, StorageError>;
    /// All revisions of a procedure, newest first.
    async fn revisions(&self, code: &str) -> Result<Vec<RevisionLine>, StorageError>;
}

/// Electronic forms and the mistakes people make with them.
#[async_trait]
pub trait FormStore: Send + Sync {
    /// Publishes all forms in one transaction, or none when the revision of one does not come after the one in force. The
    /// outcomes come in the order of the forms.
    async fn publish_forms(&self, forms: Vec<NewForm>, at: OffsetDateTime) -> Result<Vec<FormOutcome>, StorageError>;
    /// Counts up with every publication.
    async fn forms_version(&self) -> Result<i64, StorageError>;
    /// The forms in force, ordered by procedure and case.
    async fn forms(&self) -> Result<Vec<StoredForm>, StorageError>;
    /// One revision of a form.
    async fn form_revision(
        &self,
        procedure_code: &str,
        case_id: Option<&str>,
        revision: i64,
    ) -> Result<Option<StoredForm>, StorageError>;
    /// Adds the counts to those of that day.
    async fn count_mistakes(&self, mistakes: Vec<MistakeCount>, day: Date) -> Result<(), StorageError>;
    /// All mistakes with the forms of a procedure, summed over the days, the most frequent first.
    async fn mistakes(&self, procedure_code: &str) -> Result<Vec<MistakeCount>, StorageError>;
}

/// Answers and files before filing.
#[async_trait]
pub trait DraftStore: Send + Sync {
    async fn create_draft(&self, draft: NewDraft) -> Result<(), StorageError>;
    /// A draft by identifier, discarded ones left out. The caller decides who may see it.
    async fn draft(&self, id: Uuid) -> Result<Option<Draft>, StorageError>;
    /// The browser's newest draft of a procedure that has not been submitted.
    async fn open_draft(&self, browser_hash: &[u8], procedure_code: &str) -> Result<Option<Draft>, StorageError>;
    /// Changes the draft if it still has `version`; with `None` whatever version it has.
    async fn patch_draft(
        &self,
        id: Uuid,
        version: Option<i64>,
        patch: DraftPatch,
        at: OffsetDateTime,
    ) -> Result<DraftChange, StorageError>;
    async fn discard_draft(&self, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;
    async fn add_file(&self, file: NewFile, limits: FileLimits) -> Result<FileAdded, StorageError>;
    /// Removes a file from a draft that has not been submitted; false when there was none.
    async fn remove_file(&self, draft_id: Uuid, file_id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;
}

/// Filed dossiers.
#[async_trait]
pub trait DossierStore: Send + Sync {
    /// Turns a draft into a dossier exactly once; when this returns `Accepted` the dossier is durable.
    async fn submit(&self, submission: Submission) -> Result<SubmissionOutcome, StorageError>;
    async fn dossier(&self, code: &str) -> Result<Option<DossierRecord>, StorageError>;
    async fn dossier_of_draft(&self, draft_id: Uuid) -> Result<Option<DossierRecord>, StorageError>;
}

/// Secrets of the installation and its health.
#[async_trait]
pub trait InstallationStore: Send + Sync {
    /// The secret of that name; `fresh` is kept if there is none yet, and all processes get the same one.
    async fn secret(&self, name: &str, fresh: Vec<u8>) -> Result<Vec<u8>, StorageError>;
    /// Whether the database answers.
    async fn ping(&self) -> Result<(), StorageError>;
    /// Waits for running writes and closes the connections.
    async fn close(&self);
}

/// Everything the server needs from a database.
pub trait Storage: CatalogueStore + FormStore + DraftStore + DossierStore + InstallationStore {}
