//! Passwords as Argon2id, on threads of their own and few at a time.

use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::clock::Randomness;
use crate::services::ServiceError;

/// Memory of one hash in KiB, passes and lanes: the first choice of the OWASP password storage cheat sheet.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// As many at once: 76 MiB at most.
const AT_ONCE: usize = 4;
/// Whoever waits longer for a turn is told to come again.
const PATIENCE: Duration = Duration::from_secs(10);
/// A hash nobody has a password for: judged where there is no account, so that it takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and verifies passwords.
#[derive(Clone)]
pub(super) struct PasswordHashing(Arc<Semaphore>);

impl Default for PasswordHashing {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

fn argon2() -> Result<Argon2<'static>, argon2::Error> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(MEMORY_KIB, PASSES, LANES, None)?))
}

/// One text for one password: keyboards send Vietnamese composed or decomposed.
fn normalised(password: &str) -> String {
    domain::fold::nfc(password)
}

impl PasswordHashing {
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(ServiceError::Busy) };
        let done = tokio::task::spawn_blocking(move || {
            let outcome = work();
            // Held until the memory is free again, even when nobody waits for the outcome any more.
            drop(turn);
            outcome
        });
        done.await.map_err(|error| ServiceError::Failed(Box::new(error)))?
    }

    /// The PHC string of a password.
    ///
    /// # Errors
    /// Busy when too many passwords are being judged.
    pub(super) async fn hash(&self, random: &Randomness, password: &str) -> Result<String, ServiceError> {
        let (salt, password) = (random.bytes::<16>(), normalised(password));
        self.work(move || {
            let hashed = argon2()
                .map_err(|error| error.to_string())
                .and_then(|argon2| {
                    argon2.hash_password_with_salt(password.as_bytes(), &salt).map_err(|error| error.to_string())
                })
                .map_err(|error| ServiceError::Failed(error.into()))?;
            Ok(hashed.to_string())
        })
        .await
    }

    /// Whether the password is that of the hash. Without a hash it takes as long, and is wrong.
    ///
    /// # Errors
    /// Busy when too many passwords are being judged.
    pub(super) async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, ServiceError> {
        let (password, hash) = (normalised(password), hash.map(str::to_owned));
        self.work(move || {
            let argon2 = argon2().map_err(|error| ServiceError::Failed(error.to_string().into()))?;
            let right = argon2.verify_password(password.as_bytes(), hash.as_deref().unwrap_or(NOBODY)).is_ok();
            Ok(right && hash.is_some())
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[tokio::test]
    async fn a_password_is_judged_by_its_hash_however_its_marks_are_written() {
        let (passwords, random) = (PasswordHashing::default(), Randomness::seeded(3));
        let hash = passwords.hash(&random, "con trâu đi trước").await.expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let decomposed: String = "con trâu đi trước".nfd().collect();
        for (typed, right) in [("con trâu đi trước", true), (decomposed.as_str(), true), ("con trau di truoc", false)]
        {
            assert_eq!(passwords.verify(typed, Some(&hash)).await.expect("judges"), right, "{typed}");
        }
        assert!(!passwords.verify("con trâu đi trước", None).await.expect("judges"));
        assert_ne!(passwords.hash(&random, "con trâu đi trước").await.expect("hashes"), hash, "salted");
    }

    #[test]
    fn the_hash_of_nobody_costs_what_a_real_one_costs() {
        let parsed = argon2::password_hash::phc::PasswordHash::new(NOBODY).expect("a PHC string");
        let params = Params::try_from(&parsed).expect("its parameters");
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (MEMORY_KIB, PASSES, LANES));
    }
}
