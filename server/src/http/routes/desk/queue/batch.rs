//! One act on several dossiers: each is judged and written by itself, and each tells what became of it.

use app::view::{BatchView, Chrome, DeskHead};
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::{CommandKind, DossierCode};
use domain::filing::Problem;
use domain::staff::Permission;

use super::super::act::{cleaned, command_of};
use super::super::dossier::sees;
use super::super::{Fields, text};
use super::choice::choice_of;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{Act, Hand, ServiceError};

/// Most dossiers at once: those of one page.
const MOST: usize = 50;

pub(in super::super) async fn act(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
    sent: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let sent = sent.map(|Form(pairs)| pairs).unwrap_or_default();
    let chosen: Vec<(String, i64)> =
        sent.iter().filter(|(name, _)| name == "chon").filter_map(|(_, value)| chosen_of(value)).collect();
    let fields: Fields = sent.into_iter().filter(|(name, _)| name != "chon").map(|(n, v)| (n, cleaned(&v))).collect();
    let kind = CommandKind::from_key(text(&fields, "act"))
        .filter(|kind| matches!(kind, CommandKind::Receive | CommandKind::Transfer | CommandKind::HandOver));
    let Some(kind) = kind else { return not_found_page(&app, &asked).await };
    let back = choice_of(&officer, &query).href(asked.locale);
    let problem = match chosen.len() {
        0 => Some(Problem::new("main", "batch_nothing_chosen", &[])),
        more if more > MOST => Some(Problem::new("main", "batch_too_many", &[])),
        _ => command_of(kind, &fields).err().map(|problem| Problem { field: "main".to_owned(), ..problem }),
    };
    if let Some(problem) = problem {
        let view = BatchView { act: kind, outcomes: Vec::new(), back, problems: vec![problem] };
        return page(&app, &asked, &officer, StatusCode::UNPROCESSABLE_ENTITY, view).await;
    }
    let mut outcomes = Vec::with_capacity(chosen.len());
    for (code, seen) in chosen {
        match one(&app, &officer, kind, &fields, &code, seen).await {
            Ok(problem) => outcomes.push((code, problem)),
            // What was done before stays done and is told; the rest is told as not done.
            Err(error) if outcomes.is_empty() => return service_error_page(&app, &asked, error).await,
            Err(error) => {
                tracing::error!(?error, "An act on several dossiers broke off at one");
                outcomes.push((code, Some(Problem::new("main", "busy", &[]))));
            }
        }
    }
    page(&app, &asked, &officer, StatusCode::OK, BatchView { act: kind, outcomes, back, problems: Vec::new() }).await
}

/// Why it was not done; none when it was.
async fn one(
    app: &App,
    officer: &Officer,
    kind: CommandKind,
    fields: &Fields,
    code: &str,
    seen: i64,
) -> Result<Option<Problem>, ServiceError> {
    let open = app.services.open_dossier(code).await?;
    if open.filter(|open| sees(officer, open)).is_none() {
        return Ok(Some(Problem::new("main", "dossier_not_found", &[])));
    }
    let command = match command_of(kind, fields) {
        Ok(command) => command,
        Err(problem) => return Ok(Some(problem)),
    };
    let may = |permission: Permission, agency: &str| officer.may(permission, agency);
    let done = app.services.act(code, &Hand::Officer(officer.id, &may), Act::new(command, Some(seen))).await;
    match done {
        Ok(_) => Ok(None),
        Err(ServiceError::Refused(refusal)) => Ok(Some(match refusal.problems.into_iter().next() {
            Some(problem) => problem,
            None => Problem::new("main", refusal.key, &refusal.arguments),
        })),
        Err(error) => Err(error),
    }
}

/// A ticked box: the code, and the version that was shown beside it.
fn chosen_of(value: &str) -> Option<(String, i64)> {
    let (code, version) = value.split_once('~')?;
    let code: DossierCode = code.parse().ok()?;
    Some((code.to_string(), version.parse().ok()?))
}

async fn page(app: &App, asked: &Asked, officer: &Officer, status: StatusCode, view: BatchView) -> Response {
    let asked = Asked { path: "/can-bo/ho-so".to_owned(), ..asked.clone() };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::queue::outcome(chrome, head, &view);
    officer.page(app, &asked, status, draw).await
}
