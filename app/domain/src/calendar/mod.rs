//! Working time in Vietnam: opening hours, weekends, holidays, compensatory days and worked Saturdays.
//!
//! All instants here are in Asia/Ho_Chi_Minh, which has been UTC+7 without daylight saving since 1975; no other time zone
//! exists in the product. How a limit runs through this time is said in [`crate::clock`].

mod day;
mod hours;
mod working;

pub use day::{CalendarDay, DayKind, Days};
pub use hours::{HoursPeriod, OpeningHours, Shift, Week};
pub use working::{Boundary, WorkingCalendar};

use time::UtcOffset;

/// Offset of Vietnamese time from UTC.
#[must_use]
pub fn vietnam() -> UtcOffset {
    UtcOffset::from_hms(7, 0, 0).unwrap_or(UtcOffset::UTC)
}
