//! Beginning a draft (*hồ sơ nháp*).

use app::locale::Locale;
use domain::dossier::Channel;
use domain::draft::ResumeCode;
use domain::filing::{Answers, Applicant};
use sha2::{Digest, Sha256};
use storage::{DossierRecord, NewDraft};
use uuid::Uuid;

use super::choices::check_case;
use super::error::{RefusalKind, ServiceError};
use super::resume_draft::resume_hash;
use super::{CurrentProcedure, Services};

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
    /// Member of staff who begins it for somebody at the counter.
    pub counter: Option<Uuid>,
    /// What is known of the applicant already; they can change it.
    pub applicant: Applicant,
}

impl BeginDraft {
    /// How the dossier comes in.
    fn channel(&self) -> Channel {
        self.counter.map_or(Channel::Online, |_| Channel::Counter)
    }
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

/// The hash under which a token is kept.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

impl Services {
    /// Begins a draft.
    ///
    /// # Errors
    /// Refused when the procedure cannot be filed that way here, or the case or desk is not one of its own.
    pub async fn begin_draft(&self, begin: BeginDraft) -> Result<OpenedDraft, ServiceError> {
        let current = self
            .procedure(&begin.procedure)
            .await?
            .ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "procedure_unknown"))?;
        self.check_fileable(&current, begin.channel())?;
        check_case(&current, begin.case.as_deref())?;
        self.check_agency(&current, begin.agency.as_deref())?;
        let answers = Answers { applicant: begin.applicant.clone(), ..Answers::default() };
        self.open_draft(&current, begin, &answers, None).await
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
                counter: begin.counter,
            })
            .await?;
        Ok(OpenedDraft { id, version: 1, token, submission_key, resume_code })
    }
}
