//! From the document to the rules.

use super::defect::{Defect, DefectKind};
use super::names::{Scope, all};
use super::{ExitRules, FeeRules, Need, PageRules, QuestionRules, RateRules, Rules, structure};
use crate::form::definition::{Answer, CalculatedAs, Fee, Form, Question, Requirement};
use crate::form::expression::{Expr, Kind, Names, Reference, compile};

/// Questions of a form; the largest true forms have a tenth of it.
pub const MAX_QUESTIONS: usize = 500;

impl Rules {
    /// Compiles a form.
    ///
    /// # Errors
    /// Every defect that keeps it from being evaluated.
    pub fn compile(form: Form) -> Result<Self, Vec<Defect>> {
        let defects = structure::check(&form);
        Self::compile_checked(form, defects)
    }

    /// Compiles a form that was published, and so was found to be of good structure: what a browser does.
    ///
    /// # Errors
    /// Every defect of its expressions.
    pub fn compile_published(form: Form) -> Result<Self, Vec<Defect>> {
        Self::compile_checked(form, Vec::new())
    }

    fn compile_checked(form: Form, defects: Vec<Defect>) -> Result<Self, Vec<Defect>> {
        let mut compiler = Compiler { defects };
        let questions = all(&form);
        let mut pages = Vec::new();
        let mut rules = Vec::new();
        for (number, page) in form.pages.iter().enumerate() {
            let first = rules.len();
            let place = format!("page {}", page.id);
            let scope = Scope { questions: &questions, until: first, row: None };
            let when = compiler.condition(&place, page.when.as_deref(), &scope);
            for question in &page.questions {
                let scope = Scope { questions: &questions, until: rules.len(), row: None };
                rules.push(compiler.question(&format!("question {}", question.id), question, number, &scope));
            }
            pages.push(PageRules { when, questions: first..rules.len() });
        }
        let mut exits = Vec::new();
        for exit in &form.exits {
            let Some(page) = form.pages.iter().position(|page| page.id == exit.after) else { continue };
            let until = pages.get(page).map_or(0, |page| page.questions.end);
            let scope = Scope { questions: &questions, until, row: None };
            if let Some(when) = compiler.condition(&format!("exit {}", exit.id), Some(&exit.when), &scope) {
                exits.push(ExitRules { page, when });
            }
        }
        let scope = Scope { questions: &questions, until: questions.len(), row: None };
        let fees = form.fees.iter().map(|fee| compiler.fee(fee, &scope)).collect();
        if compiler.defects.is_empty() {
            Ok(Self { pages, questions: rules, exits, fees, form })
        } else {
            Err(compiler.defects)
        }
    }
}

struct Compiler {
    defects: Vec<Defect>,
}

impl Compiler {
    fn add(&mut self, place: &str, kind: DefectKind) {
        self.defects.push(Defect { place: place.to_owned(), kind });
    }

    /// The expression, when it is one of the expected kind.
    fn expression(&mut self, place: &str, source: Option<&str>, kind: &Kind, names: &dyn Names) -> Option<Expr> {
        match compile(source?, names) {
            Ok((expr, found)) if found == *kind => return Some(expr),
            Ok((_, found)) => {
                self.add(place, DefectKind::ResultKind { expected: kind.name(), found: found.name() });
            }
            Err(fault) => self.add(place, fault.into()),
        }
        None
    }

    fn condition(&mut self, place: &str, source: Option<&str>, names: &dyn Names) -> Option<Expr> {
        self.expression(&format!("{place}, when"), source, &Kind::Truth, names)
    }

    fn question(&mut self, place: &str, question: &Question, page: usize, scope: &Scope<'_>) -> QuestionRules {
        let need = match &question.required {
            Requirement::Always(true) => Need::Always,
            Requirement::Always(false) => Need::Never,
            Requirement::When(source) => self
                .expression(&format!("{place}, required"), Some(source), &Kind::Truth, scope)
                .map_or(Need::Never, Need::When),
        };
        let mut rules = QuestionRules {
            id: question.id.clone(),
            page,
            when: self.condition(place, question.when.as_deref(), scope),
            need,
            answer: question.answer.clone(),
            not_before: None,
            not_after: None,
            value: None,
            birth_date: None,
            sex: None,
            rows: Vec::new(),
        };
        match &question.answer {
            Answer::Date { not_before, not_after } => {
                rules.not_before =
                    self.expression(&format!("{place}, not_before"), not_before.as_deref(), &Kind::Date, scope);
                rules.not_after =
                    self.expression(&format!("{place}, not_after"), not_after.as_deref(), &Kind::Date, scope);
            }
            Answer::PersonalId { birth_date, sex } | Answer::Person { birth_date, sex, .. } => {
                rules.birth_date =
                    self.reference(&format!("{place}, birth_date"), birth_date.as_deref(), scope, |kind| {
                        *kind == Kind::Date
                    });
                rules.sex = self.reference(
                    &format!("{place}, sex"),
                    sex.as_deref(),
                    scope,
                    |kind| matches!(kind, Kind::Choice(keys) if keys.iter().any(|key| key == "male")),
                );
            }
            Answer::Calculated { value, kind } => {
                let kind = if *kind == CalculatedAs::Date { Kind::Date } else { Kind::Integer };
                rules.value = self.expression(&format!("{place}, value"), Some(value), &kind, scope);
            }
            Answer::Group { question: questions, .. } if scope.row.is_none() => {
                for (at, inner) in questions.iter().enumerate() {
                    // Inside a row, the group itself counts as asked before.
                    let scope = Scope { questions: scope.questions, until: scope.until, row: Some((scope.until, at)) };
                    let place = format!("{place}.{}", inner.id);
                    rules.rows.push(self.question(&place, inner, page, &scope));
                }
            }
            _ => {}
        }
        rules
    }

    fn reference(
        &mut self,
        place: &str,
        name: Option<&str>,
        names: &dyn Names,
        fits: impl Fn(&Kind) -> bool,
    ) -> Option<Reference> {
        match names.look_up(name?) {
            Ok((reference, kind)) if fits(&kind) => return Some(reference),
            Ok((_, kind)) => {
                self.add(place, DefectKind::ResultKind { expected: "a birth date or a sex", found: kind.name() });
            }
            Err(fault) => self.add(place, fault.into()),
        }
        None
    }

    fn fee(&mut self, fee: &Fee, scope: &Scope<'_>) -> FeeRules {
        let place = format!("fee {}", fee.id);
        let when = self.condition(&place, fee.when.as_deref(), scope);
        let rates = fee
            .rates
            .iter()
            .enumerate()
            .map(|(at, rate)| {
                let place = format!("{place}, rate {}", at + 1);
                RateRules {
                    when: self.condition(&place, rate.when.as_deref(), scope),
                    amount: self.expression(&format!("{place}, amount"), rate.amount.as_deref(), &Kind::Integer, scope),
                    cap: self.expression(&format!("{place}, cap"), rate.cap.as_deref(), &Kind::Integer, scope),
                }
            })
            .collect();
        let exemptions = fee
            .exemptions
            .iter()
            .enumerate()
            .filter_map(|(at, exemption)| {
                let place = format!("{place}, exemption {}", at + 1);
                Some((self.condition(&place, Some(&exemption.when), scope)?, exemption.percent))
            })
            .collect();
        FeeRules { when, rates, exemptions }
    }
}
