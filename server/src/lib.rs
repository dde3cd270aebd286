//! The server of Một Cửa: HTTP, services, jobs and the command line.

pub mod calendar;
pub mod catalogue;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod files;
pub mod forms;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod mailbox;
pub mod processes;
pub mod services;
pub mod sms;
pub mod telemetry;
