//! What is somebody's: drafts to go on with, and dossiers with whose turn it is and until when.

use domain::dossier::Turn;
use domain::draft::{Life, life};
use storage::{AccountDossier, AccountDraft, Draft};
use time::OffsetDateTime;
use uuid::Uuid;

use super::session::Holder;
use crate::services::{RefusalKind, ServiceError, Services, Tracked};

/// Dossiers on one page.
pub const PAGE: i64 = 20;

/// A dossier with what follows from its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyDossier {
    pub dossier: AccountDossier,
    pub turn: Turn,
    /// Until when whoever's turn it is has to act; none where no date was told, or the clock stands still.
    pub until: Option<OffsetDateTime>,
    /// The agency's time is over.
    pub is_late: bool,
}

/// Everything on the page of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyPage {
    /// Drafts that are open or can be restored, the one changed last first.
    pub drafts: Vec<AccountDraft>,
    pub dossiers: Vec<MyDossier>,
    /// Code of the dossier behind which the list goes on.
    pub next: Option<String>,
    pub total: i64,
}

impl MyDossier {
    fn of(dossier: AccountDossier, now: OffsetDateTime) -> Self {
        let turn = Turn::at(dossier.status, dossier.supplement_answered);
        let until = match turn {
            Turn::Desk => Some(dossier.answer_due_at),
            Turn::Unit if !dossier.is_paused => dossier.due_at,
            Turn::Unit | Turn::Applicant | Turn::Nobody => None,
        };
        Self { turn, until, is_late: until.is_some_and(|until| now > until), dossier }
    }
}

impl Services {
    /// What is on the page of somebody, the dossiers from the one before `before` on.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn my_page(&self, holder: &Holder, before: Option<&str>) -> Result<MyPage, ServiceError> {
        let now = self.clock.now();
        let mut found = self.storage.account_dossiers(holder.id, before.map(str::to_owned), PAGE + 1).await?;
        let is_more = found.len() as i64 > PAGE;
        found.truncate(PAGE as usize);
        let next = found.last().filter(|_| is_more).map(|last| last.code.clone());
        let total = self.storage.count_account_dossiers(holder.id).await?;
        let mut drafts = self.storage.account_drafts(holder.id).await?;
        drafts.retain(|draft| !matches!(life(draft.updated_at, now), Life::Over));
        let dossiers = found.into_iter().map(|dossier| MyDossier::of(dossier, now)).collect();
        Ok(MyPage { drafts, dossiers, next, total })
    }

    /// A dossier of somebody who is signed in, with its PIN for what they do with it.
    ///
    /// # Errors
    /// Refused with `dossier_not_found`, whether there is none or it is somebody else's.
    pub async fn my_dossier(&self, holder: &Holder, code: &str) -> Result<(Tracked, String), ServiceError> {
        let unknown = || ServiceError::refused(RefusalKind::NotFound, "dossier_not_found");
        let record = self.storage.dossier(code).await?.ok_or_else(unknown)?;
        if !self.storage.account_holds_draft(holder.id, record.draft_id).await? {
            return Err(unknown());
        }
        let pin = self.pin(record.id);
        Ok((self.track(code, &pin).await?, pin))
    }

    /// Takes up one of somebody's drafts in this browser.
    ///
    /// # Errors
    /// Refused with `draft_gone` when it is not theirs, was filed, or is gone.
    pub async fn take_up_my_draft(
        &self,
        holder: &Holder,
        draft: Uuid,
        browser_hash: Vec<u8>,
    ) -> Result<Draft, ServiceError> {
        let gone = || ServiceError::refused(RefusalKind::NotFound, "draft_gone");
        if !self.storage.account_holds_draft(holder.id, draft).await? {
            return Err(gone());
        }
        let now = self.clock.now();
        let found = self.storage.draft(draft).await?.ok_or_else(gone)?;
        if matches!(life(found.updated_at, now), Life::Expired { .. }) {
            self.storage.restore_draft(found.id, found.updated_at, now).await?;
        }
        if !self.storage.bind_browser(found.id, browser_hash, now).await? {
            return Err(gone());
        }
        Ok(found)
    }

    /// Discards one of somebody's drafts.
    ///
    /// # Errors
    /// Refused with `draft_gone` when it is not theirs, was filed, or is gone.
    pub async fn discard_my_draft(&self, holder: &Holder, draft: Uuid) -> Result<(), ServiceError> {
        let held = self.storage.account_holds_draft(holder.id, draft).await?;
        if held && self.storage.discard_draft(draft, self.clock.now()).await? {
            Ok(())
        } else {
            Err(ServiceError::refused(RefusalKind::NotFound, "draft_gone"))
        }
    }

    /// Puts a dossier that was filed without the account on the page of somebody who holds its code and PIN.
    ///
    /// # Errors
    /// Refused with `dossier_not_found`, whichever of the two was wrong.
    pub async fn add_my_dossier(&self, holder: &Holder, code: &str, pin: &str) -> Result<(), ServiceError> {
        let tracked = self.track(code, pin).await?;
        let draft = tracked.held.dossier.record.draft_id;
        self.storage.link_draft(holder.id, draft, self.clock.now()).await?;
        Ok(())
    }
}
