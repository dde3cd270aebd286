//! What was meant to happen.

use std::collections::{BTreeMap, BTreeSet};

/// Everything that made-up people do or leave undone, and what they never do.
const NAMES: [&str; 21] = [
    "submitted",
    "received",
    "digitised",
    "refused",
    "withdrawn",
    "settled_early",
    "settled_on_time",
    "settled_late",
    "settled_undated",
    "electronic_result",
    "returned",
    "open_late",
    "supplement_request",
    "apology",
    "rated",
    "rated_satisfied",
    "feedback_received",
    "feedback_answered_in_time",
    "feedback_answered_late",
    "feedback_refused",
    "feedback_owed_late",
];

/// Figures by agency and name, such as `settled_late`; written down when it is done, never read from a history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Truth(pub BTreeMap<(String, &'static str), i64>);

impl Truth {
    pub(super) fn say(&mut self, agency: &str, name: &'static str) {
        *self.0.entry((agency.to_owned(), name)).or_default() += 1;
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        for (key, amount) in &other.0 {
            *self.0.entry(key.clone()).or_default() += amount;
        }
    }

    /// Every figure that differs from what somebody says, as sentences; those that never happened too.
    #[must_use]
    pub fn differences(&self, said: impl Fn(&str, &str) -> i64) -> Vec<String> {
        let agencies: BTreeSet<&String> = self.0.keys().map(|(agency, _)| agency).collect();
        let figures = agencies.into_iter().flat_map(|agency| NAMES.into_iter().map(move |name| (agency.clone(), name)));
        let differs = |key: (String, &'static str)| {
            let meant = self.0.get(&key).copied().unwrap_or_default();
            let found = said(&key.0, key.1);
            (found != meant).then(|| format!("{} {}: {meant} happened, {found} is said", key.0, key.1))
        };
        figures.filter_map(differs).collect()
    }
}
