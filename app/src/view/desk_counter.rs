//! View-models of taking dossiers in at the counter.

use domain::filing::Problem;
use domain::paper::Issued;
use time::OffsetDateTime;

use super::filing::{AgencyChoice, CaseChoice, FileRow};

/// The counter: finding a procedure to take in, and what is unfinished.
#[derive(Debug, Clone, Default)]
pub struct CounterView {
    /// What was looked for; empty when nothing was.
    pub search: String,
    /// None when nothing was looked for.
    pub found: Option<Vec<CounterProcedure>>,
    pub unfinished: Vec<UnfinishedLine>,
    /// Whether there are more unfinished ones than shown.
    pub more: bool,
    /// The draft that was asked for is gone, filed or another counter's.
    pub gone: bool,
    /// A draft was just thrown away.
    pub discarded: bool,
}

/// A procedure that was found.
#[derive(Debug, Clone)]
pub struct CounterProcedure {
    pub code: String,
    pub name: String,
    pub field: String,
    /// Whether a desk of this province receives it.
    pub received_here: bool,
}

/// An unfinished draft of the counter.
#[derive(Debug, Clone)]
pub struct UnfinishedLine {
    pub id: String,
    pub procedure: String,
    /// As typed so far; empty when no name was typed yet.
    pub applicant: String,
    pub agency: String,
    /// Who of the staff began it.
    pub by: Option<String>,
    pub updated_at: OffsetDateTime,
    /// Code of the dossier that it completes.
    pub completes: Option<String>,
}

/// Case and desk of a dossier that is taken in.
#[derive(Debug, Clone)]
pub struct CounterBeginView {
    pub procedure_code: String,
    pub procedure_name: String,
    pub cases: Vec<CaseChoice>,
    /// The desks of the procedure at which this officer takes in.
    pub agencies: Vec<AgencyChoice>,
    /// The desks of the procedure at which this officer does not, where there is none at which they do.
    pub elsewhere: Vec<String>,
    pub problems: Vec<Problem>,
}

/// What is handed to the person: code and PIN on paper.
#[derive(Debug, Clone)]
pub struct CounterReceiptView {
    pub code: String,
    pub pin: String,
    pub procedure_name: String,
    pub agency: String,
    /// Whose matter it is.
    pub applicant: String,
    pub submitted_at: OffsetDateTime,
    /// When it was accepted; none while it waits for that.
    pub received_at: Option<OffsetDateTime>,
    pub due_at: Option<OffsetDateTime>,
    pub files: Vec<(String, FileRow)>,
    /// The receipt with the appointment, once it was accepted.
    pub form_01: Option<Issued>,
    /// How the person is told news; empty when only by paper.
    pub contact: String,
    /// Address at which code and PIN are entered.
    pub look_up: String,
}
