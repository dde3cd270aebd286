//! One-time codes, recovery codes, and what is derived from the key of the installation.

use domain::draft::SIGNS;
use uuid::Uuid;

use crate::clock::Randomness;
use crate::services::vault::Vault;

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

    /// Under what a code of a person is stored; `plain` is the code without dashes.
    pub(super) fn code_hash(&self, staff_id: Uuid, plain: &str) -> Vec<u8> {
        Vault(&self.0).mac(b"staff code", &[staff_id.as_bytes(), plain.as_bytes()])
    }

    /// Seals a TOTP secret for one person; none when the cipher fails.
    pub(super) fn seal(&self, random: &Randomness, staff_id: Uuid, secret: &[u8]) -> Option<Vec<u8>> {
        Vault(&self.0).seal(b"staff totp", random, staff_id.as_bytes(), secret)
    }

    /// The secret that was sealed for that person; none when it was not, or was changed.
    pub(super) fn open(&self, staff_id: Uuid, sealed: &[u8]) -> Option<Vec<u8>> {
        Vault(&self.0).open(b"staff totp", staff_id.as_bytes(), sealed)
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
    fn a_code_is_read_however_it_is_typed() {
        let code = fresh_code(&Randomness::seeded(2), SETUP_SIGNS);
        let shown = grouped(&code);
        assert_eq!((code.len(), shown.len(), shown.matches('-').count()), (16, 19, 3));
        assert_eq!(plain_code(&shown.to_lowercase().replace('-', " ")), code);
        let keys = Keys::new(b"key");
        assert_ne!(keys.code_hash(Uuid::from_u128(1), &code), keys.code_hash(Uuid::from_u128(2), &code));
    }
}
