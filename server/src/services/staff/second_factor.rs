//! The second factor: codes of an authenticator app (TOTP, RFC 6238), or a recovery code.

use data_encoding::BASE32_NOPAD;
use storage::{Attempt, SecondFactor, SessionStage, StaffRecord};
use time::OffsetDateTime;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use super::StaffAccounts;
use super::codes::{RECOVERY_SIGNS, plain_code};
use super::session::{again, hash_of};
use crate::services::{RefusalKind, ServiceError};

/// Bytes of a fresh secret: as RFC 4226 recommends.
const SECRET: usize = 20;
/// A given secret may be shorter, as RFC 4226 allows.
const LEAST_SECRET: usize = 16;

/// SHA-1, six digits, 30 seconds: what every app understands. Codes of the step before and after are taken too, because
/// clocks differ.
fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(Secret::from(secret)).build().ok()
}

fn seconds(at: OffsetDateTime) -> u64 {
    u64::try_from(at.unix_timestamp()).unwrap_or_default()
}

/// The code of a secret at that moment, as an app shows it.
#[must_use]
pub fn totp_code(secret: &[u8], at: OffsetDateTime) -> Option<String> {
    Some(totp(secret)?.generate(seconds(at)).to_string())
}

/// A secret from Base32, as it was typed or passed on; none when it is no secret or too short.
#[must_use]
pub fn base32_secret(text: &str) -> Option<Vec<u8>> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '=' && *c != '-').collect();
    let secret = BASE32_NOPAD.decode(plain.to_ascii_uppercase().as_bytes()).ok()?;
    (secret.len() >= LEAST_SECRET).then_some(secret)
}

/// The step of the code, if it is a code of about now.
pub(super) fn step_of(secret: &[u8], typed: &str, at: OffsetDateTime) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    i64::try_from(totp(secret)?.check(&digits, seconds(at))?).ok()
}

fn wrong() -> ServiceError {
    ServiceError::field("code", "second_factor_wrong", &[])
}

impl StaffAccounts {
    /// A fresh secret, sealed for the person.
    pub(super) fn fresh_secret(&self, staff_id: Uuid) -> Result<Vec<u8>, ServiceError> {
        self.sealed(staff_id, &self.random.bytes::<SECRET>())
    }

    pub(super) fn sealed(&self, staff_id: Uuid, secret: &[u8]) -> Result<Vec<u8>, ServiceError> {
        let sealed = self.keys.seal(&self.random, staff_id, secret);
        sealed.ok_or_else(|| ServiceError::Failed("a TOTP secret could not be sealed".into()))
    }

    /// The secret of a person, opened.
    pub(super) fn opened(&self, staff_id: Uuid, sealed: &[u8]) -> Result<Vec<u8>, ServiceError> {
        let opened = self.keys.open(staff_id, sealed);
        opened.ok_or_else(|| ServiceError::Failed("a TOTP secret is sealed under another key".into()))
    }

    /// What a typed code proves, if it can be one.
    fn proof(&self, person: &StaffRecord, typed: &str) -> Result<Option<SecondFactor>, ServiceError> {
        if let Some(sealed) = &person.totp_sealed
            && let Some(step) = step_of(&self.opened(person.id, sealed)?, typed, self.clock.now())
        {
            return Ok(Some(SecondFactor::Totp(step)));
        }
        let plain = plain_code(typed);
        Ok((plain.len() == RECOVERY_SIGNS).then(|| SecondFactor::Recovery(self.keys.code_hash(person.id, &plain))))
    }

    /// Signs in with the code of the app or a recovery code, and gives the token with which the session goes on.
    ///
    /// # Errors
    /// Refused with `sign_in_again` when the password is to be entered again, with `second_factor_wrong` whatever is wrong
    /// with the code: it is another one, was used before, or the account is locked.
    pub async fn pass_second_factor(&self, token: &str, typed: &str) -> Result<String, ServiceError> {
        let Some((session, person)) = self.unfinished(token, SessionStage::SecondFactor).await? else {
            return Err(again());
        };
        let now = self.clock.now();
        if self.storage.take_attempt(person.id, now).await? == Attempt::Locked {
            return Err(wrong());
        }
        let fresh = self.random.token();
        let passed = match self.proof(&person, typed)? {
            Some(proof) => self.storage.pass_second_factor(session.id, proof, hash_of(&fresh), now).await?,
            None => false,
        };
        if !passed {
            self.storage.note_failure(person.id, now).await?;
            metrics::counter!("staff_sign_ins_total", "outcome" => "wrong_second_factor").increment(1);
            return Err(wrong());
        }
        metrics::counter!("staff_sign_ins_total", "outcome" => "signed_in").increment(1);
        Ok(fresh)
    }

    /// Where somebody with this token waits for the second factor.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn awaits_second_factor(&self, token: &str) -> Result<bool, ServiceError> {
        Ok(self.unfinished(token, SessionStage::SecondFactor).await?.is_some())
    }
}

/// The person may not do this, or not to that account.
pub(super) fn forbidden(key: &'static str) -> ServiceError {
    ServiceError::refused(RefusalKind::Forbidden, key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B; the last six of its eight digits.
        let secret = b"12345678901234567890";
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let at = OffsetDateTime::from_unix_timestamp(at).expect("an instant");
            assert_eq!(totp_code(secret, at).as_deref(), Some(code));
            assert_eq!(step_of(secret, code, at), Some(at.unix_timestamp() / 30));
        }
    }

    #[test]
    fn a_code_is_good_a_step_before_and_after_and_only_as_six_digits() {
        let secret = b"12345678901234567890";
        let now = datetime!(2026-11-23 08:00:10 +7);
        let code = totp_code(secret, now).expect("a code");
        let step = now.unix_timestamp() / 30;
        for (seconds, good) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let at = now + time::Duration::seconds(seconds);
            assert_eq!(step_of(secret, &code, at), good.then_some(step), "{seconds}");
        }
        assert_eq!(step_of(secret, &format!("{} {}", &code[..3], &code[3..]), now), Some(step));
        for typed in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(step_of(secret, typed, now), None, "{typed}");
        }
    }

    #[test]
    fn a_given_secret_is_base32_and_long_enough() {
        assert_eq!(
            base32_secret("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ").as_deref(),
            Some(b"12345678901234567890".as_slice())
        );
        assert_eq!(base32_secret("gezdgnbvgy3tqojq"), None);
        assert_eq!(base32_secret("not base32!"), None);
    }
}
