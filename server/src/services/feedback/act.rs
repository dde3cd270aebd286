//! What the desk does with feedback: take it up, pass it on, answer, refuse, publish.

use domain::dossier::Actor;
use domain::feedback::{
    Answer, FeedbackCommand, FeedbackState, MOST_ANSWER, MOST_TITLE, MOST_WORDS, RefusalReason, answer_problems,
};
use domain::filing::Problem;
use domain::staff::Permission;
use storage::FeedbackCase;
use time::Date;
use uuid::Uuid;

use super::send::CONTACT;
use super::{FeedbackContact, state_of};
use crate::catalogue::desk_day;
use crate::services::track::typed_text;
use crate::services::vault::Vault;
use crate::services::{RefusalKind, ServiceError, Services};

/// Longest name of an office, and longest reason, in characters.
const MOST_OFFICE: usize = 200;
const MOST_REASON: usize = 1_000;

/// A feedback as somebody of the staff sees it.
pub struct DeskFeedback {
    pub case: FeedbackCase,
    pub state: FeedbackState,
    /// Who sent it; none when nothing was given or it is to stay confidential.
    pub contact: Option<FeedbackContact>,
}

/// What the desk can do, by the name of the act in addresses, and what it takes.
pub struct FeedbackActs;

impl FeedbackActs {
    /// The permission an act takes; none for an act that does not exist.
    #[must_use]
    pub fn permission(act: &str) -> Option<Permission> {
        match act {
            "nhan" | "chuyen" | "tu-choi" | "cong-bo" | "khong-cong-bo" => Some(Permission::SortFeedback),
            "tra-loi" => Some(Permission::AnswerFeedback),
            _ => None,
        }
    }
}

impl Services {
    /// A feedback for somebody who may see that of the agencies for which `may` says so.
    ///
    /// # Errors
    /// Refused when there is none, or it lies at none of these agencies.
    pub async fn desk_feedback(
        &self,
        code: &str,
        may: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<DeskFeedback, ServiceError> {
        let not_here = || ServiceError::refused(RefusalKind::NotFound, "feedback_not_here");
        let case = self.storage.feedback(code).await?.ok_or_else(not_here)?;
        let state = state_of(&case)?;
        let reaches = may(&state.agency) || state.escalated_to.as_deref().is_some_and(may);
        if !reaches {
            return Err(not_here());
        }
        let contact = match &case.record.contact {
            Some(sealed) if !case.record.is_confidential => {
                let plain = Vault(&self.pin_key).open(CONTACT, case.record.id.as_bytes(), sealed);
                let plain = plain.ok_or_else(|| ServiceError::Failed("a sealed contact does not open".into()))?;
                Some(serde_json::from_slice(&plain).map_err(|error| ServiceError::Failed(error.into()))?)
            }
            _ => None,
        };
        Ok(DeskFeedback { case, state, contact })
    }

    /// Does one act; `field` gives what the form says.
    ///
    /// # Errors
    /// Refused with what is wrong at which field, with the keys of `domain::feedback::decide`, or when there is no such act.
    pub async fn act_on_feedback(
        &self,
        open: &DeskFeedback,
        officer: Uuid,
        act: &str,
        field: &(dyn Fn(&str) -> String + Sync),
    ) -> Result<(), ServiceError> {
        let command = self.feedback_command(open, act, field)?;
        self.change_feedback(&open.case.record.code, Actor::Officer(officer), &command).await?;
        Ok(())
    }

    fn feedback_command(
        &self,
        open: &DeskFeedback,
        act: &str,
        field: &(dyn Fn(&str) -> String + Sync),
    ) -> Result<FeedbackCommand, ServiceError> {
        let needed = |name: &'static str, most: usize| match typed_text(name, &field(name), most)? {
            text if text.is_empty() => Err(ServiceError::field(name, "required", &[])),
            text => Ok(text),
        };
        match act {
            "nhan" => Ok(FeedbackCommand::Acknowledge { office: needed("office", MOST_OFFICE)? }),
            "chuyen" => {
                let agency = field("agency");
                if !self.feedback_agencies().iter().any(|known| known.code == agency) {
                    return Err(ServiceError::field("agency", "choose_one", &[]));
                }
                Ok(FeedbackCommand::Forward { agency, reason: needed("reason", MOST_REASON)? })
            }
            "tu-choi" => {
                let reason = RefusalReason::from_key(&field("refusal"));
                let reason = reason.ok_or_else(|| ServiceError::field("refusal", "choose_one", &[]))?;
                Ok(FeedbackCommand::Refuse { reason, words: needed("refusal_words", MOST_REASON)? })
            }
            "cong-bo" => Ok(FeedbackCommand::Publish {
                title: needed("title", MOST_TITLE)?,
                words: needed("words", MOST_WORDS)?,
            }),
            "khong-cong-bo" => Ok(FeedbackCommand::Withhold { reason: needed("why_not", MOST_REASON)? }),
            "tra-loi" => self.answer_of(open, field).map(|answer| FeedbackCommand::Answer { answer }),
            _ => Err(ServiceError::refused(RefusalKind::NotFound, "feedback_not_here")),
        }
    }

    fn answer_of(&self, open: &DeskFeedback, field: &(dyn Fn(&str) -> String + Sync)) -> Result<Answer, ServiceError> {
        let text = |name: &'static str, most: usize| typed_text(name, &field(name), most);
        let typed = field("done_by");
        let done_by = match typed.trim() {
            "" => None,
            typed => Some(day_of(typed).ok_or_else(|| ServiceError::field("done_by", "date_form", &[]))?),
        };
        let answer = Answer {
            finding: text("finding", MOST_ANSWER)?,
            action: text("action", MOST_ANSWER)?,
            done_by,
            office: text("answered_by", MOST_OFFICE)?,
        };
        let record = &open.case.record;
        let question = format!("{}\n{}", record.title, record.words);
        let mut problems: Vec<Problem> = answer_problems(&answer, &question, desk_day(self.clock.now()));
        // It is published with the question: nobody's number belongs into it.
        for (name, text) in [("finding", &answer.finding), ("action", &answer.action)] {
            if domain::feedback::redacted(text) != *text {
                problems.push(Problem::new(name, "answer_tells_who", &[]));
            }
        }
        if problems.is_empty() { Ok(answer) } else { Err(ServiceError::invalid("answers_incomplete", problems)) }
    }
}

/// A day as a date field sends it, or as people type it.
fn day_of(text: &str) -> Option<Date> {
    let iso = time::macros::format_description!("[year]-[month]-[day]");
    let typed = time::macros::format_description!("[day padding:none]/[month padding:none]/[year]");
    Date::parse(text, iso).or_else(|_| Date::parse(text, typed)).ok()
}
