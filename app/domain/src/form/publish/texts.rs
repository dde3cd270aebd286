//! Every word in both languages.

use crate::form::definition::{Answer, Form, Question, Text, TextChoice};
use crate::form::rules::{Defect, DefectKind};

/// Texts that are missing in one of the languages.
pub(super) fn check(form: &Form) -> Vec<Defect> {
    let mut texts = Texts { defects: Vec::new() };
    texts.needed("form, title", &form.title);
    for exit in &form.exits {
        texts.needed(&format!("exit {}, title", exit.id), &exit.title);
        texts.needed(&format!("exit {}, text", exit.id), &exit.text);
    }
    for page in &form.pages {
        texts.needed(&format!("page {}, title", page.id), &page.title);
        texts.optional(&format!("page {}, intro", page.id), page.intro.as_ref());
        for question in &page.questions {
            texts.question(&format!("question {}", question.id), question);
        }
    }
    for fee in &form.fees {
        texts.needed(&format!("fee {}, label", fee.id), &fee.label);
        for (at, rate) in fee.rates.iter().enumerate() {
            texts.optional(&format!("fee {}, rate {}, label", fee.id, at + 1), rate.label.as_ref());
        }
        // Who is not told an amount must be told who will tell it.
        if fee.rates.iter().any(|rate| rate.amount.is_none() && rate.label.is_none()) {
            texts.defects.push(Defect { place: format!("fee {}", fee.id), kind: DefectKind::UnexplainedRate });
        }
        for (at, exemption) in fee.exemptions.iter().enumerate() {
            texts.needed(&format!("fee {}, exemption {}, label", fee.id, at + 1), &exemption.label);
        }
    }
    texts.defects
}

struct Texts {
    defects: Vec<Defect>,
}

impl Texts {
    fn needed(&mut self, place: &str, text: &Text) {
        let missing = |words: &str| words.trim().is_empty();
        if missing(&text.vi) {
            self.add(place, "Vietnamese");
        }
        if text.en.as_deref().is_none_or(missing) {
            self.add(place, "English");
        }
    }

    fn optional(&mut self, place: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.needed(place, text);
        }
    }

    fn add(&mut self, place: &str, language: &'static str) {
        self.defects.push(Defect { place: place.to_owned(), kind: DefectKind::MissingText(language) });
    }

    fn question(&mut self, place: &str, question: &Question) {
        self.needed(&format!("{place}, label"), &question.label);
        let others = [
            ("hint", &question.hint),
            ("example", &question.example),
            ("why", &question.why),
            ("term", &question.term),
        ];
        for (name, text) in others {
            self.optional(&format!("{place}, {name}"), text.as_ref());
        }
        match &question.answer {
            Answer::OneOf { options } | Answer::SeveralOf { options, .. } => self.options(place, options),
            Answer::Integer { unit, .. } => self.optional(&format!("{place}, unit"), unit.as_ref()),
            Answer::Group { row, question: inner, .. } => {
                self.optional(&format!("{place}, row"), row.as_ref());
                for question in inner {
                    self.question(&format!("{place}.{}", question.id), question);
                }
            }
            _ => {}
        }
    }

    fn options(&mut self, place: &str, options: &[TextChoice]) {
        for option in options {
            self.needed(&format!("{place}, option {}", option.key), &option.label);
            self.optional(&format!("{place}, option {}, hint", option.key), option.hint.as_ref());
        }
    }
}
