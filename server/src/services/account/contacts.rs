//! How somebody is called and reached.

use domain::account::Contact;

use super::session::Holder;
use crate::services::track::typed_text;
use crate::services::{RefusalKind, ServiceError, Services};

/// Longest name, in characters.
const MAX_NAME: usize = 100;

/// What came of taking a contact away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactAnswer {
    Removed,
    /// It is the only one: without it nobody could sign in any more.
    IsTheOnlyOne,
}

impl Services {
    /// Keeps how somebody wants to be called; nothing takes the name away.
    ///
    /// # Errors
    /// Refused at the field `name`: `too_long`, `control_character`.
    pub async fn name_account(&self, holder: &Holder, typed: &str) -> Result<(), ServiceError> {
        let name = typed_text("name", typed, MAX_NAME)?.replace(['\n', '\t'], " ");
        let sealed = if name.is_empty() { None } else { Some(self.sealed_name(holder.id, &name)?) };
        Ok(self.storage.name_account(holder.id, sealed).await?)
    }

    /// Takes a contact away, by its place in the list of the holder.
    ///
    /// # Errors
    /// Refused with `contact_unknown` when it is not theirs.
    pub async fn remove_contact(&self, holder: &Holder, address: &str) -> Result<ContactAnswer, ServiceError> {
        let unknown = || ServiceError::refused(RefusalKind::NotFound, "contact_unknown");
        let contact = Contact::read(address).filter(|contact| holder.contacts.contains(contact)).ok_or_else(unknown)?;
        if holder.contacts.len() < 2 {
            return Ok(ContactAnswer::IsTheOnlyOne);
        }
        let removed = self.storage.remove_contact(holder.id, self.contact_hash(&contact), self.clock.now()).await?;
        Ok(if removed { ContactAnswer::Removed } else { ContactAnswer::IsTheOnlyOne })
    }
}
