//! The internal process of a procedure case (*quy trình nội bộ*): which unit does what, in which role, within which working
//! time, and what comes next. A published revision never changes; a dossier keeps the one it began with.

mod check;
mod rest;

pub use check::{ProcessDefect, check};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::province::Bilingual;

/// A published process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// National code of the procedure; `*` for every procedure that has no process of its own.
    pub procedure: String,
    /// Without one the process serves every case that has none of its own.
    #[serde(default)]
    pub case: Option<String>,
    /// Counts up from 1.
    pub revision: u32,
    /// The first step begins when the dossier is received.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// Which role does a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepRole {
    Receptionist,
    Officer,
    Leader,
}

/// How the steps that follow are begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Branching {
    /// All of them, side by side.
    #[default]
    All,
    /// One of them, which the officer chooses.
    One,
}

/// Working time for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepLimit {
    pub amount: u32,
    pub unit: StepLimitUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepLimitUnit {
    /// Hours of opening time.
    Hour,
    WorkingDay,
}

/// One step of a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable key in lower-case letters, digits and hyphens.
    pub id: String,
    pub name: Bilingual,
    /// Code of the agency that does it; without one, the unit that settles the dossier.
    #[serde(default)]
    pub unit: Option<String>,
    pub role: StepRole,
    pub limit: StepLimit,
    /// Steps that follow; none for the last.
    #[serde(default)]
    pub next: Vec<String>,
    #[serde(default)]
    pub branching: Branching,
}

/// A step that begins, as it is written down with the event that began it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BegunStep {
    pub step: String,
    /// Code of the agency that does it.
    pub unit: String,
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub due_at: Option<OffsetDateTime>,
}

impl Process {
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The step with which it begins.
    #[must_use]
    pub fn first(&self) -> Option<&Step> {
        self.steps.first()
    }

    /// The steps that can come directly before this one.
    pub fn before<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Step> {
        self.steps.iter().filter(move |step| step.next.iter().any(|next| next == id))
    }

    /// Whether a step can still be reached from one of these steps.
    #[must_use]
    pub fn leads_to(&self, from: &[&str], to: &str) -> bool {
        let mut seen: Vec<&str> = Vec::new();
        let mut open: Vec<&str> = from.to_vec();
        while let Some(id) = open.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            let Some(step) = self.step(id) else { continue };
            if step.next.iter().any(|next| next == to) {
                return true;
            }
            open.extend(step.next.iter().map(String::as_str));
        }
        false
    }
}
