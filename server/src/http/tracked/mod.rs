//! A dossier as its holder is shown it, on the page and over the API: names instead of codes, in the language asked for.

mod history;
mod names;

use app::locale::Locale;
use app::view::{
    DueChange, DuePromise, DueWhy, Ending, FileRow, MessageLine, ResultShown, SupplementAsked, SupplementLine,
    TrackedDossier,
};
use domain::catalogue::shown::display_name;
use domain::dossier::{Channel, CommandKind, DossierEvent, Event, Status, SupplementItem, Turn, possible_in};
use domain::filing::Answers;
use domain::paper::issued_to_applicant;
use domain::rating::RatingOccasion;

use uuid::Uuid;

use self::names::Names;
use super::state::App;
use crate::services::{CurrentProcedure, OpenDossier, ServiceError, Tracked, counting_files};

/// Everything that may be told. `pin` goes into the forms of the page.
pub(super) async fn tracked_view(
    app: &App,
    locale: Locale,
    tracked: &Tracked,
    pin: &str,
) -> Result<TrackedDossier, ServiceError> {
    let held = &tracked.held;
    let (record, state) = (&held.dossier.record, &held.state);
    let names = Names::new(app, locale, held, tracked.current.as_ref());
    let today = app.services.procedure(&record.procedure_code).await?;
    let can_copy = today.is_some_and(|today| app.services.check_fileable(&today, Channel::Online).is_ok());
    let procedure_name = tracked.current.as_ref().map_or_else(
        || record.procedure_code.clone(),
        |current| match (locale, &current.service) {
            (Locale::En, Some(service)) => service.name_en.clone(),
            _ => display_name(&current.procedure),
        },
    );
    let answers: Answers = serde_json::from_str(&record.answers)
        .map_err(|error| ServiceError::Failed(format!("answers of a dossier are damaged: {error}").into()))?;
    let standing = history::standing(&record.events);
    let trace = app.services.promise_trace(held).await?;
    let is_signed = matches!(state.status, Status::Settled | Status::Returned);
    let supplement = state.supplement.as_ref().map(|open| SupplementAsked {
        items: names.asked(&open.items),
        asked_at: open.asked_at,
        answer_by: open.answer_by,
        answered_at: open.answered_at,
    });
    let mut messages: Vec<_> = held.dossier.messages.iter().collect();
    messages.sort_by_key(|message| message.at);
    let line = |message: &storage::DossierMessage| MessageLine {
        from_applicant: message.staff_id.is_none(),
        at: message.at,
        body: message.body.clone(),
    };
    Ok(TrackedDossier {
        code: record.code.clone(),
        status: state.status,
        turn: state.turn(),
        procedure_code: record.procedure_code.clone(),
        procedure_name,
        agency: names.agency(&record.agency_code),
        unit: names.agency(&state.unit),
        submitted_at: state.submitted_at,
        channel: state.channel,
        received_at: state.received_at,
        answer_due_at: record.answer_due_at,
        answer_is_late: tracked.answer_is_late,
        due: state.due_at.map(|at| DuePromise {
            at,
            first: state.first_due_at.unwrap_or(at),
            changes: due_changes(&standing),
            trace,
            is_late: tracked.result_is_late,
        }),
        pauses: state.pauses.clone(),
        supplement,
        payment: state.payment.clone(),
        ending: ending(state.status, &standing),
        result: state.result.clone().filter(|_| is_signed).map(|document| ResultShown {
            delivery: answers.delivery,
            returned: state.returned_at.zip(state.returned_how),
            file: document.file_id.and_then(|id| file_row(held, id)),
            document,
        }),
        issued: issued_to_applicant(&record.events),
        timeline: history::timeline(held, &names),
        messages: messages.into_iter().map(line).collect(),
        files: counting_files(&held.dossier)
            .into_iter()
            .map(|file| (file.name.clone(), file.size.unsigned_abs()))
            .collect(),
        pin: pin.to_owned(),
        can_copy,
        mark: tracked.mark(),
        seen_at: app.services.clock.now(),
        can_complete: state.status == Status::SupplementRequested && state.turn() == Turn::Applicant,
        can_rate: RatingOccasion::of(state).is_some(),
        can_withdraw: possible_in(CommandKind::Withdraw).contains(&state.status),
    })
}

/// A file of the dossier as a page shows it.
fn file_row(held: &OpenDossier, id: Uuid) -> Option<FileRow> {
    let file = held.dossier.files.iter().find(|file| file.id == id)?;
    Some(FileRow {
        id: file.id.to_string(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.size.unsigned_abs(),
        sha256: file.sha256.clone(),
    })
}

/// What is asked for, by name.
pub(in crate::http) fn asked_lines(
    app: &App,
    locale: Locale,
    held: &OpenDossier,
    current: Option<&CurrentProcedure>,
    items: &[SupplementItem],
) -> Vec<SupplementLine> {
    Names::new(app, locale, held, current).asked(items)
}

/// Why the due date is not the first one any more, the oldest reason first.
fn due_changes(standing: &[&DossierEvent]) -> Vec<DueChange> {
    let change = |entry: &&DossierEvent| {
        let (to, why) = match &entry.event {
            Event::SupplementAnswered { due_at: Some(to), .. }
            | Event::Resumed { due_at: Some(to) }
            | Event::Paid { due_at: Some(to), .. } => (*to, DueWhy::Pause),
            Event::DueMoved { due_at, because } => (*due_at, DueWhy::Calendar(because.clone())),
            Event::Reappointed { new_due_at, reason, .. } => (*new_due_at, DueWhy::Apology(reason.clone())),
            _ => return None,
        };
        Some(DueChange { at: entry.at, to, why })
    };
    standing.iter().filter_map(change).collect()
}

/// The reason of the last refusal, stop or withdrawal, while it holds.
fn ending(status: Status, standing: &[&DossierEvent]) -> Option<Ending> {
    standing.iter().rev().find_map(|entry| match (&entry.event, status) {
        (Event::Refused { reason, where_to_turn }, Status::Refused) => {
            Some(Ending { reason: reason.clone(), where_to_turn: where_to_turn.clone() })
        }
        (Event::Stopped { reason }, Status::Stopped) | (Event::Withdrawn { reason }, Status::Withdrawn) => {
            Some(Ending { reason: reason.clone(), where_to_turn: String::new() })
        }
        _ => None,
    })
}
