//! Filing a dossier step by step, with plain forms: a post ends in 303, and what was wrong is kept with the draft. A dossier is
//! completed, and taken in at the counter, by the same steps under other addresses.

mod applicant;
mod check;
pub(in crate::http) mod filer;
mod form;
mod form_save;
pub(in crate::http::routes) mod form_state;
mod papers;
pub(in crate::http::routes) mod receipt;
mod resume;
mod start;
pub(in crate::http) mod steps;
pub(in crate::http) mod supplement;
mod two_windows;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::filing::{MAX_DOSSIER_BYTES, MAX_FILE_BYTES};

use crate::http::state::App;

/// A form of text.
const MAX_FORM: usize = 256 * 1024;
/// All papers in one post: the browser sends every file that was picked, and a refused one has to be read to its end
/// before the person can be told why.
const MAX_UPLOADS: usize = (MAX_DOSSIER_BYTES + MAX_FILE_BYTES) as usize;

/// The steps, relative to the language.
pub(in crate::http) fn routes() -> Router<App> {
    Router::new()
        .route("/nop-ho-so/{code}", get(start::show).post(start::begin))
        .route("/nop-ho-so/{code}/bo-ban-nhap", post(start::discard))
        .route("/nop-ho-so/{code}/khoi-phuc", post(resume::restore))
        .route("/nop-ho-so/{code}/lam-tiep", get(resume::show).post(resume::send))
        .route("/nop-ho-so/{code}/nguoi-nop", get(applicant::show).post(applicant::save))
        .route("/nop-ho-so/{code}/to-khai", get(form::open))
        .route("/nop-ho-so/{code}/to-khai/{page}", get(form::show).post(form_save::save))
        .route("/nop-ho-so/{code}/khong-dung-cho/{exit}", get(form::exit))
        .route("/nop-ho-so/{code}/giay-to", get(papers::show))
        .route("/nop-ho-so/{code}/giay-to/xoa", post(papers::remove))
        .route("/nop-ho-so/{code}/giay-to/dung-lai", post(papers::reuse))
        .route("/nop-ho-so/{code}/kiem-tra", get(check::show).post(check::submit))
        .route("/nop-ho-so/{code}/bien-nhan/{draft}", get(receipt::show))
        .route("/bo-sung/{draft}", get(supplement::show))
        .route("/bo-sung/{draft}/nguoi-nop", get(applicant::show).post(applicant::save))
        .route("/bo-sung/{draft}/to-khai", get(form::open))
        .route("/bo-sung/{draft}/to-khai/{page}", get(form::show).post(form_save::save))
        .route("/bo-sung/{draft}/khong-dung-cho/{exit}", get(form::exit))
        .route("/bo-sung/{draft}/giay-to", get(papers::show))
        .route("/bo-sung/{draft}/giay-to/xoa", post(papers::remove))
        .route("/bo-sung/{draft}/giay-to/dung-lai", post(papers::reuse))
        .route("/bo-sung/{draft}/kiem-tra", get(check::show).post(check::submit))
        .route("/bo-sung/{draft}/da-gui", get(supplement::sent))
        .route("/can-bo/tai-quay/{draft}", get(supplement::show))
        .route("/can-bo/tai-quay/{draft}/nguoi-nop", get(applicant::show).post(applicant::save))
        .route("/can-bo/tai-quay/{draft}/to-khai", get(form::open))
        .route("/can-bo/tai-quay/{draft}/to-khai/{page}", get(form::show).post(form_save::save))
        .route("/can-bo/tai-quay/{draft}/khong-dung-cho/{exit}", get(form::exit))
        .route("/can-bo/tai-quay/{draft}/giay-to", get(papers::show))
        .route("/can-bo/tai-quay/{draft}/giay-to/xoa", post(papers::remove))
        .route("/can-bo/tai-quay/{draft}/kiem-tra", get(check::show).post(check::submit))
        .layer(DefaultBodyLimit::max(MAX_FORM))
}

/// The step that takes as long as a slow line needs.
pub(in crate::http) fn upload_routes() -> Router<App> {
    Router::new()
        .route("/nop-ho-so/{code}/giay-to", post(papers::receive))
        .route("/bo-sung/{draft}/giay-to", post(papers::receive))
        .route("/can-bo/tai-quay/{draft}/giay-to", post(papers::receive))
        .layer(DefaultBodyLimit::max(MAX_UPLOADS))
}
