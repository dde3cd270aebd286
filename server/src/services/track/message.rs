//! Messages with the officer, from the applicant's side.

use app::view::MAX_MESSAGE;
use domain::filing::Problem;
use storage::DossierMessage;

use super::{Tracked, typed_text};
use crate::services::{ServiceError, Services};

impl Services {
    /// Writes to the officer. The same text pressed twice is one message.
    ///
    /// # Errors
    /// Refused with `dossier_not_found`, or `required`, `too_long`, `control_character` at the field `message`.
    pub async fn write_message(&self, code: &str, pin: &str, text: &str) -> Result<(), ServiceError> {
        let tracked = self.track(code, pin).await?;
        let body = typed_text("message", text, MAX_MESSAGE)?;
        if body.is_empty() {
            return Err(ServiceError::invalid("required", vec![Problem::new("message", "required", &[])]));
        }
        let dossier = &tracked.held.dossier;
        let at = self.clock.now();
        let message = DossierMessage { id: self.random.uuid(at), at, staff_id: None, body, read_at: None };
        Ok(self.storage.add_message(dossier.record.id, message, Vec::new()).await?)
    }

    /// The applicant has seen what officers wrote.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn see_messages(&self, tracked: &Tracked) -> Result<(), ServiceError> {
        let dossier = &tracked.held.dossier;
        if dossier.messages.iter().any(|message| message.staff_id.is_some() && message.read_at.is_none()) {
            self.storage.read_messages(dossier.record.id, false, self.clock.now()).await?;
        }
        Ok(())
    }
}
