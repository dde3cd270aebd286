//! The ports of the desk.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{
    ChangeOutcome, DeskDossier, DossierChange, DossierMessage, DossierNoticeState, DossierSearch, DossierView,
    DueDossierNotice, FormOutcome, FoundDossier, NewDossierNotice, NewProcess, ProcessKey, QueueChoices, QueueFilter,
    QueuePlace, QueueRow, SaveOutcome, SavedFilter, TaskCount, TaskPlace,
};

/// Dossiers after they were filed.
#[async_trait]
pub trait DeskStore: Send + Sync {
    /// Everything about one dossier. The caller decides who may see it.
    async fn desk_dossier(&self, code: &str) -> Result<Option<DeskDossier>, StorageError>;
    /// Appends the events with all that follows from them, in one transaction, unless somebody was first.
    async fn change_dossier(&self, change: DossierChange) -> Result<ChangeOutcome, StorageError>;
    /// One page of a queue in the order in which things are due.
    async fn queue(
        &self,
        filter: QueueFilter,
        after: Option<TaskPlace>,
        limit: i64,
    ) -> Result<Vec<QueueRow>, StorageError>;
    /// The rows of the dossiers before and after a place of a queue; the place itself may be done meanwhile.
    async fn queue_around(
        &self,
        filter: QueueFilter,
        place: TaskPlace,
    ) -> Result<(Option<QueueRow>, Option<QueueRow>), StorageError>;
    /// What the queue of these units can be narrowed to; of each at most `most`, in order.
    async fn queue_choices(&self, units: Vec<String>, most: i64) -> Result<QueueChoices, StorageError>;
    /// The saved filters of a member of staff, by name.
    async fn saved_filters(&self, staff_id: Uuid) -> Result<Vec<SavedFilter>, StorageError>;
    /// Saves a filter; one of the same name is replaced. Nobody has more than `most`.
    async fn save_filter(&self, staff_id: Uuid, filter: SavedFilter, most: i64) -> Result<SaveOutcome, StorageError>;
    /// Forgets a filter, if it is this person's.
    async fn forget_filter(&self, staff_id: Uuid, id: Uuid) -> Result<(), StorageError>;
    /// How much there is to do in these units, each kind counted up to `most`. `now` tells what is late.
    async fn task_counts(
        &self,
        units: Vec<String>,
        now: OffsetDateTime,
        most: i64,
    ) -> Result<Vec<TaskCount>, StorageError>;
    /// The units of these that are late, those with the most late things to do first; at most `most`.
    async fn late_units(
        &self,
        units: Vec<String>,
        now: OffsetDateTime,
        most: i64,
    ) -> Result<Vec<(String, i64)>, StorageError>;
    /// Dossiers of these agencies that the search finds, the newest first.
    async fn find_dossiers(
        &self,
        units: Vec<String>,
        search: DossierSearch,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError>;
    /// Dossiers received by one agency, in the order of filing, for exports and the register; page by page.
    async fn filed_dossiers(
        &self,
        agency_code: &str,
        after: Option<(OffsetDateTime, Uuid)>,
        until: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError>;
    /// Open dossiers whose due date lies before a moment, in its order, from after a place on.
    async fn due_dossiers(
        &self,
        before: OffsetDateTime,
        after: Option<QueuePlace>,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError>;

    /// Keeps a message with its notices, unless the same side has just written the same: pressed twice it is one. What the
    /// applicant wrote stands in the queue of the unit that has the dossier, until staff answer or see to it.
    async fn add_message(
        &self,
        dossier_id: Uuid,
        message: DossierMessage,
        notices: Vec<NewDossierNotice>,
    ) -> Result<(), StorageError>;
    /// Marks what the other side wrote as read. `by_staff`: whether an officer reads what the applicant wrote.
    async fn read_messages(&self, dossier_id: Uuid, by_staff: bool, at: OffsetDateTime) -> Result<(), StorageError>;
    async fn record_view(&self, dossier_id: Uuid, view: DossierView) -> Result<(), StorageError>;
    /// The latest views of a dossier, the newest first.
    async fn views(&self, dossier_id: Uuid, limit: i64) -> Result<Vec<DossierView>, StorageError>;
    /// The version of a dossier, for pages that wait for news.
    async fn dossier_version(&self, code: &str) -> Result<Option<i64>, StorageError>;

    /// Publishes processes in one transaction, or none when the revision of one does not come after the one in force.
    async fn publish_processes(
        &self,
        processes: Vec<NewProcess>,
        at: OffsetDateTime,
    ) -> Result<Vec<FormOutcome>, StorageError>;
    /// The processes in force: key and document.
    async fn processes(&self) -> Result<Vec<(ProcessKey, String)>, StorageError>;
    /// One revision of a process.
    async fn process(&self, key: ProcessKey) -> Result<Option<String>, StorageError>;

    /// Notices whose next try is due.
    async fn due_dossier_notices(&self, now: OffsetDateTime, limit: i64)
    -> Result<Vec<DueDossierNotice>, StorageError>;
    /// Takes a notice to try it: counts the try and puts the next one off until `next_try_at`, which holds should this process
    /// die. False when somebody else was first; `attempts` is what was seen.
    async fn claim_dossier_notice(
        &self,
        id: Uuid,
        attempts: i64,
        next_try_at: OffsetDateTime,
    ) -> Result<bool, StorageError>;
    async fn dossier_notice_sent(&self, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError>;
    /// A try that was claimed failed; `error` is a stable key. With `next_try_at` it is tried again; without, it is given up at `at`, and `instead` takes its place.
    async fn dossier_notice_failed(
        &self,
        id: Uuid,
        error: &str,
        at: OffsetDateTime,
        next_try_at: Option<OffsetDateTime>,
        instead: Option<NewDossierNotice>,
    ) -> Result<(), StorageError>;
    /// The ledger of one dossier, in order.
    async fn dossier_notices(&self, dossier_id: Uuid) -> Result<Vec<DossierNoticeState>, StorageError>;
    /// Notices given up about dossiers of these agencies, the newest first.
    async fn failed_dossier_notices(
        &self,
        units: Vec<String>,
        limit: i64,
    ) -> Result<Vec<DossierNoticeState>, StorageError>;
}
