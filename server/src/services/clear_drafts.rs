//! Clearing for good what is over: drafts that were not restored, discarded ones, and files nobody uses any more.

use domain::draft::{RESTORABLE, changed_before_clearing};
use storage::LeftoverFile;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::Services;
use super::error::ServiceError;
use super::notify::instant;

/// What a run of the job cleared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cleared {
    pub drafts: usize,
    pub files: usize,
}

/// Rows of one look into the database.
const BATCH: i64 = 100;
/// A process that dies while it clears is replaced after this time.
const LEASE: Duration = Duration::minutes(15);
const OVERLAP: Duration = Duration::minutes(1);
/// A file is moved aside for so long before it is deleted. Somebody may be sending the same bytes at the very moment: their
/// upload takes twenty minutes at most, and then the file is found to be used and comes back.
const ASIDE: Duration = Duration::days(1);

impl Services {
    /// Clears drafts and files that are due. Drafts that were filed are never touched. Of several processes one clears at
    /// a time.
    ///
    /// # Errors
    /// When the database or the store of files fails; what was cleared stays cleared, and the rest comes in the next run.
    pub async fn clear(&self) -> Result<Cleared, ServiceError> {
        const JOB: &str = "clear";
        let now = self.clock.now();
        let Some(position) = self.storage.take_job(JOB, now, now.saturating_add(LEASE)).await? else {
            return Ok(Cleared::default());
        };
        let changed = changed_before_clearing(now);
        // Drafts up to the last position were cleared or filed, and neither changes any more. A little is looked at again,
        // because positions are whole seconds.
        let after = instant(&position).map_or(OffsetDateTime::UNIX_EPOCH, |last| last.saturating_sub(OVERLAP));
        let mut cleared = Cleared::default();
        while let ended = self.storage.ended_drafts(after, changed, BATCH).await?
            && !ended.is_empty()
        {
            let ids: Vec<Uuid> = ended.into_iter().map(|draft| draft.id).collect();
            cleared.drafts += self.clear_all(&ids, now).await?;
        }
        while let discarded = self.storage.discarded_drafts(now.saturating_sub(RESTORABLE), BATCH).await?
            && !discarded.is_empty()
        {
            cleared.drafts += self.clear_all(&discarded, now).await?;
        }
        cleared.files = self.clear_files(now).await?;
        metrics::counter!("drafts_cleared_total").increment(cleared.drafts as u64);
        metrics::counter!("files_cleared_total").increment(cleared.files as u64);
        self.storage.leave_job(JOB, &changed.unix_timestamp().to_string(), now).await?;
        Ok(cleared)
    }

    /// Clears a batch; an error if none of it could be cleared, for the same batch would come again for ever.
    async fn clear_all(&self, ids: &[Uuid], now: OffsetDateTime) -> Result<usize, ServiceError> {
        let mut count = 0;
        for id in ids {
            let (changed, discarded) = (changed_before_clearing(now), now.saturating_sub(RESTORABLE));
            count += usize::from(self.storage.clear_draft(*id, changed, discarded, now).await?);
        }
        if count == 0 { Err(ServiceError::Busy) } else { Ok(count) }
    }

    /// Takes every file that is due one step on: moved aside, then deleted; or left where it is because it is used.
    async fn clear_files(&self, now: OffsetDateTime) -> Result<usize, ServiceError> {
        let mut deleted = 0;
        // Each step takes a file out of what is due.
        while let files = self.storage.leftover_files(now, BATCH).await?
            && !files.is_empty()
        {
            for file in files {
                deleted += usize::from(self.clear_file(file, now).await?);
            }
        }
        Ok(deleted)
    }

    async fn clear_file(&self, file: LeftoverFile, now: OffsetDateTime) -> Result<bool, ServiceError> {
        let failed = |error| ServiceError::Failed(Box::new(error));
        let used = self.storage.file_is_used(&file.sha256).await?;
        match (used, file.moved_at) {
            (true, None) => self.storage.forget_leftover(file).await?,
            (true, Some(_)) => {
                self.files.put_back(&file.sha256).await.map_err(failed)?;
                self.storage.forget_leftover(file).await?;
            }
            (false, None) => {
                self.files.move_aside(&file.sha256).await.map_err(failed)?;
                self.storage.file_moved_aside(file, now, now.saturating_add(ASIDE)).await?;
            }
            (false, Some(_)) => {
                self.files.delete_aside(&file.sha256).await.map_err(failed)?;
                self.storage.forget_leftover(file).await?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
