//! Opening the draft of a supplement: with what was filed, so that nothing is typed or sent twice.

use app::locale::Locale;
use domain::dossier::Event;
use storage::{Draft, DraftAccess, NewDraft, NewFile, NewSupplement};
use uuid::Uuid;

use super::{counting_files, waiting};
use crate::services::begin_draft::token_hash;
use crate::services::desk::OpenDossier;
use crate::services::resume_draft::resume_hash;
use crate::services::{RefusalKind, ServiceError, Services};

impl Services {
    /// The draft with which a holder completes a dossier, in this browser: the one that was begun, wherever that was, or a new
    /// one with the answers and the files of the dossier.
    ///
    /// # Errors
    /// Refused with `dossier_not_found`, or `supplement_closed` when the dossier does not wait for the applicant.
    pub async fn begin_supplement(
        &self,
        code: &str,
        pin: &str,
        browser_hash: Vec<u8>,
        language: Locale,
    ) -> Result<Uuid, ServiceError> {
        let held = self.track(code, pin).await?.held;
        if waiting(&held.state).is_none() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "supplement_closed"));
        }
        let known = match self.storage.supplement_draft(held.dossier.record.id).await? {
            Some(id) => self.storage.draft(id).await?,
            None => None,
        };
        if let Some(draft) = known {
            if is_overtaken(&draft, &held) {
                self.storage.drop_supplement(draft.id, self.clock.now()).await?;
            } else if self.take_up(&draft, &browser_hash).await? {
                return Ok(draft.id);
            }
        }
        let begin = self.new_supplement(&held, Some(browser_hash.clone()), None, language);
        let id = self.storage.begin_supplement(begin).await?;
        self.storage.bind_browser(id, browser_hash, self.clock.now()).await?;
        Ok(id)
    }

    /// Lets this browser hold a draft that was begun earlier, however long it lay. False when it is gone.
    async fn take_up(&self, draft: &Draft, browser_hash: &[u8]) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        if !self.storage.bind_browser(draft.id, browser_hash.to_vec(), now).await? {
            return Ok(false);
        }
        if let Err(ServiceError::Refused(_)) = self.draft(draft.id, &DraftAccess::Browser(browser_hash.to_vec())).await
        {
            return Ok(self.storage.restore_draft(draft.id, draft.updated_at, now).await?);
        }
        Ok(true)
    }

    /// The draft with which staff complete a dossier for somebody who came to the counter. What the applicant has begun online
    /// is gone on with, and stays open to the applicant.
    ///
    /// # Errors
    /// Refused with `supplement_closed` when the dossier does not wait for the applicant.
    pub async fn begin_supplement_at_counter(
        &self,
        held: &OpenDossier,
        staff: Uuid,
        language: Locale,
    ) -> Result<Uuid, ServiceError> {
        if waiting(&held.state).is_none() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "supplement_closed"));
        }
        let now = self.clock.now();
        let known = match self.storage.supplement_draft(held.dossier.record.id).await? {
            Some(id) => self.storage.draft(id).await?,
            None => None,
        };
        if let Some(draft) = known {
            if is_overtaken(&draft, held) {
                self.storage.drop_supplement(draft.id, now).await?;
            } else if self.storage.take_to_counter(draft.id, staff, now).await? {
                return Ok(draft.id);
            }
        }
        let id = self.storage.begin_supplement(self.new_supplement(held, None, Some(staff), language)).await?;
        // The applicant may have begun one at this very moment; then it is theirs that was given.
        self.storage.take_to_counter(id, staff, now).await?;
        Ok(id)
    }

    fn new_supplement(
        &self,
        held: &OpenDossier,
        browser_hash: Option<Vec<u8>>,
        counter: Option<Uuid>,
        language: Locale,
    ) -> NewSupplement {
        let record = &held.dossier.record;
        let now = self.clock.now();
        let id = self.random.uuid(now);
        let files = counting_files(&held.dossier).into_iter().map(|file| NewFile {
            id: self.random.uuid(now),
            draft_id: id,
            component: file.component.clone(),
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
            at: now,
        });
        NewSupplement {
            dossier_id: record.id,
            files: files.collect(),
            draft: NewDraft {
                id,
                token_hash: token_hash(&self.random.token()),
                browser_hash,
                procedure_code: record.procedure_code.clone(),
                procedure_revision: record.procedure_revision,
                case_id: record.case_id.clone(),
                agency_code: Some(record.agency_code.clone()),
                form_revision: record.form_revision,
                answers: record.answers.clone(),
                submission_key: self.random.uuid(now).to_string(),
                at: now,
                // Never shown: whoever holds code and PIN takes it up by them.
                resume_hash: resume_hash(&self.resume_code(id)),
                language: language.code().to_owned(),
                copied_from: None,
                counter,
            },
        }
    }
}

/// Whether the request for which a draft was begun was answered without it, as at the counter: it then begins with answers and
/// files that do not stand any more.
fn is_overtaken(draft: &Draft, held: &OpenDossier) -> bool {
    let answered = |event: &Event| matches!(event, Event::SupplementAnswered { .. });
    held.dossier.record.events.iter().any(|entry| answered(&entry.event) && entry.at >= draft.created_at)
}
