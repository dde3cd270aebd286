//! The settings of short messages (SMS).

use std::fmt;
use std::path::{Path, PathBuf};

use axum::http::{HeaderName, HeaderValue, Uri};

/// Where short messages go.
#[derive(Clone, PartialEq, Eq)]
pub enum SmsSettings {
    /// A gateway that takes `POST` with JSON, and the header by which it knows this portal.
    Gateway { url: String, header: Option<(HeaderName, HeaderValue)> },
    /// A folder into which every message is written as a file, for trying and for tests.
    Folder(PathBuf),
}

/// The address of a gateway may hold a secret as the header does, so neither is printed.
impl fmt::Debug for SmsSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gateway { .. } => f.write_str("Gateway(…)"),
            Self::Folder(folder) => f.debug_tuple("Folder").field(folder).finish(),
        }
    }
}

/// Checks the two settings. Without `sms_url` a portal that is only tried (`origin` is not set) writes into the folder `sms` of
/// its data, and one in service sends none. Mistakes are added to `mistakes`, a sentence for each.
pub(super) fn check(
    url: Option<&str>,
    header: Option<&str>,
    origin_is_set: bool,
    data_dir: &Path,
    mistakes: &mut Vec<String>,
) -> Option<SmsSettings> {
    let header = header.map(secret).transpose().unwrap_or_else(|mistake| {
        mistakes.push(mistake);
        None
    });
    let Some(url) = url else {
        return (!origin_is_set).then(|| SmsSettings::Folder(data_dir.join("sms")));
    };
    if let Some(folder) = url.strip_prefix("file://") {
        if folder.is_empty() {
            mistakes.push("sms_url: the folder is missing; expected file://DIR".into());
        }
        return Some(SmsSettings::Folder(PathBuf::from(folder)));
    }
    let is_address = url.starts_with("https://") || url.starts_with("http://");
    if !is_address || !url.parse::<Uri>().is_ok_and(|uri| uri.host().is_some_and(|host| !host.is_empty())) {
        // The text may hold a password and is never repeated.
        mistakes.push(
            "sms_url: expected the address of a gateway such as https://sms.example.vn/send, or file://DIR".into(),
        );
        return None;
    }
    if !origin_is_set {
        mistakes.push(
            "sms_url: links in short messages need the public address of the portal; set origin too, such as \
             https://dichvucong.example.vn"
                .into(),
        );
    }
    Some(SmsSettings::Gateway { url: url.to_owned(), header })
}

fn secret(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let read = || {
        let (name, value) = text.split_once(':')?;
        let mut value = HeaderValue::from_str(value.trim()).ok().filter(|value| !value.is_empty())?;
        value.set_sensitive(true);
        Some((name.trim().parse().ok()?, value))
    };
    read().ok_or_else(|| "sms_header: expected a header such as Authorization: Bearer SECRET".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(url: Option<&str>, header: Option<&str>, origin: bool) -> (Option<SmsSettings>, Vec<String>) {
        let mut mistakes = Vec::new();
        let sms = check(url, header, origin, Path::new("var"), &mut mistakes);
        (sms, mistakes)
    }

    #[test]
    fn without_an_address_a_portal_on_trial_writes_files_and_one_in_service_sends_none() {
        assert_eq!(checked(None, None, false), (Some(SmsSettings::Folder("var/sms".into())), Vec::new()));
        assert_eq!(checked(None, None, true), (None, Vec::new()));
    }

    #[test]
    fn gateways_and_folders_are_taken_and_secrets_not_printed() {
        let (sms, mistakes) = checked(Some("https://sms.example.vn/send?key=secret"), Some("X-Key:  secret"), true);
        assert_eq!(mistakes, Vec::<String>::new());
        let sms = sms.expect("settings");
        assert!(!format!("{sms:?}").contains("secret"));
        let SmsSettings::Gateway { header: Some((name, value)), .. } = sms else { panic!("{sms:?}") };
        assert_eq!((name.as_str(), value.as_bytes()), ("x-key", b"secret".as_slice()));
        let folder = checked(Some("file:///var/tin-nhan"), None, true);
        assert_eq!(folder, (Some(SmsSettings::Folder("/var/tin-nhan".into())), Vec::new()));
    }

    #[test]
    fn every_mistake_gets_its_sentence_without_the_secret() {
        for (url, header, origin, count) in [
            ("sms.example.vn/secret", None, true, 1),
            ("ftp://secret@h", None, true, 1),
            ("https://", None, true, 1),
            ("file://", None, true, 1),
            ("https://h/secret", None, false, 1),
            ("https://h", Some("secret"), true, 1),
            ("https://h", Some("X-Key:"), true, 1),
            ("https://h", Some("X Key: secret"), false, 2),
        ] {
            let (_, mistakes) = checked(Some(url), header, origin);
            assert_eq!(mistakes.len(), count, "{url}: {mistakes:?}");
            assert!(!mistakes.concat().contains("secret"), "{mistakes:?}");
        }
    }
}
