//! Reads the raw texts of the settings from the file and the environment.

use std::collections::BTreeMap;
use std::path::Path;

/// A setting: its key in `motcua.toml`, its variable, and what it is for.
pub struct Setting {
    pub key: &'static str,
    pub variable: &'static str,
    pub help: &'static str,
}

/// Every setting there is.
pub const SETTINGS: [Setting; 14] = [
    Setting { key: "address", variable: "MOTCUA_ADDRESS", help: "where to listen (127.0.0.1:3000)" },
    Setting { key: "database_url", variable: "MOTCUA_DATABASE_URL", help: "sqlite://PATH or postgres://…" },
    Setting { key: "files_url", variable: "MOTCUA_FILES_URL", help: "file://PATH or s3://BUCKET/PREFIX" },
    Setting { key: "data_dir", variable: "MOTCUA_DATA_DIR", help: "folder of the database and the files (var)" },
    Setting { key: "site_dir", variable: "MOTCUA_SITE_DIR", help: "built site (beside the binary)" },
    Setting { key: "rate_limits", variable: "MOTCUA_RATE_LIMITS", help: "on; off only for load tests on loopback" },
    Setting { key: "origin", variable: "MOTCUA_ORIGIN", help: "public origin, such as https://dichvucong.example.vn" },
    Setting {
        key: "client_address_header",
        variable: "MOTCUA_CLIENT_ADDRESS_HEADER",
        help: "header in which a trusted proxy passes the caller's address",
    },
    Setting {
        key: "mail_url",
        variable: "MOTCUA_MAIL_URL",
        help: "smtp://…, smtps://… or file://DIR; without it no e-mail is sent",
    },
    Setting {
        key: "mail_from", variable: "MOTCUA_MAIL_FROM", help: "sender of e-mail, such as Một Cửa <no-reply@…>"
    },
    Setting {
        key: "sms_url",
        variable: "MOTCUA_SMS_URL",
        help: "gateway of short messages, https://…, or file://DIR; a portal on trial writes to var/sms",
    },
    Setting {
        key: "sms_header",
        variable: "MOTCUA_SMS_HEADER",
        help: "header by which the gateway knows the portal, such as Authorization: Bearer …",
    },
    Setting { key: "log_format", variable: "MOTCUA_LOG_FORMAT", help: "text or json" },
    Setting { key: "log", variable: "MOTCUA_LOG", help: "log filter, such as info" },
];

/// The file of settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsFileError {
    #[error("{path} cannot be read")]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path} is not valid TOML: {reason}")]
    Invalid { path: String, reason: String },
    #[error("{path}: {problems}")]
    Unknown { path: String, problems: String },
}

/// Texts of the settings: the file first, the environment over it.
///
/// # Errors
/// When the file is there but cannot be read, is not TOML, or holds a key nobody knows.
pub fn read(
    file: &Path,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<BTreeMap<&'static str, String>, SettingsFileError> {
    let path = file.display().to_string();
    let mut texts = BTreeMap::new();
    let table = match std::fs::read_to_string(file) {
        Ok(text) => text
            .parse::<toml::Table>()
            .map_err(|error| SettingsFileError::Invalid { path: path.clone(), reason: error.message().to_owned() })?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => toml::Table::new(),
        Err(source) => return Err(SettingsFileError::Unreadable { path, source }),
    };
    let mut problems = Vec::new();
    for (key, value) in &table {
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
            let known: Vec<&str> = SETTINGS.iter().map(|setting| setting.key).collect();
            problems.push(format!("there is no setting `{key}`; known are {}", known.join(", ")));
            continue;
        };
        let text = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Boolean(true) => "on".to_owned(),
            toml::Value::Boolean(false) => "off".to_owned(),
            toml::Value::Integer(number) => number.to_string(),
            _ => {
                problems.push(format!("`{key}` must be a text"));
                continue;
            }
        };
        texts.insert(setting.key, text);
    }
    if !problems.is_empty() {
        return Err(SettingsFileError::Unknown { path, problems: problems.join("; ") });
    }
    for setting in &SETTINGS {
        if let Some(text) = environment(setting.variable).filter(|text| !text.trim().is_empty()) {
            texts.insert(setting.key, text);
        }
    }
    Ok(texts)
}
