//! Changing a draft: nothing typed is lost, nothing of another window is overwritten.

use domain::filing::Problem;
use domain::form::publish::carry_over;
use storage::{Draft, DraftAccess, DraftChange, DraftPatch};
use uuid::Uuid;

use super::Services;
use super::choices::check_case;
use super::error::{Refusal, RefusalKind, ServiceError};
use super::judge_answers::answers_of;
use super::merge_answers::merged;

/// What to change.
#[derive(Debug, Clone, Default)]
pub struct DraftAnswers {
    pub answers: Option<serde_json::Value>,
    pub case: Option<Option<String>>,
    pub agency: Option<Option<String>>,
    /// Problems to show when the page is opened again.
    pub problems: Option<Vec<Problem>>,
}

impl Services {
    /// Changes answers, case or desk of a draft that still has `version`; with `None` whatever version it has.
    ///
    /// Wrong answers are kept all the same, so that nothing typed is lost; they are refused when the dossier is filed.
    ///
    /// # Errors
    /// Refused when somebody saved first (with the draft as it is now), when it was filed, or when the answers do not have
    /// the form's shape.
    pub async fn patch_draft(
        &self,
        id: Uuid,
        access: &DraftAccess,
        version: Option<i64>,
        change: DraftAnswers,
    ) -> Result<Draft, ServiceError> {
        let draft = self.draft(id, access).await?;
        if draft.dossier_code.is_some() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "draft_submitted"));
        }
        if draft.supplement_of.is_some() && (change.case.is_some() || change.agency.is_some()) {
            return Err(ServiceError::refused(RefusalKind::Conflict, "draft_is_supplement"));
        }
        let current = self.current_of(&draft).await?;
        if let Some(Some(case)) = &change.case {
            check_case(&current, Some(case))?;
        }
        if let Some(Some(agency)) = &change.agency {
            self.check_agency(&current, Some(agency))?;
        }
        let draft = match &change.case {
            Some(case) => self.under_form_of(draft, case.as_deref())?,
            None => draft,
        };
        let answers = change.answers.map(|patch| merged(&draft.answers, patch)).transpose()?;
        let problems = change.problems.map(|problems| serde_json::to_string(&problems)).transpose();
        let patch = DraftPatch {
            // What was carried over to the form in force is kept now, whatever else changes.
            answers: Some(answers.unwrap_or(draft.answers)),
            problems: problems.map_err(|error| ServiceError::Failed(error.into()))?,
            case_id: change.case,
            agency_code: change.agency,
            form_revision: Some(draft.form_revision),
        };
        // The merge above is based on the version just read, so that one must still hold.
        let expected = version.unwrap_or(draft.version);
        match self.storage.patch_draft(id, Some(expected), patch, self.clock.now()).await? {
            DraftChange::Saved(draft) => Ok(*draft),
            DraftChange::Outdated(current) => Err(outdated(current)),
            DraftChange::Submitted(_) => Err(ServiceError::refused(RefusalKind::Conflict, "draft_submitted")),
            DraftChange::Gone => Err(ServiceError::refused(RefusalKind::NotFound, "draft_gone")),
        }
    }

    /// The draft as it is filled in for another case: answers to questions that the case's form asks too are kept.
    fn under_form_of(&self, mut draft: Draft, case: Option<&str>) -> Result<Draft, ServiceError> {
        let old = self.form_for(&draft.procedure_code, draft.case_id.as_deref());
        let new = self.form_for(&draft.procedure_code, case);
        draft.form_revision = new.as_ref().map(|form| i64::from(form.revision));
        let (Some(old), Some(new)) = (old, new) else { return Ok(draft) };
        if old.case != new.case {
            let mut answers = answers_of(&draft);
            answers.form = carry_over(&old.rules.form, &new.rules.form, &answers.form);
            draft.answers = serde_json::to_string(&answers).map_err(|error| ServiceError::Failed(error.into()))?;
        }
        Ok(draft)
    }
}

fn outdated(current: Box<Draft>) -> ServiceError {
    ServiceError::Refused(Box::new(Refusal {
        kind: RefusalKind::Conflict,
        key: "draft_changed",
        arguments: Vec::new(),
        problems: Vec::new(),
        current: Some(current),
    }))
}
