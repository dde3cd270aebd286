//! `motcua form export`

use std::path::Path;
use std::process::ExitCode;

use domain::form::Form;
use storage::Storage;

use crate::cli::{CommandError, tell};
use crate::forms::{document, embedded_forms};

pub(super) async fn export(
    storage: Option<&dyn Storage>,
    code: &str,
    case: Option<&str>,
    output: Option<&Path>,
) -> Result<ExitCode, CommandError> {
    let form = in_force(storage, code, case).await?.ok_or_else(|| match case {
        Some(case) => format!("the case {case} of {code} has no form of its own"),
        None => format!("{code} has no form; those of its cases are given with --case"),
    })?;
    let text = toml::to_string(&form)?;
    match output {
        Some(path) => {
            std::fs::write(path, text).map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
        }
        None => tell(text.trim_end()),
    }
    Ok(ExitCode::SUCCESS)
}

/// The form of exactly that case in force; without a database the embedded one.
pub(super) async fn in_force(
    storage: Option<&dyn Storage>,
    code: &str,
    case: Option<&str>,
) -> Result<Option<Form>, CommandError> {
    let Some(storage) = storage else {
        let embedded = embedded_forms()?.into_iter().map(|file| file.form);
        let mut forms = embedded.into_iter();
        return Ok(forms.find(|form| form.procedure == code && form.case.as_deref() == case));
    };
    let stored = storage.forms().await?;
    let found = stored.iter().find(|form| form.procedure_code == code && form.case_id.as_deref() == case);
    Ok(found.map(document).transpose()?)
}
