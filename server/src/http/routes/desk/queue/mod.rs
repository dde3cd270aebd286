//! What is to be done, and finding a dossier.

pub(super) mod batch;
pub(super) mod choice;
pub(super) mod export;
mod find;
mod lines;
pub(super) mod saved;

pub(super) use lines::procedure_name;

use app::view::{BatchForm, Chrome, DeskHead, QueueChoice, QueueTab, QueueView, SavedLine};
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::CommandKind;
use domain::staff::Permission;
use storage::TaskKind;
use time::OffsetDateTime;

use self::choice::{choice_of, filter_of, place_of, place_text, saved_choice};
use super::dossier::units;
use super::near::near_until;
use super::{Fields, fields, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

/// Longest text to look for, in characters.
const MAX_SEARCH: usize = 100;
/// Rows of one page.
const PAGE: i64 = 50;
/// Work of one kind is counted up to here, so that a long queue costs no more than a short one.
const COUNTED: i64 = 1_000;

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    queue_page(&app, &asked, &officer, &query, StatusCode::OK, |_| {}).await
}

/// Finds dossiers by code, name or phone. What was typed comes in the body, so that it stands in no address, history or log.
pub(super) async fn search(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    // The queue can be asked for in the other language; the search alone cannot.
    let asked = Asked { path: "/can-bo/ho-so".to_owned(), ..asked };
    let fields = fields(sent);
    let search: String = text(&fields, "tim").trim().chars().take(MAX_SEARCH).collect();
    if search.is_empty() {
        return see_other(&asked.href("/can-bo/ho-so"));
    }
    let reach = officer.reach(Permission::SeeQueue).into_iter().map(str::to_owned).collect();
    match find::find(&app, &asked, reach, &search).await {
        Ok(found) => {
            let view = QueueView { search, found: Some(found), ..QueueView::default() };
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::queue::page(chrome, head, &view);
            officer.page(&app, &asked, StatusCode::OK, draw).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// The page, after `change` has put into it what else is to be said.
async fn queue_page(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    query: &Fields,
    status: StatusCode,
    change: impl FnOnce(&mut QueueView),
) -> Response {
    match view(app, asked, officer, query).await {
        Ok(mut view) => {
            change(&mut view);
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::queue::page(chrome, head, &view);
            officer.page(app, asked, status, draw).await
        }
        Err(error) => service_error_page(app, asked, error).await,
    }
}

async fn view(app: &App, asked: &Asked, officer: &Officer, query: &Fields) -> Result<QueueView, ServiceError> {
    let now = app.services.clock.now();
    let choice = choice_of(officer, query);
    let filter = filter_of(app, officer, &choice, now);
    let (units, kind) = (filter.units.clone(), filter.kind);
    let near = near_until(app, units.iter().map(String::as_str), now);
    let after = place_of(text(query, "sau"));
    let at_beginning = after.is_none();
    let mut rows = app.services.storage.queue(filter, after, PAGE + 1).await?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or_default();
    rows.truncate(usize::try_from(PAGE).unwrap_or_default());
    let here = choice.href(asked.locale);
    let next = rows.last().filter(|_| more).map(|row| further(&here, "sau", &place_text(&row.place())));
    let all_href = match text(query, "sau") {
        "" => further(&here, "chon", "tat-ca"),
        after => further(&further(&here, "sau", after), "chon", "tat-ca"),
    };
    let batch = batch_act(kind).map(|act| BatchForm {
        act,
        all: text(query, "chon") == "tat-ca",
        all_href,
        units: self::units(app, asked, now),
        unit: units.first().cloned().unwrap_or_default(),
    });
    Ok(QueueView {
        tabs: tabs(app, asked, units.clone(), &choice, now).await?,
        options: lines::options(app, asked, officer, units).await?,
        saved: saved_lines(app, asked, officer, &choice).await?,
        lines: lines::lines(app, asked, &choice, rows, (now, near)).await?,
        batch,
        register: officer.may_anywhere(Permission::ExportCsv),
        first: (!at_beginning).then_some(here),
        next,
        choice,
        ..QueueView::default()
    })
}

/// What can be done at once with everything of a kind.
fn batch_act(kind: Option<TaskKind>) -> Option<CommandKind> {
    match kind? {
        TaskKind::Receive => Some(CommandKind::Receive),
        TaskKind::Transfer => Some(CommandKind::Transfer),
        TaskKind::HandOver => Some(CommandKind::HandOver),
        _ => None,
    }
}

/// An address with one more pair.
fn further(href: &str, name: &str, value: &str) -> String {
    let sign = if href.contains('?') { '&' } else { '?' };
    format!("{href}{sign}{name}={}", app::components::address::query_value(value))
}

async fn saved_lines(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    choice: &QueueChoice,
) -> Result<Vec<SavedLine>, ServiceError> {
    let saved = app.services.storage.saved_filters(officer.id).await?;
    let line = |filter: storage::SavedFilter| {
        let means = saved_choice(officer, &filter.query);
        SavedLine {
            id: filter.id.to_string(),
            name: filter.name,
            href: means.href(asked.locale),
            chosen: means == *choice,
        }
    };
    Ok(saved.into_iter().map(line).collect())
}

async fn tabs(
    app: &App,
    asked: &Asked,
    units: Vec<String>,
    choice: &QueueChoice,
    now: OffsetDateTime,
) -> Result<Vec<QueueTab>, ServiceError> {
    let chosen = TaskKind::from_key(&choice.kind);
    let counts = app.services.storage.task_counts(units, now, COUNTED).await?;
    let all = counts.iter().fold((0, 0), |(count, late), one| (count + one.count, late + one.late));
    let mut tabs = vec![QueueTab {
        kind: None,
        count: all.0,
        late: all.1,
        more: counts.iter().any(|one| one.count >= COUNTED),
        chosen: chosen.is_none(),
        href: choice.with_kind("").href(asked.locale),
    }];
    // A kind without work is no place to go to, unless one stands there.
    let kinds = counts.into_iter().filter(|one| one.count > 0 || chosen == Some(one.kind));
    tabs.extend(kinds.map(|one| QueueTab {
        kind: Some(one.kind.key()),
        count: one.count,
        late: one.late,
        more: one.count >= COUNTED,
        chosen: chosen == Some(one.kind),
        href: choice.with_kind(one.kind.key()).href(asked.locale),
    }));
    Ok(tabs)
}
