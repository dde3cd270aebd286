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

    /// A revision of a process. Revisions never change, so one that was read is kept.
    ///
    /// # Errors
    /// When storage fails, or there is no such revision.
    pub async fn process(&self, key: &ProcessKey) -> Result<Arc<Process>, ServiceError> {
        if let Some(process) = self.processes.get(key) {
            return Ok(process);
        }
        let document = self.storage.process(key.clone()).await?;
        let document = document.ok_or_else(|| ServiceError::Failed(format!("process {key:?} is missing").into()))?;
        self.keep_process(key, &document)
    }

    /// The processes in force.
    ///
    /// # Errors
    /// When storage fails or what it keeps is damaged.
    pub async fn processes_in_force(&self) -> Result<Vec<Arc<Process>>, ServiceError> {
        let mut found = Vec::new();
        for (key, document) in self.storage.processes().await? {
            found.push(match self.processes.get(&key) {
                Some(process) => process,
                None => self.keep_process(&key, &document)?,
            });
        }
        Ok(found)
    }

    fn keep_process(&self, key: &ProcessKey, document: &str) -> Result<Arc<Process>, ServiceError> {
        let process: Process = serde_json::from_str(document)
            .map_err(|error| ServiceError::Failed(format!("process {key:?} is damaged: {error}").into()))?;
        let process = Arc::new(process);
        self.processes.insert(key.clone(), Arc::clone(&process));
        Ok(process)
    }
}
