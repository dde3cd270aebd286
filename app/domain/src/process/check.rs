//! Whether a process may be published.

use std::collections::BTreeSet;

use super::{Branching, Process};

/// Why a process may not be published. The sentences are for the person who writes it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProcessDefect {
    #[error("the revision counts from 1")]
    RevisionZero,
    #[error("a process needs at least one step")]
    NoSteps,
    #[error("step «{0}»: the id has to be lower-case letters, digits and hyphens, 40 characters at most")]
    BadId(String),
    #[error("step «{0}» stands there twice")]
    Twice(String),
    #[error("step «{0}»: its name is missing in one of the languages")]
    NoName(String),
    #[error("step «{0}»: the limit has to be between 1 and 1000")]
    BadLimit(String),
    #[error("step «{from}» leads to «{to}», which is no step")]
    UnknownNext { from: String, to: String },
    #[error("step «{0}» names one of its next steps twice")]
    NextTwice(String),
    #[error("step «{0}» leads back to itself, directly or through others")]
    Cycle(String),
    #[error("step «{0}» is never reached from the first step")]
    Unreachable(String),
    #[error("step «{0}» lets the officer choose, but there is nothing to choose from")]
    NothingToChoose(String),
    #[error("no last step is done by a leader, who has to sign the result: «{0}»")]
    NotSigned(String),
}

/// Everything that is wrong with it; nothing when it may be published.
#[must_use]
pub fn check(process: &Process) -> Vec<ProcessDefect> {
    let mut defects = Vec::new();
    if process.revision == 0 {
        defects.push(ProcessDefect::RevisionZero);
    }
    let Some(first) = process.first() else {
        defects.push(ProcessDefect::NoSteps);
        return defects;
    };
    let mut ids = BTreeSet::new();
    for step in &process.steps {
        let id = step.id.as_str();
        let good = (1..=40).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !good {
            defects.push(ProcessDefect::BadId(id.to_owned()));
        }
        if !ids.insert(id) {
            defects.push(ProcessDefect::Twice(id.to_owned()));
        }
        if step.name.vi.trim().is_empty() || step.name.en.trim().is_empty() {
            defects.push(ProcessDefect::NoName(id.to_owned()));
        }
        if !(1..=1000).contains(&step.limit.amount) {
            defects.push(ProcessDefect::BadLimit(id.to_owned()));
        }
        if step.branching == Branching::One && step.next.len() < 2 {
            defects.push(ProcessDefect::NothingToChoose(id.to_owned()));
        }
        if step.next.iter().collect::<BTreeSet<_>>().len() != step.next.len() {
            defects.push(ProcessDefect::NextTwice(id.to_owned()));
        }
        if step.next.is_empty() && step.role != super::StepRole::Leader {
            defects.push(ProcessDefect::NotSigned(id.to_owned()));
        }
    }
    for step in &process.steps {
        for next in step.next.iter().filter(|next| process.step(next).is_none()) {
            defects.push(ProcessDefect::UnknownNext { from: step.id.clone(), to: next.clone() });
        }
        if process.leads_to(&[&step.id], &step.id) {
            defects.push(ProcessDefect::Cycle(step.id.clone()));
        }
        if step.id != first.id && !process.leads_to(&[&first.id], &step.id) {
            defects.push(ProcessDefect::Unreachable(step.id.clone()));
        }
    }
    defects
}
