//! Feedback: what people report and propose, and what becomes of it.

mod act;
mod escalate;
mod follow;
mod photo;
mod send;

pub use act::{DeskFeedback, FeedbackActs};
pub use follow::TrackedFeedback;
pub use send::{FeedbackForm, FeedbackReceipt};

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::clock::{Limit, LimitUnit, Question, due};
use domain::dossier::Actor;
use domain::feedback::{
    FeedbackCommand, FeedbackCounted, FeedbackRules, FeedbackRulesError, FeedbackState, FeedbackStep, counted, decide,
};
use domain::province::Agency;
use serde::{Deserialize, Serialize};
use storage::{CountChange, FeedbackCase, FeedbackChange, FeedbackStanding};
use time::OffsetDateTime;

use super::{RefusalKind, ServiceError, Services};
use crate::catalogue::desk_day;

const RULES: &str = include_str!("../../../data/feedback.toml");

static EMBEDDED: LazyLock<Result<FeedbackRules, FeedbackRulesError>> = LazyLock::new(|| {
    let rules: FeedbackRules = toml::from_str(RULES).map_err(|error| FeedbackRulesError(error.to_string()))?;
    rules.check()?;
    Ok(rules)
});

/// The published categories and time limits.
///
/// # Errors
/// When the data of this build cannot be used; a test sees that it can.
pub fn feedback_rules() -> Result<&'static FeedbackRules, ServiceError> {
    EMBEDDED.as_ref().map_err(|error| ServiceError::Failed(Box::new(error.clone())))
}

/// How somebody can be reached; each part may be empty. Kept sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackContact {
    pub name: String,
    pub phone: String,
    pub email: String,
}

impl FeedbackContact {
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.phone.is_empty() && self.email.is_empty()
    }
}

/// Presses that come at the same moment are judged one after the other; so often one is judged anew.
const TRIES: usize = 5;

impl Services {
    /// The agencies to which feedback can be sent today, as they stand in the tree.
    #[must_use]
    pub fn feedback_agencies(&self) -> Vec<&Agency> {
        let today = desk_day(self.clock.now());
        self.data.agencies.iter().filter(|agency| agency.is_valid_on(today)).collect()
    }

    /// The agency above one; an agency without one above answers for itself.
    fn agency_above(&self, code: &str) -> String {
        let today = desk_day(self.clock.now());
        let parent = self.data.agency(code).and_then(|agency| agency.parent.clone());
        let above = parent.filter(|parent| self.data.agency(parent).is_some_and(|agency| agency.is_valid_on(today)));
        above.unwrap_or_else(|| code.to_owned())
    }

    /// The moment some working days from now, by the hours of the agency.
    pub(in crate::services) fn working_days(&self, agency: &str, days: u32) -> Result<OffsetDateTime, ServiceError> {
        let failed = || ServiceError::Failed("the calendar never opens".into());
        let limit = Limit::new(days, LimitUnit::WorkingDay).map_err(|_too_long| failed())?;
        let question = Question::new(self.clock.now(), limit);
        due(&self.calendars.of(Some(agency)), &question).ok().and_then(|due| due.at).ok_or_else(failed)
    }

    /// When an answer of the agency is due that is asked for now.
    fn feedback_answer_due(&self, agency: &str, category: &str) -> Result<OffsetDateTime, ServiceError> {
        let rules = feedback_rules()?;
        let longest = rules.categories.iter().map(|category| category.answer_within).max().unwrap_or(1);
        self.working_days(agency, rules.category(category).map_or(longest, |category| category.answer_within))
    }

    /// Lets something happen, judged by the history as it is in the moment of writing.
    ///
    /// # Errors
    /// Refused with the keys of [`decide`], or when somebody else is faster again and again.
    async fn change_feedback(
        &self,
        code: &str,
        actor: Actor,
        command: &FeedbackCommand,
    ) -> Result<FeedbackCase, ServiceError> {
        for _ in 0..TRIES {
            let mut case = self.storage.feedback(code).await?.ok_or_else(not_found)?;
            let state = state_of(&case)?;
            let now = self.clock.now();
            let events = decide(&state, command.clone(), now)
                .map_err(|key| ServiceError::refused(RefusalKind::Conflict, key))?;
            let before = counted(&case.steps);
            let version = case.record.version;
            let steps: Vec<FeedbackStep> = (version + 1..)
                .zip(events)
                .map(|(sequence, event)| FeedbackStep { sequence, at: now, actor, event })
                .collect();
            case.steps.extend(steps.clone());
            let state = state_of(&case)?;
            let change = FeedbackChange {
                id: case.record.id,
                version,
                steps,
                standing: standing(&state),
                counts: changes(&before, &counted(&case.steps)),
            };
            if self.storage.change_feedback(change).await? {
                return self.storage.feedback(code).await?.ok_or_else(not_found);
            }
        }
        Err(ServiceError::Busy)
    }
}

fn not_found() -> ServiceError {
    ServiceError::refused(RefusalKind::NotFound, "feedback_not_found")
}

fn state_of(case: &FeedbackCase) -> Result<FeedbackState, ServiceError> {
    FeedbackState::of(&case.steps).ok_or_else(|| ServiceError::Failed("a feedback without its receipt".into()))
}

/// What is looked up of a state.
fn standing(state: &FeedbackState) -> FeedbackStanding {
    FeedbackStanding {
        status: state.status,
        agency_code: state.agency.clone(),
        acknowledge_due_at: state.acknowledge_due_at,
        answer_due_at: state.answer_due_at,
        escalated_to: state.escalated_to.clone().unwrap_or_default(),
        is_moderated: state.is_moderated,
        public: state.public.clone(),
    }
}

/// What has to be added to the counters to come from one to the other.
fn changes(before: &FeedbackCounted, after: &FeedbackCounted) -> Vec<CountChange> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let amount = |counted: &FeedbackCounted, key: &_| counted.get(key).copied().unwrap_or_default();
    keys.into_iter()
        .map(|key @ (agency, day, measure)| {
            CountChange::of_feedback(agency, *day, *measure, amount(after, key) - amount(before, key))
        })
        .filter(|change| change.amount != 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_rules_can_be_used() {
        let rules = feedback_rules().expect("the data is good");
        assert!(rules.category("late").is_some_and(|category| category.answer_within == 10));
    }
}
