//! The legal clock (*thời hạn giải quyết*): until when an authority has to answer, and why.
//!
//! A pure function: [`due`] takes when a dossier was received, its limit and its pauses, and gives the due moment with a trace of
//! typed steps that `app::locale` turns into sentences. Native and WebAssembly decide alike. Rules (sources and what is
//! unverified in them: `docs/decisions/0016-legal-clock.md`):
//!
//! * What arrives before opening counts as opening, in the break as the afternoon's start, after closing or on a closed day as the
//!   next opening. The moments of opening and closing themselves are open. This *effective receipt* is what everything counts from.
//! * A limit of working days counts from the next working day and keeps the hour of the effective receipt; what is received on a
//!   Saturday opening, which is no working day, is due at the closing of the last day.
//! * A limit of calendar days or months counts every day; where it ends on a closed day it moves to the next open one and keeps
//!   the hour. A month ends on the same day number, or on the last day of a shorter month.
//! * Hours run only while the agency is open.
//! * *Same day* is the closing of the day; of the next working day when received after 15:00, or on a Saturday opening.
//! * Where the agency is closed at a kept hour, the next opening of the same day holds, and after its last closing, that closing.
//! * A remote commune adds working days behind the end of the limit, whatever its unit.
//! * A pause shifts the due moment by the opening time it held, or starts the limit anew when it ends, as the procedure says. Only a
//!   pause that begins before the due moment counts, and only what of it lies behind the receipt.

mod closed;
mod count;
mod due;
mod error;
mod limit;
mod pause;
mod read;
mod step;

pub use due::{Due, Question, due};
pub use error::ClockError;
pub use limit::{AfterSupplement, Limit, LimitUnit};
pub use pause::{MAX_PAUSES, Pause};
pub use read::{read_moment, read_pause, write_moment};
pub use step::{Arrival, PauseIgnored, Step};

use time::Time;
use time::macros::time;

/// What is received later than this is answered the next working day in a same-day procedure (46 published procedures say so).
pub const SAME_DAY_CUT_OFF: Time = time!(15:00);

/// First and last year in which a dossier can be received; due moments may lie behind it.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;
