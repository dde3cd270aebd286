//! How agencies perform.

use domain::indicator::{Component, GroupScore, Outlook, Period, Scored, Totals};
use domain::province::Bilingual;

/// One agency in the table, or all together.
#[derive(Debug, Clone)]
pub struct AgencyTotalsLine {
    pub code: String,
    pub name: String,
    pub totals: Totals,
    /// The share that was settled, or still is, in time.
    pub in_time: Scored,
}

/// A group with its method beside what came out.
#[derive(Debug, Clone)]
pub struct GroupLine {
    pub name: Bilingual,
    pub score: GroupScore,
    /// In the order of the components of the score.
    pub components: Vec<Component>,
}

/// What was settled in a month.
#[derive(Debug, Clone)]
pub struct TrendLine {
    pub period: Period,
    /// Early and on the day.
    pub in_time: i64,
    pub late: i64,
}

impl TrendLine {
    /// Everything that had a date.
    #[must_use]
    pub fn settled(&self) -> i64 {
        self.in_time + self.late
    }
}

/// How a procedure goes at an agency.
#[derive(Debug, Clone)]
pub struct ProcedureLine {
    pub code: String,
    pub name: String,
    pub name_is_vietnamese: bool,
    pub received: i64,
    /// Settled early and on the day.
    pub in_time: i64,
    pub late: i64,
    /// How long people waited in the last twelve months; none with too few dossiers.
    pub outlook: Option<Outlook>,
}

/// The page of all agencies, or of one.
#[derive(Debug, Clone)]
pub struct IndicatorsView {
    pub period: Period,
    /// Whether today lies in the period: its figures still move.
    pub is_running: bool,
    /// Periods to choose from.
    pub periods: Vec<Period>,
    /// The agency, when the page is about one.
    pub agency: Option<(String, String)>,
    pub lines: Vec<AgencyTotalsLine>,
    pub whole: AgencyTotalsLine,
    /// Month by month, the oldest first.
    pub trend: Vec<TrendLine>,
    /// Of one agency only.
    pub procedures: Vec<ProcedureLine>,
    pub groups: Vec<GroupLine>,
    pub decision: Option<Bilingual>,
    pub least_cases: i64,
}
