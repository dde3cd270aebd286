//! The ports, by delegation: reading on a reader, writing as one unit of work.

use async_trait::async_trait;
use futures::stream::StreamExt;
use time::{Date, OffsetDateTime};
use tokio::sync::mpsc::Receiver;
use uuid::Uuid;

use super::{Store, catalogue, dossier, draft, form, installation};
use crate::error::StorageError;
use crate::model::{
    CatalogueEntry, DossierRecord, Draft, DraftChange, DraftPatch, FileAdded, FileLimits, FormOutcome, ImportRow,
    ImportSummary, MistakeCount, NewDraft, NewFile, NewForm, PublishedRevision, RevisionLine, StoredForm, Submission,
    SubmissionOutcome,
};
use crate::ports::{CatalogueStore, DossierStore, DraftStore, FormStore, InstallationStore, Storage};

#[async_trait]
impl CatalogueStore for Store {
    async fn import(
        &self,
        rows: Vec<ImportRow>,
        replace: bool,
        at: OffsetDateTime,
    ) -> Result<ImportSummary, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { catalogue::import(connection, &rows, replace, at).await }))
            .await
    }

    async fn catalogue_version(&self) -> Result<i64, StorageError> {
        let mut reader = self.reader().await?;
        catalogue::version(&mut reader).await
    }

    async fn catalogue(&self) -> Result<Receiver<Result<CatalogueEntry, StorageError>>, StorageError> {
        let mut reader = self.reader().await?;
        let (sender, receiver) = tokio::sync::mpsc::channel(64);
        tokio::spawn(async move {
            let mut rows = sqlx::query_as::<_, catalogue::EntryRow>(catalogue::CATALOGUE).fetch(&mut *reader);
            while let Some(row) = rows.next().await {
                let entry = row.map(CatalogueEntry::from).map_err(StorageError::from);
                if sender.send(entry).await.is_err() {
                    return;
                }
            }
        });
        Ok(receiver)
    }

    async fn procedure(&self, code: &str) -> Result<Option<PublishedRevision>, StorageError> {
        let mut reader = self.reader().await?;
        catalogue::revision(&mut reader, code, None).await
    }

    async fn procedure_revision(&self, code: &str, revision: i64) -> Result<Option<PublishedRevision>, StorageError> {
        let mut reader = self.reader().await?;
        catalogue::revision(&mut reader, code, Some(revision)).await
    }

    async fn revisions(&self, code: &str) -> Result<Vec<RevisionLine>, StorageError> {
        let mut reader = self.reader().await?;
        catalogue::revisions(&mut reader, code).await
    }
}

#[async_trait]
impl FormStore for Store {
    async fn publish_forms(&self, forms: Vec<NewForm>, at: OffsetDateTime) -> Result<Vec<FormOutcome>, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { form::publish(connection, &forms, at).await })).await
    }

    async fn forms_version(&self) -> Result<i64, StorageError> {
        let mut reader = self.reader().await?;
        form::version(&mut reader).await
    }

    async fn forms(&self) -> Result<Vec<StoredForm>, StorageError> {
        let mut reader = self.reader().await?;
        form::in_force(&mut reader).await
    }

    async fn form_revision(
        &self,
        procedure_code: &str,
        case_id: Option<&str>,
        revision: i64,
    ) -> Result<Option<StoredForm>, StorageError> {
        let mut reader = self.reader().await?;
        form::revision(&mut reader, procedure_code, case_id, revision).await
    }

    async fn count_mistakes(&self, mistakes: Vec<MistakeCount>, day: Date) -> Result<(), StorageError> {
        self.write(move |connection| Box::pin(async move { form::count_mistakes(connection, &mistakes, day).await }))
            .await
    }

    async fn mistakes(&self, procedure_code: &str) -> Result<Vec<MistakeCount>, StorageError> {
        let mut reader = self.reader().await?;
        form::mistakes(&mut reader, procedure_code).await
    }
}

#[async_trait]
impl DraftStore for Store {
    async fn create_draft(&self, mut new: NewDraft) -> Result<(), StorageError> {
        new.at = microseconds(new.at);
        self.write(move |connection| Box::pin(async move { draft::create(connection, &new).await })).await
    }

    async fn draft(&self, id: Uuid) -> Result<Option<Draft>, StorageError> {
        let mut reader = self.reader().await?;
        draft::by_id(&mut reader, id).await
    }

    async fn patch_draft(
        &self,
        id: Uuid,
        version: Option<i64>,
        patch: DraftPatch,
        at: OffsetDateTime,
    ) -> Result<DraftChange, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { draft::patch(connection, id, version, &patch, at).await }))
            .await
    }

    async fn discard_draft(&self, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { draft::discard(connection, id, at).await })).await
    }

    async fn add_file(&self, mut file: NewFile, limits: FileLimits) -> Result<FileAdded, StorageError> {
        file.at = microseconds(file.at);
        self.write(move |connection| Box::pin(async move { draft::add_file(connection, &file, limits).await })).await
    }

    async fn remove_file(&self, draft_id: Uuid, file_id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { draft::remove_file(connection, draft_id, file_id, at).await })
        })
        .await
    }
}

#[async_trait]
impl DossierStore for Store {
    async fn submit(&self, mut new: Submission) -> Result<SubmissionOutcome, StorageError> {
        new.submitted_at = microseconds(new.submitted_at);
        new.answer_due_at = microseconds(new.answer_due_at);
        let again = new.clone();
        // Two processes used the same key for two drafts at the same moment: the second look finds the other's dossier.
        match self.file(new).await {
            Err(error) if error.constraint() == Some("dossier_submission_key_unique") => self.file(again).await,
            outcome => outcome,
        }
    }

    async fn dossier(&self, code: &str) -> Result<Option<DossierRecord>, StorageError> {
        let mut reader = self.reader().await?;
        dossier::by_code(&mut reader, code).await
    }

    async fn dossier_of_draft(&self, draft_id: Uuid) -> Result<Option<DossierRecord>, StorageError> {
        let mut reader = self.reader().await?;
        dossier::by_draft(&mut reader, draft_id).await
    }
}

#[async_trait]
impl InstallationStore for Store {
    async fn secret(&self, name: &str, fresh: Vec<u8>) -> Result<Vec<u8>, StorageError> {
        let name = name.to_owned();
        self.write(move |connection| Box::pin(async move { installation::secret(connection, &name, &fresh).await }))
            .await
    }

    async fn ping(&self) -> Result<(), StorageError> {
        let mut reader = self.reader().await?;
        installation::ping(&mut reader).await
    }

    fn statements(&self) -> u64 {
        self.statements.sent()
    }

    async fn close(&self) {
        self.shut().await;
    }
}

impl Storage for Store {}

/// PostgreSQL keeps microseconds and SQLite what it is given; both get what both keep.
pub(super) fn microseconds(at: OffsetDateTime) -> OffsetDateTime {
    let nanosecond = at.nanosecond() / 1_000 * 1_000;
    at.to_offset(time::UtcOffset::UTC).replace_nanosecond(nanosecond).unwrap_or(at)
}
