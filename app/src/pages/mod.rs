//! Pages: each a function from the frame and a view-model to a whole document, rendered at once.

pub mod about;
pub mod account;
pub mod catalogue;
pub mod desk;
pub mod error;
pub mod feedback;
pub mod filing;
pub mod indicators;
pub mod papers;
pub mod publication;
pub mod tracking;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
