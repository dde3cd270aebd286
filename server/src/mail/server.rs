//! Sending over SMTP.

use std::time::Duration;

use async_trait::async_trait;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{Mail, MailError, Mailer, message};

/// A server that does not answer in this time is tried again later.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail server.
pub(super) struct MailServer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl MailServer {
    pub(super) fn open(url: &str, from: Mailbox) -> Result<Self, smtp::Error> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.timeout(Some(PATIENCE)).build();
        Ok(Self { server, from })
    }
}

#[async_trait]
impl Mailer for MailServer {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        match self.server.send(message(mail, &self.from)?).await {
            Ok(_) => Ok(()),
            Err(error) => Err(told(&error)),
        }
    }
}

/// What the server said is left out: servers like to repeat the address in it.
fn told(error: &smtp::Error) -> MailError {
    let code = error.status().map(u16::from);
    match code {
        Some(code) if error.is_permanent() => MailError::RefusedByServer(code),
        Some(code) => MailError::Passing(format!("the mail server answered {code}")),
        None if error.is_timeout() => MailError::Passing("the mail server did not answer in time".into()),
        None if error.is_tls() => MailError::Passing("the encryption could not be agreed on".into()),
        None => MailError::Passing("the mail server could not be reached".into()),
    }
}
