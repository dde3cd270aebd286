//! What is derived from the key of the installation: message authentication codes, and sealed values.
//!
//! The key lies in the same database (`installation`). It protects against whoever sees single tables, a slip in a query or
//! an export, not against whoever has the whole database.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::clock::Randomness;

const NONCE: usize = 12;

/// Everything that the key of the installation opens. Each use has a label of its own, from which its own key is derived.
pub(super) struct Vault<'key>(pub &'key [u8]);

impl Vault<'_> {
    pub(super) fn mac(&self, label: &[u8], parts: &[&[u8]]) -> Vec<u8> {
        // HMAC takes keys of every length.
        let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(self.0) else { return Vec::new() };
        mac.update(label);
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().to_vec()
    }

    fn cipher(&self, label: &[u8]) -> Option<ChaCha20Poly1305> {
        let key = Key::try_from(self.mac(label, &[]).as_slice()).ok()?;
        Some(ChaCha20Poly1305::new(&key))
    }

    /// Seals a value that belongs to `owner`; none when the cipher fails.
    pub(super) fn seal(&self, label: &[u8], random: &Randomness, owner: &[u8], value: &[u8]) -> Option<Vec<u8>> {
        let nonce = random.bytes::<NONCE>();
        let payload = Payload { msg: value, aad: owner };
        let sealed = self.cipher(label)?.encrypt(&Nonce::from(nonce), payload).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// The value that was sealed for that owner; none when it was not, or was changed.
    pub(super) fn open(&self, label: &[u8], owner: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let nonce = Nonce::try_from(nonce).ok()?;
        self.cipher(label)?.decrypt(&nonce, Payload { msg: sealed, aad: owner }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_for_its_owner_and_its_use_only_and_not_when_it_was_changed() {
        let (vault, random) = (Vault(b"key"), Randomness::seeded(1));
        let sealed = vault.seal(b"use", &random, b"one", b"secret").expect("seals");
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_eq!(vault.open(b"use", b"one", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(vault.open(b"use", b"two", &sealed), None);
        assert_eq!(vault.open(b"other", b"one", &sealed), None);
        assert_eq!(Vault(b"other").open(b"use", b"one", &sealed), None);
        let mut changed = sealed.clone();
        changed[NONCE] ^= 1;
        assert_eq!(vault.open(b"use", b"one", &changed), None);
        assert_eq!(vault.open(b"use", b"one", b"short"), None);
        assert_ne!(vault.seal(b"use", &random, b"one", b"secret"), Some(sealed), "never the same twice");
    }
}
