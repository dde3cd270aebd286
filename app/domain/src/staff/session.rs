//! How long somebody stays signed in.

use time::{Duration, OffsetDateTime};

/// Without a request for so long, a session is over: desks stand in halls where people walk by.
pub const IDLE_LIMIT: Duration = Duration::minutes(30);
/// However busy somebody is, a session is over after so long: a working day.
pub const LONGEST_SESSION: Duration = Duration::hours(12);
/// So long after the password the second factor is waited for.
pub const SECOND_FACTOR_LIMIT: Duration = Duration::minutes(10);
/// How long a one-time sign-in code is good.
pub const SETUP_CODE_LIMIT: Duration = Duration::hours(24);

/// Whether a session that began and was seen last at these instants is over.
#[must_use]
pub fn session_is_over(began: OffsetDateTime, seen: OffsetDateTime, now: OffsetDateTime) -> bool {
    now - seen >= IDLE_LIMIT || now - began >= LONGEST_SESSION
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_session_ends_when_nobody_is_there_and_at_the_end_of_the_day() {
        let began = datetime!(2026-11-23 07:00 +7);
        let over = |seen: i64, now: i64| {
            session_is_over(began, began + Duration::minutes(seen), began + Duration::minutes(now))
        };
        assert!(!over(0, 29) && over(0, 30));
        assert!(!over(700, 719) && over(719, 720));
    }
}
