//! Opening hours of an agency: shifts by weekday, valid by date.

use serde::{Deserialize, Serialize};
use time::{Date, Time, Weekday};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// One stretch of opening time in a day, written `07:00-11:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shift {
    pub opens: Time,
    pub closes: Time,
}

impl TryFrom<String> for Shift {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = |part: &str| {
            let (hour, minute) = part.trim().split_once(':')?;
            Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()
        };
        let parts = text.split_once('-').and_then(|(opens, closes)| Some((read(opens)?, read(closes)?)));
        parts
            .map(|(opens, closes)| Self { opens, closes })
            .ok_or_else(|| format!("«{text}» is no shift such as 07:00-11:30"))
    }
}

impl From<Shift> for String {
    fn from(Shift { opens, closes }: Shift) -> Self {
        format!("{:02}:{:02}-{:02}:{:02}", opens.hour(), opens.minute(), closes.hour(), closes.minute())
    }
}

/// The shifts of every weekday; a day without a shift is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    pub monday: Vec<Shift>,
    pub tuesday: Vec<Shift>,
    pub wednesday: Vec<Shift>,
    pub thursday: Vec<Shift>,
    pub friday: Vec<Shift>,
    pub saturday: Vec<Shift>,
    pub sunday: Vec<Shift>,
}

impl Week {
    /// The same shifts Monday to Friday.
    #[must_use]
    pub fn of(shifts: &[Shift]) -> Self {
        let day = || shifts.to_vec();
        Self {
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            saturday: Vec::new(),
            sunday: Vec::new(),
        }
    }

    #[must_use]
    pub fn shifts(&self, weekday: Weekday) -> &[Shift] {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    /// The hours of a Saturday or Sunday that is worked in place of a weekday: those of Monday, or of the first weekday on
    /// which this agency is open.
    #[must_use]
    pub fn worked_weekend(&self) -> &[Shift] {
        [&self.monday, &self.tuesday, &self.wednesday, &self.thursday, &self.friday]
            .into_iter()
            .find(|shifts| !shifts.is_empty())
            .map_or(&[], Vec::as_slice)
    }

    /// What is wrong with the week: a shift that ends before it begins, or shifts that overlap or are out of order.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let days = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        let mut any = false;
        for day in days {
            let mut last: Option<Time> = None;
            for shift in self.shifts(day) {
                any = true;
                if shift.opens >= shift.closes {
                    return Some(format!("{day}: a shift must close after it opens"));
                }
                if last.is_some_and(|closes| shift.opens <= closes) {
                    return Some(format!("{day}: shifts must be in order, with a break between them"));
                }
                last = Some(shift.closes);
            }
        }
        (!any).then(|| "no day has a shift".to_owned())
    }
}

/// A week that is valid from one day to another, both included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "PeriodRow")]
pub struct HoursPeriod {
    pub valid_from: Date,
    /// Last day; none while it is in force.
    pub valid_until: Option<Date>,
    pub week: Week,
}

/// A period as it stands in a file: the shifts of Monday to Friday, and the days that differ.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodRow {
    #[serde(with = "iso_date")]
    valid_from: Date,
    #[serde(default, with = "iso_date::option")]
    valid_until: Option<Date>,
    weekdays: Vec<Shift>,
    monday: Option<Vec<Shift>>,
    tuesday: Option<Vec<Shift>>,
    wednesday: Option<Vec<Shift>>,
    thursday: Option<Vec<Shift>>,
    friday: Option<Vec<Shift>>,
    #[serde(default)]
    saturday: Vec<Shift>,
    #[serde(default)]
    sunday: Vec<Shift>,
}

impl TryFrom<PeriodRow> for HoursPeriod {
    type Error = String;

    fn try_from(row: PeriodRow) -> Result<Self, String> {
        let day = |own: Option<Vec<Shift>>| own.unwrap_or_else(|| row.weekdays.clone());
        let week = Week {
            monday: day(row.monday),
            tuesday: day(row.tuesday),
            wednesday: day(row.wednesday),
            thursday: day(row.thursday),
            friday: day(row.friday),
            saturday: row.saturday,
            sunday: row.sunday,
        };
        if row.valid_until.is_some_and(|last| last < row.valid_from) {
            return Err("valid_until lies before valid_from".to_owned());
        }
        match week.fault() {
            Some(fault) => Err(fault),
            None => Ok(Self { valid_from: row.valid_from, valid_until: row.valid_until, week }),
        }
    }
}

/// The hours of one agency through time. On a day that no period covers the standard week holds: Monday to Friday,
/// 07:00–11:30 and 13:30–17:00.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours {
    periods: Vec<HoursPeriod>,
    standard: Week,
}

impl Default for OpeningHours {
    fn default() -> Self {
        Self::standard()
    }
}

impl OpeningHours {
    /// 07:00–11:30 and 13:30–17:00, Monday to Friday: 8 hours a day.
    #[must_use]
    pub fn standard() -> Self {
        use time::macros::time;
        Self::new(Week::of(&[
            Shift { opens: time!(07:00), closes: time!(11:30) },
            Shift { opens: time!(13:30), closes: time!(17:00) },
        ]))
    }

    /// The same week at all times.
    #[must_use]
    pub fn new(week: Week) -> Self {
        Self { periods: Vec::new(), standard: week }
    }

    /// The standard week, and these periods; where two cover a day, the one that began later holds.
    #[must_use]
    pub fn with_periods(mut periods: Vec<HoursPeriod>) -> Self {
        periods.sort_by_key(|period| period.valid_from);
        Self { periods, ..Self::standard() }
    }

    /// The week that is valid on a day.
    #[must_use]
    pub fn week_on(&self, day: Date) -> &Week {
        self.periods
            .iter()
            .rev()
            .find(|period| period.valid_from <= day && period.valid_until.is_none_or(|last| day <= last))
            .map_or(&self.standard, |period| &period.week)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, time};

    fn shift(opens: Time, closes: Time) -> Shift {
        Shift { opens, closes }
    }

    #[test]
    fn the_later_period_holds_and_the_standard_week_outside_of_all() {
        let week = |opens| Week::of(&[shift(opens, time!(12:00))]);
        let period = |valid_from, valid_until, opens| HoursPeriod { valid_from, valid_until, week: week(opens) };
        let hours = OpeningHours::with_periods(vec![
            period(date!(2026 - 04 - 16), Some(date!(2026 - 10 - 15)), time!(07:00)),
            period(date!(2026 - 01 - 01), None, time!(07:30)),
        ]);
        assert_eq!(hours.week_on(date!(2026 - 04 - 15)), &week(time!(07:30)));
        assert_eq!(hours.week_on(date!(2026 - 04 - 16)), &week(time!(07:00)));
        assert_eq!(hours.week_on(date!(2026 - 10 - 15)), &week(time!(07:00)));
        assert_eq!(hours.week_on(date!(2026 - 10 - 16)), &week(time!(07:30)));
        assert_eq!(hours.week_on(date!(2025 - 12 - 31)), OpeningHours::standard().week_on(date!(2025 - 12 - 31)));
    }

    #[test]
    fn a_period_is_read_as_it_stands_in_a_file() {
        let json = r#"{"valid_from":"2026-01-01","weekdays":["07:00-11:30","13:30-17:00"],
            "friday":["07:00-11:30"],"saturday":["07:30-11:00"]}"#;
        let period: HoursPeriod = serde_json::from_str(json).expect("a period");
        assert_eq!(period.week.monday, period.week.thursday);
        assert_eq!(period.week.friday, [shift(time!(07:00), time!(11:30))]);
        assert_eq!(period.week.saturday, [shift(time!(07:30), time!(11:00))]);
        assert_eq!(period.week.sunday, []);
        for wrong in [
            r#"{"valid_from":"2026-01-01","weekdays":[]}"#,
            r#"{"valid_from":"2026-01-01","weekdays":["11:30-07:00"]}"#,
            r#"{"valid_from":"2026-01-01","weekdays":["seven"]}"#,
            r#"{"valid_from":"2026-01-01","valid_until":"2025-01-01","weekdays":["07:00-11:30"]}"#,
        ] {
            assert!(serde_json::from_str::<HoursPeriod>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn faults_of_a_week_are_named() {
        assert_eq!(OpeningHours::standard().week_on(date!(2026 - 01 - 01)).fault(), None);
        assert!(Week::default().fault().is_some());
        assert!(Week::of(&[shift(time!(11:00), time!(11:00))]).fault().is_some());
        assert!(
            Week::of(&[shift(time!(07:00), time!(11:30)), shift(time!(11:30), time!(17:00))]).fault().is_some(),
            "two shifts without a break are one"
        );
    }
}
