//! Feedback: the form, what became of one, what everybody may read, and what the desk sees.

use domain::feedback::{Answer, Category, FeedbackEvent, FeedbackStatus};
use domain::filing::Problem;
use domain::province::{Bilingual, Tier};
use time::OffsetDateTime;

/// An agency to choose.
#[derive(Debug, Clone, Default)]
pub struct AgencyOption {
    pub code: String,
    pub name: String,
    /// None for the province itself.
    pub tier: Option<Tier>,
}

/// What was typed into the form.
#[derive(Debug, Clone, Default)]
pub struct FeedbackTyped {
    pub category: String,
    pub agency: String,
    pub title: String,
    pub words: String,
    pub place: String,
    pub dossier: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub is_confidential: bool,
    pub means_feedback: bool,
}

/// The form, with what is wrong or what others reported before.
#[derive(Debug, Clone, Default)]
pub struct FeedbackFormView {
    /// The same form sent again makes no second feedback.
    pub key: String,
    pub categories: Vec<Category>,
    pub agencies: Vec<AgencyOption>,
    pub typed: FeedbackTyped,
    pub problems: Vec<Problem>,
    /// Published feedback about the same; shown before anything is sent.
    pub similar: Vec<FeedbackLine>,
    /// Seconds to wait, when too much came from here.
    pub wait: Option<u64>,
}

/// One published feedback in a list.
#[derive(Debug, Clone)]
pub struct FeedbackLine {
    pub code: String,
    pub title: String,
    pub words: String,
    pub agency: String,
    pub status: FeedbackStatus,
    pub is_late: bool,
    pub published_at: OffsetDateTime,
    pub supporters: i64,
}

/// Published feedback, the newest first.
#[derive(Debug, Clone, Default)]
pub struct FeedbackListView {
    pub lines: Vec<FeedbackLine>,
    pub agencies: Vec<AgencyOption>,
    /// Code of the agency that was chosen; empty for all.
    pub agency: String,
    pub first: Option<String>,
    pub next: Option<String>,
    pub acknowledge_within: u32,
    pub source: Option<Bilingual>,
}

/// What the sender keeps.
#[derive(Debug, Clone)]
pub struct FeedbackSentView {
    pub code: String,
    pub pin: String,
    pub agency: String,
    pub acknowledge_due_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    pub problems: Vec<Problem>,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedbackBy {
    Sender,
    Desk,
    Clock,
}

/// One line of a history.
#[derive(Debug, Clone)]
pub struct FeedbackStepLine {
    pub at: OffsetDateTime,
    pub by: FeedbackBy,
    pub event: FeedbackEvent,
    /// Name of the agency that the event names; empty for none.
    pub agency: String,
}

/// A feedback with everything a page may tell of it.
#[derive(Debug, Clone)]
pub struct FeedbackFound {
    pub code: String,
    pub title: String,
    pub words: String,
    pub place: String,
    pub dossier: String,
    pub category: Bilingual,
    pub agency: String,
    pub office: Option<String>,
    pub status: FeedbackStatus,
    pub received_at: OffsetDateTime,
    pub acknowledge_due_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    pub is_late: bool,
    pub answer: Option<(OffsetDateTime, Answer)>,
    /// The agency above owes the answer, or gave it.
    pub is_second: bool,
    pub steps: Vec<FeedbackStepLine>,
    pub photos: Vec<FeedbackPhoto>,
    pub supporters: i64,
    /// Everybody may read it.
    pub is_public: bool,
}

/// A photo as lists show it.
#[derive(Debug, Clone)]
pub struct FeedbackPhoto {
    pub id: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// What was just done with one's own feedback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedbackDone {
    Judged,
    Reopened,
    FollowedUp,
    PhotoAdded,
}

/// The page of the sender.
#[derive(Debug, Clone)]
pub struct MyFeedbackView {
    pub pin: String,
    pub found: FeedbackFound,
    pub can_judge: bool,
    pub can_follow_up: bool,
    pub can_add_photo: bool,
    pub typed: String,
    pub problems: Vec<Problem>,
    pub done: Option<FeedbackDone>,
}

/// The public page of one.
#[derive(Debug, Clone)]
pub struct PublicFeedbackView {
    pub found: FeedbackFound,
    /// Some after pressing «me too»: whether it was counted now, or before.
    pub supported: Option<bool>,
}

/// One line at the desk.
#[derive(Debug, Clone)]
pub struct DeskFeedbackLine {
    pub code: String,
    pub title: String,
    pub category: Bilingual,
    pub agency: String,
    pub status: FeedbackStatus,
    pub received_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    pub is_late: bool,
    pub acknowledgement_is_late: bool,
    pub is_escalated: bool,
    pub is_moderated: bool,
}

/// Which list the desk shows; the key stands in the address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DeskFeedbackList {
    #[default]
    Open,
    ToModerate,
    Done,
}

impl DeskFeedbackList {
    pub const ALL: [Self; 3] = [Self::Open, Self::ToModerate, Self::Done];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "dang-mo",
            Self::ToModerate => "cho-duyet",
            Self::Done => "da-xong",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.key() == key)
    }
}

/// Feedback at the desk.
#[derive(Debug, Clone, Default)]
pub struct DeskFeedbackListView {
    pub list: DeskFeedbackList,
    pub lines: Vec<DeskFeedbackLine>,
    /// There are more than are shown.
    pub more: bool,
}

/// One feedback at the desk.
#[derive(Debug, Clone)]
pub struct DeskFeedbackView {
    pub found: FeedbackFound,
    /// Name, phone, e-mail: what was given and may be read.
    pub contact: Vec<String>,
    pub is_confidential: bool,
    pub is_moderated: bool,
    /// Title and text that are offered for publication, or that are public.
    pub public: (String, String),
    pub may_sort: bool,
    pub may_answer: bool,
    pub agencies: Vec<AgencyOption>,
    /// Which act was refused, and what was typed.
    pub act: String,
    pub typed: std::collections::HashMap<String, String>,
    pub problems: Vec<Problem>,
    pub done: bool,
}
