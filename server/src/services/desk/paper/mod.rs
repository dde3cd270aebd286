//! The official papers of a dossier, made from what its events say and from the procedure as it was published when it was
//! filed: a paper printed in two years says what it says today.

mod control;
mod facts;
mod register;

use domain::dossier::{DossierEvent, Event, State};
use domain::paper::{
    Apology, CopyFor, Form, Issued, Paper, Receipt, Refusal, Stage, SupplementItem, SupplementRequest,
};

use self::facts::Facts;
pub use self::register::{MAX_REGISTER_ROWS, RegisterPeriod};
use super::load::OpenDossier;
use crate::services::{ServiceError, Services};

impl Services {
    /// One paper of a dossier, as it was issued.
    ///
    /// # Errors
    /// When storage fails or what it keeps is damaged.
    pub async fn paper(&self, open: &OpenDossier, issued: Issued) -> Result<Paper, ServiceError> {
        let events = &open.dossier.record.events;
        let entry = events.iter().find(|entry| entry.sequence == issued.sequence);
        let entry = entry.ok_or_else(|| ServiceError::Failed("a paper without its event".into()))?;
        let facts = Facts::read(self, open).await?;
        let before = State::of(open.desk(), before(events, entry.sequence));
        let before = before.ok_or_else(|| ServiceError::Failed("a paper before the beginning".into()))?;
        match (&entry.event, issued.form) {
            (_, Form::ControlSheet) => Ok(facts.control_sheet(entry)),
            (Event::Received { due_at, .. }, _) => Ok(facts.receipt(entry, *due_at)),
            (Event::SupplementRequested { items, again_because, .. }, _) => {
                let items = items.iter().map(|item| SupplementItem {
                    name: facts.asked_for(&item.subject),
                    action: item.instruction.clone(),
                    ..SupplementItem::default()
                });
                Ok(Paper::SupplementRequest(Box::new(SupplementRequest {
                    letterhead: facts.letterhead(&before.unit, entry.at),
                    code: Some(facts.code.clone()),
                    applicant: facts.applicant(),
                    request: facts.request(),
                    items: items.collect(),
                    reason: match again_because {
                        Some(reason) => {
                            format!("Nội dung cần hoàn thiện nêu ở bảng trên. Yêu cầu thêm một lần vì: {reason}")
                        }
                        None => "Nội dung cần hoàn thiện của từng giấy tờ, mục khai nêu ở bảng trên.".to_owned(),
                    },
                    contact: Some(facts.contact(entry.actor)),
                })))
            }
            (Event::Refused { reason, where_to_turn }, _) => Ok(Paper::Refusal(Box::new(Refusal {
                letterhead: facts.letterhead(open.desk(), entry.at),
                code: Some(facts.code.clone()),
                applicant: facts.applicant(),
                request: facts.request(),
                filed_at: (before.channel == domain::dossier::Channel::Online).then_some(before.submitted_at),
                reason: reason.clone(),
                turn_to: Some(where_to_turn.clone()),
                contact: Some(facts.contact(entry.actor)),
                officer: facts.officer(entry.actor),
            }))),
            (Event::Reappointed { reason, new_due_at, .. }, _) => Ok(Paper::Apology(Box::new(Apology {
                letterhead: facts.letterhead(&before.unit, entry.at),
                code: facts.code.clone(),
                applicant: facts.applicant(),
                request: facts.request(),
                received_at: before.received_at.unwrap_or(before.submitted_at),
                due_at: before.due_at.unwrap_or(*new_due_at),
                reason: reason.clone(),
                new_due_at: Some(*new_due_at),
                contact: Some(facts.contact(entry.actor)),
                leader: facts.officer(entry.actor),
            }))),
            _ => Err(ServiceError::Failed("an event without a paper".into())),
        }
    }
}

impl Facts<'_> {
    fn receipt(&self, entry: &DossierEvent, due_at: Option<time::OffsetDateTime>) -> Paper {
        Paper::Receipt(Box::new(Receipt {
            letterhead: self.letterhead(self.open.desk(), entry.at),
            code: self.code.clone(),
            copy: Some(CopyFor::Applicant),
            book: None,
            entry: None,
            applicant: self.applicant(),
            subject: self.subject(),
            request: self.request(),
            components: self.components(entry.sequence),
            sets: 1,
            first: Stage { limit: self.limit(entry.at), received_at: Some(entry.at), due_at },
            second: None,
            result_at: Some(self.result_at().to_owned()),
            received_by: self.officer(entry.actor),
            others: Vec::new(),
        }))
    }
}

/// The history up to an event.
fn before(events: &[DossierEvent], sequence: i64) -> &[DossierEvent] {
    let at = events.iter().position(|entry| entry.sequence >= sequence).unwrap_or(events.len());
    events.get(..at).unwrap_or_default()
}
