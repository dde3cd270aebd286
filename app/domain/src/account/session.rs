//! How long a citizen stays signed in. What was typed into a dossier is kept by the draft and outlives every session.

use time::{Duration, OffsetDateTime};

/// Where somebody has signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// A device that others use too: in a shop, at a relative's.
    SharedDevice,
    /// The person's own device; they said so.
    OwnDevice,
}

impl Keeping {
    /// Without a request for so long, the session is over.
    #[must_use]
    pub fn idle_limit(self) -> Duration {
        match self {
            Self::SharedDevice => Duration::minutes(30),
            Self::OwnDevice => Duration::days(14),
        }
    }

    /// However often it is used, the session is over after so long.
    #[must_use]
    pub fn longest(self) -> Duration {
        match self {
            Self::SharedDevice => Duration::hours(12),
            Self::OwnDevice => Duration::days(90),
        }
    }

    /// Stable name, for the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SharedDevice => "shared",
            Self::OwnDevice => "own",
        }
    }

    /// The way with that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::SharedDevice, Self::OwnDevice].into_iter().find(|keeping| keeping.key() == key)
    }
}

/// Until when a session that began and was seen last at these instants goes on if nobody comes back.
#[must_use]
pub fn open_until(keeping: Keeping, began: OffsetDateTime, seen: OffsetDateTime) -> OffsetDateTime {
    seen.saturating_add(keeping.idle_limit()).min(began.saturating_add(keeping.longest()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_shared_device_forgets_within_the_hour_and_an_own_one_within_the_season() {
        let began = datetime!(2026-11-23 07:00 +7);
        let until = |keeping, seen: Duration| open_until(keeping, began, began + seen) - began;
        assert_eq!(until(Keeping::SharedDevice, Duration::ZERO), Duration::minutes(30));
        assert_eq!(until(Keeping::SharedDevice, Duration::hours(11) + Duration::minutes(50)), Duration::hours(12));
        assert_eq!(until(Keeping::OwnDevice, Duration::days(3)), Duration::days(17));
        assert_eq!(until(Keeping::OwnDevice, Duration::days(80)), Duration::days(90));
        for keeping in [Keeping::SharedDevice, Keeping::OwnDevice] {
            assert_eq!(Keeping::from_key(keeping.key()), Some(keeping));
        }
    }
}
