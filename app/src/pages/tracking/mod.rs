//! Following a dossier.

mod acts;
mod due;
mod found;
pub mod lookup;
mod matter;
mod messages;
pub mod withdraw;
