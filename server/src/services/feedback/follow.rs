//! Following a feedback by code and PIN, and saying whether the answer answers.

use domain::dossier::Actor;
use domain::feedback::{FeedbackCode, FeedbackCommand, FeedbackState, MOST_WORDS, Verdict};
use storage::FeedbackCase;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::{feedback_rules, not_found, state_of};
use crate::services::track::typed_text;
use crate::services::{RefusalKind, ServiceError, Services};

/// A feedback somebody with code and PIN may see.
pub struct TrackedFeedback {
    pub case: FeedbackCase,
    pub state: FeedbackState,
    /// The person can be asked now whether it is really solved.
    pub may_follow_up: bool,
}

impl Services {
    /// The feedback with that code, if the PIN is its own.
    ///
    /// # Errors
    /// Refused with `feedback_not_found`, whichever of the two was wrong.
    pub async fn track_feedback(&self, code: &str, pin: &str) -> Result<TrackedFeedback, ServiceError> {
        let case = match code.parse::<FeedbackCode>() {
            Ok(code) => self.storage.feedback(&code.to_string()).await?,
            Err(_) => None,
        };
        let typed: String = pin.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
        // Without one a PIN is compared all the same, so that both misses take the same time.
        let expected = self.feedback_pin(case.as_ref().map_or_else(Uuid::nil, |case| case.record.id));
        let right = bool::from(expected.as_bytes().ct_eq(typed.as_bytes()));
        self.tracked(case.filter(|_| right).ok_or_else(not_found)?)
    }

    fn tracked(&self, case: FeedbackCase) -> Result<TrackedFeedback, ServiceError> {
        let state = state_of(&case)?;
        let may_follow_up = state.may_follow_up(self.clock.now(), feedback_rules()?.follow_up_after());
        Ok(TrackedFeedback { case, state, may_follow_up })
    }

    /// The holder says whether the answer answers; «no» goes to the agency above, once.
    ///
    /// # Errors
    /// Refused when there is no answer, when it was judged, or with `required` at `words` when a «no» does not say what is missing.
    pub async fn judge_feedback(
        &self,
        tracked: &TrackedFeedback,
        verdict: Option<Verdict>,
        words: &str,
    ) -> Result<TrackedFeedback, ServiceError> {
        let Some(verdict) = verdict else { return Err(ServiceError::field("verdict", "choose_one", &[])) };
        let words = typed_text("words", words, MOST_WORDS)?;
        if verdict == Verdict::DoesNotAnswer && words.is_empty() {
            return Err(ServiceError::field("words", "required", &[]));
        }
        let above = self.agency_above(&tracked.state.agency);
        let answer_due_at = self.feedback_answer_due(&above, &tracked.case.record.category)?;
        let command = FeedbackCommand::Judge { verdict, words, above, answer_due_at };
        self.tracked(self.change_feedback(&tracked.case.record.code, Actor::Applicant, &command).await?)
    }

    /// Two weeks later: the holder says whether it was really solved; «no» goes to the agency above if nothing went there before.
    ///
    /// # Errors
    /// Refused when it is too early, or was said before.
    pub async fn follow_up_feedback(
        &self,
        tracked: &TrackedFeedback,
        solved: Option<bool>,
    ) -> Result<TrackedFeedback, ServiceError> {
        let Some(solved) = solved else { return Err(ServiceError::field("solved", "choose_one", &[])) };
        let above = self.agency_above(&tracked.state.agency);
        let answer_due_at = self.feedback_answer_due(&above, &tracked.case.record.category)?;
        let after = feedback_rules()?.follow_up_after();
        let command = FeedbackCommand::FollowUp { solved, after, above, answer_due_at };
        self.tracked(self.change_feedback(&tracked.case.record.code, Actor::Applicant, &command).await?)
    }

    /// What everybody may read of a feedback.
    ///
    /// # Errors
    /// Refused when there is none, or it is not published.
    pub async fn public_feedback(&self, code: &str) -> Result<TrackedFeedback, ServiceError> {
        let not_public = || ServiceError::refused(RefusalKind::NotFound, "feedback_not_public");
        let code: FeedbackCode = code.parse().map_err(|_not_one| not_public())?;
        let case = self.storage.feedback(&code.to_string()).await?.ok_or_else(not_public)?;
        let tracked = self.tracked(case)?;
        if tracked.state.public.is_some() { Ok(tracked) } else { Err(not_public()) }
    }

    /// One more has the same trouble; false when this browser has said so before.
    ///
    /// # Errors
    /// Refused when there is no such published feedback.
    pub async fn support_feedback(&self, code: &str, browser_hash: Vec<u8>) -> Result<bool, ServiceError> {
        let tracked = self.public_feedback(code).await?;
        Ok(self.storage.support_feedback(tracked.case.record.id, browser_hash).await?)
    }
}
