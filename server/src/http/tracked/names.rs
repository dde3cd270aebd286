//! Names of what a dossier speaks of by code.

use std::sync::Arc;

use app::filling::locate;
use app::locale::Locale;
use app::pages::filing::applicant::field_label;
use app::view::{AskedFor, SupplementLine};
use domain::catalogue::shown::clean_line;
use domain::dossier::{SupplementItem, SupplementSubject};

use crate::forms::PublishedForm;
use crate::http::state::App;
use crate::services::{CurrentProcedure, OpenDossier};

/// What is needed to name things of one dossier.
pub(super) struct Names<'a> {
    app: &'a App,
    pub locale: Locale,
    held: &'a OpenDossier,
    /// The procedure as it was published when the dossier was filed.
    current: Option<&'a CurrentProcedure>,
    form: Option<Arc<PublishedForm>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        app: &'a App,
        locale: Locale,
        held: &'a OpenDossier,
        current: Option<&'a CurrentProcedure>,
    ) -> Self {
        let record = &held.dossier.record;
        let form = app.services.form_for(&record.procedure_code, record.case_id.as_deref());
        Self { app, locale, held, current, form }
    }

    /// Name of an agency; its code where it is not known.
    pub(super) fn agency(&self, code: &str) -> String {
        let agency = self.app.services.data.agency(code);
        agency.map_or_else(|| code.to_owned(), |agency| self.locale.of(&agency.name).to_owned())
    }

    /// Name of a step of the internal process.
    pub(super) fn step(&self, id: &str) -> String {
        let step = self.held.process.step(id);
        step.map_or_else(|| id.to_owned(), |step| self.locale.of(&step.name).to_owned())
    }

    pub(super) fn asked(&self, items: &[SupplementItem]) -> Vec<SupplementLine> {
        items.iter().map(|item| self.item(item)).collect()
    }

    fn item(&self, item: &SupplementItem) -> SupplementLine {
        let (about, name, name_is_vietnamese) = match &item.subject {
            SupplementSubject::Paper(id) => {
                let (name, is_vietnamese) = self.paper(id);
                (AskedFor::Paper, name, is_vietnamese)
            }
            SupplementSubject::Field(path) => (AskedFor::Field, self.field(path), false),
            SupplementSubject::Other(name) if name.trim().is_empty() => {
                (AskedFor::Paper, self.locale.pick("Giấy tờ khác", "Another paper").to_owned(), false)
            }
            SupplementSubject::Other(name) => (AskedFor::Paper, name.clone(), true),
        };
        SupplementLine { about, name, name_is_vietnamese, instruction: item.instruction.clone() }
    }

    /// Name of a row of the table of papers, and whether it is published in Vietnamese only.
    fn paper(&self, id: &str) -> (String, bool) {
        let Some(current) = self.current else { return (id.to_owned(), false) };
        let papers = current.service.iter().flat_map(|service| &service.papers);
        if self.locale == Locale::En
            && let Some(paper) = papers.into_iter().find(|paper| paper.component == id)
        {
            return (paper.name_en.clone(), false);
        }
        let row = || {
            let (group, row) = id.split_once('.')?;
            let group = current.procedure.document_groups.get(group.parse::<usize>().ok()?.checked_sub(1)?)?;
            group.items.get(row.parse::<usize>().ok()?.checked_sub(1)?)
        };
        row().map_or_else(|| (id.to_owned(), false), |paper| (clean_line(&paper.name), true))
    }

    /// What a field is called in the form; its path where it is not known any more.
    fn field(&self, path: &str) -> String {
        let label = field_label(self.locale, path);
        if !label.is_empty() {
            return label.to_owned();
        }
        let question = self.form.as_ref().and_then(|form| locate(&form.rules.form, path));
        question.map_or_else(|| path.to_owned(), |(question, _)| self.locale.words(&question.label).to_owned())
    }
}
