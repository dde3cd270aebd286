//! Messages with the applicant, from the desk's side.

use app::view::MAX_MESSAGE;
use domain::filing::{Answers, Problem};
use storage::{DossierMessage, NewDossierNotice};
use uuid::Uuid;

use super::load::OpenDossier;
use super::notices::ways_or_call;
use crate::services::track::typed_text;
use crate::services::{ServiceError, Services};

/// Kind under which the ledger has the notice of a message.
const MESSAGE: &str = "message";

impl Services {
    /// Writes to the applicant, who is told of it. The same text pressed twice is one message. The caller decides who may.
    ///
    /// # Errors
    /// Refused with `required`, `too_long`, `control_character` at the field `message`.
    pub async fn write_to_applicant(&self, open: &OpenDossier, officer: Uuid, text: &str) -> Result<(), ServiceError> {
        let body = typed_text("message", text, MAX_MESSAGE)?;
        if body.is_empty() {
            return Err(ServiceError::invalid("required", vec![Problem::new("message", "required", &[])]));
        }
        let dossier = &open.dossier;
        let answers: Answers = serde_json::from_str(&dossier.record.answers)
            .map_err(|error| ServiceError::Failed(format!("answers of a dossier are damaged: {error}").into()))?;
        let at = self.clock.now();
        let notices = ways_or_call(&answers).into_iter().map(|(channel, address)| NewDossierNotice {
            id: self.random.uuid(at),
            kind: MESSAGE.to_owned(),
            channel,
            address,
            language: dossier.language.clone(),
        });
        let notices = self.by_ways_of_this_portal(notices.collect());
        let message = DossierMessage { id: self.random.uuid(at), at, staff_id: Some(officer), body, read_at: None };
        Ok(self.storage.add_message(dossier.record.id, message, notices).await?)
    }

    /// What the applicant wrote needs no answer, or was answered elsewhere: it leaves the queue. Reading alone does not do that,
    /// or what one colleague saw in passing would be missed by all. The caller decides who may.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn see_to_messages(&self, open: &OpenDossier) -> Result<(), ServiceError> {
        let dossier = &open.dossier;
        if dossier.messages.iter().any(|message| message.staff_id.is_none() && message.read_at.is_none()) {
            self.storage.read_messages(dossier.record.id, true, self.clock.now()).await?;
        }
        Ok(())
    }
}
