//! From a receipt to the end of a limit, without pauses.

use time::{Date, Duration, OffsetDateTime};

use super::closed::names_around;
use super::{Arrival, ClockError, Limit, LimitUnit, SAME_DAY_CUT_OFF, Step};
use crate::calendar::{Boundary, WorkingCalendar, vietnam};

/// A receipt as it counts, and the step that says so when it is another moment.
pub(super) fn effective(
    calendar: &WorkingCalendar,
    received: OffsetDateTime,
) -> Result<(OffsetDateTime, Option<Step>), ClockError> {
    let local = received.to_offset(vietnam());
    let at = calendar.next_open(local).ok_or(ClockError::NeverOpen)?;
    if at == local {
        return Ok((local, None));
    }
    let shifts = calendar.shifts(local.date());
    let because = match shifts.first() {
        None => Arrival::ClosedDay,
        Some(first) if local.time() < first.opens => Arrival::BeforeOpening,
        Some(_) if at.date() == local.date() => Arrival::InBreak,
        Some(_) => Arrival::AfterClosing,
    };
    let names = if because == Arrival::ClosedDay { names_around(calendar, local.date()) } else { Vec::new() };
    Ok((at, Some(Step::CountsAs { at, because, names })))
}

/// The end of a limit, how it is explained, and the days over which closed ones do not count.
pub(super) struct Counted {
    pub due: OffsetDateTime,
    pub steps: Vec<Step>,
    /// First day of the part in which closed days are left out; none where every day counts.
    pub leaves_out_from: Option<Date>,
}

/// Counts from an effective receipt.
pub(super) fn count(
    calendar: &WorkingCalendar,
    start: OffsetDateTime,
    limit: Limit,
    remote: u32,
) -> Result<Counted, ClockError> {
    let mut steps = Vec::new();
    let (date, hour) = (start.date(), start.time());
    let working_days = |day: Date, count| calendar.add_working_days(day, count).ok_or(ClockError::NeverOpen);
    let next_working = || calendar.next_working_day(date).ok_or(ClockError::NeverOpen);
    let (day, leaves_out_from) = match limit.unit {
        LimitUnit::Hour => {
            let end = calendar.add_open_time(start, Duration::hours(i64::from(limit.amount)), Boundary::Closing);
            let end = end.ok_or(ClockError::NeverOpen)?;
            if remote == 0 {
                return Ok(Counted { due: end, steps, leaves_out_from: Some(date) });
            }
            let day = working_days(end.date(), remote)?;
            let due = working_hour(calendar, day, end, &mut steps)?;
            return Ok(Counted { due, steps, leaves_out_from: Some(date) });
        }
        LimitUnit::SameDay => {
            let day = if !calendar.is_working_day(date) {
                let day = next_working()?;
                steps.push(Step::NoWorkingDay { received: date, date: day });
                day
            } else if hour > SAME_DAY_CUT_OFF {
                let day = next_working()?;
                steps.push(Step::AfterCutOff { cut_off: SAME_DAY_CUT_OFF, date: day });
                day
            } else {
                date
            };
            let due = calendar.closing(working_days(day, remote)?).ok_or(ClockError::NeverOpen)?;
            return Ok(Counted { due, steps, leaves_out_from: Some(date) });
        }
        LimitUnit::WorkingDay => {
            steps.push(Step::CountsFrom { date: next_working()? });
            (working_days(date, limit.amount.saturating_add(remote))?, date.next_day())
        }
        LimitUnit::Day => {
            steps.extend(date.next_day().map(|date| Step::CountsFrom { date }));
            let end = date.checked_add(Duration::days(i64::from(limit.amount))).ok_or(ClockError::YearOutside)?;
            (end, None)
        }
        LimitUnit::Month => {
            steps.extend(date.next_day().map(|date| Step::CountsFrom { date }));
            let end = add_months(date, limit.amount).ok_or(ClockError::YearOutside)?;
            if end.day() != date.day() {
                steps.push(Step::ShortMonth { day: date.day(), date: end });
            }
            (end, None)
        }
    };
    if limit.unit == LimitUnit::WorkingDay {
        let due = working_hour(calendar, day, start, &mut steps)?;
        return Ok(Counted { due, steps, leaves_out_from });
    }
    // Further working days count from the end of the limit: only what is the end of all moves off a closed day.
    let (day, leaves_out_from) = if remote > 0 {
        (working_days(day, remote)?, day.next_day())
    } else if calendar.is_open_day(day) {
        (day, None)
    } else {
        let to = calendar.next_open_day(day).ok_or(ClockError::NeverOpen)?;
        steps.push(Step::EndMoved { from: day, to, names: names_around(calendar, day) });
        (to, None)
    };
    let due = kept_hour(calendar, day, start, &mut steps)?;
    Ok(Counted { due, steps, leaves_out_from })
}

/// The hour of a count of working days. Who comes on a Saturday opening is in the same row as who came on Friday: both are due on the
/// same day, so the later one must not be due at an earlier hour. It is due at the closing.
fn working_hour(
    calendar: &WorkingCalendar,
    day: Date,
    start: OffsetDateTime,
    steps: &mut Vec<Step>,
) -> Result<OffsetDateTime, ClockError> {
    if calendar.is_working_day(start.date()) {
        return kept_hour(calendar, day, start, steps);
    }
    let due = calendar.closing(day).ok_or(ClockError::NeverOpen)?;
    steps.push(Step::HourOfClosing { received: start.date(), to: due.time() });
    Ok(due)
}

fn kept_hour(
    calendar: &WorkingCalendar,
    day: Date,
    start: OffsetDateTime,
    steps: &mut Vec<Step>,
) -> Result<OffsetDateTime, ClockError> {
    let due = calendar.at_hour(day, start.time()).ok_or(ClockError::NeverOpen)?;
    if due.time() != start.time() {
        steps.push(Step::HourMoved { from: start.time(), to: due.time() });
    }
    Ok(due)
}

/// The same day number so many months later, or the last of a shorter month.
fn add_months(date: Date, months: u32) -> Option<Date> {
    let first = date.replace_day(1).ok()?;
    let index = i64::from(first.year()) * 12 + i64::from(u8::from(first.month())) - 1 + i64::from(months);
    let year = i32::try_from(index.div_euclid(12)).ok()?;
    let month = u8::try_from(index.rem_euclid(12) + 1).ok().and_then(|month| time::Month::try_from(month).ok())?;
    Date::from_calendar_date(year, month, date.day().min(month.length(year))).ok()
}
