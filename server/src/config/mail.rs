//! The settings of e-mail.

use std::fmt;
use std::path::PathBuf;

use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};

/// How e-mail is sent.
#[derive(Debug, Clone)]
pub struct MailSettings {
    pub url: MailUrl,
    /// Sender of every message.
    pub from: Mailbox,
}

/// Where e-mail goes.
#[derive(Clone, PartialEq, Eq)]
pub enum MailUrl {
    /// A mail server: `smtp://…` or `smtps://…`, with user and password where it wants them.
    Server(String),
    /// A folder into which every message is written as a file, for trying and for tests.
    Folder(PathBuf),
}

/// The address of a server may hold a password, so it is not printed.
impl fmt::Debug for MailUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(_) => f.write_str("Server(…)"),
            Self::Folder(folder) => f.debug_tuple("Folder").field(folder).finish(),
        }
    }
}

/// Checks the two settings; none without `mail_url`. Mistakes are added to `mistakes`, a sentence for each.
pub(super) fn check(
    url: Option<&str>,
    from: Option<&str>,
    origin_is_set: bool,
    mistakes: &mut Vec<String>,
) -> Option<MailSettings> {
    let url = mail_url(url?);
    match &url {
        Err(mistake) => mistakes.push(mistake.clone()),
        Ok(MailUrl::Server(_)) if !origin_is_set => mistakes.push(
            "mail_url: links in e-mails need the public address of the portal; set origin too, such as \
             https://dichvucong.example.vn"
                .into(),
        ),
        Ok(_) => {}
    }
    let from = match from.map(str::parse::<Mailbox>) {
        Some(Ok(from)) => Some(from),
        Some(Err(_)) => {
            mistakes.push("mail_from: expected a sender such as Một Cửa <no-reply@dichvucong.example.vn>".into());
            None
        }
        None => {
            mistakes.push("mail_from: e-mail needs a sender when mail_url is set".into());
            None
        }
    };
    Some(MailSettings { url: url.ok()?, from: from? })
}

/// The text may hold a password and is never repeated.
fn mail_url(text: &str) -> Result<MailUrl, String> {
    let expected = "expected smtp://HOST:PORT, smtps://USER:PASSWORD@HOST or file://DIR";
    if let Some(folder) = text.strip_prefix("file://") {
        return if folder.is_empty() {
            Err(format!("mail_url: the folder is missing; {expected}"))
        } else {
            Ok(MailUrl::Folder(PathBuf::from(folder)))
        };
    }
    if !text.starts_with("smtp://") && !text.starts_with("smtps://") {
        return Err(format!("mail_url: {expected}"));
    }
    match AsyncSmtpTransport::<Tokio1Executor>::from_url(text) {
        Ok(_) => Ok(MailUrl::Server(text.to_owned())),
        Err(_) => Err(format!("mail_url: this is not the address of a mail server; {expected}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(url: &str, from: Option<&str>, origin: bool) -> (Option<MailSettings>, Vec<String>) {
        let mut mistakes = Vec::new();
        let mail = check(Some(url), from, origin, &mut mistakes);
        (mail, mistakes)
    }

    #[test]
    fn without_an_address_there_is_no_mail_and_no_mistake() {
        let mut mistakes = Vec::new();
        assert!(check(None, Some("nonsense"), false, &mut mistakes).is_none());
        assert_eq!(mistakes, Vec::<String>::new());
    }

    #[test]
    fn servers_and_folders_are_taken() {
        let from = Some("Một Cửa <no-reply@example.vn>");
        for url in
            ["smtp://127.0.0.1:25", "smtps://user:secret@mail.example.vn", "smtp://mail.example.vn:587?tls=required"]
        {
            let (mail, mistakes) = checked(url, from, true);
            let mail = mail.unwrap_or_else(|| panic!("{url}: {mistakes:?}"));
            assert_eq!(mail.url, MailUrl::Server(url.to_owned()));
            assert!(!format!("{mail:?}").contains("secret"));
        }
        let (mail, _) = checked("file://var/mail", from, false);
        assert_eq!(mail.map(|mail| mail.url), Some(MailUrl::Folder("var/mail".into())));
    }

    #[test]
    fn every_mistake_gets_its_sentence_without_the_password() {
        for (url, from, count) in [
            ("http://user:secret@h", Some("a@example.vn"), 1),
            ("smtp://user:secret@", Some("a@example.vn"), 1),
            ("file://", Some("nobody"), 2),
            ("smtp://user:secret@h", None, 1),
        ] {
            let (mail, mistakes) = checked(url, from, true);
            assert!(mail.is_none(), "{url}");
            assert_eq!(mistakes.len(), count, "{url}: {mistakes:?}");
            assert!(!mistakes.concat().contains("secret"), "{mistakes:?}");
        }
        let (_, mistakes) = checked("smtp://mail.example.vn", Some("a@example.vn"), false);
        assert!(mistakes[0].contains("origin"), "{mistakes:?}");
    }
}
