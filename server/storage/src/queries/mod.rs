//! The SQL of the product, compiled once for each engine: `super::Conn` is its connection, `given!` its way to read a list.

mod account;
mod account_paper;
mod account_session;
mod account_store;
mod calendar;
mod calendar_store;
mod catalogue;
mod counter;
mod deadline;
mod desk;
mod desk_store;
mod dossier;
mod dossier_notice;
mod draft;
mod draft_life;
mod feedback;
mod feedback_store;
mod form;
mod indicator;
mod indicator_store;
mod installation;
mod job;
mod leftover;
mod life_store;
mod notice;
mod process;
mod publication;
mod publication_store;
mod queue;
mod saved_filter;
mod staff;
mod staff_session;
mod staff_store;
mod store;
mod submission;
mod supplement;

pub(super) use submission::submit;

use super::{Conn, Db, Store, dialect};
