//! Dates inside the text of a fee: until when a reduction holds.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// The last day of a reduction that the text of a fee speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Until {
    #[serde(with = "iso_date")]
    pub date: Date,
    /// The day lies before today: what the text says of that time holds no longer.
    pub passed: bool,
}

/// The last day named behind «đến» («đến hết ngày 31/12/2026», «đến ngày 30 tháng 6 năm 2026»); of several the latest.
pub(super) fn until(text: &str, today: Date) -> Option<Until> {
    let small = text.to_lowercase();
    let words: Vec<&str> = small.split_whitespace().map(|word| word.trim_start_matches(['(', '-', ','])).collect();
    let dates = words.iter().enumerate().filter(|(_, word)| **word == "đến").filter_map(|(index, _)| {
        let rest = words.get(index + 1..)?;
        let skipped = rest.iter().take_while(|word| matches!(**word, "hết" | "ngày" | "trước")).count();
        date_at(rest.get(skipped..)?)
    });
    dates.max().map(|date| Until { date, passed: date < today })
}

/// A date at the beginning of the words: `31/12/2026`, `31 / 12 / 2026` or `31 tháng 12 năm 2026`.
fn date_at(words: &[&str]) -> Option<Date> {
    let first = words.first()?;
    if first.contains(['/', '-', '.']) {
        let mut parts = first.split(['/', '-', '.']);
        return date(parts.next()?, parts.next()?, parts.next()?);
    }
    match words {
        [day, "tháng", month, "năm", year, ..] | [day, "/", month, "/", year, ..] => date(day, month, year),
        _ => None,
    }
}

fn date(day: &str, month: &str, year: &str) -> Option<Date> {
    let digits: String = year.chars().take_while(char::is_ascii_digit).collect();
    let year: i32 = digits.parse().ok().filter(|year| (1990..2100).contains(year))?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}
