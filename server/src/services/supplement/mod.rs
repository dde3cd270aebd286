//! Completing a dossier (*bổ sung hồ sơ*): the holder answers a supplement request with the form and the papers of the filing.

mod answer;
mod begin;

use std::collections::BTreeSet;

use domain::dossier::{Event, OpenSupplement, State, Status};
use storage::{DeskDossier, DossierFile, Draft, DraftAccess, FileOrigin};
use uuid::Uuid;

use super::desk::OpenDossier;
use super::{RefusalKind, ServiceError, Services};

/// A dossier as whoever fills in its supplement needs it.
pub struct Answerable {
    pub held: OpenDossier,
    /// The request, while the dossier waits for the answer; none when it was answered, decided or withdrawn meanwhile.
    pub open: Option<OpenSupplement>,
}

impl Services {
    /// The dossier that a draft completes, and what is asked.
    ///
    /// # Errors
    /// Refused with `draft_gone` when the draft completes nothing.
    pub async fn answerable(&self, draft: &Draft) -> Result<Answerable, ServiceError> {
        let gone = || ServiceError::refused(RefusalKind::NotFound, "draft_gone");
        let code = draft.supplement_of.as_deref().ok_or_else(gone)?;
        let held = self.open_dossier(code).await?.ok_or_else(gone)?;
        let open = waiting(&held.state).cloned();
        Ok(Answerable { held, open })
    }

    /// Code of the dossier that a draft has completed; none for whoever does not hold the draft.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn answered_with(&self, draft_id: Uuid, access: &DraftAccess) -> Result<Option<String>, ServiceError> {
        if let DraftAccess::Browser(hash) = access
            && !self.storage.holds_draft(draft_id, hash).await?
        {
            return Ok(None);
        }
        let Some((code, _)) = self.storage.answered_supplement(draft_id).await? else { return Ok(None) };
        let holds = match access {
            DraftAccess::Browser(_) => true,
            DraftAccess::Token(_) => false,
            DraftAccess::Counter { agencies, .. } => {
                self.open_dossier(&code).await?.is_some_and(|held| agencies.iter().any(|agency| agency == held.desk()))
            }
        };
        Ok(holds.then_some(code))
    }
}

/// The request that the dossier waits for.
pub(super) fn waiting(state: &State) -> Option<&OpenSupplement> {
    let open = state.supplement.as_ref().filter(|open| open.answered_at.is_none());
    open.filter(|_| state.status == Status::SupplementRequested)
}

/// The papers of a dossier that count now: what was handed in without what a supplement replaced. Results are no papers.
#[must_use]
pub fn counting_files(dossier: &DeskDossier) -> Vec<&DossierFile> {
    files_before(dossier, i64::MAX)
}

/// The papers of a dossier that counted before an event.
#[must_use]
pub fn files_before(dossier: &DeskDossier, sequence: i64) -> Vec<&DossierFile> {
    let earlier = dossier.record.events.iter().filter(|entry| entry.sequence < sequence);
    let replaced: BTreeSet<Uuid> = earlier
        .filter_map(|entry| match &entry.event {
            Event::SupplementAnswered { replaced, .. } => Some(replaced),
            _ => None,
        })
        .flatten()
        .copied()
        .collect();
    let counts = |file: &&DossierFile| {
        file.origin != FileOrigin::Result && file.sequence < sequence && !replaced.contains(&file.id)
    };
    dossier.files.iter().filter(counts).collect()
}
