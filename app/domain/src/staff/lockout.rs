//! How long an account is locked after wrong attempts.

use time::Duration;

/// Attempts in a row before the first lock.
pub const FREE_ATTEMPTS: i64 = 5;
/// No lock is longer: somebody else must not be able to keep a colleague out for a day.
pub const LONGEST_LOCK: Duration = Duration::minutes(30);

/// The lock that follows the attempt with that number in a row (counted from 1): none up to the fourth, a minute after the
/// fifth, then twice as long each time.
#[must_use]
pub fn lock_after(attempts: i64) -> Option<Duration> {
    if attempts < FREE_ATTEMPTS {
        return None;
    }
    // Ten doublings are past the longest lock already.
    let doubled = (attempts - FREE_ATTEMPTS).min(10);
    Some(Duration::minutes(1 << doubled).min(LONGEST_LOCK))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_grow_and_end_growing() {
        let minutes: Vec<Option<i64>> =
            (0..=12).map(|attempts| lock_after(attempts).map(Duration::whole_minutes)).collect();
        let some = |list: &[i64]| list.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(minutes[..5], [None; 5]);
        assert_eq!(minutes[5..], some(&[1, 2, 4, 8, 16, 30, 30, 30]));
        assert_eq!(lock_after(i64::MAX), Some(LONGEST_LOCK));
        assert_eq!(lock_after(i64::MIN), None);
    }
}
