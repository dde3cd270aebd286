//! The desk: what staff see. Nothing of it is part of what citizens download.

pub mod account;
pub mod frame;
pub mod people;
pub mod refused;
pub mod set_up;
pub mod sign_in;
pub mod start;
mod words;
