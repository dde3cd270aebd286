//! The periods that are compared: a month, a quarter, six or nine months, a year.

use std::fmt;
use std::str::FromStr;

use time::{Date, Month};

/// A stretch of whole months of one year. Written `2026-11`, `2026-q4`, `2026-6m`, `2026-9m` or `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Period {
    Month(i32, u8),
    Quarter(i32, u8),
    /// The first six months (*6 tháng đầu năm*).
    SixMonths(i32),
    /// The first nine months (*9 tháng đầu năm*).
    NineMonths(i32),
    Year(i32),
}

/// No such period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period looks like 2026-11, 2026-q4, 2026-6m, 2026-9m or 2026")]
pub struct InvalidPeriod;

/// Years that are told from typing errors.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = InvalidPeriod;

    fn try_from(text: String) -> Result<Self, InvalidPeriod> {
        text.parse()
    }
}

impl Period {
    /// The month of a day.
    #[must_use]
    pub fn month_of(day: Date) -> Self {
        Self::Month(day.year(), u8::from(day.month()))
    }

    /// First and last month.
    fn months(self) -> (i32, u8, u8) {
        match self {
            Self::Month(year, month) => (year, month, month),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2, quarter * 3),
            Self::SixMonths(year) => (year, 1, 6),
            Self::NineMonths(year) => (year, 1, 9),
            Self::Year(year) => (year, 1, 12),
        }
    }

    /// First and last month as numbers such as 202611.
    #[must_use]
    pub fn month_numbers(self) -> (i64, i64) {
        let (year, first, last) = self.months();
        let number = |month: u8| i64::from(year) * 100 + i64::from(month);
        (number(first), number(last))
    }

    /// First and last day. None outside the years that are understood.
    #[must_use]
    pub fn days(self) -> Option<(Date, Date)> {
        let (year, first, last) = self.months();
        let (first, last) = (Month::try_from(first).ok()?, Month::try_from(last).ok()?);
        let begin = Date::from_calendar_date(year, first, 1).ok()?;
        let end = Date::from_calendar_date(year, last, last.length(year)).ok()?;
        Some((begin, end))
    }

    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.days().is_some_and(|(first, last)| (first..=last).contains(&day))
    }

    /// The period of the same kind before it; that of the year before for the stretches that begin in January.
    #[must_use]
    pub fn before(self) -> Self {
        match self {
            Self::Month(year, 1) => Self::Month(year - 1, 12),
            Self::Month(year, month) => Self::Month(year, month - 1),
            Self::Quarter(year, 1) => Self::Quarter(year - 1, 4),
            Self::Quarter(year, quarter) => Self::Quarter(year, quarter - 1),
            Self::SixMonths(year) => Self::SixMonths(year - 1),
            Self::NineMonths(year) => Self::NineMonths(year - 1),
            Self::Year(year) => Self::Year(year - 1),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year}-q{quarter}"),
            Self::SixMonths(year) => write!(f, "{year}-6m"),
            Self::NineMonths(year) => write!(f, "{year}-9m"),
            Self::Year(year) => write!(f, "{year}"),
        }
    }
}

impl FromStr for Period {
    type Err = InvalidPeriod;

    fn from_str(text: &str) -> Result<Self, InvalidPeriod> {
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !digits(year) {
            return Err(InvalidPeriod);
        }
        let year = year.parse().ok().filter(|year| YEARS.contains(year)).ok_or(InvalidPeriod)?;
        match rest {
            None => Ok(Self::Year(year)),
            Some("6m") => Ok(Self::SixMonths(year)),
            Some("9m") => Ok(Self::NineMonths(year)),
            Some("q1") => Ok(Self::Quarter(year, 1)),
            Some("q2") => Ok(Self::Quarter(year, 2)),
            Some("q3") => Ok(Self::Quarter(year, 3)),
            Some("q4") => Ok(Self::Quarter(year, 4)),
            Some(month) if month.len() == 2 && digits(month) => match month.parse() {
                Ok(month @ 1..=12) => Ok(Self::Month(year, month)),
                Ok(_) | Err(_) => Err(InvalidPeriod),
            },
            Some(_) => Err(InvalidPeriod),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_period_is_read_as_it_is_written() {
        for text in ["2026-11", "2026-01", "2026-q4", "2026-6m", "2026-9m", "2026"] {
            assert_eq!(text.parse::<Period>().map(|period| period.to_string()).as_deref(), Ok(text));
        }
        for text in
            ["", "2026-13", "2026-00", "2026-1", "2026-q5", "26", "1999", "2026-3m", "-2026", "2026-11-01", "२०२६"]
        {
            assert_eq!(text.parse::<Period>(), Err(InvalidPeriod), "{text:?}");
        }
    }

    #[test]
    fn its_days_and_months_are_those_of_the_calendar() {
        let days = |text: &str| text.parse::<Period>().ok().and_then(Period::days);
        assert_eq!(days("2028-02"), Some((date!(2028 - 02 - 01), date!(2028 - 02 - 29))));
        assert_eq!(days("2026-q4"), Some((date!(2026 - 10 - 01), date!(2026 - 12 - 31))));
        assert_eq!(days("2026-9m"), Some((date!(2026 - 01 - 01), date!(2026 - 09 - 30))));
        assert_eq!(Period::Quarter(2026, 2).month_numbers(), (202_604, 202_606));
        assert!(
            Period::Year(2026).contains(date!(2026 - 12 - 31)) && !Period::Year(2026).contains(date!(2027 - 01 - 01))
        );
        assert_eq!(Period::Month(2026, 1).before(), Period::Month(2025, 12));
        assert_eq!(Period::Quarter(2026, 1).before(), Period::Quarter(2025, 4));
    }
}
