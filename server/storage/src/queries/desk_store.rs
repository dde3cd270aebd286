//! The ports of the desk, by delegation: reading on a reader, writing as one unit of work.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use super::store::microseconds;
use super::{Store, desk, dossier_notice, process, queue, saved_filter};
use crate::error::StorageError;
use crate::model::{
    ChangeOutcome, DeskDossier, DossierChange, DossierMessage, DossierNoticeState, DossierSearch, DossierView,
    DueDossierNotice, FormOutcome, FoundDossier, NewDossierNotice, NewProcess, ProcessKey, QueueChoices, QueueFilter,
    QueuePlace, QueueRow, SaveOutcome, SavedFilter, TaskCount, TaskPlace,
};
use crate::ports::DeskStore;

#[async_trait]
impl DeskStore for Store {
    async fn desk_dossier(&self, code: &str) -> Result<Option<DeskDossier>, StorageError> {
        let mut reader = self.reader().await?;
        desk::by_code(&mut reader, code).await
    }

    async fn change_dossier(&self, mut change: DossierChange) -> Result<ChangeOutcome, StorageError> {
        change.at = microseconds(change.at);
        change.answer_due_at = change.answer_due_at.map(microseconds);
        let projection = &mut change.projection;
        for moment in [
            &mut projection.received_at,
            &mut projection.due_at,
            &mut projection.settled_at,
            &mut projection.returned_at,
            &mut projection.paused_at,
        ] {
            *moment = moment.map(microseconds);
        }
        for task in &mut change.tasks {
            task.due_at = task.due_at.map(microseconds);
        }
        self.write(move |connection| Box::pin(async move { desk::change(connection, &change).await })).await
    }

    async fn queue(
        &self,
        mut filter: QueueFilter,
        after: Option<TaskPlace>,
        limit: i64,
    ) -> Result<Vec<QueueRow>, StorageError> {
        filter.due_before = filter.due_before.map(microseconds);
        filter.due_from = filter.due_from.map(microseconds);
        let after = after.map(|place| TaskPlace { due_at: microseconds(place.due_at), ..place });
        let mut reader = self.reader().await?;
        queue::page(&mut reader, &filter, after.as_ref(), limit).await
    }

    async fn queue_around(
        &self,
        mut filter: QueueFilter,
        place: TaskPlace,
    ) -> Result<(Option<QueueRow>, Option<QueueRow>), StorageError> {
        filter.due_before = filter.due_before.map(microseconds);
        filter.due_from = filter.due_from.map(microseconds);
        let place = TaskPlace { due_at: microseconds(place.due_at), ..place };
        let mut reader = self.reader().await?;
        queue::around(&mut reader, &filter, &place).await
    }

    async fn queue_choices(&self, units: Vec<String>, most: i64) -> Result<QueueChoices, StorageError> {
        let mut reader = self.reader().await?;
        queue::choices(&mut reader, &units, most).await
    }

    async fn saved_filters(&self, staff_id: Uuid) -> Result<Vec<SavedFilter>, StorageError> {
        let mut reader = self.reader().await?;
        saved_filter::of(&mut reader, staff_id).await
    }

    async fn save_filter(&self, staff_id: Uuid, filter: SavedFilter, most: i64) -> Result<SaveOutcome, StorageError> {
        self.write(move |connection| {
            Box::pin(async move { saved_filter::save(connection, staff_id, &filter, most).await })
        })
        .await
    }

    async fn forget_filter(&self, staff_id: Uuid, id: Uuid) -> Result<(), StorageError> {
        self.write(move |connection| Box::pin(async move { saved_filter::forget(connection, staff_id, id).await }))
            .await
    }

    async fn task_counts(
        &self,
        units: Vec<String>,
        now: OffsetDateTime,
        most: i64,
    ) -> Result<Vec<TaskCount>, StorageError> {
        let mut reader = self.reader().await?;
        queue::counts(&mut reader, &units, microseconds(now), most).await
    }

    async fn late_units(
        &self,
        units: Vec<String>,
        now: OffsetDateTime,
        most: i64,
    ) -> Result<Vec<(String, i64)>, StorageError> {
        let mut reader = self.reader().await?;
        queue::late_units(&mut reader, &units, microseconds(now), most).await
    }

    async fn find_dossiers(
        &self,
        units: Vec<String>,
        search: DossierSearch,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError> {
        let mut reader = self.reader().await?;
        queue::find(&mut reader, &units, &search, limit).await
    }

    async fn filed_dossiers(
        &self,
        agency_code: &str,
        after: Option<(OffsetDateTime, Uuid)>,
        until: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError> {
        let mut reader = self.reader().await?;
        let after = after.map(|(at, id)| (microseconds(at), id));
        queue::filed(&mut reader, agency_code, after, microseconds(until), limit).await
    }

    async fn due_dossiers(
        &self,
        before: OffsetDateTime,
        after: Option<QueuePlace>,
        limit: i64,
    ) -> Result<Vec<FoundDossier>, StorageError> {
        let mut reader = self.reader().await?;
        let after = after.map(|place| QueuePlace { due_at: microseconds(place.due_at), ..place });
        queue::due(&mut reader, microseconds(before), after, limit).await
    }

    async fn add_message(
        &self,
        dossier_id: Uuid,
        mut message: DossierMessage,
        notices: Vec<NewDossierNotice>,
    ) -> Result<(), StorageError> {
        message.at = microseconds(message.at);
        self.write(move |connection| {
            Box::pin(async move { desk::add_message(connection, dossier_id, &message, &notices).await })
        })
        .await
    }

    async fn read_messages(&self, dossier_id: Uuid, by_staff: bool, at: OffsetDateTime) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { desk::read_messages(connection, dossier_id, by_staff, at).await })
        })
        .await
    }

    async fn record_view(&self, dossier_id: Uuid, mut view: DossierView) -> Result<(), StorageError> {
        view.at = microseconds(view.at);
        self.write(move |connection| Box::pin(async move { desk::record_view(connection, dossier_id, view).await }))
            .await
    }

    async fn views(&self, dossier_id: Uuid, limit: i64) -> Result<Vec<DossierView>, StorageError> {
        let mut reader = self.reader().await?;
        desk::views(&mut reader, dossier_id, limit).await
    }

    async fn dossier_version(&self, code: &str) -> Result<Option<i64>, StorageError> {
        let mut reader = self.reader().await?;
        desk::version(&mut reader, code).await
    }

    async fn publish_processes(
        &self,
        processes: Vec<NewProcess>,
        at: OffsetDateTime,
    ) -> Result<Vec<FormOutcome>, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { process::publish(connection, &processes, at).await })).await
    }

    async fn processes(&self) -> Result<Vec<(ProcessKey, String)>, StorageError> {
        let mut reader = self.reader().await?;
        process::in_force(&mut reader).await
    }

    async fn process(&self, key: ProcessKey) -> Result<Option<String>, StorageError> {
        let mut reader = self.reader().await?;
        process::revision(&mut reader, &key).await
    }

    async fn due_dossier_notices(
        &self,
        now: OffsetDateTime,
        limit: i64,
    ) -> Result<Vec<DueDossierNotice>, StorageError> {
        let mut reader = self.reader().await?;
        dossier_notice::due(&mut reader, microseconds(now), limit).await
    }

    async fn claim_dossier_notice(
        &self,
        id: Uuid,
        attempts: i64,
        next_try_at: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let next = microseconds(next_try_at);
        self.write(move |connection| {
            Box::pin(async move { dossier_notice::claim(connection, id, attempts, next).await })
        })
        .await
    }

    async fn dossier_notice_sent(&self, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { dossier_notice::sent(connection, id, at).await })).await
    }

    async fn dossier_notice_failed(
        &self,
        id: Uuid,
        error: &str,
        at: OffsetDateTime,
        next_try_at: Option<OffsetDateTime>,
        instead: Option<NewDossierNotice>,
    ) -> Result<(), StorageError> {
        let (at, next_try_at) = (microseconds(at), next_try_at.map(microseconds));
        let error = error.to_owned();
        self.write(move |connection| {
            Box::pin(
                async move { dossier_notice::failed(connection, id, &error, at, next_try_at, instead.as_ref()).await },
            )
        })
        .await
    }

    async fn dossier_notices(&self, dossier_id: Uuid) -> Result<Vec<DossierNoticeState>, StorageError> {
        let mut reader = self.reader().await?;
        dossier_notice::of_dossier(&mut reader, dossier_id).await
    }

    async fn failed_dossier_notices(
        &self,
        units: Vec<String>,
        limit: i64,
    ) -> Result<Vec<DossierNoticeState>, StorageError> {
        let mut reader = self.reader().await?;
        dossier_notice::all_failed(&mut reader, &units, limit).await
    }
}
