//! Time that does not count: the citizen completes the papers, pays, or the dossier is stopped.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{ClockError, write_moment};

/// Most pauses of one dossier.
pub const MAX_PAUSES: usize = 100;

/// From one moment to another; without an end while the clock stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    #[serde(with = "time::serde::rfc3339")]
    pub from: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    pub to: Option<OffsetDateTime>,
}

/// The pauses in order; overlapping, nested and adjacent ones are one, and those of no length are none.
pub(super) fn merged(pauses: &[Pause]) -> Result<Vec<Pause>, ClockError> {
    if pauses.len() > MAX_PAUSES {
        return Err(ClockError::TooManyPauses);
    }
    for pause in pauses {
        if let Some(to) = pause.to.filter(|to| *to < pause.from) {
            return Err(ClockError::PauseBackwards { from: write_moment(pause.from), to: write_moment(to) });
        }
    }
    let mut sorted: Vec<Pause> = pauses.iter().filter(|pause| pause.to != Some(pause.from)).copied().collect();
    sorted.sort_by_key(|pause| pause.from);
    let mut merged: Vec<Pause> = Vec::new();
    for pause in sorted {
        match merged.last_mut() {
            Some(last) if last.to.is_none_or(|end| pause.from <= end) => {
                last.to = last.to.zip(pause.to).map(|(a, b)| a.max(b));
            }
            _ => merged.push(pause),
        }
    }
    Ok(merged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn pause(from: OffsetDateTime, to: impl Into<Option<OffsetDateTime>>) -> Pause {
        Pause { from, to: to.into() }
    }

    const A: OffsetDateTime = datetime!(2026-03-02 08:00 +7);
    const B: OffsetDateTime = datetime!(2026-03-03 08:00 +7);
    const C: OffsetDateTime = datetime!(2026-03-04 08:00 +7);
    const D: OffsetDateTime = datetime!(2026-03-05 08:00 +7);

    #[test]
    fn what_touches_is_one_pause() {
        assert_eq!(merged(&[pause(B, C), pause(A, B)]), Ok(vec![pause(A, C)]), "adjacent");
        assert_eq!(merged(&[pause(A, C), pause(B, D)]), Ok(vec![pause(A, D)]), "overlapping");
        assert_eq!(merged(&[pause(A, D), pause(B, C)]), Ok(vec![pause(A, D)]), "nested");
        assert_eq!(merged(&[pause(A, B), pause(C, D)]), Ok(vec![pause(A, B), pause(C, D)]), "apart");
        assert_eq!(merged(&[pause(A, A), pause(B, B)]), Ok(vec![]), "of no length");
    }

    #[test]
    fn an_open_pause_swallows_what_comes_after_it() {
        assert_eq!(merged(&[pause(B, None), pause(A, C), pause(D, D), pause(C, D)]), Ok(vec![pause(A, None)]));
    }

    #[test]
    fn a_pause_backwards_and_too_many_are_refused() {
        assert!(matches!(merged(&[pause(B, A)]), Err(ClockError::PauseBackwards { .. })));
        assert_eq!(merged(&[pause(A, B); MAX_PAUSES + 1]), Err(ClockError::TooManyPauses));
    }
}
