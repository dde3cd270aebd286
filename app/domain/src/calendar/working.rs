//! When an agency is open: its hours laid over the calendar table.

use std::sync::Arc;

use time::{Date, Duration, OffsetDateTime, Time, Weekday};

use super::day::is_weekend;
use super::{Days, OpeningHours, Shift, vietnam};

/// The opening time of one agency.
///
/// *Open* and *working day* differ in one point: a counter that opens on Saturday morning takes dossiers then, and hours run,
/// but that Saturday is no working day (*ngày làm việc*) of a limit in days. Only a Saturday worked by decision is one.
#[derive(Debug, Clone)]
pub struct WorkingCalendar {
    hours: Arc<OpeningHours>,
    days: Arc<Days>,
}

/// Which of two moments is meant when working time ends between two shifts: they lie no working time apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// The closing of the shift that was used up.
    Closing,
    /// The opening of the next one.
    Opening,
}

/// How far ahead an open moment is looked for; a year without one is a mistake in the table.
const HORIZON_DAYS: u16 = 400;

impl WorkingCalendar {
    #[must_use]
    pub fn new(hours: impl Into<Arc<OpeningHours>>, days: impl Into<Arc<Days>>) -> Self {
        Self { hours: hours.into(), days: days.into() }
    }

    /// The table of special days.
    #[must_use]
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// The shifts of a day; none when the agency is closed.
    ///
    /// A Saturday or Sunday on which only this agency opens falls away inside a stretch of holidays: desks announce Tết from
    /// the Saturday before it, not from the Monday.
    #[must_use]
    pub fn shifts(&self, day: Date) -> &[Shift] {
        use super::DayKind::{CompensatoryOff, Holiday, Ordinary, SwappedWorking};
        let week = self.hours.week_on(day);
        match self.days.row(day).map(|row| row.kind) {
            Some(Holiday | CompensatoryOff) => &[],
            Some(SwappedWorking) if is_weekend(day) => week.worked_weekend(),
            Some(SwappedWorking | Ordinary) | None => {
                if is_weekend(day) && self.weekend_joins_a_holiday(day) {
                    return &[];
                }
                week.shifts(day.weekday())
            }
        }
    }

    fn weekend_joins_a_holiday(&self, day: Date) -> bool {
        let saturday = if day.weekday() == Weekday::Saturday { Some(day) } else { day.previous_day() };
        let around = [-1, 0, 1, 2].map(|offset| saturday.and_then(|day| day.checked_add(Duration::days(offset))));
        around.into_iter().flatten().any(|day| self.days.is_off(day))
    }

    /// Whether the day counts in a limit of working days: Monday to Friday and worked Saturdays on which the agency is open.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        self.days.is_working_day(day) && !self.shifts(day).is_empty()
    }

    /// Whether the agency opens on that day at all.
    #[must_use]
    pub fn is_open_day(&self, day: Date) -> bool {
        !self.shifts(day).is_empty()
    }

    /// Whether the moment lies in a shift. The moments of opening and of closing belong to it.
    #[must_use]
    pub fn is_open_at(&self, at: OffsetDateTime) -> bool {
        let local = at.to_offset(vietnam());
        self.shifts(local.date()).iter().any(|shift| (shift.opens..=shift.closes).contains(&local.time()))
    }

    /// The first open moment that is not before `at`: `at` itself while it is open, else the next opening. `None` when there is
    /// none within a year.
    #[must_use]
    pub fn next_open(&self, at: OffsetDateTime) -> Option<OffsetDateTime> {
        let local = at.to_offset(vietnam());
        let today = self.shifts(local.date()).iter().find(|shift| local.time() <= shift.closes);
        if let Some(shift) = today {
            return Some(moment(local.date(), local.time().max(shift.opens)));
        }
        let day = self.next_open_day(local.date())?;
        self.shifts(day).first().map(|shift| moment(day, shift.opens))
    }

    /// The first day after this one on which the agency opens.
    #[must_use]
    pub fn next_open_day(&self, day: Date) -> Option<Date> {
        self.search(day, |day| self.is_open_day(day))
    }

    /// The first working day after this one.
    #[must_use]
    pub fn next_working_day(&self, day: Date) -> Option<Date> {
        self.search(day, |day| self.is_working_day(day))
    }

    /// The day so many working days after this one, which is not counted.
    #[must_use]
    pub fn add_working_days(&self, mut day: Date, count: u32) -> Option<Date> {
        for _ in 0..count {
            day = self.next_working_day(day)?;
        }
        Some(day)
    }

    fn search(&self, mut day: Date, wanted: impl Fn(Date) -> bool) -> Option<Date> {
        for _ in 0..HORIZON_DAYS {
            day = day.next_day()?;
            if wanted(day) {
                return Some(day);
            }
        }
        None
    }

    /// That hour on an open day, or where the agency is closed then: the next opening of the same day, and after its last
    /// closing, that closing. `None` when the agency does not open on the day.
    ///
    /// The day never changes: a limit counted in days ends on the day it names, not on the next one.
    #[must_use]
    pub fn at_hour(&self, day: Date, hour: Time) -> Option<OffsetDateTime> {
        let shifts = self.shifts(day);
        let fitting = shifts.iter().find(|shift| hour <= shift.closes);
        let time = match fitting {
            Some(shift) => hour.max(shift.opens),
            None => shifts.last()?.closes,
        };
        Some(moment(day, time))
    }

    /// The last closing of a day on which the agency opens.
    #[must_use]
    pub fn closing(&self, day: Date) -> Option<OffsetDateTime> {
        self.shifts(day).last().map(|shift| moment(day, shift.closes))
    }

    /// The moment when so much opening time has passed since `start`. No time at all gives `start` back.
    #[must_use]
    pub fn add_open_time(&self, start: OffsetDateTime, time: Duration, boundary: Boundary) -> Option<OffsetDateTime> {
        let local = start.to_offset(vietnam());
        if time <= Duration::ZERO {
            return Some(local);
        }
        let (mut day, mut from, mut left, mut closed) = (local.date(), local.time(), time, 0);
        while closed < HORIZON_DAYS {
            closed += 1;
            for shift in self.shifts(day) {
                let begin = from.max(shift.opens);
                if begin >= shift.closes {
                    continue;
                }
                closed = 0;
                let open = shift.closes - begin;
                if left < open || (left == open && boundary == Boundary::Closing) {
                    return Some(moment(day, begin + left));
                }
                left -= open;
                if left.is_zero() {
                    return self.next_open(moment(day, shift.closes) + Duration::NANOSECOND);
                }
            }
            day = day.next_day()?;
            from = Time::MIDNIGHT;
        }
        None
    }

    /// Opening time between two moments; none when the second is not after the first.
    #[must_use]
    pub fn open_time(&self, from: OffsetDateTime, to: OffsetDateTime) -> Duration {
        let (from, to) = (from.to_offset(vietnam()), to.to_offset(vietnam()));
        let mut sum = Duration::ZERO;
        let mut day = Some(from.date());
        while let Some(today) = day.filter(|day| *day <= to.date()) {
            for shift in self.shifts(today) {
                let begin = moment(today, shift.opens).max(from);
                let end = moment(today, shift.closes).min(to);
                sum += (end - begin).max(Duration::ZERO);
            }
            day = today.next_day();
        }
        sum
    }

    /// Opening time of an ordinary working day of the agency around that day: what «a day» means in a sentence.
    #[must_use]
    pub fn usual_day(&self, day: Date) -> Duration {
        self.hours.week_on(day).worked_weekend().iter().map(|shift| shift.closes - shift.opens).sum()
    }

    /// The moment when `hours` of opening time have passed since `start`.
    ///
    /// Used for the 8 working hours in which an online filing must be answered (stated in published procedures; the
    /// decree text itself is unverified). `None` when the calendar has no opening time within a year.
    #[must_use]
    pub fn add_working_hours(&self, start: OffsetDateTime, hours: u32) -> Option<OffsetDateTime> {
        self.add_open_time(start, Duration::hours(i64::from(hours)), Boundary::Closing)
    }
}

fn moment(day: Date, time: Time) -> OffsetDateTime {
    day.with_time(time).assume_offset(vietnam())
}

#[cfg(test)]
#[path = "working_tests.rs"]
mod tests;
