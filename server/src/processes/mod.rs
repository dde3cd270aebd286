//! The internal processes of the embedded province, and how they are published.

use std::sync::Arc;

use domain::process::{Process, check};
use moka::sync::Cache;
use storage::{NewProcess, ProcessKey, Storage, StorageError};
use time::OffsetDateTime;

use crate::forms::{canonical, sha256};

/// Name and text of every file in `server/data/processes`.
pub const EMBEDDED_PROCESSES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/processes.rs"));

/// Most revisions of processes kept in memory.
const KEPT: u64 = 2_000;

/// Revisions of processes by their key.
#[derive(Clone)]
pub struct ProcessCache(Cache<ProcessKey, Arc<Process>>);

impl Default for ProcessCache {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

impl ProcessCache {
    /// The revision, if it is kept.
    #[must_use]
    pub fn get(&self, key: &ProcessKey) -> Option<Arc<Process>> {
        self.0.get(key)
    }

    /// Keeps a revision.
    pub fn insert(&self, key: ProcessKey, process: Arc<Process>) {
        self.0.insert(key, process);
    }
}

/// Procedure code of the process that serves every procedure without one of its own.
pub const EVERY_PROCEDURE: &str = "*";

/// A process cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    #[error("{file}: {reason}")]
    Unreadable { file: String, reason: String },
    #[error("{file}: {}", .defects.join("; "))]
    Defective { file: String, defects: Vec<String> },
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("a process cannot be written down: {0}")]
    Json(#[from] serde_json::Error),
}

/// Reads a process from the text of its file and checks it.
///
/// # Errors
/// Everything that is wrong with it, with the name of the file.
pub fn read_process(file: &str, text: &str) -> Result<Process, ProcessError> {
    let process: Process = toml::from_str(text).map_err(|error| ProcessError::Unreadable {
        file: file.to_owned(),
        reason: error.to_string().trim().replace('\n', " "),
    })?;
    let defects = check(&process);
    if defects.is_empty() {
        return Ok(process);
    }
    Err(ProcessError::Defective { file: file.to_owned(), defects: defects.iter().map(ToString::to_string).collect() })
}

/// A process as it is stored.
///
/// # Errors
/// Never for a process that was read; the type of the library says so.
pub fn new_process(process: &Process) -> Result<NewProcess, ProcessError> {
    let document = canonical(&serde_json::to_value(process)?);
    Ok(NewProcess {
        key: ProcessKey {
            procedure_code: process.procedure.clone(),
            case_id: process.case.clone(),
            revision: i64::from(process.revision),
        },
        digest: sha256(&document),
        document,
    })
}

/// Publishes every embedded process that is new or has a later revision than the one in force.
///
/// A file that was changed without raising its revision is told and what was published before is served on, as with forms.
///
/// # Errors
/// When storage fails, or a file is wrong; a test sees that none is.
pub async fn publish_embedded_processes(storage: &dyn Storage, at: OffsetDateTime) -> Result<(), ProcessError> {
    let in_force = storage.processes().await?;
    let mut due = Vec::new();
    for (file, text) in EMBEDDED_PROCESSES {
        let new = new_process(&read_process(file, text)?)?;
        let same = |key: &ProcessKey| key.procedure_code == new.key.procedure_code && key.case_id == new.key.case_id;
        let current = in_force.iter().find(|(key, _)| same(key));
        match current {
            Some((key, document)) if key.revision == new.key.revision && *document != new.document => {
                tracing::warn!(
                    file,
                    revision = new.key.revision,
                    "An embedded process was changed; raise its revision to publish it"
                );
            }
            Some((key, _)) if key.revision >= new.key.revision => {}
            _ => due.push(new),
        }
    }
    if !due.is_empty() {
        storage.publish_processes(due, at).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::ProvinceData;

    #[test]
    fn every_embedded_process_may_be_published_and_belongs_to_an_embedded_procedure() {
        let data = ProvinceData::embedded().expect("the embedded province");
        let mut codes = Vec::new();
        for (file, text) in EMBEDDED_PROCESSES {
            let process = read_process(file, text).expect(file);
            assert!(process.procedure == EVERY_PROCEDURE || data.services.contains_key(&process.procedure), "{file}");
            for unit in process.steps.iter().filter_map(|step| step.unit.as_deref()) {
                assert!(data.agency(unit).is_some(), "{file}: {unit}");
            }
            codes.push(process.procedure);
        }
        assert!(codes.iter().any(|code| code == EVERY_PROCEDURE), "one serves the rest");
    }

    #[test]
    fn a_file_with_mistakes_is_told_with_all_of_them() {
        let error = read_process("x.toml", "procedure = \"1\"\nrevision = 0\nstep = []\n").expect_err("defects");
        assert_eq!(error.to_string(), "x.toml: the revision counts from 1; a process needs at least one step");
        let error = read_process("x.toml", "procedure = 1").expect_err("unreadable");
        assert!(error.to_string().starts_with("x.toml: "), "{error}");
    }
}
