//! Judging answers by the procedure's electronic form.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::locale::Locale;
use domain::filing::{Answers, Problem};
use domain::form::publish::carry_over;
use domain::form::{Context, Form, Outcome};
use storage::Draft;

use super::Services;
use super::choices::check_case;
use super::error::{RefusalKind, ServiceError};
use super::merge_answers::check_size;
use crate::catalogue::desk_day;
use crate::forms::{CheckRequest, PublishedForm, Verdict, compiled, context, document, judge};

impl Services {
    /// The form that is filled in for a case of a procedure: the case's own, else the procedure's; None when there is none.
    #[must_use]
    pub fn form_for(&self, procedure: &str, case: Option<&str>) -> Option<Arc<PublishedForm>> {
        self.forms.served().find(procedure, case)
    }

    /// The form by which a draft is filled in: the one in force, but what is completed goes by the one it was filed by.
    #[must_use]
    pub fn form_of(&self, draft: &Draft) -> Option<Arc<PublishedForm>> {
        let case = draft.case_id.as_deref();
        if draft.supplement_of.is_none() {
            return self.form_for(&draft.procedure_code, case);
        }
        self.forms.earlier(&draft.procedure_code, case, draft.form_revision?)
    }

    /// Makes the form ready by which a draft of a supplement is judged.
    async fn form_of_supplement(&self, draft: &Draft) -> Result<(), ServiceError> {
        let (procedure, case) = (draft.procedure_code.as_str(), draft.case_id.as_deref());
        let Some(revision) = draft.form_revision else { return Ok(()) };
        if self.forms.earlier(procedure, case, revision).is_some() {
            return Ok(());
        }
        let mut stored = self.storage.form_revision(procedure, case, revision).await?;
        if stored.is_none() && case.is_some() {
            // Filed by the form of the procedure, which serves every case without one of its own.
            stored = self.storage.form_revision(procedure, None, revision).await?;
        }
        let stored = stored.ok_or_else(|| ServiceError::Failed("the form of a dossier is missing".into()))?;
        let form = compiled(&stored).map_err(|error| ServiceError::Failed(Box::new(error)))?;
        self.forms.keep_earlier(case, form);
        Ok(())
    }

    /// The form in force for a case of a published procedure.
    ///
    /// # Errors
    /// Refused when there is no such procedure or case, or no form for it.
    pub async fn published_form(&self, code: &str, case: Option<&str>) -> Result<Arc<PublishedForm>, ServiceError> {
        let missing = |key| ServiceError::refused(RefusalKind::NotFound, key);
        let current = self.procedure(code).await?.ok_or_else(|| missing("procedure_unknown"))?;
        check_case(&current, case)?;
        self.form_for(code, case).ok_or_else(|| missing("form_unknown"))
    }

    /// What the rules are told besides the answers of a draft: today in Vietnam, by which way, for whom, and which files were
    /// received.
    #[must_use]
    pub fn form_context(&self, draft: &Draft) -> Context {
        let mut files: BTreeMap<String, u32> = BTreeMap::new();
        for file in &draft.files {
            *files.entry(file.component.clone()).or_default() += 1;
        }
        context(&answers_of(draft), files, draft.channel, desk_day(self.clock.now()), &self.forms.units)
    }

    /// The verdict on the draft's answers and papers by its form; None when its procedure has no form.
    #[must_use]
    pub fn evaluate_draft(&self, draft: &Draft) -> Option<(Arc<PublishedForm>, Outcome)> {
        let form = self.form_of(draft)?;
        let outcome = form.rules.evaluate(&answers_of(draft).form, &self.form_context(draft));
        Some((form, outcome))
    }

    /// Judges answers as a submission would, without keeping anything.
    ///
    /// # Errors
    /// Refused when there is no such procedure or case, or when the answers are too large.
    pub async fn check_answers(
        &self,
        code: &str,
        request: &CheckRequest,
        locale: Locale,
    ) -> Result<Verdict, ServiceError> {
        let current = self
            .procedure(code)
            .await?
            .ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "procedure_unknown"))?;
        check_case(&current, request.case.as_deref())?;
        check_size(&request.answers)?;
        let form = self.form_for(code, request.case.as_deref());
        let today = desk_day(self.clock.now());
        let revision = Some(current.published.revision);
        Ok(judge(form.as_deref(), revision, request, today, &self.forms.units, locale))
    }

    /// Counts where people went wrong: question and message, never what they wrote. Takes no time worth speaking of and
    /// cannot fail; the counts are written down by a job.
    pub fn count_mistakes(&self, form: &PublishedForm, problems: &[Problem]) {
        self.forms.mistakes.add(form, problems);
    }

    /// Writes down what was counted since the last time. What cannot be written is kept for the next time.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn write_mistakes(&self) -> Result<(), ServiceError> {
        let mistakes = self.forms.mistakes.take();
        if mistakes.is_empty() {
            return Ok(());
        }
        let day = desk_day(self.clock.now());
        if let Err(error) = self.storage.count_mistakes(mistakes.clone(), day).await {
            self.forms.mistakes.put_back(mistakes);
            return Err(error.into());
        }
        Ok(())
    }

    /// The draft with its answers as those of the form in force. It is kept like that with its next change.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn carried(&self, mut draft: Draft) -> Result<Draft, ServiceError> {
        if draft.dossier_code.is_some() {
            return Ok(draft);
        }
        if draft.supplement_of.is_some() {
            self.form_of_supplement(&draft).await?;
            return Ok(draft);
        }
        let Some(form) = self.form_for(&draft.procedure_code, draft.case_id.as_deref()) else { return Ok(draft) };
        let (known, revision) = (draft.form_revision, i64::from(form.revision));
        if known == Some(revision) {
            return Ok(draft);
        }
        if let Some(known) = known {
            let Some(steps) = self.revisions_since(&form, known).await? else { return Ok(draft) };
            let mut answers = answers_of(&draft);
            for (old, new) in steps.iter().zip(steps.iter().skip(1)) {
                answers.form = carry_over(old, new, &answers.form);
            }
            draft.answers = serde_json::to_string(&answers).map_err(|error| ServiceError::Failed(error.into()))?;
        }
        draft.form_revision = Some(revision);
        Ok(draft)
    }

    /// The documents from the revision under which answers were typed up to the one in force: a question may have got a new
    /// name in each of them. None when another process serves a later revision already, which will be noticed here soon.
    async fn revisions_since(&self, form: &PublishedForm, known: i64) -> Result<Option<Vec<Form>>, ServiceError> {
        let case = form.case.as_deref();
        let mut first = self.storage.form_revision(&form.procedure, case, known).await?;
        let last = i64::from(form.revision);
        if first.is_some() && known > last {
            return Ok(None);
        }
        let mut following = known + 1..last + 1;
        if first.is_none() {
            // Typed before the case got a form of its own.
            first = self.storage.form_revision(&form.procedure, None, known).await?;
            following = last..last + 1;
        }
        let mut steps = Vec::new();
        if let Some(first) = first {
            steps.push(document(&first).map_err(|error| ServiceError::Failed(Box::new(error)))?);
        }
        for revision in following {
            if let Some(stored) = self.storage.form_revision(&form.procedure, case, revision).await? {
                steps.push(document(&stored).map_err(|error| ServiceError::Failed(Box::new(error)))?);
            }
        }
        Ok(Some(steps))
    }
}

/// The answers of a draft. They were written by this program, so they can be read.
pub(super) fn answers_of(draft: &Draft) -> Answers {
    serde_json::from_str(&draft.answers).unwrap_or_default()
}
