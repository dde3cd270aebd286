//! The forms of the embedded province, compiled into the binary.

use domain::form::Form;

use super::load::FormsError;

/// Name and text of every file in `server/data/forms`.
pub const EMBEDDED_FORMS: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// A form and the file it stands in.
pub struct FormFile {
    pub name: String,
    pub form: Form,
}

/// Reads a form from the text of its file.
///
/// # Errors
/// What is wrong, with line and column.
pub fn read_form(name: &str, text: &str) -> Result<Form, FormsError> {
    toml::from_str(text).map_err(|error| FormsError::Unreadable {
        file: name.to_owned(),
        // The library draws the line below its sentence; one line is told.
        reason: error.message().replace('\n', "; "),
        line: error.span().map(|span| line_of(text, span.start)),
    })
}

/// The JSON Schema of a form's document, from the types themselves.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Form)
}

/// The number of the line in which that byte stands.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The embedded forms.
///
/// # Errors
/// When a file cannot be read; a released binary never fails here because a test reads them too.
pub fn embedded_forms() -> Result<Vec<FormFile>, FormsError> {
    let read = |(name, text): &(&str, &str)| {
        let form = read_form(name, text)?;
        Ok(FormFile { name: (*name).to_owned(), form })
    };
    EMBEDDED_FORMS.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{EMBEDDED_PROCEDURES, ProvinceData};
    use crate::forms::{missing_papers, new_form};
    use domain::catalogue::check::check_line;
    use domain::form::publish;

    #[test]
    fn every_embedded_form_may_be_published_and_is_named_after_its_procedure() {
        let files = embedded_forms().expect("the embedded forms are good");
        let data = ProvinceData::embedded().expect("the embedded data is good");
        assert_eq!(files.len(), EMBEDDED_FORMS.len());
        for FormFile { name, form } in files {
            let defects: Vec<String> = publish::check(&form, None).iter().map(ToString::to_string).collect();
            assert!(defects.is_empty(), "{name}: {}", defects.join("\n"));
            let service = data.services.get(&form.procedure).unwrap_or_else(|| panic!("{name}: no such service"));
            let expected = match &form.case {
                None => format!("{}.toml", form.procedure),
                Some(case) => {
                    assert!(service.cases.iter().any(|known| known.id == *case), "{name}: no case {case}");
                    format!("{}.{case}.toml", form.procedure)
                }
            };
            assert_eq!(name, expected);
            let line = EMBEDDED_PROCEDURES.lines().find(|line| line.contains(&form.procedure));
            let procedure = check_line(line.expect("an embedded procedure")).expect("checked elsewhere").procedure;
            assert_eq!(missing_papers(&form, &procedure), [], "{name}");
        }
    }

    /// File, revision and digest of every form as it was handed on last.
    const REVISIONS: &str = include_str!("../../data/forms/revisions.tsv");

    #[test]
    fn a_form_that_changed_has_a_new_revision() {
        let mut now = String::new();
        for FormFile { name, form } in embedded_forms().expect("the embedded forms are good") {
            let digest = new_form(&form).expect("written").digest;
            let known = REVISIONS.lines().filter_map(|line| line.split_once('\t')).find(|(file, _)| *file == name);
            if let Some((revision, known)) = known.and_then(|(_, rest)| rest.split_once('\t')) {
                let revision: u32 = revision.parse().expect("a number");
                assert!(form.revision >= revision, "{name}: revisions only count up");
                let same = form.revision > revision || known == digest;
                assert!(same, "{name} was changed: raise its `revision` to {}", revision + 1);
            }
            now.push_str(&format!("{name}\t{}\t{digest}\n", form.revision));
        }
        assert!(now == REVISIONS, "write this into server/data/forms/revisions.tsv:\n{now}");
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let error = read_form("x.toml", "procedure = \"1.001193\"\nrevison = 1\n").expect_err("a mistyped key");
        let sentence = error.to_string();
        assert!(sentence.starts_with("x.toml:2: ") && sentence.contains("revison"), "{sentence}");
    }
}
