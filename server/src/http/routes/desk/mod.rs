//! The desk: signing in, the own account, managing accounts. Who may call what stands in `ROUTES`; `authorise` sees to it.

mod account;
mod act;
mod counter;
mod dossier;
mod explanation;
mod feedback;
mod file;
mod invite;
mod jobs;
mod mailbox;
mod message;
mod near;
mod notices;
mod paper;
mod people;
mod person;
mod queue;
mod register;
mod result;
mod set_up;
mod sign_in;
mod start;

use std::collections::HashMap;

use app::view::{AccountState, PersonLine, RoleLine};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::rejection::FormRejection;
use axum::response::Response;
use axum::routing::{get, post};
use domain::filing::{MAX_FILE_BYTES, Problem};
use domain::staff::Permission;
use storage::StaffRecord;

use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

/// A form of a few short texts.
const MAX_FORM: usize = 16 * 1024;
/// An act: a supplement request says of a hundred papers what to do, and a letter of Vietnamese takes up to nine bytes on its
/// way.
const MAX_ACT: usize = 4 * 1024 * 1024;
/// A file and its form; one that is too large is read to its end before the person is told why.
const MAX_UPLOAD: usize = 2 * MAX_FILE_BYTES as usize;

/// What a form sent.
type Fields = HashMap<String, String>;

/// The pages, relative to the language.
pub(in crate::http) fn routes() -> Router<App> {
    Router::new()
        .route("/can-bo", get(start::show))
        .route("/can-bo/ho-so", get(queue::show))
        .route("/can-bo/tim-ho-so", post(queue::search))
        .route("/can-bo/ho-so.csv", get(queue::export::csv))
        .route("/can-bo/ho-so-nhieu", post(queue::batch::act))
        .route("/can-bo/bo-loc", post(queue::saved::save))
        .route("/can-bo/bo-loc/{id}/xoa", post(queue::saved::forget))
        .route("/can-bo/ho-so/{dossier}", get(dossier::show))
        .route("/can-bo/ho-so/{dossier}/tep/{file}", get(file::download))
        .route("/can-bo/ho-so/{dossier}/bo-sung-tai-quay", post(counter::supplement::begin))
        .route("/can-bo/tai-quay", get(counter::show))
        .route("/can-bo/tai-quay/thu-tuc/{code}", get(counter::begin::show).post(counter::begin::begin))
        .route("/can-bo/tai-quay/{draft}/bo", post(counter::discard))
        .route("/can-bo/tai-quay/{draft}/bien-nhan", get(counter::receipt::show))
        .route("/can-bo/ho-so/{dossier}/loi-nhan/da-xem", post(message::see_to))
        .route("/can-bo/thong-bao", get(notices::show))
        .route("/can-bo/thong-bao/{id}/gui-lai", post(notices::retry))
        .route("/can-bo/thong-bao/{id}/cach-khac", post(notices::other_way))
        .route("/can-bo/thong-bao/{id}/da-bao", post(notices::told_in_person))
        .route("/can-bo/giai-trinh", get(explanation::show))
        .route("/can-bo/phan-anh", get(feedback::list))
        .route("/can-bo/phan-anh/{code}", get(feedback::show))
        .route("/can-bo/phan-anh/{code}/anh/{file}", get(feedback::photo))
        .route("/can-bo/hop-thu", get(mailbox::show))
        .route("/can-bo/viec-tu-dong", get(jobs::show))
        .route("/can-bo/ho-so/{dossier}/moi-danh-gia", get(invite::show))
        .route("/can-bo/ho-so/{dossier}/giay/{form}", get(paper::show))
        .route("/can-bo/so-theo-doi", get(register::show))
        .route("/can-bo/dang-nhap", get(sign_in::show).post(sign_in::sign_in))
        .route("/can-bo/xac-thuc", get(sign_in::show_second_factor).post(sign_in::pass_second_factor))
        .route("/can-bo/dang-xuat", post(sign_in::sign_out))
        .route("/can-bo/thiet-lap", get(set_up::show).post(set_up::password))
        .route("/can-bo/thiet-lap/xac-nhan", post(set_up::confirm))
        .route("/can-bo/tai-khoan", get(account::show))
        .route("/can-bo/tai-khoan/phien", post(account::end_session))
        .route("/can-bo/tai-khoan/mat-khau", post(account::change_password))
        .route("/can-bo/tai-khoan/ma-khoi-phuc", post(account::renew_codes))
        .route("/can-bo/nhan-su", get(people::show).post(people::add))
        .route("/can-bo/nhan-su/{id}", get(person::show))
        .route("/can-bo/nhan-su/{id}/vai-tro", post(person::give_role))
        .route("/can-bo/nhan-su/{id}/bo-vai-tro", post(person::take_role))
        .route("/can-bo/nhan-su/{id}/khoa", post(person::disable))
        .route("/can-bo/nhan-su/{id}/mo", post(person::enable))
        .route("/can-bo/nhan-su/{id}/dat-lai", post(person::reset))
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .merge(texts())
}

/// What people write to explain.
fn texts() -> Router<App> {
    Router::new()
        .route("/can-bo/ho-so/{dossier}/viec/{act}", post(act::act))
        .route("/can-bo/ho-so/{dossier}/loi-nhan", post(message::write))
        .route("/can-bo/phan-anh/{code}/viec/{act}", post(feedback::act))
        .route("/can-bo/giai-trinh/{month}/{agency}", post(explanation::explain))
        .layer(DefaultBodyLimit::max(MAX_ACT))
}

/// What takes as long as a slow line needs.
pub(in crate::http) fn upload_routes() -> Router<App> {
    Router::new()
        .route("/can-bo/ho-so/{dossier}/ket-qua", post(result::attach))
        .layer(DefaultBodyLimit::max(MAX_UPLOAD))
}

fn fields(form: Result<axum::Form<Fields>, FormRejection>) -> Fields {
    form.map(|axum::Form(fields)| fields).unwrap_or_default()
}

fn text<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

/// What a refusal says is wrong with the fields; every other error is a page of its own.
async fn problems_of(app: &App, asked: &Asked, error: ServiceError) -> Result<Vec<Problem>, Response> {
    match error {
        ServiceError::Refused(refusal) if !refusal.problems.is_empty() => Ok(refusal.problems),
        error => Err(service_error_page(app, asked, error).await),
    }
}

/// The roles of an account as `officer` sees them.
fn role_lines(app: &App, asked: &Asked, officer: &Officer, record: &StaffRecord) -> Vec<RoleLine> {
    let own_admin =
        |grant: &domain::staff::Grant| record.id == officer.id && grant.role == domain::staff::Role::Administrator;
    let name = |code: &str| {
        app.services
            .data
            .agency(code)
            .map_or_else(|| code.to_owned(), |agency| asked.locale.of(&agency.name).to_owned())
    };
    record
        .grants
        .iter()
        .map(|grant| RoleLine {
            agency: grant.agency.clone(),
            agency_name: name(&grant.agency),
            role: grant.role,
            removable: officer.may(Permission::ManageStaff, &grant.agency) && !own_admin(grant),
        })
        .collect()
}

fn person_line(app: &App, asked: &Asked, officer: &Officer, record: &StaffRecord) -> PersonLine {
    let now = app.services.clock.now();
    let state = match (record.disabled_at, &record.password_hash, record.setup_until, record.locked_until) {
        (Some(at), ..) => AccountState::Disabled(at),
        (None, None, Some(until), _) if now < until => AccountState::ToSetUp(until),
        (None, None, ..) => AccountState::CodeOver,
        (None, Some(_), _, Some(until)) if now < until => AccountState::Locked(until),
        (None, Some(_), ..) => AccountState::Active,
    };
    PersonLine {
        id: record.id.to_string(),
        login: record.login.clone(),
        name: record.name.clone(),
        state,
        signed_in_at: record.signed_in_at,
        roles: role_lines(app, asked, officer, record),
    }
}

/// The agencies at which `officer` can give roles: code and name.
fn agencies(app: &App, asked: &Asked, officer: &Officer) -> Vec<(String, String)> {
    let today = crate::catalogue::desk_day(app.services.clock.now());
    let reach = officer.reach(Permission::ManageStaff);
    let agencies = app.services.data.agencies.iter().filter(|agency| agency.is_valid_on(today));
    agencies
        .filter(|agency| reach.contains(&agency.code.as_str()))
        .map(|agency| (agency.code.clone(), asked.locale.of(&agency.name).to_owned()))
        .collect()
}
