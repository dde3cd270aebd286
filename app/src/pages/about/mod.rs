//! Pages about the portal itself.

pub mod api;
