//! The ports of the life of a draft, by delegation: reading on a reader, writing as one unit of work.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use super::store::microseconds;
use super::{Store, draft_life, job, leftover, notice};
use crate::error::StorageError;
use crate::model::{Draft, DraftToPlan, DueNotice, HeldDraft, LeftoverFile, NewNotice, NoticeState, StoredFile};
use crate::ports::{DraftLifeStore, JobStore, NoticeStore, StoredFileStore};

#[async_trait]
impl DraftLifeStore for Store {
    async fn held_drafts(&self, browser_hash: &[u8], procedure_code: &str) -> Result<Vec<HeldDraft>, StorageError> {
        let mut reader = self.reader().await?;
        draft_life::held(&mut reader, browser_hash, procedure_code).await
    }

    async fn filed_draft(
        &self,
        browser_hash: &[u8],
        procedure_code: &str,
        since: OffsetDateTime,
    ) -> Result<Option<Uuid>, StorageError> {
        let mut reader = self.reader().await?;
        draft_life::filed(&mut reader, browser_hash, procedure_code, microseconds(since)).await
    }

    async fn holds_draft(&self, id: Uuid, browser_hash: &[u8]) -> Result<bool, StorageError> {
        let mut reader = self.reader().await?;
        draft_life::holds(&mut reader, id, browser_hash).await
    }

    async fn draft_by_resume_hash(&self, resume_hash: &[u8]) -> Result<Option<Draft>, StorageError> {
        let mut reader = self.reader().await?;
        draft_life::by_resume_hash(&mut reader, resume_hash).await
    }

    async fn keep_resume_hash(&self, id: Uuid, hash: Vec<u8>) -> Result<(), StorageError> {
        self.write(move |connection| Box::pin(async move { draft_life::keep_resume_hash(connection, id, &hash).await }))
            .await
    }

    async fn bind_browser(&self, id: Uuid, hash: Vec<u8>, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { draft_life::bind_browser(connection, id, &hash, at).await }))
            .await
    }

    async fn restore_draft(&self, id: Uuid, seen: OffsetDateTime, at: OffsetDateTime) -> Result<bool, StorageError> {
        let (seen, at) = (microseconds(seen), microseconds(at));
        self.write(move |connection| Box::pin(async move { draft_life::restore(connection, id, seen, at).await })).await
    }

    async fn ended_drafts(
        &self,
        after: OffsetDateTime,
        until: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<HeldDraft>, StorageError> {
        let mut reader = self.reader().await?;
        draft_life::ended(&mut reader, microseconds(after), microseconds(until), limit).await
    }

    async fn discarded_drafts(&self, until: OffsetDateTime, limit: i64) -> Result<Vec<Uuid>, StorageError> {
        let mut reader = self.reader().await?;
        draft_life::discarded(&mut reader, microseconds(until), limit).await
    }

    async fn clear_draft(
        &self,
        id: Uuid,
        changed: OffsetDateTime,
        discarded: OffsetDateTime,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let (changed, discarded, at) = (microseconds(changed), microseconds(discarded), microseconds(at));
        self.write(move |connection| {
            Box::pin(async move { draft_life::clear(connection, id, changed, discarded, at).await })
        })
        .await
    }
}

#[async_trait]
impl StoredFileStore for Store {
    async fn leave_file(&self, sha256: &str, at: OffsetDateTime) -> Result<(), StorageError> {
        let (sha256, at) = (sha256.to_owned(), microseconds(at));
        self.write(move |connection| Box::pin(async move { leftover::leave(connection, &sha256, at).await })).await
    }

    async fn leftover_files(&self, now: OffsetDateTime, limit: i64) -> Result<Vec<LeftoverFile>, StorageError> {
        let mut reader = self.reader().await?;
        leftover::due(&mut reader, microseconds(now), limit).await
    }

    async fn file_is_used(&self, sha256: &str) -> Result<bool, StorageError> {
        let mut reader = self.reader().await?;
        leftover::used(&mut reader, sha256).await
    }

    async fn file_moved_aside(
        &self,
        seen: LeftoverFile,
        at: OffsetDateTime,
        due_at: OffsetDateTime,
    ) -> Result<(), StorageError> {
        let (at, due_at) = (microseconds(at), microseconds(due_at));
        self.write(move |connection| Box::pin(async move { leftover::moved(connection, &seen, at, due_at).await }))
            .await
    }

    async fn forget_leftover(&self, seen: LeftoverFile) -> Result<(), StorageError> {
        self.write(move |connection| Box::pin(async move { leftover::forget(connection, &seen).await })).await
    }

    async fn stored_files(&self, after: &str, limit: i64) -> Result<Vec<StoredFile>, StorageError> {
        let mut reader = self.reader().await?;
        leftover::stored(&mut reader, after, limit).await
    }
}

#[async_trait]
impl NoticeStore for Store {
    async fn drafts_to_plan(&self, after: OffsetDateTime, limit: i64) -> Result<Vec<DraftToPlan>, StorageError> {
        let mut reader = self.reader().await?;
        notice::to_plan(&mut reader, microseconds(after), limit).await
    }

    async fn draft_to_plan(&self, id: Uuid) -> Result<Option<DraftToPlan>, StorageError> {
        let mut reader = self.reader().await?;
        notice::one_to_plan(&mut reader, id).await
    }

    async fn plan_notices(
        &self,
        draft_id: Uuid,
        seen: OffsetDateTime,
        mut planned: Vec<NewNotice>,
    ) -> Result<bool, StorageError> {
        let seen = microseconds(seen);
        for notice in &mut planned {
            notice.due_at = microseconds(notice.due_at);
        }
        self.write(move |connection| Box::pin(async move { notice::plan(connection, draft_id, seen, &planned).await }))
            .await
    }

    async fn ask_for_link(&self, draft_id: Uuid, mut link: NewNotice) -> Result<(), StorageError> {
        link.due_at = microseconds(link.due_at);
        self.write(move |connection| Box::pin(async move { notice::ask_for_link(connection, draft_id, &link).await }))
            .await
    }

    async fn due_notices(
        &self,
        now: OffsetDateTime,
        changed_after: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<DueNotice>, StorageError> {
        let mut reader = self.reader().await?;
        notice::due(&mut reader, microseconds(now), microseconds(changed_after), limit).await
    }

    async fn claim_notice(&self, id: Uuid, attempts: i64, next_try_at: OffsetDateTime) -> Result<bool, StorageError> {
        let next = microseconds(next_try_at);
        self.write(move |connection| Box::pin(async move { notice::claim(connection, id, attempts, next).await })).await
    }

    async fn notice_sent(&self, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { notice::sent(connection, id, at).await })).await
    }

    async fn notice_given_up(&self, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { notice::given_up(connection, id, at).await })).await
    }

    async fn notices(&self, draft_id: Uuid) -> Result<Vec<NoticeState>, StorageError> {
        let mut reader = self.reader().await?;
        notice::of_draft(&mut reader, draft_id).await
    }
}

#[async_trait]
impl JobStore for Store {
    async fn take_job(
        &self,
        name: &str,
        now: OffsetDateTime,
        until: OffsetDateTime,
    ) -> Result<Option<String>, StorageError> {
        let (name, now, until) = (name.to_owned(), microseconds(now), microseconds(until));
        self.write(move |connection| Box::pin(async move { job::take(connection, &name, now, until).await })).await
    }

    async fn leave_job(&self, name: &str, position: &str, at: OffsetDateTime) -> Result<(), StorageError> {
        let (name, position, at) = (name.to_owned(), position.to_owned(), microseconds(at));
        self.write(move |connection| Box::pin(async move { job::leave(connection, &name, &position, at).await })).await
    }

    async fn job_succeeded(&self, name: &str, at: OffsetDateTime) -> Result<(), StorageError> {
        let (name, at) = (name.to_owned(), microseconds(at));
        self.write(move |connection| Box::pin(async move { job::succeeded(connection, &name, at).await })).await
    }

    async fn job_successes(&self) -> Result<Vec<(String, OffsetDateTime)>, StorageError> {
        let mut reader = self.reader().await?;
        job::successes(&mut reader).await
    }
}
