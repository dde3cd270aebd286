//! Settings: `motcua.toml`, overridden by the environment, checked at start with a sentence for every mistake.

mod check;
mod mail;
mod read;
mod sms;

use std::net::SocketAddr;
use std::path::PathBuf;

use storage::DatabaseUrl;

pub use check::check;
pub use mail::{MailSettings, MailUrl};
pub use read::{SETTINGS, Setting, SettingsFileError, read};
pub use sms::SmsSettings;

/// Where uploaded files are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesUrl {
    /// A folder on this machine.
    Folder(PathBuf),
    /// A bucket and a prefix in an S3 store; credentials come from the usual `AWS_…` variables.
    S3 { bucket: String, prefix: String },
}

/// Checked settings.
#[derive(Debug, Clone)]
pub struct Config {
    pub address: SocketAddr,
    pub database_url: DatabaseUrl,
    pub files_url: FilesUrl,
    pub data_dir: PathBuf,
    /// Built style sheet, scripts and public files.
    pub site_dir: PathBuf,
    /// Off only for load tests on loopback.
    pub rate_limits: bool,
    /// Public origin such as `https://dichvucong.example.vn`.
    pub origin: String,
    /// Header in which a proxy in front passes the caller's address; none when callers connect directly.
    pub client_address_header: Option<String>,
    /// How e-mail is sent; none when this portal sends none.
    pub mail: Option<MailSettings>,
    /// How short messages are sent; none when this portal sends none.
    pub sms: Option<SmsSettings>,
    /// Whether logs are JSON lines.
    pub log_json: bool,
    /// Filter of the log, as in `info,server=debug`.
    pub log_filter: String,
}
