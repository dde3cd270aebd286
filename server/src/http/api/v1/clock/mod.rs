//! The legal clock.

pub(in crate::http) mod due;
