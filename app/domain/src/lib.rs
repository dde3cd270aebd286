//! The rules of the portal.
//!
//! Everything in this crate is a pure function of its arguments: no I/O, no clock, no randomness, no SQL, no Leptos. It is
//! compiled native for the server and to wasm32 for the islands, so that one rule decides in both places.

pub mod account;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod dossier;
pub mod draft;
pub mod feedback;
pub mod filing;
pub mod fold;
pub mod form;
pub mod indicator;
pub mod paper;
pub mod procedure;
pub mod process;
pub mod province;
pub mod rating;
pub mod short_message;
pub mod staff;
