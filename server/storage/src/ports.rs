//! The ports. Time and identifiers come in as arguments; lookups give `None` when there is nothing.

mod account;
mod counter;
mod deadline;
mod desk;
mod failed_notice;
mod feedback;
mod indicator;
mod publication;

pub use account::AccountStore;
pub use counter::CounterStore;
pub use deadline::DeadlineStore;
pub use desk::DeskStore;
pub use failed_notice::FailedNoticeStore;
pub use feedback::FeedbackStore;
pub use indicator::IndicatorStore;
pub use publication::PublicationStore;
mod staff;

pub use staff::StaffStore;
mod supplement;

pub use supplement::SupplementStore;

use async_trait::async_trait;
use domain::calendar::CalendarDay;
use tokio::sync::mpsc::Receiver;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{
    CatalogueEntry, DossierRecord, Draft, DraftChange, DraftPatch, DraftToPlan, DueNotice, FileAdded, FileLimits,
    FormOutcome, HeldDraft, ImportRow, ImportSummary, LeftoverFile, MistakeCount, NewDraft, NewFile, NewForm,
    NewNotice, NoticeState, PublishedRevision, RevisionLine, StoredFile, StoredForm, Submission, SubmissionOutcome,
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
    /// SQL statements sent since the start, those that begin and end transactions counted too.
    fn statements(&self) -> u64;
    /// Waits for running writes and closes the connections.
    async fn close(&self);
}

/// How drafts are taken up elsewhere, restored and cleared.
#[async_trait]
pub trait DraftLifeStore: Send + Sync {
    /// The drafts of a procedure that a browser holds and that were not filed, the one it took up last first.
    async fn held_drafts(&self, browser_hash: &[u8], procedure_code: &str) -> Result<Vec<HeldDraft>, StorageError>;
    /// The draft of a procedure that a browser held and that was filed last, if that was at `since` or later.
    async fn filed_draft(
        &self,
        browser_hash: &[u8],
        procedure_code: &str,
        since: OffsetDateTime,
    ) -> Result<Option<Uuid>, StorageError>;
    /// Whether a browser holds a draft, because it began it or took it up later.
    async fn holds_draft(&self, id: Uuid, browser_hash: &[u8]) -> Result<bool, StorageError>;
    /// The draft with that resume code (its SHA-256), filed or not, discarded ones left out.
    async fn draft_by_resume_hash(&self, resume_hash: &[u8]) -> Result<Option<Draft>, StorageError>;
    /// Gives a draft its resume code if it was begun before there were any.
    async fn keep_resume_hash(&self, id: Uuid, resume_hash: Vec<u8>) -> Result<(), StorageError>;
    /// Lets a browser hold a draft too; false when it was filed or is gone.
    async fn bind_browser(&self, id: Uuid, browser_hash: Vec<u8>, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Counts as a change at `at`, if the last one was at `seen`; false otherwise, or when it was filed or is gone.
    async fn restore_draft(&self, id: Uuid, seen: OffsetDateTime, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Drafts that were not filed and last changed between two instants (both included), in that order.
    async fn ended_drafts(
        &self,
        after: OffsetDateTime,
        until: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<HeldDraft>, StorageError>;
    /// Drafts that were discarded up to an instant.
    async fn discarded_drafts(&self, until: OffsetDateTime, limit: i64) -> Result<Vec<Uuid>, StorageError>;
    /// Clears a draft with its messages and files for good, if it was last changed up to `changed` or discarded up to
    /// `discarded`, and never one that was filed. Its files are left over from `at` on.
    async fn clear_draft(
        &self,
        id: Uuid,
        changed: OffsetDateTime,
        discarded: OffsetDateTime,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError>;
}

/// The files in the store as the database knows them.
#[async_trait]
pub trait StoredFileStore: Send + Sync {
    /// A received file that no draft took; it is cleared like a removed one.
    async fn leave_file(&self, sha256: &str, at: OffsetDateTime) -> Result<(), StorageError>;
    /// Files that drafts gave up and whose next step of clearing is due.
    async fn leftover_files(&self, now: OffsetDateTime, limit: i64) -> Result<Vec<LeftoverFile>, StorageError>;
    /// Whether a draft, a dossier or a feedback has a file with that hash.
    async fn file_is_used(&self, sha256: &str) -> Result<bool, StorageError>;
    /// The file was moved aside at `at`; it is deleted at `due_at`. Nothing happens if it was left over anew meanwhile.
    async fn file_moved_aside(
        &self,
        seen: LeftoverFile,
        at: OffsetDateTime,
        due_at: OffsetDateTime,
    ) -> Result<(), StorageError>;
    /// Nothing is left to do for the file, unless it was left over anew meanwhile.
    async fn forget_leftover(&self, seen: LeftoverFile) -> Result<(), StorageError>;
    /// The next files of drafts, dossiers and feedback after a hash, ordered by hash, each once.
    async fn stored_files(&self, after: &str, limit: i64) -> Result<Vec<StoredFile>, StorageError>;
}

/// The ledger of messages about drafts.
#[async_trait]
pub trait NoticeStore: Send + Sync {
    /// Drafts that were not filed, changed at `after` or later, and whose messages were planned for another change.
    async fn drafts_to_plan(&self, after: OffsetDateTime, limit: i64) -> Result<Vec<DraftToPlan>, StorageError>;
    /// One draft as [`Self::drafts_to_plan`] gives it, planned or not; none when it was filed or is gone.
    async fn draft_to_plan(&self, id: Uuid) -> Result<Option<DraftToPlan>, StorageError>;
    /// Replaces what is planned and not sent, for a draft last changed at `seen`; what was sent stays. A resume link that
    /// somebody asked for is not touched. False when the draft has changed since.
    async fn plan_notices(
        &self,
        draft_id: Uuid,
        seen: OffsetDateTime,
        planned: Vec<NewNotice>,
    ) -> Result<bool, StorageError>;
    /// Asks for the resume link to be sent, again if it was sent before, and keeps its address for other messages.
    async fn ask_for_link(&self, draft_id: Uuid, notice: NewNotice) -> Result<(), StorageError>;
    /// Messages to send at `now`: those of drafts that were not filed or discarded, changed after `changed_after`, and
    /// not since they were planned.
    async fn due_notices(
        &self,
        now: OffsetDateTime,
        changed_after: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<DueNotice>, StorageError>;
    /// Takes a message for sending, if nobody else did: counts a try, and lets the next one come at `next_try_at`.
    async fn claim_notice(&self, id: Uuid, attempts: i64, next_try_at: OffsetDateTime) -> Result<bool, StorageError>;
    async fn notice_sent(&self, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError>;
    async fn notice_given_up(&self, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError>;
    /// The messages of a draft, ordered by when they are due.
    async fn notices(&self, draft_id: Uuid) -> Result<Vec<NoticeState>, StorageError>;
}

/// Jobs that one process at a time runs.
#[async_trait]
pub trait JobStore: Send + Sync {
    /// Takes a job until `until` and gives how far it has come (empty at first); none while another process has it.
    async fn take_job(
        &self,
        name: &str,
        now: OffsetDateTime,
        until: OffsetDateTime,
    ) -> Result<Option<String>, StorageError>;
    /// Keeps how far the job has come, and lets the next process take it from `at` on.
    async fn leave_job(&self, name: &str, position: &str, at: OffsetDateTime) -> Result<(), StorageError>;
    /// Keeps when a job last ran to its end; an earlier moment than the one kept changes nothing.
    async fn job_succeeded(&self, name: &str, at: OffsetDateTime) -> Result<(), StorageError>;
    /// When each job last ran to its end, by name; those that never did are not among them.
    async fn job_successes(&self) -> Result<Vec<(String, OffsetDateTime)>, StorageError>;
}

/// Days off and worked Saturdays decreed after the program was built.
#[async_trait]
pub trait CalendarStore: Send + Sync {
    /// Adds the rows that differ from those in force, in one transaction, and gives the version after it.
    async fn import_days(&self, days: Vec<CalendarDay>, at: OffsetDateTime) -> Result<i64, StorageError>;
    /// Counts up with every import that changed something.
    async fn calendar_version(&self) -> Result<i64, StorageError>;
    /// The rows in force, ordered by date; the embedded calendar is not among them.
    async fn imported_days(&self) -> Result<Vec<CalendarDay>, StorageError>;
}

/// Everything the server needs from a database.
pub trait Storage:
    CatalogueStore
    + CalendarStore
    + FormStore
    + DraftStore
    + DraftLifeStore
    + DossierStore
    + DeskStore
    + CounterStore
    + DeadlineStore
    + FailedNoticeStore
    + StoredFileStore
    + NoticeStore
    + JobStore
    + StaffStore
    + AccountStore
    + SupplementStore
    + IndicatorStore
    + FeedbackStore
    + PublicationStore
    + InstallationStore
{
}
