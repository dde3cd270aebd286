//! Beginning a new draft with the answers of a dossier that was filed before.

use app::locale::Locale;
use domain::dossier::Channel;
use domain::filing::Answers;

use super::choices::check_case;
use super::error::{RefusalKind, ServiceError};
use super::resume_draft::Held;
use super::{BeginDraft, OpenedDraft, Services};

impl Services {
    /// A new draft of the procedure of a dossier, as it is published now, with the dossier's answers; its files are not
    /// copied. Case and desk are copied as far as they still can be chosen. Pressed twice, a browser gets one draft.
    ///
    /// # Errors
    /// Refused with `dossier_not_found` when code or PIN is wrong, and when the procedure cannot be filed any more.
    pub async fn copy_dossier(
        &self,
        code: &str,
        pin: &str,
        browser_hash: Option<Vec<u8>>,
        language: Locale,
    ) -> Result<Copied, ServiceError> {
        let dossier = self.track(code, pin).await?.held.dossier.record;
        let procedure = dossier.procedure_code.clone();
        if let Some(hash) = &browser_hash
            && let Held::Open(draft) = self.held_draft(hash, &procedure).await?
            && draft.copied_from.as_ref() == Some(&dossier.code)
            && (draft.version, draft.files_version) == (1, 1)
        {
            return Ok(Copied { procedure, draft: None });
        }
        let current = self
            .procedure(&procedure)
            .await?
            .ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "procedure_unknown"))?;
        self.check_fileable(&current, Channel::Online)?;
        let answers: Answers =
            serde_json::from_str(&dossier.answers).map_err(|error| ServiceError::Failed(error.into()))?;
        let case = dossier.case_id.clone().filter(|case| check_case(&current, Some(case)).is_ok());
        let agency =
            Some(dossier.agency_code.clone()).filter(|agency| self.check_agency(&current, Some(agency)).is_ok());
        let begin =
            BeginDraft { procedure: procedure.clone(), case, agency, browser_hash, language, ..BeginDraft::default() };
        let draft = self.open_draft(&current, begin, &answers, Some(&dossier)).await?;
        Ok(Copied { procedure, draft: Some(draft) })
    }
}

/// What copying a dossier led to.
pub struct Copied {
    /// Code of the procedure.
    pub procedure: String,
    /// The new draft; none when this browser had made it a moment ago.
    pub draft: Option<OpenedDraft>,
}
