//! Who of the citizens is signed in: sessions by the token in a cookie.

use domain::account::{Contact, ContactKind, open_until};
use domain::filing::Applicant;
use storage::AccountSession;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::services::{RefusalKind, ServiceError, Services, token_hash};

/// A session is noted as seen at most this often, so that reading pages writes little.
const NOTED_EVERY: Duration = Duration::minutes(1);

/// Somebody who is signed in, as of this request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The account.
    pub id: Uuid,
    pub session: Uuid,
    /// How they want to be called, if they said so.
    pub name: Option<String>,
    /// How they are reached, in the order in which it was proved.
    pub contacts: Vec<Contact>,
    /// When the session is over if they do not come back.
    pub open_until: OffsetDateTime,
}

impl Holder {
    /// What they are called where it must be short: their name, else how they are reached, with signs left out.
    #[must_use]
    pub fn called(&self) -> String {
        let reached = || self.contacts.first().map(Contact::masked).unwrap_or_default();
        self.name.clone().unwrap_or_else(reached)
    }

    /// What a new draft knows of them already.
    #[must_use]
    pub fn applicant(&self) -> Applicant {
        let first = |kind: ContactKind| {
            let contact = self.contacts.iter().find(|contact| contact.kind == kind);
            contact.map(|contact| contact.address.clone()).unwrap_or_default()
        };
        Applicant {
            name: self.name.clone().unwrap_or_default(),
            phone: first(ContactKind::Phone),
            email: first(ContactKind::Email),
            ..Applicant::default()
        }
    }
}

/// A browser in which somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInHere {
    pub session: AccountSession,
    /// The one that asks.
    pub current: bool,
}

impl Services {
    /// Who is signed in with this token; nobody when the session was ended or is over.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn signed_in_citizen(&self, token: &str) -> Result<Option<Holder>, ServiceError> {
        let now = self.clock.now();
        match self.storage.account_session(&token_hash(token), now).await? {
            Some(session) => self.holder_of(session).await,
            None => Ok(None),
        }
    }

    /// Who is signed in in the browser that holds drafts under this hash.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn citizen_in_browser(&self, browser_hash: &[u8]) -> Result<Option<Holder>, ServiceError> {
        match self.storage.session_in_browser(browser_hash, self.clock.now()).await? {
            Some(session) => self.holder_of(session).await,
            None => Ok(None),
        }
    }

    /// The person of a session that was used just now.
    async fn holder_of(&self, session: AccountSession) -> Result<Option<Holder>, ServiceError> {
        let now = self.clock.now();
        let Some(account) = self.storage.account(session.account_id).await? else { return Ok(None) };
        let mut until = session.open_until;
        if now - session.last_seen_at >= NOTED_EVERY {
            until = open_until(session.keeping, session.created_at, now);
            self.storage.account_session_seen(session.id, now, until).await?;
        }
        Ok(Some(Holder {
            id: account.id,
            session: session.id,
            name: account.name_sealed.as_deref().and_then(|sealed| self.opened_name(account.id, sealed)),
            contacts: account.contacts.iter().filter_map(|sealed| self.opened_contact(sealed)).collect(),
            open_until: until,
        }))
    }

    /// Signs out: this browser opens nothing of the account any more, its drafts included.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn sign_out_citizen(&self, holder: &Holder) -> Result<(), ServiceError> {
        self.storage.end_account_session(holder.id, holder.session, self.clock.now()).await?;
        Ok(())
    }

    /// Where somebody is signed in, the newest first.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn citizen_sessions(&self, holder: &Holder) -> Result<Vec<SignedInHere>, ServiceError> {
        let sessions = self.storage.account_sessions(holder.id, self.clock.now()).await?;
        let here = |session: AccountSession| SignedInHere { current: session.id == holder.session, session };
        Ok(sessions.into_iter().map(here).collect())
    }

    /// Ends one of the person's own sessions.
    ///
    /// # Errors
    /// Refused with `session_unknown` when it has ended already or is not theirs.
    pub async fn end_citizen_session(&self, holder: &Holder, session: Uuid) -> Result<(), ServiceError> {
        if self.storage.end_account_session(holder.id, session, self.clock.now()).await? {
            Ok(())
        } else {
            Err(ServiceError::refused(RefusalKind::NotFound, "session_unknown"))
        }
    }
}
