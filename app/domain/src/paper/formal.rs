//! Dates and times as official documents write them.

use time::{Date, Month, OffsetDateTime};

use crate::calendar::vietnam;

/// «ngày 24 tháng 02 năm 2026».
///
/// Days below ten and the months January and February are written with a nought in front, the others without (NĐ 30/2020/NĐ-CP,
/// annex I; unverified).
#[must_use]
pub fn formal_day(day: Date) -> String {
    let month = match day.month() {
        Month::January => "01".to_owned(),
        Month::February => "02".to_owned(),
        month => u8::from(month).to_string(),
    };
    format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
}

/// «15 giờ 20 phút, ngày 24 tháng 02 năm 2026», in Vietnamese time whatever the offset of the instant.
#[must_use]
pub fn formal_moment(at: OffsetDateTime) -> String {
    let local = at.to_offset(vietnam());
    format!("{:02} giờ {:02} phút, {}", local.hour(), local.minute(), formal_day(local.date()))
}

/// «15:20, 24/02/2026» for the cells of tables, in Vietnamese time.
#[must_use]
pub fn short_moment(at: OffsetDateTime) -> String {
    let local = at.to_offset(vietnam());
    let (day, month) = (local.day(), u8::from(local.month()));
    format!("{:02}:{:02}, {day:02}/{month:02}/{}", local.hour(), local.minute(), local.year())
}

/// The Vietnamese calendar day of an instant.
pub(super) fn day_of(at: OffsetDateTime) -> Date {
    at.to_offset(vietnam()).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn small_days_and_the_first_two_months_have_a_nought() {
        assert_eq!(formal_day(date!(2026 - 02 - 24)), "ngày 24 tháng 02 năm 2026");
        assert_eq!(formal_day(date!(2026 - 03 - 05)), "ngày 05 tháng 3 năm 2026");
        assert_eq!(formal_day(date!(2026 - 12 - 31)), "ngày 31 tháng 12 năm 2026");
    }

    #[test]
    fn instants_are_told_in_vietnamese_time() {
        let at = datetime!(2026-02-23 20:05 UTC);
        assert_eq!(formal_moment(at), "03 giờ 05 phút, ngày 24 tháng 02 năm 2026");
        assert_eq!(short_moment(at), "03:05, 24/02/2026");
        assert_eq!(day_of(at), date!(2026 - 02 - 24));
    }
}
