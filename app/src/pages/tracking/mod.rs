//! Following a dossier.

pub mod lookup;
