//! Publishes the embedded forms at the start.

use domain::filing::OTHER_PAPER;
use domain::form::{Answer, Form, Rules};
use domain::procedure::Procedure;
use storage::{NewForm, Storage, StoredForm};
use time::OffsetDateTime;

use super::canonical::{canonical, sha256};
use super::embedded::FormFile;
use super::load::FormsError;

/// What became of one embedded form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmbeddedOutcome {
    Published,
    Unchanged,
    /// A later revision is in force, published by hand or by a later release.
    Superseded,
    /// The file was changed without raising its revision; what was published before is served on. Holds the file and the
    /// revision that has to be raised.
    Unraised(String, u32),
}

/// What to tell whoever runs the portal about an embedded form that was changed under its number.
#[must_use]
pub fn unraised_sentence(file: &str, revision: u32) -> String {
    format!(
        "server/data/forms/{file} is not what this database has published as revision {revision}, and what was published is \
         served on: raise `revision` to {} in the file and build again, or publish the file by hand with that revision \
         (`motcua form publish`)",
        revision.saturating_add(1)
    )
}

/// Whether that revision was published with other content.
///
/// # Errors
/// When storage fails.
pub async fn is_unraised(storage: &dyn Storage, form: &Form) -> Result<bool, FormsError> {
    let new = new_form(form)?;
    let stored = storage.form_revision(&new.procedure_code, new.case_id.as_deref(), new.revision).await?;
    Ok(stored.is_some_and(|stored| stored.digest != new.digest))
}

/// The form as it is stored: its canonical document, and the digest by which a change is noticed.
///
/// # Errors
/// Never for a form that was read; the type of the library says so.
pub fn new_form(form: &Form) -> Result<NewForm, FormsError> {
    let document = canonical(&serde_json::to_value(form)?);
    Ok(NewForm {
        procedure_code: form.procedure.clone(),
        case_id: form.case.clone(),
        revision: i64::from(form.revision),
        digest: sha256(&document),
        document,
    })
}

/// Place and sentence of every paper that the procedure's published table does not have: one that a question asks for could
/// never be handed in, so nobody could file; one that the form claims to replace would be asked for all the same.
#[must_use]
pub fn missing_papers(form: &Form, procedure: &Procedure) -> Vec<(String, String)> {
    let known = |component: &str| {
        component == OTHER_PAPER
            || component.split_once('.').is_some_and(|(group, row)| {
                let at = |number: &str| number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let group = at(group).and_then(|group| procedure.document_groups.get(group));
                group.zip(at(row)).is_some_and(|(group, row)| row < group.items.len())
            })
    };
    let missing = |place: String, component: &String| {
        let sentence = format!("the published papers of {} have no row {component}", procedure.code);
        (!known(component)).then_some((place, sentence))
    };
    let asked = form.questions().filter_map(|(_, question)| match &question.answer {
        Answer::Files { component, .. } => missing(format!("question {}, component", question.id), component),
        _ => None,
    });
    let replaced = form.replaces_papers.iter().filter_map(|component| missing("replaces_papers".to_owned(), component));
    asked.chain(replaced).collect()
}

/// Publishes every form that is new or has a later revision than the one in force.
///
/// A form that was changed without raising its revision is told in its outcome and not published: a document that has judged
/// dossiers never changes under its number.
///
/// # Errors
/// When storage fails, or a form cannot be compiled (then nothing is published).
pub async fn publish_embedded(
    storage: &dyn Storage,
    files: &[FormFile],
    at: OffsetDateTime,
) -> Result<Vec<EmbeddedOutcome>, FormsError> {
    let in_force = storage.forms().await?;
    let mut outcomes = Vec::with_capacity(files.len());
    let mut due = Vec::new();
    for FormFile { name, form } in files {
        let new = new_form(form)?;
        let stored = storage.form_revision(&new.procedure_code, new.case_id.as_deref(), new.revision).await?;
        let same = |known: &&StoredForm| known.procedure_code == new.procedure_code && known.case_id == new.case_id;
        let current = in_force.iter().find(same).map_or(0, |known| known.revision);
        outcomes.push(match stored {
            Some(stored) if stored.digest != new.digest => EmbeddedOutcome::Unraised(name.clone(), form.revision),
            Some(_) if current == new.revision => EmbeddedOutcome::Unchanged,
            _ if current > new.revision => EmbeddedOutcome::Superseded,
            _ => {
                // That it may be published is seen by a test, which has the time; here only what could not be loaded is
                // kept out.
                Rules::compile(form.clone()).map_err(|defects| FormsError::Defective {
                    file: name.clone(),
                    defects: defects.iter().map(ToString::to_string).collect(),
                })?;
                due.push(new);
                EmbeddedOutcome::Published
            }
        });
    }
    if !due.is_empty() {
        // Another process that starts at this moment may have published the same: then it is unchanged, which is as good.
        storage.publish_forms(due, at).await?;
    }
    Ok(outcomes)
}
