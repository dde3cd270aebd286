//! Following a dossier.

mod acts;
pub(in crate::pages) mod due;
mod found;
mod issued;
pub mod lookup;
mod matter;
mod messages;
pub mod withdraw;
