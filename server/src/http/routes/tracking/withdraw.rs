//! Withdrawing a dossier: the first press asks, the second does it.

use app::view::{TrackingDone, TrackingView, WithdrawView};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;
use serde::Deserialize;

use super::{as_look_up, miss_or_error, show_dossier, slowed};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::http::tracked::tracked_view;
use crate::services::{RefusalKind, ServiceError};

#[derive(Default, Deserialize)]
pub(in crate::http) struct WithdrawForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    reason: String,
    /// `yes` when the question was answered.
    #[serde(default)]
    confirm: String,
}

pub(in crate::http) async fn withdraw(
    State(app): State<App>,
    asked: Asked,
    form: Result<Form<WithdrawForm>, FormRejection>,
) -> Response {
    let asked = as_look_up(asked);
    let form = form.map(|Form(form)| form).unwrap_or_default();
    if let Some(slowed) = slowed(&app, &asked, &form.code, &form.pin).await {
        return slowed;
    }
    if form.confirm != "yes" {
        return ask(&app, &asked, form, Vec::new()).await;
    }
    match app.services.withdraw(&form.code, &form.pin, &form.reason).await {
        Ok(()) => {
            let view = TrackingView { done: Some(TrackingDone::Withdrawn), ..TrackingView::default() };
            show_dossier(&app, &asked, &form.code, &form.pin, StatusCode::OK, view).await
        }
        Err(ServiceError::Refused(refusal)) if refusal.kind == RefusalKind::Invalid => {
            ask(&app, &asked, form, refusal.problems).await
        }
        Err(error) => miss_or_error(&app, &asked, &form.code, error).await,
    }
}

/// The question; where withdrawing is not possible any more, the dossier as it stands.
async fn ask(app: &App, asked: &Asked, form: WithdrawForm, problems: Vec<Problem>) -> Response {
    let found = async {
        let tracked = app.services.track(&form.code, &form.pin).await?;
        tracked_view(app, asked.locale, &tracked, &form.pin).await
    };
    let dossier = match found.await {
        Ok(dossier) => dossier,
        Err(error) => return miss_or_error(app, asked, &form.code, error).await,
    };
    if !dossier.can_withdraw {
        return show_dossier(app, asked, &form.code, &form.pin, StatusCode::OK, TrackingView::default()).await;
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = WithdrawView {
        code: dossier.code,
        pin: form.pin,
        procedure_name: dossier.procedure_name,
        agency: dossier.agency,
        reason: form.reason,
        problems,
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::tracking::withdraw::page(chrome, &view))
        .await
}
