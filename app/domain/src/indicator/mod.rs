//! How an agency performs (*Bộ chỉ số phục vụ người dân, doanh nghiệp*, Decision 766/QĐ-TTg): what is counted, over which period,
//! and what it is worth.
//!
//! What a dossier adds to the counters is a function of its history alone. Who keeps counters adds the difference between
//! before and after a change; who doubts them counts all histories anew and must come to the same.

mod count;
mod facts;
mod method;
mod period;
mod report;
mod score;
mod waiting;

pub use count::{Counted, Measure, counted, difference};
pub(crate) use facts::day;
pub use facts::{DossierFacts, FactLine, OneDay, RatingFact};
pub use method::{Component, Group, Method, MethodError, Methods, Share};
pub use period::{InvalidPeriod, Period};
pub use report::{AgencyReport, Apology, Delay, Finding, Publication, Report, findings};
pub use score::{
    ComponentScore, FEEDBACK_OWED_IN_TIME, FEEDBACK_OWED_LATE, GroupScore, OPEN_IN_TIME, OPEN_LATE, OPEN_PAUSED,
    Scored, Totals, score,
};
pub use waiting::{BackTest, FURTHEST, Outlook, Waiting};
