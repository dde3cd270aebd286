//! The one-time code with which somebody signs in: six digits, good for ten minutes, once, and not for guessing.

use time::{Duration, OffsetDateTime};

/// Digits of a code: few enough to remember from one screen to the other.
pub const CODE_DIGITS: usize = 6;
/// How long a code is good.
pub const CODE_GOOD_FOR: Duration = Duration::minutes(10);
/// Wrong tries at one code. Five at six digits are a chance of 1 in 200,000.
pub const MOST_TRIES: i64 = 5;
/// One browser gets the next code for the same contact no sooner.
pub const CODE_PAUSE: Duration = Duration::minutes(1);
/// Codes that one browser gets for one contact within [`CODES_WINDOW`].
pub const CODES_IN_WINDOW: usize = 5;
/// Codes that go to one contact within [`CODES_WINDOW`], whoever asks: nobody's phone is filled through the portal. More than one
/// browser gets, so that a stranger who asks for somebody's codes does not keep them out with the first five.
pub const CODES_TO_CONTACT: usize = 15;
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

/// The codes that went to a contact within the last [`CODES_WINDOW`].
#[derive(Debug, Clone, Default)]
pub struct CodesSent {
    /// When the browser that asks now got its own ones, in any order.
    pub here: Vec<OffsetDateTime>,
    /// When all of them went, in any order.
    pub all: Vec<OffsetDateTime>,
    /// The account of the contact was signed in to in this browser before: strangers do not use up what it gets.
    pub is_known_browser: bool,
}

/// When the next code may go; none when it may go now.
#[must_use]
pub fn next_code_at(sent: &CodesSent, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let pause = sent.here.iter().max().map(|last| last.saturating_add(CODE_PAUSE));
    let own = opens_again(&sent.here, CODES_IN_WINDOW, now);
    let all = if sent.is_known_browser { None } else { opens_again(&sent.all, CODES_TO_CONTACT, now) };
    pause.max(own).max(all).filter(|at| *at > now)
}

/// When fewer than `most` of these lie within the window.
fn opens_again(sent: &[OffsetDateTime], most: usize, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let mut recent: Vec<OffsetDateTime> =
        sent.iter().copied().filter(|at| at.saturating_add(CODES_WINDOW) > now).collect();
    recent.sort_unstable();
    let oldest = recent.len().checked_sub(most).and_then(|at| recent.get(at));
    oldest.map(|oldest| oldest.saturating_add(CODES_WINDOW))
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

    fn here(sent: &[OffsetDateTime]) -> CodesSent {
        CodesSent { here: sent.to_vec(), all: sent.to_vec(), is_known_browser: false }
    }

    #[test]
    fn the_next_code_waits_a_minute_and_the_sixth_an_hour() {
        let ago = |minutes: i64| NOON - Duration::minutes(minutes);
        assert_eq!(next_code_at(&here(&[]), NOON), None);
        assert_eq!(next_code_at(&here(&[NOON - Duration::seconds(20)]), NOON), Some(NOON + Duration::seconds(40)));
        assert_eq!(next_code_at(&here(&[ago(1)]), NOON), None);
        let five = here(&[ago(5), ago(50), ago(10), ago(40), ago(20)]);
        assert_eq!(next_code_at(&five, NOON), Some(NOON + Duration::minutes(10)), "when the oldest is an hour old");
        assert_eq!(next_code_at(&five, NOON + Duration::minutes(10)), None);
        assert_eq!(next_code_at(&here(&[ago(61), ago(62), ago(63), ago(64), ago(65)]), NOON), None);
    }

    #[test]
    fn strangers_keep_nobody_out_of_a_browser_that_is_known() {
        let all: Vec<OffsetDateTime> = (1..=15).map(|minutes| NOON - Duration::minutes(minutes)).collect();
        let fourteen = CodesSent { all: all.iter().copied().take(14).collect(), ..CodesSent::default() };
        assert_eq!(next_code_at(&fourteen, NOON), None, "another browser asked for them");
        let unknown = CodesSent { all, ..CodesSent::default() };
        assert_eq!(next_code_at(&unknown, NOON), Some(NOON + Duration::minutes(45)));
        assert_eq!(next_code_at(&CodesSent { is_known_browser: true, ..unknown }, NOON), None);
    }
}
