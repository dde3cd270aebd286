//! Writing messages into a folder instead of sending them: for trying the portal out, and for tests.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use lettre::message::Mailbox;

use super::{Mail, MailError, Mailer, message};
use crate::mailbox::{KeptMessage, keep, newest};

/// A folder with two files for every message, named by its identifier: as it would go over the wire, and for people to read.
pub(super) struct MailFolder {
    folder: PathBuf,
    from: Mailbox,
}

impl MailFolder {
    pub(super) fn new(folder: &Path, from: Mailbox) -> Self {
        Self { folder: folder.to_owned(), from }
    }
}

#[async_trait]
impl Mailer for MailFolder {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let bytes = message(mail, &self.from)?.formatted();
        let path = self.folder.join(format!("{}.eml", mail.id));
        let kept = KeptMessage {
            id: mail.id,
            to: mail.to.clone(),
            subject: Some(mail.subject.clone()),
            text: mail.text.clone(),
        };
        let written = async {
            tokio::fs::create_dir_all(&self.folder).await?;
            tokio::fs::write(path, bytes).await?;
            keep(&self.folder, &kept).await
        };
        written.await.map_err(|error| MailError::Passing(error.kind().to_string()))
    }

    async fn kept(&self, most: usize) -> Option<std::io::Result<Vec<KeptMessage>>> {
        Some(newest(&self.folder, most).await)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;
    use uuid::Uuid;

    fn mail(to: &str, subject: &str) -> Mail {
        Mail {
            id: Uuid::from_u128(7),
            to: to.to_owned(),
            subject: subject.to_owned(),
            text: "Mở liên kết này:\nhttps://dichvucong.example.vn/tiep-tuc?ma=ACDE-FGHJ-2345\n".to_owned(),
            language: "vi",
            at: datetime!(2026-11-23 06:30 +7),
        }
    }

    async fn written(mail: &Mail) -> Result<String, MailError> {
        let folder = tempfile::tempdir().expect("a folder");
        let from = "Một Cửa <no-reply@example.vn>".parse().expect("a sender");
        MailFolder::new(&folder.path().join("mail"), from).send(mail).await?;
        let path = folder.path().join("mail/00000000-0000-0000-0000-000000000007.eml");
        Ok(std::fs::read_to_string(path).expect("written"))
    }

    #[tokio::test]
    async fn a_message_is_a_file_with_its_headers() {
        let file = written(&mail("man@example.com", "Your draft")).await.expect("sent");
        for header in [
            "To: man@example.com\r\n",
            "Subject: Your draft\r\n",
            "<no-reply@example.vn>\r\n",
            "Message-ID: <00000000-0000-0000-0000-000000000007@example.vn>\r\n",
            "Date: Sun, 22 Nov 2026 23:30:00 +0000\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(file.contains(header), "{header} is missing in {file}");
        }
    }

    #[tokio::test]
    async fn a_line_break_in_a_subject_begins_no_header() {
        let file = written(&mail("man@example.com", "A\r\nBcc: all@example.com")).await.expect("sent");
        assert!(file.contains("Subject: A Bcc: all@example.com\r\n"), "{file}");
    }

    #[tokio::test]
    async fn an_address_that_is_none_is_refused_for_good() {
        for address in ["", "man", "man@", "a@example.com\r\nBcc: b@example.com", "a@example.com, b@example.com"] {
            let refused = written(&mail(address, "x")).await.expect_err(address);
            assert!(!refused.is_passing(), "{refused}");
            assert!(!refused.to_string().contains("example.com"), "no address in an error");
        }
    }
}
