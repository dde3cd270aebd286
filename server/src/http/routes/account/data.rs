//! What the portal knows of somebody: who read it, all of it to take away, and having it deleted.

use app::locale::Locale;
use app::pages::account::{DATA, SIGN_IN};
use app::view::{DataView, LookLine};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::filing::Problem;
use domain::staff::Grant;

use super::{Fields, fields, text};
use crate::http::account::{Citizen, clear_account_cookie};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::{agency_name, see_other};
use crate::http::state::App;
use crate::services::account::{Look, MOST_LOOKS};

pub(super) async fn show(State(app): State<App>, asked: Asked, citizen: Citizen) -> Response {
    render(&app, &asked, &citizen, StatusCode::OK, Vec::new()).await
}

async fn render(app: &App, asked: &Asked, citizen: &Citizen, status: StatusCode, problems: Vec<Problem>) -> Response {
    let mut looks = match app.services.my_looks(citizen, MOST_LOOKS + 1).await {
        Ok(looks) => looks,
        Err(error) => return service_error_page(app, asked, error).await,
    };
    let is_cut = looks.len() as i64 > MOST_LOOKS;
    looks.truncate(MOST_LOOKS as usize);
    let view = DataView {
        head: citizen.head(),
        looks: looks.into_iter().map(|look| line(app, asked.locale, look)).collect(),
        is_cut,
        problems,
    };
    let asked = Asked { path: DATA.to_owned(), query: String::new(), ..asked.clone() };
    page(app, &asked, Audience::OnePerson, status, move |chrome| app::pages::account::data::page(chrome, &view)).await
}

fn line(app: &App, locale: Locale, look: Look) -> LookLine {
    let role = |grant: &Grant| {
        let role = locale.pick(grant.role.name_vi(), grant.role.name_en());
        format!("{role}, {}", agency_name(app, &grant.agency, locale))
    };
    LookLine { code: look.code, at: look.at, by: look.grants.iter().map(role).collect() }
}

pub(super) async fn download(State(app): State<App>, asked: Asked, citizen: Citizen) -> Response {
    match app.services.export_my_data(&citizen).await {
        Ok(data) => {
            let mut response = axum::Json(data).into_response();
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            let name = HeaderValue::from_static("attachment; filename=\"du-lieu-cua-toi.json\"");
            headers.insert(header::CONTENT_DISPOSITION, name);
            response
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

pub(super) async fn delete(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    if text(&fields(sent), "confirm") != "yes" {
        let problems = vec![Problem::new("confirm", "account_delete_unconfirmed", &[])];
        return render(&app, &asked, &citizen, StatusCode::UNPROCESSABLE_ENTITY, problems).await;
    }
    match app.services.close_account(&citizen).await {
        Ok(()) => {
            let mut response = see_other(&format!("{}?da-xoa", asked.href(SIGN_IN)));
            clear_account_cookie(&mut response);
            response
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
