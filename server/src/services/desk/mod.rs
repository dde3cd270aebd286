//! What is done with a dossier after it was filed: `domain` decides, storage keeps, the rest follows from the events.

mod act;
mod deadlines;
mod load;
mod notices;
mod tasks;

pub use act::{Act, Acted, Hand};
pub use load::OpenDossier;
pub(super) use notices::ways;
