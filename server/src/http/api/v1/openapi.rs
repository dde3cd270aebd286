//! The description of the API for programs, and its calls for the readable page.

use axum::Json;
use utoipa::OpenApi;

use super::{clock, dossiers, drafts, procedures};
use crate::http::api::problem;

/// The whole description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Một Cửa",
        version = "1",
        description = "Find a procedure, file a dossier with its papers, follow it. Errors are application/problem+json with a \
                       stable `code`; `detail` is in Vietnamese, or in English with `Accept-Language: en`.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    paths(
        procedures::list::list,
        procedures::list::facets,
        procedures::suggest::suggest,
        procedures::show::show,
        procedures::form::show,
        procedures::form::check,
        procedures::form::schema,
        drafts::create::create,
        drafts::show::show,
        drafts::patch::patch,
        drafts::files::add,
        drafts::files::remove,
        drafts::submit::submit,
        dossiers::look_up,
        dossiers::copy::copy,
        clock::due::show,
    ),
    components(schemas(problem::ProblemBody))
)]
struct Description;

/// One call for the readable page: method, path, sentence in Vietnamese and in English.
pub type Call = (&'static str, &'static str, &'static str, &'static str);

/// Every call of version 1, in the order of a journey.
pub const CALLS: [Call; 16] = [
    ("GET", "/api/v1/procedures", "Tìm và lọc thủ tục", "Search and narrow procedures"),
    ("GET", "/api/v1/procedures/facets", "Đếm theo từng tiêu chí lọc", "Count what each choice would leave"),
    ("GET", "/api/v1/procedures/suggest", "Gợi ý khi đang gõ", "Suggestions while typing"),
    ("GET", "/api/v1/procedures/{code}", "Bản công bố của một thủ tục", "One published procedure"),
    ("GET", "/api/v1/procedures/{code}/form", "Biểu mẫu điện tử của một thủ tục", "The electronic form of a procedure"),
    ("POST", "/api/v1/procedures/{code}/check", "Kiểm tra câu trả lời mà không nộp", "Check answers without filing"),
    ("GET", "/api/v1/forms/schema.json", "Lược đồ JSON của biểu mẫu", "JSON Schema of a form"),
    ("POST", "/api/v1/drafts", "Bắt đầu hồ sơ nháp", "Begin a draft"),
    ("GET", "/api/v1/drafts/{id}", "Đọc hồ sơ nháp", "Read a draft"),
    ("PATCH", "/api/v1/drafts/{id}", "Sửa nội dung hồ sơ nháp", "Change a draft"),
    ("POST", "/api/v1/drafts/{id}/files", "Tải một tệp lên", "Upload one file"),
    ("DELETE", "/api/v1/drafts/{id}/files/{file}", "Bỏ một tệp", "Remove a file"),
    ("POST", "/api/v1/drafts/{id}/submission", "Nộp hồ sơ, đúng một lần", "File the dossier, exactly once"),
    ("POST", "/api/v1/dossiers/lookup", "Tra cứu bằng mã hồ sơ và mã tra cứu", "Look a dossier up by code and PIN"),
    (
        "POST",
        "/api/v1/dossiers/copy",
        "Bắt đầu hồ sơ nháp từ một hồ sơ đã nộp",
        "Begin a draft with the answers of a dossier",
    ),
    ("GET", "/api/v1/clock/due", "Tính hạn trả kết quả", "Tell until when a dossier has to be settled"),
];

/// The OpenAPI 3.1 document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

pub(in crate::http) async fn show() -> Json<utoipa::openapi::OpenApi> {
    Json(openapi())
}
