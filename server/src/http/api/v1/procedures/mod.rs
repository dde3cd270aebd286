//! The catalogue over the API.

pub(in crate::http) mod form;
pub(in crate::http) mod list;
pub(in crate::http) mod show;
pub(in crate::http) mod suggest;
