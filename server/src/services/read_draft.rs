//! Reading a draft: by whom, until when, with which procedure.

use domain::draft::{Life, life};
use storage::{Draft, DraftAccess};
use uuid::Uuid;

use super::error::{RefusalKind, ServiceError};
use super::{CurrentProcedure, Services};

impl Services {
    /// The draft, if the caller may see it, with its answers as those of the form in force. A stranger's draft looks like
    /// none.
    ///
    /// # Errors
    /// Refused with `draft_gone` when there is none for this caller, and with `draft_expired` when it has to be restored
    /// first.
    pub async fn draft(&self, id: Uuid, access: &DraftAccess) -> Result<Draft, ServiceError> {
        let gone = || ServiceError::refused(RefusalKind::NotFound, "draft_gone");
        let draft = self.storage.draft(id).await?.ok_or_else(gone)?;
        let opens = access.opens(&draft)
            || match access {
                // A device that took the draft up later; the one that began it needs no second look.
                DraftAccess::Browser(hash) => self.storage.holds_draft(id, hash).await?,
                DraftAccess::Token(_) | DraftAccess::Counter { .. } => false,
            };
        if !opens {
            return Err(gone());
        }
        if draft.dossier_code.is_some() {
            return Ok(draft);
        }
        match life(draft.updated_at, self.clock.now()) {
            Life::Open { .. } => self.carried(draft).await,
            Life::Expired { .. } => Err(ServiceError::refused(RefusalKind::Conflict, "draft_expired")),
            Life::Over => Err(gone()),
        }
    }

    /// The procedure as it was published when the draft was begun.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn current_of(&self, draft: &Draft) -> Result<CurrentProcedure, ServiceError> {
        self.procedure_revision(&draft.procedure_code, draft.procedure_revision)
            .await?
            .ok_or_else(|| ServiceError::Failed("a draft without its procedure".into()))
    }
}
