//! One dossier at the desk.

use std::collections::HashMap;

use app::components::address::query_value;
use app::pages::filing::applicant::field_label;
use app::view::{
    Chrome, DeskDossierView, DeskEventLine, DeskFileLine, DeskHead, DeskMessageLine, DeskPaperLine, DeskStepLine,
    FormState, Lateness, ShownFile, SupplementAnswerView, Walk,
};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::{Actor, Command, CommandKind, DossierEvent, Event, SupplementSubject, possible_in, required};
use domain::filing::{Answers, OTHER_PAPER, Problem};
use domain::form::Answer;
use domain::paper::issued;
use domain::process::{Branching, StepRole};
use domain::staff::Permission;
use storage::{DossierFile, DossierView, QueueRow, TaskPlace};
use time::OffsetDateTime;
use uuid::Uuid;

use super::queue::choice::{filter_of, place_of, place_text, saved_choice};
use super::queue::procedure_name;
use super::{Fields, text};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::routes::filing::form_state::form_state;
use crate::http::routes::filing::steps::slots;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::http::supplement::{Compared, papers_of};
use crate::http::tracked::asked_lines;
use crate::services::{CurrentProcedure, OpenDossier, ServiceError, files_before};

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
    // Who looked is part of the history of a dossier: the applicant may ask for it.
    let view = DossierView { staff_id: officer.id, at: app.services.clock.now() };
    if let Err(error) = app.services.storage.record_view(open.dossier.record.id, view).await {
        return service_error_page(&app, &asked, error.into()).await;
    }
    if let Err(error) = app.services.see_messages_at_desk(&open).await {
        return service_error_page(&app, &asked, error).await;
    }
    dossier_page(&app, &asked, &officer, &open, StatusCode::OK, again).await
}

/// The dossier of a path, if this person may see it.
///
/// # Errors
/// The answer otherwise. What belongs to another agency looks like what is not there.
pub(super) async fn opened(app: &App, asked: &Asked, officer: &Officer, code: &str) -> Result<OpenDossier, Response> {
    let open = match app.services.open_dossier(code).await {
        Ok(open) => open,
        Err(error) => return Err(service_error_page(app, asked, error).await),
    };
    match open.filter(|open| sees(officer, open)) {
        Some(open) => Ok(open),
        None => Err(not_found_page(app, asked).await),
    }
}

/// Whether this person may see the dossier: it is, or was asked about, at an agency within their reach.
pub(super) fn sees(officer: &Officer, open: &OpenDossier) -> bool {
    let mut units = vec![open.desk().to_owned(), open.state.unit.clone()];
    units.extend(open.state.active.values().map(|begun| begun.unit.clone()));
    units.extend(open.state.consultations.values().map(|asked| asked.unit.clone()));
    units.iter().any(|unit| officer.may(Permission::SeeDossier, unit))
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
        lateness: if over { Lateness::NoDate } else { Lateness::of(due_at, now) },
        paused: state.paused_since().is_some(),
        holder: state.holder.map(|id| (names_of.get(&id).cloned().unwrap_or_default(), id == officer.id)),
        answers,
        supplement: last_answer(app, asked, open, &current, form.as_ref(), &names).await?,
        form,
        messages: messages(open, &names_of),
        message: text(&again.typed, "message").to_owned(),
        papers: papers(asked, open, &walk, names),
        shown,
        walk,
        issued: issued(&record.events),
        steps: steps(app, asked, officer, open, now),
        consultations: state
            .consultations
            .iter()
            .map(|(sequence, question)| {
                let may = officer.may(Permission::Process, &question.unit);
                (*sequence, agency_name(app, asked, &question.unit), question.question.clone(), may)
            })
            .collect(),
        apology: state.apology.as_ref().map(|apology| (apology.reason.clone(), apology.new_due_at)),
        history: record.events.iter().map(|entry| event_line(app, asked, entry, &names_of, &labels)).collect(),
        acts: acts(officer, open),
        take_back: state.last_act.filter(|act| act.officer == officer.id).map(|act| (act.sequence, act.kind)),
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

/// What the last answered supplement changed; none where none was answered.
async fn last_answer(
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

fn messages(open: &OpenDossier, names: &HashMap<Uuid, String>) -> Vec<DeskMessageLine> {
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

/// What this person may do now.
fn acts(officer: &Officer, open: &OpenDossier) -> Vec<CommandKind> {
    let offered = |kind: &CommandKind| {
        if *kind == CommandKind::MoveDue || !possible_in(*kind).contains(&open.state.status) {
            return false;
        }
        let makes_sense = match kind {
            CommandKind::Claim => open.state.holder.is_none(),
            CommandKind::Release => open.state.holder == Some(officer.id),
            CommandKind::Correct => open.state.last_act.is_some_and(|act| act.officer == officer.id),
            CommandKind::Receive | CommandKind::Refuse => open.state.received_at.is_none(),
            CommandKind::Stop => open.state.received_at.is_some(),
            CommandKind::AnswerConsultation => !open.state.consultations.is_empty(),
            CommandKind::DraftApology => open.state.apology.is_none() && open.state.due_at.is_some(),
            CommandKind::ApproveApology | CommandKind::RejectApology => open.state.apology.is_some(),
            CommandKind::AnswerSupplement => {
                open.state.supplement.as_ref().is_some_and(|asked| asked.answered_at.is_none())
            }
            _ => true,
        };
        let free = open.state.holder.is_none_or(|holder| holder == officer.id);
        let needs = needed(*kind, open);
        makes_sense && free && needs.iter().any(|(permission, agency)| officer.may(*permission, agency))
    };
    CommandKind::ALL.into_iter().filter(offered).collect()
}

/// Whether this person's roles allow an act of this kind.
pub(super) fn may_do(officer: &Officer, kind: CommandKind, open: &OpenDossier) -> bool {
    needed(kind, open).iter().any(|(permission, agency)| officer.may(*permission, agency))
}

/// The permissions of an act of this kind: of any step and any question that are open.
fn needed(kind: CommandKind, open: &OpenDossier) -> Vec<(Permission, String)> {
    let of = |command: &Command| -> Vec<(Permission, String)> {
        let needed = required(&open.state, open.desk(), &open.process, command);
        needed.into_iter().map(|(permission, agency)| (permission, agency.to_owned())).collect()
    };
    match kind {
        CommandKind::CompleteStep => {
            let step = |id: &String| Command::CompleteStep { step: id.clone(), note: String::new(), choice: None };
            open.state.active.keys().flat_map(|id| of(&step(id))).collect()
        }
        CommandKind::AnswerConsultation => {
            let answer = |number: &i64| Command::AnswerConsultation { consultation: *number, answer: String::new() };
            open.state.consultations.keys().flat_map(|number| of(&answer(number))).collect()
        }
        kind => super::act::example(kind).map(|command| of(&command)).unwrap_or_default(),
    }
}

fn steps(app: &App, asked: &Asked, officer: &Officer, open: &OpenDossier, now: OffsetDateTime) -> Vec<DeskStepLine> {
    let free = open.state.holder.is_none_or(|holder| holder == officer.id);
    let works = possible_in(CommandKind::CompleteStep).contains(&open.state.status);
    let active = open.state.active.values().filter_map(|begun| Some((begun, open.process.step(&begun.step)?)));
    active
        .map(|(begun, step)| {
            let permission = match step.role {
                StepRole::Receptionist => Permission::Receive,
                StepRole::Officer => Permission::Process,
                StepRole::Leader => Permission::SignResult,
            };
            let next = step.next.iter().filter_map(|id| open.process.step(id));
            DeskStepLine {
                id: step.id.clone(),
                name: asked.locale.of(&step.name).to_owned(),
                unit: agency_name(app, asked, &begun.unit),
                due_at: begun.due_at,
                lateness: Lateness::of(begun.due_at, now),
                choices: match step.branching {
                    Branching::All => Vec::new(),
                    Branching::One => {
                        next.map(|next| (next.id.clone(), asked.locale.of(&next.name).to_owned())).collect()
                    }
                },
                may_finish: works && free && officer.may(permission, &begun.unit),
            }
        })
        .collect()
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
    let filter = filter_of(officer, &choice, now);
    let (before, after) = app.services.storage.queue_around(filter, place.clone()).await?;
    let href = |row: QueueRow| asked.href(&format!("/can-bo/ho-so/{}?{}", row.code, kept(&row.place())));
    Ok(Walk {
        keep: kept(&place),
        back: Some(choice.href(asked.locale)),
        previous: before.map(href),
        next: after.map(href),
    })
}

/// What browsers show by themselves.
pub(super) const SHOWN: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

fn shown(asked: &Asked, open: &OpenDossier, walk: &Walk, wanted: &str) -> Option<ShownFile> {
    let wanted: Uuid = wanted.parse().ok()?;
    let file = open.dossier.files.iter().find(|file| file.id == wanted)?;
    SHOWN.contains(&file.media_type.as_str()).then(|| ShownFile {
        name: file.name.clone(),
        href: asked.href(&format!("/can-bo/ho-so/{}/tep/{}?xem=1", open.dossier.record.code, file.id)),
        image: file.media_type.starts_with("image/"),
        close: walk.kept(&asked.href(&format!("/can-bo/ho-so/{}#papers", open.dossier.record.code))),
    })
}

fn papers(asked: &Asked, open: &OpenDossier, walk: &Walk, names: Vec<(String, String)>) -> Vec<DeskPaperLine> {
    let file = |file: &DossierFile| DeskFileLine {
        name: file.name.clone(),
        size: file.size.unsigned_abs(),
        href: asked.href(&format!("/can-bo/ho-so/{}/tep/{}", open.dossier.record.code, file.id)),
        beside: SHOWN.contains(&file.media_type.as_str()).then(|| {
            walk.kept(&asked.href(&format!("/can-bo/ho-so/{}?xem={}#xem", open.dossier.record.code, file.id)))
        }),
        origin: file.origin.key(),
    };
    let files_of = |component: &str| {
        open.dossier.files.iter().filter(|one| one.component == component).map(file).collect::<Vec<_>>()
    };
    let known: Vec<String> = names.iter().map(|(component, _)| component.clone()).collect();
    let mut lines: Vec<DeskPaperLine> = names
        .into_iter()
        .filter(|(component, _)| component != OTHER_PAPER)
        .map(|(component, name)| DeskPaperLine { files: files_of(&component), component, name })
        .collect();
    let others: Vec<DeskFileLine> = open
        .dossier
        .files
        .iter()
        .filter(|one| one.component == OTHER_PAPER || !known.contains(&one.component))
        .map(file)
        .collect();
    if !others.is_empty() {
        let name = asked.locale.pick("Giấy tờ khác", "Other papers").to_owned();
        lines.push(DeskPaperLine { component: OTHER_PAPER.to_owned(), name, files: others });
    }
    lines
}

fn event_line(
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
        Event::ResultAttached { result } => vec![format!("{} {}", result.number, result.title), result.signer.clone()],
        Event::Returned { receiver, .. } => vec![receiver.clone()],
        Event::DueMoved { because, .. } => vec![because.clone()],
        Event::Submitted { .. }
        | Event::Received { .. }
        | Event::Claimed
        | Event::Released
        | Event::Resumed { .. }
        | Event::Settled => Vec::new(),
    };
    texts.into_iter().filter(|text| !text.is_empty()).collect()
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

fn agency_name(app: &App, asked: &Asked, code: &str) -> String {
    let agency = app.services.data.agency(code);
    agency.map_or_else(|| code.to_owned(), |agency| asked.locale.of(&agency.name).to_owned())
}

/// The agencies to which a dossier can be handed today.
pub(super) fn units(app: &App, asked: &Asked, now: OffsetDateTime) -> Vec<(String, String)> {
    let today = crate::catalogue::desk_day(now);
    let agencies = app.services.data.agencies.iter().filter(|agency| agency.is_valid_on(today));
    agencies.map(|agency| (agency.code.clone(), asked.locale.of(&agency.name).to_owned())).collect()
}
