//! The mailbox of a portal that is only tried. A portal that sends its messages has none.

use app::view::{Chrome, DeskHead, MailboxLine, MailboxView};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::staff::Permission;

use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::mailbox::KeptMessage;
use crate::services::{RefusalKind, ServiceError};

/// Messages of each way.
const SHOWN: usize = 50;

pub(super) async fn show(State(app): State<App>, asked: Asked, officer: Officer) -> Response {
    // It holds the messages of every agency: it is for whoever answers for all of them.
    let top = app.services.data.agencies.iter().find(|agency| agency.parent.is_none());
    let top = top.map(|agency| agency.code.clone()).unwrap_or_default();
    if let Err(response) = officer.require(&app, &asked, Permission::SeeMailbox, &top).await {
        return response;
    }
    match view(&app).await {
        Ok(view) => {
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::mailbox::page(chrome, head, &view);
            officer.page(&app, &asked, StatusCode::OK, draw).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// Whether this portal keeps its messages instead of sending them.
pub(super) async fn is_here(app: &App) -> bool {
    let mails = match &app.services.mailer {
        Some(mailer) => mailer.kept(0).await.is_some(),
        None => false,
    };
    mails
        || match &app.services.sms {
            Some(sms) => sms.kept(0).await.is_some(),
            None => false,
        }
}

async fn view(app: &App) -> Result<MailboxView, ServiceError> {
    let mails = match &app.services.mailer {
        Some(mailer) => mailer.kept(SHOWN).await,
        None => None,
    };
    let texts = match &app.services.sms {
        Some(sms) => sms.kept(SHOWN).await,
        None => None,
    };
    if mails.is_none() && texts.is_none() {
        return Err(ServiceError::refused(RefusalKind::NotFound, "mailbox_not_here"));
    }
    let mut lines = Vec::new();
    for (channel, kept) in [("email", mails), ("sms", texts)] {
        let kept = kept.unwrap_or_else(|| Ok(Vec::new())).map_err(|error| ServiceError::Failed(error.into()))?;
        lines.extend(kept.into_iter().map(|message| line(channel, message)));
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    Ok(MailboxView { lines })
}

fn line(channel: &'static str, message: KeptMessage) -> MailboxLine {
    MailboxLine { channel, at: message.at(), to: message.to, subject: message.subject, text: message.text }
}
