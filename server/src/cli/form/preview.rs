//! `motcua form preview`: a form as readable text.

use std::path::Path;
use std::process::ExitCode;

use domain::form::{Answer, Fee, Form, Question, Requirement, Text};
use storage::{MistakeCount, Storage};

use super::check::name_of;
use super::text_of;
use crate::cli::{CommandError, tell};
use crate::forms::read_form;

pub(super) async fn preview(
    storage: Option<&dyn Storage>,
    file: &Path,
    english: bool,
) -> Result<ExitCode, CommandError> {
    let form = read_form(&file.display().to_string(), &text_of(file)?)?;
    let mistakes = match storage {
        Some(storage) => storage.mistakes(&form.procedure).await?,
        None => Vec::new(),
    };
    // Of every revision: the words of a question rarely change with its number.
    let mistakes = mistakes.into_iter().filter(|mistake| mistake.case_id == form.case).collect();
    for line in (Outline { english, mistakes, lines: Vec::new() }).of(&form) {
        tell(&line);
    }
    Ok(ExitCode::SUCCESS)
}

struct Outline {
    english: bool,
    mistakes: Vec<MistakeCount>,
    lines: Vec<String>,
}

impl Outline {
    fn of(mut self, form: &Form) -> Vec<String> {
        self.add(0, format!("{} revision {}: {}", name_of(form), form.revision, self.words(&form.title)));
        if let Some(paper) = &form.replaces {
            self.add(0, format!("stands for: {paper}"));
        }
        for doubt in &form.unverified {
            self.add(0, format!("unverified: {doubt}"));
        }
        for (number, page) in form.pages.iter().enumerate() {
            self.add(0, String::new());
            self.add(0, format!("{}. {} [{}]", number + 1, self.words(&page.title), page.id));
            self.condition(1, page.when.as_deref());
            for question in &page.questions {
                self.question(1, question, "");
            }
            for exit in form.exits.iter().filter(|exit| exit.after == page.id) {
                self.add(1, format!("leave when {} [{}]: {}", exit.when, exit.id, self.words(&exit.title)));
                if let Some(procedure) = &exit.procedure {
                    self.add(2, format!("go to {procedure}"));
                }
            }
        }
        for fee in &form.fees {
            self.fee(fee);
        }
        self.lines
    }

    fn question(&mut self, level: usize, question: &Question, group: &str) {
        let path = format!("{group}{}", question.id);
        self.add(
            level,
            format!("{} [{path}: {}]{}", self.words(&question.label), kind(&question.answer), need(question)),
        );
        self.condition(level + 1, question.when.as_deref());
        match &question.answer {
            Answer::OneOf { options } | Answer::SeveralOf { options, .. } => {
                for option in options {
                    self.add(level + 1, format!("- {} [{}]", self.words(&option.label), option.key));
                }
            }
            Answer::Calculated { value, .. } => self.add(level + 1, format!("= {value}")),
            Answer::Group { question: inner, .. } => {
                for question in inner {
                    self.question(level + 1, question, &format!("{path}."));
                }
                return self.counted(level + 1, &path, true);
            }
            _ => {}
        }
        self.counted(level + 1, &path, false);
    }

    /// How often people went wrong here; of a group only with the group itself.
    fn counted(&mut self, level: usize, path: &str, alone: bool) {
        let below = |question: &str| question.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        let here =
            self.mistakes.iter().filter(|mistake| mistake.question == path || (!alone && below(&mistake.question)));
        let counts: Vec<String> = here.map(|mistake| format!("{} {}", mistake.key, mistake.count)).collect();
        if !counts.is_empty() {
            self.add(level, format!("mistakes: {}", counts.join(", ")));
        }
    }

    fn fee(&mut self, fee: &Fee) {
        self.add(0, String::new());
        self.add(0, format!("fee: {} [{}]", self.words(&fee.label), fee.id));
        if let Some(source) = &fee.source {
            self.add(1, format!("rests on {source}"));
        }
        self.condition(1, fee.when.as_deref());
        for exemption in &fee.exemptions {
            let paid = format!("{} percent when {}", exemption.percent, exemption.when);
            self.add(1, format!("{paid}: {}", self.words(&exemption.label)));
        }
        for rate in &fee.rates {
            let when = rate.when.as_ref().map_or_else(|| "else".to_owned(), |when| format!("when {when}"));
            let amount = rate.amount.as_deref().unwrap_or("not known here");
            let cap = rate.cap.as_ref().map(|cap| format!(", at most {cap}")).unwrap_or_default();
            let label = rate.label.as_ref().map(|label| format!(": {}", self.words(label))).unwrap_or_default();
            self.add(1, format!("{when} {amount}{cap}{label}"));
        }
    }

    fn condition(&mut self, level: usize, when: Option<&str>) {
        if let Some(when) = when {
            self.add(level, format!("only when {when}"));
        }
    }

    fn add(&mut self, level: usize, line: String) {
        self.lines.push(format!("{}{line}", "   ".repeat(level)).trim_end().to_owned());
    }

    fn words(&self, text: &Text) -> String {
        if self.english { text.english().to_owned() } else { text.vi.clone() }
    }
}

fn need(question: &Question) -> String {
    match &question.required {
        Requirement::Always(true) => String::new(),
        Requirement::Always(false) => " (may stay empty)".to_owned(),
        Requirement::When(when) => format!(" (needed when {when})"),
    }
}

fn kind(answer: &Answer) -> String {
    // The name of the type in the file, as its author wrote it.
    let value = serde_json::to_value(answer).unwrap_or_default();
    let name = value.get("type").and_then(|name| name.as_str()).unwrap_or_default().to_owned();
    match answer {
        Answer::Files { component, .. } => format!("{name} {component}"),
        _ => name,
    }
}
