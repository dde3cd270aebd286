//! Working time in Vietnam: opening hours, weekends, holidays, compensatory days and worked Saturdays.
//!
//! All instants here are in Asia/Ho_Chi_Minh, which has been UTC+7 without daylight saving since 1975; no other time zone
//! exists in the product.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::{Date, Duration, OffsetDateTime, Time, UtcOffset, Weekday};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");
time::serde::format_description!(clock_time, Time, "[hour]:[minute]");

/// Offset of Vietnamese time from UTC.
#[must_use]
pub fn vietnam() -> UtcOffset {
    UtcOffset::from_hms(7, 0, 0).unwrap_or(UtcOffset::UTC)
}

/// What makes a day differ from its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    Holiday,
    /// A day off in place of a holiday that fell on a weekend, or swapped for a worked Saturday.
    CompensatoryOff,
    /// A Saturday or Sunday that is worked.
    SwappedWorking,
}

/// One row of the calendar table, with the decision it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarDay {
    #[serde(with = "iso_date")]
    pub date: Date,
    pub kind: DayKind,
    pub name_vi: String,
    pub name_en: String,
    pub decision: String,
    /// False where nobody has checked the row against the published decision, or where it is computed from the law.
    pub verified: bool,
}

/// One stretch of opening time in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    #[serde(with = "clock_time")]
    pub opens: Time,
    #[serde(with = "clock_time")]
    pub closes: Time,
}

/// Opening hours and special days.
#[derive(Debug, Clone)]
pub struct WorkingCalendar {
    shifts: Vec<Shift>,
    special: BTreeMap<Date, DayKind>,
}

/// How far ahead an open moment is looked for; a year without one is a mistake in the table.
const HORIZON_DAYS: u16 = 400;

impl WorkingCalendar {
    /// Shifts must be in order and must not overlap; days may come in any order.
    #[must_use]
    pub fn new(mut shifts: Vec<Shift>, days: &[CalendarDay]) -> Self {
        shifts.retain(|shift| shift.opens < shift.closes);
        shifts.sort_by_key(|shift| shift.opens);
        Self { shifts, special: days.iter().map(|day| (day.date, day.kind)).collect() }
    }

    /// Whether the desks work on that day at all.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        match self.special.get(&day) {
            Some(DayKind::SwappedWorking) => true,
            Some(DayKind::Holiday | DayKind::CompensatoryOff) => false,
            None => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }

    /// The moment when `hours` of opening time have passed since `start`.
    ///
    /// Used for the 8 working hours in which an online filing must be answered (stated in published procedures; the
    /// decree text itself is unverified). `None` when the calendar has no opening time within a year.
    #[must_use]
    pub fn add_working_hours(&self, start: OffsetDateTime, hours: u32) -> Option<OffsetDateTime> {
        let local = start.to_offset(vietnam());
        let mut left = Duration::hours(i64::from(hours));
        let mut day = local.date();
        let mut from = local.time();
        for _ in 0..HORIZON_DAYS {
            if self.is_working_day(day) {
                for shift in &self.shifts {
                    let begin = from.max(shift.opens);
                    if begin >= shift.closes {
                        continue;
                    }
                    let open = shift.closes - begin;
                    if left <= open {
                        return Some(day.with_time(begin + left).assume_offset(vietnam()));
                    }
                    left -= open;
                }
            }
            day = day.next_day()?;
            from = Time::MIDNIGHT;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::{date, datetime, time};

    fn calendar() -> WorkingCalendar {
        let day = |date, kind| CalendarDay {
            date,
            kind,
            name_vi: String::new(),
            name_en: String::new(),
            decision: String::new(),
            verified: false,
        };
        WorkingCalendar::new(
            vec![
                Shift { opens: time!(07:00), closes: time!(11:30) },
                Shift { opens: time!(13:30), closes: time!(17:00) },
            ],
            &[
                day(date!(2026 - 08 - 31), DayKind::CompensatoryOff),
                day(date!(2026 - 09 - 01), DayKind::Holiday),
                day(date!(2026 - 09 - 02), DayKind::Holiday),
                day(date!(2026 - 08 - 22), DayKind::SwappedWorking),
            ],
        )
    }

    #[test]
    fn eight_hours_from_opening_end_at_closing() {
        assert_eq!(
            calendar().add_working_hours(datetime!(2026-11-23 07:00 +7), 8),
            Some(datetime!(2026-11-23 17:00 +7))
        );
    }

    #[test]
    fn what_arrives_in_the_night_or_at_the_weekend_counts_from_the_next_opening() {
        for start in [datetime!(2026-11-20 23:10 +7), datetime!(2026-11-21 09:00 +7), datetime!(2026-11-22 20:00 +7)] {
            assert_eq!(calendar().add_working_hours(start, 8), Some(datetime!(2026-11-23 17:00 +7)), "{start}");
        }
    }

    #[test]
    fn the_break_at_noon_does_not_count() {
        assert_eq!(
            calendar().add_working_hours(datetime!(2026-11-23 10:30 +7), 2),
            Some(datetime!(2026-11-23 14:30 +7))
        );
    }

    #[test]
    fn a_worked_saturday_counts_and_a_holiday_does_not() {
        assert_eq!(
            calendar().add_working_hours(datetime!(2026-08-21 17:00 +7), 8),
            Some(datetime!(2026-08-22 17:00 +7))
        );
        assert_eq!(
            calendar().add_working_hours(datetime!(2026-08-28 17:00 +7), 8),
            Some(datetime!(2026-09-03 17:00 +7))
        );
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
        assert_eq!(WorkingCalendar::new(vec![], &[]).add_working_hours(datetime!(2026-11-23 07:00 +7), 1), None);
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
        fn due_is_always_on_a_working_day_and_within_opening_hours(a in 0i64..40_000_000, hours in 1u32..40) {
            let due = calendar().add_working_hours(datetime!(2026-01-01 00:00 +7) + Duration::seconds(a), hours);
            let due = due.expect("the calendar opens");
            prop_assert!(calendar().is_working_day(due.date()));
            let t = due.time();
            prop_assert!((time!(07:00)..=time!(11:30)).contains(&t) || (time!(13:30)..=time!(17:00)).contains(&t));
        }
    }
}
