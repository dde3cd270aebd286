//! A form compiled: names looked up, kinds checked, ready to be evaluated any number of times.

mod compile;
mod defect;
mod names;
mod structure;

use std::ops::Range;

use super::definition::{Answer, Form};
use super::expression::{Expr, Reference};

pub use defect::{Defect, DefectKind};

/// The rules of a form.
#[derive(Debug, Clone)]
pub struct Rules {
    pub form: Form,
    pub(crate) pages: Vec<PageRules>,
    pub(crate) questions: Vec<QuestionRules>,
    pub(crate) exits: Vec<ExitRules>,
    pub(crate) fees: Vec<FeeRules>,
}

/// A page: its questions by their numbers in the form.
#[derive(Debug, Clone)]
pub(crate) struct PageRules {
    pub when: Option<Expr>,
    pub questions: Range<usize>,
}

/// A question with its expressions.
#[derive(Debug, Clone)]
pub(crate) struct QuestionRules {
    pub id: String,
    pub page: usize,
    pub when: Option<Expr>,
    pub need: Need,
    pub answer: Answer,
    /// Limits of a date.
    pub not_before: Option<Expr>,
    pub not_after: Option<Expr>,
    /// What a calculated value is.
    pub value: Option<Expr>,
    /// What a personal identification number must agree with.
    pub birth_date: Option<Reference>,
    pub sex: Option<Reference>,
    /// Questions of one row of a group.
    pub rows: Vec<Self>,
}

/// Whether an answer is needed.
#[derive(Debug, Clone)]
pub(crate) enum Need {
    Always,
    Never,
    When(Expr),
}

#[derive(Debug, Clone)]
pub(crate) struct ExitRules {
    pub page: usize,
    pub when: Expr,
}

#[derive(Debug, Clone)]
pub(crate) struct FeeRules {
    pub when: Option<Expr>,
    pub rates: Vec<RateRules>,
    /// Condition and what is still paid, in percent.
    pub exemptions: Vec<(Expr, u32)>,
}

#[derive(Debug, Clone)]
pub(crate) struct RateRules {
    pub when: Option<Expr>,
    pub amount: Option<Expr>,
    pub cap: Option<Expr>,
}
