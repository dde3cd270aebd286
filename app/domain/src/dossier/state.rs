//! The state of a dossier: what its events say, and nothing else (invariant I8).

use std::collections::{BTreeMap, BTreeSet};

use time::OffsetDateTime;
use uuid::Uuid;

use super::decide::Deadlines;
use super::event::{
    Actor, Channel, DossierEvent, Event, EventKind, HandOver, PaymentDemand, ResultDocument, SupplementItem,
};
use super::status::Status;
use crate::process::{BegunStep, Process};

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turn {
    /// The desk that has to answer a filing or an answered supplement request.
    Desk,
    /// The unit that settles it.
    Unit,
    Applicant,
    /// It has ended.
    Nobody,
}

impl Turn {
    /// Whose turn it is at a status. `answered`: the applicant has sent what was asked for, and the desk has not judged it.
    #[must_use]
    pub fn at(status: Status, answered: bool) -> Self {
        match status {
            Status::Submitted => Self::Desk,
            Status::SupplementRequested if answered => Self::Desk,
            Status::Received | Status::Processing | Status::Stopped => Self::Unit,
            Status::SupplementRequested | Status::PaymentRequested | Status::Settled => Self::Applicant,
            Status::Refused | Status::Withdrawn | Status::Returned => Self::Nobody,
        }
    }
}

/// A supplement request that was not answered yet, or whose answer the desk has not judged yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSupplement {
    /// Sequence of the event that asked.
    pub sequence: i64,
    pub items: Vec<SupplementItem>,
    pub asked_at: OffsetDateTime,
    pub answer_by: Option<OffsetDateTime>,
    /// When the applicant answered; the desk has it then.
    pub answered_at: Option<OffsetDateTime>,
}

/// A question that another unit has not answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenConsultation {
    pub unit: String,
    pub question: String,
    pub answer_by: Option<OffsetDateTime>,
}

/// An apology that waits for the leader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftedApology {
    pub reason: String,
    pub new_due_at: OffsetDateTime,
    pub by: Actor,
}

/// A stretch in which the legal clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paused {
    pub from: OffsetDateTime,
    /// None while it lasts.
    pub until: Option<OffsetDateTime>,
    /// The status that stopped the clock: 5, 6 or 8.
    pub why: Status,
}

/// The last act of an officer that may still be taken back by the same officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastAct {
    pub sequence: i64,
    pub kind: EventKind,
    pub officer: Uuid,
    /// The unit where it was done; none for the desk that received the filing.
    pub unit: Option<String>,
}

/// What holds for a dossier after its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Sequence of the last event; a change names the one it judged.
    pub version: i64,
    pub status: Status,
    pub channel: Channel,
    pub submitted_at: OffsetDateTime,
    /// When it was accepted, after a supplement at reception when that was complete.
    pub received_at: Option<OffsetDateTime>,
    /// When the result is due. None before reception and where no time limit was published.
    pub due_at: Option<OffsetDateTime>,
    /// What was promised first.
    pub first_due_at: Option<OffsetDateTime>,
    pub pauses: Vec<Paused>,
    /// Code of the agency that settles it; the receiving desk before reception.
    pub unit: String,
    /// The steps in hand.
    pub active: BTreeMap<String, BegunStep>,
    /// When each step began, those that are done too.
    pub began_at: BTreeMap<String, OffsetDateTime>,
    pub done: BTreeSet<String>,
    pub holder: Option<Uuid>,
    /// Supplement requests so far.
    pub supplements: u32,
    pub supplement: Option<OpenSupplement>,
    pub payment: Option<PaymentDemand>,
    /// Open questions to other units, by sequence.
    pub consultations: BTreeMap<i64, OpenConsultation>,
    pub result: Option<ResultDocument>,
    pub apology: Option<DraftedApology>,
    /// Approved apologies so far.
    pub reappointments: u32,
    /// When it ended for the agency: refused, withdrawn, stopped for good or settled.
    pub settled_at: Option<OffsetDateTime>,
    pub returned_at: Option<OffsetDateTime>,
    pub returned_how: Option<HandOver>,
    pub last_act: Option<LastAct>,
}

impl State {
    /// The state after these events, in the order of their sequence. `desk` is the agency that received the filing.
    /// None without a first event that says it was handed in.
    #[must_use]
    pub fn of(desk: &str, events: &[DossierEvent]) -> Option<Self> {
        let taken_back: BTreeSet<i64> = events
            .iter()
            .filter_map(|entry| match entry.event {
                Event::Corrected { sequence, .. } => Some(sequence),
                _ => None,
            })
            .collect();
        let (first, rest) = events.split_first()?;
        let Event::Submitted { channel, .. } = first.event else { return None };
        let mut state = Self::submitted(desk, channel, first);
        for entry in rest {
            if !taken_back.contains(&entry.sequence) {
                state.apply(entry);
            } else if matches!(entry.event, Event::SupplementRequested { .. }) {
                // The applicant was told: asking once more is a second request all the same.
                state.supplements += 1;
            }
            state.version = entry.sequence;
        }
        Some(state)
    }

    fn submitted(desk: &str, channel: Channel, first: &DossierEvent) -> Self {
        Self {
            version: first.sequence,
            status: Status::Submitted,
            channel,
            submitted_at: first.at,
            received_at: None,
            due_at: None,
            first_due_at: None,
            pauses: Vec::new(),
            unit: desk.to_owned(),
            active: BTreeMap::new(),
            began_at: BTreeMap::new(),
            done: BTreeSet::new(),
            holder: None,
            supplements: 0,
            supplement: None,
            payment: None,
            consultations: BTreeMap::new(),
            result: None,
            apology: None,
            reappointments: 0,
            settled_at: None,
            returned_at: None,
            returned_how: None,
            last_act: None,
        }
    }

    fn apply(&mut self, entry: &DossierEvent) {
        let at = entry.at;
        let unit = self.done_at(entry.event.kind());
        match &entry.event {
            Event::Submitted { .. } | Event::Corrected { .. } => {}
            Event::Received { due_at, unit, steps } => {
                self.status = Status::Received;
                self.received_at = Some(at);
                self.due_at = *due_at;
                self.first_due_at = *due_at;
                self.unit.clone_from(unit);
                self.supplement = None;
                self.begin(steps, at);
            }
            Event::Refused { .. } => self.end(Status::Refused, at),
            Event::SupplementRequested { items, answer_by, .. } => {
                self.supplements += 1;
                self.supplement = Some(OpenSupplement {
                    sequence: entry.sequence,
                    items: items.clone(),
                    asked_at: at,
                    answer_by: *answer_by,
                    answered_at: None,
                });
                self.pause(Status::SupplementRequested, at);
            }
            Event::SupplementAnswered { due_at, .. } => {
                self.go_on(*due_at, at);
                match self.received_at {
                    // Nobody has accepted it yet: the desk answers first, and the status says so until then.
                    None => {
                        if let Some(open) = &mut self.supplement {
                            open.answered_at = Some(at);
                        }
                        self.status = Status::SupplementRequested;
                    }
                    Some(_) => self.supplement = None,
                }
            }
            Event::Transferred { unit, .. } => {
                self.taken_in_hand();
                let from = std::mem::replace(&mut self.unit, unit.clone());
                self.holder = None;
                // What other units have in hand beside it stays with them.
                for step in self.active.values_mut().filter(|step| step.unit == from) {
                    step.unit.clone_from(unit);
                }
            }
            Event::Claimed => {
                self.taken_in_hand();
                if let Actor::Officer(id) = entry.actor {
                    self.holder = Some(id);
                }
            }
            Event::Released { .. } => self.holder = None,
            Event::StepDone { step, began, .. } => {
                self.taken_in_hand();
                self.active.remove(step);
                self.done.insert(step.clone());
                self.begin(began, at);
                self.holder = None;
            }
            Event::Consulted { unit, question, answer_by } => {
                let asked = OpenConsultation { unit: unit.clone(), question: question.clone(), answer_by: *answer_by };
                self.consultations.insert(entry.sequence, asked);
            }
            Event::ConsultAnswered { consultation, .. } | Event::ConsultDropped { consultation, .. } => {
                self.consultations.remove(consultation);
            }
            Event::Stopped { .. } => self.pause(Status::Stopped, at),
            Event::Resumed { due_at } => {
                self.go_on(*due_at, at);
                // What the applicant owed before the stop is still owed, and the clock still waits for it.
                if self.supplement.is_some() {
                    self.pause(Status::SupplementRequested, at);
                } else if self.payment.is_some() {
                    self.pause(Status::PaymentRequested, at);
                }
            }
            Event::PaymentRequested { demand } => {
                self.payment = Some(demand.clone());
                self.pause(Status::PaymentRequested, at);
            }
            Event::Paid { due_at, .. } => {
                self.payment = None;
                self.go_on(*due_at, at);
            }
            Event::ResultAttached { result } => self.result = Some(result.clone()),
            Event::Settled => {
                self.end(Status::Settled, at);
                self.active.clear();
            }
            Event::Returned { how, .. } => {
                self.status = Status::Returned;
                self.returned_at = Some(at);
                self.returned_how = Some(*how);
            }
            Event::Withdrawn { .. } => self.end(Status::Withdrawn, at),
            Event::ApologyDrafted { reason, new_due_at } => {
                self.apology =
                    Some(DraftedApology { reason: reason.clone(), new_due_at: *new_due_at, by: entry.actor });
            }
            Event::ApologyRejected { .. } => self.apology = None,
            Event::Reappointed { new_due_at, .. } => {
                self.apology = None;
                self.reappointments += 1;
                self.due_at = Some(*new_due_at);
            }
            Event::DueMoved { due_at, .. } => {
                self.due_at = Some(*due_at);
                // It was drafted for another date.
                self.apology = None;
            }
        }
        self.remember(entry, unit);
    }

    /// Where an act of that kind is done before it happens: the unit, or none for the desk.
    fn done_at(&self, kind: EventKind) -> Option<String> {
        let at_desk = match kind {
            EventKind::Received | EventKind::Refused | EventKind::Paid | EventKind::Returned => true,
            EventKind::Transferred => self.received_at.is_none() || self.status == Status::Received,
            _ => self.received_at.is_none(),
        };
        (!at_desk).then(|| self.unit.clone())
    }

    fn begin(&mut self, steps: &[BegunStep], at: OffsetDateTime) {
        self.active.extend(steps.iter().map(|step| (step.step.clone(), step.clone())));
        self.began_at.extend(steps.iter().map(|step| (step.step.clone(), at)));
    }

    /// When a step is due: its limit from its beginning, without the time in which the clock stood still, and never later than
    /// what was promised to the applicant. Counted under the calendar of today, as the promise is.
    #[must_use]
    pub fn step_due(&self, begun: &BegunStep, process: &Process, deadlines: &dyn Deadlines) -> Option<OffsetDateTime> {
        let began_at = self.began_at.get(&begun.step).copied();
        let limit = process.step(&begun.step).map(|step| step.limit);
        let counted = began_at.zip(limit).and_then(|(at, limit)| deadlines.step(&begun.unit, limit, at));
        let due_at = counted.or(begun.due_at).map(|due_at| {
            let during = self.pauses.iter().filter(|pause| began_at.is_some_and(|began_at| pause.from >= began_at));
            during
                .filter_map(|pause| Some((pause.from, pause.until?)))
                .fold(due_at, |due_at, (from, until)| deadlines.shifted(due_at, from, until))
        });
        due_at.into_iter().chain(self.due_at).min()
    }

    /// Received at the desk until the unit has it (status 2), in process from then on (status 4).
    fn taken_in_hand(&mut self) {
        if self.status == Status::Received {
            self.status = Status::Processing;
        }
    }

    fn end(&mut self, status: Status, at: OffsetDateTime) {
        self.go_on(None, at);
        self.status = status;
        self.settled_at = Some(at);
        self.holder = None;
        self.supplement = None;
        self.payment = None;
        self.apology = None;
    }

    fn pause(&mut self, why: Status, at: OffsetDateTime) {
        self.status = why;
        // The date it was drafted for is shifted when the clock goes on.
        self.apology = None;
        if let Some(last) = self.pauses.last_mut() {
            last.until.get_or_insert(at);
        }
        self.pauses.push(Paused { from: at, until: None, why });
    }

    fn go_on(&mut self, due_at: Option<OffsetDateTime>, at: OffsetDateTime) {
        if let Some(last) = self.pauses.last_mut() {
            last.until.get_or_insert(at);
        }
        self.status = Status::Processing;
        if due_at.is_some() {
            self.due_at = due_at;
        }
    }

    /// Claims and drafts change nothing that was told to anybody; everything else ends the time in which the act before may be
    /// taken back.
    fn remember(&mut self, entry: &DossierEvent, unit: Option<String>) {
        let kind = entry.event.kind();
        match entry.actor {
            Actor::Officer(officer) if kind.may_be_taken_back() => {
                self.last_act = Some(LastAct { sequence: entry.sequence, kind, officer, unit });
            }
            // The last step settled it: until the result is handed over whoever finished it may take both back.
            Actor::Officer(officer)
                if kind == EventKind::Settled
                    && self.last_act.as_ref().is_some_and(|act| {
                        act.kind == EventKind::StepDone && act.sequence == entry.sequence - 1 && act.officer == officer
                    }) =>
            {
                self.last_act = Some(LastAct { sequence: entry.sequence, kind, officer, unit });
            }
            _ if matches!(kind, EventKind::Claimed | EventKind::Released | EventKind::ApologyDrafted) => {}
            _ => self.last_act = None,
        }
    }

    /// Since when the clock stands still, while it does; one pause that followed another without a gap belongs to it.
    #[must_use]
    pub fn paused_since(&self) -> Option<OffsetDateTime> {
        let (last, earlier) = self.pauses.split_last()?;
        if last.until.is_some() {
            return None;
        }
        Some(
            earlier
                .iter()
                .rev()
                .fold(last.from, |from, pause| if pause.until == Some(from) { pause.from } else { from }),
        )
    }

    #[must_use]
    pub fn turn(&self) -> Turn {
        let answered = self.supplement.as_ref().is_some_and(|open| open.answered_at.is_some());
        Turn::at(self.status, answered)
    }

    /// Whether the agency still owes something: it is neither ended nor settled.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.settled_at.is_none()
    }
}

impl EventKind {
    /// Whether an officer may take it back as an own mistake.
    #[must_use]
    pub fn may_be_taken_back(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Refused
                | Self::SupplementRequested
                | Self::Transferred
                | Self::StepDone
                | Self::Stopped
                | Self::Resumed
                | Self::PaymentRequested
                | Self::Paid
                | Self::ResultAttached
                | Self::Returned
        )
    }
}
