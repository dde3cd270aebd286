//! Days as people write them: `2/11/2026`, `02-11-2026`, `02112026`, and ISO.

use serde_json::Value as Json;
use time::{Date, Month};

use super::Findings;

const MAX_CHARS: u32 = 40;

/// A day of the calendar.
pub fn date(field: &str, raw: &Json, findings: &mut Findings) -> Option<Date> {
    let typed = super::text(field, raw, MAX_CHARS, findings)?;
    let day = parse_date(&typed);
    if day.is_none() {
        findings.add(field, "date_form", &[]);
    }
    day
}

/// Day, month, year in this order unless the year comes first; years between 1800 and 2200.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> = if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        vec![text.get(0..2)?, text.get(2..4)?, text.get(4..8)?]
    } else {
        text.split(['/', '-', '.', ' ']).collect()
    };
    let [first, month, last] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (*last, *first) } else { (*first, *last) };
    let digits = |part: &str, most: usize| {
        (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())?
    };
    let (day, month, year) = (digits(day, 2)?, digits(month, 2)?, digits(year, 4).filter(|_| year.len() == 4)?);
    if !(1800..=2200).contains(&year) {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()
}

/// The day as it is read in Vietnam: `02/11/2026`.
#[must_use]
pub fn shown_date(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), u8::from(day.month()), day.year())
}

/// The day as machines write it: `2026-11-02`.
#[must_use]
pub fn iso_date(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}
