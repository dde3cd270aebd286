//! A dossier with its state and the process it runs by.

use std::sync::Arc;

use domain::dossier::State;
use domain::process::Process;
use storage::{DeskDossier, ProcessKey};

use crate::processes::EVERY_PROCEDURE;
use crate::services::{ServiceError, Services};

/// A dossier as it stands now.
#[derive(Debug, Clone)]
pub struct OpenDossier {
    pub dossier: DeskDossier,
    /// What its events say.
    pub state: State,
    /// The process it began with; before reception the one it would begin with now.
    pub process: Arc<Process>,
    pub process_key: ProcessKey,
}

impl OpenDossier {
    /// Code of the agency that received the filing.
    #[must_use]
    pub fn desk(&self) -> &str {
        &self.dossier.record.agency_code
    }
}

impl Services {
    /// A dossier by its code. The caller decides who may see it.
    ///
    /// # Errors
    /// When storage fails or what it keeps is damaged.
    pub async fn open_dossier(&self, code: &str) -> Result<Option<OpenDossier>, ServiceError> {
        let Some(dossier) = self.storage.desk_dossier(code).await? else { return Ok(None) };
        let damaged = || ServiceError::Failed(format!("dossier {code} has no history").into());
        let state = State::of(&dossier.record.agency_code, &dossier.record.events).ok_or_else(damaged)?;
        let key = match &dossier.process {
            Some(key) => key.clone(),
            None => self.process_for(&dossier.record.procedure_code, dossier.record.case_id.as_deref()).await?,
        };
        let process = self.process(&key).await?;
        Ok(Some(OpenDossier { dossier, state, process, process_key: key }))
    }

    /// The process in force for a procedure and case: its own, that of the procedure, or that of every procedure.
    async fn process_for(&self, procedure: &str, case: Option<&str>) -> Result<ProcessKey, ServiceError> {
        let in_force = self.storage.processes().await?;
        let find = |procedure: &str, case: Option<&str>| {
            in_force
                .iter()
                .map(|(key, _)| key)
                .find(|key| key.procedure_code == procedure && key.case_id.as_deref() == case)
        };
        let own = case.and_then(|case| find(procedure, Some(case)));
        let key = own.or_else(|| find(procedure, None)).or_else(|| find(EVERY_PROCEDURE, None));
        key.cloned().ok_or_else(|| ServiceError::Failed("no internal process is published".into()))
    }

    async fn process(&self, key: &ProcessKey) -> Result<Arc<Process>, ServiceError> {
        let document = self.storage.process(key.clone()).await?;
        let document = document.ok_or_else(|| ServiceError::Failed(format!("process {key:?} is missing").into()))?;
        let process = serde_json::from_str(&document)
            .map_err(|error| ServiceError::Failed(format!("process {key:?} is damaged: {error}").into()))?;
        Ok(Arc::new(process))
    }
}
