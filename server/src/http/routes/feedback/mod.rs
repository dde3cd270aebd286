//! Feedback: what others reported, the form, and one's own by code and PIN. Neither code nor PIN stands in an address of one's own.

pub(in crate::http) mod mine;
mod photo;
mod public;
mod send;
pub(in crate::http) mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::filing::MAX_FILE_BYTES;

use crate::http::state::App;

/// The texts of a form; a letter of Vietnamese takes up to nine bytes on its way.
const MAX_FORM: usize = 64 * 1024;
/// A photo and its form; one that is too large is read to its end before the person is told why.
const MAX_UPLOAD: usize = 2 * MAX_FILE_BYTES as usize;

/// The pages, relative to the language.
pub(in crate::http) fn routes() -> Router<App> {
    Router::new()
        .route("/phan-anh", get(public::list))
        .route("/phan-anh/moi", get(send::show).post(send::send))
        .route("/phan-anh/cua-toi", post(mine::show))
        .route("/phan-anh/cua-toi/danh-gia", post(mine::judge))
        .route("/phan-anh/cua-toi/hoi-lai", post(mine::follow_up))
        .route("/phan-anh/{code}", get(public::one))
        .route("/phan-anh/{code}/toi-cung-gap", post(public::support))
        .layer(DefaultBodyLimit::max(MAX_FORM))
}

/// What takes as long as a slow line needs.
pub(in crate::http) fn upload_routes() -> Router<App> {
    Router::new().route("/phan-anh/cua-toi/anh", post(photo::add)).layer(DefaultBodyLimit::max(MAX_UPLOAD))
}
