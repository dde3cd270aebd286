//! What the open data says: of each dossier and each feedback the days on which something happened, and nothing of whose it is.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::count::{Counted, Measure};
use super::waiting::FURTHEST;
use crate::calendar::vietnam;
use crate::dossier::{Channel, DossierEvent, Event, State, Status};
use crate::feedback::FeedbackFact;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// The day in Viet Nam.
pub(crate) fn day(at: OffsetDateTime) -> Date {
    at.to_offset(vietnam()).date()
}

/// A day in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneDay(#[serde(with = "iso_date")] pub Date);

/// A rating without who gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingFact {
    #[serde(with = "iso_date")]
    pub day: Date,
    /// 0 not satisfied, 1 satisfied, 2 very satisfied.
    pub overall: i16,
}

/// One dossier. All days are days in Viet Nam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DossierFacts {
    /// Code of the agency whose desk received it.
    pub agency: String,
    pub procedure: String,
    pub online: bool,
    #[serde(with = "iso_date")]
    pub submitted: Date,
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub received: Option<Date>,
    /// Accepted with its papers in electronic form.
    #[serde(default)]
    pub digitised: bool,
    /// The day it is due, as it was promised last.
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The day that was told first, moved only by the time the applicant took to complete papers or to pay, and by days off that were
    /// decreed since; not by an apology.
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub told: Option<Date>,
    /// Since when the legal clock stands still.
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub paused: Option<Date>,
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub refused: Option<Date>,
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Date>,
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub settled: Option<Date>,
    /// Settled with a result in electronic form.
    #[serde(default)]
    pub electronic_result: bool,
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub returned: Option<Date>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplement_requests: Vec<OneDay>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apologies: Vec<OneDay>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<RatingFact>,
}

impl DossierFacts {
    /// What a history says; nothing without a first event. `desk` is the agency that received it. Ratings are for the caller to add.
    #[must_use]
    pub fn of(desk: &str, procedure: &str, events: &[DossierEvent]) -> Option<Self> {
        let state = State::of(desk, events)?;
        let ended = |statuses: &[Status]| state.settled_at.filter(|_| statuses.contains(&state.status)).map(day);
        let settled = ended(&[Status::Settled, Status::Returned]);
        let (mut supplement_requests, mut apologies) = (Vec::new(), Vec::new());
        for entry in in_force(events) {
            match entry.event {
                Event::SupplementRequested { .. } => supplement_requests.push(OneDay(day(entry.at))),
                Event::Reappointed { .. } => apologies.push(OneDay(day(entry.at))),
                _ => {}
            }
        }
        Some(Self {
            agency: desk.to_owned(),
            procedure: procedure.to_owned(),
            online: state.channel == Channel::Online,
            submitted: day(state.submitted_at),
            received: state.received_at.map(day),
            digitised: state.received_at.is_some() && (state.channel == Channel::Online || is_sealed(events)),
            due: state.due_at.map(day),
            told: told(events).map(day),
            paused: state.paused_since().map(day),
            refused: ended(&[Status::Refused]),
            withdrawn: ended(&[Status::Withdrawn]),
            settled,
            electronic_result: settled.is_some()
                && state.result.as_ref().is_some_and(|result| result.file_id.is_some()),
            returned: state.returned_at.map(day),
            supplement_requests,
            apologies,
            ratings: Vec::new(),
        })
    }

    /// The month in which it was settled, such as 202610, and how many days after the day that was told; before it when negative.
    /// Nothing where it was not settled or nothing was told.
    #[must_use]
    pub fn waited(&self) -> Option<(i64, i16)> {
        let (settled, told) = self.settled.zip(self.told)?;
        let month = i64::from(settled.year()) * 100 + i64::from(u8::from(settled.month()));
        let days = (settled - told).whole_days().clamp(-i64::from(FURTHEST), i64::from(FURTHEST));
        Some((month, i16::try_from(days).unwrap_or(FURTHEST)))
    }

    /// What it adds to the counters of its agency.
    #[must_use]
    pub fn counted(&self) -> Counted {
        let mut counted = Counted::new();
        let mut add = |day: Date, measure: Measure| *counted.entry((day, measure)).or_default() += 1;
        add(self.submitted, Measure::Submitted);
        if let Some(received) = self.received {
            add(received, Measure::Received);
            if self.digitised {
                add(received, Measure::Digitised);
            }
        }
        match (self.refused, self.withdrawn, self.settled) {
            (Some(at), ..) => add(at, Measure::Refused),
            (None, Some(at), _) => add(at, Measure::Withdrawn),
            (None, None, Some(at)) => {
                add(at, in_time(at, self.due));
                if self.electronic_result {
                    add(at, Measure::ElectronicResult);
                }
            }
            (None, None, None) => {
                if let Some(received) = self.received {
                    match (self.paused, self.due) {
                        (Some(since), _) => add(since, Measure::OpenPaused),
                        (None, Some(due)) => add(due, Measure::OpenDue),
                        (None, None) => add(received, Measure::OpenUndated),
                    }
                }
            }
        }
        if let Some(returned) = self.returned {
            add(returned, Measure::Returned);
        }
        self.supplement_requests.iter().for_each(|at| add(at.0, Measure::SupplementRequest));
        self.apologies.iter().for_each(|at| add(at.0, Measure::Apology));
        for rating in &self.ratings {
            add(rating.day, Measure::Rated);
            if rating.overall > 0 {
                add(rating.day, Measure::RatedSatisfied);
            }
        }
        counted
    }
}

/// Judged by the day and not by the hour, as the national reports do (a real provincial system; unverified in the decision).
fn in_time(settled: Date, due: Option<Date>) -> Measure {
    match due.map(|due| settled.cmp(&due)) {
        None => Measure::SettledUndated,
        Some(std::cmp::Ordering::Less) => Measure::SettledEarly,
        Some(std::cmp::Ordering::Equal) => Measure::SettledOnTime,
        Some(std::cmp::Ordering::Greater) => Measure::SettledLate,
    }
}

fn told(events: &[DossierEvent]) -> Option<OffsetDateTime> {
    let (mut told, mut due) = (None, None);
    for entry in in_force(events) {
        match &entry.event {
            Event::Received { due_at, .. } => (told, due) = (*due_at, *due_at),
            Event::SupplementAnswered { due_at: Some(moved), .. }
            | Event::Paid { due_at: Some(moved), .. }
            | Event::DueMoved { due_at: moved, .. } => {
                told = told.zip(due).map(|(told, due): (OffsetDateTime, OffsetDateTime)| told + (*moved - due));
                due = Some(*moved);
            }
            Event::Resumed { due_at: Some(moved) } | Event::Reappointed { new_due_at: moved, .. } => due = Some(*moved),
            _ => {}
        }
    }
    told
}

fn is_sealed(events: &[DossierEvent]) -> bool {
    events.first().is_some_and(|first| matches!(first.event, Event::Submitted { seal: Some(_), .. }))
}

/// The events that were not taken back.
fn in_force(events: &[DossierEvent]) -> impl Iterator<Item = &DossierEvent> {
    let taken_back: Vec<i64> = events
        .iter()
        .filter_map(|entry| match entry.event {
            Event::Corrected { sequence, .. } => Some(sequence),
            _ => None,
        })
        .collect();
    events.iter().filter(move |entry| !taken_back.contains(&entry.sequence))
}

/// One line of the open data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FactLine {
    Dossier(DossierFacts),
    Feedback { facts: Vec<FeedbackFact> },
}

impl FactLine {
    /// What it adds: agency, whether it came in online, day, measure, how often.
    #[must_use]
    pub fn counted(&self) -> Vec<(String, bool, Date, Measure, i64)> {
        match self {
            Self::Dossier(facts) => {
                let one = |((day, measure), amount): ((Date, Measure), i64)| {
                    (facts.agency.clone(), facts.online, day, measure, amount)
                };
                facts.counted().into_iter().map(one).collect()
            }
            Self::Feedback { facts } => {
                facts.iter().map(|fact| (fact.agency.clone(), true, fact.day, fact.measure(), 1)).collect()
            }
        }
    }

    /// Whether it says something about the days from `first` to `last`: something happened then, or lies in hand and was due by
    /// then.
    #[must_use]
    pub fn touches(&self, first: Date, last: Date) -> bool {
        self.counted().iter().any(|(_, _, day, measure, _)| *day <= last && (measure.is_stock() || *day >= first))
    }
}
