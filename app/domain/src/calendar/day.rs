//! The table of days that differ from their weekday, each with the decision it rests on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::{Date, Weekday};

use crate::province::Bilingual;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// What makes a day differ from its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    Holiday,
    /// A day off in place of a holiday that fell on a weekend, or swapped for a worked Saturday.
    CompensatoryOff,
    /// A Saturday or Sunday that is worked.
    SwappedWorking,
    /// As its weekday says: takes an earlier row back, such as a computed holiday that the announcement put elsewhere.
    Ordinary,
}

impl DayKind {
    pub const ALL: [Self; 4] = [Self::Holiday, Self::CompensatoryOff, Self::SwappedWorking, Self::Ordinary];

    /// The key used in files and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::CompensatoryOff => "compensatory_off",
            Self::SwappedWorking => "swapped_working",
            Self::Ordinary => "ordinary",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
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
    /// False where the year's days off were not announced when the row was written: it is computed from the law.
    #[serde(default = "yes")]
    pub announced: bool,
}

fn yes() -> bool {
    true
}

impl CalendarDay {
    /// The name in both languages.
    #[must_use]
    pub fn name(&self) -> Bilingual {
        Bilingual { vi: self.name_vi.clone(), en: self.name_en.clone() }
    }

    /// Whether the desks are closed on this day by decision.
    #[must_use]
    pub fn is_off(&self) -> bool {
        matches!(self.kind, DayKind::Holiday | DayKind::CompensatoryOff)
    }
}

/// All special days. A later row for a date replaces the earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    rows: BTreeMap<Date, CalendarDay>,
}

impl Days {
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = CalendarDay>) -> Self {
        Self { rows: rows.into_iter().map(|row| (row.date, row)).collect() }
    }

    /// These days with the rows of a later decision laid over them.
    #[must_use]
    pub fn with(&self, rows: impl IntoIterator<Item = CalendarDay>) -> Self {
        let mut days = self.clone();
        days.rows.extend(rows.into_iter().map(|row| (row.date, row)));
        days
    }

    #[must_use]
    pub fn row(&self, day: Date) -> Option<&CalendarDay> {
        self.rows.get(&day)
    }

    /// All rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &CalendarDay> {
        self.rows.values()
    }

    /// The rows of a year, in order.
    pub fn of_year(&self, year: i32) -> impl Iterator<Item = &CalendarDay> {
        self.rows.values().filter(move |row| row.date.year() == year)
    }

    /// The rows from one day to another, both included, in order.
    pub fn between(&self, from: Date, to: Date) -> impl Iterator<Item = &CalendarDay> {
        // A range that ends before it begins would panic.
        self.rows.range(from..=to.max(from)).map(|(_, row)| row)
    }

    /// Whether the day is a holiday or a compensatory day.
    #[must_use]
    pub fn is_off(&self, day: Date) -> bool {
        self.row(day).is_some_and(CalendarDay::is_off)
    }

    /// Monday to Friday unless it is off, and worked Saturdays and Sundays.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        match self.row(day).map(|row| row.kind) {
            Some(DayKind::SwappedWorking) => true,
            Some(DayKind::Holiday | DayKind::CompensatoryOff) => false,
            Some(DayKind::Ordinary) | None => !is_weekend(day),
        }
    }
}

/// Saturday or Sunday.
pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn row(date: Date, kind: DayKind, name: &str) -> CalendarDay {
        CalendarDay {
            date,
            kind,
            name_vi: name.to_owned(),
            name_en: name.to_owned(),
            decision: String::new(),
            verified: false,
            announced: true,
        }
    }

    #[test]
    fn a_later_decision_replaces_a_row_and_can_take_it_back() {
        let computed = Days::new([row(date!(2027 - 09 - 03), DayKind::Holiday, "adjacent")]);
        assert!(!computed.is_working_day(date!(2027 - 09 - 03)));
        let announced = computed.with([
            row(date!(2027 - 09 - 03), DayKind::Ordinary, "as usual"),
            row(date!(2027 - 09 - 01), DayKind::Holiday, "adjacent"),
        ]);
        assert!(announced.is_working_day(date!(2027 - 09 - 03)));
        assert!(!announced.is_working_day(date!(2027 - 09 - 01)));
        assert!(!computed.is_working_day(date!(2027 - 09 - 03)), "the earlier table stays as it was");
    }

    #[test]
    fn an_ordinary_saturday_is_not_worked_and_a_swapped_one_is() {
        let days = Days::new([
            row(date!(2026 - 08 - 22), DayKind::SwappedWorking, ""),
            row(date!(2026 - 08 - 29), DayKind::Ordinary, ""),
        ]);
        assert!(days.is_working_day(date!(2026 - 08 - 22)));
        assert!(!days.is_working_day(date!(2026 - 08 - 29)));
        assert!(!days.is_working_day(date!(2026 - 08 - 30)));
    }

    #[test]
    fn every_kind_is_read_by_its_key() {
        for kind in DayKind::ALL {
            assert_eq!(DayKind::from_key(kind.key()), Some(kind));
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.key().into()));
        }
    }
}
