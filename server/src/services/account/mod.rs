//! Accounts of citizens: signing in with a one-time code, sessions, how somebody is reached, and what is theirs.

mod contacts;
mod data;
mod dossiers;
mod papers;
mod session;
mod sign_in;
mod store;

pub use contacts::ContactAnswer;
pub use data::{Look, MOST_LOOKS};
pub use dossiers::{MyDossier, MyPage, PAGE};
pub use papers::Offer;
pub use session::{Holder, SignedInHere};
pub use sign_in::{Awaited, EnterCode, Entered};
pub use store::{KeptResult, PersonalStore};

use domain::account::Contact;
use storage::SealedContact;
use uuid::Uuid;

use super::vault::Vault;
use super::{ServiceError, Services};

fn cipher_failed() -> ServiceError {
    ServiceError::Failed("a value could not be sealed".into())
}

impl Services {
    fn vault(&self) -> Vault<'_> {
        Vault(&self.pin_key)
    }

    /// By what a contact is found: whoever reads the table cannot try addresses out without the key.
    fn contact_hash(&self, contact: &Contact) -> Vec<u8> {
        self.vault().mac(b"account contact", &[contact.kind.key().as_bytes(), b":", contact.address.as_bytes()])
    }

    fn sealed_contact(&self, contact: &Contact) -> Result<SealedContact, ServiceError> {
        let hash = self.contact_hash(contact);
        let sealed = self.vault().seal(b"account address", &self.random, &hash, contact.address.as_bytes());
        Ok(SealedContact { kind: contact.kind, sealed: sealed.ok_or_else(cipher_failed)?, hash })
    }

    /// The address of a contact; none when it was sealed under another key.
    fn opened_contact(&self, sealed: &SealedContact) -> Option<Contact> {
        let address = self.vault().open(b"account address", &sealed.hash, &sealed.sealed)?;
        Some(Contact { kind: sealed.kind, address: String::from_utf8(address).ok()? })
    }

    fn sealed_name(&self, account: Uuid, name: &str) -> Result<Vec<u8>, ServiceError> {
        let sealed = self.vault().seal(b"account name", &self.random, account.as_bytes(), name.as_bytes());
        sealed.ok_or_else(cipher_failed)
    }

    fn opened_name(&self, account: Uuid, sealed: &[u8]) -> Option<String> {
        String::from_utf8(self.vault().open(b"account name", account.as_bytes(), sealed)?).ok()
    }
}
