//! Seeing lateness come: what is due today or on the next day on which the agency opens, and when an apology is drafted.

use time::{Duration, OffsetDateTime};

use super::event::{DossierEvent, Event, EventKind};
use super::state::State;
use super::status::Status;
use crate::calendar::{WorkingCalendar, vietnam};

/// The closing of the next day after `at` on which the agency opens. What is due until then is *near due*: there is at most
/// this one day left. None when the agency does not open within a year.
///
/// Counted in open days and not in 24 hours: what is due on the morning after the Tết week is near due on the last day before
/// it, when something can still be done.
#[must_use]
pub fn foreseen_until(calendar: &WorkingCalendar, at: OffsetDateTime) -> Option<OffsetDateTime> {
    let next = calendar.next_open_day(at.to_offset(vietnam()).date())?;
    calendar.closing(next)
}

/// Whether an apology with a new date (*phiếu xin lỗi và hẹn lại*, form 04) has to be drafted now: the clock runs, the due date
/// is near or over, and none waits for the leader. What the leader has rejected is not drafted again for the same due date.
///
/// At least one day before the due date, as provinces do it (practice of Lâm Hà district, 2018; text of Decree 61/2018/NĐ-CP
/// unverified).
#[must_use]
pub fn needs_apology(state: &State, events: &[DossierEvent], calendar: &WorkingCalendar, at: OffsetDateTime) -> bool {
    let Some(due_at) = state.due_at else { return false };
    let runs = matches!(state.status, Status::Received | Status::Processing) && state.paused_since().is_none();
    if !runs || !state.is_open() || state.apology.is_some() {
        return false;
    }
    if rejected_for_this_date(events) {
        return false;
    }
    // What is promised for today or tomorrow is near from its first minute: then the last hour is near.
    let short = dated_at(events).is_some_and(|since| is_foreseen(calendar, since, due_at));
    if short { calendar.open_time(at, due_at) <= LAST_HOUR } else { is_foreseen(calendar, at, due_at) }
}

/// The time that is left when an apology is drafted for a dossier of a day or less (own choice: no rule names one).
const LAST_HOUR: Duration = Duration::HOUR;

fn is_foreseen(calendar: &WorkingCalendar, at: OffsetDateTime, due_at: OffsetDateTime) -> bool {
    foreseen_until(calendar, at).is_some_and(|until| due_at <= until)
}

/// Whether the due date became another one with that event.
fn is_new_date(event: &Event) -> bool {
    matches!(
        event,
        Event::SupplementAnswered { due_at: Some(_), .. }
            | Event::Resumed { due_at: Some(_) }
            | Event::Paid { due_at: Some(_), .. }
            | Event::Received { .. }
            | Event::Reappointed { .. }
            | Event::DueMoved { .. }
    )
}

/// When the due date became what it is.
fn dated_at(events: &[DossierEvent]) -> Option<OffsetDateTime> {
    events.iter().rev().find(|entry| is_new_date(&entry.event)).map(|entry| entry.at)
}

/// Whether the leader rejected an apology after the due date became what it is.
fn rejected_for_this_date(events: &[DossierEvent]) -> bool {
    let told = |entry: &&DossierEvent| is_new_date(&entry.event) || entry.event.kind() == EventKind::ApologyRejected;
    events.iter().rev().find(told).is_some_and(|entry| entry.event.kind() == EventKind::ApologyRejected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{CalendarDay, DayKind, Days, OpeningHours};
    use crate::dossier::{Actor, Channel};
    use time::macros::{date, datetime};

    const DUE: OffsetDateTime = datetime!(2026-02-23 10:00 +7);

    /// Tết 2026: 14 to 22 February are off.
    fn calendar() -> WorkingCalendar {
        let off = (16..=20).map(|day| CalendarDay {
            date: date!(2026 - 02 - 01).replace_day(day).expect("a day"),
            kind: DayKind::Holiday,
            name_vi: "Tết".into(),
            name_en: "Tết".into(),
            decision: "–".into(),
            verified: true,
            announced: true,
        });
        WorkingCalendar::new(OpeningHours::standard(), Days::new(off))
    }

    fn history(more: Vec<Event>) -> Vec<DossierEvent> {
        let received = Event::Received { due_at: Some(DUE), unit: "H28".into(), steps: Vec::new() };
        let events = [Event::Submitted { channel: Channel::Online, seal: None }, received].into_iter().chain(more);
        (1..)
            .zip(events)
            .map(|(sequence, event)| DossierEvent {
                sequence,
                at: datetime!(2026-02-09 09:00 +7),
                actor: Actor::System,
                event,
            })
            .collect()
    }

    fn needs(more: Vec<Event>, at: OffsetDateTime) -> bool {
        let events = history(more);
        needs_apology(&State::of("H28", &events).expect("a state"), &events, &calendar(), at)
    }

    fn drafted(new_due_at: OffsetDateTime) -> Event {
        Event::ApologyDrafted { reason: "Thiếu người".into(), new_due_at }
    }

    #[test]
    fn the_day_before_is_the_last_open_day_before() {
        assert!(!needs(Vec::new(), datetime!(2026-02-12 16:59 +7)), "Friday is still to come");
        assert!(needs(Vec::new(), datetime!(2026-02-13 00:01 +7)), "Friday before the Tết week");
        assert!(needs(Vec::new(), datetime!(2026-02-18 12:00 +7)), "in the Tết week");
        assert!(needs(Vec::new(), datetime!(2026-03-18 12:00 +7)), "long after");
        assert_eq!(foreseen_until(&calendar(), datetime!(2026-02-13 08:00 +7)), Some(datetime!(2026-02-23 17:00 +7)));
    }

    #[test]
    fn one_is_drafted_for_one_date() {
        let at = datetime!(2026-02-23 08:00 +7);
        let later = datetime!(2026-02-27 10:00 +7);
        assert!(!needs(vec![drafted(later)], at), "it waits for the leader");
        let rejected = Event::ApologyRejected { reason: "Làm kịp".into() };
        assert!(!needs(vec![drafted(later), rejected.clone()], at), "the leader has decided");
        let sent = Event::Reappointed { reason: "Thiếu người".into(), new_due_at: later, again_because: None };
        assert!(!needs(vec![drafted(later), sent.clone()], at), "there is time again");
        assert!(needs(vec![drafted(later), sent], datetime!(2026-02-26 08:00 +7)), "and that ends too");
        let moved = Event::DueMoved { due_at: DUE, because: "Tết".into() };
        assert!(needs(vec![drafted(later), rejected, moved], at), "another date, another decision");
    }

    #[test]
    fn what_is_due_on_the_same_day_is_not_apologised_for_in_its_first_minute() {
        let due_at = datetime!(2026-02-09 17:00 +7);
        let received = Event::Received { due_at: Some(due_at), unit: "H28".into(), steps: Vec::new() };
        let needs = |at| {
            let mut events = history(Vec::new());
            events[1].event = received.clone();
            needs_apology(&State::of("H28", &events).expect("a state"), &events, &calendar(), at)
        };
        assert!(!needs(datetime!(2026-02-09 09:01 +7)) && !needs(datetime!(2026-02-09 15:59 +7)));
        assert!(needs(datetime!(2026-02-09 16:00 +7)) && needs(datetime!(2026-02-10 08:00 +7)));
    }

    #[test]
    fn while_the_clock_stands_still_nobody_is_late() {
        let asked =
            Event::PaymentRequested { demand: crate::dossier::PaymentDemand { amount: 1, reason: "Lệ phí".into() } };
        assert!(!needs(vec![asked], datetime!(2026-03-18 12:00 +7)));
        assert!(!needs(vec![Event::Settled], datetime!(2026-03-18 12:00 +7)));
    }
}
