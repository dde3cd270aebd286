//! Due moments worked out by hand (`clock_cases/cases.toml`) against the clock.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test stops at the first thing that is not there")]

use domain::calendar::{CalendarDay, Days, HoursPeriod, OpeningHours, WorkingCalendar};
use domain::clock::{AfterSupplement, Limit, LimitUnit, Question, due, read_moment, read_pause, write_moment};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    day: Vec<CalendarDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    hours: Vec<NamedPeriod>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct NamedPeriod {
    name: String,
    #[serde(flatten)]
    period: HoursPeriod,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    received: String,
    /// Amount and unit.
    limit: String,
    hours: Option<String>,
    #[serde(default)]
    remote: u32,
    #[serde(default)]
    after: AfterSupplement,
    #[serde(default)]
    pauses: Vec<String>,
    due: String,
    why: String,
}

fn table() -> Table {
    toml::from_str(include_str!("clock_cases/cases.toml")).expect("the table of cases")
}

fn days() -> Days {
    let file: CalendarFile = toml::from_str(include_str!("../../../server/data/calendar.toml")).expect("the calendar");
    Days::new(file.day)
}

#[test]
fn every_case_worked_out_by_hand_comes_out() {
    let table = table();
    let days = days();
    assert!(table.case.len() >= 60, "{} cases", table.case.len());
    let mut wrong = Vec::new();
    for case in &table.case {
        let periods = table.hours.iter().filter(|hours| Some(&hours.name) == case.hours.as_ref());
        let periods: Vec<HoursPeriod> = periods.map(|hours| hours.period.clone()).collect();
        assert_eq!(periods.is_empty(), case.hours.is_none(), "{}: the hours are not in the table", case.why);
        let calendar = WorkingCalendar::new(OpeningHours::with_periods(periods), days.clone());
        let (amount, unit) = case.limit.split_once(' ').expect("amount and unit");
        let limit = Limit::read(amount, LimitUnit::from_key(unit).expect("a unit")).expect("a limit");
        let question = Question {
            remote_days: case.remote,
            after_supplement: case.after,
            pauses: case.pauses.iter().map(|pause| read_pause(pause).expect("a pause")).collect(),
            ..Question::new(read_moment(&case.received).expect("a moment"), limit)
        };
        let answer = due(&calendar, &question).expect("an answer");
        let found = answer.at.map_or_else(|| "none".to_owned(), |at| write_moment(at).replace("+07:00", ""));
        if found != case.due {
            wrong.push(format!("{} + {}: {found}, by hand {} ({})", case.received, case.limit, case.due, case.why));
        }
        if let Some(at) = answer.at {
            assert!(calendar.is_open_at(at), "{}: due while closed", case.why);
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), table.case.len(), wrong.join("\n"));
}

#[test]
fn the_table_reaches_every_year_unit_and_practice() {
    let table = table();
    for year in ["2024", "2025", "2026", "2027"] {
        assert!(table.case.iter().filter(|case| case.received.starts_with(year)).count() >= 8, "{year}");
    }
    for unit in LimitUnit::ALL {
        assert!(table.case.iter().filter(|case| case.limit.ends_with(&format!(" {}", unit.key()))).count() >= 8);
    }
    assert!(table.case.iter().filter(|case| case.after == AfterSupplement::Restart).count() >= 5);
    assert!(table.case.iter().filter(|case| case.remote > 0).count() >= 5);
    assert!(table.case.iter().all(|case| !case.why.is_empty()));
}
