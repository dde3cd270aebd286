//! Version 1 of the API.

pub(in crate::http) mod clock;
pub(in crate::http) mod dossiers;
pub(in crate::http) mod drafts;
pub(in crate::http) mod openapi;
pub(in crate::http) mod procedures;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, post};

use crate::http::state::App;
use domain::filing::MAX_FILE_BYTES;

pub use openapi::openapi;

/// Answers are text; a megabyte of it is more than any form holds.
const MAX_JSON: usize = 1024 * 1024;
/// One file and the lines around it.
const MAX_UPLOAD: usize = MAX_FILE_BYTES as usize + 64 * 1024;

/// The calls that answer quickly.
pub(in crate::http) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/openapi.json", get(openapi::show))
        .route("/api/v1/procedures", get(procedures::list::list))
        .route("/api/v1/procedures/facets", get(procedures::list::facets))
        .route("/api/v1/procedures/suggest", get(procedures::suggest::suggest))
        .route("/api/v1/procedures/{code}", get(procedures::show::show))
        .route("/api/v1/procedures/{code}/form", get(procedures::form::show))
        .route("/api/v1/procedures/{code}/check", post(procedures::form::check))
        .route("/api/v1/forms/schema.json", get(procedures::form::schema))
        .route("/api/v1/drafts", post(drafts::create::create))
        .route("/api/v1/drafts/{id}", get(drafts::show::show).patch(drafts::patch::patch))
        .route("/api/v1/drafts/{id}/files/{file}", delete(drafts::files::remove))
        .route("/api/v1/desk/drafts/{id}", get(drafts::show::show).patch(drafts::patch::patch))
        .route("/api/v1/desk/drafts/{id}/files/{file}", delete(drafts::files::remove))
        .route("/api/v1/drafts/{id}/submission", post(drafts::submit::submit))
        .route("/api/v1/dossiers/lookup", post(dossiers::look_up))
        .route("/api/v1/dossiers/copy", post(dossiers::copy::copy))
        .route("/api/v1/clock/due", get(clock::due::show))
        .layer(DefaultBodyLimit::max(MAX_JSON))
}

/// The call that takes as long as a slow line needs.
pub(in crate::http) fn upload_routes() -> Router<App> {
    Router::new()
        .route("/api/v1/drafts/{id}/files", post(drafts::files::add))
        .route("/api/v1/desk/drafts/{id}/files", post(drafts::files::add))
        .layer(DefaultBodyLimit::max(MAX_UPLOAD))
}
