//! The due date worked out anew from the history, when the calendar has changed (a holiday was decreed later).

use std::collections::BTreeSet;

use time::OffsetDateTime;

use super::decide::Deadlines;
use super::event::{DossierEvent, Event};
use super::state::State;

/// When the dossier is due under the calendar that `deadlines` knows now: what was promised at reception is counted again, and
/// so is every pause. What a person set, an appointment by hand where no limit is published and a re-appointment, stays unless
/// the agency is closed then now: it moves to the next opening.
/// `desk` is the agency that received the filing. None where nothing was promised.
#[must_use]
pub fn recalculated(desk: &str, events: &[DossierEvent], deadlines: &dyn Deadlines) -> Option<OffsetDateTime> {
    let taken_back: BTreeSet<i64> = events
        .iter()
        .filter_map(|entry| match entry.event {
            Event::Corrected { sequence, .. } => Some(sequence),
            _ => None,
        })
        .collect();
    let counted: Vec<DossierEvent> =
        events.iter().filter(|entry| !taken_back.contains(&entry.sequence)).cloned().collect();
    let mut due_at = None;
    for (at, entry) in counted.iter().enumerate() {
        let paused = || State::of(desk, counted.get(..at)?)?.paused_since();
        let shifted = |due_at: OffsetDateTime| match paused() {
            Some(from) => deadlines.shifted(due_at, from, entry.at),
            None => due_at,
        };
        match &entry.event {
            Event::Received { due_at: promised, .. } => {
                due_at = promised
                    .map(|by_hand| deadlines.appointment(entry.at).unwrap_or_else(|| deadlines.open_from(by_hand)));
            }
            Event::SupplementAnswered { due_at: Some(_), .. } if deadlines.restarts_after_supplement() => {
                due_at = deadlines.appointment(entry.at).or(due_at);
            }
            Event::SupplementAnswered { due_at: Some(_), .. }
            | Event::Paid { due_at: Some(_), .. }
            | Event::Resumed { due_at: Some(_) } => due_at = due_at.map(shifted),
            Event::Reappointed { new_due_at, .. } => due_at = Some(deadlines.open_from(*new_due_at)),
            _ => {}
        }
    }
    due_at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{Actor, Channel, PaymentDemand};
    use crate::process::StepLimit;
    use time::Duration;
    use time::macros::datetime;

    const START: OffsetDateTime = datetime!(2026-11-23 08:00 +7);

    /// Every limit is so many days, and a pause counts as long as it was.
    struct Days {
        limit: Option<i64>,
        restarts: bool,
    }

    impl Deadlines for Days {
        fn appointment(&self, at: OffsetDateTime) -> Option<OffsetDateTime> {
            Some(at + Duration::days(self.limit?))
        }

        fn restarts_after_supplement(&self) -> bool {
            self.restarts
        }

        fn shifted(&self, due_at: OffsetDateTime, from: OffsetDateTime, until: OffsetDateTime) -> OffsetDateTime {
            due_at + (until - from)
        }

        fn step(&self, _unit: &str, _limit: StepLimit, at: OffsetDateTime) -> Option<OffsetDateTime> {
            Some(at)
        }

        fn open_from(&self, at: OffsetDateTime) -> OffsetDateTime {
            if at.weekday() == time::Weekday::Sunday { at + Duration::DAY } else { at }
        }
    }

    /// A dossier that was promised three days after its reception, and what then happened on which day.
    fn again(more: Vec<(i64, Event)>, deadlines: &Days) -> Option<OffsetDateTime> {
        let received =
            Event::Received { due_at: Some(START + Duration::days(3)), unit: "H28".into(), steps: Vec::new() };
        let events =
            [(0, Event::Submitted { channel: Channel::Online, seal: None }), (0, received)].into_iter().chain(more);
        let history: Vec<DossierEvent> = (1..)
            .zip(events)
            .map(|(sequence, (day, event))| DossierEvent {
                sequence,
                at: START + Duration::days(day),
                actor: Actor::System,
                event,
            })
            .collect();
        recalculated("H28", &history, deadlines)
    }

    fn day(number: i64) -> Option<OffsetDateTime> {
        Some(START + Duration::days(number))
    }

    fn pause() -> Vec<(i64, Event)> {
        let asked = Event::SupplementRequested { items: Vec::new(), again_because: None, answer_by: None };
        vec![(1, asked), (3, Event::SupplementAnswered { note: String::new(), due_at: day(5), replaced: Vec::new() })]
    }

    #[test]
    fn reception_and_pauses_are_counted_again() {
        let longer = Days { limit: Some(4), restarts: false };
        assert_eq!(again(Vec::new(), &longer), day(4));
        assert_eq!(again(pause(), &longer), day(6), "two days of pause");
        assert_eq!(again(pause(), &Days { limit: Some(4), restarts: true }), day(7), "begun again on day three");
        let demand = PaymentDemand { amount: 1, reason: "Lệ phí".into() };
        let paid =
            vec![(1, Event::PaymentRequested { demand }), (2, Event::Paid { receipt: "1".into(), due_at: day(4) })];
        assert_eq!(again(paid, &longer), day(5));
        let moved = vec![(1, Event::DueMoved { due_at: START + Duration::days(9), because: "Tết".into() })];
        assert_eq!(again(moved, &longer), day(4), "what moved it before is counted anew");
    }

    #[test]
    fn what_a_person_set_stays() {
        let none = Days { limit: None, restarts: true };
        assert_eq!(again(Vec::new(), &none), day(3), "an appointment by hand");
        assert_eq!(again(pause(), &none), day(3));
        let longer = Days { limit: Some(4), restarts: false };
        let sent = |day_of| {
            let new_due_at = START + Duration::days(8);
            (day_of, Event::Reappointed { reason: "–".into(), new_due_at, again_because: None })
        };
        assert_eq!(again(vec![sent(2)], &longer), day(8));
    }

    #[test]
    fn what_was_taken_back_did_not_happen() {
        let stopped = vec![
            (1, Event::Stopped { reason: "–".into() }),
            (2, Event::Resumed { due_at: day(4) }),
            (2, Event::Corrected { sequence: 3, reason: "Nhầm".into() }),
            (2, Event::Corrected { sequence: 4, reason: "Nhầm".into() }),
        ];
        assert_eq!(again(stopped, &Days { limit: Some(4), restarts: false }), day(4));
        assert_eq!(recalculated("H28", &[], &Days { limit: Some(4), restarts: false }), None);
    }
}
