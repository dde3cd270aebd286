//! Moments and pauses as people and programs write them.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use super::{ClockError, Pause, YEARS};
use crate::calendar::vietnam;

/// Reads `2026-02-12T15:20`, with seconds and an offset if there are any; without an offset it is Vietnamese time.
///
/// In an address `+` means a space, so `2026-02-12T15:20 07:00` is taken as `+07:00`.
///
/// # Errors
/// When it is no such moment, or the year lies outside of what can be counted.
pub fn read_moment(text: &str) -> Result<OffsetDateTime, ClockError> {
    let text = text.trim();
    let moment = parse(text).ok_or_else(|| ClockError::MomentForm(text.chars().take(40).collect()))?;
    if YEARS.contains(&moment.year()) { Ok(moment) } else { Err(ClockError::YearOutside) }
}

/// Reads `FROM/TO`; nothing behind the stroke is a pause that has not ended.
///
/// # Errors
/// When it is no such pause, or ends before it begins.
pub fn read_pause(text: &str) -> Result<Pause, ClockError> {
    let (from, to) =
        text.split_once('/').ok_or_else(|| ClockError::PauseForm(text.trim().chars().take(80).collect()))?;
    let from = read_moment(from)?;
    let to = if to.trim().is_empty() { None } else { Some(read_moment(to)?) };
    match to {
        Some(to) if to < from => Err(ClockError::PauseBackwards { from: write_moment(from), to: write_moment(to) }),
        _ => Ok(Pause { from, to }),
    }
}

/// `2026-02-24T15:20+07:00`: Vietnamese time, cut to the minute.
#[must_use]
pub fn write_moment(at: OffsetDateTime) -> String {
    let at = at.to_offset(vietnam());
    format!("{:04}-{:02}-{:02}T{:02}:{:02}+07:00", at.year(), u8::from(at.month()), at.day(), at.hour(), at.minute())
}

fn parse(text: &str) -> Option<OffsetDateTime> {
    let (date, rest) = text.split_at_checked(10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let zone = rest.find(['+', '-', ' ', 'Z', 'z']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(zone)?;
    date.with_time(time_of_day(clock)?).assume_offset(offset(zone)?).checked_to_offset(vietnam())
}

fn time_of_day(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let (second, nanosecond) = match parts.next() {
        None => (0, 0),
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
            let digits: String = format!("{fraction:0<9}").chars().take(9).collect();
            if fraction.is_empty() || fraction.len() > 9 {
                return None;
            }
            (number(whole, 2)?, number(&digits, 9)?)
        }
    };
    if parts.next().is_some() {
        return None;
    }
    let byte = |number: u32| u8::try_from(number).ok();
    Time::from_hms_nano(byte(hour)?, byte(minute)?, byte(second)?, nanosecond).ok()
}

fn offset(text: &str) -> Option<UtcOffset> {
    let (sign, digits) = match text.chars().next() {
        None => return Some(vietnam()),
        Some('Z' | 'z') if text.len() == 1 => return Some(UtcOffset::UTC),
        Some('+' | ' ') => (1, text.get(1..)?),
        Some('-') => (-1, text.get(1..)?),
        Some(_) => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 2 => (digits, "00"),
        None => digits.split_at_checked(2)?,
    };
    let signed = |text| i8::try_from(number(text, 2)?).ok().map(|number| number * sign);
    UtcOffset::from_hms(signed(hours)?, signed(minutes)?, 0).ok()
}

/// A number of exactly so many ASCII digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::datetime;

    #[test]
    fn a_moment_is_vietnamese_time_unless_it_says_otherwise() {
        let afternoon = datetime!(2026-02-12 15:20 +7);
        for text in [
            "2026-02-12T15:20",
            " 2026-02-12 15:20 ",
            "2026-02-12T15:20:00",
            "2026-02-12T15:20:00.000",
            "2026-02-12T15:20+07:00",
            "2026-02-12T15:20 07:00",
            "2026-02-12T15:20:00+0700",
            "2026-02-12T15:20+07",
            "2026-02-12T08:20Z",
            "2026-02-12T08:20:00z",
            "2026-02-11T22:20-10:00",
        ] {
            assert_eq!(read_moment(text), Ok(afternoon), "{text}");
        }
        assert_eq!(read_moment("2026-02-12T15:00:01"), Ok(datetime!(2026-02-12 15:00:01 +7)));
    }

    #[test]
    fn what_is_no_moment_is_refused_and_named() {
        for text in [
            "",
            "2026-02-12",
            "12/02/2026 15:20",
            "2026-02-30T10:00",
            "2026-13-01T10:00",
            "2026-02-12T24:00",
            "2026-02-12T15:60",
            "2026-02-12T15",
            "2026-02-12T15:20:00:00",
            "2026-02-12T15:20:00.",
            "2026-02-12T15:20+7",
            "2026-02-12T15:20+99:00",
            "2026-02-12T15:20X",
            "2026-2-12T15:20",
            "２０２６-02-12T15:20",
            "+026-02-12T15:20",
        ] {
            assert_eq!(read_moment(text), Err(ClockError::MomentForm(text.to_owned())), "{text}");
        }
        assert_eq!(read_moment("1999-12-31T15:20"), Err(ClockError::YearOutside));
        assert!(read_moment("9999-12-31T23:59-12:00").is_err(), "no Vietnamese time can be told of it");
    }

    #[test]
    fn a_pause_has_a_stroke_and_may_have_no_end() {
        let (from, to) = (datetime!(2026-02-12 15:20 +7), datetime!(2026-02-24 10:00 +7));
        assert_eq!(read_pause("2026-02-12T15:20/2026-02-24T10:00"), Ok(Pause { from, to: Some(to) }));
        assert_eq!(read_pause("2026-02-12T15:20/"), Ok(Pause { from, to: None }));
        assert!(matches!(read_pause("2026-02-12T15:20"), Err(ClockError::PauseForm(_))));
        assert!(matches!(read_pause("/2026-02-12T15:20"), Err(ClockError::MomentForm(_))));
        assert!(matches!(read_pause("2026-02-24T10:00/2026-02-12T15:20"), Err(ClockError::PauseBackwards { .. })));
    }

    #[test]
    fn a_moment_is_written_to_the_minute_in_vietnamese_time() {
        assert_eq!(write_moment(datetime!(2026-02-24 08:20:59 UTC)), "2026-02-24T15:20+07:00");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            let _ = read_moment(&text);
            let _ = read_pause(&text);
        }

        #[test]
        fn what_is_written_is_read_again(minutes in 0i64..50_000_000) {
            let at = datetime!(2000-01-01 00:00 +7) + time::Duration::minutes(minutes);
            prop_assert_eq!(read_moment(&write_moment(at)), Ok(at));
        }
    }
}
