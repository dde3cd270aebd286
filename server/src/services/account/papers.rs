//! Papers that somebody handed in before: offered where the same paper is asked for, taken with one press.

use std::collections::HashMap;

use domain::filing::OTHER_PAPER;
use domain::fold::fold;
use storage::{Draft, DraftAccess, DraftFile, NewFile, StoredPaper};
use time::Duration;
use uuid::Uuid;

use super::session::Holder;
use crate::services::receive_file::{LIMITS, outcome_of, papers};
use crate::services::{CurrentProcedure, RefusalKind, ServiceError, Services};

/// Papers that are looked at, the newest ones.
const MOST_LOOKED_AT: i64 = 300;
/// Offers for one paper.
const MOST_OFFERED: usize = 3;
/// An older paper is not offered: what it says of a person may have changed, and nobody knows until when it holds.
const OFFERED_FOR: Duration = Duration::days(365);

/// A paper that need not be handed in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The paper of this procedure that it can stand for.
    pub component: String,
    pub paper: StoredPaper,
}

impl Services {
    /// What somebody has handed in before and the procedure of a draft asks for: the same paper of the same procedure, or one
    /// with the same published name. What the draft has already is not offered.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn papers_on_offer(
        &self,
        holder: &Holder,
        draft: &Draft,
        current: &CurrentProcedure,
    ) -> Result<Vec<Offer>, ServiceError> {
        let since = self.clock.now().saturating_sub(OFFERED_FOR);
        let mut stored = self.storage.stored_papers(holder.id, MOST_LOOKED_AT).await?;
        stored.retain(|paper| paper.submitted_at >= since && paper.component != OTHER_PAPER);
        let mut names: HashMap<(String, i64), HashMap<String, String>> = HashMap::new();
        let mut offers: Vec<Offer> = Vec::new();
        let asked: Vec<(String, String)> =
            papers(current).into_iter().map(|(component, name)| (component, fold(&name))).collect();
        for paper in stored {
            let key = (paper.procedure_code.clone(), paper.procedure_revision);
            if !names.contains_key(&key) {
                let found = self.procedure_revision(&key.0, key.1).await?;
                let known = found.map(|found| papers(&found)).unwrap_or_default();
                names
                    .insert(key.clone(), known.into_iter().map(|(component, name)| (component, fold(&name))).collect());
            }
            let Some(name) = names.get(&key).and_then(|known| known.get(&paper.component)) else { continue };
            for (component, _) in asked.iter().filter(|(_, asked)| asked == name) {
                let is_there =
                    draft.files.iter().any(|file| file.component == *component && file.sha256 == paper.sha256);
                let same = |offer: &&Offer| offer.component == *component;
                let is_offered = offers.iter().filter(same).any(|offer| offer.paper.sha256 == paper.sha256);
                if !is_there && !is_offered && offers.iter().filter(same).count() < MOST_OFFERED {
                    offers.push(Offer { component: component.clone(), paper: paper.clone() });
                }
            }
        }
        Ok(offers)
    }

    /// Takes a paper that is on offer into a draft, without sending it again.
    ///
    /// # Errors
    /// Refused with `file_unknown` when it is not on offer (any more), and as when a file is received.
    pub async fn reuse_paper(
        &self,
        holder: &Holder,
        draft_id: Uuid,
        access: &DraftAccess,
        (component, file): (&str, Uuid),
    ) -> Result<DraftFile, ServiceError> {
        let draft = self.draft(draft_id, access).await?;
        let current = self.current_of(&draft).await?;
        let offers = self.papers_on_offer(holder, &draft, &current).await?;
        let found = offers.into_iter().find(|offer| offer.component == component && offer.paper.file_id == file);
        let paper = found.ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "file_unknown"))?.paper;
        let now = self.clock.now();
        let new = NewFile {
            id: self.random.uuid(now),
            draft_id,
            component: component.to_owned(),
            name: paper.name.clone(),
            media_type: paper.media_type.clone(),
            size: paper.size,
            sha256: paper.sha256.clone(),
            at: now,
        };
        outcome_of(self.storage.reuse_paper(new, LIMITS, paper).await?)
    }
}
