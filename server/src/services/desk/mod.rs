//! What is done with a dossier after it was filed: `domain` decides, storage keeps, the rest follows from the events.

mod act;
mod deadlines;
mod excuse;
mod failed_notices;
mod load;
mod message;
mod move_due;
mod notices;
mod paper;
mod receive_result;
mod tasks;

pub use act::{Act, Acted, Hand};
pub use load::OpenDossier;
pub use move_due::MovedDue;
pub(super) use notices::ways;
pub use paper::{MAX_REGISTER_ROWS, RegisterPeriod};
