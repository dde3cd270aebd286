//! One's own feedback by code and PIN.

use std::collections::HashMap;

use app::view::{FeedbackDone, MyFeedbackView, TrackingView};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use domain::feedback::{FeedbackStatus, Verdict};
use domain::filing::Problem;

use super::words::found;
use crate::http::error_page::{limited_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError, TrackedFeedback};

type Fields = HashMap<String, String>;

/// What a page of one's own says besides the feedback itself.
#[derive(Default)]
pub(super) struct Said {
    pub typed: String,
    pub problems: Vec<Problem>,
    pub done: Option<FeedbackDone>,
}

fn fields(form: Result<Form<Fields>, FormRejection>) -> Fields {
    form.map(|Form(fields)| fields).unwrap_or_default()
}

fn text<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

/// The feedback of whoever knows code and PIN.
///
/// # Errors
/// The answer otherwise: to wait, or the look-up page.
pub(super) async fn held(app: &App, asked: &Asked, code: &str, pin: &str) -> Result<TrackedFeedback, Response> {
    if let Err(wait) = app.limits.check_code(code, pin) {
        metrics::counter!("rate_limited_total", "limit" => "code").increment(1);
        return Err(limited_page(app, asked, wait.as_secs() + 1).await);
    }
    match app.services.track_feedback(code, pin).await {
        Ok(tracked) => {
            app.limits.prove(code, pin);
            Ok(tracked)
        }
        Err(ServiceError::Refused(refusal)) if refusal.kind == RefusalKind::NotFound => {
            let view = TrackingView {
                code: code.chars().take(80).collect(),
                problem: Some(refusal.key.to_owned()),
                ..TrackingView::default()
            };
            let asked = as_look_up(asked);
            Err(page(app, &asked, Audience::OnePerson, StatusCode::NOT_FOUND, move |chrome| {
                app::pages::tracking::lookup::page(chrome, &view)
            })
            .await)
        }
        Err(error) => Err(service_error_page(app, asked, error).await),
    }
}

/// Addresses that take posts only lead to the look-up when the page is asked for in the other language.
pub(super) fn as_look_up(asked: &Asked) -> Asked {
    Asked { path: "/tra-cuu".to_owned(), ..asked.clone() }
}

pub(super) async fn show(State(app): State<App>, asked: Asked, form: Result<Form<Fields>, FormRejection>) -> Response {
    let fields = fields(form);
    look_up(&app, &as_look_up(&asked), text(&fields, "code"), text(&fields, "pin")).await
}

/// The page of one's own feedback, from its own address or from the look-up of dossiers.
pub(in crate::http) async fn look_up(app: &App, asked: &Asked, code: &str, pin: &str) -> Response {
    match held(app, asked, code, pin).await {
        Ok(tracked) => mine(app, asked, tracked, pin, StatusCode::OK, Said::default()).await,
        Err(response) => response,
    }
}

pub(super) async fn mine(
    app: &App,
    asked: &Asked,
    tracked: TrackedFeedback,
    pin: &str,
    status: StatusCode,
    said: Said,
) -> Response {
    let view = MyFeedbackView {
        pin: pin.to_owned(),
        found: found(app, asked.locale, &tracked.case, &tracked.state),
        can_judge: tracked.state.status == FeedbackStatus::Answered,
        can_follow_up: tracked.may_follow_up,
        can_add_photo: tracked.state.status.is_open(),
        typed: said.typed,
        problems: said.problems,
        done: said.done,
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::feedback::mine::page(chrome, &view)).await
}

pub(super) async fn judge(State(app): State<App>, asked: Asked, form: Result<Form<Fields>, FormRejection>) -> Response {
    let (asked, fields) = (as_look_up(&asked), fields(form));
    let (code, pin) = (text(&fields, "code"), text(&fields, "pin"));
    let tracked = match held(&app, &asked, code, pin).await {
        Ok(tracked) => tracked,
        Err(response) => return response,
    };
    let verdict = match text(&fields, "verdict") {
        "answers" => Some(Verdict::Answers),
        "does_not_answer" => Some(Verdict::DoesNotAnswer),
        _ => None,
    };
    let words = text(&fields, "words");
    let outcome = app.services.judge_feedback(&tracked, verdict, words).await;
    told(&app, &asked, tracked, pin, words, outcome, FeedbackDone::Judged).await
}

pub(super) async fn follow_up(
    State(app): State<App>,
    asked: Asked,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let (asked, fields) = (as_look_up(&asked), fields(form));
    let (code, pin) = (text(&fields, "code"), text(&fields, "pin"));
    let tracked = match held(&app, &asked, code, pin).await {
        Ok(tracked) => tracked,
        Err(response) => return response,
    };
    let solved = match text(&fields, "solved") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let outcome = app.services.follow_up_feedback(&tracked, solved).await;
    told(&app, &asked, tracked, pin, "", outcome, FeedbackDone::FollowedUp).await
}

/// The page after something was said, or with what is wrong with it.
async fn told(
    app: &App,
    asked: &Asked,
    before: TrackedFeedback,
    pin: &str,
    typed: &str,
    outcome: Result<TrackedFeedback, ServiceError>,
    done: FeedbackDone,
) -> Response {
    match outcome {
        Ok(tracked) => {
            let done = if tracked.state.status.is_open() { FeedbackDone::Reopened } else { done };
            mine(app, asked, tracked, pin, StatusCode::OK, Said { done: Some(done), ..Said::default() }).await
        }
        Err(ServiceError::Refused(refusal)) if !refusal.problems.is_empty() => {
            let said = Said { typed: typed.to_owned(), problems: refusal.problems, done: None };
            mine(app, asked, before, pin, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => service_error_page(app, asked, error).await,
    }
}
