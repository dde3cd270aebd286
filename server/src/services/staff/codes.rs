//! One-time codes, recovery codes, and what is derived from the key of the installation.
//!
//! The key lies in the same database (`installation`). It protects against whoever sees single tables, a slip in a query or
//! an export, not against whoever has the whole database.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use domain::draft::SIGNS;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::clock::Randomness;

const NONCE: usize = 12;
/// Signs of a one-time sign-in code: 28^16 of them.
pub(super) const SETUP_SIGNS: usize = 16;
/// Signs of a recovery code: 28^12 of them, and wrong ones lock the account.
pub(super) const RECOVERY_SIGNS: usize = 12;
/// Recovery codes somebody gets.
pub(super) const RECOVERY_CODES: usize = 10;

/// What is derived from the key of the installation.
pub(super) struct Keys(Vec<u8>);

impl Keys {
    pub(super) fn new(key: &[u8]) -> Self {
        Self(key.to_vec())
    }

    fn mac(&self, label: &[u8], parts: &[&[u8]]) -> Vec<u8> {
        // HMAC takes keys of every length.
        let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.0) else { return Vec::new() };
        mac.update(label);
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().to_vec()
    }

    /// Under what a code of a person is stored; `plain` is the code without dashes.
    pub(super) fn code_hash(&self, staff_id: Uuid, plain: &str) -> Vec<u8> {
        self.mac(b"staff code", &[staff_id.as_bytes(), plain.as_bytes()])
    }

    fn cipher(&self) -> Option<ChaCha20Poly1305> {
        let key = Key::try_from(self.mac(b"staff totp", &[]).as_slice()).ok()?;
        Some(ChaCha20Poly1305::new(&key))
    }

    /// Seals a TOTP secret for one person; none when the cipher fails.
    pub(super) fn seal(&self, random: &Randomness, staff_id: Uuid, secret: &[u8]) -> Option<Vec<u8>> {
        let nonce = random.bytes::<NONCE>();
        let payload = Payload { msg: secret, aad: staff_id.as_bytes() };
        let sealed = self.cipher()?.encrypt(&Nonce::from(nonce), payload).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// The secret that was sealed for that person; none when it was not, or was changed.
    pub(super) fn open(&self, staff_id: Uuid, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let nonce = Nonce::try_from(nonce).ok()?;
        self.cipher()?.decrypt(&nonce, Payload { msg: sealed, aad: staff_id.as_bytes() }).ok()
    }
}

/// A fresh code of that many signs, without dashes.
pub(super) fn fresh_code(random: &Randomness, signs: usize) -> String {
    let mut number = u128::from_be_bytes(random.bytes());
    let count = SIGNS.len() as u128;
    let mut code = String::with_capacity(signs);
    for _ in 0..signs {
        let at = usize::try_from(number % count).unwrap_or_default();
        code.push(char::from(SIGNS.get(at).copied().unwrap_or(b'2')));
        number /= count;
    }
    code
}

/// The code in groups of four, as it is shown.
pub(super) fn grouped(plain: &str) -> String {
    let signs: Vec<char> = plain.chars().collect();
    let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// A typed code without dashes and blanks, in capital letters; cut where no code is that long.
pub(super) fn plain_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).take(64).collect::<String>().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_for_its_person_only_and_not_when_it_was_changed() {
        let (keys, random) = (Keys::new(b"key"), Randomness::seeded(1));
        let sealed = keys.seal(&random, Uuid::from_u128(1), b"secret").expect("seals");
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_eq!(keys.open(Uuid::from_u128(1), &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(keys.open(Uuid::from_u128(2), &sealed), None);
        assert_eq!(Keys::new(b"other").open(Uuid::from_u128(1), &sealed), None);
        let mut changed = sealed.clone();
        changed[NONCE] ^= 1;
        assert_eq!(keys.open(Uuid::from_u128(1), &changed), None);
        assert_eq!(keys.open(Uuid::from_u128(1), b"short"), None);
        assert_ne!(keys.seal(&random, Uuid::from_u128(1), b"secret"), Some(sealed), "never the same twice");
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = fresh_code(&Randomness::seeded(2), SETUP_SIGNS);
        let shown = grouped(&code);
        assert_eq!((code.len(), shown.len(), shown.matches('-').count()), (16, 19, 3));
        assert_eq!(plain_code(&shown.to_lowercase().replace('-', " ")), code);
        let keys = Keys::new(b"key");
        assert_ne!(keys.code_hash(Uuid::from_u128(1), &code), keys.code_hash(Uuid::from_u128(2), &code));
    }
}
