//! Rating how one was served: the first press shows the questions, the second keeps the answers.

use std::collections::HashMap;

use app::view::{RatingView, TrackingDone, TrackingView};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;
use domain::rating::{RatingAnswers, RatingQuestion};

use super::{as_look_up, held, miss_or_error, show_dossier};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::http::tracked::tracked_view;
use crate::services::{RefusalKind, ServiceError, Tracked};

type Fields = HashMap<String, String>;

pub(in crate::http) async fn rate(
    State(app): State<App>,
    asked: Asked,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let asked = as_look_up(asked);
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let field = |name: &str| fields.get(name).map(String::as_str);
    let (code, pin) = (field("code").unwrap_or_default(), field("pin").unwrap_or_default());
    let tracked = match held(&app, &asked, code, pin).await {
        Ok(tracked) => tracked,
        Err(response) => return response,
    };
    if field("send").is_none() {
        return ask(&app, &asked, &tracked, &fields, Vec::new()).await;
    }
    match app.services.rate(&tracked, field, field("comment").unwrap_or_default()).await {
        Ok(()) => {
            let view = TrackingView { done: Some(TrackingDone::Rated), ..TrackingView::default() };
            show_dossier(&app, &asked, code, pin, StatusCode::OK, view).await
        }
        Err(ServiceError::Refused(refusal)) if refusal.kind == RefusalKind::Invalid => {
            ask(&app, &asked, &tracked, &fields, refusal.problems).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// The questions with what was said before, or typed just now; the dossier where there is nothing to rate.
async fn ask(app: &App, asked: &Asked, tracked: &Tracked, fields: &Fields, problems: Vec<Problem>) -> Response {
    let code = &tracked.held.dossier.record.code;
    let pin = fields.get("pin").map(String::as_str).unwrap_or_default();
    let offer = match app.services.rating_offer(tracked).await {
        Ok(Some(offer)) if offer.is_open => offer,
        Ok(_) => return show_dossier(app, asked, code, pin, StatusCode::OK, TrackingView::default()).await,
        Err(error) => return service_error_page(app, asked, error).await,
    };
    let dossier = match tracked_view(app, asked.locale, tracked, pin).await {
        Ok(dossier) => dossier,
        Err(error) => return miss_or_error(app, asked, code, error).await,
    };
    let is_change = offer.given.is_some();
    let (given, said) = offer.given.unwrap_or_default();
    let answers = if problems.is_empty() { given } else { typed(fields) };
    let comment = if problems.is_empty() { said } else { fields.get("comment").cloned().unwrap_or_default() };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = RatingView {
        code: dossier.code,
        pin: pin.to_owned(),
        link: None,
        procedure_name: dossier.procedure_name,
        agency: dossier.agency,
        occasion: offer.occasion,
        is_change,
        answers,
        comment,
        problems,
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::tracking::rate::page(chrome, &view)).await
}

pub(super) fn typed(fields: &Fields) -> RatingAnswers {
    let answer = |question: RatingQuestion| {
        let value = fields.get(question.key())?.parse().ok().filter(|value| (0..=2).contains(value))?;
        Some((question, value))
    };
    RatingQuestion::ALL.into_iter().filter_map(answer).collect()
}
