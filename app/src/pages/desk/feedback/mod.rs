//! Feedback at the desk: what is owed, what waits for a decision on publication, what is done.

pub mod item;
pub mod list;

/// Where the pages are.
pub const PATH: &str = "/can-bo/phan-anh";
