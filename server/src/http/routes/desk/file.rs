//! A file of a dossier, for whoever may see the dossier.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::dossier::{SHOWN, opened};
use super::{Fields, text};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

/// Pages of the desk may frame it, nobody else. Without `sandbox`: in one, browsers do not show a PDF.
const BESIDE: &str = "script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

pub(super) async fn download(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let open = match opened(&app, &asked, &officer, text(&path, "dossier")).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let id: Option<Uuid> = text(&path, "file").parse().ok();
    let file = open.dossier.files.iter().find(|file| Some(file.id) == id);
    let Some(file) = file else { return not_found_page(&app, &asked).await };
    let bytes = match app.services.files.read(&file.sha256).await {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let error = format!("the file of a dossier is missing: {}", file.id);
            return service_error_page(&app, &asked, ServiceError::Failed(error.into())).await;
        }
        Err(error) => return service_error_page(&app, &asked, ServiceError::Failed(Box::new(error))).await,
    };
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(&file.media_type);
    headers.insert(header::CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    // Saved unless it is to stand beside the form, and then only what a browser shows without running anything of it.
    let beside = query.is_ok_and(|Query(query)| query.contains_key("xem")) && SHOWN.contains(&file.media_type.as_str());
    let way = if beside { "inline" } else { "attachment" };
    if beside {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(BESIDE));
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    }
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    if let Ok(disposition) = HeaderValue::from_str(&format!("{way}; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
