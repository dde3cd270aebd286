//! View-models of a dossier at the desk.

use domain::dossier::{Channel, CommandKind, Status};
use domain::filing::{Answers, Problem};
use domain::paper::Issued;
use time::OffsetDateTime;

use super::{FormState, SupplementAnswerView};

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
    /// How something due then stands at `now`; what is due before `near_until` is near due (`domain::dossier::foreseen_until`).
    #[must_use]
    pub fn of(due_at: Option<OffsetDateTime>, now: OffsetDateTime, near_until: OffsetDateTime) -> Self {
        match due_at {
            None => Self::NoDate,
            Some(due_at) if due_at < now => Self::Late,
            Some(due_at) if due_at < near_until => Self::Near,
            Some(_) => Self::InTime,
        }
    }
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

/// The queue from which a dossier was opened.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// Query string that every link of the page keeps.
    pub keep: String,
    /// Address of the queue.
    pub back: Option<String>,
    /// Addresses of the dossiers before and after.
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Walk {
    /// An address of this dossier that leads on through the same queue.
    #[must_use]
    pub fn kept(&self, href: &str) -> String {
        if self.keep.is_empty() {
            return href.to_owned();
        }
        let (path, mark) =
            href.split_once('#').map_or((href, String::new()), |(path, mark)| (path, format!("#{mark}")));
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{path}{sign}{}{mark}", self.keep)
    }
}

/// A message between applicant and officer.
#[derive(Debug, Clone)]
pub struct DeskMessageLine {
    /// Name of the officer who wrote it; none when the applicant did.
    pub officer: Option<String>,
    pub at: OffsetDateTime,
    pub body: String,
    /// Whether it waits for somebody at the desk to answer or see to it.
    pub unread: bool,
}

/// A file that can be opened.
#[derive(Debug, Clone)]
pub struct DeskFileLine {
    pub name: String,
    pub size: u64,
    pub href: String,
    /// Address of this page with the file beside the form; none for what a browser does not show.
    pub beside: Option<String>,
    /// Key of where it comes from: `filed`, `supplement`, `scan`, `result`.
    pub origin: &'static str,
    /// Code of the earlier dossier from which the applicant took it again.
    pub reused_from: Option<String>,
}

/// A file beside the form.
#[derive(Debug, Clone)]
pub struct ShownFile {
    pub name: String,
    pub href: String,
    /// An image; otherwise a PDF.
    pub image: bool,
    /// Address of the page without it.
    pub close: String,
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
    /// The queue from which it was opened; empty where it was opened otherwise.
    pub walk: Walk,
    /// The act that was just done.
    pub done: Option<CommandKind>,
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
    /// How the first date was counted; empty where it was set by hand.
    pub trace: Vec<domain::clock::Step>,
    pub lateness: Lateness,
    pub paused: bool,
    /// Name of whoever has it in hand, and whether that is the person who looks.
    pub holder: Option<(String, bool)>,
    pub answers: Answers,
    pub form: Option<FormState>,
    pub papers: Vec<DeskPaperLine>,
    /// Official papers that were issued.
    pub issued: Vec<Issued>,
    /// The file that stands beside the form.
    pub shown: Option<ShownFile>,
    /// What the last answered supplement changed.
    pub supplement: Option<SupplementAnswerView>,
    pub steps: Vec<DeskStepLine>,
    /// Open questions to other units: number, unit, question, whether this person may answer.
    pub consultations: Vec<(i64, String, String, bool)>,
    pub apology: Option<(String, OffsetDateTime)>,
    /// Who of the staff looked last, the latest first; None for whoever does not answer for the agency.
    pub looks: Option<Vec<(String, OffsetDateTime)>>,
    pub history: Vec<DeskEventLine>,
    pub messages: Vec<DeskMessageLine>,
    /// Whether this person may write to the applicant.
    pub may_write: bool,
    /// What was typed as a message and could not be sent.
    pub message: String,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stands_before_the_mark_of_the_place() {
        let walk = Walk { keep: "hang=viec".into(), ..Walk::default() };
        assert_eq!(walk.kept("/a#acts"), "/a?hang=viec#acts");
        assert_eq!(walk.kept("/a?viec=claim"), "/a?viec=claim&hang=viec");
        assert_eq!(Walk::default().kept("/a#acts"), "/a#acts");
    }
}
