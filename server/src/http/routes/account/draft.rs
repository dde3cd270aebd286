//! A draft of one's own: taken up in this browser, or discarded.

use app::components::address::FilingWay;
use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use super::Fields;
use crate::http::account::Citizen;
use crate::http::browser::Browser;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::routes::filing::steps::{browser_token, see_other, see_other_as, step_href};
use crate::http::state::App;
use crate::services::{ServiceError, token_hash};

fn draft_of(path: &Fields) -> Option<Uuid> {
    path.get("draft")?.parse().ok()
}

pub(super) async fn take_up(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    browser: Browser,
    Path(path): Path<Fields>,
) -> Response {
    let Some(id) = draft_of(&path) else { return not_found_page(&app, &asked).await };
    let token = browser_token(&app, &browser);
    match app.services.take_up_my_draft(&citizen, id, token_hash(&token)).await {
        Ok(draft) => {
            let (way, step) = match draft.supplement_of {
                Some(_) => (FilingWay::Supplement(draft.id.to_string()), ""),
                None => (FilingWay::Online(draft.procedure_code.clone()), app.services.next_step(&draft)),
            };
            see_other_as(&browser, &token, &step_href(&asked, &way, step))
        }
        Err(ServiceError::Refused(_)) => not_found_page(&app, &asked).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

pub(super) async fn discard(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    Path(path): Path<Fields>,
) -> Response {
    let Some(id) = draft_of(&path) else { return not_found_page(&app, &asked).await };
    match app.services.discard_my_draft(&citizen, id).await {
        Ok(()) => see_other(&asked.href("/tai-khoan?xong=bo")),
        Err(ServiceError::Refused(_)) => not_found_page(&app, &asked).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
