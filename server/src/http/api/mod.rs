//! The API. Our own islands are its first client.

pub(super) mod problem;
pub(super) mod v1;

pub use v1::openapi;
