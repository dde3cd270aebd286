//! The file of a result: checked like every file that comes in, sealed by its digest in the event that registers it.

use bytes::Bytes;
use domain::dossier::{Command, ResultDocument};
use domain::filing::{MediaKind, safe_file_name};
use futures::Stream;
use storage::{FileOrigin, NewDossierFile};
use uuid::Uuid;

use super::act::{Act, Acted, Hand};
use crate::services::receive_file::refused;
use crate::services::{ServiceError, Services};

/// The component under which results are kept; no row of the table of papers has that name.
const RESULT: &str = "result";

impl Services {
    /// Takes the file of a result into the store. It belongs to no dossier before [`Services::attach_result`].
    ///
    /// # Errors
    /// Refused when it is too large, empty, or neither a PDF nor a JPEG or PNG image.
    pub async fn receive_result<S, E>(
        &self,
        officer: Uuid,
        name: &str,
        pieces: S,
    ) -> Result<NewDossierFile, ServiceError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
        E: std::fmt::Display + Send,
    {
        let now = self.clock.now();
        let id = self.random.uuid(now);
        let received = self.files.receive(id, pieces).await.map_err(refused)?;
        if !matches!(received.kind, MediaKind::Pdf | MediaKind::Jpeg | MediaKind::Png) {
            self.storage.leave_file(&received.sha256, self.clock.now()).await?;
            return Err(ServiceError::field("file", "result_kind", &[]));
        }
        Ok(NewDossierFile {
            id,
            component: RESULT.to_owned(),
            name: safe_file_name(name),
            media_type: received.kind.media_type().to_owned(),
            size: i64::try_from(received.size).unwrap_or(i64::MAX),
            sha256: received.sha256,
            origin: FileOrigin::Result,
            added_by: Some(officer),
        })
    }

    /// A file that became part of nothing is cleared like one that was taken back.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn leave_result(&self, file: &NewDossierFile) -> Result<(), ServiceError> {
        Ok(self.storage.leave_file(&file.sha256, self.clock.now()).await?)
    }

    /// Registers a result with its file, whose digest stands in the event from then on.
    ///
    /// # Errors
    /// As for [`Services::act`]; the file is then left to be cleared.
    pub async fn attach_result(
        &self,
        code: &str,
        hand: &Hand<'_>,
        result: ResultDocument,
        file: Option<NewDossierFile>,
        seen: Option<i64>,
    ) -> Result<Acted, ServiceError> {
        let result = ResultDocument {
            file_id: file.as_ref().map(|file| file.id),
            sha256: file.as_ref().map(|file| file.sha256.clone()),
            ..result
        };
        let files: Vec<NewDossierFile> = file.clone().into_iter().collect();
        let act = Act { files, ..Act::new(Command::AttachResult { result }, seen) };
        let acted = self.act(code, hand, act).await;
        if let (Err(_), Some(file)) = (&acted, &file) {
            self.leave_result(file).await?;
        }
        acted
    }
}
