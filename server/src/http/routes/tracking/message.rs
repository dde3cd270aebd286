//! A message to the officer.

use app::view::{TrackingDone, TrackingView};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{as_look_up, miss_or_error, show_dossier, slowed};
use crate::http::page::Asked;
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError};

#[derive(Default, Deserialize)]
pub(in crate::http) struct MessageForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    message: String,
}

pub(in crate::http) async fn write(
    State(app): State<App>,
    asked: Asked,
    form: Result<Form<MessageForm>, FormRejection>,
) -> Response {
    let asked = as_look_up(asked);
    let form = form.map(|Form(form)| form).unwrap_or_default();
    if let Some(slowed) = slowed(&app, &asked, &form.code, &form.pin).await {
        return slowed;
    }
    let (status, view) = match app.services.write_message(&form.code, &form.pin, &form.message).await {
        Ok(()) => (StatusCode::OK, TrackingView { done: Some(TrackingDone::MessageSent), ..TrackingView::default() }),
        Err(ServiceError::Refused(refusal)) if refusal.kind == RefusalKind::Invalid => {
            let view =
                TrackingView { message_problems: refusal.problems, message: form.message, ..TrackingView::default() };
            (StatusCode::UNPROCESSABLE_ENTITY, view)
        }
        Err(error) => return miss_or_error(&app, &asked, &form.code, error).await,
    };
    show_dossier(&app, &asked, &form.code, &form.pin, status, view).await
}
