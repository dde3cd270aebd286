//! Beginning a draft and keeping its answers (*hồ sơ nháp*).

use app::locale::Locale;
use domain::draft::{Life, ResumeCode, life};
use domain::filing::{Answers, Problem};
use domain::form::publish::carry_over;
use sha2::{Digest, Sha256};
use storage::{DossierRecord, Draft, DraftAccess, DraftChange, DraftPatch, NewDraft};
use uuid::Uuid;

use super::error::{RefusalKind, ServiceError};
use super::judge_answers::answers_of;
use super::resume_draft::resume_hash;
use super::{CurrentProcedure, Services};

/// Longest document of all answers of a draft.
const MAX_ANSWERS_BYTES: usize = 256 * 1024;
/// Most levels of it: answers, form, group, row, block, field and two to spare.
const MAX_DEPTH: usize = 8;

/// What a draft is begun with.
#[derive(Debug, Clone, Default)]
pub struct BeginDraft {
    pub procedure: String,
    pub case: Option<String>,
    pub agency: Option<String>,
    /// SHA-256 of the browser's cookie, when a browser begins it.
    pub browser_hash: Option<Vec<u8>>,
    /// Language of the pages, for messages about the draft.
    pub language: Locale,
}

/// A fresh draft and the token that opens it.
pub struct OpenedDraft {
    pub id: Uuid,
    pub version: i64,
    pub token: String,
    pub submission_key: String,
    /// Takes the draft up on another device.
    pub resume_code: ResumeCode,
}

/// What to change.
#[derive(Debug, Clone, Default)]
pub struct DraftAnswers {
    pub answers: Option<serde_json::Value>,
    pub case: Option<Option<String>>,
    pub agency: Option<Option<String>>,
    /// Problems to show when the page is opened again.
    pub problems: Option<Vec<Problem>>,
}

/// The hash under which a token is kept.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

impl Services {
    /// Begins a draft.
    ///
    /// # Errors
    /// Refused when the procedure cannot be filed online here, or the case or desk is not one of its own.
    pub async fn begin_draft(&self, begin: BeginDraft) -> Result<OpenedDraft, ServiceError> {
        let current = self
            .procedure(&begin.procedure)
            .await?
            .ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "procedure_unknown"))?;
        self.check_fileable(&current)?;
        check_case(&current, begin.case.as_deref())?;
        self.check_agency(&current, begin.agency.as_deref())?;
        self.open_draft(&current, begin, &Answers::default(), None).await
    }

    /// Writes a draft down that may be begun, with the answers of a dossier when it is copied from one.
    pub(super) async fn open_draft(
        &self,
        current: &CurrentProcedure,
        begin: BeginDraft,
        answers: &Answers,
        copied_from: Option<&DossierRecord>,
    ) -> Result<OpenedDraft, ServiceError> {
        let now = self.clock.now();
        let token = self.random.token();
        let id = self.random.uuid(now);
        let submission_key = self.random.uuid(now).to_string();
        let resume_code = self.resume_code(id);
        let form = self.form_for(&current.procedure.code, begin.case.as_deref());
        let newest = form.map(|form| i64::from(form.revision));
        // Copied answers were typed under the revision that judged them, and are carried over when the draft is read.
        let form_revision =
            newest.map(|newest| copied_from.and_then(|dossier| dossier.form_revision).unwrap_or(newest));
        let answers = serde_json::to_string(answers).map_err(|error| ServiceError::Failed(error.into()))?;
        self.storage
            .create_draft(NewDraft {
                id,
                token_hash: token_hash(&token),
                browser_hash: begin.browser_hash,
                procedure_code: current.procedure.code.clone(),
                procedure_revision: current.published.revision,
                case_id: begin.case,
                agency_code: begin.agency,
                form_revision,
                answers,
                submission_key: submission_key.clone(),
                at: now,
                resume_hash: resume_hash(&resume_code),
                language: begin.language.code().to_owned(),
                copied_from: copied_from.map(|dossier| dossier.code.clone()),
            })
            .await?;
        Ok(OpenedDraft { id, version: 1, token, submission_key, resume_code })
    }

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
                DraftAccess::Token(_) => false,
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

    /// The procedure as it was published when the draft was begun.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn current_of(&self, draft: &Draft) -> Result<CurrentProcedure, ServiceError> {
        self.procedure_revision(&draft.procedure_code, draft.procedure_revision)
            .await?
            .ok_or_else(|| ServiceError::Failed("a draft without its procedure".into()))
    }

    /// Whether the procedure can be filed online at a desk of this province.
    ///
    /// # Errors
    /// Refused with the reason.
    pub fn check_fileable(&self, current: &CurrentProcedure) -> Result<(), ServiceError> {
        let refused = |key| Err(ServiceError::refused(RefusalKind::Conflict, key));
        if current.published.withdrawn_at.is_some() || domain::catalogue::shown::is_deleted(&current.procedure.code) {
            return refused("procedure_withdrawn");
        }
        if !current.has_online_channel() {
            return refused("procedure_not_online");
        }
        if self.filing_desks(current).is_empty() {
            return refused("procedure_not_received_here");
        }
        Ok(())
    }

    pub(super) fn check_agency(&self, current: &CurrentProcedure, agency: Option<&str>) -> Result<(), ServiceError> {
        let known = agency.is_none_or(|code| self.filing_desks(current).iter().any(|desk| desk.code == code));
        if known { Ok(()) } else { Err(ServiceError::field("agency", "agency_unknown", &[])) }
    }
}

pub(super) fn check_case(current: &CurrentProcedure, case: Option<&str>) -> Result<(), ServiceError> {
    let known = case.is_none_or(|id| current.cases().iter().any(|known| known.id == id));
    if known { Ok(()) } else { Err(ServiceError::field("case", "case_unknown", &[])) }
}

fn outdated(current: Box<Draft>) -> ServiceError {
    ServiceError::Refused(Box::new(super::Refusal {
        kind: RefusalKind::Conflict,
        key: "draft_changed",
        arguments: Vec::new(),
        problems: Vec::new(),
        current: Some(current),
    }))
}

/// The kept answers with the changes laid over them, field by field (RFC 7396).
fn merged(kept: &str, patch: serde_json::Value) -> Result<String, ServiceError> {
    let form = |error: &serde_json::Error| ServiceError::field("answers", "answers_form", &[error.to_string()]);
    let mut value: serde_json::Value =
        serde_json::from_str(kept).map_err(|error| ServiceError::Failed(error.into()))?;
    if !patch.is_object() {
        return Err(ServiceError::field("answers", "answers_form", &["an object is expected".to_owned()]));
    }
    lay_over(&mut value, patch);
    let answers: Answers = serde_json::from_value(value).map_err(|error| form(&error))?;
    check_size(&answers)
}

/// The answers as they are kept.
///
/// # Errors
/// Refused with `answers_too_large` or `answers_too_deep`: no form asks that much, and every page that shows a draft reads
/// all of it.
pub(super) fn check_size(answers: &Answers) -> Result<String, ServiceError> {
    // The answers themselves and their member `form` are two levels.
    if answers.form.values().map(depth).max().unwrap_or(0) + 2 > MAX_DEPTH {
        return Err(ServiceError::field("answers", "answers_too_deep", &[MAX_DEPTH.to_string()]));
    }
    let text = serde_json::to_string(answers).map_err(|error| ServiceError::Failed(error.into()))?;
    if text.len() > MAX_ANSWERS_BYTES {
        let arguments = [MAX_ANSWERS_BYTES.to_string(), text.len().to_string()];
        return Err(ServiceError::Refused(Box::new(super::Refusal {
            kind: RefusalKind::TooLarge,
            key: "answers_too_large",
            arguments: arguments.to_vec(),
            problems: vec![Problem::new("answers", "answers_too_large", &arguments)],
            current: None,
        })));
    }
    Ok(text)
}

/// Levels of objects and lists in a value; 0 for a plain one.
fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn lay_over(target: &mut serde_json::Value, patch: serde_json::Value) {
    let serde_json::Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = serde_json::Value::Object(serde_json::Map::new());
    }
    let Some(target) = target.as_object_mut() else { return };
    for (key, value) in patch {
        if value.is_null() {
            target.remove(&key);
        } else {
            lay_over(target.entry(key).or_insert(serde_json::Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_patch_changes_only_what_it_names() {
        let kept = serde_json::to_string(&Answers::default()).expect("serialises");
        let once =
            merged(&kept, json!({"applicant": {"name": "Bùi Văn Khẹn", "phone": "0912345678"}})).expect("merges");
        let twice = merged(&once, json!({"applicant": {"phone": null}, "delivery": "post"})).expect("merges");
        let answers: Answers = serde_json::from_str(&twice).expect("answers");
        assert_eq!(answers.applicant.name, "Bùi Văn Khẹn");
        assert_eq!(answers.applicant.phone, "");
        assert_eq!(answers.delivery, domain::filing::Delivery::Post);
    }

    #[test]
    fn answers_that_no_form_can_ask_for_are_refused_with_the_limit() {
        let kept = serde_json::to_string(&Answers::default()).expect("serialises");
        let key = |patch| match merged(&kept, patch) {
            Err(ServiceError::Refused(refusal)) => refusal.key,
            other => panic!("{other:?}"),
        };
        assert_eq!(key(json!({"form": {"a": "x".repeat(MAX_ANSWERS_BYTES)}})), "answers_too_large");
        let nested = |levels| (2..levels).fold(json!("x"), |inner, _| json!({"a": inner}));
        assert!(merged(&kept, json!({"form": {"a": nested(8)}})).is_ok(), "answers, form and six below");
        assert_eq!(key(json!({"form": {"a": nested(9)}})), "answers_too_deep");
    }

    #[test]
    fn answers_of_another_shape_are_refused() {
        let kept = serde_json::to_string(&Answers::default()).expect("serialises");
        for bad in [json!({"unknown": 1}), json!({"applicant": "x"}), json!([1]), json!({"delivery": "pigeon"})] {
            assert!(matches!(merged(&kept, bad), Err(ServiceError::Refused(_))));
        }
    }
}
