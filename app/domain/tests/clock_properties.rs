//! What must hold of the clock whatever it is asked, tried by the hundred thousand.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test stops at the first thing that is not there")]

use std::sync::{Arc, LazyLock};

use domain::calendar::{Boundary, CalendarDay, Days, HoursPeriod, OpeningHours, WorkingCalendar};
use domain::clock::{AfterSupplement, Limit, LimitUnit, Pause, Question, Step, due};
use proptest::prelude::*;
use serde::Deserialize;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

const CASES: u32 = 100_000;

#[derive(Deserialize)]
struct CalendarFile {
    day: Vec<CalendarDay>,
}

/// The real table under three patterns of hours: the standard, one with Saturday mornings, one that changes with the season.
static CALENDARS: LazyLock<Vec<WorkingCalendar>> = LazyLock::new(|| {
    let file: CalendarFile = toml::from_str(include_str!("../../../server/data/calendar.toml")).expect("the calendar");
    let days = Arc::new(Days::new(file.day));
    let period = |json: &str| serde_json::from_str::<HoursPeriod>(json).expect("a period");
    let saturday = r#"{"valid_from":"2024-01-01","weekdays":["07:30-11:30","13:00-17:00"],"saturday":["07:30-11:00"]}"#;
    let winter = r#"{"valid_from":"2024-01-01","weekdays":["07:30-12:00","13:00-16:30"],"friday":["07:30-12:00"]}"#;
    let summer = r#"{"valid_from":"2026-04-16","valid_until":"2026-10-15","weekdays":["07:00-11:30","13:30-17:00"]}"#;
    [
        OpeningHours::standard(),
        OpeningHours::with_periods(vec![period(saturday)]),
        OpeningHours::with_periods(vec![period(winter), period(summer)]),
    ]
    .map(|hours| WorkingCalendar::new(hours, Arc::clone(&days)))
    .to_vec()
});

fn calendars() -> impl Strategy<Value = &'static WorkingCalendar> {
    (0..3usize).prop_map(|at| CALENDARS.get(at).expect("three calendars"))
}

/// Any second of 2024 to 2027; every second one at a full quarter of an hour, where the edges are.
fn moment() -> impl Strategy<Value = OffsetDateTime> {
    let origin = datetime!(2024-01-01 00:00 +7);
    prop_oneof![
        (0i64..126_000_000).prop_map(move |seconds| origin + Duration::seconds(seconds)),
        (0i64..140_000).prop_map(move |quarters| origin + Duration::minutes(quarters * 15)),
    ]
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        4 => (1u32..40).prop_map(|amount| (amount, LimitUnit::WorkingDay)),
        3 => (1u32..90).prop_map(|amount| (amount, LimitUnit::Day)),
        3 => (1u32..200).prop_map(|amount| (amount, LimitUnit::Hour)),
        2 => (1u32..14).prop_map(|amount| (amount, LimitUnit::Month)),
        1 => Just((1, LimitUnit::SameDay)),
    ]
    .prop_map(|(amount, unit)| Limit::new(amount, unit).expect("a limit"))
}

/// Pauses around a moment: before it, over it, behind it.
fn pauses_around(at: OffsetDateTime) -> impl Strategy<Value = Vec<Pause>> {
    let pause = (-200i64..2_000, 0i64..800).prop_map(move |(from, length)| {
        let from = at + Duration::minutes(from * 15);
        Pause { from, to: Some(from + Duration::minutes(length * 15)) }
    });
    prop::collection::vec(pause, 0..5)
}

fn question() -> impl Strategy<Value = Question> {
    (moment(), limit(), 0u32..12, any::<bool>(), any::<bool>())
        .prop_flat_map(|(received, limit, remote, restart, online)| {
            (Just((received, limit, remote, restart, online)), pauses_around(received))
        })
        .prop_map(|((received, limit, remote, restart, online), pauses)| Question {
            received,
            limit,
            online,
            remote_days: remote.saturating_sub(6),
            after_supplement: if restart { AfterSupplement::Restart } else { AfterSupplement::Shift },
            pauses,
        })
}

fn at(calendar: &WorkingCalendar, question: &Question) -> OffsetDateTime {
    due(calendar, question).expect("an answer").at.expect("no open pause")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn never_due_on_a_closed_moment_nor_before_the_receipt(calendar in calendars(), question in question()) {
        let answer = due(calendar, &question).expect("an answer");
        let at = answer.at.expect("no open pause");
        prop_assert!(calendar.is_open_at(at), "{at}");
        prop_assert!(at >= answer.counts_from && answer.counts_from >= question.received);
        prop_assert!(answer.answer_at.is_none_or(|at| calendar.is_open_at(at)));
        prop_assert_eq!(answer.answer_at.is_some(), question.online);
        let told = answer.trace.iter().any(|step| matches!(step, Step::Due { at: told } if *told == at));
        prop_assert!(told, "the trace ends with the due moment");
    }

    /// To the moment for limits of working days, hours and of the same day. Calendar days and months are moved off closed days and
    /// keep the hour (so the rule), which makes them monotone in the day, and to the moment for receipts at the same hour.
    #[test]
    fn who_comes_later_is_never_due_earlier(calendar in calendars(), a in moment(), later in 0i64..3_000, limit in limit()) {
        let b = a + Duration::minutes(later * 15);
        let ask = |received| due(calendar, &Question::new(received, limit)).expect("an answer");
        let (first, second) = (ask(a), ask(b));
        if matches!(limit.unit, LimitUnit::Day | LimitUnit::Month) {
            prop_assert!(first.at.map(OffsetDateTime::date) <= second.at.map(OffsetDateTime::date));
            let days_later = ask(a + Duration::days(later % 60));
            if days_later.counts_from.time() == first.counts_from.time() {
                prop_assert!(first.at <= days_later.at);
            }
        } else {
            prop_assert!(first.at <= second.at, "{:?} {:?}", first.at, second.at);
        }
    }

    /// The same, while a pause lies behind both receipts.
    #[test]
    fn a_pause_does_not_turn_the_order_round(
        a in moment(), later in 0i64..60, amount in 1u32..30, hours: bool, behind in 0i64..400, length in 0i64..400,
    ) {
        let calendar = CALENDARS.first().expect("the standard");
        let limit = Limit { amount, unit: if hours { LimitUnit::Hour } else { LimitUnit::WorkingDay } };
        let b = a + Duration::minutes(later * 15);
        let from = b + Duration::minutes(behind * 15);
        let pauses = vec![Pause { from, to: Some(from + Duration::minutes(length * 15)) }];
        let due_of = |received| at(calendar, &Question { pauses: pauses.clone(), ..Question::new(received, limit) });
        prop_assert!(due_of(a) <= due_of(b));
    }

    /// However a pause is cut into pieces, in whatever order they come, the due moment is the same.
    #[test]
    fn a_pause_cut_in_two_is_the_same_pause(calendar in calendars(), question in question(), cut in 1i64..400) {
        let cut_up: Vec<Pause> = question.pauses.iter().rev().flat_map(|pause| {
            let to = pause.to.expect("closed");
            let middle = (pause.from + Duration::minutes(cut * 7)).min(to);
            [Pause { from: middle, to: Some(to) }, Pause { from: pause.from, to: Some(middle) }]
        }).collect();
        let cut_up = Question { pauses: cut_up, ..question.clone() };
        prop_assert_eq!(at(calendar, &cut_up), at(calendar, &question));
    }

    /// Pauses add up: the due moment lies as much opening time later as the pauses held that began in time.
    #[test]
    fn pauses_add_up_in_working_time(calendar in calendars(), question in question()) {
        let question = Question { after_supplement: AfterSupplement::Shift, ..question };
        let base = at(calendar, &Question { pauses: Vec::new(), ..question.clone() });
        let answer = due(calendar, &question).expect("an answer");
        let at = answer.at.expect("no open pause");
        let paused: i64 = answer.trace.iter().map(|step| if let Step::Paused { from, to, .. } = step {
            calendar.open_time(*from, *to).whole_seconds()
        } else { 0 }).sum();
        prop_assert_eq!(calendar.open_time(base, at).whole_seconds(), paused);
        prop_assert!(at >= base);
    }

    /// One whole working day of pause moves a due moment by one working day and keeps its hour.
    #[test]
    fn a_day_of_pause_is_a_day(received in moment(), amount in 1u32..40, at_hour in 0i64..96) {
        let calendar = CALENDARS.first().expect("the standard");
        let limit = Limit { amount: amount + 2, unit: LimitUnit::WorkingDay };
        let question = Question::new(received, limit);
        let answer = due(calendar, &question).expect("an answer");
        let base = answer.at.expect("due");
        let from = answer.counts_from + Duration::minutes(at_hour * 15);
        let from = calendar.next_open(from).expect("open");
        let to = calendar.add_open_time(from, Duration::hours(8), Boundary::Closing).expect("open");
        let paused = Question { pauses: vec![Pause { from, to: Some(to) }], ..question };
        prop_assume!(from < base);
        let next = calendar.next_working_day(base.date()).expect("a working day");
        prop_assert_eq!(at(calendar, &paused), next.with_time(base.time()).assume_offset(base.offset()));
    }
}
