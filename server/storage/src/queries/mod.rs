//! The SQL of the product, compiled once for each engine: `super::Conn` is its connection, `given!` its way to read a list.

mod catalogue;
mod dossier;
mod draft;
mod form;
mod installation;
mod store;
mod submission;

pub(super) use submission::submit;

use super::{Conn, Store, dialect};
