//! The form and its sending. What was typed is never lost: not by a mistake, not by a limit, not by sending it twice.

use std::collections::HashMap;

use app::view::{FeedbackFormView, FeedbackSentView, FeedbackTyped};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::dossier::DossierCode;
use domain::filing::Problem;
use storage::FeedbackRecord;
use time::OffsetDateTime;

use super::words::{agencies, agency_name, public_line};
use crate::http::caller::Caller;
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::list_query::pairs;
use crate::http::state::App;
use crate::services::{FeedbackContact, FeedbackForm, FeedbackReceipt, ServiceError, feedback_rules};

type Fields = HashMap<String, String>;

pub(super) async fn show(State(app): State<App>, asked: Asked) -> Response {
    let value = |name: &str| {
        let found = pairs(&asked.query).find(|(key, _)| key == name).map(|(_, value)| value);
        found.unwrap_or_default().to_string()
    };
    // From the page of a dossier: its code, and the agency that the code names.
    let dossier = value("ho-so").parse::<DossierCode>().map(|code| code.to_string()).unwrap_or_default();
    let named = dossier.split('-').next().unwrap_or_default().to_owned();
    let agency = Some(value("co-quan")).filter(|code| !code.is_empty()).unwrap_or(named);
    let typed = FeedbackTyped { agency, dossier, ..FeedbackTyped::default() };
    form_page(&app, &asked, StatusCode::OK, FeedbackFormView { typed, ..FeedbackFormView::default() }).await
}

/// What came, cut to what is read of it.
fn typed(fields: &Fields) -> FeedbackTyped {
    let text = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let ticked = |name: &str| fields.get(name).is_some_and(|value| value == "yes");
    FeedbackTyped {
        category: text("category"),
        agency: text("agency"),
        title: text("title"),
        words: text("words"),
        place: text("place"),
        dossier: text("dossier"),
        name: text("name"),
        phone: text("phone"),
        email: text("email"),
        is_confidential: ticked("confidential"),
        means_feedback: ticked("means_feedback"),
    }
}

fn form_of(key: &str, typed: &FeedbackTyped) -> FeedbackForm {
    FeedbackForm {
        key: key.to_owned(),
        category: typed.category.clone(),
        agency: typed.agency.clone(),
        title: typed.title.clone(),
        words: typed.words.clone(),
        place: typed.place.clone(),
        dossier: typed.dossier.clone(),
        contact: FeedbackContact { name: typed.name.clone(), phone: typed.phone.clone(), email: typed.email.clone() },
        is_confidential: typed.is_confidential,
        means_feedback: typed.means_feedback,
    }
}

/// A key of the form that the page gave; what has another form is replaced.
fn key_of(app: &App, fields: &Fields) -> String {
    let key = fields.get("key").filter(|key| key.len() == 64 && key.bytes().all(|b| b.is_ascii_hexdigit()));
    key.cloned().unwrap_or_else(|| app.services.random.token())
}

pub(super) async fn send(
    State(app): State<App>,
    asked: Asked,
    caller: Caller,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let Ok(Form(fields)) = form else {
        let refused = ServiceError::invalid("form_unread", Vec::new());
        return service_error_page(&app, &asked, refused).await;
    };
    let (key, typed) = (key_of(&app, &fields), typed(&fields));
    let view =
        |key: &str| FeedbackFormView { key: key.to_owned(), typed: typed.clone(), ..FeedbackFormView::default() };
    let way = fields.get("send").map(String::as_str).unwrap_or_default();
    if way == "edit" {
        return form_page(&app, &asked, StatusCode::OK, view(&key)).await;
    }
    let form = form_of(&key, &typed);
    if way != "anyway" {
        match app.services.similar_feedback(&form).await {
            Ok(similar) if similar.is_empty() => {}
            Ok(similar) => return similar_page(&app, &asked, view(&key), similar).await,
            Err(error) => return refused(&app, &asked, error, view).await,
        }
    }
    if let Err(wait) = app.limits.check_voice(&format!("send {}", caller.group())) {
        metrics::counter!("rate_limited_total", "limit" => "voice").increment(1);
        let seconds = wait.as_secs() + 1;
        let view = FeedbackFormView { wait: Some(seconds), ..view(&key) };
        let mut response = form_page(&app, &asked, StatusCode::TOO_MANY_REQUESTS, view).await;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return response;
    }
    match app.services.send_feedback(&form).await {
        Ok(receipt) => sent_page(&app, &asked, &receipt, Vec::new()).await,
        Err(error) => refused(&app, &asked, error, view).await,
    }
}

/// The form with what is wrong, and what was typed still in it.
async fn refused(app: &App, asked: &Asked, error: ServiceError, view: impl Fn(&str) -> FeedbackFormView) -> Response {
    match error {
        ServiceError::Refused(refusal) if !refusal.problems.is_empty() => {
            let reused = refusal.problems.iter().any(|problem| problem.key == "feedback_key_reused");
            // Under a new key the next press sends it as a matter of its own.
            let mut view = if reused { view(&app.services.random.token()) } else { view("") };
            view.problems = refusal.problems;
            form_page(app, asked, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        error => service_error_page(app, asked, error).await,
    }
}

async fn form_page(app: &App, asked: &Asked, status: StatusCode, mut view: FeedbackFormView) -> Response {
    match feedback_rules() {
        Ok(rules) => view.categories = rules.categories.clone(),
        Err(error) => return service_error_page(app, asked, error).await,
    }
    view.agencies = agencies(app, asked.locale);
    if view.key.is_empty() {
        view.key = app.services.random.token();
    }
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::feedback::form::page(chrome, &view)).await
}

async fn similar_page(
    app: &App,
    asked: &Asked,
    mut view: FeedbackFormView,
    similar: Vec<(OffsetDateTime, FeedbackRecord)>,
) -> Response {
    view.similar = similar.into_iter().map(|row| public_line(app, asked.locale, row)).collect();
    form_page(app, asked, StatusCode::OK, view).await
}

/// The receipt, read from what was kept. Loaded again it is the same: the form makes no second feedback.
pub(super) async fn sent_page(app: &App, asked: &Asked, receipt: &FeedbackReceipt, problems: Vec<Problem>) -> Response {
    let tracked = match app.services.track_feedback(&receipt.code, &receipt.pin).await {
        Ok(tracked) => tracked,
        Err(error) => return service_error_page(app, asked, error).await,
    };
    let view = FeedbackSentView {
        code: receipt.code.clone(),
        pin: receipt.pin.clone(),
        agency: agency_name(app, asked.locale, &tracked.state.agency),
        acknowledge_due_at: tracked.state.acknowledge_due_at,
        answer_due_at: tracked.state.answer_due_at,
        problems,
    };
    page(app, asked, Audience::OnePerson, StatusCode::CREATED, move |chrome| {
        app::pages::feedback::sent::page(chrome, &view)
    })
    .await
}
