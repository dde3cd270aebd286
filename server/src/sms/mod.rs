//! Sending short messages (SMS): one at a time, to a gateway or into a folder.

mod folder;
mod gateway;

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;

use crate::config::SmsSettings;
use crate::mailbox::KeptMessage;

/// A short message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortMessage {
    /// The same message sent twice can be told from two messages by it.
    pub id: Uuid,
    /// Number of the receiver, in national digits such as `0912345678`.
    pub to: String,
    /// At most two parts, in the default alphabet.
    pub text: String,
}

/// Why a message was not sent. Holds no number: it goes into the log.
#[derive(Debug, thiserror::Error)]
pub enum SmsError {
    /// The gateway says that this message will never be sent; the number is its status.
    #[error("the gateway refused the message with {0}")]
    Refused(u16),
    /// Trying again later may help.
    #[error("the message could not be sent now: {0}")]
    Passing(String),
}

/// Sends short messages; tests put one of their own here.
#[async_trait]
pub trait Sms: Send + Sync {
    /// Hands a message over for delivery.
    ///
    /// # Errors
    /// When the message was not taken, with whether trying again may help.
    async fn send(&self, message: &ShortMessage) -> Result<(), SmsError>;

    /// The newest messages that were kept instead of sent, the newest first; none for a way that really sends.
    async fn kept(&self, _most: usize) -> Option<std::io::Result<Vec<KeptMessage>>> {
        None
    }
}

/// The way of sending that the settings ask for.
///
/// # Errors
/// When this machine cannot make connections, for want of its certificates for example.
pub fn sms(settings: &SmsSettings) -> Result<Arc<dyn Sms>, Box<dyn std::error::Error + Send + Sync>> {
    Ok(match settings {
        SmsSettings::Gateway { url, header } => Arc::new(gateway::Gateway::open(url, header.clone())?),
        SmsSettings::Folder(folder) => Arc::new(folder::SmsFolder::new(folder)),
    })
}
