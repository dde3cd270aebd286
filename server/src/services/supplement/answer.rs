//! Sending a supplement: one transaction of the event, the answers, the files, the due date, tasks and notices.

use app::view::MAX_MESSAGE;
use domain::dossier::{Command, changed_paths, untouched};
use domain::filing::{Answers, Problem};
use serde_json::Value;
use storage::{ClosedDraft, DossierFile, Draft, DraftAccess, DraftFile, FileOrigin, NewDossierFile};
use uuid::Uuid;

use super::{Answerable, counting_files};
use crate::services::file_dossier::{HandedIn, found_by};
use crate::services::track::typed_text;
use crate::services::{Act, Hand, RefusalKind, ServiceError, Services};

/// Draft or dossier may change between judging and writing; each try judges anew.
const TRIES: usize = 5;

impl Services {
    /// Sends what was completed, and gives the code of the dossier. Pressed again it says the same and does nothing more. An
    /// item that was asked for and is as it was has to be explained in the note.
    ///
    /// # Errors
    /// Refused with `draft_gone`, `answers_incomplete` with every problem, `supplement_untouched`, `too_long` or
    /// `control_character` at the field `note`, and `supplement_closed` when the dossier does not wait for it any more; the draft
    /// stays as it is then.
    pub async fn answer_supplement(
        &self,
        draft_id: Uuid,
        access: &DraftAccess,
        hand: &Hand<'_>,
        note: &str,
    ) -> Result<String, ServiceError> {
        let note = typed_text("note", note, MAX_MESSAGE)?;
        for _ in 0..TRIES {
            if let Some(code) = self.answered_with(draft_id, access).await? {
                return Ok(code);
            }
            let draft = match self.draft(draft_id, access).await {
                Err(ServiceError::Refused(refusal)) if refusal.key == "draft_gone" => {
                    // The other press of a double one came first, just now.
                    let sent = self.answered_with(draft_id, access).await?;
                    return sent.ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "draft_gone"));
                }
                found => found?,
            };
            let answerable = self.answerable(&draft).await?;
            if answerable.open.is_none() {
                let sent = self.answered_with(draft_id, access).await?;
                return sent.ok_or_else(|| ServiceError::refused(RefusalKind::Conflict, "supplement_closed"));
            }
            let handed_in = self.handed_in(&draft).await?;
            let scanned_by = match hand {
                Hand::Officer(id, _) => Some(*id),
                Hand::Applicant | Hand::Clock => None,
            };
            let act = act(&answerable, &draft, handed_in, &note, scanned_by)?;
            let code = answerable.held.dossier.record.code.clone();
            match self.act(&code, hand, act).await {
                Ok(_) => return Ok(code),
                Err(ServiceError::Refused(refusal)) if refusal.key == "dossier_changed" => {}
                Err(error) => return Err(error),
            }
        }
        Err(ServiceError::Busy)
    }
}

/// What is to happen: which files are new, which do not count any more, whether an answer is another one.
fn act(
    answerable: &Answerable,
    draft: &Draft,
    handed_in: HandedIn,
    note: &str,
    scanned_by: Option<Uuid>,
) -> Result<Act, ServiceError> {
    let dossier = &answerable.held.dossier;
    let before = counting_files(dossier);
    let replaced: Vec<&DossierFile> =
        before.iter().copied().filter(|old| !draft.files.iter().any(|file| is_same(old, file))).collect();
    let new: Vec<&DraftFile> = draft.files.iter().filter(|file| !before.iter().any(|old| is_same(old, file))).collect();
    let mut components: Vec<String> = replaced.iter().map(|file| file.component.clone()).collect();
    components.extend(new.iter().map(|file| file.component.clone()));

    let damaged = |error: serde_json::Error| ServiceError::Failed(Box::new(error));
    let answers_before: Value = serde_json::from_str(&dossier.record.answers).map_err(damaged)?;
    let answers_after: Value = serde_json::from_str(&handed_in.answers).map_err(damaged)?;
    let paths = changed_paths(&answers_before, &answers_after);
    let items = answerable.open.as_ref().map(|open| open.items.as_slice()).unwrap_or_default();
    let left = untouched(items, &paths, &components).len();
    if left > 0 && note.is_empty() {
        let problem = Problem::new("note", "supplement_untouched", &[left.to_string()]);
        return Err(ServiceError::invalid("supplement_untouched", vec![problem]));
    }
    let answers: Answers = serde_json::from_value(answers_after).map_err(damaged)?;
    let command = Command::AnswerSupplement {
        note: note.to_owned(),
        replaced: replaced.into_iter().map(|file| file.id).collect(),
    };
    Ok(Act {
        seen: Some(answerable.held.state.version),
        files: new.into_iter().map(|file| new_file(file, scanned_by)).collect(),
        answers: (!paths.is_empty()).then_some((handed_in.answers, handed_in.form_revision)),
        closes_draft: Some(ClosedDraft { id: draft.id, version: draft.version, files_version: draft.files_version }),
        found_by: (!paths.is_empty()).then(|| found_by(&answers)),
        ..Act::new(command, None)
    })
}

/// Taken over from the dossier, a file has another identifier in the draft.
fn is_same(old: &DossierFile, file: &DraftFile) -> bool {
    old.component == file.component && old.name == file.name && old.sha256 == file.sha256
}

fn new_file(file: &DraftFile, scanned_by: Option<Uuid>) -> NewDossierFile {
    NewDossierFile {
        id: file.id,
        component: file.component.clone(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.size,
        sha256: file.sha256.clone(),
        origin: scanned_by.map_or(FileOrigin::Supplement, |_| FileOrigin::Scan),
        added_by: scanned_by,
    }
}
