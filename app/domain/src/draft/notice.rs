//! Which messages a draft is owed and when; how long a message that could not be delivered waits for the next try.

use time::{Duration, OffsetDateTime};

use super::life::kept_until;

/// Kinds of messages about a draft; the key is stored and never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoticeKind {
    /// The link with which the draft is taken up on another device; somebody asked for it.
    ResumeLink,
    /// Begun, but not filed.
    NotSubmitted,
    /// It expires in a week.
    ExpiresInAWeek,
    /// It expires tomorrow.
    ExpiresTomorrow,
}

impl NoticeKind {
    pub const ALL: [Self; 4] = [Self::ResumeLink, Self::NotSubmitted, Self::ExpiresInAWeek, Self::ExpiresTomorrow];

    /// The key kept in the database and used in logs and metrics.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ResumeLink => "resume_link",
            Self::NotSubmitted => "not_submitted",
            Self::ExpiresInAWeek => "expires_in_a_week",
            Self::ExpiresTomorrow => "expires_tomorrow",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A message and when it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedNotice {
    pub kind: NoticeKind,
    pub due_at: OffsetDateTime,
}

/// The reminder that a draft was begun comes so long after the last change.
const REMINDER: Duration = Duration::days(3);
/// Whoever is asked to complete a dossier is reminded so long before the agency stops waiting.
const LAST_CALL: Duration = Duration::days(1);
/// A message that should have gone out longer ago than this is not planned any more: it would only surprise.
const TOO_LATE: Duration = Duration::days(1);

/// The messages of a draft that was last changed at `changed`, as planned at `now`.
#[must_use]
pub fn plan(changed: OffsetDateTime, now: OffsetDateTime) -> Vec<PlannedNotice> {
    planned(changed.saturating_add(REMINDER), changed, now)
}

/// The same of a draft that completes a dossier (*bổ sung hồ sơ*): where the agency named a moment until which it waits, the
/// reminder comes a day before that at the latest.
#[must_use]
pub fn plan_supplement(
    changed: OffsetDateTime,
    answer_by: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> Vec<PlannedNotice> {
    let usual = changed.saturating_add(REMINDER);
    let last_call = answer_by.map(|by| by.saturating_sub(LAST_CALL)).filter(|call| *call > changed);
    planned(last_call.map_or(usual, |call| call.min(usual)), changed, now)
}

fn planned(reminder: OffsetDateTime, changed: OffsetDateTime, now: OffsetDateTime) -> Vec<PlannedNotice> {
    let until = kept_until(changed);
    let all = [
        PlannedNotice { kind: NoticeKind::NotSubmitted, due_at: reminder },
        PlannedNotice { kind: NoticeKind::ExpiresInAWeek, due_at: until.saturating_sub(Duration::days(7)) },
        PlannedNotice { kind: NoticeKind::ExpiresTomorrow, due_at: until.saturating_sub(Duration::days(1)) },
    ];
    all.into_iter().filter(|planned| planned.due_at.saturating_add(TOO_LATE) > now).collect()
}

/// Pauses between the tries, in minutes: a server that is being restarted, a full mailbox, a day without a line.
const PAUSES: [i64; 7] = [1, 5, 30, 120, 360, 720, 1_440];

/// After so many tries a message is given up.
pub const MOST_ATTEMPTS: i64 = PAUSES.len() as i64 + 1;

/// How long to wait after `attempts` tries that failed; none when it is time to give up.
#[must_use]
pub fn pause_after(attempts: i64) -> Option<Duration> {
    let at = usize::try_from(attempts).ok()?.checked_sub(1)?;
    PAUSES.get(at).copied().map(Duration::minutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const CHANGED: OffsetDateTime = datetime!(2026-11-23 08:15 UTC);

    #[test]
    fn a_reminder_after_three_days_and_two_warnings_before_the_end() {
        let days: Vec<_> =
            plan(CHANGED, CHANGED).into_iter().map(|one| (one.kind, (one.due_at - CHANGED).whole_days())).collect();
        assert_eq!(
            days,
            [(NoticeKind::NotSubmitted, 3), (NoticeKind::ExpiresInAWeek, 23), (NoticeKind::ExpiresTomorrow, 29)]
        );
    }

    #[test]
    fn a_supplement_is_reminded_of_a_day_before_it_is_wanted_and_never_later_than_any_draft() {
        let reminder = |answer_by| -> OffsetDateTime {
            let planned = plan_supplement(CHANGED, answer_by, CHANGED);
            assert_eq!(planned.len(), 3, "the warnings before the end come as for any draft");
            planned.first().expect("a reminder").due_at
        };
        assert_eq!(reminder(None), CHANGED + REMINDER);
        assert_eq!(reminder(Some(datetime!(2026-11-25 10:00 UTC))), datetime!(2026-11-24 10:00 UTC));
        assert_eq!(reminder(Some(datetime!(2026-12-20 10:00 UTC))), CHANGED + REMINDER);
        assert_eq!(reminder(Some(datetime!(2026-11-23 20:00 UTC))), CHANGED + REMINDER, "begun on the last day");
    }

    #[test]
    fn what_should_have_gone_out_long_ago_is_not_planned_any_more() {
        let kinds = |days| -> Vec<NoticeKind> {
            plan(CHANGED, CHANGED + Duration::days(days)).into_iter().map(|one| one.kind).collect()
        };
        assert_eq!(kinds(3).len(), 3);
        assert_eq!(kinds(4), [NoticeKind::ExpiresInAWeek, NoticeKind::ExpiresTomorrow]);
        assert_eq!(kinds(28), [NoticeKind::ExpiresTomorrow]);
        assert_eq!(kinds(30), []);
    }

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<Duration> = (1..).map_while(pause_after).collect();
        assert_eq!(pauses.len() as i64, MOST_ATTEMPTS - 1);
        assert!(pauses.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(pause_after(0), None);
        assert_eq!(pause_after(MOST_ATTEMPTS), None);
    }

    #[test]
    fn kinds_are_known_by_their_keys() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::from_key(kind.key()), Some(kind));
        }
        assert_eq!(NoticeKind::from_key("x"), None);
    }
}
