//! The product through its router: every test has a database, files and a clock of its own.

#![expect(clippy::expect_used, reason = "a test fails by panicking with what it expected")]

mod catalogue;
mod drafts;
mod filing;
mod form_pages;
mod forms;
mod hostile;
mod limits;
mod lookup;
mod pages;
mod routes;
mod submission;
mod test_app;
mod uploads;
