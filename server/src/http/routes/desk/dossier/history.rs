//! What happened to the dossier and what was said about it.

use std::collections::HashMap;

use app::view::{DeskEventLine, DeskMessageLine, FormState, SupplementAnswerView};
use domain::dossier::{Actor, DossierEvent, Event, SupplementSubject};
use uuid::Uuid;

use super::agency_name;
use crate::http::page::Asked;
use crate::http::state::App;
use crate::http::supplement::{Compared, papers_of};
use crate::http::tracked::asked_lines;
use crate::services::{CurrentProcedure, OpenDossier, ServiceError, files_before};

/// One event, with who did it and what they wrote.
pub(super) fn event_line(
    app: &App,
    asked: &Asked,
    entry: &DossierEvent,
    names: &HashMap<Uuid, String>,
    labels: &HashMap<String, String>,
) -> DeskEventLine {
    let who = match entry.actor {
        Actor::Officer(id) => names.get(&id).cloned(),
        Actor::Applicant | Actor::System => None,
    };
    DeskEventLine { kind: entry.event.kind(), at: entry.at, who, text: event_text(app, asked, &entry.event, labels) }
}

/// What people wrote with an event.
fn event_text(app: &App, asked: &Asked, event: &Event, labels: &HashMap<String, String>) -> Vec<String> {
    let label = |key: &String| labels.get(key).cloned().unwrap_or_else(|| key.clone());
    let texts = match event {
        Event::Refused { reason, where_to_turn } => vec![reason.clone(), where_to_turn.clone()],
        Event::SupplementRequested { items, again_because, .. } => {
            let lines = items.iter().map(|item| match &item.subject {
                SupplementSubject::Paper(key) | SupplementSubject::Field(key) => {
                    format!("{}: {}", label(key), item.instruction)
                }
                SupplementSubject::Other(name) if name.is_empty() => item.instruction.clone(),
                SupplementSubject::Other(name) => format!("{name}: {}", item.instruction),
            });
            lines.chain(again_because.clone()).collect()
        }
        Event::Transferred { unit, note } => vec![agency_name(app, asked, unit), note.clone()],
        Event::Consulted { unit, question, .. } => vec![agency_name(app, asked, unit), question.clone()],
        Event::ConsultAnswered { answer, .. } => vec![answer.clone()],
        Event::ConsultDropped { reason, .. } => vec![reason.clone()],
        Event::SupplementAnswered { note, .. } | Event::StepDone { note, .. } => vec![note.clone()],
        Event::Stopped { reason }
        | Event::Withdrawn { reason }
        | Event::ApologyDrafted { reason, .. }
        | Event::ApologyRejected { reason }
        | Event::Reappointed { reason, .. }
        | Event::Corrected { reason, .. } => vec![reason.clone()],
        Event::PaymentRequested { demand } => {
            vec![app::locale::dong(asked.locale, demand.amount), demand.reason.clone()]
        }
        Event::Paid { receipt, .. } => vec![receipt.clone()],
        Event::Released { because } => because.iter().cloned().collect(),
        Event::ResultAttached { result } => vec![format!("{} {}", result.number, result.title), result.signer.clone()],
        Event::Returned { receiver, .. } => vec![receiver.clone()],
        Event::DueMoved { because, .. } => vec![because.clone()],
        Event::Submitted { .. } | Event::Received { .. } | Event::Claimed | Event::Resumed { .. } | Event::Settled => {
            Vec::new()
        }
    };
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// The messages, the oldest first.
pub(super) fn messages(open: &OpenDossier, names: &HashMap<Uuid, String>) -> Vec<DeskMessageLine> {
    let mut messages: Vec<_> = open.dossier.messages.iter().collect();
    messages.sort_by_key(|message| message.at);
    let line = |message: &storage::DossierMessage| DeskMessageLine {
        officer: message.staff_id.map(|id| names.get(&id).cloned().unwrap_or_default()),
        at: message.at,
        body: message.body.clone(),
        unread: message.staff_id.is_none() && message.read_at.is_none(),
    };
    messages.into_iter().map(line).collect()
}

/// What the last answered supplement changed; none where none was answered.
pub(super) async fn last_answer(
    app: &App,
    asked: &Asked,
    open: &OpenDossier,
    current: &CurrentProcedure,
    form: Option<&FormState>,
    names: &[(String, String)],
) -> Result<Option<SupplementAnswerView>, ServiceError> {
    let events = &open.dossier.record.events;
    let answered = events.iter().rev().find_map(|entry| match &entry.event {
        Event::SupplementAnswered { note, .. } => Some((entry, note)),
        _ => None,
    });
    let Some((entry, note)) = answered else { return Ok(None) };
    let items = events.iter().rev().filter(|earlier| earlier.sequence < entry.sequence).find_map(|earlier| {
        match &earlier.event {
            Event::SupplementRequested { items, .. } => Some(items.as_slice()),
            _ => None,
        }
    });
    let items = items.unwrap_or_default();
    let history = app.services.storage.answers_history(open.dossier.record.id).await?;
    let stood = |sequence: i64| -> Result<serde_json::Value, ServiceError> {
        let at = history.iter().rev().find(|at| at.sequence <= sequence).map_or("{}", |at| at.answers.as_str());
        serde_json::from_str(at).map_err(|error| ServiceError::Failed(error.into()))
    };
    let compared = Compared {
        locale: asked.locale,
        items,
        lines: asked_lines(app, asked.locale, open, Some(current), items),
        answers: (stood(entry.sequence - 1)?, stood(entry.sequence)?),
        papers: (
            papers_of(&files_before(&open.dossier, entry.sequence)),
            papers_of(&files_before(&open.dossier, entry.sequence + 1)),
        ),
        form,
        names: names.to_vec(),
    };
    Ok(Some(SupplementAnswerView { answered_at: entry.at, note: note.clone(), changes: compared.changes() }))
}
