//! What goes in and out of the ports of the desk.

use domain::dossier::{Actor, Channel, Event, Status};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{CountChange, DossierRecord, FoundBy, NewDraft, NewFile, WaitChange};

/// What is to be done with a dossier; the key is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TaskKind {
    /// The desk has to answer a filing or an answered supplement request.
    Receive,
    /// The desk has to hand it to the unit that settles it.
    Transfer,
    /// A step of the internal process.
    Step,
    /// Another unit asks for an opinion.
    Consultation,
    /// The leader has to decide on an apology.
    Apology,
    /// It is the applicant's turn, or processing is stopped.
    Waiting,
    /// The result has to be handed over.
    HandOver,
    /// The applicant wrote, and nobody has answered or seen to it; also of a dossier that is over.
    Message,
}

impl TaskKind {
    pub const ALL: [Self; 8] = [
        Self::Receive,
        Self::Transfer,
        Self::Step,
        Self::Consultation,
        Self::Apology,
        Self::Waiting,
        Self::HandOver,
        Self::Message,
    ];

    /// The key that is stored and stands in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Transfer => "transfer",
            Self::Step => "step",
            Self::Consultation => "consultation",
            Self::Apology => "apology",
            Self::Waiting => "waiting",
            Self::HandOver => "hand_over",
            Self::Message => "message",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskTask {
    pub unit_code: String,
    pub kind: TaskKind,
    /// Step of the process, or the sequence of a consultation; empty for the others.
    pub step: String,
    /// None where no time limit was published.
    pub due_at: Option<OffsetDateTime>,
    pub holder: Option<Uuid>,
}

/// A file that is added to a dossier after it was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDossierFile {
    pub id: Uuid,
    pub component: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub origin: FileOrigin,
    pub added_by: Option<Uuid>,
}

/// An unfinished draft of the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterDraft {
    pub id: Uuid,
    pub procedure_code: String,
    pub agency_code: String,
    /// JSON document.
    pub answers: String,
    /// Member of staff who began it.
    pub staff_id: Option<Uuid>,
    pub updated_at: OffsetDateTime,
    /// Code of the dossier that it completes.
    pub completes: Option<String>,
}

/// Where a file of a dossier comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileOrigin {
    Filed,
    Supplement,
    /// Digitised at the desk and sealed by the officer.
    Scan,
    Result,
}

impl FileOrigin {
    pub const ALL: [Self; 4] = [Self::Filed, Self::Supplement, Self::Scan, Self::Result];

    /// The key that is stored.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Supplement => "supplement",
            Self::Scan => "scan",
            Self::Result => "result",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.key() == key)
    }
}

/// A file of a dossier, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierFile {
    pub id: Uuid,
    pub component: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub origin: FileOrigin,
    /// Sequence of the event with which it came.
    pub sequence: i64,
    pub added_by: Option<Uuid>,
    pub added_at: OffsetDateTime,
    /// Code of the earlier dossier from which the applicant took it again.
    pub reused_from: Option<String>,
}

/// How a dossier stands after its events; derived from them and kept beside them for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    pub status: Status,
    pub unit_code: String,
    pub received_at: Option<OffsetDateTime>,
    pub due_at: Option<OffsetDateTime>,
    pub settled_at: Option<OffsetDateTime>,
    pub returned_at: Option<OffsetDateTime>,
    pub paused_at: Option<OffsetDateTime>,
    pub reappointments: i64,
}

/// Which process a dossier began with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProcessKey {
    /// `*` for the process of every procedure that has none of its own.
    pub procedure_code: String,
    pub case_id: Option<String>,
    pub revision: i64,
}

/// A notice about a dossier, to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDossierNotice {
    pub id: Uuid,
    /// Stable key of the template.
    pub kind: String,
    pub channel: NoticeChannel,
    pub address: String,
    /// `vi` or `en`.
    pub language: String,
}

/// How a notice travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeChannel {
    Email,
    Sms,
    /// Somebody of the staff calls: the applicant has a number that takes no messages, and no e-mail.
    Call,
}

impl NoticeChannel {
    /// The key that is stored.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Call => "call",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Email, Self::Sms, Self::Call].into_iter().find(|channel| channel.key() == key)
    }
}

/// A message between applicant and officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierMessage {
    pub id: Uuid,
    pub at: OffsetDateTime,
    /// None when the applicant wrote it.
    pub staff_id: Option<Uuid>,
    pub body: String,
    pub read_at: Option<OffsetDateTime>,
}

/// One unit of change: events with everything that follows from them, in one transaction.
#[derive(Debug, Clone)]
pub struct DossierChange {
    pub dossier_id: Uuid,
    /// The version that was judged; when another came first, nothing happens.
    pub version: i64,
    pub at: OffsetDateTime,
    pub actor: Actor,
    pub events: Vec<Event>,
    pub projection: Projection,
    /// All tasks after the change; those before are taken away.
    pub tasks: Vec<DeskTask>,
    pub files: Vec<NewDossierFile>,
    /// Answers as a supplement corrected them, with the revision of the form that judged them.
    pub answers: Option<(String, Option<i64>)>,
    /// Set with the reception.
    pub process: Option<ProcessKey>,
    pub notices: Vec<NewDossierNotice>,
    /// Whether the desk has answered with it: the obligation is met.
    pub answers_filing: bool,
    /// Until when the desk has to answer now, when a new answer is owed.
    pub answer_due_at: Option<OffsetDateTime>,
    /// A draft that became this change and does not change any more.
    pub closes_draft: Option<ClosedDraft>,
    /// By what the dossier is found from now on, when the change corrected name or phone.
    pub found_by: Option<FoundBy>,
    /// What the change adds to the counters of the indicators.
    pub counts: Vec<CountChange>,
    /// The same for how long people waited.
    pub waits: Vec<WaitChange>,
}

/// A draft as it was judged; when it is another one now, nothing happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedDraft {
    pub id: Uuid,
    pub version: i64,
    pub files_version: i64,
}

/// A draft that is to answer a supplement request.
#[derive(Debug, Clone)]
pub struct NewSupplement {
    pub draft: NewDraft,
    pub dossier_id: Uuid,
    /// Files of the dossier that it begins with; they lie in the store already.
    pub files: Vec<NewFile>,
}

/// Answers of a dossier as they stood from an event on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswersAt {
    /// Sequence of the event; 1 for what was filed.
    pub sequence: i64,
    /// JSON document.
    pub answers: String,
    pub form_revision: Option<i64>,
}

/// How a change went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// Committed and durable; the new version.
    Done(i64),
    /// Somebody else changed it first; nothing happened.
    Outdated,
}

/// A dossier as the desk sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskDossier {
    pub record: DossierRecord,
    pub version: i64,
    pub channel: Channel,
    pub filed_by: Option<Uuid>,
    pub process: Option<ProcessKey>,
    pub files: Vec<DossierFile>,
    pub messages: Vec<DossierMessage>,
    /// Language in which it was filed: `vi` or `en`.
    pub language: String,
}

/// What a queue shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueFilter {
    /// Agencies whose work it is; at least one.
    pub units: Vec<String>,
    pub kind: Option<TaskKind>,
    pub step: Option<String>,
    pub procedure_code: Option<String>,
    pub holder: Option<Uuid>,
    /// Only what nobody has in hand.
    pub unclaimed: bool,
    /// Only what is due before that moment.
    pub due_before: Option<OffsetDateTime>,
    /// Only what is due at or after that moment.
    pub due_from: Option<OffsetDateTime>,
}

/// Where a page of dossiers by due date begins: after this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuePlace {
    pub due_at: OffsetDateTime,
    pub dossier_id: Uuid,
}

/// Where a page of the queue begins: after this task. One dossier can have several that are due at the same moment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskPlace {
    pub due_at: OffsetDateTime,
    pub dossier_id: Uuid,
    pub kind: String,
    pub step: String,
}

/// What the tasks of some agencies can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueChoices {
    pub procedures: Vec<String>,
    pub steps: Vec<String>,
    pub holders: Vec<Uuid>,
}

/// A narrowed queue that an officer gave a name to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    pub id: Uuid,
    pub name: String,
    /// The choices as they stand in the address of the queue.
    pub query: String,
}

/// What became of saving a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveOutcome {
    Saved,
    /// One of that name was there; it now means this queue.
    Replaced,
    /// The officer has as many as are allowed.
    TooMany,
}

/// One row of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    pub dossier_id: Uuid,
    pub code: String,
    pub procedure_code: String,
    pub applicant_name: String,
    pub status: Status,
    pub channel: Channel,
    pub submitted_at: OffsetDateTime,
    /// When the whole dossier is due.
    pub dossier_due_at: Option<OffsetDateTime>,
    pub task: DeskTask,
    pub version: i64,
    /// The process it runs by; none before it is received.
    pub process: Option<ProcessKey>,
    /// Whether the applicant wrote something that nobody at the desk has read.
    pub unread: bool,
}

impl QueueRow {
    /// The place of this row in the queue.
    #[must_use]
    pub fn place(&self) -> TaskPlace {
        TaskPlace {
            due_at: self.task.due_at.unwrap_or(crate::NO_DUE),
            dossier_id: self.dossier_id,
            kind: self.task.kind.key().to_owned(),
            step: self.task.step.clone(),
        }
    }
}

/// How many tasks there are of a kind; counted up to a most, so that a long queue costs no more than a short one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskCount {
    pub kind: TaskKind,
    pub count: i64,
    pub late: i64,
}

/// A dossier that a search at the desk found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDossier {
    pub id: Uuid,
    pub code: String,
    pub agency_code: String,
    pub unit_code: String,
    pub procedure_code: String,
    pub applicant_name: String,
    pub status: Status,
    pub submitted_at: OffsetDateTime,
    pub due_at: Option<OffsetDateTime>,
}

/// How a dossier is looked for at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DossierSearch {
    Code(String),
    /// Beginning of the folded name, in the usual order or with the given name first.
    Name(String),
    /// Digits of the phone, from the first on.
    Phone(String),
}

/// A notice that is to be sent now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDossierNotice {
    pub id: Uuid,
    pub dossier_id: Uuid,
    pub sequence: i64,
    pub code: String,
    pub kind: String,
    pub channel: NoticeChannel,
    pub address: String,
    pub language: String,
    /// Tries so far, all of them failed.
    pub attempts: i64,
}

/// How it stands with a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierNoticeState {
    pub id: Uuid,
    pub code: String,
    /// Agency that has the dossier now.
    pub unit_code: String,
    pub address: String,
    pub language: String,
    pub sequence: i64,
    pub kind: String,
    pub channel: NoticeChannel,
    pub created_at: OffsetDateTime,
    pub attempts: i64,
    pub sent_at: Option<OffsetDateTime>,
    pub failed_at: Option<OffsetDateTime>,
    pub last_error: Option<String>,
}

/// Who looked at a dossier, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DossierView {
    pub staff_id: Uuid,
    pub at: OffsetDateTime,
}

/// A process to publish.
#[derive(Debug, Clone)]
pub struct NewProcess {
    pub key: ProcessKey,
    /// SHA-256 of the document, hexadecimal.
    pub digest: String,
    /// Canonical JSON.
    pub document: String,
}
