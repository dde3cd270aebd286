//! Counters of what happened, and ratings.

use domain::dossier::Channel;
use domain::indicator::{DossierFacts, Measure};
use domain::rating::RatingOccasion;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// What has to be added to a counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountChange {
    /// The agency whose desk received it.
    pub agency_code: String,
    /// Empty for what belongs to no procedure.
    pub procedure_code: String,
    pub channel: Channel,
    /// In Viet Nam.
    pub day: Date,
    pub measure: Measure,
    /// Less than nothing when something is taken back.
    pub amount: i64,
}

impl CountChange {
    /// Feedback belongs to no procedure, and comes in online.
    #[must_use]
    pub fn of_feedback(agency: &str, day: Date, measure: Measure, amount: i64) -> Self {
        Self {
            agency_code: agency.to_owned(),
            procedure_code: String::new(),
            channel: Channel::Online,
            day,
            measure,
            amount,
        }
    }
}

/// Dossiers that were settled so many days after the day that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitChange {
    pub procedure_code: String,
    /// The agency whose desk received it.
    pub agency_code: String,
    /// In which they were settled, such as 202611.
    pub month: i64,
    /// Less than nothing when they came before.
    pub days_after: i16,
    /// Less than nothing when something is taken back.
    pub amount: i64,
}

impl WaitChange {
    /// What the facts of a dossier add, so many times; nothing where it was not settled or nothing was told.
    #[must_use]
    pub fn of(facts: &DossierFacts, amount: i64) -> Option<Self> {
        let (month, days_after) = facts.waited()?;
        let (procedure_code, agency_code) = (facts.procedure.clone(), facts.agency.clone());
        Some(Self { procedure_code, agency_code, month, days_after, amount })
    }
}

/// A sum over days, of one agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountSum {
    pub agency_code: String,
    /// Such as 202611; 0 where months are summed up.
    pub month: i64,
    pub is_online: bool,
    pub measure: Measure,
    pub amount: i64,
}

/// How much lies in hand at an agency, by the day it is due or since which it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockSum {
    pub agency_code: String,
    pub measure: Measure,
    pub day: Date,
    pub amount: i64,
}

/// A sum over days, of one procedure at one agency or all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureSum {
    pub procedure_code: String,
    pub measure: Measure,
    pub amount: i64,
}

/// A counter that does not say what the histories say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountFault {
    /// Table and key, in words such as `day H28.01 20261123 1.003197 online received`.
    pub place: String,
    pub kept: i64,
    pub recounted: i64,
}

/// What came of counting everything anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recount {
    pub dossiers: i64,
    /// Counters that were compared.
    pub counters: i64,
    /// The first wrong ones, at most [`Recount::MOST_FAULTS`].
    pub faults: Vec<CountFault>,
    pub faults_in_all: i64,
}

impl Recount {
    pub const MOST_FAULTS: usize = 100;
}

/// A rating as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    pub dossier_id: Uuid,
    pub occasion: RatingOccasion,
    /// JSON document: 0, 1 or 2 by the key of the question.
    pub answers: String,
    /// 0 not satisfied, 1 satisfied, 2 very satisfied.
    pub overall: i16,
    /// Empty when nothing was written.
    pub comment: String,
    pub rated_at: OffsetDateTime,
    pub changed_at: OffsetDateTime,
}
