//! Reads and checks calendar files and the hours of agencies.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use domain::calendar::{CalendarDay, DayKind, HoursPeriod, OpeningHours};
use serde::Deserialize;
use time::{Date, Weekday};

const CALENDAR: &str = include_str!("../../data/calendar.toml");
const HOURS: &str = include_str!("../../data/hours.toml");
const REMOTE_COMMUNES: &str = include_str!("../../data/remote-communes.toml");

/// Longest name or decision of a row.
const MAX_TEXT_CHARS: usize = 300;
/// Rows of one file; twenty years of days off.
const MAX_ROWS: usize = 1_000;

/// A calendar file cannot be used. Every finding is a sentence with its place.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct CalendarError(pub Vec<String>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    day: Vec<CalendarDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursFile {
    hours: Vec<HoursRow>,
}

#[derive(Deserialize)]
struct HoursRow {
    agencies: Vec<String>,
    #[serde(flatten)]
    period: HoursPeriod,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RemoteFile {
    agencies: HashSet<String>,
}

/// Which agency is open when, and which communes are remote.
pub struct Hours {
    by_agency: HashMap<String, Arc<OpeningHours>>,
    standard: Arc<OpeningHours>,
    remote: HashSet<String>,
}

impl Hours {
    /// The hours of an agency; the standard ones where it has none of its own.
    #[must_use]
    pub fn of(&self, agency: Option<&str>) -> Arc<OpeningHours> {
        let own = agency.and_then(|code| self.by_agency.get(code));
        Arc::clone(own.unwrap_or(&self.standard))
    }

    /// Whether the agency is one of a remote commune.
    #[must_use]
    pub fn is_remote(&self, agency: &str) -> bool {
        self.remote.contains(agency)
    }

    /// Every agency that is named.
    pub fn agencies(&self) -> impl Iterator<Item = &str> {
        self.by_agency.keys().chain(&self.remote).map(String::as_str)
    }
}

/// The embedded days.
///
/// # Errors
/// When the file is wrong; a test sees that it is not.
pub fn embedded_days() -> Result<Vec<CalendarDay>, CalendarError> {
    read_days(CALENDAR).map_err(|error| CalendarError(named("calendar.toml", error.0)))
}

/// The embedded hours.
///
/// # Errors
/// When a file is wrong; a test sees that it is not.
pub fn embedded_hours() -> Result<Hours, CalendarError> {
    let file: HoursFile =
        toml::from_str(HOURS).map_err(|error| CalendarError(named("hours.toml", vec![error.to_string()])))?;
    let remote: RemoteFile = toml::from_str(REMOTE_COMMUNES)
        .map_err(|error| CalendarError(named("remote-communes.toml", vec![error.to_string()])))?;
    let mut periods: HashMap<String, Vec<HoursPeriod>> = HashMap::new();
    for row in file.hours {
        for agency in row.agencies {
            periods.entry(agency).or_default().push(row.period.clone());
        }
    }
    Ok(Hours {
        by_agency: periods
            .into_iter()
            .map(|(agency, periods)| (agency, Arc::new(OpeningHours::with_periods(periods))))
            .collect(),
        standard: Arc::new(OpeningHours::standard()),
        remote: remote.agencies,
    })
}

/// Reads the rows of a calendar file and checks all of them.
///
/// # Errors
/// Everything that is wrong, each finding with its date.
pub fn read_days(text: &str) -> Result<Vec<CalendarDay>, CalendarError> {
    let file: CalendarFile = toml::from_str(text).map_err(|error| CalendarError(vec![error.to_string()]))?;
    let mut findings = Vec::new();
    if file.day.is_empty() {
        findings.push("there is no [[day]]".to_owned());
    }
    if file.day.len() > MAX_ROWS {
        findings.push(format!("{} rows are too many; at most {MAX_ROWS}", file.day.len()));
    }
    let mut dates: BTreeSet<Date> = BTreeSet::new();
    for row in &file.day {
        if !dates.insert(row.date) {
            findings.push(format!("{}: the date stands twice", row.date));
        }
        findings.extend(faults(row).into_iter().map(|fault| format!("{}: {fault}", row.date)));
    }
    if findings.is_empty() { Ok(file.day) } else { Err(CalendarError(findings)) }
}

fn faults(row: &CalendarDay) -> Vec<String> {
    let weekend = matches!(row.date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let mut faults = Vec::new();
    if !domain::clock::YEARS.contains(&row.date.year()) {
        let (first, last) = (domain::clock::YEARS.start(), domain::clock::YEARS.end());
        faults.push(format!("the year must lie between {first} and {last}"));
    }
    match row.kind {
        DayKind::CompensatoryOff if weekend => {
            faults.push(format!("compensatory_off falls on a {}, which is off anyway", row.date.weekday()));
        }
        DayKind::SwappedWorking if !weekend => {
            faults.push(format!("swapped_working falls on a {}, which is worked anyway", row.date.weekday()));
        }
        _ => {}
    }
    for (field, text) in [("name_vi", &row.name_vi), ("name_en", &row.name_en), ("decision", &row.decision)] {
        if text.trim().is_empty() {
            faults.push(format!("{field} is empty"));
        }
        if text.chars().count() > MAX_TEXT_CHARS {
            faults.push(format!("{field} is longer than {MAX_TEXT_CHARS} characters"));
        }
        if text.chars().any(char::is_control) {
            faults.push(format!("{field} holds a control character"));
        }
    }
    faults
}

fn named(file: &str, findings: Vec<String>) -> Vec<String> {
    findings.into_iter().map(|finding| format!("{file}: {finding}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::ProvinceData;
    use domain::calendar::Days;
    use time::macros::date;

    #[test]
    fn the_embedded_table_holds_every_day_off_of_four_years() {
        let days = Days::new(embedded_days().expect("the table is good"));
        // Holidays by Article 112 (11 days; 12 since 24/11 was added in 2026), and every one on a weekend has a day in lieu.
        for (year, holidays, others) in [(2024, 11, 4), (2025, 11, 2), (2026, 12, 5), (2027, 12, 3)] {
            let count = |kind| days.of_year(year).filter(|row| row.kind == kind).count();
            assert_eq!(count(DayKind::Holiday), holidays, "{year}");
            assert_eq!(count(DayKind::CompensatoryOff) + count(DayKind::SwappedWorking), others, "{year}");
            assert!(days.of_year(year).all(|row| row.announced == (year != 2027)), "{year}");
        }
        assert!(days.is_working_day(date!(2026 - 01 - 10)) && days.is_working_day(date!(2026 - 08 - 22)));
        assert!(days.row(date!(2026 - 11 - 24)).is_some_and(|row| !row.verified), "from memory");
    }

    #[test]
    fn hours_and_remote_communes_name_agencies_that_exist() {
        let hours = embedded_hours().expect("the hours are good");
        let data = ProvinceData::embedded().expect("the embedded data is good");
        assert!(hours.agencies().count() > 5);
        for code in hours.agencies() {
            assert!(data.agency(code).is_some(), "{code}");
        }
    }

    #[test]
    fn every_fault_of_a_file_is_named_with_its_date() {
        let row = |date: &str, kind: &str, name: &str| {
            format!(
                "[[day]]\ndate = \"{date}\"\nkind = \"{kind}\"\nname_vi = \"{name}\"\nname_en = \"x\"\ndecision = \"y\"\nverified = true\n"
            )
        };
        let text = [
            row("2028-01-03", "swapped_working", "a"),
            row("2028-01-08", "compensatory_off", "a"),
            row("2028-01-08", "holiday", ""),
            row("1990-01-01", "holiday", "a"),
        ]
        .concat();
        let CalendarError(findings) = read_days(&text).expect_err("is refused");
        assert_eq!(
            findings,
            [
                "2028-01-03: swapped_working falls on a Monday, which is worked anyway",
                "2028-01-08: compensatory_off falls on a Saturday, which is off anyway",
                "2028-01-08: the date stands twice",
                "2028-01-08: name_vi is empty",
                "1990-01-01: the year must lie between 2000 and 2099",
            ]
        );
        for unreadable in ["", "day = []", "[[day]]\ndate = \"2028-02-30\"", &row("2028-01-03", "feast", "a")] {
            assert!(read_days(unreadable).is_err(), "{unreadable}");
        }
    }
}
