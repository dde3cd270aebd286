//! Why no due moment can be told.

use super::pause::MAX_PAUSES;

/// A question to the clock that cannot be answered, with a stable key for the sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    #[error("«{0}» is no moment such as 2026-02-12T15:20")]
    MomentForm(String),
    #[error("«{0}» is no pause such as 2026-02-12T15:20/2026-02-24T10:00")]
    PauseForm(String),
    #[error("«{0}» is no unit of a limit")]
    UnitUnknown(String),
    #[error("«{0}» is no number of units")]
    LimitForm(String),
    #[error("a limit of nothing")]
    LimitZero,
    #[error("the limit is longer than {max}")]
    LimitTooLong { max: u32 },
    #[error("the year lies outside of what can be counted")]
    YearOutside,
    #[error("a pause ends before it begins")]
    PauseBackwards { from: String, to: String },
    #[error("more than {MAX_PAUSES} pauses")]
    TooManyPauses,
    #[error("the agency is never open")]
    NeverOpen,
}

impl ClockError {
    /// Stable key of the sentence.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::MomentForm(_) => "clock_moment_form",
            Self::PauseForm(_) => "clock_pause_form",
            Self::UnitUnknown(_) => "clock_unit_unknown",
            Self::LimitForm(_) => "clock_limit_form",
            Self::LimitZero => "clock_limit_zero",
            Self::LimitTooLong { .. } => "clock_limit_too_long",
            Self::YearOutside => "clock_year_outside",
            Self::PauseBackwards { .. } => "clock_pause_backwards",
            Self::TooManyPauses => "clock_pauses_many",
            Self::NeverOpen => "clock_never_open",
        }
    }

    /// What the sentence names.
    #[must_use]
    pub fn arguments(&self) -> Vec<String> {
        match self {
            Self::MomentForm(text) | Self::PauseForm(text) | Self::UnitUnknown(text) | Self::LimitForm(text) => {
                vec![text.clone()]
            }
            Self::LimitTooLong { max } => vec![max.to_string()],
            Self::PauseBackwards { from, to } => vec![from.clone(), to.clone()],
            Self::TooManyPauses => vec![MAX_PAUSES.to_string()],
            Self::YearOutside => vec![super::YEARS.start().to_string(), super::YEARS.end().to_string()],
            Self::LimitZero | Self::NeverOpen => Vec::new(),
        }
    }
}
