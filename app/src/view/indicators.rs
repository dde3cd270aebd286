//! How agencies perform.

use domain::indicator::{Component, GroupScore, Period, Scored, Totals};
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
    pub groups: Vec<GroupLine>,
    pub decision: Option<Bilingual>,
    pub least_cases: i64,
}
