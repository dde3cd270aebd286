use super::*;
use crate::calendar::{CalendarDay, DayKind, HoursPeriod, Week};
use proptest::prelude::*;
use time::macros::{date, datetime, time};

fn row(date: Date, kind: DayKind) -> CalendarDay {
    CalendarDay {
        date,
        kind,
        name_vi: String::new(),
        name_en: String::new(),
        decision: String::new(),
        verified: false,
        announced: true,
    }
}

fn days() -> Days {
    Days::new([
        row(date!(2026 - 02 - 16), DayKind::Holiday),
        row(date!(2026 - 08 - 31), DayKind::CompensatoryOff),
        row(date!(2026 - 09 - 01), DayKind::Holiday),
        row(date!(2026 - 09 - 02), DayKind::Holiday),
        row(date!(2026 - 08 - 22), DayKind::SwappedWorking),
    ])
}

fn calendar() -> WorkingCalendar {
    WorkingCalendar::new(OpeningHours::standard(), days())
}

/// Open on Saturday morning too, and closed on Monday.
fn saturday_counter() -> WorkingCalendar {
    let mut week = Week::of(&[
        Shift { opens: time!(07:30), closes: time!(11:30) },
        Shift { opens: time!(13:00), closes: time!(17:00) },
    ]);
    week.saturday = vec![Shift { opens: time!(07:30), closes: time!(11:00) }];
    week.monday = Vec::new();
    let period = HoursPeriod { valid_from: date!(2026 - 01 - 01), valid_until: None, week };
    WorkingCalendar::new(OpeningHours::with_periods(vec![period]), days())
}

#[test]
fn eight_hours_from_opening_end_at_closing() {
    assert_eq!(calendar().add_working_hours(datetime!(2026-11-23 07:00 +7), 8), Some(datetime!(2026-11-23 17:00 +7)));
}

#[test]
fn what_arrives_in_the_night_or_at_the_weekend_counts_from_the_next_opening() {
    for start in [datetime!(2026-11-20 23:10 +7), datetime!(2026-11-21 09:00 +7), datetime!(2026-11-22 20:00 +7)] {
        assert_eq!(calendar().add_working_hours(start, 8), Some(datetime!(2026-11-23 17:00 +7)), "{start}");
        assert_eq!(calendar().next_open(start), Some(datetime!(2026-11-23 07:00 +7)), "{start}");
    }
}

#[test]
fn the_break_at_noon_does_not_count() {
    assert_eq!(calendar().add_working_hours(datetime!(2026-11-23 10:30 +7), 2), Some(datetime!(2026-11-23 14:30 +7)));
    assert_eq!(calendar().next_open(datetime!(2026-11-23 11:31 +7)), Some(datetime!(2026-11-23 13:30 +7)));
    assert_eq!(calendar().next_open(datetime!(2026-11-23 11:30 +7)), Some(datetime!(2026-11-23 11:30 +7)));
}

#[test]
fn a_worked_saturday_counts_and_a_holiday_does_not() {
    assert_eq!(calendar().add_working_hours(datetime!(2026-08-21 17:00 +7), 8), Some(datetime!(2026-08-22 17:00 +7)));
    assert_eq!(calendar().add_working_hours(datetime!(2026-08-28 17:00 +7), 8), Some(datetime!(2026-09-03 17:00 +7)));
}

#[test]
fn an_instant_in_another_offset_is_the_same_instant() {
    assert_eq!(
        calendar().add_working_hours(datetime!(2026-11-23 00:00 UTC), 8),
        calendar().add_working_hours(datetime!(2026-11-23 07:00 +7), 8)
    );
}

#[test]
fn a_calendar_that_never_opens_gives_no_moment() {
    let never = WorkingCalendar::new(OpeningHours::new(Week::default()), Days::default());
    assert_eq!(never.add_working_hours(datetime!(2026-11-23 07:00 +7), 1), None);
    assert_eq!(never.next_open(datetime!(2026-11-23 07:00 +7)), None);
    assert_eq!(never.next_working_day(date!(2026 - 11 - 23)), None);
}

#[test]
fn a_saturday_opening_takes_dossiers_but_is_no_working_day() {
    let counter = saturday_counter();
    assert!(counter.is_open_at(datetime!(2026-11-21 09:00 +7)));
    assert!(!counter.is_working_day(date!(2026 - 11 - 21)));
    assert!(!counter.is_working_day(date!(2026 - 11 - 23)), "closed on Mondays");
    assert_eq!(counter.next_working_day(date!(2026 - 11 - 20)), Some(date!(2026 - 11 - 24)));
    assert_eq!(counter.next_open_day(date!(2026 - 11 - 20)), Some(date!(2026 - 11 - 21)));
}

#[test]
fn a_saturday_opening_falls_away_beside_a_holiday_and_a_worked_saturday_has_a_weekdays_hours() {
    let counter = saturday_counter();
    assert!(!counter.is_open_day(date!(2026 - 02 - 14)), "the Saturday before Tết");
    assert!(!counter.is_open_day(date!(2026 - 08 - 29)), "the Saturday before National Day");
    assert!(counter.is_open_day(date!(2026 - 09 - 05)));
    assert_eq!(counter.closing(date!(2026 - 08 - 22)), Some(datetime!(2026-08-22 17:00 +7)));
    assert!(counter.is_working_day(date!(2026 - 08 - 22)));
}

#[test]
fn a_kept_hour_stays_on_its_day() {
    let counter = saturday_counter();
    let at = |hour| counter.at_hour(date!(2026 - 11 - 21), hour);
    assert_eq!(at(time!(06:00)), Some(datetime!(2026-11-21 07:30 +7)));
    assert_eq!(at(time!(10:15)), Some(datetime!(2026-11-21 10:15 +7)));
    assert_eq!(at(time!(15:20)), Some(datetime!(2026-11-21 11:00 +7)));
    assert_eq!(counter.at_hour(date!(2026 - 11 - 20), time!(12:10)), Some(datetime!(2026-11-20 13:00 +7)));
    assert_eq!(counter.at_hour(date!(2026 - 11 - 22), time!(09:00)), None);
}

#[test]
fn time_that_ends_between_two_shifts_is_told_as_asked() {
    let add = |boundary| calendar().add_open_time(datetime!(2026-11-23 07:00 +7), Duration::hours(8), boundary);
    assert_eq!(add(Boundary::Closing), Some(datetime!(2026-11-23 17:00 +7)));
    assert_eq!(add(Boundary::Opening), Some(datetime!(2026-11-24 07:00 +7)));
    let noon = |boundary| calendar().add_open_time(datetime!(2026-11-23 10:30 +7), Duration::HOUR, boundary);
    assert_eq!(noon(Boundary::Closing), Some(datetime!(2026-11-23 11:30 +7)));
    assert_eq!(noon(Boundary::Opening), Some(datetime!(2026-11-23 13:30 +7)));
}

proptest! {
    #[test]
    fn later_start_is_never_due_earlier(a in 0i64..40_000_000, b in 0i64..40_000_000) {
        let origin = datetime!(2026-01-01 00:00 +7);
        let (first, second) = (a.min(b), a.max(b));
        let due = |seconds| calendar().add_working_hours(origin + Duration::seconds(seconds), 8);
        prop_assert!(due(first) <= due(second));
    }

    #[test]
    fn adding_and_measuring_working_time_agree(a in 0i64..40_000_000, minutes in 1i64..20_000, closing: bool) {
        let boundary = if closing { Boundary::Closing } else { Boundary::Opening };
        for calendar in [calendar(), saturday_counter()] {
            let start = datetime!(2026-01-01 00:00 +7) + Duration::seconds(a);
            let end = calendar.add_open_time(start, Duration::minutes(minutes), boundary).expect("the calendar opens");
            prop_assert_eq!(calendar.open_time(start, end), Duration::minutes(minutes));
            prop_assert!(calendar.is_open_at(end));
        }
    }
}
