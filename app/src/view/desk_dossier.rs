//! View-models of the queue and of a dossier at the desk.

use domain::dossier::{Channel, CommandKind, Status};
use domain::filing::{Answers, Problem};
use time::OffsetDateTime;

use super::FormState;

/// How a due date stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lateness {
    Late,
    /// Due within a day.
    Near,
    InTime,
    /// Nothing was promised.
    NoDate,
}

impl Lateness {
    /// How something due then stands at `now`.
    #[must_use]
    pub fn of(due_at: Option<OffsetDateTime>, now: OffsetDateTime) -> Self {
        match due_at {
            None => Self::NoDate,
            Some(due_at) if due_at < now => Self::Late,
            Some(due_at) if due_at - now <= time::Duration::DAY => Self::Near,
            Some(_) => Self::InTime,
        }
    }
}

/// One kind of work with how much of it there is.
#[derive(Debug, Clone)]
pub struct QueueTab {
    /// Key of the kind; none for all.
    pub kind: Option<&'static str>,
    pub count: i64,
    pub late: i64,
    /// Whether there is more than was counted.
    pub more: bool,
    pub chosen: bool,
    pub href: String,
}

/// One thing to do.
#[derive(Debug, Clone)]
pub struct QueueLine {
    pub code: String,
    pub applicant: String,
    pub procedure: String,
    /// Key of the kind of work.
    pub kind: &'static str,
    /// Name of the step, where it is one.
    pub step: Option<String>,
    pub status: Status,
    pub channel: Channel,
    pub due_at: Option<OffsetDateTime>,
    pub lateness: Lateness,
    /// Name of the officer who has it in hand.
    pub holder: Option<String>,
}

/// A dossier that a search found.
#[derive(Debug, Clone)]
pub struct FoundLine {
    pub code: String,
    pub applicant: String,
    pub procedure: String,
    pub status: Status,
    pub submitted_at: OffsetDateTime,
    pub due_at: Option<OffsetDateTime>,
    pub lateness: Lateness,
}

/// The queue.
#[derive(Debug, Clone, Default)]
pub struct QueueView {
    pub tabs: Vec<QueueTab>,
    /// Key of the kind that is shown; empty for all.
    pub kind: String,
    /// Whose: empty for everybody's, `mine`, `free`.
    pub whose: String,
    pub search: String,
    pub lines: Vec<QueueLine>,
    /// What the search found; none when nothing was searched for.
    pub found: Option<Vec<FoundLine>>,
    /// Address of the first page and of the next one.
    pub first: Option<String>,
    pub next: Option<String>,
}

/// One line of the history.
#[derive(Debug, Clone)]
pub struct DeskEventLine {
    pub kind: domain::dossier::EventKind,
    pub at: OffsetDateTime,
    /// Who did it: the name of a member of staff; none for the applicant and the clock.
    pub who: Option<String>,
    /// What was written with it.
    pub text: Vec<String>,
}

/// A file that can be opened.
#[derive(Debug, Clone)]
pub struct DeskFileLine {
    pub name: String,
    pub size: u64,
    pub href: String,
    /// Key of where it comes from: `filed`, `supplement`, `scan`, `result`.
    pub origin: &'static str,
}

/// A paper with its files.
#[derive(Debug, Clone)]
pub struct DeskPaperLine {
    pub component: String,
    pub name: String,
    pub files: Vec<DeskFileLine>,
}

/// A step in hand.
#[derive(Debug, Clone)]
pub struct DeskStepLine {
    pub id: String,
    pub name: String,
    pub unit: String,
    pub due_at: Option<OffsetDateTime>,
    pub lateness: Lateness,
    /// Steps among which the officer chooses: id and name.
    pub choices: Vec<(String, String)>,
    /// Whether this person may finish it.
    pub may_finish: bool,
}

/// A dossier at the desk.
#[derive(Debug, Clone)]
pub struct DeskDossierView {
    pub code: String,
    pub version: i64,
    pub status: Status,
    pub channel: Channel,
    pub procedure_code: String,
    pub procedure: String,
    pub unit: String,
    pub submitted_at: OffsetDateTime,
    pub answer_due_at: Option<OffsetDateTime>,
    pub due_at: Option<OffsetDateTime>,
    pub first_due_at: Option<OffsetDateTime>,
    pub lateness: Lateness,
    pub paused: bool,
    /// Name of whoever has it in hand, and whether that is the person who looks.
    pub holder: Option<(String, bool)>,
    pub answers: Answers,
    pub form: Option<FormState>,
    pub papers: Vec<DeskPaperLine>,
    pub steps: Vec<DeskStepLine>,
    /// Open questions to other units: number, unit, question, whether this person may answer.
    pub consultations: Vec<(i64, String, String, bool)>,
    pub apology: Option<(String, OffsetDateTime)>,
    pub history: Vec<DeskEventLine>,
    /// What this person may do now.
    pub acts: Vec<CommandKind>,
    /// The sequence of the act this person may take back.
    pub take_back: Option<(i64, domain::dossier::EventKind)>,
    /// Units to which it can be handed: code and name.
    pub units: Vec<(String, String)>,
    /// Fields that can be asked to be corrected: path and label.
    pub fields: Vec<(String, String)>,
    pub again: bool,
    pub problems: Vec<Problem>,
    /// What was typed into the form that was sent with mistakes.
    pub typed: std::collections::HashMap<String, String>,
    /// The act whose form is open.
    pub open_act: Option<CommandKind>,
    /// The step whose form is open.
    pub open_step: Option<String>,
    /// When the result would be promised if it were accepted now; none where no limit is published.
    pub appointment: Option<OffsetDateTime>,
}
