//! Reads the forms in force from storage and compiles them.

use std::sync::Arc;

use domain::form::{Form, Rules};
use storage::{Storage, StorageError, StoredForm};

use super::published::{PublishedForm, ServedForms};

/// Forms could not be read, published or loaded.
#[derive(Debug, thiserror::Error)]
pub enum FormsError {
    #[error("the forms could not be reached")]
    Storage(#[from] StorageError),
    #[error("{file}:{}: {reason}", .line.map_or_else(|| "1".to_owned(), |line| line.to_string()))]
    Unreadable { file: String, reason: String, line: Option<usize> },
    #[error("{file}: {}", .defects.join("; "))]
    Defective { file: String, defects: Vec<String> },
    #[error("the stored form {name} revision {revision} is damaged: {reason}")]
    Damaged { name: String, revision: i64, reason: String },
    #[error("a form could not be written down: {0}")]
    Unwritable(#[from] serde_json::Error),
}

/// The forms in force, ready to judge.
///
/// # Errors
/// When storage fails or holds a form that this program cannot compile: it is never quietly left out, because the procedure
/// would then be filed without it.
pub async fn load(storage: &dyn Storage) -> Result<ServedForms, FormsError> {
    // Read before the rows: a publication in between is then noticed by the next look at the version.
    let version = storage.forms_version().await?;
    let forms: Vec<PublishedForm> = storage.forms().await?.iter().map(compiled).collect::<Result<_, _>>()?;
    Ok(ServedForms::new(version, forms))
}

/// The document of a stored form.
///
/// # Errors
/// When it is not a form that this program knows.
pub(crate) fn document(stored: &StoredForm) -> Result<Form, FormsError> {
    serde_json::from_str(&stored.document).map_err(|error| damaged(stored, error.to_string()))
}

pub(crate) fn compiled(stored: &StoredForm) -> Result<PublishedForm, FormsError> {
    let rules = Rules::compile(document(stored)?).map_err(|defects| {
        let sentences: Vec<String> = defects.iter().map(ToString::to_string).collect();
        damaged(stored, sentences.join("; "))
    })?;
    Ok(PublishedForm {
        procedure: stored.procedure_code.clone(),
        case: stored.case_id.clone(),
        revision: u32::try_from(stored.revision).map_err(|error| damaged(stored, error.to_string()))?,
        digest: stored.digest.clone(),
        published_at: stored.published_at,
        rules: Arc::new(rules),
    })
}

fn damaged(stored: &StoredForm, reason: String) -> FormsError {
    let name = match &stored.case_id {
        Some(case) => format!("{}.{case}", stored.procedure_code),
        None => stored.procedure_code.clone(),
    };
    FormsError::Damaged { name, revision: stored.revision, reason }
}
