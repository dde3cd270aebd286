//! The first sign-in: password, second factor, recovery codes. Nothing counts before all of it is there.

use domain::staff::password_problem;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use storage::{FinishedSetUp, SessionStage};

use super::StaffAccounts;
use super::codes::{RECOVERY_CODES, RECOVERY_SIGNS, fresh_code, grouped};
use super::second_factor::step_of;
use super::session::{again, hash_of};
use crate::services::ServiceError;

/// How far somebody has come with setting up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetUpState {
    /// The password is to be chosen.
    Password { login: String },
    /// The app is to be connected and a code to be entered.
    SecondFactor {
        login: String,
        /// In Base32, for typing.
        secret: String,
        /// For the QR code.
        uri: String,
    },
}

impl StaffAccounts {
    /// How far the set-up of this token has come; none when there is none.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn set_up_state(&self, token: &str) -> Result<Option<SetUpState>, ServiceError> {
        let Some((session, person)) = self.unfinished(token, SessionStage::SetUp).await? else { return Ok(None) };
        let (Some(_), Some(sealed)) = (&session.new_password, &session.new_totp) else {
            return Ok(Some(SetUpState::Password { login: person.login }));
        };
        let secret = data_encoding::BASE32_NOPAD.encode(&self.opened(person.id, sealed)?);
        let issuer = format!("Mot Cua {}", self.data.province.code);
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let (issuer, login) = (encode(&issuer), encode(&person.login));
        let uri = format!("otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}");
        Ok(Some(SetUpState::SecondFactor { login: person.login, secret, uri }))
    }

    /// Takes the password of the first sign-in and makes a TOTP secret.
    ///
    /// # Errors
    /// Refused with what is wrong with the password, or with `sign_in_again`.
    pub async fn set_up_password(&self, token: &str, password: &str, repeated: &str) -> Result<(), ServiceError> {
        let Some((session, person)) = self.unfinished(token, SessionStage::SetUp).await? else { return Err(again()) };
        check_password(password, repeated, &person.login, &person.name)?;
        let hash = self.passwords.hash(&self.random, password).await?;
        let secret = self.fresh_secret(person.id)?;
        self.storage.keep_set_up(session.id, Some(hash), Some(secret)).await?;
        Ok(())
    }

    /// Ends the set-up with a code of the app: gives the token of the session and the recovery codes, which are told only
    /// now.
    ///
    /// # Errors
    /// Refused with `set_up_code_wrong` or `sign_in_again`.
    pub async fn finish_set_up(&self, token: &str, typed: &str) -> Result<(String, Vec<String>), ServiceError> {
        let Some((session, person)) = self.unfinished(token, SessionStage::SetUp).await? else { return Err(again()) };
        let (Some(password_hash), Some(totp_sealed)) = (session.new_password, session.new_totp) else {
            return Err(again());
        };
        let now = self.clock.now();
        let secret = self.opened(person.id, &totp_sealed)?;
        let Some(totp_step) = step_of(&secret, typed, now) else {
            return Err(ServiceError::field("code", "set_up_code_wrong", &[]));
        };
        let (codes, recovery_hashes) = self.fresh_recovery_codes(person.id);
        let fresh = self.random.token();
        let set_up = FinishedSetUp {
            password_hash,
            totp_sealed,
            totp_step,
            recovery_hashes,
            token_hash: hash_of(&fresh),
            at: now,
        };
        if !self.storage.finish_set_up(session.id, set_up).await? {
            return Err(again());
        }
        metrics::counter!("staff_sign_ins_total", "outcome" => "set_up").increment(1);
        Ok((fresh, codes))
    }

    /// Recovery codes as they are shown, and as they are stored.
    pub(super) fn fresh_recovery_codes(&self, staff_id: uuid::Uuid) -> (Vec<String>, Vec<Vec<u8>>) {
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| fresh_code(&self.random, RECOVERY_SIGNS)).collect();
        let hashes = codes.iter().map(|code| self.keys.code_hash(staff_id, code)).collect();
        (codes.iter().map(|code| grouped(code)).collect(), hashes)
    }
}

/// Refuses a new password that is not good, or was not typed twice alike.
pub(super) fn check_password(password: &str, repeated: &str, login: &str, name: &str) -> Result<(), ServiceError> {
    if let Some(key) = password_problem(password, login, name) {
        return Err(ServiceError::field("password", key, &[]));
    }
    if password != repeated {
        return Err(ServiceError::field("repeated", "password_differs", &[]));
    }
    Ok(())
}
