//! Notices that could not be delivered.

use app::view::{Chrome, DeskHead, FailedNoticeLine, FailedNoticesView, NoticeDone};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::masked_address;
use domain::staff::Permission;
use storage::{DossierNoticeState, NoticeChannel};
use uuid::Uuid;

use super::{Fields, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError};

/// Lines of the page.
const SHOWN: usize = 100;

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let done = match text(&query, "da") {
        "gui-lai" => Some(NoticeDone::TriedAgain),
        "cach-khac" => Some(NoticeDone::OtherWay),
        "da-bao" => Some(NoticeDone::Told),
        _ => None,
    };
    let mut found = match failed(&app, &officer, SHOWN + 1).await {
        Ok(found) => found,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let more = found.len() > SHOWN;
    found.truncate(SHOWN);
    let view = FailedNoticesView { lines: found.into_iter().map(line).collect(), more, done };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::notices::page(chrome, head, &view);
    officer.page(&app, &asked, StatusCode::OK, draw).await
}

/// The newest failures about dossiers within the person's reach.
pub(super) async fn failed(app: &App, officer: &Officer, most: usize) -> Result<Vec<DossierNoticeState>, ServiceError> {
    let units = officer.reach(Permission::SeeFailedNotices).into_iter().map(str::to_owned).collect();
    Ok(app.services.storage.failed_dossier_notices(units, i64::try_from(most).unwrap_or(i64::MAX)).await?)
}

fn line(notice: DossierNoticeState) -> FailedNoticeLine {
    FailedNoticeLine {
        id: notice.id.to_string(),
        code: notice.code,
        news: notice.kind,
        channel: match notice.channel {
            NoticeChannel::Email => "email",
            NoticeChannel::Sms => "sms",
            NoticeChannel::Call => "call",
        },
        address: match notice.channel {
            // Whoever has to call needs the whole number.
            NoticeChannel::Call => notice.address,
            NoticeChannel::Email | NoticeChannel::Sms => masked_address(&notice.address),
        },
        reason: notice.last_error.unwrap_or_default(),
        attempts: notice.attempts,
        failed_at: notice.failed_at.unwrap_or(notice.created_at),
    }
}

pub(super) async fn retry(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let may = |agency: &str| officer.may(Permission::SeeFailedNotices, agency);
    let outcome = match id_of(&path) {
        Ok(id) => app.services.retry_notice(id, &may).await,
        Err(error) => Err(error),
    };
    told(&app, &asked, outcome, "gui-lai").await
}

pub(super) async fn other_way(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let may = |agency: &str| officer.may(Permission::SeeFailedNotices, agency);
    let outcome = match id_of(&path) {
        Ok(id) => app.services.send_notice_otherwise(id, &may).await,
        Err(error) => Err(error),
    };
    told(&app, &asked, outcome, "cach-khac").await
}

pub(super) async fn told_in_person(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let may = |agency: &str| officer.may(Permission::SeeFailedNotices, agency);
    let outcome = match id_of(&path) {
        Ok(id) => app.services.told_notice(id, officer.id, &may).await,
        Err(error) => Err(error),
    };
    told(&app, &asked, outcome, "da-bao").await
}

fn id_of(path: &Fields) -> Result<Uuid, ServiceError> {
    let id = path.get("id").and_then(|id| id.parse().ok());
    id.ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "notice_unknown"))
}

async fn told(app: &App, asked: &Asked, outcome: Result<(), ServiceError>, done: &str) -> Response {
    match outcome {
        Ok(()) => see_other(&format!("{}?da={done}", asked.href("/can-bo/thong-bao"))),
        Err(error) => service_error_page(app, asked, error).await,
    }
}
