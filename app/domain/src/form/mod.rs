//! Electronic forms: what is asked in whose case, what is wrong with an answer, what it costs, which papers are needed.
//!
//! A [`Form`] is the published document (`server/data/forms/README.md` describes it), [`Rules`] are the same compiled, and
//! [`Rules::evaluate`] decides, in the browser and in the server alike. [`publish`] decides what may be published.

mod context;
mod definition;
mod evaluate;
pub mod expression;
mod fee;
pub mod lean;
mod outcome;
pub mod publish;
pub mod read;
mod rules;
mod unit;

pub use context::{Channel, Context};
pub use definition::{
    Answer, CalculatedAs, Exemption, Exit, Fee, Form, Page, PersonPart, Prefill, Question, Rate, Requirement, Text,
    TextChoice, is_question_id,
};
pub use evaluate::{ANSWERS_KEY, MAX_ROWS};
pub use outcome::{Calculated, FeeLine, FeeReason, Outcome, PageState, Paper};
pub use rules::{Defect, DefectKind, Rules};
pub use unit::{Unit, Units};
