//! Sending e-mail: one message at a time, to a mail server or into a folder.

mod folder;
mod server;

use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use lettre::Message;
use lettre::message::{Mailbox, header::ContentType};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::config::{MailSettings, MailUrl};
use crate::mailbox::KeptMessage;

/// A message of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Becomes the Message-ID: the same message sent twice can be told from two messages.
    pub id: Uuid,
    /// Address of the receiver.
    pub to: String,
    pub subject: String,
    pub text: String,
    /// `vi` or `en`.
    pub language: &'static str,
    pub at: OffsetDateTime,
}

/// Why a message was not sent. Holds no address: it goes into the log.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Trying again will not help.
    #[error("the message is refused for good: {0}")]
    Refused(&'static str),
    /// The server answered with a lasting refusal; the number is its code.
    #[error("the mail server refused the message with {0}")]
    RefusedByServer(u16),
    /// Trying again later may help.
    #[error("the message could not be sent now: {0}")]
    Passing(String),
}

impl MailError {
    /// Whether trying again later may help.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Passing(_))
    }
}

/// Sends messages; tests put one of their own here.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands a message over for delivery.
    ///
    /// # Errors
    /// When the message was not taken, with whether trying again may help.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;

    /// The newest messages that were kept instead of sent, the newest first; none for a way that really sends.
    async fn kept(&self, _most: usize) -> Option<std::io::Result<Vec<KeptMessage>>> {
        None
    }
}

/// The way of sending that the settings ask for.
///
/// # Errors
/// When the address of the mail server cannot be used.
pub fn mailer(settings: &MailSettings) -> Result<Arc<dyn Mailer>, Box<dyn std::error::Error + Send + Sync>> {
    let from = settings.from.clone();
    Ok(match &settings.url {
        MailUrl::Server(url) => Arc::new(server::MailServer::open(url, from)?),
        MailUrl::Folder(folder) => Arc::new(folder::MailFolder::new(folder, from)),
    })
}

/// The message as it goes over the wire.
fn message(mail: &Mail, from: &Mailbox) -> Result<Message, MailError> {
    let to = mail.to.trim().parse().map_err(|_invalid| MailError::Refused("its address is not one"))?;
    // A line break in a subject would begin another header.
    let subject = mail.subject.split_whitespace().collect::<Vec<_>>().join(" ");
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .date(SystemTime::from(mail.at))
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(|_invalid| MailError::Refused("it cannot be written down"))
}
