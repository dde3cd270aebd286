//! Adding and removing the files of a draft.

use bytes::Bytes;
use domain::filing::{MAX_DOSSIER_BYTES, MAX_FILE_BYTES, MAX_FILES, OTHER_PAPER, safe_file_name, valid_component};
use futures::Stream;
use storage::{Draft, DraftAccess, DraftFile, FileAdded, FileLimits, NewFile};
use uuid::Uuid;

use super::error::{Refusal, RefusalKind, ServiceError};
use super::{CurrentProcedure, Services};
use crate::files::ReceiveError;

pub(super) const LIMITS: FileLimits = FileLimits { max_files: MAX_FILES as i64, max_bytes: MAX_DOSSIER_BYTES as i64 };

impl Services {
    /// Receives one file for a paper of a draft. When this returns, the server has it.
    ///
    /// # Errors
    /// Refused when the file is too large, empty, of a kind that is not taken, or the draft has been filed.
    pub async fn receive_file<S, E>(
        &self,
        draft_id: Uuid,
        access: &DraftAccess,
        component: &str,
        name: &str,
        pieces: S,
    ) -> Result<DraftFile, ServiceError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
        E: std::fmt::Display + Send,
    {
        let draft = self.draft(draft_id, access).await?;
        if draft.dossier_code.is_some() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "draft_submitted"));
        }
        let component = self.component(&draft, component).await?;
        let now = self.clock.now();
        let id = self.random.uuid(now);
        let received = self.files.receive(id, pieces).await.map_err(refused)?;
        let file = NewFile {
            id,
            draft_id,
            component,
            name: safe_file_name(name),
            media_type: received.kind.media_type().to_owned(),
            size: i64::try_from(received.size).unwrap_or(i64::MAX),
            sha256: received.sha256,
            at: self.clock.now(),
        };
        let sha256 = file.sha256.clone();
        let added = self.storage.add_file(file, LIMITS).await?;
        if !matches!(added, FileAdded::Added(_)) {
            // The bytes are in the store although no draft took them: they are cleared like those of a removed file.
            self.storage.leave_file(&sha256, self.clock.now()).await?;
        }
        outcome_of(added)
    }

    /// Removes a file from a draft.
    ///
    /// # Errors
    /// Refused when there is no such file.
    pub async fn remove_file(&self, draft_id: Uuid, access: &DraftAccess, file_id: Uuid) -> Result<(), ServiceError> {
        let draft = self.draft(draft_id, access).await?;
        if draft.dossier_code.is_some() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "draft_submitted"));
        }
        if self.storage.remove_file(draft_id, file_id, self.clock.now()).await? {
            Ok(())
        } else {
            Err(ServiceError::refused(RefusalKind::NotFound, "file_unknown"))
        }
    }

    /// The component a caller means: its identifier, the published name of the paper, or «other».
    async fn component(&self, draft: &Draft, text: &str) -> Result<String, ServiceError> {
        let text = text.trim();
        if text == OTHER_PAPER {
            return Ok(OTHER_PAPER.to_owned());
        }
        let current = self.current_of(draft).await?;
        let papers = papers(&current);
        let found =
            papers.iter().find(|(id, name)| (valid_component(text) && id == text) || domain::fold::nfc(text) == *name);
        found.map(|(id, _)| id.clone()).ok_or_else(|| {
            let known: Vec<String> = papers.into_iter().map(|(id, _)| id).chain([OTHER_PAPER.to_owned()]).collect();
            ServiceError::field("component", "unknown_component", &[known.join(", ")])
        })
    }
}

/// The file that was added, or why none was.
pub(super) fn outcome_of(added: FileAdded) -> Result<DraftFile, ServiceError> {
    match added {
        FileAdded::Added(file) => Ok(file),
        FileAdded::TooManyFiles => Err(limit(RefusalKind::TooLarge, "too_many_files", MAX_FILES.to_string())),
        FileAdded::TooManyBytes => {
            Err(limit(RefusalKind::TooLarge, "dossier_too_large", MAX_DOSSIER_BYTES.to_string()))
        }
        FileAdded::Submitted => Err(ServiceError::refused(RefusalKind::Conflict, "draft_submitted")),
        FileAdded::Gone => Err(ServiceError::refused(RefusalKind::NotFound, "draft_gone")),
    }
}

/// Identifier and published name of every row of the table of papers.
pub(super) fn papers(current: &CurrentProcedure) -> Vec<(String, String)> {
    let groups = current.procedure.document_groups.iter().enumerate();
    groups
        .flat_map(|(group, papers)| {
            papers
                .items
                .iter()
                .enumerate()
                .map(move |(row, paper)| (format!("{}.{}", group + 1, row + 1), paper.name.clone()))
        })
        .collect()
}

pub(super) fn refused(error: ReceiveError) -> ServiceError {
    match error {
        ReceiveError::TooLarge => limit(RefusalKind::TooLarge, "file_too_large", MAX_FILE_BYTES.to_string()),
        ReceiveError::Refused(problem) => ServiceError::Refused(Box::new(Refusal {
            kind: RefusalKind::UnsupportedMedia,
            key: problem.key(),
            arguments: Vec::new(),
            problems: vec![domain::filing::Problem::new("file", problem.key(), &[])],
            current: None,
        })),
        ReceiveError::Broken(_) => ServiceError::field("file", "upload_broken", &[]),
        ReceiveError::Store(error) => ServiceError::Failed(Box::new(error)),
    }
}

fn limit(kind: RefusalKind, key: &'static str, limit: String) -> ServiceError {
    ServiceError::Refused(Box::new(Refusal {
        kind,
        key,
        arguments: vec![limit.clone()],
        problems: vec![domain::filing::Problem::new("file", key, &[limit])],
        current: None,
    }))
}
