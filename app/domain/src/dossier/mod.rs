//! A filed request (*hồ sơ*): its code, its status, its history, and what may be done with it.

mod authority;
mod code;
mod command;
mod decide;
mod event;
mod foresight;
mod notice;
mod recalculate;
mod refusal;
mod state;
mod status;
mod supplement;

pub use authority::required;
pub use code::{DossierCode, InvalidDossierCode, day_part};
pub use command::{Command, CommandKind};
pub use decide::{Deadlines, Ground, MAX_ITEMS, MAX_TEXT, decide, is_free_of_lock, possible_in};
pub use event::{
    Actor, Channel, DossierEvent, Event, EventKind, HandOver, PaymentDemand, ResultDocument, SupplementItem,
    SupplementSubject,
};
pub use foresight::{foreseen_until, needs_apology};
pub use notice::{MOST_NOTICE_TRIES, masked_address, notice_pause_after};
pub use recalculate::recalculated;
pub use refusal::Refusal;
pub use state::{DraftedApology, LastAct, OpenConsultation, OpenSupplement, Paused, State, Turn};
pub use status::Status;
pub use supplement::{changed_paths, untouched};

/// Working hours within which an online filing must be answered (stated in more than 40 published procedures; the decree text itself is unverified).
pub const ANSWER_WITHIN_WORKING_HOURS: u32 = 8;
