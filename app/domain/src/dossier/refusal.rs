//! Why a command was refused: a stable key, told in the person's language.

use time::OffsetDateTime;
use uuid::Uuid;

use super::status::Status;

/// Why nothing was done. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the status {0:?} does not allow it")]
    NotInThisStatus(Status),
    #[error("{0} has it in hand")]
    HeldByAnother(Uuid),
    #[error("nobody has it in hand, so there is nothing to give back")]
    NotHeld,
    /// Field of the form, as a stable key.
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} is too long")]
    TooLong(&'static str),
    #[error("no paper and no field is named")]
    NothingNamed,
    #[error("more than {0} papers and fields are named")]
    TooMuchNamed(usize),
    #[error("a second request needs a stated reason")]
    SecondNeedsReason,
    #[error("this supplement request was answered already")]
    AlreadyAnswered,
    #[error("the process has no step {0}, or it is not in hand")]
    NotThisStep(String),
    #[error("one of the next steps has to be chosen")]
    ChooseNext(Vec<String>),
    #[error("another unit has not answered yet")]
    ConsultationOpen,
    #[error("there is no such open question")]
    NoSuchConsultation,
    #[error("no result is attached yet")]
    ResultMissing,
    #[error("the amount has to be more than nothing")]
    NoAmount,
    #[error("no due date was promised, so there is nothing to apologise for")]
    NothingPromised,
    #[error("an apology waits for the leader already")]
    ApologyWaits,
    #[error("no apology waits for the leader")]
    NoApology,
    #[error("the new date has to come after {0}")]
    NotLater(OffsetDateTime),
    #[error("this act cannot be taken back by you, or not any more")]
    NotYoursToTakeBack,
    #[error("it is with that unit already")]
    SameUnit,
    #[error("the agency is closed then; it opens at {0}")]
    ClosedThen(OffsetDateTime),
    #[error("the date has to be set by hand, because no time limit was published")]
    DateNeeded,
}

impl Refusal {
    /// Stable key of the message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotInThisStatus(_) => "desk_not_in_this_status",
            Self::HeldByAnother(_) => "desk_held_by_another",
            Self::NotHeld => "desk_not_held",
            Self::Missing(_) => "desk_missing",
            Self::TooLong(_) => "desk_too_long",
            Self::NothingNamed => "desk_nothing_named",
            Self::TooMuchNamed(_) => "desk_too_much_named",
            Self::SecondNeedsReason => "desk_second_needs_reason",
            Self::AlreadyAnswered => "desk_already_answered",
            Self::NotThisStep(_) => "desk_not_this_step",
            Self::ChooseNext(_) => "desk_choose_next",
            Self::ConsultationOpen => "desk_consultation_open",
            Self::NoSuchConsultation => "desk_no_such_consultation",
            Self::ResultMissing => "desk_result_missing",
            Self::NoAmount => "desk_no_amount",
            Self::NothingPromised => "desk_nothing_promised",
            Self::ApologyWaits => "desk_apology_waits",
            Self::NoApology => "desk_no_apology",
            Self::NotLater(_) => "desk_not_later",
            Self::NotYoursToTakeBack => "desk_not_yours_to_take_back",
            Self::SameUnit => "desk_same_unit",
            Self::ClosedThen(_) => "desk_closed_then",
            Self::DateNeeded => "desk_date_needed",
        }
    }
}
