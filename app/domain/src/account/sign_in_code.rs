//! The one-time code with which somebody signs in: six digits, good for ten minutes, once, and not for guessing.

use time::{Duration, OffsetDateTime};

/// Digits of a code: few enough to remember from one screen to the other.
pub const CODE_DIGITS: usize = 6;
/// How long a code is good.
pub const CODE_GOOD_FOR: Duration = Duration::minutes(10);
/// Wrong tries at one code. Five at six digits are a chance of 1 in 200,000.
pub const MOST_TRIES: i64 = 5;
/// The next code to the same contact goes out no sooner.
pub const CODE_PAUSE: Duration = Duration::minutes(1);
/// Codes to one contact within [`CODES_WINDOW`], whoever asks: nobody's phone is filled through the portal.
pub const CODES_IN_WINDOW: usize = 5;
pub const CODES_WINDOW: Duration = Duration::hours(1);

/// The code out of a random number.
#[must_use]
pub fn code_of_number(number: u64) -> String {
    format!("{:06}", number % 1_000_000)
}

/// The digits of what somebody typed, blanks and dashes left out; none when there are not exactly six.
#[must_use]
pub fn typed_code(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.')).take(20).collect();
    (plain.len() == CODE_DIGITS && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
}

/// When the next code may go to a contact to which codes went at these instants (any order); none when it may go now.
#[must_use]
pub fn next_code_at(sent: &[OffsetDateTime], now: OffsetDateTime) -> Option<OffsetDateTime> {
    let mut recent: Vec<OffsetDateTime> =
        sent.iter().copied().filter(|at| at.saturating_add(CODES_WINDOW) > now).collect();
    recent.sort_unstable();
    let pause = recent.last().map(|last| last.saturating_add(CODE_PAUSE));
    // The window opens again when enough of the oldest have left it.
    let window = recent.len().checked_sub(CODES_IN_WINDOW).and_then(|at| recent.get(at));
    let window = window.map(|oldest| oldest.saturating_add(CODES_WINDOW));
    pause.max(window).filter(|at| *at > now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOON: OffsetDateTime = datetime!(2026-11-23 12:00 +7);

    #[test]
    fn a_code_is_six_digits_however_it_is_typed() {
        assert_eq!((code_of_number(7), code_of_number(31_234_567)), ("000007".to_owned(), "234567".to_owned()));
        for typed in ["123456", " 123 456 ", "123-456"] {
            assert_eq!(typed_code(typed).as_deref(), Some("123456"));
        }
        for typed in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(typed_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_next_code_waits_a_minute_and_the_sixth_an_hour() {
        let ago = |minutes: i64| NOON - Duration::minutes(minutes);
        assert_eq!(next_code_at(&[], NOON), None);
        assert_eq!(next_code_at(&[NOON - Duration::seconds(20)], NOON), Some(NOON + Duration::seconds(40)));
        assert_eq!(next_code_at(&[ago(1)], NOON), None);
        let five = [ago(5), ago(50), ago(10), ago(40), ago(20)];
        assert_eq!(next_code_at(&five, NOON), Some(NOON + Duration::minutes(10)), "when the oldest is an hour old");
        assert_eq!(next_code_at(&five, NOON + Duration::minutes(10)), None);
        assert_eq!(next_code_at(&[ago(61), ago(62), ago(63), ago(64), ago(65)], NOON), None);
    }
}
