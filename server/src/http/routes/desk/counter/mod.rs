//! Taking dossiers in at the counter. The steps between are those of filing, with an officer for a browser.

pub(super) mod begin;
pub(super) mod receipt;
pub(super) mod supplement;

use app::pages::desk::counter::COUNTER;
use app::view::{Chrome, CounterProcedure, CounterView, DeskHead, UnfinishedLine};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::draft::changed_while_open;
use domain::filing::Answers;
use domain::staff::Permission;
use storage::CounterDraft;
use uuid::Uuid;

use super::{Fields, text};
use crate::catalogue::{Catalogue, ListQuery, desk_day};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::filer::counter_access;
use crate::http::routes::filing::steps::{agency_name, see_other};
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{ServiceError, found_by};

/// Unfinished drafts of the page.
const SHOWN: usize = 50;
/// Longest text to look for, in characters.
const MAX_SEARCH: usize = 200;

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let search: String = text(&query, "thu-tuc").trim().chars().take(MAX_SEARCH).collect();
    let mut unfinished = match unfinished(&app, &asked, &officer).await {
        Ok(lines) => lines,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let more = unfinished.len() > SHOWN;
    unfinished.truncate(SHOWN);
    let view = CounterView {
        found: (!search.is_empty()).then(|| found(&app, &app.services.catalogue(), &search)),
        search,
        unfinished,
        more,
        gone: query.contains_key("khong-con"),
        discarded: query.contains_key("da-bo"),
    };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::counter::page(chrome, head, &view);
    officer.page(&app, &asked, StatusCode::OK, draw).await
}

fn found(app: &App, catalogue: &Catalogue, search: &str) -> Vec<CounterProcedure> {
    let today = desk_day(app.services.clock.now());
    let query = ListQuery { text: search.to_owned(), ..ListQuery::default() };
    let entries = catalogue.list(&query, today).map(|answer| answer.rows).unwrap_or_default();
    entries
        .into_iter()
        .map(|entry| CounterProcedure {
            code: entry.code.clone(),
            name: entry.name.clone(),
            field: entry.field.clone(),
            received_here: entry.received_here,
        })
        .collect()
}

async fn unfinished(app: &App, asked: &Asked, officer: &Officer) -> Result<Vec<UnfinishedLine>, ServiceError> {
    let agencies: Vec<String> = officer.reach(Permission::CounterIntake).into_iter().map(str::to_owned).collect();
    let since = changed_while_open(app.services.clock.now());
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let drafts = app.services.storage.counter_drafts(&agencies, since, most).await?;
    let mut staff: Vec<Uuid> = drafts.iter().filter_map(|draft| draft.staff_id).collect();
    staff.sort_unstable();
    staff.dedup();
    let names = app.services.storage.staff_names(staff).await?;
    let catalogue = app.services.catalogue();
    let line = |draft: CounterDraft| {
        let answers: Answers = serde_json::from_str(&draft.answers).unwrap_or_default();
        let procedure = catalogue.entry(&draft.procedure_code).map(|entry| entry.name.clone());
        UnfinishedLine {
            id: draft.id.to_string(),
            procedure: procedure.unwrap_or_else(|| draft.procedure_code.clone()),
            applicant: found_by(&answers).name,
            agency: agency_name(app, &draft.agency_code, asked.locale),
            by: draft
                .staff_id
                .and_then(|id| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone())),
            updated_at: draft.updated_at,
            completes: draft.completes,
        }
    };
    Ok(drafts.into_iter().map(line).collect())
}

/// Throws a draft away; one that completes a dossier stays, because it may be the applicant's own.
pub(super) async fn discard(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let back = |told: &str| see_other(&asked.href(&format!("{COUNTER}?{told}=1")));
    let Ok(id) = text(&path, "draft").parse::<Uuid>() else { return back("khong-con") };
    match app.services.draft(id, &counter_access(&officer)).await {
        Ok(draft) if draft.supplement_of.is_none() => {}
        Ok(_) | Err(ServiceError::Refused(_)) => return back("khong-con"),
        Err(error) => return service_error_page(&app, &asked, error).await,
    }
    match app.services.storage.discard_draft(id, app.services.clock.now()).await {
        Ok(true) => back("da-bo"),
        Ok(false) => back("khong-con"),
        Err(error) => service_error_page(&app, &asked, error.into()).await,
    }
}
