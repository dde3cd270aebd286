//! What goes in and out of the ports. Rows of the database are private to the queries.

mod account;
mod desk;
mod feedback;
mod indicator;
mod publication;

pub use account::{
    AccountDossier, AccountDraft, AccountRecord, AccountSession, CodeAsked, CodeUsed, DossierLook, NewAccountSession,
    NewSignInCode, SealedContact, SignInCode, StoredPaper,
};

pub use desk::{
    AnswersAt, ChangeOutcome, ClosedDraft, CounterDraft, DeskDossier, DeskTask, DossierChange, DossierFile,
    DossierMessage, DossierNoticeState, DossierSearch, DossierView, DueDossierNotice, FileOrigin, FoundDossier,
    NewDossierFile, NewDossierNotice, NewProcess, NewSupplement, NoticeChannel, ProcessKey, Projection, QueueChoices,
    QueueFilter, QueuePlace, QueueRow, SaveOutcome, SavedFilter, TaskCount, TaskKind, TaskPlace,
};

pub use feedback::{
    FeedbackCase, FeedbackChange, FeedbackFile, FeedbackList, FeedbackRecord, FeedbackSent, FeedbackStanding,
    NewFeedback,
};
pub use indicator::{CountChange, CountFault, CountSum, ProcedureSum, Rating, Recount, StockSum, WaitChange};
pub use publication::{Explanation, MonthFacts, NewPublication, PublicationLine, StoredPublication};

use domain::dossier::{Channel, DossierEvent, Status};
mod staff;

pub use staff::{
    Attempt, FinishedSetUp, FirstCredentials, NewStaff, NewStaffSession, SecondFactor, SessionStage, StaffEvent,
    StaffRecord, StaffSession,
};

use domain::draft::NoticeKind;
use time::OffsetDateTime;
use uuid::Uuid;

/// One procedure to publish.
#[derive(Debug, Clone)]
pub struct ImportRow {
    pub code: String,
    /// SHA-256 of the document, hexadecimal; equal digests mean «unchanged».
    pub digest: String,
    /// The procedure in the exchange format.
    pub document: String,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportSummary {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    /// Taken out because a replacing import no longer had them.
    pub withdrawn: u64,
    /// Withdrawn before, published again now.
    pub restored: u64,
}

impl ImportSummary {
    /// Whether the published catalogue is another one now.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        self.new + self.changed + self.withdrawn + self.restored > 0
    }
}

/// A procedure in force, as the catalogue is loaded.
#[derive(Debug, Clone)]
pub struct CatalogueEntry {
    pub code: String,
    pub revision: i64,
    pub published_at: OffsetDateTime,
    pub document: String,
}

/// One published revision with its place in history.
#[derive(Debug, Clone)]
pub struct PublishedRevision {
    pub revision: i64,
    pub published_at: OffsetDateTime,
    pub document: String,
    /// Whether it is the one in force.
    pub current: bool,
    /// When the procedure was withdrawn, if it is.
    pub withdrawn_at: Option<OffsetDateTime>,
}

/// Number and day of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevisionLine {
    pub revision: i64,
    pub published_at: OffsetDateTime,
}

/// A draft to create.
#[derive(Debug, Clone)]
pub struct NewDraft {
    pub id: Uuid,
    /// SHA-256 of the token that opens it.
    pub token_hash: Vec<u8>,
    /// SHA-256 of the browser's cookie, when a browser began it.
    pub browser_hash: Option<Vec<u8>>,
    pub procedure_code: String,
    pub procedure_revision: i64,
    pub case_id: Option<String>,
    pub agency_code: Option<String>,
    /// Revision of the electronic form it is begun with, if there is one.
    pub form_revision: Option<i64>,
    /// JSON document.
    pub answers: String,
    pub submission_key: String,
    pub at: OffsetDateTime,
    /// SHA-256 of the code with which it is taken up on another device.
    pub resume_hash: Vec<u8>,
    /// Language of the pages on which it is begun: `vi` or `en`.
    pub language: String,
    /// Code of the dossier whose answers it begins with.
    pub copied_from: Option<String>,
    /// Member of staff who begins it for somebody at the counter; none when it is filled in online.
    pub counter: Option<Uuid>,
}

/// A draft with its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub id: Uuid,
    pub token_hash: Vec<u8>,
    pub browser_hash: Option<Vec<u8>>,
    pub procedure_code: String,
    pub procedure_revision: i64,
    pub case_id: Option<String>,
    pub agency_code: Option<String>,
    /// Revision of the electronic form under which the answers were typed.
    pub form_revision: Option<i64>,
    /// JSON document.
    pub answers: String,
    /// JSON list of problems found when the form was last sent, shown once more when the page is opened.
    pub problems: String,
    /// Counts up with every change of the answers.
    pub version: i64,
    /// Counts up with every change of the files.
    pub files_version: i64,
    pub submission_key: String,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
    /// Code of the dossier it became.
    pub dossier_code: Option<String>,
    /// Code of the dossier whose answers it began with.
    pub copied_from: Option<String>,
    /// Code of the dossier whose supplement request it answers; such a draft never becomes a dossier of its own.
    pub supplement_of: Option<String>,
    /// How it comes in: online, or at the counter where staff fill it in from paper.
    pub channel: Channel,
    /// Member of staff who began it at the counter.
    pub staff_id: Option<Uuid>,
    pub files: Vec<DraftFile>,
}

/// Who asks for a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftAccess {
    /// SHA-256 of a bearer token.
    Token(Vec<u8>),
    /// SHA-256 of the browser's cookie.
    Browser(Vec<u8>),
    /// A member of staff who takes in dossiers at the counter of these agencies: the drafts of the counter, whoever began
    /// them.
    Counter { staff: Uuid, agencies: Vec<String> },
}

/// A draft that a browser holds and that was not filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldDraft {
    pub id: Uuid,
    /// When it was last changed; how long it is kept follows from that.
    pub updated_at: OffsetDateTime,
}

impl DraftAccess {
    /// Whether it opens the draft as its token or as the browser that began it. Browsers that took it up later are asked
    /// for with `DraftLifeStore::holds_draft`.
    #[must_use]
    pub fn opens(&self, draft: &Draft) -> bool {
        // The hashes are of random 256-bit tokens: how long comparing them takes tells nobody anything.
        match self {
            Self::Token(hash) => *hash == draft.token_hash,
            Self::Browser(hash) => draft.browser_hash.as_ref() == Some(hash),
            Self::Counter { agencies, .. } => {
                draft.channel == Channel::Counter
                    && draft.agency_code.as_ref().is_some_and(|agency| agencies.contains(agency))
            }
        }
    }
}

/// A file the server has received for a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    pub id: Uuid,
    pub component: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub received_at: OffsetDateTime,
}

/// What to change in a draft; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct DraftPatch {
    pub answers: Option<String>,
    pub problems: Option<String>,
    pub case_id: Option<Option<String>>,
    pub agency_code: Option<Option<String>>,
    pub form_revision: Option<Option<i64>>,
}

/// How a change of a draft went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftChange {
    /// Done; the draft as it is now.
    Saved(Box<Draft>),
    /// Somebody saved first; the draft as they left it.
    Outdated(Box<Draft>),
    /// It has become a dossier and does not change any more.
    Submitted(Box<Draft>),
    /// There is no such draft, or it was discarded.
    Gone,
}

/// A received file to add to a draft.
#[derive(Debug, Clone)]
pub struct NewFile {
    pub id: Uuid,
    pub draft_id: Uuid,
    pub component: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub at: OffsetDateTime,
}

/// Limits that hold for all files of a draft together; checked in the same transaction that adds the file.
#[derive(Debug, Clone, Copy)]
pub struct FileLimits {
    pub max_files: i64,
    pub max_bytes: i64,
}

/// How adding a file went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileAdded {
    Added(DraftFile),
    TooManyFiles,
    TooManyBytes,
    Submitted,
    Gone,
}

/// A draft to turn into a dossier. The service has validated exactly these versions.
#[derive(Debug, Clone)]
pub struct Submission {
    pub dossier_id: Uuid,
    pub draft_id: Uuid,
    pub version: i64,
    pub files_version: i64,
    /// The key under which this submission is made exactly once.
    pub submission_key: String,
    /// SHA-256 over everything that is handed in.
    pub content_digest: String,
    /// JSON document of the answers that are handed in; without it all answers of the draft.
    pub answers: Option<String>,
    /// Revision of the electronic form that judged them.
    pub form_revision: Option<i64>,
    pub agency_code: String,
    /// `yyMMdd` in Vietnamese time.
    pub day: String,
    pub submitted_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    pub channel: Channel,
    /// Member of staff who filed it at the counter.
    pub filed_by: Option<Uuid>,
    /// SHA-256 over the scans which that person compared with the papers; none online.
    pub seal: Option<String>,
    pub found_by: FoundBy,
    /// By which ways the applicant is told that it was filed, in the language of the draft.
    pub notices: Vec<FilingNotice>,
}

/// One way to tell the applicant that a dossier was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilingNotice {
    pub id: Uuid,
    pub channel: NoticeChannel,
    pub address: String,
}

/// By what a dossier is found at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundBy {
    /// Name of whose matter it is, as typed.
    pub name: String,
    /// The same for comparing, see `domain::fold`.
    pub fold: String,
    /// The folded name with the given name first.
    pub turned: String,
    /// Digits of the phone.
    pub phone: String,
}

/// How a submission went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmissionOutcome {
    /// A new dossier, committed and durable.
    Accepted(Box<DossierRecord>),
    /// The same key with the same content was accepted before: that dossier.
    Repeated(Box<DossierRecord>),
    /// The key was used for other content.
    KeyReused,
    /// The draft was submitted under another key: that dossier's code.
    AlreadySubmitted(String),
    /// The draft changed since it was validated.
    Changed,
    /// The procedure is withdrawn.
    Withdrawn,
    Gone,
}

/// A dossier with its history and files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRecord {
    pub id: Uuid,
    pub code: String,
    pub draft_id: Uuid,
    pub agency_code: String,
    pub procedure_code: String,
    pub procedure_revision: i64,
    pub case_id: Option<String>,
    /// Revision of the electronic form that judged the answers, if there was one.
    pub form_revision: Option<i64>,
    /// JSON document.
    pub answers: String,
    pub status: Status,
    pub submitted_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    /// When the desk answered, if it has.
    pub answered_at: Option<OffsetDateTime>,
    pub files: Vec<DraftFile>,
    pub events: Vec<DossierEvent>,
}

/// A form to publish.
#[derive(Debug, Clone)]
pub struct NewForm {
    pub procedure_code: String,
    /// Without one the form serves every case that has no form of its own.
    pub case_id: Option<String>,
    pub revision: i64,
    /// SHA-256 of the document, hexadecimal; equal digests mean «unchanged».
    pub digest: String,
    /// The form as canonical JSON.
    pub document: String,
}

/// A published revision of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredForm {
    pub procedure_code: String,
    pub case_id: Option<String>,
    pub revision: i64,
    pub digest: String,
    pub document: String,
    pub published_at: OffsetDateTime,
}

/// How one form of a publication went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormOutcome {
    /// The first revision of this form.
    New,
    /// It follows this revision.
    Changed(i64),
    /// It is in force already.
    Unchanged,
    /// Its revision does not come after the one in force.
    NotLater(i64),
}

/// Mistakes of one kind with one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MistakeCount {
    pub procedure_code: String,
    pub case_id: Option<String>,
    pub revision: i64,
    /// Path below the form without numbers of rows, such as `children.name`.
    pub question: String,
    /// Key of the message.
    pub key: String,
    pub count: i64,
}

/// A file that a draft gave up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftoverFile {
    pub sha256: String,
    /// When the next step of clearing it is due.
    pub due_at: OffsetDateTime,
    /// When it was moved aside, if it was.
    pub moved_at: Option<OffsetDateTime>,
}

/// A file that drafts or dossiers hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    pub sha256: String,
    /// In bytes.
    pub size: i64,
}

/// A draft whose messages are to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftToPlan {
    pub id: Uuid,
    /// JSON document.
    pub answers: String,
    /// Address to which its resume link was asked for.
    pub link_address: Option<String>,
    /// `vi` or `en`.
    pub language: String,
    pub updated_at: OffsetDateTime,
    /// Code of the dossier that it completes.
    pub supplement_of: Option<String>,
}

/// A message to keep in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    pub id: Uuid,
    pub kind: NoticeKind,
    pub address: String,
    /// `vi` or `en`.
    pub language: String,
    pub due_at: OffsetDateTime,
}

/// A message that is to be sent now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueNotice {
    pub id: Uuid,
    pub kind: NoticeKind,
    pub draft_id: Uuid,
    pub address: String,
    /// `vi` or `en`.
    pub language: String,
    /// Tries so far, all of them failed.
    pub attempts: i64,
    pub procedure_code: String,
    pub procedure_revision: i64,
    /// When the draft was last changed.
    pub updated_at: OffsetDateTime,
    /// Code of the dossier that it completes.
    pub supplement_of: Option<String>,
}

/// How it stands with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeState {
    pub id: Uuid,
    pub kind: NoticeKind,
    pub address: String,
    pub due_at: OffsetDateTime,
    pub attempts: i64,
    pub sent_at: Option<OffsetDateTime>,
    /// When it was given up.
    pub failed_at: Option<OffsetDateTime>,
}
