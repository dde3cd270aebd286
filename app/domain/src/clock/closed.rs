//! Closed days told in few words: a stretch of holidays is one step, all weekends together one.

use time::Date;

use super::Step;
use crate::calendar::{DayKind, WorkingCalendar};
use crate::province::Bilingual;

/// Days told one by one at most; a limit of years would fill pages.
const MAX_TOLD: usize = 24;

/// What is left out from one day to another, both included, and the worked weekends.
pub(super) fn closed_steps(calendar: &WorkingCalendar, from: Date, to: Date) -> Vec<Step> {
    let mut weekends: Option<(u32, Date, Date)> = None;
    let mut steps = Vec::new();
    let mut day = Some(from);
    while let Some(today) = day.filter(|day| *day <= to) {
        let Some(end) = run_end(calendar, today) else {
            if let Some(row) = calendar.days().row(today).filter(|row| row.kind == DayKind::SwappedWorking) {
                steps.push(Step::WorkedWeekend { date: today, name: row.name() });
            }
            day = today.next_day();
            continue;
        };
        let names = names(calendar, today, end);
        if !names.is_empty() {
            steps.push(Step::Holiday { from: today, to: end, names });
        } else if is_weekend(today) {
            let (count, first, _) = weekends.unwrap_or((0, today, end));
            weekends = Some((count + 1, first, end));
        } else {
            steps.push(Step::AgencyClosed { from: today, to: end });
        }
        day = end.next_day();
    }
    steps.truncate(MAX_TOLD);
    if let Some((count, from, to)) = weekends {
        steps.push(Step::Weekends { count, from, to });
    }
    steps
}

/// The last of the closed days in a row that begin on this one; none when it is open. A weekend does not run into a weekday on
/// which only this agency is closed.
fn run_end(calendar: &WorkingCalendar, first: Date) -> Option<Date> {
    if calendar.is_open_day(first) {
        return None;
    }
    let mut last = first;
    while let Some(next) = last.next_day().filter(|next| !calendar.is_open_day(*next)) {
        if calendar.days().is_working_day(next) != calendar.days().is_working_day(first) {
            break;
        }
        last = next;
        // A mistake in the table must not make this endless.
        if (last - first).whole_days() > 60 {
            break;
        }
    }
    Some(last)
}

/// The names of the holidays among these days; of the compensatory days where there is no holiday.
pub(super) fn names(calendar: &WorkingCalendar, from: Date, to: Date) -> Vec<Bilingual> {
    let mut named: Vec<Bilingual> = Vec::new();
    for kind in [DayKind::Holiday, DayKind::CompensatoryOff] {
        for row in calendar.days().between(from, to).filter(|row| row.kind == kind) {
            if !named.contains(&row.name()) {
                named.push(row.name());
            }
        }
        if !named.is_empty() {
            break;
        }
    }
    named
}

/// The names of the stretch of closed days in which a day lies.
pub(super) fn names_around(calendar: &WorkingCalendar, day: Date) -> Vec<Bilingual> {
    let mut first = day;
    for _ in 0..60 {
        match first.previous_day().filter(|before| !calendar.is_open_day(*before)) {
            Some(before) => first = before,
            None => break,
        }
    }
    run_end(calendar, first).map(|last| names(calendar, first, last.max(day))).unwrap_or_default()
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), time::Weekday::Saturday | time::Weekday::Sunday)
}
