//! From the dossier to completing it: the draft is opened in this browser.

use app::components::address::FilingWay;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::response::Response;

use super::{LookUpForm, as_look_up, miss_or_error, slowed};
use crate::http::browser::Browser;
use crate::http::page::Asked;
use crate::http::routes::filing::steps::{browser_token, see_other_as, start_href};
use crate::http::state::App;
use crate::services::token_hash;

pub(in crate::http) async fn begin(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    form: Result<Form<LookUpForm>, FormRejection>,
) -> Response {
    let asked = as_look_up(asked);
    let form = form.map(|Form(form)| form).unwrap_or_default();
    if let Some(slowed) = slowed(&app, &asked, &form.code, &form.pin).await {
        return slowed;
    }
    let token = browser_token(&app, &browser);
    match app.services.begin_supplement(&form.code, &form.pin, token_hash(&token), asked.locale).await {
        Ok(draft) => see_other_as(&browser, &token, &start_href(&asked, &FilingWay::Supplement(draft.to_string()))),
        Err(error) => miss_or_error(&app, &asked, &form.code, error).await,
    }
}
