//! What the applicant is told of a history. Internal events, notes between officers and names of people stay out.

use std::collections::{BTreeMap, BTreeSet};

use app::view::{ActedBy, EventDetail, TimelineEntry};
use domain::dossier::{Actor, DossierEvent, Event, EventKind};
use domain::process::StepRole;

use super::names::Names;
use crate::services::OpenDossier;

fn taken_back(events: &[DossierEvent]) -> BTreeSet<i64> {
    let corrected = events.iter().filter_map(|entry| match entry.event {
        Event::Corrected { sequence, .. } => Some(sequence),
        _ => None,
    });
    corrected.collect()
}

/// The events that no officer took back.
pub(super) fn standing(events: &[DossierEvent]) -> Vec<&DossierEvent> {
    let taken_back = taken_back(events);
    events.iter().filter(|entry| !taken_back.contains(&entry.sequence)).collect()
}

/// The public entries, the oldest first, each with the unit that had the dossier at that moment.
pub(super) fn timeline(held: &OpenDossier, names: &Names<'_>) -> Vec<TimelineEntry> {
    let events = &held.dossier.record.events;
    let taken_back = taken_back(events);
    let kinds: BTreeMap<i64, EventKind> = events.iter().map(|entry| (entry.sequence, entry.event.kind())).collect();
    let mut place = Place { desk: held.desk(), unit: held.desk().to_owned(), last: StepRole::Officer };
    let mut timeline = Vec::new();
    for entry in events {
        let is_taken_back = taken_back.contains(&entry.sequence);
        let (unit, role) = place.who(held, &entry.event);
        if !is_taken_back {
            place.follow(&entry.event, role);
        }
        let kind = entry.event.kind();
        if !kind.is_public() {
            continue;
        }
        let by = match entry.actor {
            Actor::Applicant => ActedBy::Applicant,
            Actor::Officer(_) => ActedBy::Staff(role),
            Actor::System => ActedBy::System,
        };
        timeline.push(TimelineEntry {
            sequence: entry.sequence,
            kind,
            at: entry.at,
            by,
            unit: matches!(by, ActedBy::Staff(_)).then(|| names.agency(&unit)),
            details: details(&entry.event, names, &kinds),
            taken_back: is_taken_back,
        });
    }
    timeline
}

/// Where the dossier is while its history is read.
struct Place<'a> {
    desk: &'a str,
    unit: String,
    /// Role of the last step that was done: signing settles in the same act.
    last: StepRole,
}

impl Place<'_> {
    fn who(&self, held: &OpenDossier, event: &Event) -> (String, StepRole) {
        let at_desk = self.unit == self.desk;
        match event {
            Event::StepDone { step, .. } => match held.process.step(step) {
                Some(step) => (step.unit.clone().unwrap_or_else(|| self.unit.clone()), step.role),
                None => (self.unit.clone(), StepRole::Officer),
            },
            Event::Settled => (self.unit.clone(), self.last),
            Event::Reappointed { .. } => (self.unit.clone(), StepRole::Leader),
            Event::Submitted { .. }
            | Event::Received { .. }
            | Event::Refused { .. }
            | Event::Paid { .. }
            | Event::Returned { .. } => (self.desk.to_owned(), StepRole::Receptionist),
            Event::SupplementRequested { .. } | Event::Transferred { .. } if at_desk => {
                (self.desk.to_owned(), StepRole::Receptionist)
            }
            _ => (self.unit.clone(), StepRole::Officer),
        }
    }

    fn follow(&mut self, event: &Event, role: StepRole) {
        match event {
            Event::Received { unit, .. } | Event::Transferred { unit, .. } => self.unit.clone_from(unit),
            Event::StepDone { .. } => self.last = role,
            _ => {}
        }
    }
}

fn details(event: &Event, names: &Names<'_>, kinds: &BTreeMap<i64, EventKind>) -> Vec<EventDetail> {
    let some = |text: &str, detail: fn(String) -> EventDetail| (!text.is_empty()).then(|| detail(text.to_owned()));
    let due = |at: &Option<time::OffsetDateTime>| at.map(EventDetail::Due);
    let unit = |code: &str| Some(EventDetail::Unit(names.agency(code)));
    let found: Vec<Option<EventDetail>> = match event {
        Event::Received { due_at, unit: code, .. } => vec![due(due_at), unit(code)],
        Event::Refused { reason, where_to_turn } => {
            vec![some(reason, EventDetail::Reason), some(where_to_turn, EventDetail::WhereToTurn)]
        }
        Event::SupplementRequested { items, again_because, answer_by } => vec![
            Some(EventDetail::Asked(names.asked(items))),
            again_because.as_ref().map(|text| EventDetail::AgainBecause(text.clone())),
            answer_by.map(EventDetail::AnswerBy),
        ],
        Event::SupplementAnswered { note, due_at, .. } => vec![some(note, EventDetail::Note), due(due_at)],
        Event::Transferred { unit: code, .. } => vec![unit(code)],
        Event::StepDone { step, .. } => vec![Some(EventDetail::Step(names.step(step)))],
        Event::Consulted { unit: code, answer_by, .. } => vec![unit(code), answer_by.map(EventDetail::AnswerBy)],
        Event::Stopped { reason } | Event::Withdrawn { reason } => vec![some(reason, EventDetail::Reason)],
        Event::Resumed { due_at } => vec![due(due_at)],
        Event::PaymentRequested { demand } => {
            vec![Some(EventDetail::Amount(demand.amount)), some(&demand.reason, EventDetail::Reason)]
        }
        Event::Paid { receipt, due_at } => vec![some(receipt, EventDetail::Receipt), due(due_at)],
        Event::Returned { how, .. } => vec![Some(EventDetail::Returned(*how))],
        Event::Reappointed { reason, new_due_at, again_because } => vec![
            some(reason, EventDetail::Reason),
            Some(EventDetail::Due(*new_due_at)),
            again_because.as_ref().map(|text| EventDetail::AgainBecause(text.clone())),
        ],
        Event::DueMoved { due_at, because } => {
            vec![Some(EventDetail::Due(*due_at)), some(because, EventDetail::Reason)]
        }
        Event::Corrected { sequence, reason } => {
            vec![kinds.get(sequence).map(|kind| EventDetail::TakesBack(*kind)), some(reason, EventDetail::Reason)]
        }
        Event::Submitted { channel, .. } => vec![Some(EventDetail::Channel(*channel))],
        Event::Claimed
        | Event::Released { .. }
        | Event::ConsultAnswered { .. }
        | Event::ConsultDropped { .. }
        | Event::ResultAttached { .. }
        | Event::Settled
        | Event::ApologyDrafted { .. }
        | Event::ApologyRejected { .. } => Vec::new(),
    };
    found.into_iter().flatten().collect()
}
