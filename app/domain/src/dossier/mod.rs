//! A filed request (*hồ sơ*): its code, its status, its history.

mod code;
mod event;
mod status;

pub use code::{DossierCode, InvalidDossierCode, day_part};
pub use event::{DossierEvent, EventKind};
pub use status::Status;

/// Working hours within which an online filing must be answered (stated in more than 40 published procedures; the decree text itself is unverified).
pub const ANSWER_WITHIN_WORKING_HOURS: u32 = 8;
