//! Feedback (*phản ánh, kiến nghị*): what others reported, the form, and what became of one's own.

pub mod form;
pub mod history;
pub mod item;
pub mod list;
pub mod mine;
pub mod sent;

/// Where the pages are.
pub const PATH: &str = "/phan-anh";
