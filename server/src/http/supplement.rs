//! What a supplement changed, old and new side by side: on the page that checks it, and at the desk.

use app::locale::Locale;
use app::pages::filing::{applicant, form};
use app::view::{ChangeLine, FormState, SupplementLine};
use domain::dossier::{SupplementItem, SupplementSubject, changed_paths};
use serde_json::Value;
use storage::{DossierFile, DraftFile};

/// A paper's component, name of a file, SHA-256.
pub(in crate::http) type Paper = (String, String, String);

pub(in crate::http) fn papers_of(files: &[&DossierFile]) -> Vec<Paper> {
    files.iter().map(|file| (file.component.clone(), file.name.clone(), file.sha256.clone())).collect()
}

pub(in crate::http) fn papers_of_draft(files: &[DraftFile]) -> Vec<Paper> {
    files.iter().map(|file| (file.component.clone(), file.name.clone(), file.sha256.clone())).collect()
}

/// Components whose files are other ones now, each once.
pub(in crate::http) fn changed_components(before: &[Paper], after: &[Paper]) -> Vec<String> {
    let gone = before.iter().filter(|file| !after.contains(file));
    let new = after.iter().filter(|file| !before.contains(file));
    let mut components: Vec<String> = gone.chain(new).map(|(component, ..)| component.clone()).collect();
    components.sort();
    components.dedup();
    components
}

/// Two states of a dossier, and what is needed to tell them in words.
pub(in crate::http) struct Compared<'a> {
    pub locale: Locale,
    pub items: &'a [SupplementItem],
    /// The items with the names of what they are about, in the same order.
    pub lines: Vec<SupplementLine>,
    /// Documents of answers.
    pub answers: (Value, Value),
    pub papers: (Vec<Paper>, Vec<Paper>),
    pub form: Option<&'a FormState>,
    /// Names of papers by component.
    pub names: Vec<(String, String)>,
}

impl Compared<'_> {
    /// What was asked for comes first, whether it was changed or not; then what was changed unasked.
    pub(in crate::http) fn changes(&self) -> Vec<ChangeLine> {
        let mut paths = changed_paths(&self.answers.0, &self.answers.1);
        let mut components = changed_components(&self.papers.0, &self.papers.1);
        let mut changes = Vec::new();
        for (item, line) in self.items.iter().zip(&self.lines) {
            match &item.subject {
                SupplementSubject::Paper(component) => {
                    let changed = components.contains(component);
                    components.retain(|one| one != component);
                    changes.push(self.paper(component, Some(line), changed));
                }
                SupplementSubject::Field(path) => {
                    let is_below = |one: &String| {
                        one == path || one.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('.'))
                    };
                    let below: Vec<String> = paths.iter().filter(|one| is_below(one)).cloned().collect();
                    paths.retain(|one| !is_below(one));
                    if below.is_empty() {
                        changes.push(self.answer(path, Some(line), false));
                    }
                    changes.extend(below.iter().map(|path| self.answer(path, Some(line), true)));
                }
                SupplementSubject::Other(_) => {
                    let changed = components.iter().any(|one| one == domain::filing::OTHER_PAPER);
                    components.retain(|one| one != domain::filing::OTHER_PAPER);
                    changes.push(self.paper(domain::filing::OTHER_PAPER, Some(line), changed));
                }
            }
        }
        changes.extend(paths.iter().map(|path| self.answer(path, None, true)));
        changes.extend(components.iter().map(|component| self.paper(component, None, true)));
        changes
    }

    fn paper(&self, component: &str, asked: Option<&SupplementLine>, changed: bool) -> ChangeLine {
        let files = |papers: &[Paper]| -> Vec<String> {
            papers.iter().filter(|(of, ..)| of == component).map(|(_, name, _)| name.clone()).collect()
        };
        let known = self.names.iter().find(|(of, _)| of == component).map(|(_, name)| name.clone());
        ChangeLine {
            name: asked.map(|line| line.name.clone()).or(known).unwrap_or_else(|| component.to_owned()),
            name_is_vietnamese: asked.is_some_and(|line| line.name_is_vietnamese),
            asked: asked.map(|line| line.instruction.clone()),
            before: files(&self.papers.0),
            after: files(&self.papers.1),
            changed,
        }
    }

    fn answer(&self, path: &str, asked: Option<&SupplementLine>, changed: bool) -> ChangeLine {
        let label = match self.form {
            Some(state) if path.starts_with("form.") => form::field_label(self.locale, &state.rules.form, path),
            _ => Some(applicant::field_label(self.locale, path).to_owned()).filter(|label| !label.is_empty()),
        };
        let words = |answers: &Value| {
            let raw = path.split('.').try_fold(answers, |value, name| value.get(name)).unwrap_or(&Value::Null);
            match self.form {
                Some(state) if path.starts_with("form.") => {
                    form::value_words(self.locale, &state.rules.form, &state.context, path, raw)
                }
                _ => applicant::value_words(self.locale, path, raw.as_str().unwrap_or_default()),
            }
        };
        ChangeLine {
            name: label.or_else(|| asked.map(|line| line.name.clone())).unwrap_or_else(|| path.to_owned()),
            name_is_vietnamese: false,
            asked: asked.map(|line| line.instruction.clone()),
            before: vec![words(&self.answers.0)],
            after: vec![words(&self.answers.1)],
            changed,
        }
    }
}
