//! What a person changes of their own account.

use storage::Attempt;

use super::set_up::check_password;
use super::{SignedIn, StaffAccounts};
use crate::services::ServiceError;

impl StaffAccounts {
    /// Changes the own password; the other sessions end.
    ///
    /// # Errors
    /// Refused with `password_wrong` when the one in force is not right, else with what is wrong with the new one.
    pub async fn change_password(
        &self,
        person: &SignedIn,
        current: &str,
        password: &str,
        repeated: &str,
    ) -> Result<(), ServiceError> {
        check_password(password, repeated, &person.login, &person.name)?;
        self.confirm(person, current).await?;
        let hash = self.passwords.hash(&self.random, password).await?;
        self.storage.set_password(person.id, hash, person.session, self.clock.now()).await?;
        Ok(())
    }

    /// Makes new recovery codes; the ones before are worth nothing.
    ///
    /// # Errors
    /// Refused with `password_wrong`.
    pub async fn renew_recovery_codes(&self, person: &SignedIn, current: &str) -> Result<Vec<String>, ServiceError> {
        self.confirm(person, current).await?;
        let (codes, hashes) = self.fresh_recovery_codes(person.id);
        self.storage.set_recovery_codes(person.id, hashes, self.clock.now()).await?;
        Ok(codes)
    }

    /// How many recovery codes are left.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn recovery_codes_left(&self, person: &SignedIn) -> Result<i64, ServiceError> {
        Ok(self.storage.recovery_codes_left(person.id).await?)
    }

    /// Sees that it is the person who sits there; wrong passwords count like those of a sign-in.
    async fn confirm(&self, person: &SignedIn, password: &str) -> Result<(), ServiceError> {
        let wrong = || ServiceError::field("current", "password_wrong", &[]);
        let now = self.clock.now();
        let hash = self.storage.staff(person.id).await?.and_then(|record| record.password_hash);
        if self.storage.take_attempt(person.id, now).await? == Attempt::Locked {
            return Err(wrong());
        }
        if !self.passwords.verify(password, hash.as_deref()).await? {
            self.storage.note_failure(person.id, now).await?;
            return Err(wrong());
        }
        self.storage.give_attempt_back(person.id).await?;
        Ok(())
    }
}
