//! What this portal knows of somebody: who read it, all of it as one document, and having it deleted.

use domain::staff::Grant;
use serde_json::{Value, json};
use storage::{AccountDossier, DeskDossier, DraftFile};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::session::Holder;
use crate::services::{ServiceError, Services};

/// Looks on the page; the document holds more.
pub const MOST_LOOKS: i64 = 100;
/// Looks in the document.
const EXPORTED_LOOKS: i64 = 10_000;
/// Dossiers of one look into the database.
const BATCH: i64 = 100;

/// That somebody of the staff opened a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Code of the dossier.
    pub code: String,
    pub at: OffsetDateTime,
    /// What whoever looked is at which agency today; nothing when the account of staff is gone.
    pub grants: Vec<Grant>,
}

fn instant(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}

fn files(files: &[DraftFile]) -> Vec<Value> {
    let file = |file: &DraftFile| json!({ "name": file.name, "media_type": file.media_type, "size": file.size, "sha256": file.sha256, "received_at": instant(file.received_at) });
    files.iter().map(file).collect()
}

fn answers(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

impl Services {
    /// Who of the staff opened somebody's dossiers, the last one first.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn my_looks(&self, holder: &Holder, most: i64) -> Result<Vec<Look>, ServiceError> {
        let found = self.storage.dossier_looks(holder.id, most).await?;
        let mut looks = Vec::with_capacity(found.len());
        let mut known: std::collections::HashMap<uuid::Uuid, Vec<Grant>> = std::collections::HashMap::new();
        for look in found {
            let grants = match known.get(&look.staff_id) {
                Some(grants) => grants.clone(),
                None => {
                    let grants = self.storage.staff(look.staff_id).await?.map(|staff| staff.grants).unwrap_or_default();
                    known.insert(look.staff_id, grants.clone());
                    grants
                }
            };
            looks.push(Look { code: look.code, at: look.at, grants });
        }
        Ok(looks)
    }

    /// Everything that is kept of somebody with their account, as one document.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn export_my_data(&self, holder: &Holder) -> Result<Value, ServiceError> {
        let mut dossiers = Vec::new();
        let mut before = None;
        loop {
            let page = self.storage.account_dossiers(holder.id, before.take(), BATCH).await?;
            before = page.last().map(|last| last.code.clone());
            for line in &page {
                if let Some(held) = self.open_dossier(&line.code).await? {
                    dossiers.push(exported(line, &held.dossier));
                }
            }
            if (page.len() as i64) < BATCH {
                break;
            }
        }
        let mut drafts = Vec::new();
        for line in self.storage.account_drafts(holder.id).await? {
            if let Some(draft) = self.storage.draft(line.id).await? {
                drafts.push(json!({
                    "id": draft.id, "procedure": draft.procedure_code, "agency": draft.agency_code,
                    "created_at": instant(draft.created_at), "updated_at": instant(draft.updated_at),
                    "answers": answers(&draft.answers), "files": files(&draft.files),
                }));
            }
        }
        let contacts: Vec<Value> = holder
            .contacts
            .iter()
            .map(|contact| json!({ "kind": contact.kind.key(), "address": contact.address }))
            .collect();
        let sessions = self.citizen_sessions(holder).await?;
        let sessions: Vec<Value> = sessions
            .iter()
            .map(|here| {
                let session = &here.session;
                json!({ "browser": session.browser, "signed_in_at": instant(session.created_at), "last_seen_at": instant(session.last_seen_at) })
            })
            .collect();
        let looks = self.my_looks(holder, EXPORTED_LOOKS).await?;
        let looks: Vec<Value> = looks
            .iter()
            .map(|look| {
                let roles: Vec<Value> = look
                    .grants
                    .iter()
                    .map(|grant| json!({ "agency": grant.agency, "role": grant.role.key() }))
                    .collect();
                json!({ "dossier": look.code, "at": instant(look.at), "roles": roles })
            })
            .collect();
        Ok(json!({
            "exported_at": instant(self.clock.now()),
            "account": { "id": holder.id, "name": holder.name, "contacts": contacts, "sessions": sessions },
            "drafts": drafts,
            "dossiers": dossiers,
            "looked_at_by_staff": looks,
        }))
    }

    /// Deletes somebody's account: contacts, sessions and drafts. Dossiers that were filed stay with their agencies and open by
    /// code and PIN.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn close_account(&self, holder: &Holder) -> Result<(), ServiceError> {
        self.storage.close_account(holder.id, self.clock.now()).await?;
        metrics::counter!("accounts_closed_total").increment(1);
        Ok(())
    }
}

fn exported(line: &AccountDossier, dossier: &DeskDossier) -> Value {
    let record = &dossier.record;
    let events: Vec<Value> = record
        .events
        .iter()
        .map(|event| json!({ "sequence": event.sequence, "kind": event.event.kind().key(), "at": instant(event.at) }))
        .collect();
    let messages: Vec<Value> = dossier
        .messages
        .iter()
        .map(|message| {
            let by = if message.staff_id.is_some() { "agency" } else { "applicant" };
            json!({ "at": instant(message.at), "by": by, "text": message.body })
        })
        .collect();
    json!({
        "code": record.code,
        "procedure": record.procedure_code,
        "agency": record.agency_code,
        "status": { "code": line.status.code(), "name": line.status.name_vi() },
        "submitted_at": instant(record.submitted_at),
        "answer_due_at": instant(record.answer_due_at),
        "due_at": line.due_at.map(instant),
        "answers": answers(&record.answers),
        "files": files(&record.files),
        "events": events,
        "messages": messages,
    })
}
