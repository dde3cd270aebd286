//! Reading stored files again, slowly, to see that they are what was sent (invariant I3).

use time::Duration;

use super::Services;
use super::error::ServiceError;
use crate::files::FileState;

/// What a run of the job saw.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CheckedFiles {
    pub whole: usize,
    /// Other bytes than were sent.
    pub damaged: usize,
    /// Not in the store.
    pub missing: usize,
    /// Bytes read, by the sizes in the database.
    pub bytes: u64,
}

/// Files of one look into the database.
const BATCH: i64 = 100;
/// A process that dies while it reads is replaced after this time.
const LEASE: Duration = Duration::minutes(30);

impl Services {
    /// Reads files again where the last run stopped, until `most` bytes are read, or all files have
    /// been read. After the last one it begins anew in the next run. Of several processes one reads at a time.
    ///
    /// # Errors
    /// When the database or the store of files fails.
    pub async fn check_files(&self, most: u64) -> Result<CheckedFiles, ServiceError> {
        const JOB: &str = "check_files";
        let now = self.clock.now();
        let mut seen = CheckedFiles::default();
        let Some(mut position) = self.storage.take_job(JOB, now, now.saturating_add(LEASE)).await? else {
            return Ok(seen);
        };
        'files: loop {
            let files = self.storage.stored_files(&position, BATCH).await?;
            if files.is_empty() {
                position = String::new();
                break;
            }
            for file in files {
                if seen.bytes >= most {
                    break 'files;
                }
                self.check_file(&file.sha256, &mut seen).await?;
                seen.bytes = seen.bytes.saturating_add(file.size.unsigned_abs());
                position = file.sha256;
            }
        }
        self.storage.leave_job(JOB, &position, now).await?;
        Ok(seen)
    }

    async fn check_file(&self, sha256: &str, seen: &mut CheckedFiles) -> Result<(), ServiceError> {
        let state = self.files.check(sha256).await.map_err(|error| ServiceError::Failed(Box::new(error)))?;
        let outcome = match state {
            FileState::Whole => {
                seen.whole += 1;
                "whole"
            }
            // Its draft was cleared or the file removed after the list was read: then nothing is wrong.
            _ if !self.storage.file_is_used(sha256).await? => return Ok(()),
            FileState::Damaged => {
                seen.damaged += 1;
                tracing::error!(file.sha256 = sha256, "A stored file is not what was sent; restore it from the backup");
                "damaged"
            }
            FileState::Missing => {
                seen.missing += 1;
                tracing::error!(file.sha256 = sha256, "A stored file is missing; restore it from the backup");
                "missing"
            }
        };
        metrics::counter!("files_checked_total", "outcome" => outcome).increment(1);
        Ok(())
    }
}
