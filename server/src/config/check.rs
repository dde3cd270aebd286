//! Turns the texts of the settings into settings, with a sentence for every mistake.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use storage::DatabaseUrl;

use super::{Config, FilesUrl, mail, sms};

/// Checks all settings; `binary` is the path of the running program, beside which the built site is looked for.
///
/// # Errors
/// One sentence for every setting that is wrong.
pub fn check(texts: &BTreeMap<&'static str, String>, binary: &Path) -> Result<Config, Vec<String>> {
    let mut mistakes = Vec::new();
    let text = |key: &str| texts.get(key).map(|text| text.trim().to_owned());
    let data_dir = PathBuf::from(text("data_dir").unwrap_or_else(|| "var".into()));

    let address_text = text("address").unwrap_or_else(|| "127.0.0.1:3000".into());
    let address = address_text.parse::<SocketAddr>();
    if address.is_err() {
        mistakes.push(format!("address: `{address_text}` is not IP:PORT, such as 127.0.0.1:3000"));
    }

    let database_text =
        text("database_url").unwrap_or_else(|| format!("sqlite://{}", data_dir.join("motcua.db").display()));
    let database_url = database_text.parse::<DatabaseUrl>();
    if let Err(error) = &database_url {
        // The text may hold a password and is not repeated.
        mistakes.push(format!("database_url: {error}"));
    }

    let files_text = text("files_url").unwrap_or_else(|| format!("file://{}", data_dir.join("files").display()));
    let files_url = files_url(&files_text);
    if files_url.is_none() {
        mistakes.push(format!("files_url: `{files_text}` is neither file://PATH nor s3://BUCKET/PREFIX"));
    }

    let rate_limits = switch(text("rate_limits").as_deref().unwrap_or("on"));
    match (rate_limits, &address) {
        (None, _) => mistakes.push("rate_limits: expected on or off".into()),
        (Some(false), Ok(address)) if !address.ip().is_loopback() => mistakes.push(format!(
            "rate_limits: off is only for load tests on loopback, but the address is {address}; use on, or 127.0.0.1"
        )),
        _ => {}
    }

    let origin = text("origin").unwrap_or_else(|| format!("http://{address_text}"));
    if !origin.starts_with("http://") && !origin.starts_with("https://")
        || origin.ends_with('/')
        || origin.contains(char::is_whitespace)
    {
        mistakes.push(format!("origin: `{origin}` is not an origin such as https://dichvucong.example.vn"));
    }

    let mail =
        mail::check(text("mail_url").as_deref(), text("mail_from").as_deref(), text("origin").is_some(), &mut mistakes);

    let sms = sms::check(
        text("sms_url").as_deref(),
        text("sms_header").as_deref(),
        text("origin").is_some(),
        &data_dir,
        &mut mistakes,
    );

    let log_json = match text("log_format").as_deref() {
        None | Some("text") => false,
        Some("json") => true,
        Some(other) => {
            mistakes.push(format!("log_format: `{other}` is neither text nor json"));
            false
        }
    };
    let log_filter = text("log").unwrap_or_else(|| "info".into());
    if tracing_subscriber::EnvFilter::try_new(&log_filter).is_err() {
        mistakes.push(format!("log: `{log_filter}` is not a log filter such as info or warn,server=debug"));
    }

    let site_dir = text("site_dir").map_or_else(
        || binary.parent().map_or_else(|| PathBuf::from("site"), |folder| folder.join("site")),
        PathBuf::from,
    );

    match (address, database_url, files_url) {
        (Ok(address), Ok(database_url), Some(files_url)) if mistakes.is_empty() => Ok(Config {
            address,
            database_url,
            files_url,
            data_dir,
            site_dir,
            rate_limits: rate_limits.unwrap_or(true),
            origin,
            client_address_header: text("client_address_header").map(|name| name.to_ascii_lowercase()),
            mail,
            sms,
            log_json,
            log_filter,
        }),
        _ => Err(mistakes),
    }
}

fn switch(text: &str) -> Option<bool> {
    match text {
        "on" | "true" => Some(true),
        "off" | "false" => Some(false),
        _ => None,
    }
}

fn files_url(text: &str) -> Option<FilesUrl> {
    if let Some(path) = text.strip_prefix("file://") {
        return (!path.is_empty()).then(|| FilesUrl::Folder(PathBuf::from(path)));
    }
    let rest = text.strip_prefix("s3://")?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    (!bucket.is_empty())
        .then(|| FilesUrl::S3 { bucket: bucket.to_owned(), prefix: prefix.trim_matches('/').to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(pairs: &[(&'static str, &str)]) -> Result<Config, Vec<String>> {
        let texts = pairs.iter().map(|(key, text)| (*key, (*text).to_owned())).collect();
        check(&texts, Path::new("/opt/motcua/motcua"))
    }

    #[test]
    fn nothing_set_is_a_working_installation_on_loopback() {
        let config = checked(&[]).expect("defaults are good");
        assert_eq!(config.address.to_string(), "127.0.0.1:3000");
        assert_eq!(config.database_url, DatabaseUrl::Sqlite("var/motcua.db".into()));
        assert_eq!(config.files_url, FilesUrl::Folder("var/files".into()));
        assert_eq!(config.site_dir, PathBuf::from("/opt/motcua/site"));
        assert!(config.rate_limits);
    }

    #[test]
    fn every_mistake_gets_its_sentence() {
        let mistakes = checked(&[
            ("address", "localhost"),
            ("database_url", "mysql://secret@h/d"),
            ("files_url", "ftp://x"),
            ("rate_limits", "maybe"),
            ("origin", "example.vn/"),
            ("log_format", "xml"),
        ])
        .expect_err("six mistakes");
        assert_eq!(mistakes.len(), 6, "{mistakes:#?}");
        assert!(!mistakes.concat().contains("secret"));
    }

    #[test]
    fn limits_can_only_be_switched_off_on_loopback() {
        assert!(checked(&[("rate_limits", "off")]).is_ok());
        let mistakes = checked(&[("rate_limits", "off"), ("address", "0.0.0.0:80")]).expect_err("not on loopback");
        assert!(mistakes[0].contains("only for load tests on loopback"), "{mistakes:?}");
    }
}
