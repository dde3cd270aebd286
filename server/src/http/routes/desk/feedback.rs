//! Feedback at the desk: lists, one with its acts, its photos.

use app::locale::Locale;
use app::view::{Chrome, DeskFeedbackLine, DeskFeedbackList, DeskFeedbackListView, DeskFeedbackView, DeskHead};
use axum::body::Body;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::feedback::{MOST_TITLE, redacted};
use domain::filing::Problem;
use domain::staff::Permission;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use storage::{FeedbackList, FeedbackRecord};
use uuid::Uuid;

use super::{Fields, fields, text};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::routes::feedback::words::{agencies, agency_name, category_name, found, is_late};
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{DeskFeedback, FeedbackActs, ServiceError};

/// Lines of a list.
const SHOWN: usize = 100;

pub(super) async fn list(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let list = DeskFeedbackList::from_key(text(&query, "loai")).unwrap_or_default();
    let kept = match list {
        DeskFeedbackList::Open => FeedbackList::Open,
        DeskFeedbackList::ToModerate => FeedbackList::ToModerate,
        DeskFeedbackList::Done => FeedbackList::Done,
    };
    let reach = officer.reach(Permission::SeeFeedback).into_iter().map(str::to_owned).collect();
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut records = match app.services.storage.feedback_of(reach, kept, most).await {
        Ok(records) => records,
        Err(error) => return service_error_page(&app, &asked, error.into()).await,
    };
    let more = records.len() > SHOWN;
    records.truncate(SHOWN);
    let lines = records.into_iter().map(|record| line(&app, asked.locale, record)).collect();
    let view = DeskFeedbackListView { list, lines, more };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::feedback::list::page(chrome, head, &view);
    officer.page(&app, &asked, StatusCode::OK, draw).await
}

fn line(app: &App, locale: Locale, record: FeedbackRecord) -> DeskFeedbackLine {
    let now = app.services.clock.now();
    let standing = &record.standing;
    DeskFeedbackLine {
        is_late: is_late(&record, now),
        acknowledgement_is_late: standing.status == domain::feedback::FeedbackStatus::Received
            && now > standing.acknowledge_due_at,
        is_escalated: !standing.escalated_to.is_empty(),
        is_moderated: standing.is_moderated,
        category: category_name(&record.category),
        agency: agency_name(app, locale, &standing.agency_code),
        status: standing.status,
        received_at: record.received_at,
        answer_due_at: standing.answer_due_at,
        code: record.code,
        title: record.title,
    }
}

/// The feedback that the address names, if it lies within the person's reach.
///
/// # Errors
/// The answer otherwise.
async fn opened(app: &App, asked: &Asked, officer: &Officer, code: &str) -> Result<DeskFeedback, Response> {
    let may = |agency: &str| officer.may(Permission::SeeFeedback, agency);
    match app.services.desk_feedback(code, &may).await {
        Ok(open) => Ok(open),
        Err(error) => Err(service_error_page(app, asked, error).await),
    }
}

/// Whether somebody may do that: at the agency that owes the answer, or at the one above that was told of the delay.
fn may(officer: &Officer, permission: Permission, open: &DeskFeedback) -> bool {
    let above = open.state.escalated_to.as_deref();
    officer.may(permission, &open.state.agency) || above.is_some_and(|above| officer.may(permission, above))
}

/// What was just tried, when it was refused.
#[derive(Default)]
struct Tried {
    act: String,
    typed: Fields,
    problems: Vec<Problem>,
    done: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let open = match opened(&app, &asked, &officer, text(&path, "code")).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let done = query.is_ok_and(|Query(query)| query.contains_key("xong"));
    item(&app, &asked, &officer, &open, StatusCode::OK, Tried { done, ..Tried::default() }).await
}

async fn item(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    open: &DeskFeedback,
    status: StatusCode,
    tried: Tried,
) -> Response {
    let record = &open.case.record;
    let offered = || {
        let title: String = redacted(&record.title).chars().take(MOST_TITLE).collect();
        (title, redacted(&record.words))
    };
    let contact = open.contact.clone().unwrap_or_default();
    let view = DeskFeedbackView {
        found: found(app, asked.locale, &open.case, &open.state),
        contact: [contact.name, contact.phone, contact.email].into_iter().filter(|part| !part.is_empty()).collect(),
        is_confidential: record.is_confidential,
        is_moderated: open.state.is_moderated,
        public: open.state.public.clone().unwrap_or_else(offered),
        may_sort: may(officer, Permission::SortFeedback, open),
        may_answer: may(officer, Permission::AnswerFeedback, open),
        agencies: agencies(app, asked.locale),
        act: tried.act,
        typed: tried.typed,
        problems: tried.problems,
        done: tried.done,
    };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::feedback::item::page(chrome, head, &view);
    officer.page(app, asked, status, draw).await
}

pub(super) async fn act(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    form: Result<axum::Form<Fields>, FormRejection>,
) -> Response {
    let (code, act) = (text(&path, "code"), text(&path, "act"));
    let asked = Asked { path: format!("/can-bo/phan-anh/{code}"), ..asked };
    let open = match opened(&app, &asked, &officer, code).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let Some(permission) = FeedbackActs::permission(act) else { return not_found_page(&app, &asked).await };
    if !may(&officer, permission, &open)
        && let Err(response) = officer.require(&app, &asked, permission, &open.state.agency).await
    {
        return response;
    }
    let typed = fields(form);
    let field = |name: &str| text(&typed, name).to_owned();
    match app.services.act_on_feedback(&open, officer.id, act, &field).await {
        // Passed on, it may lie where this person sees nothing.
        Ok(()) if act == "chuyen" => see_other(&asked.href("/can-bo/phan-anh")),
        Ok(()) => see_other(&asked.href(&format!("/can-bo/phan-anh/{code}?xong"))),
        Err(ServiceError::Refused(refusal)) if !refusal.problems.is_empty() => {
            let tried = Tried { act: act.to_owned(), typed, problems: refusal.problems, done: false };
            item(&app, &asked, &officer, &open, StatusCode::UNPROCESSABLE_ENTITY, tried).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// A photo, saved and never shown by the browser within the portal.
pub(super) async fn photo(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let open = match opened(&app, &asked, &officer, text(&path, "code")).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let id: Option<Uuid> = text(&path, "file").parse().ok();
    let Some(file) = open.case.files.iter().find(|file| Some(file.id) == id) else {
        return not_found_page(&app, &asked).await;
    };
    let bytes = match app.services.files.read(&file.sha256).await {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let error = format!("the photo of a feedback is missing: {}", file.id);
            return service_error_page(&app, &asked, ServiceError::Failed(error.into())).await;
        }
        Err(error) => return service_error_page(&app, &asked, ServiceError::Failed(Box::new(error))).await,
    };
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(&file.media_type);
    headers.insert(header::CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
