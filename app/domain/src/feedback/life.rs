//! The life of a feedback: command × state gives an event, or the reason why not.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::answer::Answer;
use crate::dossier::Actor;

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackStatus {
    /// Came in; the agency has not said yet that it has it.
    Received,
    /// The agency works on the answer.
    Handling,
    /// Answered; the person may say whether the answer answers.
    Answered,
    /// Not for this portal, or nothing that can be answered; with a reason.
    Refused,
    /// Done: the person said so, or said «no» a second time.
    Closed,
}

impl FeedbackStatus {
    pub const ALL: [Self; 5] = [Self::Received, Self::Handling, Self::Answered, Self::Refused, Self::Closed];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Handling => "handling",
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }

    /// An agency owes something.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::Handling)
    }
}

/// Why a feedback is not taken up. Never without words of its own beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// A complaint or a denunciation: the words tell the way to go.
    OtherChannel,
    /// Nothing this province's administration decides on.
    OutOfScope,
    /// Nobody can tell what happened where.
    Unclear,
    /// Insults or advertising.
    Abuse,
    /// The same person reported the same before; the words name its code.
    Repeated,
}

impl RefusalReason {
    pub const ALL: [Self; 5] = [Self::OtherChannel, Self::OutOfScope, Self::Unclear, Self::Abuse, Self::Repeated];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::OtherChannel => "other_channel",
            Self::OutOfScope => "out_of_scope",
            Self::Unclear => "unclear",
            Self::Abuse => "abuse",
            Self::Repeated => "repeated",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// What the person says of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Answers,
    DoesNotAnswer,
}

/// What happened. Append-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeedbackEvent {
    Received {
        agency: String,
        #[serde(with = "time::serde::rfc3339")]
        acknowledge_due_at: OffsetDateTime,
        #[serde(with = "time::serde::rfc3339")]
        answer_due_at: OffsetDateTime,
    },
    /// The agency has it, and this office answers for it.
    Acknowledged {
        office: String,
    },
    /// Another agency has to answer. The time limit runs on.
    Forwarded {
        agency: String,
        reason: String,
    },
    Answered {
        answer: Answer,
    },
    Refused {
        reason: RefusalReason,
        words: String,
    },
    /// The person says whether the answer answers.
    Judged {
        verdict: Verdict,
        words: String,
    },
    /// The answer did not answer: the agency above owes a new one.
    Reopened {
        agency: String,
        #[serde(with = "time::serde::rfc3339")]
        answer_due_at: OffsetDateTime,
    },
    /// Two weeks later: whether it was really solved.
    FollowedUp {
        solved: bool,
    },
    /// The answer is late: the agency above knows now.
    Escalated {
        agency: String,
    },
    /// Everybody may read it, in these words.
    Published {
        title: String,
        words: String,
    },
    /// Nobody else may read it.
    Withheld {
        reason: String,
    },
}

impl FeedbackEvent {
    /// The key that is stored beside the document.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Forwarded { .. } => "forwarded",
            Self::Answered { .. } => "answered",
            Self::Refused { .. } => "refused",
            Self::Judged { .. } => "judged",
            Self::Reopened { .. } => "reopened",
            Self::FollowedUp { .. } => "followed_up",
            Self::Escalated { .. } => "escalated",
            Self::Published { .. } => "published",
            Self::Withheld { .. } => "withheld",
        }
    }
}

/// One entry of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackStep {
    /// Counted from 1.
    pub sequence: i64,
    pub at: OffsetDateTime,
    pub actor: Actor,
    pub event: FeedbackEvent,
}

/// How often an answer can be sent back to the level above.
pub const NOT_ANSWERED_LEVELS: u8 = 1;

/// How a feedback stands, from its history alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackState {
    pub status: FeedbackStatus,
    /// Who owes the answer, or gave it.
    pub agency: String,
    /// The office that said it answers for it.
    pub office: Option<String>,
    pub received_at: OffsetDateTime,
    pub acknowledge_due_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    /// How often it went to the level above because an answer did not answer.
    pub level: u8,
    /// The last answer, and when it was given.
    pub answered: Option<(OffsetDateTime, Answer)>,
    /// What the person said of the last answer.
    pub verdict: Option<Verdict>,
    /// What the person said two weeks after the last answer.
    pub solved: Option<bool>,
    /// The agency above that was told of the delay of this answer.
    pub escalated_to: Option<String>,
    /// What everybody may read: title and text.
    pub public: Option<(String, String)>,
    /// Somebody decided on publication.
    pub is_moderated: bool,
    /// Number of events.
    pub version: i64,
}

impl FeedbackState {
    /// The state after a history; none when it does not begin with its receipt.
    #[must_use]
    pub fn of(steps: &[FeedbackStep]) -> Option<Self> {
        let first = steps.first()?;
        let FeedbackEvent::Received { agency, acknowledge_due_at, answer_due_at } = &first.event else { return None };
        let mut state = Self {
            status: FeedbackStatus::Received,
            agency: agency.clone(),
            office: None,
            received_at: first.at,
            acknowledge_due_at: *acknowledge_due_at,
            answer_due_at: *answer_due_at,
            level: 0,
            answered: None,
            verdict: None,
            solved: None,
            escalated_to: None,
            public: None,
            is_moderated: false,
            version: 1,
        };
        steps.iter().skip(1).for_each(|step| state.apply(step));
        Some(state)
    }

    fn apply(&mut self, step: &FeedbackStep) {
        self.version += 1;
        match &step.event {
            FeedbackEvent::Received { .. } => {}
            FeedbackEvent::Acknowledged { office } => {
                self.status = FeedbackStatus::Handling;
                self.office = Some(office.clone());
            }
            FeedbackEvent::Forwarded { agency, .. } => {
                self.status = FeedbackStatus::Received;
                self.agency.clone_from(agency);
                self.office = None;
                self.escalated_to = None;
            }
            FeedbackEvent::Answered { answer } => {
                self.status = FeedbackStatus::Answered;
                self.answered = Some((step.at, answer.clone()));
                self.verdict = None;
                self.solved = None;
            }
            FeedbackEvent::Refused { .. } => self.status = FeedbackStatus::Refused,
            FeedbackEvent::Judged { verdict, .. } => {
                self.verdict = Some(*verdict);
                self.status = FeedbackStatus::Closed;
            }
            FeedbackEvent::Reopened { agency, answer_due_at } => {
                self.status = FeedbackStatus::Handling;
                self.agency.clone_from(agency);
                self.office = None;
                self.answer_due_at = *answer_due_at;
                self.level += 1;
                self.escalated_to = None;
            }
            FeedbackEvent::FollowedUp { solved } => self.solved = Some(*solved),
            FeedbackEvent::Escalated { agency } => self.escalated_to = Some(agency.clone()),
            FeedbackEvent::Published { title, words } => {
                self.public = Some((title.clone(), words.clone()));
                self.is_moderated = true;
            }
            FeedbackEvent::Withheld { .. } => {
                self.public = None;
                self.is_moderated = true;
            }
        }
    }

    /// An answer is owed, and the time for it is over.
    #[must_use]
    pub fn is_late(&self, now: OffsetDateTime) -> bool {
        self.status.is_open() && now > self.answer_due_at
    }

    /// The agency has not even said that it has it, and the time for that is over.
    #[must_use]
    pub fn acknowledgement_is_late(&self, now: OffsetDateTime) -> bool {
        self.status == FeedbackStatus::Received && now > self.acknowledge_due_at
    }

    /// Whether the person can be asked if it is really solved.
    #[must_use]
    pub fn may_follow_up(&self, now: OffsetDateTime, after: Duration) -> bool {
        let is_answered = matches!(self.status, FeedbackStatus::Answered | FeedbackStatus::Closed);
        let is_due = self.answered.as_ref().is_some_and(|(at, _)| now >= at.saturating_add(after));
        is_answered && self.solved.is_none() && is_due
    }
}

/// What somebody wants to do. Texts are checked by whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedbackCommand {
    Acknowledge {
        office: String,
    },
    Forward {
        agency: String,
        reason: String,
    },
    Answer {
        answer: Answer,
    },
    Refuse {
        reason: RefusalReason,
        words: String,
    },
    /// `above` and `answer_due_at`: who owes the new answer, until when, should this one not answer.
    Judge {
        verdict: Verdict,
        words: String,
        above: String,
        answer_due_at: OffsetDateTime,
    },
    FollowUp {
        solved: bool,
        after: Duration,
        above: String,
        answer_due_at: OffsetDateTime,
    },
    Escalate {
        agency: String,
    },
    Publish {
        title: String,
        words: String,
    },
    Withhold {
        reason: String,
    },
}

/// What happens, in order; or a stable key that says why nothing does.
///
/// # Errors
/// `feedback_closed`, `feedback_not_acknowledged`, `feedback_acknowledged`, `feedback_same_agency`, `feedback_no_answer`,
/// `feedback_judged`, `feedback_too_early`, `feedback_not_late`, `feedback_refused_late`.
pub fn decide(
    state: &FeedbackState,
    command: FeedbackCommand,
    now: OffsetDateTime,
) -> Result<Vec<FeedbackEvent>, &'static str> {
    let open = || if state.status.is_open() { Ok(()) } else { Err("feedback_closed") };
    match command {
        FeedbackCommand::Acknowledge { office } => {
            open()?;
            match (state.status, &state.office) {
                (FeedbackStatus::Handling, Some(_)) => Err("feedback_acknowledged"),
                _ => Ok(vec![FeedbackEvent::Acknowledged { office }]),
            }
        }
        FeedbackCommand::Forward { agency, reason } => {
            open()?;
            match () {
                // The level above answers itself: who is asked again has waited long enough.
                () if state.level > 0 => Err("feedback_refused_late"),
                () if agency == state.agency => Err("feedback_same_agency"),
                () => Ok(vec![FeedbackEvent::Forwarded { agency, reason }]),
            }
        }
        FeedbackCommand::Answer { answer } => {
            open()?;
            match state.status {
                FeedbackStatus::Received => Err("feedback_not_acknowledged"),
                _ => Ok(vec![FeedbackEvent::Answered { answer }]),
            }
        }
        FeedbackCommand::Refuse { reason, words } => {
            open()?;
            match state.level {
                0 => Ok(vec![FeedbackEvent::Refused { reason, words }]),
                _ => Err("feedback_refused_late"),
            }
        }
        FeedbackCommand::Judge { verdict, words, above, answer_due_at } => match state.status {
            FeedbackStatus::Answered => {
                let judged = FeedbackEvent::Judged { verdict, words };
                let reopens = verdict == Verdict::DoesNotAnswer && state.level < NOT_ANSWERED_LEVELS;
                let reopened = reopens.then_some(FeedbackEvent::Reopened { agency: above, answer_due_at });
                Ok(std::iter::once(judged).chain(reopened).collect())
            }
            FeedbackStatus::Closed => Err("feedback_judged"),
            _ => Err("feedback_no_answer"),
        },
        FeedbackCommand::FollowUp { solved, after, above, answer_due_at } => {
            if state.solved.is_some() {
                return Err("feedback_judged");
            }
            if !state.may_follow_up(now, after) {
                return Err("feedback_too_early");
            }
            let reopens = !solved && state.level < NOT_ANSWERED_LEVELS;
            let reopened = reopens.then_some(FeedbackEvent::Reopened { agency: above, answer_due_at });
            Ok(std::iter::once(FeedbackEvent::FollowedUp { solved }).chain(reopened).collect())
        }
        FeedbackCommand::Escalate { agency } => match state.is_late(now) && state.escalated_to.is_none() {
            true => Ok(vec![FeedbackEvent::Escalated { agency }]),
            false => Err("feedback_not_late"),
        },
        FeedbackCommand::Publish { .. } if state.status == FeedbackStatus::Refused => Err("feedback_closed"),
        FeedbackCommand::Publish { title, words } => Ok(vec![FeedbackEvent::Published { title, words }]),
        FeedbackCommand::Withhold { reason } => Ok(vec![FeedbackEvent::Withheld { reason }]),
    }
}
