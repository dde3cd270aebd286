//! View-models of following a dossier by code and PIN.

use domain::clock::Step;
use domain::dossier::{Channel, EventKind, HandOver, Paused, PaymentDemand, ResultDocument, Status, Turn};
use domain::filing::{Delivery, Problem};
use domain::paper::Issued;
use domain::process::StepRole;
use domain::rating::{RatingAnswers, RatingOccasion};
use time::OffsetDateTime;

use super::filing::FileRow;

/// Who did something, as far as the applicant is told: a role, never a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActedBy {
    Applicant,
    Staff(StepRole),
    /// The clock.
    System,
}

/// What a supplement item is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedFor {
    Paper,
    Field,
}

/// One thing that the applicant is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplementLine {
    pub about: AskedFor,
    /// Name of the paper or the question.
    pub name: String,
    /// The name is published in Vietnamese only.
    pub name_is_vietnamese: bool,
    /// What is wrong with it and what to do, in the officer's words.
    pub instruction: String,
}

/// What an event tells the applicant beside its kind. Notes between officers never become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventDetail {
    /// By which way it was filed.
    Channel(Channel),
    Due(OffsetDateTime),
    /// Name of the unit that has it from now on, or that is asked.
    Unit(String),
    Reason(String),
    WhereToTurn(String),
    Asked(Vec<SupplementLine>),
    AnswerBy(OffsetDateTime),
    AgainBecause(String),
    /// What the applicant wrote.
    Note(String),
    /// Name of the step that is done.
    Step(String),
    /// In đồng.
    Amount(i64),
    Receipt(String),
    Returned(HandOver),
    /// The kind of event that counts as not having happened.
    TakesBack(EventKind),
}

/// One entry of the timeline.
#[derive(Debug, Clone)]
pub struct TimelineEntry {
    /// Counted from 1 over everything that happened; what is internal is left out.
    pub sequence: i64,
    pub kind: EventKind,
    pub at: OffsetDateTime,
    pub by: ActedBy,
    /// Name of the unit that did it; none for what the applicant or the clock did.
    pub unit: Option<String>,
    pub details: Vec<EventDetail>,
    /// An officer took it back as a mistake.
    pub taken_back: bool,
}

/// Why a due date moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueWhy {
    /// The clock stood still, or began anew after a supplement.
    Pause,
    /// Name of the day that changed in the calendar.
    Calendar(String),
    /// The agency is late; its reason.
    Apology(String),
}

/// A due date that took the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueChange {
    /// When it was told.
    pub at: OffsetDateTime,
    pub to: OffsetDateTime,
    pub why: DueWhy,
}

/// Until when the result is promised.
#[derive(Debug, Clone)]
pub struct DuePromise {
    pub at: OffsetDateTime,
    /// What was promised first.
    pub first: OffsetDateTime,
    /// The oldest first.
    pub changes: Vec<DueChange>,
    /// How the first date was counted; empty where an officer set it by hand.
    pub trace: Vec<Step>,
    /// The time is over and the agency has not settled it.
    pub is_late: bool,
}

/// What the agency asks the applicant to complete.
#[derive(Debug, Clone)]
pub struct SupplementAsked {
    pub items: Vec<SupplementLine>,
    pub asked_at: OffsetDateTime,
    pub answer_by: Option<OffsetDateTime>,
    /// When the applicant answered; the desk judges it.
    pub answered_at: Option<OffsetDateTime>,
}

/// Why a dossier ended without a result, or stands still.
#[derive(Debug, Clone)]
pub struct Ending {
    /// Empty where the applicant withdrew it without saying why.
    pub reason: String,
    pub where_to_turn: String,
}

/// A result that is signed.
#[derive(Debug, Clone)]
pub struct ResultShown {
    pub document: ResultDocument,
    /// How the applicant chose to get it.
    pub delivery: Delivery,
    /// When and how it was handed over, if it was.
    pub returned: Option<(OffsetDateTime, HandOver)>,
    /// The signed file, if there is one.
    pub file: Option<FileRow>,
}

/// Characters in a message, and in the reason of a withdrawal.
pub const MAX_MESSAGE: usize = 2_000;

/// A message between applicant and officer.
#[derive(Debug, Clone)]
pub struct MessageLine {
    pub from_applicant: bool,
    pub at: OffsetDateTime,
    pub body: String,
}

/// What a person with code and PIN may see.
#[derive(Debug, Clone)]
pub struct TrackedDossier {
    pub code: String,
    pub status: Status,
    pub turn: Turn,
    pub procedure_code: String,
    pub procedure_name: String,
    /// Name of the desk that received it.
    pub agency: String,
    /// Name of the unit that has it now.
    pub unit: String,
    pub submitted_at: OffsetDateTime,
    /// How it came in.
    pub channel: Channel,
    pub received_at: Option<OffsetDateTime>,
    /// When the desk has to answer.
    pub answer_due_at: OffsetDateTime,
    /// The desk has not answered and the time is over.
    pub answer_is_late: bool,
    pub due: Option<DuePromise>,
    /// Stretches in which the clock stood still, the oldest first.
    pub pauses: Vec<Paused>,
    pub supplement: Option<SupplementAsked>,
    pub payment: Option<PaymentDemand>,
    pub ending: Option<Ending>,
    pub result: Option<ResultShown>,
    /// Papers that were issued to the applicant.
    pub issued: Vec<Issued>,
    pub timeline: Vec<TimelineEntry>,
    pub messages: Vec<MessageLine>,
    /// Names and sizes of the files received.
    pub files: Vec<(String, u64)>,
    /// The PIN once more, for the buttons: nobody is signed in, and the page is never kept.
    pub pin: String,
    /// The procedure can be filed today, so the answers can be copied into a new draft.
    pub can_copy: bool,
    pub can_withdraw: bool,
    /// There is something to rate.
    pub can_rate: bool,
    /// The supplement request can be answered here.
    pub can_complete: bool,
    /// Another one as soon as there is something new to see.
    pub mark: String,
    /// When it stood like this.
    pub seen_at: OffsetDateTime,
}

/// What was just done on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackingDone {
    Withdrawn,
    MessageSent,
    Rated,
}

/// The look-up page.
#[derive(Debug, Clone, Default)]
pub struct TrackingView {
    /// Code as typed, shown again after a miss; the PIN then never is.
    pub code: String,
    /// Stable key of what was wrong: `dossier_not_found` or `code_form`.
    pub problem: Option<String>,
    pub found: Option<TrackedDossier>,
    pub done: Option<TrackingDone>,
    /// What was wrong with a message, and the message as it was typed.
    pub message_problems: Vec<Problem>,
    pub message: String,
}

/// The page that asks how somebody was served.
#[derive(Debug, Clone)]
pub struct RatingView {
    /// With `pin` of the dossier; both empty where it is rated through a link.
    pub code: String,
    pub pin: String,
    /// The token of the link.
    pub link: Option<String>,
    /// Empty where it is rated through a link.
    pub procedure_name: String,
    pub agency: String,
    pub occasion: RatingOccasion,
    /// There is a rating already, and this changes it.
    pub is_change: bool,
    pub answers: RatingAnswers,
    pub comment: String,
    pub problems: Vec<Problem>,
}

/// What became of a rating through a link.
#[derive(Debug, Clone, Default)]
pub struct RatedView {
    /// Why the link does nothing; none when the rating is kept.
    pub problem: Option<Problem>,
}

/// The page that asks whether a dossier is really to be withdrawn.
#[derive(Debug, Clone)]
pub struct WithdrawView {
    pub code: String,
    pub pin: String,
    pub procedure_name: String,
    pub agency: String,
    /// As typed.
    pub reason: String,
    pub problems: Vec<Problem>,
}
