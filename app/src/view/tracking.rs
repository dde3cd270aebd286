//! View-model of looking a dossier up by code and PIN.

use domain::dossier::{EventKind, Status};
use time::OffsetDateTime;

/// One entry of the timeline.
#[derive(Debug, Clone)]
pub struct TimelineEntry {
    pub kind: EventKind,
    pub at: OffsetDateTime,
}

/// What a person with code and PIN may see.
#[derive(Debug, Clone)]
pub struct TrackedDossier {
    pub code: String,
    pub status: Status,
    pub procedure_code: String,
    pub procedure_name: String,
    pub agency: String,
    pub submitted_at: OffsetDateTime,
    /// When the desk has to answer.
    pub answer_due_at: OffsetDateTime,
    /// The desk has not answered and the time is over.
    pub answer_is_late: bool,
    pub timeline: Vec<TimelineEntry>,
    /// Names and sizes of the files received.
    pub files: Vec<(String, u64)>,
    /// The PIN once more, for the button that copies the answers into a new draft; none when the procedure cannot be
    /// filed any more.
    pub copy_with: Option<String>,
}

/// The look-up page.
#[derive(Debug, Clone, Default)]
pub struct TrackingView {
    /// Code as typed, shown again after a miss; the PIN then never is.
    pub code: String,
    /// Stable key of what was wrong: `dossier_not_found` or `code_form`.
    pub problem: Option<String>,
    pub found: Option<TrackedDossier>,
}
