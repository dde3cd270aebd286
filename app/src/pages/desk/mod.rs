//! The desk: what staff see. Nothing of it is part of what citizens download.

pub mod account;
mod acts;
pub mod counter;
pub mod dossier;
mod dossier_words;
pub mod explanations;
pub mod feedback;
pub mod frame;
pub mod invite;
mod issued;
pub mod jobs;
pub mod mailbox;
mod messages;
pub mod notices;
pub mod people;
pub mod queue;
pub mod refused;
pub mod register;
pub mod set_up;
pub mod sign_in;
pub mod start;
mod words;
