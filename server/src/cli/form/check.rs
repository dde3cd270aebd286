//! `motcua form check`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use domain::form::{Form, publish};
use domain::procedure::Procedure;
use storage::Storage;

use super::text_of;
use crate::cli::{CommandError, complain, tell};
use crate::forms::{
    FormFile, document, embedded_forms, is_unraised, missing_papers, new_form, read_form, unraised_sentence,
};

pub(super) async fn check(storage: Option<&dyn Storage>, files: &[PathBuf]) -> Result<ExitCode, CommandError> {
    let (forms, defects) = read_all(storage, files).await?;
    if defects > 0 {
        complain(&format!("{defects} defects in {} files", files.len()));
        return Ok(ExitCode::FAILURE);
    }
    for form in &forms {
        tell(&format!("{} revision {} may be published", name_of(form), form.revision));
    }
    Ok(ExitCode::SUCCESS)
}

/// Checks the forms of this program as a start would meet them: what of them the database has under the same number.
pub(super) async fn check_embedded(storage: Option<&dyn Storage>) -> Result<ExitCode, CommandError> {
    let mut sound = true;
    for FormFile { name, form } in embedded_forms()? {
        let mut found: Vec<String> = publish::check(&form, None).iter().map(ToString::to_string).collect();
        if let Some(storage) = storage {
            found.extend(
                missing(storage, &form).await?.into_iter().map(|(place, sentence)| format!("{place}: {sentence}")),
            );
            if is_unraised(storage, &form).await? {
                found.push(unraised_sentence(&name, form.revision));
            }
        }
        for sentence in &found {
            complain(&format!("{name}: {sentence}"));
        }
        if found.is_empty() {
            tell(&format!("{} revision {} may be published", name_of(&form), form.revision));
        }
        sound &= found.is_empty();
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Papers of the form that the procedure as it is published does not have.
async fn missing(storage: &dyn Storage, form: &Form) -> Result<Vec<(String, String)>, CommandError> {
    let Some(published) = storage.procedure(&form.procedure).await? else { return Ok(Vec::new()) };
    let procedure: Procedure = serde_json::from_str(&published.document)?;
    Ok(missing_papers(form, &procedure))
}

/// Reads and checks the files, and tells every defect with file, line and place. Gives the readable forms and the number of
/// defects.
pub(super) async fn read_all(
    storage: Option<&dyn Storage>,
    files: &[PathBuf],
) -> Result<(Vec<Form>, usize), CommandError> {
    let mut forms: Vec<Form> = Vec::new();
    let mut count = 0;
    for path in files {
        let (name, text) = (path.display().to_string(), text_of(path)?);
        let form = match read_form(&name, &text) {
            Ok(form) => form,
            Err(error) => {
                complain(&error.to_string());
                count += 1;
                continue;
            }
        };
        let mut found = defects(storage, &form).await?;
        if forms.iter().any(|other| (&other.procedure, &other.case) == (&form.procedure, &form.case)) {
            found.push((
                "form".to_owned(),
                "another of these files is a form of the same procedure and case".to_owned(),
            ));
        }
        for (place, sentence) in &found {
            complain(&format!("{}: {place}: {sentence}", at(path, &text, place)));
        }
        count += found.len();
        forms.push(form);
    }
    Ok((forms, count))
}

/// Place and sentence of everything that keeps the form from being published.
async fn defects(storage: Option<&dyn Storage>, form: &Form) -> Result<Vec<(String, String)>, CommandError> {
    let previous = previous(storage, form).await?;
    let found = publish::check(form, previous.as_ref());
    let mut found: Vec<(String, String)> =
        found.into_iter().map(|defect| (defect.place, defect.kind.to_string())).collect();
    if let Some(storage) = storage {
        found.extend(missing(storage, form).await?);
    }
    Ok(found)
}

/// What the form comes after: the revision in force, if it is another one. Without a database the embedded one stands for it.
async fn previous(storage: Option<&dyn Storage>, form: &Form) -> Result<Option<Form>, CommandError> {
    let Some(storage) = storage else {
        let embedded = embedded_forms()?.into_iter().map(|file| file.form);
        let earlier = |known: &Form| {
            (&known.procedure, &known.case) == (&form.procedure, &form.case) && known.revision < form.revision
        };
        return Ok(embedded.into_iter().find(earlier));
    };
    let digest = new_form(form)?.digest;
    let in_force =
        storage.forms().await?.into_iter().find(|known| {
            known.procedure_code == form.procedure && known.case_id == form.case && known.digest != digest
        });
    Ok(in_force.as_ref().map(document).transpose()?)
}

/// File and, where it can be told, line of a place such as «question child.name, when».
fn at(path: &Path, text: &str, place: &str) -> String {
    let named = place.split(',').next().and_then(|place| place.split_once(' ')).map_or("", |(_, named)| named);
    let mut line = None;
    for id in named.split('.').filter(|id| !id.is_empty()) {
        let wanted = format!("id = \"{id}\"");
        let from = line.unwrap_or(0);
        line = text.lines().enumerate().skip(from).find(|(_, text)| text.contains(&wanted)).map(|(at, _)| at).or(line);
    }
    match line {
        Some(line) => format!("{}:{}", path.display(), line + 1),
        None => path.display().to_string(),
    }
}

/// Procedure and case of a form.
pub(super) fn name_of(form: &Form) -> String {
    match &form.case {
        Some(case) => format!("{} ({case})", form.procedure),
        None => form.procedure.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::at;
    use std::path::Path;

    #[test]
    fn a_place_is_found_in_its_file() {
        let text =
            "procedure = \"1.0\"\n\n[[page]]\nid = \"child\"\n[[page.question]]\nid = \"rows\"\n{ id = \"name\" }\n";
        let place = |place: &str| at(Path::new("f.toml"), text, place);
        assert_eq!(place("page child, when"), "f.toml:4");
        assert_eq!(place("question rows.name, label"), "f.toml:7");
        assert_eq!(place("revision"), "f.toml");
    }
}
