//! One dossier at the desk.

mod acts;
mod history;
mod papers;

pub(super) use acts::may_do;
pub(super) use papers::SHOWN;

use std::collections::HashMap;

use app::components::address::query_value;
use app::pages::filing::applicant::field_label;
use app::view::{Chrome, DeskDossierView, DeskHead, FormState, Lateness, Walk};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::{Actor, CommandKind};
use domain::filing::{Answers, Problem};
use domain::form::Answer;
use domain::paper::issued;
use domain::staff::Permission;
use storage::{DossierView, QueueRow, TaskPlace};
use time::OffsetDateTime;
use uuid::Uuid;

use super::near::near_until;
use super::queue::choice::{filter_of, place_of, place_text, saved_choice};
use super::queue::procedure_name;
use super::{Fields, text};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::routes::filing::form_state::form_state;
use crate::http::routes::filing::steps::slots;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{OpenDossier, ServiceError};

use acts::{acts, steps};
use history::{event_line, last_answer, messages};
use papers::{papers, shown};

/// Looks that a leader is shown.
const LOOKS: i64 = 50;

/// What was sent with a mistake, to be shown again.
#[derive(Default)]
pub(super) struct Again {
    pub act: Option<CommandKind>,
    pub step: Option<String>,
    pub typed: HashMap<String, String>,
    pub problems: Vec<Problem>,
    /// The act that was just done.
    pub done: Option<CommandKind>,
    /// What the address says: the queue it was opened from, the file beside the form.
    pub query: Fields,
}

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let again = Again {
        act: CommandKind::from_key(text(&query, "viec")),
        step: Some(text(&query, "buoc").to_owned()).filter(|step| !step.is_empty()),
        done: CommandKind::from_key(text(&query, "xong")),
        query,
        ..Again::default()
    };
    let open = match opened(&app, &asked, &officer, text(&path, "dossier")).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    dossier_page(&app, &asked, &officer, &open, StatusCode::OK, again).await
}

/// The dossier of a path, if this person may see it. That they looked is written down: the page, a file, a paper, an act.
///
/// # Errors
/// The answer otherwise. What belongs to another agency looks like what is not there.
pub(super) async fn opened(app: &App, asked: &Asked, officer: &Officer, code: &str) -> Result<OpenDossier, Response> {
    let open = match app.services.open_dossier(code).await {
        Ok(open) => open,
        Err(error) => return Err(service_error_page(app, asked, error).await),
    };
    let Some(open) = open.filter(|open| sees(officer, open)) else { return Err(not_found_page(app, asked).await) };
    // Who looked is part of the history of a dossier: the applicant may ask for it.
    let view = DossierView { staff_id: officer.id, at: app.services.clock.now() };
    match app.services.storage.record_view(open.dossier.record.id, view).await {
        Ok(()) => Ok(open),
        Err(error) => Err(service_error_page(app, asked, error.into()).await),
    }
}

/// Whether this person may see the dossier: it is, or was asked about, at an agency within their reach.
pub(super) fn sees(officer: &Officer, open: &OpenDossier) -> bool {
    let mut units = vec![open.desk().to_owned(), open.state.unit.clone()];
    units.extend(open.state.active.values().map(|begun| begun.unit.clone()));
    // Where an opinion was asked for, only whoever may give it.
    let asked = open.state.consultations.values().any(|asked| officer.may(Permission::Process, &asked.unit));
    asked || units.iter().any(|unit| officer.may(Permission::SeeDossier, unit))
}

/// Whether this person may write to the applicant. Who is only asked for an opinion reads the dossier, but does not.
pub(super) fn writes(officer: &Officer, open: &OpenDossier) -> bool {
    [open.desk(), &open.state.unit].into_iter().any(|unit| officer.may(Permission::Message, unit))
}

/// The page, with the form that was sent with a mistake shown again.
pub(super) async fn dossier_page(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    open: &OpenDossier,
    status: StatusCode,
    again: Again,
) -> Response {
    match view(app, asked, officer, open, again).await {
        Ok(view) => {
            let asked = Asked { path: format!("/can-bo/ho-so/{}", view.code), ..asked.clone() };
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::dossier::page(chrome, head, &view);
            officer.page(app, &asked, status, draw).await
        }
        Err(error) => service_error_page(app, asked, error).await,
    }
}

async fn view(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    open: &OpenDossier,
    again: Again,
) -> Result<DeskDossierView, ServiceError> {
    let (record, state) = (&open.dossier.record, &open.state);
    let now = app.services.clock.now();
    let failed = |what: &str| ServiceError::Failed(format!("{what} of dossier {} is missing", record.code).into());
    let current = app.services.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
    let current = current.ok_or_else(|| failed("the procedure"))?;
    let draft = app.services.storage.draft(record.draft_id).await?;
    let mut draft = draft.ok_or_else(|| failed("the draft"))?;
    // What stands in the dossier now, corrected or not, is what is shown.
    draft.answers.clone_from(&record.answers);
    let answers: Answers = serde_json::from_str(&record.answers).map_err(|error| ServiceError::Failed(error.into()))?;
    let (hand_in, other) = slots(&current, &draft, asked.locale);
    let names: Vec<(String, String)> =
        hand_in.into_iter().chain(other).map(|slot| (slot.component, slot.name)).collect();
    let writers = open.dossier.messages.iter().filter_map(|message| message.staff_id);
    let names_of =
        names_of(app, record.events.iter().map(|entry| entry.actor), state.holder.into_iter().chain(writers)).await?;
    let form = form_state(app, &draft, None);
    let fields = fields(asked, form.as_ref());
    let labels: HashMap<String, String> = fields.iter().chain(&names).cloned().collect();
    let over = state.status.is_over();
    let due_at = state.due_at.filter(|_| !over).or(state.due_at);
    let walk = walk(app, asked, officer, &again.query, now).await?;
    let shown = shown(asked, open, &walk, text(&again.query, "xem"));
    Ok(DeskDossierView {
        code: record.code.clone(),
        done: again.done,
        version: state.version,
        status: state.status,
        channel: state.channel,
        procedure_code: record.procedure_code.clone(),
        procedure: procedure_name(app, asked, &record.procedure_code),
        unit: agency_name(app, asked, &state.unit),
        submitted_at: record.submitted_at,
        answer_due_at: state.received_at.is_none().then_some(record.answer_due_at).filter(|_| !over),
        due_at,
        first_due_at: state.first_due_at,
        trace: app.services.promise_trace(open).await?,
        lateness: if over {
            Lateness::NoDate
        } else {
            Lateness::of(due_at, now, near_until(app, [state.unit.as_str()], now))
        },
        paused: state.paused_since().is_some(),
        holder: state.holder.map(|id| (names_of.get(&id).cloned().unwrap_or_default(), id == officer.id)),
        answers,
        supplement: last_answer(app, asked, open, &current, form.as_ref(), &names).await?,
        form,
        messages: messages(open, &names_of),
        message: text(&again.typed, "message").to_owned(),
        may_write: writes(officer, open),
        papers: papers(asked, open, &walk, names),
        shown,
        walk,
        issued: issued(&record.events),
        steps: steps(app, asked, officer, open, &app.services.step_dues(open, &current.procedure), now),
        consultations: state
            .consultations
            .iter()
            .map(|(sequence, question)| {
                let may = officer.may(Permission::Process, &question.unit);
                (*sequence, agency_name(app, asked, &question.unit), question.question.clone(), may)
            })
            .collect(),
        apology: state.apology.as_ref().map(|apology| (apology.reason.clone(), apology.new_due_at)),
        looks: looks(app, officer, open).await?,
        history: record.events.iter().map(|entry| event_line(app, asked, entry, &names_of, &labels)).collect(),
        acts: acts(officer, open),
        take_back: state.last_act.as_ref().filter(|act| act.officer == officer.id).map(|act| (act.sequence, act.kind)),
        units: units(app, asked, now),
        fields,
        again: state.supplements > 0,
        problems: again.problems,
        typed: again.typed,
        open_act: again.act,
        open_step: again.step,
        appointment: match state.received_at {
            Some(_) => None,
            None => app.services.appointment(open, now).await?,
        },
    })
}

/// Fields of the applicant step that can be asked to be corrected.
const FIELDS: [&str; 5] =
    ["applicant.name", "applicant.identity_number", "applicant.phone", "applicant.email", "applicant.address"];

/// Everything of the answers that can be asked to be corrected: path and label.
fn fields(asked: &Asked, form: Option<&FormState>) -> Vec<(String, String)> {
    let applicant = FIELDS.iter().map(|path| ((*path).to_owned(), field_label(asked.locale, path).to_owned()));
    let pages = form.into_iter().flat_map(|form| {
        let asked_pages = form.rules.form.pages.iter().zip(&form.outcome.pages).filter(|(_, page)| page.asked);
        let questions = asked_pages.flat_map(|(page, _)| &page.questions);
        questions
            .filter(|question| form.outcome.is_asked(&question.id) && !matches!(question.answer, Answer::Files { .. }))
    });
    let questions = pages.map(|one| (format!("form.{}", one.id), asked.locale.words(&one.label).to_owned()));
    applicant.chain(questions).collect()
}

/// The queue from which the dossier was opened, if the address names one, and its neighbours there.
async fn walk(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    query: &Fields,
    now: OffsetDateTime,
) -> Result<Walk, ServiceError> {
    let Some(place) = place_of(text(query, "cho")) else { return Ok(Walk::default()) };
    let choice = saved_choice(officer, text(query, "hang"));
    let kept =
        |place: &TaskPlace| format!("hang={}&cho={}", query_value(&choice.query()), query_value(&place_text(place)));
    let filter = filter_of(app, officer, &choice, now);
    let (before, after) = app.services.storage.queue_around(filter, place.clone()).await?;
    let href = |row: QueueRow| asked.href(&format!("/can-bo/ho-so/{}?{}", row.code, kept(&row.place())));
    Ok(Walk {
        keep: kept(&place),
        back: Some(choice.href(asked.locale)),
        previous: before.map(href),
        next: after.map(href),
    })
}

/// Who looked at the dossier last, for the leaders of the agencies that had it.
async fn looks(
    app: &App,
    officer: &Officer,
    open: &OpenDossier,
) -> Result<Option<Vec<(String, OffsetDateTime)>>, ServiceError> {
    let leads = [open.desk(), &open.state.unit].into_iter().any(|unit| officer.may(Permission::SignResult, unit));
    if !leads {
        return Ok(None);
    }
    let views = app.services.storage.views(open.dossier.record.id, LOOKS).await?;
    let names = names_of(app, std::iter::empty(), views.iter().map(|view| view.staff_id)).await?;
    let look = |view: DossierView| (names.get(&view.staff_id).cloned().unwrap_or_default(), view.at);
    Ok(Some(views.into_iter().map(look).collect()))
}

async fn names_of(
    app: &App,
    actors: impl Iterator<Item = Actor>,
    others: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, ServiceError> {
    let officers = actors.filter_map(|actor| match actor {
        Actor::Officer(id) => Some(id),
        Actor::Applicant | Actor::System => None,
    });
    let mut ids: Vec<Uuid> = officers.chain(others).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(app.services.storage.staff_names(ids).await?.into_iter().collect())
}

pub(super) fn agency_name(app: &App, asked: &Asked, code: &str) -> String {
    let agency = app.services.data.agency(code);
    agency.map_or_else(|| code.to_owned(), |agency| asked.locale.of(&agency.name).to_owned())
}

/// The agencies to which a dossier can be handed today.
pub(super) fn units(app: &App, asked: &Asked, now: OffsetDateTime) -> Vec<(String, String)> {
    let today = crate::catalogue::desk_day(now);
    let agencies = app.services.data.agencies.iter().filter(|agency| agency.is_valid_on(today));
    agencies.map(|agency| (agency.code.clone(), asked.locale.of(&agency.name).to_owned())).collect()
}
