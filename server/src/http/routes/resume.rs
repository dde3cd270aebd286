//! Taking a draft up by its code. A GET changes nothing, so that whoever follows links by machine binds no browser.

use std::collections::HashMap;

use app::components::address::FilingWay;
use app::view::ResumeView;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use storage::Draft;

use super::filing::steps::{browser_token, expired_view, see_other_as, step_href};
use crate::http::browser::Browser;
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{Resumed, ServiceError, token_hash};

type Fields = HashMap<String, String>;

/// Name of the field and of the parameter that hold the code (*mã*).
const CODE: &str = "ma";
/// More than any way of writing a code needs.
const MOST_TYPED: usize = 60;

fn typed(fields: &Fields) -> String {
    fields.get(CODE).map(|code| code.chars().take(MOST_TYPED).collect()).unwrap_or_default()
}

pub(in crate::http) async fn form(
    State(app): State<App>,
    asked: Asked,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let code = query.map(|Query(fields)| typed(&fields)).unwrap_or_default();
    // Only the empty form is the same for everybody; a page with a code in it is never kept.
    let (audience, public) =
        if asked.query.is_empty() { (Audience::Everybody, true) } else { (Audience::OnePerson, false) };
    show(&app, &asked, audience, StatusCode::OK, ResumeView { code, public, ..ResumeView::default() }).await
}

pub(in crate::http) async fn take_up(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let code = typed(&form.map(|Form(fields)| fields).unwrap_or_default());
    let token = browser_token(&app, &browser);
    match app.services.resume(&code, token_hash(&token)).await {
        Ok(Resumed::Open(draft)) => go_on(&app, &asked, (&browser, &token), &draft),
        Ok(Resumed::Expired(expired)) => match expired_view(&app, &asked, &expired).await {
            Ok(expired) => {
                let view = ResumeView { code, expired: Some(expired), ..ResumeView::default() };
                show(&app, &asked, Audience::OnePerson, StatusCode::OK, view).await
            }
            Err(error) => service_error_page(&app, &asked, error).await,
        },
        Err(error) => missed(&app, &asked, code, error).await,
    }
}

pub(in crate::http) async fn restore(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let code = typed(&form.map(|Form(fields)| fields).unwrap_or_default());
    let token = browser_token(&app, &browser);
    match app.services.restore_by_code(&code, token_hash(&token)).await {
        Ok(draft) => go_on(&app, &asked, (&browser, &token), &draft),
        Err(error) => missed(&app, &asked, code, error).await,
    }
}

fn go_on(app: &App, asked: &Asked, (browser, token): (&Browser, &str), draft: &Draft) -> Response {
    see_other_as(
        browser,
        token,
        &step_href(asked, &FilingWay::Online(draft.procedure_code.clone()), app.services.next_step(draft)),
    )
}

/// Whatever was wrong with the code, the page is the same.
async fn missed(app: &App, asked: &Asked, code: String, error: ServiceError) -> Response {
    match error {
        ServiceError::Refused(refusal) => {
            // The form leads to this address, and so does the link to the other language.
            let asked = Asked { path: "/tiep-tuc".to_owned(), ..asked.clone() };
            let view = ResumeView { code, problem: Some(refusal.key.to_owned()), ..ResumeView::default() };
            show(app, &asked, Audience::OnePerson, StatusCode::NOT_FOUND, view).await
        }
        error => service_error_page(app, asked, error).await,
    }
}

async fn show(app: &App, asked: &Asked, audience: Audience, status: StatusCode, view: ResumeView) -> Response {
    page(app, asked, audience, status, move |chrome| app::pages::filing::take_up::page(chrome, &view)).await
}
