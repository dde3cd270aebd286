//! The SQL of the product, compiled once for each engine: `super::Db` is the engine, `super::Conn` its connection.

mod catalogue;
mod dossier;
mod draft;
mod draft_life;
mod installation;
mod job;
mod leftover;
mod life_store;
mod notice;
mod store;
mod submission;

use super::{Conn, Store, dialect};
