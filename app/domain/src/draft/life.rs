//! How long a draft is kept. Everything follows from its last change and the time of asking; nothing is stored for it.

use time::{Duration, OffsetDateTime};

/// How long a draft is kept after its last change.
pub const KEPT: Duration = Duration::days(30);
/// How long an expired draft can be restored; and how long what was thrown away is kept before it is cleared for good.
pub const RESTORABLE: Duration = Duration::days(14);

/// Where a draft that was not filed stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It can be worked on.
    Open {
        /// When it expires unless it is changed before.
        until: OffsetDateTime,
    },
    /// It cannot be worked on, but it can be restored.
    Expired {
        /// When it expired.
        at: OffsetDateTime,
        /// When it is cleared for good.
        restorable_until: OffsetDateTime,
    },
    /// It is as good as cleared; the job that clears comes when it comes.
    Over,
}

/// Where a draft stands at `now` that was last changed at `changed`.
#[must_use]
pub fn life(changed: OffsetDateTime, now: OffsetDateTime) -> Life {
    let (until, restorable_until) = (kept_until(changed), restorable_until(changed));
    if now < until {
        Life::Open { until }
    } else if now < restorable_until {
        Life::Expired { at: until, restorable_until }
    } else {
        Life::Over
    }
}

/// When a draft expires that was last changed at `changed`.
#[must_use]
pub fn kept_until(changed: OffsetDateTime) -> OffsetDateTime {
    changed.saturating_add(KEPT)
}

/// Until when it can be restored after that.
#[must_use]
pub fn restorable_until(changed: OffsetDateTime) -> OffsetDateTime {
    kept_until(changed).saturating_add(RESTORABLE)
}

/// Drafts last changed at or before this instant have expired at `now`.
#[must_use]
pub fn changed_while_open(now: OffsetDateTime) -> OffsetDateTime {
    now.saturating_sub(KEPT)
}

/// Drafts last changed at or before this instant are to be cleared at `now`.
#[must_use]
pub fn changed_before_clearing(now: OffsetDateTime) -> OffsetDateTime {
    now.saturating_sub(KEPT).saturating_sub(RESTORABLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::datetime;

    const CHANGED: OffsetDateTime = datetime!(2026-11-23 08:15 UTC);

    #[test]
    fn a_draft_is_open_for_thirty_days_and_restorable_for_fourteen_more() {
        let at = |days, seconds| life(CHANGED, CHANGED + Duration::days(days) + Duration::seconds(seconds));
        let until = datetime!(2026-12-23 08:15 UTC);
        let expired = Life::Expired { at: until, restorable_until: datetime!(2027-01-06 08:15 UTC) };
        assert_eq!(at(0, 0), Life::Open { until });
        assert_eq!(at(30, -1), Life::Open { until });
        assert_eq!(at(30, 0), expired);
        assert_eq!(at(44, -1), expired);
        assert_eq!(at(44, 0), Life::Over);
    }

    #[test]
    fn a_clock_that_is_behind_does_not_end_a_life() {
        assert!(matches!(life(CHANGED, CHANGED - Duration::hours(1)), Life::Open { .. }));
    }

    proptest! {
        #[test]
        fn the_bounds_for_queries_say_the_same_as_the_life(seconds in 0_i64..6_000_000) {
            let now = CHANGED + Duration::seconds(seconds);
            let is_open = matches!(life(CHANGED, now), Life::Open { .. });
            prop_assert_eq!(CHANGED > changed_while_open(now), is_open);
            prop_assert_eq!(CHANGED <= changed_before_clearing(now), life(CHANGED, now) == Life::Over);
        }
    }
}
