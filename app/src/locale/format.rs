//! Dates, money, sizes and numbers as people write them.
//!
//! The time zone is always Vietnam's; a date always comes with its weekday, because people plan a trip by it.

use domain::calendar::vietnam;
use time::{Date, OffsetDateTime, Time, Weekday};

use super::Locale;

/// «thứ Năm, 26/11/2026» or «Thursday 26/11/2026».
#[must_use]
pub fn date(locale: Locale, day: Date) -> String {
    let figures = format!("{:02}/{:02}/{}", day.day(), u8::from(day.month()), day.year());
    let weekday = weekday(locale, day.weekday());
    match locale {
        Locale::Vi => format!("{weekday}, {figures}"),
        Locale::En => format!("{weekday} {figures}"),
    }
}

/// «thứ Năm, 26/11/2026, 15:20», in Vietnamese time whatever the offset of the instant.
#[must_use]
pub fn date_time(locale: Locale, at: OffsetDateTime) -> String {
    let local = at.to_offset(vietnam());
    format!("{}, {}", date(locale, local.date()), clock(local.time()))
}

/// The Vietnamese day of an instant, as [`date`] writes it.
#[must_use]
pub fn date_of(locale: Locale, at: OffsetDateTime) -> String {
    date(locale, at.to_offset(vietnam()).date())
}

/// «14:05», in Vietnamese time.
#[must_use]
pub fn clock_of(at: OffsetDateTime) -> String {
    clock(at.to_offset(vietnam()).time())
}

/// The value of a `datetime` attribute.
#[must_use]
pub fn machine_time(at: OffsetDateTime) -> String {
    let local = at.to_offset(vietnam());
    let (day, time) = (local.date(), local.time());
    format!(
        "{}-{:02}-{:02}T{:02}:{:02}:{:02}+07:00",
        day.year(),
        u8::from(day.month()),
        day.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// «8.000 đồng» or «8,000 VND».
#[must_use]
pub fn dong(locale: Locale, amount: i64) -> String {
    format!("{} {}", number(locale, amount), locale.pick("đồng", "VND"))
}

/// Whole numbers in groups of three.
#[must_use]
pub fn number(locale: Locale, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        grouped.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(locale.pick('.', ','));
        }
        grouped.push(digit);
    }
    grouped
}

/// «1,2 MB» or «1.2 MB»; steps of 1,024, as phones show sizes.
#[must_use]
pub fn bytes(locale: Locale, size: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * 1024;
    const GB: u64 = MB * 1024;
    let tenths = |unit: u64, name: &str| {
        let tenths = (u128::from(size) * 10 + u128::from(unit) / 2) / u128::from(unit);
        let (whole, part) = (tenths / 10, tenths % 10);
        if part == 0 { format!("{whole} {name}") } else { format!("{whole}{}{part} {name}", locale.pick(',', '.')) }
    };
    match size {
        0..KB => format!("{size} {}", locale.pick("byte", "bytes")),
        // Just below the next unit it would round up to «1024».
        KB..MB if size < MB - KB / 2 => format!("{} KB", (size + KB / 2) / KB),
        KB..GB if size < GB - MB / 20 => tenths(MB, "MB"),
        _ => tenths(GB, "GB"),
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn weekday(locale: Locale, day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => locale.pick("thứ Hai", "Monday"),
        Weekday::Tuesday => locale.pick("thứ Ba", "Tuesday"),
        Weekday::Wednesday => locale.pick("thứ Tư", "Wednesday"),
        Weekday::Thursday => locale.pick("thứ Năm", "Thursday"),
        Weekday::Friday => locale.pick("thứ Sáu", "Friday"),
        Weekday::Saturday => locale.pick("thứ Bảy", "Saturday"),
        Weekday::Sunday => locale.pick("Chủ nhật", "Sunday"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn a_date_names_its_weekday() {
        assert_eq!(date(Locale::Vi, date!(2026 - 11 - 26)), "thứ Năm, 26/11/2026");
        assert_eq!(date(Locale::En, date!(2026 - 11 - 26)), "Thursday 26/11/2026");
    }

    #[test]
    fn an_instant_is_shown_in_vietnamese_time() {
        let at = datetime!(2026-11-25 20:20 UTC);
        assert_eq!(date_time(Locale::Vi, at), "thứ Năm, 26/11/2026, 03:20");
        assert_eq!(date_time(Locale::En, at), "Thursday 26/11/2026, 03:20");
        assert_eq!(date_of(Locale::Vi, at), "thứ Năm, 26/11/2026");
        assert_eq!(clock_of(at), "03:20");
        assert_eq!(machine_time(at), "2026-11-26T03:20:00+07:00");
    }

    #[test]
    fn money_and_numbers_are_grouped() {
        assert_eq!(dong(Locale::Vi, 8_000), "8.000 đồng");
        assert_eq!(dong(Locale::En, 8_000), "8,000 VND");
        assert_eq!(number(Locale::Vi, 0), "0");
        assert_eq!(number(Locale::Vi, 999), "999");
        assert_eq!(number(Locale::Vi, 1_550_000), "1.550.000");
        assert_eq!(number(Locale::En, -1_234), "−1,234");
        assert_eq!(number(Locale::En, i64::MIN), "−9,223,372,036,854,775,808");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!(bytes(Locale::Vi, 0), "0 byte");
        assert_eq!(bytes(Locale::En, 900), "900 bytes");
        assert_eq!(bytes(Locale::Vi, 340 * 1024), "340 KB");
        assert_eq!(bytes(Locale::Vi, 1_258_291), "1,2 MB");
        assert_eq!(bytes(Locale::En, 1_258_291), "1.2 MB");
        assert_eq!(bytes(Locale::Vi, 20 * 1024 * 1024), "20 MB");
        assert_eq!(bytes(Locale::Vi, 1024 * 1024 - 1), "1 MB");
        assert_eq!(bytes(Locale::Vi, 1024 * 1024 * 1024 - 1), "1 GB");
        assert!(bytes(Locale::Vi, u64::MAX).ends_with(" GB"));
    }
}
