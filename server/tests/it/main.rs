//! The product through its router: every test has a database, files and a clock of its own.

#![expect(clippy::expect_used, reason = "a test fails by panicking with what it expected")]

mod account_matrix;
mod account_sign_in;
mod accounts;
mod catalogue;
mod clock;
mod copy;
mod counter;
mod deadline_jobs;
mod desk;
mod desk_acts;
mod desk_forms;
mod desk_notices;
mod desk_pages;
mod desk_rules;
mod dossier_notices;
mod drafts;
mod expiry;
mod feedback;
mod files_kept;
mod filing;
mod form_pages;
mod forms;
mod hostile;
mod indicators;
mod limits;
mod live;
mod lookup;
mod notices;
mod pages;
mod papers;
mod process_revision;
mod publication;
mod query_budget;
mod resume;
mod routes;
mod staff_app;
mod staff_manage;
mod staff_sign_in;
mod steps;
mod submission;
mod supplement;
mod test_app;
mod tracking;
mod uploads;
