//! What one dossier adds to the counters, and on which day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

use super::facts::DossierFacts;
use crate::dossier::DossierEvent;

/// What is counted. The key is stored and published, and never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Handed in, on that day.
    Submitted,
    /// Accepted at the desk, on that day.
    Received,
    /// Accepted with its papers in electronic form: filed online, or scanned and sealed at the counter (*số hóa hồ sơ*).
    Digitised,
    /// Not accepted, on that day.
    Refused,
    /// Taken back by the applicant, on that day.
    Withdrawn,
    /// Settled that day, on a day before the one it was due.
    SettledEarly,
    /// Settled on the day it was due.
    SettledOnTime,
    /// Settled on a day after the one it was due.
    SettledLate,
    /// Settled that day; no time limit was published.
    SettledUndated,
    /// Settled that day with a result in electronic form (*kết quả điện tử*).
    ElectronicResult,
    /// The result was handed over, on that day.
    Returned,
    /// In hand and not settled, by the day it is due.
    OpenDue,
    /// In hand while the legal clock stands still, by the day since when.
    OpenPaused,
    /// In hand and not settled, no time limit published, by the day it was accepted.
    OpenUndated,
    /// A request for more papers (form 02), on that day.
    SupplementRequest,
    /// An approved apology with a new date (form 04), on that day.
    Apology,
    /// A satisfaction rating, on that day.
    Rated,
    /// A rating that says «satisfied» or better.
    RatedSatisfied,
    /// Feedback that came in, on that day.
    FeedbackReceived,
    /// Feedback answered that day, by the moment its answer was due.
    FeedbackAnsweredInTime,
    /// Feedback answered that day, after its answer was due.
    FeedbackAnsweredLate,
    /// Feedback not taken up, with a reason.
    FeedbackRefused,
    /// The person says that the answer answers.
    FeedbackAnswers,
    /// The person says that the answer does not answer.
    FeedbackDoesNotAnswer,
    /// The person says, two weeks later, that it was really solved.
    FeedbackSolved,
    /// The person says, two weeks later, that it was not.
    FeedbackNotSolved,
    /// An answer to feedback that is owed, by the day it is due.
    FeedbackOwed,
}

impl Measure {
    pub const ALL: [Self; 27] = [
        Self::Submitted,
        Self::Received,
        Self::Digitised,
        Self::Refused,
        Self::Withdrawn,
        Self::SettledEarly,
        Self::SettledOnTime,
        Self::SettledLate,
        Self::SettledUndated,
        Self::ElectronicResult,
        Self::Returned,
        Self::OpenDue,
        Self::OpenPaused,
        Self::OpenUndated,
        Self::SupplementRequest,
        Self::Apology,
        Self::Rated,
        Self::RatedSatisfied,
        Self::FeedbackReceived,
        Self::FeedbackAnsweredInTime,
        Self::FeedbackAnsweredLate,
        Self::FeedbackRefused,
        Self::FeedbackAnswers,
        Self::FeedbackDoesNotAnswer,
        Self::FeedbackSolved,
        Self::FeedbackNotSolved,
        Self::FeedbackOwed,
    ];

    /// The key used in the database, files and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Received => "received",
            Self::Digitised => "digitised",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::SettledEarly => "settled_early",
            Self::SettledOnTime => "settled_on_time",
            Self::SettledLate => "settled_late",
            Self::SettledUndated => "settled_undated",
            Self::ElectronicResult => "electronic_result",
            Self::Returned => "returned",
            Self::OpenDue => "open_due",
            Self::OpenPaused => "open_paused",
            Self::OpenUndated => "open_undated",
            Self::SupplementRequest => "supplement_request",
            Self::Apology => "apology",
            Self::Rated => "rated",
            Self::RatedSatisfied => "rated_satisfied",
            Self::FeedbackReceived => "feedback_received",
            Self::FeedbackAnsweredInTime => "feedback_answered_in_time",
            Self::FeedbackAnsweredLate => "feedback_answered_late",
            Self::FeedbackRefused => "feedback_refused",
            Self::FeedbackAnswers => "feedback_answers",
            Self::FeedbackDoesNotAnswer => "feedback_does_not_answer",
            Self::FeedbackSolved => "feedback_solved",
            Self::FeedbackNotSolved => "feedback_not_solved",
            Self::FeedbackOwed => "feedback_owed",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.key() == key)
    }

    /// Whether it counts feedback, and not dossiers.
    #[must_use]
    pub fn is_feedback(self) -> bool {
        self.key().starts_with("feedback_")
    }

    /// Whether it tells what lies in hand now, and not what happened on a day.
    #[must_use]
    pub fn is_stock(self) -> bool {
        matches!(self, Self::OpenDue | Self::OpenPaused | Self::OpenUndated | Self::FeedbackOwed)
    }
}

/// How often what was counted on which day (in Viet Nam). Nothing stands in it with 0.
pub type Counted = BTreeMap<(Date, Measure), i64>;

/// What a history adds to the counters of the agency that received it; nothing without a first event. `desk` is that agency.
#[must_use]
pub fn counted(desk: &str, events: &[DossierEvent]) -> Counted {
    DossierFacts::of(desk, "", events).map(|facts| facts.counted()).unwrap_or_default()
}

/// What has to be added to the counters when `before` becomes `after`.
#[must_use]
pub fn difference(before: &Counted, after: &Counted) -> Counted {
    let mut difference = after.clone();
    for (key, amount) in before {
        *difference.entry(*key).or_default() -= amount;
    }
    difference.retain(|_, amount| *amount != 0);
    difference
}
