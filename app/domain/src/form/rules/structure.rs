//! Names, limits and places: what can be said without looking at expressions.

use std::collections::BTreeSet;

use super::compile::MAX_QUESTIONS;
use super::defect::{Defect, DefectKind};
use crate::filing::{OTHER_PAPER, valid_component};
use crate::form::definition::answer::{MAX_OPTIONS, MAX_REPEATS};
use crate::form::definition::{Answer, Form, Prefill, Question, TextChoice, is_question_id};
use crate::form::evaluate::MAX_ROWS;
use crate::form::expression::Target;

const MAX_PAGES: usize = 60;
const MAX_FEES: usize = 20;

/// Collects the defects of the form's structure.
pub(super) fn check(form: &Form) -> Vec<Defect> {
    let mut check = Check { defects: Vec::new() };
    check.form(form);
    check.defects
}

struct Check {
    defects: Vec<Defect>,
}

impl Check {
    fn add(&mut self, place: &str, kind: DefectKind) {
        self.defects.push(Defect { place: place.to_owned(), kind });
    }

    fn form(&mut self, form: &Form) {
        let digits = |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        if !form.procedure.split_once('.').is_some_and(|(kind, number)| digits(kind, 1) && digits(number, 6)) {
            self.add("procedure", DefectKind::BadProcedure(form.procedure.clone()));
        }
        if form.revision == 0 {
            self.add("revision", DefectKind::BadRevision);
        }
        if form.questions().next().is_none() {
            self.add("form", DefectKind::Empty);
        }
        if form.pages.len() > MAX_PAGES {
            self.add("form", DefectKind::TooMany("60 pages"));
        }
        if form.questions().count() > MAX_QUESTIONS {
            self.add("form", DefectKind::TooMany("500 questions"));
        }
        if form.fees.len() > MAX_FEES {
            self.add("form", DefectKind::TooMany("20 fees"));
        }
        self.replaced(&form.replaces_papers);
        self.names("page", form.pages.iter().map(|page| page.id.as_str()));
        self.names("fee", form.fees.iter().map(|fee| fee.id.as_str()));
        self.names("exit", form.exits.iter().map(|exit| exit.id.as_str()));
        self.names("question", form.questions().map(|(_, question)| question.id.as_str()));
        for page in form.pages.iter().filter(|page| page.questions.is_empty()) {
            self.add(&format!("page {}", page.id), DefectKind::Empty);
        }
        for (_, question) in form.questions() {
            self.question(question, None);
        }
        for exit in &form.exits {
            if !form.pages.iter().any(|page| page.id == exit.after) {
                self.add(&format!("exit {}", exit.id), DefectKind::UnknownPage(exit.after.clone()));
            }
        }
        for fee in &form.fees {
            let place = format!("fee {}", fee.id);
            if fee.rates.is_empty() {
                self.add(&place, DefectKind::NoRate);
            }
            if fee.exemptions.iter().any(|exemption| exemption.percent > 100) {
                self.add(&place, DefectKind::BadPercent);
            }
        }
    }

    /// Only rows of the published table can be replaced, and each once.
    fn replaced(&mut self, components: &[String]) {
        for (at, component) in components.iter().enumerate() {
            if !valid_component(component) || component == OTHER_PAPER {
                self.add("replaces_papers", DefectKind::BadComponent(component.clone()));
            } else if components.iter().take(at).any(|earlier| earlier == component) {
                self.add("replaces_papers", DefectKind::RepeatedName(component.clone()));
            }
        }
    }

    fn names<'a>(&mut self, noun: &str, names: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            let place = format!("{noun} {name}");
            if !is_question_id(name) {
                self.add(&place, DefectKind::BadName(name.to_owned()));
            } else if noun == "question" && is_reserved(name) {
                self.add(&place, DefectKind::ReservedName(name.to_owned()));
            }
            if !seen.insert(name) {
                self.add(&place, DefectKind::RepeatedName(name.to_owned()));
            }
        }
    }

    fn question(&mut self, question: &Question, group: Option<&str>) {
        let place = match group {
            Some(group) => format!("question {group}.{}", question.id),
            None => format!("question {}", question.id),
        };
        if question.prefill.is_some_and(|prefill| !fits(prefill, &question.answer)) {
            self.add(&place, DefectKind::BadPrefill);
        }
        match &question.answer {
            // Without a least number it is 0: nobody has minus three children.
            Answer::Integer { min, max, .. } | Answer::Money { min, max }
                if max.is_some_and(|max| min.unwrap_or(0) > max) =>
            {
                self.add(&place, DefectKind::EmptyRange);
            }
            Answer::OneOf { options } => self.options(&place, options),
            Answer::SeveralOf { options, min, max } => {
                self.options(&place, options);
                let most = max.unwrap_or(u32::MAX).min(u32::try_from(options.len()).unwrap_or(u32::MAX));
                self.range(&place, *min, most);
            }
            Answer::Files { component, min, max } => {
                if !valid_component(component) {
                    self.add(&place, DefectKind::BadComponent(component.clone()));
                }
                if group.is_some() {
                    self.add(&place, DefectKind::BadInGroup);
                }
                self.range(&place, Some(min.unwrap_or(1)), max.unwrap_or(MAX_REPEATS));
            }
            Answer::Group { min, max, question: questions, .. } => {
                self.range(&place, *min, max.unwrap_or(MAX_REPEATS));
                if max.is_some_and(|max| max as usize > MAX_ROWS) {
                    self.add(&place, DefectKind::TooMany("50 rows"));
                }
                if questions.is_empty() {
                    self.add(&place, DefectKind::Empty);
                }
                if group.is_some() {
                    self.add(&place, DefectKind::BadInGroup);
                    return;
                }
                self.names("question", questions.iter().map(|question| question.id.as_str()));
                for inner in questions {
                    self.question(inner, Some(&question.id));
                }
            }
            _ => {}
        }
    }

    fn options(&mut self, place: &str, options: &[TextChoice]) {
        if options.is_empty() {
            self.add(place, DefectKind::NoOptions);
        }
        if options.len() > MAX_OPTIONS {
            self.add(place, DefectKind::TooMany("200 choices"));
        }
        let mut seen = BTreeSet::new();
        for option in options {
            if !is_question_id(&option.key) {
                self.add(place, DefectKind::BadName(option.key.clone()));
            }
            if !seen.insert(&option.key) {
                self.add(place, DefectKind::RepeatedName(option.key.clone()));
            }
        }
    }

    fn range(&mut self, place: &str, least: Option<u32>, most: u32) {
        if least.unwrap_or(0) > most {
            self.add(place, DefectKind::EmptyRange);
        }
    }
}

fn is_reserved(name: &str) -> bool {
    Target::of_context(name).is_some() || matches!(name, "and" | "or" | "not" | "in" | "true" | "false")
}

fn fits(prefill: Prefill, answer: &Answer) -> bool {
    match prefill {
        Prefill::Applicant => matches!(answer, Answer::Person { .. }),
        Prefill::Name | Prefill::Address => matches!(answer, Answer::ShortText { .. } | Answer::LongText { .. }),
        Prefill::IdentityNumber => matches!(answer, Answer::ShortText { .. } | Answer::PersonalId { .. }),
        Prefill::Phone => matches!(answer, Answer::Phone {} | Answer::ShortText { .. }),
        Prefill::Email => matches!(answer, Answer::Email {} | Answer::ShortText { .. }),
    }
}
