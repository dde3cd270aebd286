//! Official papers as answers: the PDF, and why there is no paper.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::PrintError;
use domain::paper::{Form, Paper};

use super::error_page::{error_page, service_error_page};
use super::page::Asked;
use super::state::App;
use crate::services::ServiceError;

/// The paper as PDF, set beside the async threads; 503 with `Retry-After` when too many wait. `name` is plain ASCII.
pub(super) async fn pdf(app: &App, asked: &Asked, paper: Paper, name: &str) -> Response {
    let bytes = match app.printer.print(paper).await {
        Ok(bytes) => bytes,
        Err(PrintError::Busy) => {
            metrics::counter!("papers_refused_total").increment(1);
            return busy(app, asked).await;
        }
        Err(error) => return service_error_page(app, asked, ServiceError::Failed(Box::new(error))).await,
    };
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

async fn busy(app: &App, asked: &Asked) -> Response {
    let locale = asked.locale;
    let title = locale.pick("Đang in quá nhiều giấy tờ", "Too many papers are being printed");
    let sentence = locale.pick(
        "Hãy đợi mười giây rồi tải lại, hoặc mở bản để xem và in ngay trên trình duyệt.",
        "Wait ten seconds and ask again, or open the page of the paper and print that.",
    );
    let mut response = error_page(app, asked, StatusCode::SERVICE_UNAVAILABLE, title, vec![sentence.to_owned()]).await;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    response
}

/// 404 that says from when on there is such a paper.
pub(super) async fn not_issued(app: &App, asked: &Asked, form: Form) -> Response {
    let locale = asked.locale;
    let title = locale.pick("Hồ sơ chưa có giấy này", "There is no such paper for this dossier");
    let sentence = match form {
        Form::Receipt | Form::ControlSheet => locale.pick(
            "Giấy này chỉ có sau khi cơ quan tiếp nhận hồ sơ.",
            "It is issued when the agency accepts the dossier.",
        ),
        Form::SupplementRequest => locale.pick(
            "Phiếu này chỉ có khi cơ quan yêu cầu bổ sung hồ sơ.",
            "It is issued when the agency asks for something to be completed.",
        ),
        Form::Refusal => locale.pick(
            "Phiếu này chỉ có khi cơ quan từ chối tiếp nhận hồ sơ.",
            "It is issued when the agency refuses the dossier.",
        ),
        Form::Apology => locale.pick(
            "Phiếu này chỉ có khi cơ quan xin lỗi vì chậm và hẹn lại ngày trả kết quả.",
            "It is issued when the agency is late, apologises and gives a new date.",
        ),
    };
    error_page(app, asked, StatusCode::NOT_FOUND, title, vec![sentence.to_owned()]).await
}
