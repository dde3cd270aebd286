//! The port of feedback, by delegation.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use super::store::microseconds;
use super::{Store, feedback};
use crate::error::StorageError;
use crate::model::{
    FeedbackCase, FeedbackChange, FeedbackFile, FeedbackList, FeedbackRecord, FeedbackSent, FeedbackStanding,
    NewFeedback,
};
use crate::ports::FeedbackStore;

fn rounded(standing: &mut FeedbackStanding) {
    standing.acknowledge_due_at = microseconds(standing.acknowledge_due_at);
    standing.answer_due_at = microseconds(standing.answer_due_at);
}

#[async_trait]
impl FeedbackStore for Store {
    async fn send_feedback(&self, mut new: NewFeedback) -> Result<FeedbackSent, StorageError> {
        new.first.at = microseconds(new.first.at);
        rounded(&mut new.standing);
        let again = new.clone();
        let sent = self.write(move |connection| Box::pin(async move { feedback::send(connection, &new).await })).await;
        match sent {
            // The same form came twice at the same moment and the other was first: now it is there to be found.
            Err(error) if error.constraint() == Some("feedback_submission_unique") => {
                self.write(move |connection| Box::pin(async move { feedback::send(connection, &again).await })).await
            }
            sent => sent,
        }
    }

    async fn feedback(&self, code: &str) -> Result<Option<FeedbackCase>, StorageError> {
        let mut reader = self.reader().await?;
        feedback::by_code(&mut reader, code).await
    }

    async fn change_feedback(&self, mut change: FeedbackChange) -> Result<bool, StorageError> {
        change.steps.iter_mut().for_each(|step| step.at = microseconds(step.at));
        rounded(&mut change.standing);
        self.write(move |connection| Box::pin(async move { feedback::change(connection, &change).await })).await
    }

    async fn add_feedback_file(&self, id: Uuid, mut file: FeedbackFile, most: i64) -> Result<bool, StorageError> {
        file.received_at = microseconds(file.received_at);
        self.write(move |connection| Box::pin(async move { feedback::add_file(connection, id, &file, most).await }))
            .await
    }

    async fn support_feedback(&self, id: Uuid, browser_hash: Vec<u8>) -> Result<bool, StorageError> {
        self.write(move |connection| Box::pin(async move { feedback::support(connection, id, &browser_hash).await }))
            .await
    }

    async fn feedback_of(
        &self,
        agencies: Vec<String>,
        list: FeedbackList,
        limit: i64,
    ) -> Result<Vec<FeedbackRecord>, StorageError> {
        let mut reader = self.reader().await?;
        feedback::of(&mut reader, &agencies, list, limit).await
    }

    async fn public_feedback(
        &self,
        agency: Option<&str>,
        before: Option<(OffsetDateTime, String)>,
        limit: i64,
    ) -> Result<Vec<(OffsetDateTime, FeedbackRecord)>, StorageError> {
        let before = before.map(|(at, code)| (microseconds(at), code));
        let mut reader = self.reader().await?;
        feedback::public(&mut reader, agency, before.as_ref(), limit).await
    }

    async fn late_feedback(&self, before: OffsetDateTime, limit: i64) -> Result<Vec<String>, StorageError> {
        let mut reader = self.reader().await?;
        feedback::late(&mut reader, microseconds(before), limit).await
    }
}
