//! Following a dossier.

mod acts;
pub(in crate::pages) mod due;
mod found;
pub mod lookup;
mod matter;
mod messages;
pub mod rate;
pub mod rated;
pub mod withdraw;
