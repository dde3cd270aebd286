//! Feedback (*phản ánh, kiến nghị*): what somebody reports or proposes, who owes an answer until when, and whether the answer answers.
//!
//! Decree 20/2008/NĐ-CP is about feedback on administrative rules; complaints (*khiếu nại*) and denunciations (*tố cáo*) have their own
//! laws and their own way, and are told apart before anything is kept.

mod answer;
mod channel;
mod code;
mod count;
mod life;
mod rules;
mod words;

pub use answer::{Answer, MOST_ANSWER, answer_problems};
pub use channel::{OtherChannel, other_channel};
pub use code::{FeedbackCode, InvalidFeedbackCode};
pub use count::{FeedbackCounted, FeedbackDeed, FeedbackFact, counted, facts};
pub use life::{
    FeedbackCommand, FeedbackEvent, FeedbackState, FeedbackStatus, FeedbackStep, NOT_ANSWERED_LEVELS, RefusalReason,
    Verdict, decide,
};
pub use rules::{Category, FeedbackRules, FeedbackRulesError};
pub use words::{MOST_PLACE, MOST_TITLE, MOST_WORDS, likeness, redacted};
