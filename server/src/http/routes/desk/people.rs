//! The accounts within an administrator's reach.

use app::view::{Chrome, DeskHead, PeopleView};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;
use domain::staff::{Grant, Permission, Role};

use super::person::person_page;
use super::{Fields, agencies, fields, person_line, problems_of, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::staff::{Actor, AddStaff};

pub(super) async fn show(State(app): State<App>, asked: Asked, officer: Officer) -> Response {
    list(&app, &asked, &officer, StatusCode::OK, PeopleView::default()).await
}

/// The list with what `more` says of the form.
async fn list(app: &App, asked: &Asked, officer: &Officer, status: StatusCode, more: PeopleView) -> Response {
    let people = match app.services.staff.in_reach(Actor::Person(officer)).await {
        Ok(people) => people,
        Err(error) => return service_error_page(app, asked, error).await,
    };
    let people = people.iter().map(|(record, _)| person_line(app, asked, officer, record)).collect();
    let view = PeopleView { people, agencies: agencies(app, asked, officer), ..more };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::people::list(chrome, head, &view);
    officer.page(app, asked, status, draw).await
}

/// The role that two lists name.
///
/// # Errors
/// What is missing.
pub(super) fn grant_of(fields: &Fields) -> Result<Grant, Problem> {
    let agency = text(fields, "agency");
    if agency.is_empty() {
        return Err(Problem::new("agency", "staff_agency_required", &[]));
    }
    match Role::from_key(text(fields, "role")) {
        Some(role) => Ok(Grant::new(agency, role)),
        None => Err(Problem::new("role", "staff_role_required", &[])),
    }
}

/// Lets a role be given or taken only where the officer manages; an agency that is not known is another matter.
///
/// # Errors
/// The answer to somebody out of reach.
pub(super) async fn reaches(app: &App, asked: &Asked, officer: &Officer, grant: &Grant) -> Result<(), Response> {
    if app.services.data.agency(&grant.agency).is_none() {
        return Ok(());
    }
    officer.require(app, asked, Permission::ManageStaff, &grant.agency).await
}

pub(super) async fn add(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let short = |name: &str| text(&fields, name).chars().take(100).collect::<String>();
    let again = |problems: Vec<Problem>| PeopleView {
        login: short("login"),
        name: short("name"),
        agency: short("agency"),
        role: short("role"),
        problems,
        ..PeopleView::default()
    };
    let grant = match grant_of(&fields) {
        Ok(grant) => grant,
        Err(problem) => {
            return list(&app, &asked, &officer, StatusCode::UNPROCESSABLE_ENTITY, again(vec![problem])).await;
        }
    };
    if let Err(response) = reaches(&app, &asked, &officer, &grant).await {
        return response;
    }
    let wanted = AddStaff {
        login: text(&fields, "login").to_owned(),
        name: text(&fields, "name").to_owned(),
        grants: vec![grant],
        credentials: None,
    };
    match app.services.staff.add(Actor::Person(&officer), wanted).await {
        // The code is in the answer to the form, because it is told only once.
        Ok(added) => person_page(&app, &asked, &officer, added.id, StatusCode::CREATED, Vec::new(), added.code).await,
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => list(&app, &asked, &officer, StatusCode::UNPROCESSABLE_ENTITY, again(problems)).await,
            Err(response) => response,
        },
    }
}
