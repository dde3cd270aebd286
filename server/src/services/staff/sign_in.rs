//! Signing in: the password first, then the second factor.

use domain::staff::login_key;
use storage::{Attempt, NewStaffSession, SessionStage, StaffRecord};
use subtle::ConstantTimeEq;
use tokio::time::{Instant, sleep_until};

use super::StaffAccounts;
use super::codes::plain_code;
use super::session::{FORGOTTEN_AFTER, hash_of};
use crate::services::ServiceError;

/// Nobody's password is longer, and hashing costs by length.
const MOST_BYTES: usize = 1_024;

/// What comes after the right password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entrance {
    /// The second factor; the token belongs into the cookie.
    SecondFactor(String),
    /// Setting password and second factor, after a one-time code.
    SetUp(String),
}

fn wrong() -> ServiceError {
    ServiceError::field("login", "sign_in_wrong", &[])
}

impl StaffAccounts {
    /// Judges login and password, or a one-time code in place of the password. `browser` says which kind of browser asks.
    ///
    /// # Errors
    /// Refused with `sign_in_wrong` whatever is wrong: there is no such account, the password is another one, the account is
    /// locked or disabled. It looks the same and takes as long.
    pub async fn sign_in(&self, login: &str, password: &str, browser: &str) -> Result<Entrance, ServiceError> {
        let began = Instant::now();
        let outcome = self.judge(login, password, browser).await;
        if matches!(outcome, Err(ServiceError::Refused(_))) {
            metrics::counter!("staff_sign_ins_total", "outcome" => "wrong_password").increment(1);
            sleep_until(began + self.least_answer).await;
        }
        outcome
    }

    async fn judge(&self, login: &str, password: &str, browser: &str) -> Result<Entrance, ServiceError> {
        let now = self.clock.now();
        let person = match login_key(login) {
            Some(key) => self.storage.staff_by_login(&key).await?,
            None => None,
        };
        let person = person.filter(|person| person.disabled_at.is_none());
        // Counted before it is judged: of many attempts at once each is counted.
        let counted = match &person {
            Some(person) => self.storage.take_attempt(person.id, now).await? == Attempt::Counted,
            None => false,
        };
        let hash = person.as_ref().and_then(|person| person.password_hash.as_deref());
        let password = if password.len() <= MOST_BYTES { password } else { "" };
        let password_right = self.passwords.verify(password, hash).await?;
        let Some(person) = person.filter(|_| counted) else { return Err(wrong()) };
        let stage = if password_right {
            SessionStage::SecondFactor
        } else if self.is_setup_code(&person, password) {
            SessionStage::SetUp
        } else {
            self.storage.note_failure(person.id, now).await?;
            return Err(wrong());
        };
        self.storage.give_attempt_back(person.id).await?;
        let token = self.random.token();
        let session = NewStaffSession {
            id: self.random.uuid(now),
            staff_id: person.id,
            token_hash: hash_of(&token),
            stage,
            browser: browser.to_owned(),
            at: now,
        };
        self.storage.begin_session(session, now - FORGOTTEN_AFTER).await?;
        Ok(match stage {
            SessionStage::SetUp => Entrance::SetUp(token),
            SessionStage::SecondFactor | SessionStage::Open => Entrance::SecondFactor(token),
        })
    }

    fn is_setup_code(&self, person: &StaffRecord, typed: &str) -> bool {
        let (Some(hash), Some(until)) = (&person.setup_hash, person.setup_until) else { return false };
        let typed = self.keys.code_hash(person.id, &plain_code(typed));
        self.clock.now() < until && bool::from(hash.ct_eq(&typed))
    }
}
