//! View-model of «if I file now, when will it be ready?».

use domain::catalogue::shown::LimitShown;
use domain::clock::{Due, Limit};
use domain::filing::Problem;
use domain::indicator::Outlook;
use domain::procedure::Channel;

/// One published way to hand in, with a limit that can be counted.
#[derive(Debug, Clone)]
pub struct DueRow {
    /// Value of the radio row.
    pub value: String,
    pub channel: Channel,
    pub limit: Limit,
    /// What the published row applies to; Vietnamese, may be empty.
    pub case: String,
    pub chosen: bool,
}

/// One desk to choose.
#[derive(Debug, Clone)]
pub struct DueDesk {
    pub code: String,
    pub name: String,
    pub chosen: bool,
}

/// The page.
#[derive(Debug, Clone)]
pub struct DueView {
    pub code: String,
    /// In the language of the page where it is known, else Vietnamese (then `name_is_vietnamese`).
    pub name: String,
    pub name_is_vietnamese: bool,
    /// Ways to choose from; none when no published limit can be counted.
    pub rows: Vec<DueRow>,
    pub desks: Vec<DueDesk>,
    /// When it is filed, as typed: `2026-11-23T06:30`. Empty for now.
    pub received: String,
    pub problems: Vec<Problem>,
    /// Until when, and why; none when something has to be put right or nothing can be counted.
    pub due: Option<Due>,
    /// What the published text says instead of a limit, where nothing can be counted; Vietnamese.
    pub instead: Option<LimitShown>,
    /// The limit in the province's own words.
    pub note: Option<String>,
    pub waited: WaitedView,
}

/// How long people waited at a desk.
#[derive(Debug, Clone)]
pub struct WaitedLine {
    pub name: String,
    pub outlook: Outlook,
}

/// How long people really waited for a procedure.
#[derive(Debug, Clone, Default)]
pub struct WaitedView {
    /// At all desks together; none with too few dossiers.
    pub whole: Option<Outlook>,
    /// Desks with enough dossiers.
    pub desks: Vec<WaitedLine>,
    pub least_cases: i64,
}
