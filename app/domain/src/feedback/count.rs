//! What one feedback adds to the counters, at which agency and on which day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

use super::life::{FeedbackEvent, FeedbackState, FeedbackStep, Verdict};
use crate::indicator::{Measure, day};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// How often what was counted at which agency on which day (in Viet Nam).
pub type FeedbackCounted = BTreeMap<(String, Date, Measure), i64>;

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackDeed {
    Received,
    Answered,
    Refused,
    Answers,
    DoesNotAnswer,
    Solved,
    NotSolved,
    /// An answer is owed, by that day.
    Owed,
}

/// What happened at which agency on which day (in Viet Nam), without whose it was and what it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackFact {
    pub what: FeedbackDeed,
    pub agency: String,
    #[serde(with = "iso_date")]
    pub day: Date,
    /// Of an answer: the day it was due.
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl FeedbackFact {
    /// As what it is counted. By the day and not by the hour, as dossiers are.
    #[must_use]
    pub fn measure(&self) -> Measure {
        match self.what {
            FeedbackDeed::Received => Measure::FeedbackReceived,
            FeedbackDeed::Answered if self.due.is_some_and(|due| self.day > due) => Measure::FeedbackAnsweredLate,
            FeedbackDeed::Answered => Measure::FeedbackAnsweredInTime,
            FeedbackDeed::Refused => Measure::FeedbackRefused,
            FeedbackDeed::Answers => Measure::FeedbackAnswers,
            FeedbackDeed::DoesNotAnswer => Measure::FeedbackDoesNotAnswer,
            FeedbackDeed::Solved => Measure::FeedbackSolved,
            FeedbackDeed::NotSolved => Measure::FeedbackNotSolved,
            FeedbackDeed::Owed => Measure::FeedbackOwed,
        }
    }
}

/// What a history says. Every answer belongs to the agency that gave it; an answer that is owed lies at the agency that owes it.
#[must_use]
pub fn facts(steps: &[FeedbackStep]) -> Vec<FeedbackFact> {
    let mut facts = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let Some(state) = FeedbackState::of(steps.get(..=at).unwrap_or_default()) else { continue };
        let what = match &step.event {
            FeedbackEvent::Received { .. } => FeedbackDeed::Received,
            FeedbackEvent::Answered { .. } => FeedbackDeed::Answered,
            FeedbackEvent::Refused { .. } => FeedbackDeed::Refused,
            FeedbackEvent::Judged { verdict: Verdict::Answers, .. } => FeedbackDeed::Answers,
            FeedbackEvent::Judged { verdict: Verdict::DoesNotAnswer, .. } => FeedbackDeed::DoesNotAnswer,
            FeedbackEvent::FollowedUp { solved: true } => FeedbackDeed::Solved,
            FeedbackEvent::FollowedUp { solved: false } => FeedbackDeed::NotSolved,
            FeedbackEvent::Acknowledged { .. }
            | FeedbackEvent::Forwarded { .. }
            | FeedbackEvent::Reopened { .. }
            | FeedbackEvent::Escalated { .. }
            | FeedbackEvent::Published { .. }
            | FeedbackEvent::Withheld { .. } => continue,
        };
        let due = (what == FeedbackDeed::Answered).then(|| day(state.answer_due_at));
        facts.push(FeedbackFact { what, agency: state.agency, day: day(step.at), due });
    }
    if let Some(state) = FeedbackState::of(steps)
        && state.status.is_open()
    {
        let day = day(state.answer_due_at);
        facts.push(FeedbackFact { what: FeedbackDeed::Owed, agency: state.agency, day, due: None });
    }
    facts
}

/// What a history adds to the counters.
#[must_use]
pub fn counted(steps: &[FeedbackStep]) -> FeedbackCounted {
    let mut counted = FeedbackCounted::new();
    for fact in facts(steps) {
        let measure = fact.measure();
        *counted.entry((fact.agency, fact.day, measure)).or_default() += 1;
    }
    counted
}
