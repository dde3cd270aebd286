//! What one feedback adds to the counters, at which agency and on which day.

use std::collections::BTreeMap;

use time::{Date, OffsetDateTime};

use super::life::{FeedbackEvent, FeedbackState, FeedbackStep, Verdict};
use crate::calendar::vietnam;
use crate::indicator::Measure;

/// How often what was counted at which agency on which day (in Viet Nam).
pub type FeedbackCounted = BTreeMap<(String, Date, Measure), i64>;

/// What a history adds to the counters. Every answer counts for the agency that gave it, in time or late by the moment it was due; an
/// answer that is owed lies at the agency that owes it, by the day it is due.
#[must_use]
pub fn counted(steps: &[FeedbackStep]) -> FeedbackCounted {
    let mut counted = FeedbackCounted::new();
    let mut add = |agency: &str, at: OffsetDateTime, measure: Measure| {
        *counted.entry((agency.to_owned(), at.to_offset(vietnam()).date(), measure)).or_default() += 1;
    };
    for (at, step) in steps.iter().enumerate() {
        let Some(state) = FeedbackState::of(steps.get(..=at).unwrap_or_default()) else { continue };
        match &step.event {
            FeedbackEvent::Received { .. } => add(&state.agency, step.at, Measure::FeedbackReceived),
            FeedbackEvent::Answered { .. } if step.at > state.answer_due_at => {
                add(&state.agency, step.at, Measure::FeedbackAnsweredLate);
            }
            FeedbackEvent::Answered { .. } => add(&state.agency, step.at, Measure::FeedbackAnsweredInTime),
            FeedbackEvent::Refused { .. } => add(&state.agency, step.at, Measure::FeedbackRefused),
            FeedbackEvent::Judged { verdict: Verdict::Answers, .. } => {
                add(&state.agency, step.at, Measure::FeedbackAnswers);
            }
            FeedbackEvent::Judged { verdict: Verdict::DoesNotAnswer, .. } => {
                add(&state.agency, step.at, Measure::FeedbackDoesNotAnswer);
            }
            FeedbackEvent::FollowedUp { solved: true } => add(&state.agency, step.at, Measure::FeedbackSolved),
            FeedbackEvent::FollowedUp { solved: false } => add(&state.agency, step.at, Measure::FeedbackNotSolved),
            FeedbackEvent::Acknowledged { .. }
            | FeedbackEvent::Forwarded { .. }
            | FeedbackEvent::Reopened { .. }
            | FeedbackEvent::Escalated { .. }
            | FeedbackEvent::Published { .. }
            | FeedbackEvent::Withheld { .. } => {}
        }
    }
    if let Some(state) = FeedbackState::of(steps)
        && state.status.is_open()
    {
        add(&state.agency, state.answer_due_at, Measure::FeedbackOwed);
    }
    counted
}
