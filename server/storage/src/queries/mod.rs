//! The SQL of the product, compiled once for each engine: `super::Db` is the engine, `super::Conn` its connection.

mod catalogue;
mod dossier;
mod draft;
mod form;
mod installation;
mod store;
mod submission;

use super::{Conn, Store, dialect};
