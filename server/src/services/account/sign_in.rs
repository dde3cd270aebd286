//! Signing in with a one-time code by e-mail or SMS. Whoever has no account gets one with the first code: unknown addresses
//! are answered like known ones.

use app::locale::{Locale, new_device_mail, new_device_sms, sign_in_mail, sign_in_sms};
use domain::account::{CODE_GOOD_FOR, Contact, ContactKind, Keeping, code_of_number, open_until, typed_code};
use storage::{CodeAsked, CodeUsed, NewAccountSession, NewSignInCode, SignInCode};
use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use uuid::Uuid;

use super::session::Holder;
use crate::mail::Mail;
use crate::services::{ServiceError, Services, token_hash};
use crate::sms::ShortMessage;

/// A one-time code as somebody typed it, and where.
#[derive(Debug, Clone, Copy)]
pub struct EnterCode<'a> {
    /// The token of the browser that asked for it.
    pub token: &'a str,
    pub typed: &'a str,
    pub keeping: Keeping,
    /// The token under which this browser held drafts until now.
    pub browser_token: Option<&'a str>,
    /// The fresh one under which it holds them from now on.
    pub fresh_browser_token: &'a str,
    /// Kind of browser and system, in words.
    pub browser: &'a str,
    pub locale: Locale,
}

/// What came of a right code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    SignedIn {
        /// The token of the session.
        token: String,
        is_new: bool,
    },
    ContactAdded,
    /// The contact is another account's: the two can be merged with the same code.
    ContactOfAnother,
}

/// A code that was asked for in this browser and can still be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    pub contact: Contact,
    pub good_until: OffsetDateTime,
    /// It adds a contact to an account instead of signing in.
    pub adds: bool,
}

pub(super) fn code_over() -> ServiceError {
    ServiceError::field("code", "sign_in_code_over", &[])
}

impl Services {
    /// Whether one-time codes can be sent at all, by e-mail and by SMS.
    #[must_use]
    pub fn sends_codes(&self) -> (bool, bool) {
        (self.mailer.is_some(), self.sms.is_some())
    }

    /// Sends a one-time code to an e-mail address or phone number; gives the token by which this browser is known when the
    /// code is typed. `browser_token` is the one under which it holds drafts. With `adds_to` the contact is added to that account.
    ///
    /// # Errors
    /// Refused at the field `contact`: `account_contact_form`, `contact_way_not_here`, `sign_in_code_too_often` (minutes to
    /// wait), `sign_in_code_not_sent`.
    pub async fn ask_sign_in_code(
        &self,
        typed: &str,
        adds_to: Option<&Holder>,
        browser_token: &str,
        locale: Locale,
    ) -> Result<String, ServiceError> {
        let refuse = |key: &'static str, arguments: &[String]| ServiceError::field("contact", key, arguments);
        let contact = Contact::read(typed).ok_or_else(|| refuse("account_contact_form", &[]))?;
        let (mail, sms) = self.sends_codes();
        match contact.kind {
            ContactKind::Email if !mail => return Err(refuse("contact_email_not_here", &[])),
            ContactKind::Phone if !sms => return Err(refuse("contact_phone_not_here", &[])),
            ContactKind::Email | ContactKind::Phone => {}
        }
        let now = self.clock.now();
        let id = self.random.uuid(now);
        let token = self.random.token();
        let code = code_of_number(u64::from_be_bytes(self.random.bytes()));
        let asked = self.storage.ask_sign_in_code(NewSignInCode {
            id,
            token_hash: token_hash(&token),
            browser_hash: token_hash(browser_token),
            contact: self.sealed_contact(&contact)?,
            account_id: adds_to.map(|holder| holder.id),
            code_hash: self.sign_in_code_hash(id, &code),
            at: now,
            good_until: now.saturating_add(CODE_GOOD_FOR),
        });
        if let CodeAsked::TooOften(next) = asked.await? {
            let seconds = (next - now).whole_seconds().max(1);
            return Err(refuse("sign_in_code_too_often", &[((seconds + 59) / 60).to_string()]));
        }
        if !self.send_code(id, &contact, &code, locale).await {
            return Err(refuse("sign_in_code_not_sent", &[]));
        }
        Ok(token)
    }

    fn sign_in_code_hash(&self, id: Uuid, code: &str) -> Vec<u8> {
        self.vault().mac(b"sign-in code", &[id.as_bytes(), code.as_bytes()])
    }

    async fn send_code(&self, id: Uuid, contact: &Contact, code: &str, locale: Locale) -> bool {
        let host = self.origin.split_once("://").map_or(&*self.origin, |(_, host)| host);
        match contact.kind {
            ContactKind::Email => {
                let text = sign_in_mail(locale, code);
                self.send_mail_now(id, contact, (text.subject, text.text), locale).await
            }
            ContactKind::Phone => self.send_text_now(id, contact, sign_in_sms(locale, code, host)).await,
        }
    }

    /// Sends at once, because somebody waits for it; what fails is in the log without the address.
    async fn send_mail_now(
        &self,
        id: Uuid,
        contact: &Contact,
        (subject, text): (String, String),
        locale: Locale,
    ) -> bool {
        let Some(mailer) = &self.mailer else { return false };
        let at = self.clock.now();
        let mail = Mail { id, to: contact.address.clone(), subject, text, language: locale.code(), at };
        match mailer.send(&mail).await {
            Ok(()) => {
                metrics::counter!("account_messages_total", "way" => "email", "outcome" => "sent").increment(1);
                true
            }
            Err(error) => {
                metrics::counter!("account_messages_total", "way" => "email", "outcome" => "failed").increment(1);
                tracing::warn!(%error, "A message about an account was not sent");
                false
            }
        }
    }

    async fn send_text_now(&self, id: Uuid, contact: &Contact, text: String) -> bool {
        let Some(sms) = &self.sms else { return false };
        let message = ShortMessage { id, to: contact.address.clone(), text };
        match sms.send(&message).await {
            Ok(()) => {
                metrics::counter!("account_messages_total", "way" => "sms", "outcome" => "sent").increment(1);
                true
            }
            Err(error) => {
                metrics::counter!("account_messages_total", "way" => "sms", "outcome" => "failed").increment(1);
                tracing::warn!(%error, "A message about an account was not sent");
                false
            }
        }
    }

    /// The code that this browser asked for and can still type.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn awaited_code(&self, token: &str) -> Result<Option<Awaited>, ServiceError> {
        let found = self.storage.sign_in_code(&token_hash(token)).await?;
        let now = self.clock.now();
        Ok(found.filter(|code| code.used_at.is_none() && code.good_until > now).and_then(|code| {
            let contact = self.opened_contact(&code.contact)?;
            Some(Awaited { contact, good_until: code.good_until, adds: code.account_id.is_some() })
        }))
    }

    /// Signs in with a one-time code, or adds the contact to the account it was asked for. With `merge`, an account that has
    /// the contact already becomes one with that account.
    ///
    /// # Errors
    /// Refused at the field `code`: `sign_in_code_form`, `sign_in_code_wrong`, `sign_in_code_over` when it is used, old, or
    /// was tried too often.
    pub async fn enter_sign_in_code(
        &self,
        enter: EnterCode<'_>,
        holder: Option<&Holder>,
        merge: bool,
    ) -> Result<Entered, ServiceError> {
        let typed = typed_code(enter.typed).ok_or_else(|| ServiceError::field("code", "sign_in_code_form", &[]))?;
        let found = self.storage.sign_in_code(&token_hash(enter.token)).await?.ok_or_else(code_over)?;
        // A contact is added by whoever asked for it, and by nobody who signed in here since.
        if found.account_id.is_some() && found.account_id != holder.map(|holder| holder.id) {
            return Err(code_over());
        }
        let now = self.clock.now();
        if !self.storage.take_code_try(found.id, now).await? {
            return Err(code_over());
        }
        let right = self.sign_in_code_hash(found.id, &typed).ct_eq(&found.code_hash);
        if !bool::from(right) {
            return Err(ServiceError::field("code", "sign_in_code_wrong", &[]));
        }
        self.use_code(&found, enter, merge).await
    }

    async fn use_code(&self, code: &SignInCode, enter: EnterCode<'_>, merge: bool) -> Result<Entered, ServiceError> {
        let now = self.clock.now();
        let token = self.random.token();
        let session = NewAccountSession {
            id: self.random.uuid(now),
            token_hash: token_hash(&token),
            from_browser: enter.browser_token.map(token_hash),
            browser_hash: token_hash(enter.fresh_browser_token),
            browser: enter.browser.to_owned(),
            keeping: enter.keeping,
            at: now,
            open_until: open_until(enter.keeping, now, now),
        };
        let fresh = self.random.uuid(now);
        let language = enter.locale.code();
        let used = self.storage.use_sign_in_code(code.id, fresh, language, session.clone()).await?;
        match (used, code.account_id) {
            (CodeUsed::SignedIn { account_id, is_new, is_new_browser }, _) => {
                if is_new_browser {
                    self.tell_of_new_device(account_id, enter).await?;
                }
                metrics::counter!("citizens_signed_in_total", "way" => "code").increment(1);
                Ok(Entered::SignedIn { token, is_new })
            }
            (CodeUsed::ContactAdded, _) => Ok(Entered::ContactAdded),
            (CodeUsed::ContactOfAnother(other), Some(account_id)) if merge => {
                self.storage.merge_accounts(other, account_id, now).await?;
                match self.storage.use_sign_in_code(code.id, fresh, language, session).await? {
                    CodeUsed::ContactAdded => Ok(Entered::ContactAdded),
                    CodeUsed::SignedIn { .. } | CodeUsed::ContactOfAnother(_) | CodeUsed::Over => Err(code_over()),
                }
            }
            (CodeUsed::ContactOfAnother(_), _) => Ok(Entered::ContactOfAnother),
            (CodeUsed::Over, _) => Err(code_over()),
        }
    }

    /// Tells every contact of an account that it was opened in a browser where it never was.
    async fn tell_of_new_device(&self, account_id: Uuid, enter: EnterCode<'_>) -> Result<(), ServiceError> {
        let Some(account) = self.storage.account(account_id).await? else { return Ok(()) };
        let now = self.clock.now();
        let link = format!("{}{}", self.origin, enter.locale.href("/tai-khoan/bao-mat"));
        for contact in account.contacts.iter().filter_map(|sealed| self.opened_contact(sealed)) {
            let id = self.random.uuid(now);
            match contact.kind {
                ContactKind::Email => {
                    let text = new_device_mail(enter.locale, enter.browser, now, &link);
                    self.send_mail_now(id, &contact, (text.subject, text.text), enter.locale).await
                }
                ContactKind::Phone => {
                    self.send_text_now(id, &contact, new_device_sms(enter.locale, enter.browser, now)).await
                }
            };
        }
        Ok(())
    }
}
