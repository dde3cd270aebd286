//! Filing: a draft becomes a dossier, exactly once, and the person gets a receipt.

use std::sync::Arc;

use domain::dossier::{ANSWER_WITHIN_WORKING_HOURS, day_part};
use domain::filing::{ActingFor, Answers};
use domain::fold::fold;
use domain::form::Outcome;
use domain::paper::{Issued, issued_to_applicant};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use storage::{DossierRecord, Draft, DraftAccess, FoundBy, Submission, SubmissionOutcome};
use time::OffsetDateTime;
use uuid::Uuid;

use super::Services;
use super::error::{Refusal, RefusalKind, ServiceError};
use super::judge_answers::answers_of;
use crate::catalogue::desk_day;
use crate::forms::{PublishedForm, problems};

/// One file of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptFile {
    pub id: Uuid,
    pub component: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
}

/// What a person holds after filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub code: String,
    pub pin: String,
    pub procedure_code: String,
    pub agency_code: String,
    pub submitted_at: OffsetDateTime,
    /// By when the desk has to answer: 8 working hours.
    pub answer_due_at: OffsetDateTime,
    pub files: Vec<ReceiptFile>,
    /// Official papers that the applicant was given since; none at first.
    pub issued: Vec<Issued>,
    /// True when this submission had been accepted before and is only told again.
    pub repeated: bool,
}

const PIN_SIGNS: &[u8; 28] = domain::draft::SIGNS;
const PIN_LENGTH: usize = 6;
/// The draft may change between validation and filing; each try validates anew.
const TRIES: usize = 5;

impl Services {
    /// Files the draft under a submission key. Sent again with the same key, it gives the same receipt.
    ///
    /// # Errors
    /// Refused when the answers are not complete, when the key was used for other content, or when the draft was filed
    /// under another key.
    pub async fn submit(&self, draft_id: Uuid, access: &DraftAccess, key: &str) -> Result<Receipt, ServiceError> {
        if key.is_empty() || key.len() > 200 || !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(ServiceError::field("Idempotency-Key", "submission_key_form", &[]));
        }
        for _ in 0..TRIES {
            let draft = self.draft(draft_id, access).await?;
            if draft.supplement_of.is_some() {
                return Err(ServiceError::refused(RefusalKind::Conflict, "draft_is_supplement"));
            }
            let submission = self.submission(&draft, access, key).await?;
            match self.storage.submit(submission).await? {
                SubmissionOutcome::Accepted(record) => return Ok(self.receipt(&record, false)),
                SubmissionOutcome::Repeated(record) => return Ok(self.receipt(&record, true)),
                // Somebody sent it at the same moment and was first: the next try finds what was handed in then. On the
                // stroke of midnight that may be other questions than those judged here.
                SubmissionOutcome::KeyReused
                    if draft.dossier_code.is_none() && self.draft(draft_id, access).await?.dossier_code.is_some() => {}
                SubmissionOutcome::KeyReused => {
                    return Err(ServiceError::refused(RefusalKind::Conflict, "submission_key_reused"));
                }
                SubmissionOutcome::AlreadySubmitted(code) => {
                    return Err(ServiceError::Refused(Box::new(Refusal {
                        kind: RefusalKind::Conflict,
                        key: "already_submitted",
                        arguments: vec![code],
                        problems: Vec::new(),
                        current: None,
                    })));
                }
                SubmissionOutcome::Changed => {}
                SubmissionOutcome::Withdrawn => {
                    return Err(ServiceError::refused(RefusalKind::Conflict, "procedure_withdrawn"));
                }
                SubmissionOutcome::Gone => {
                    return Err(ServiceError::refused(RefusalKind::NotFound, "draft_gone"));
                }
            }
        }
        Err(ServiceError::Busy)
    }

    /// The receipt of a filed draft, shown again.
    ///
    /// # Errors
    /// Refused when the draft is not the caller's or has not been filed.
    pub async fn receipt_of(&self, draft_id: Uuid, access: &DraftAccess) -> Result<Receipt, ServiceError> {
        self.draft(draft_id, access).await?;
        let record = self.storage.dossier_of_draft(draft_id).await?;
        let record = record.ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "not_submitted"))?;
        Ok(self.receipt(&record, true))
    }

    async fn submission(&self, draft: &Draft, access: &DraftAccess, key: &str) -> Result<Submission, ServiceError> {
        let now = self.clock.now();
        let agency_code = match &draft.agency_code {
            Some(code) => code.clone(),
            None => self.centre().map(|centre| centre.code.clone()).unwrap_or_default(),
        };
        // A draft that has been filed is only looked up again: the rules of today do not judge it.
        if draft.dossier_code.is_none() {
            // Whether the procedure is still in force is seen in the transaction that files.
            let current = self.recent.of(self, draft).await?;
            self.check_fileable(&current, draft.channel)?;
            if !self.filing_desks(&current).iter().any(|desk| desk.code == agency_code) {
                return Err(ServiceError::field("agency", "agency_unknown", &[]));
            }
        }
        let handed_in = self.handed_in(draft).await?;
        let answers = answers_of(draft);
        let answer_due_at = self
            .calendars
            .of(Some(&agency_code))
            .add_working_hours(now, ANSWER_WITHIN_WORKING_HOURS)
            .ok_or_else(|| ServiceError::Failed("the calendar never opens".into()))?;
        Ok(Submission {
            dossier_id: self.random.uuid(now),
            draft_id: draft.id,
            version: draft.version,
            files_version: draft.files_version,
            submission_key: key.to_owned(),
            content_digest: content_digest(draft, &handed_in),
            answers: Some(handed_in.answers),
            form_revision: handed_in.form_revision,
            agency_code,
            day: day_part(desk_day(now)),
            submitted_at: now,
            answer_due_at,
            channel: draft.channel,
            filed_by: filed_by(access),
            seal: filed_by(access).map(|_| seal(draft)),
            notices: self.filing_notices(&answers, draft.channel, now),
            found_by: found_by(&answers),
        })
    }

    /// The answers that are asked in this case and the revision that judged them; of a filed draft those that were filed.
    pub(super) async fn handed_in(&self, draft: &Draft) -> Result<HandedIn, ServiceError> {
        if draft.dossier_code.is_some() {
            let filed = self.storage.dossier_of_draft(draft.id).await?;
            let filed = filed.ok_or_else(|| ServiceError::Failed("a filed draft without its dossier".into()))?;
            return Ok(HandedIn { answers: filed.answers, form_revision: filed.form_revision });
        }
        let answers = answers_of(draft);
        let judged = self.evaluate_draft(draft);
        let problems = problems(&answers, draft.channel, judged.as_ref().map(|(_, outcome)| outcome));
        if !problems.is_empty() {
            if let Some((form, _)) = &judged {
                self.count_mistakes(form, &problems);
            }
            return Err(ServiceError::invalid("answers_incomplete", problems));
        }
        self.asked_of(draft, judged)
    }

    /// What of the draft is asked in this case, complete or not.
    fn asked_of(&self, draft: &Draft, judged: Option<(Arc<PublishedForm>, Outcome)>) -> Result<HandedIn, ServiceError> {
        let Some((form, outcome)) = judged else {
            return Ok(HandedIn { answers: draft.answers.clone(), form_revision: None });
        };
        let mut answers = answers_of(draft);
        answers.form = form.rules.asked_answers(&answers.form, &outcome, &self.form_context(draft));
        let answers = serde_json::to_string(&answers).map_err(|error| ServiceError::Failed(error.into()))?;
        Ok(HandedIn { answers, form_revision: Some(i64::from(form.revision)) })
    }

    /// The digest of what would be filed now: the page on which a person checks it carries it, so that nothing is filed
    /// which another window changed after it was read.
    ///
    /// # Errors
    /// When the answers cannot be written down.
    pub fn digest_to_be_filed(&self, draft: &Draft) -> Result<String, ServiceError> {
        Ok(content_digest(draft, &self.asked_of(draft, self.evaluate_draft(draft))?))
    }

    pub(super) fn receipt(&self, record: &DossierRecord, repeated: bool) -> Receipt {
        Receipt {
            code: record.code.clone(),
            pin: self.pin(record.id),
            procedure_code: record.procedure_code.clone(),
            agency_code: record.agency_code.clone(),
            submitted_at: record.submitted_at,
            answer_due_at: record.answer_due_at,
            files: record
                .files
                .iter()
                .map(|file| ReceiptFile {
                    id: file.id,
                    component: file.component.clone(),
                    name: file.name.clone(),
                    media_type: file.media_type.clone(),
                    size: file.size,
                    sha256: file.sha256.clone(),
                })
                .collect(),
            issued: issued_to_applicant(&record.events),
            repeated,
        }
    }

    /// The look-up PIN of a dossier: derived, so that it is never stored and is the same on every copy of the receipt.
    pub(super) fn pin(&self, dossier_id: Uuid) -> String {
        self.pin_of(b"look-up pin", dossier_id)
    }

    /// A PIN for the thing with that identifier; each kind of thing has a label of its own.
    pub(super) fn pin_of(&self, label: &[u8], id: Uuid) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.pin_key) else { return String::new() };
        mac.update(label);
        mac.update(id.as_bytes());
        let bytes = mac.finalize().into_bytes();
        let mut number = bytes.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        let mut pin = String::with_capacity(PIN_LENGTH);
        for _ in 0..PIN_LENGTH {
            let sign = PIN_SIGNS.get((number % PIN_SIGNS.len() as u64) as usize).copied().unwrap_or(b'2');
            pin.push(char::from(sign));
            number /= PIN_SIGNS.len() as u64;
        }
        pin
    }
}

/// By what the dossier is found at the counter: whose matter it is, and the phone of whoever files.
#[must_use]
pub fn found_by(answers: &Answers) -> FoundBy {
    let name = match answers.acting_for {
        ActingFor::Oneself => &answers.applicant.name,
        ActingFor::Another => &answers.subject.name,
        ActingFor::Organisation => &answers.organisation.name,
    };
    let folded = fold(name);
    let words: Vec<&str> = folded.split_whitespace().collect();
    FoundBy {
        name: name.trim().to_owned(),
        fold: words.join(" "),
        turned: words.iter().rev().copied().collect::<Vec<_>>().join(" "),
        phone: answers.applicant.phone.chars().filter(char::is_ascii_digit).collect(),
    }
}

/// What of a draft goes into the dossier.
pub(super) struct HandedIn {
    /// JSON document.
    pub answers: String,
    pub form_revision: Option<i64>,
}

/// The member of staff who hands in what somebody brought to the counter.
fn filed_by(access: &DraftAccess) -> Option<Uuid> {
    match access {
        DraftAccess::Counter { staff, .. } => Some(*staff),
        DraftAccess::Token(_) | DraftAccess::Browser(_) => None,
    }
}

/// SHA-256 over the scans of a draft, for which the officer answers who compared them with the papers.
fn seal(draft: &Draft) -> String {
    let mut hash = Sha256::new();
    for file in &draft.files {
        for part in [&file.component, &file.name, &file.sha256] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    hex::encode(hash.finalize())
}

/// SHA-256 over everything that is handed in; equal digests mean «the same content».
fn content_digest(draft: &Draft, handed_in: &HandedIn) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    part(&draft.procedure_code);
    part(&draft.procedure_revision.to_string());
    part(draft.case_id.as_deref().unwrap_or_default());
    // As chosen, not as resolved: the centre may get another code between two tries of the same submission.
    part(draft.agency_code.as_deref().unwrap_or_default());
    part(&handed_in.answers);
    if let Some(revision) = handed_in.form_revision {
        part(&revision.to_string());
    }
    for file in &draft.files {
        part(&file.component);
        part(&file.name);
        part(&file.sha256);
    }
    hex::encode(hash.finalize())
}
