//! Calendar arithmetic: the last day of a month stays a last day.

use time::{Date, Duration, Month};

/// The day that many days later (earlier, when negative); none beyond the calendar.
#[must_use]
pub fn add_days(day: Date, days: i64) -> Option<Date> {
    // A number of days that no calendar holds would not fit a duration either.
    (days.abs() < 10_000_000).then(|| day.checked_add(Duration::days(days))).flatten()
}

/// The same day that many months later; 31/01 and one month is the last of February.
#[must_use]
pub fn add_months(day: Date, months: i64) -> Option<Date> {
    let months = i64::from(day.year())
        .checked_mul(12)?
        .checked_add(i64::from(u8::from(day.month())) - 1)?
        .checked_add(months)?;
    let year = i32::try_from(months.div_euclid(12)).ok()?;
    let month = Month::try_from(u8::try_from(months.rem_euclid(12) + 1).ok()?).ok()?;
    if !(-9999..=9999).contains(&year) {
        return None;
    }
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).ok()
}

/// Full years from one day to another: 17 on the day before the 18th birthday.
#[must_use]
pub fn full_years(from: Date, to: Date) -> i64 {
    let years = i64::from(to.year()) - i64::from(from.year());
    let before_birthday = (u8::from(to.month()), to.day()) < (u8::from(from.month()), from.day());
    if before_birthday { years - 1 } else { years }
}
