//! Photos of what is reported, added once the report itself is safe.

use bytes::Bytes;
use domain::filing::safe_file_name;
use futures::Stream;
use storage::FeedbackFile;

use super::TrackedFeedback;
use crate::services::receive_file::refused;
use crate::services::{RefusalKind, ServiceError, Services};

/// Photos of one feedback.
pub const MOST_PHOTOS: i64 = 5;

impl Services {
    /// Takes a photo. When this returns, the server has it.
    ///
    /// # Errors
    /// Refused when it is too large, empty or no image, when there are five, or when nothing is open any more.
    pub async fn add_feedback_photo<S, E>(
        &self,
        tracked: &TrackedFeedback,
        name: &str,
        pieces: S,
    ) -> Result<(), ServiceError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
        E: std::fmt::Display + Send,
    {
        if !tracked.state.status.is_open() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "feedback_closed"));
        }
        let now = self.clock.now();
        let id = self.random.uuid(now);
        let received = self.files.receive(id, pieces).await.map_err(refused)?;
        let leave = async || self.storage.leave_file(&received.sha256, self.clock.now()).await;
        if !received.kind.media_type().starts_with("image/") {
            leave().await?;
            return Err(ServiceError::field("file", "photo_kind", &[]));
        }
        let file = FeedbackFile {
            id,
            name: safe_file_name(name),
            media_type: received.kind.media_type().to_owned(),
            size: i64::try_from(received.size).unwrap_or(i64::MAX),
            sha256: received.sha256.clone(),
            received_at: self.clock.now(),
        };
        if self.storage.add_feedback_file(tracked.case.record.id, file, MOST_PHOTOS).await? {
            return Ok(());
        }
        leave().await?;
        Err(ServiceError::field("file", "too_many_photos", &[MOST_PHOTOS.to_string()]))
    }
}
