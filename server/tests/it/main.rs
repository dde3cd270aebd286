//! The product through its router: every test has a database, files and a clock of its own.

mod catalogue;
mod drafts;
mod filing;
mod hostile;
mod limits;
mod lookup;
mod pages;
mod routes;
mod submission;
mod test_app;
mod uploads;
