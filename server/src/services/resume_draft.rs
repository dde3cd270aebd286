//! Taking a draft up on another device, and restoring one that has expired.

use domain::draft::{Life, ResumeCode, life};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use storage::Draft;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::Services;
use super::error::{RefusalKind, ServiceError};

/// What a browser holds of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// A draft to go on with.
    Open(Box<Draft>),
    /// A draft that has expired and can be restored.
    Expired(Expired),
    Nothing,
}

/// A draft that has expired and can be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expired {
    pub draft: Box<Draft>,
    /// When it expired.
    pub at: OffsetDateTime,
    /// When it is cleared for good.
    pub restorable_until: OffsetDateTime,
}

/// What a resume code leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resumed {
    /// The draft; this browser holds it now.
    Open(Box<Draft>),
    /// It has to be restored first; nothing was changed.
    Expired(Expired),
}

/// So long whoever has filed and comes back to a step is led to the receipt.
const RECEIPT_FOLLOWS: Duration = Duration::hours(1);

/// The hash under which a resume code is kept.
pub(super) fn resume_hash(code: &ResumeCode) -> Vec<u8> {
    Sha256::digest(code.plain()).to_vec()
}

fn unknown() -> ServiceError {
    ServiceError::refused(RefusalKind::NotFound, "resume_code_unknown")
}

impl Services {
    /// The resume code of a draft: derived, so that only its hash is stored and it is the same wherever it is shown.
    #[must_use]
    pub fn resume_code(&self, draft_id: Uuid) -> ResumeCode {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.pin_key) else { return ResumeCode::from_number(0) };
        mac.update(b"resume code");
        mac.update(draft_id.as_bytes());
        let bytes = mac.finalize().into_bytes();
        ResumeCode::from_number(bytes.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }

    /// The resume code of a draft that is about to be shown, kept if the draft is older than the codes.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn shown_resume_code(&self, draft_id: Uuid) -> Result<ResumeCode, ServiceError> {
        let code = self.resume_code(draft_id);
        if self.storage.draft_by_resume_hash(&resume_hash(&code)).await?.is_none() {
            self.storage.keep_resume_hash(draft_id, resume_hash(&code)).await?;
        }
        Ok(code)
    }

    /// What a browser holds of a procedure: the open draft that it took up last, else an expired one.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn held_draft(&self, browser_hash: &[u8], procedure: &str) -> Result<Held, ServiceError> {
        let now = self.clock.now();
        let held = self.storage.held_drafts(browser_hash, procedure).await?;
        let open = held.iter().find(|draft| matches!(life(draft.updated_at, now), Life::Open { .. }));
        let expired = || held.iter().find(|draft| matches!(life(draft.updated_at, now), Life::Expired { .. }));
        let Some(found) = open.or_else(expired) else { return Ok(Held::Nothing) };
        let Some(draft) = self.storage.draft(found.id).await? else { return Ok(Held::Nothing) };
        // Judged again, for it may have been changed between the two looks.
        Ok(match life(draft.updated_at, now) {
            Life::Open { .. } => Held::Open(Box::new(self.carried(draft).await?)),
            Life::Expired { at, restorable_until } => {
                Held::Expired(Expired { draft: Box::new(draft), at, restorable_until })
            }
            Life::Over => Held::Nothing,
        })
    }

    /// The draft of a procedure that this browser has just filed. Whoever sent it and never got the answer, because the line
    /// was cut, finds the receipt by it. After an hour nobody else at the same device is led there.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn just_filed(&self, browser_hash: &[u8], procedure: &str) -> Result<Option<Uuid>, ServiceError> {
        let since = self.clock.now() - RECEIPT_FOLLOWS;
        Ok(self.storage.filed_draft(browser_hash, procedure, since).await?)
    }

    /// Takes a draft up in a browser by its resume code.
    ///
    /// # Errors
    /// Refused with `resume_code_unknown`, whatever is wrong: the form of the code, a code nobody has, a draft that was
    /// filed, discarded or cleared.
    pub async fn resume(&self, typed: &str, browser_hash: Vec<u8>) -> Result<Resumed, ServiceError> {
        let draft = self.draft_of_code(typed).await?;
        let now = self.clock.now();
        match life(draft.updated_at, now) {
            Life::Open { .. } if self.storage.bind_browser(draft.id, browser_hash, now).await? => {
                Ok(Resumed::Open(Box::new(draft)))
            }
            Life::Expired { at, restorable_until } => {
                Ok(Resumed::Expired(Expired { draft: Box::new(draft), at, restorable_until }))
            }
            Life::Open { .. } | Life::Over => Err(unknown()),
        }
    }

    /// Restores the draft of a resume code, if it has expired, and takes it up in a browser.
    ///
    /// # Errors
    /// Refused with `resume_code_unknown` as in [`Self::resume`].
    pub async fn restore_by_code(&self, typed: &str, browser_hash: Vec<u8>) -> Result<Draft, ServiceError> {
        let draft = self.draft_of_code(typed).await?;
        self.restore(&draft).await?;
        match self.resume(typed, browser_hash).await? {
            Resumed::Open(draft) => Ok(*draft),
            Resumed::Expired(_) => Err(unknown()),
        }
    }

    /// Restores an expired draft that a browser holds, and makes it the one that browser goes on with.
    ///
    /// # Errors
    /// Refused with `draft_gone` when there is nothing to restore.
    pub async fn restore_held(&self, procedure: &str, browser_hash: Vec<u8>) -> Result<(), ServiceError> {
        match self.held_draft(&browser_hash, procedure).await? {
            // Pressed twice, or restored on another device in between: it goes on.
            Held::Open(_) => Ok(()),
            Held::Expired(expired) => {
                self.restore(&expired.draft).await?;
                self.storage.bind_browser(expired.draft.id, browser_hash, self.clock.now()).await?;
                Ok(())
            }
            Held::Nothing => Err(ServiceError::refused(RefusalKind::NotFound, "draft_gone")),
        }
    }

    /// Restores a draft whose caller holds it; one that is open already stays as it is.
    ///
    /// # Errors
    /// When storage fails.
    async fn restore(&self, draft: &Draft) -> Result<(), ServiceError> {
        let now = self.clock.now();
        if matches!(life(draft.updated_at, now), Life::Expired { .. }) {
            self.storage.restore_draft(draft.id, draft.updated_at, now).await?;
        }
        Ok(())
    }

    async fn draft_of_code(&self, typed: &str) -> Result<Draft, ServiceError> {
        let code: ResumeCode = typed.parse().map_err(|_form| unknown())?;
        let found = self.storage.draft_by_resume_hash(&resume_hash(&code)).await?;
        found.filter(|draft| draft.dossier_code.is_none()).ok_or_else(unknown)
    }

    /// The step on which somebody goes on: the first one that is not finished.
    #[must_use]
    pub fn next_step(&self, draft: &Draft) -> &'static str {
        let complete = serde_json::from_str(&draft.answers)
            .is_ok_and(|answers| domain::filing::check_by(&answers, draft.channel).is_empty());
        match (complete, draft.files.is_empty()) {
            (false, _) => "nguoi-nop",
            (true, true) => "giay-to",
            (true, false) => "kiem-tra",
        }
    }
}
