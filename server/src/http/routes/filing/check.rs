//! Step 4: check everything, declare, submit.

use std::collections::HashMap;

use app::components::address::FilingWay;
use app::pages::desk::counter::dossier_path;
use app::view::{ChangeLine, CheckView, FormState, PaperSlot, SupplementPart};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::Command;
use domain::filing::{Answers, Problem, check_by};
use domain::staff::Permission;

use super::filer::Filer;
use super::form::obstacle;
use super::form_state::form_state;
use super::steps::{Completes, Step, problems_of, receipt_href, see_other, slots, step, step_href, with_asked};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::http::supplement::{Compared, papers_of, papers_of_draft};
use crate::http::tracked::asked_lines;
use crate::services::{Act, DraftAnswers, Hand, ServiceError, counting_files};

type Fields = HashMap<String, String>;

pub(super) async fn show(State(app): State<App>, asked: Asked, filer: Filer, Path(path): Path<Fields>) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    match serde_json::from_str::<Answers>(&found.draft.answers) {
        // Not yet complete: what is missing is asked for where it is typed.
        Ok(answers) => {
            let problems = check_by(&answers, found.draft.channel);
            if !problems.is_empty() {
                return back_to_answers(&app, &asked, &found, problems).await;
            }
            let state = form_state(&app, &found.draft, None);
            match state.and_then(|state| obstacle(&asked, &way, &state)) {
                Some(href) => see_other(&href),
                None => check_page(&app, &asked, &found, "", Vec::new()).await,
            }
        }
        Err(error) => service_error_page(&app, &asked, ServiceError::Failed(Box::new(error))).await,
    }
}

async fn back_to_answers(app: &App, asked: &Asked, found: &Step, problems: Vec<Problem>) -> Response {
    let change = DraftAnswers { problems: Some(problems), ..DraftAnswers::default() };
    match app.services.patch_draft(found.draft.id, &found.access, None, change).await {
        Ok(_) => see_other(&step_href(asked, &found.way(), "nguoi-nop")),
        Err(error) => service_error_page(app, asked, error).await,
    }
}

async fn check_page(app: &App, asked: &Asked, found: &Step, note: &str, problems: Vec<Problem>) -> Response {
    let conflict = |problem: &Problem| ["supplement_closed", "check_changed"].contains(&problem.key.as_str());
    let closed = problems.iter().any(conflict);
    let status = match (problems.is_empty(), closed) {
        (true, _) => StatusCode::OK,
        (false, true) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let form = form_state(app, &found.draft, None);
    let mut slots = slots(&found.current, &found.draft, asked.locale);
    if let Some(state) = &form {
        slots = with_asked(slots, state, asked.locale);
    }
    let supplement = match &found.completes {
        Some(completes) => match part_of(app, asked, found, completes, form.as_ref(), &slots) {
            Ok(changes) => Some(SupplementPart { changes, note: note.to_owned() }),
            Err(error) => return service_error_page(app, asked, error).await,
        },
        None => None,
    };
    let view = CheckView {
        supplement,
        head: found.head(app, asked),
        draft_id: found.draft.id.to_string(),
        submission_key: found.draft.submission_key.clone(),
        seen: match app.services.digest_to_be_filed(&found.draft) {
            Ok(digest) => digest,
            Err(error) => return service_error_page(app, asked, error).await,
        },
        answers: serde_json::from_str(&found.draft.answers).unwrap_or_default(),
        slots: slots.0,
        form,
        problems,
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::filing::check::page(chrome, &view)).await
}

pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let way = filer.way(&path);
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    // A second press of the button arrives after the draft has become a dossier; it leads to the same receipt.
    if let Some(response) = receipt_of_second_press(&app, &asked, &filer, &way, &fields).await {
        return response;
    }
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let note: String = fields.get("note").cloned().unwrap_or_default();
    if fields.get("declared").is_none_or(|declared| declared != "yes") {
        let problems = vec![Problem::new("declared", "declaration_required", &[])];
        return check_page(&app, &asked, &found, &note, problems).await;
    }
    let key = fields.get("submission_key").cloned().unwrap_or_default();
    if key != found.draft.submission_key {
        return check_page(&app, &asked, &found, &note, vec![Problem::new("", "draft_changed", &[])]).await;
    }
    match app.services.digest_to_be_filed(&found.draft) {
        Ok(digest) if fields.get("seen").is_some_and(|seen| *seen != digest) => {
            return check_page(&app, &asked, &found, &note, vec![Problem::new("", "check_changed", &[])]).await;
        }
        Ok(_) => {}
        Err(error) => return service_error_page(&app, &asked, error).await,
    }
    if found.completes.is_some() {
        return match complete(&app, &found, &note).await {
            Ok(dossier) => {
                metrics::counter!("supplements_answered_total").increment(1);
                see_other(&match way {
                    FilingWay::Counter(_) => asked.href(&dossier_path(&dossier)),
                    FilingWay::Online(_) | FilingWay::Supplement(_) => step_href(&asked, &way, "da-gui"),
                })
            }
            Err(error) => refused(&app, &asked, &found, &note, error).await,
        };
    }
    match app.services.submit(found.draft.id, &found.access, &key).await {
        Ok(receipt) => {
            if !receipt.repeated {
                metrics::counter!("dossiers_submitted_total").increment(1);
            }
            if let Some(officer) = &found.officer
                && fields.get("then").is_none_or(|then| then != "later")
                && let Err(response) = receive(&app, &asked, officer, &receipt.code).await
            {
                return response;
            }
            see_other(&receipt_href(&asked, &way, found.draft.id))
        }
        Err(error) => refused(&app, &asked, &found, &note, error).await,
    }
}

async fn complete(app: &App, found: &Step, note: &str) -> Result<String, ServiceError> {
    let (draft, access) = (found.draft.id, &found.access);
    match &found.officer {
        Some(officer) => {
            let may = |permission: Permission, agency: &str| officer.may(permission, agency);
            app.services.answer_supplement(draft, access, &Hand::Officer(officer.id, &may), note).await
        }
        None => app.services.answer_supplement(draft, access, &Hand::Applicant, note).await,
    }
}

/// Accepts what was just filed at the counter. Where that is not possible, as without a published time limit, it waits in the
/// queue, and the receipt says so.
async fn receive(app: &App, asked: &Asked, officer: &Officer, code: &str) -> Result<(), Response> {
    let may = |permission: Permission, agency: &str| officer.may(permission, agency);
    let act = Act::new(Command::Receive { due_at: None }, None);
    match app.services.act(code, &Hand::Officer(officer.id, &may), act).await {
        Ok(_) | Err(ServiceError::Refused(_)) => Ok(()),
        Err(error) => Err(service_error_page(app, asked, error).await),
    }
}

async fn refused(app: &App, asked: &Asked, found: &Step, note: &str, error: ServiceError) -> Response {
    match problems_of(app, asked, error).await {
        // What is wrong in the form is led to from here, page by page.
        Ok(problems) if problems.iter().any(is_of_applicant) => back_to_answers(app, asked, found, problems).await,
        Ok(problems) => check_page(app, asked, found, note, problems).await,
        Err(response) => response,
    }
}

/// What a supplement changes, beside what the dossier has.
fn part_of(
    app: &App,
    asked: &Asked,
    found: &Step,
    completes: &Completes,
    form: Option<&FormState>,
    slots: &(Vec<PaperSlot>, Vec<PaperSlot>),
) -> Result<Vec<ChangeLine>, ServiceError> {
    let damaged = |error: serde_json::Error| ServiceError::Failed(Box::new(error));
    let held = &completes.dossier.held;
    let items = completes.dossier.open.as_ref().map(|open| open.items.as_slice()).unwrap_or_default();
    let before = serde_json::from_str(&held.dossier.record.answers).map_err(damaged)?;
    let mut after: Answers = serde_json::from_str(&found.draft.answers).map_err(damaged)?;
    // What is not asked is not handed in.
    if let Some(state) = form {
        after.form = state.rules.asked_answers(&after.form, &state.outcome, &state.context);
    }
    let name = |slot: &PaperSlot| (slot.component.clone(), slot.name.clone());
    let compared = Compared {
        locale: asked.locale,
        items,
        lines: asked_lines(app, asked.locale, held, Some(&found.current), items),
        answers: (before, serde_json::to_value(&after).map_err(damaged)?),
        papers: (papers_of(&counting_files(&held.dossier)), papers_of_draft(&found.draft.files)),
        form,
        names: slots.0.iter().chain(&slots.1).map(name).collect(),
    };
    Ok(compared.changes())
}

fn is_of_applicant(problem: &Problem) -> bool {
    ["applicant.", "subject.", "organisation."].iter().any(|step| problem.field.starts_with(step))
}

async fn receipt_of_second_press(
    app: &App,
    asked: &Asked,
    filer: &Filer,
    way: &FilingWay,
    fields: &Fields,
) -> Option<Response> {
    let access = filer.access()?;
    // A supplement leads to its own page by itself.
    let draft = fields.get("draft_id")?.parse().ok()?;
    app.services.receipt_of(draft, &access).await.ok()?;
    Some(see_other(&receipt_href(asked, way, draft)))
}
