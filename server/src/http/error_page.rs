//! Errors as pages: what happened, what is kept, what to do. The cause goes to the log, never to the page.

use app::view::ErrorView;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::page::{Asked, Audience, page};
use super::state::App;
use crate::services::{RefusalKind, ServiceError};

/// The page for an error of a use case.
pub(super) async fn service_error_page(app: &App, asked: &Asked, error: ServiceError) -> Response {
    let locale = asked.locale;
    match error {
        ServiceError::Failed(cause) => {
            tracing::error!(cause = %describe(&*cause), "A request failed");
            failure_page(app, asked).await
        }
        ServiceError::Busy => busy_page(app, asked).await,
        ServiceError::Refused(refusal) => {
            let status = status_of(refusal.kind);
            let problem = domain::filing::Problem::new("", refusal.key, &refusal.arguments);
            let sentence = app::locale::problem_sentence(locale, &problem);
            let title = match refusal.kind {
                RefusalKind::Forbidden => locale.pick("Bạn không có quyền làm việc này", "You may not do this"),
                RefusalKind::NotFound => locale.pick("Không tìm thấy trang này", "This page was not found"),
                _ => locale.pick("Chưa làm được việc này", "This could not be done"),
            };
            error_page(app, asked, status, title, vec![sentence]).await
        }
    }
}

/// 404.
pub(super) async fn not_found_page(app: &App, asked: &Asked) -> Response {
    let locale = asked.locale;
    let title = locale.pick("Không tìm thấy trang này", "This page was not found");
    let sentence = locale.pick(
        "Địa chỉ có thể đã gõ nhầm, hoặc trang đã được chuyển. Hãy tìm thủ tục theo tên, hoặc gọi bộ phận Một cửa.",
        "The address may be mistyped, or the page has moved. Search for the procedure by name, or call the desk.",
    );
    error_page(app, asked, StatusCode::NOT_FOUND, title, vec![sentence.to_owned()]).await
}

/// 500. Says what is kept.
pub(super) async fn failure_page(app: &App, asked: &Asked) -> Response {
    let locale = asked.locale;
    let title = locale.pick("Hệ thống đang có trục trặc", "Something went wrong on our side");
    let sentences = vec![
        locale
            .pick(
                "Lỗi này do hệ thống, không phải do bạn. Những gì đã được báo là đã lưu thì vẫn còn.",
                "This is our fault, not yours. Whatever was confirmed as saved is still there.",
            )
            .to_owned(),
        locale
            .pick(
                "Hãy thử lại sau vài phút, hoặc gọi bộ phận Một cửa.",
                "Try again in a few minutes, or call the desk.",
            )
            .to_owned(),
    ];
    error_page(app, asked, StatusCode::INTERNAL_SERVER_ERROR, title, sentences).await
}

/// 503.
pub(super) async fn busy_page(app: &App, asked: &Asked) -> Response {
    let locale = asked.locale;
    let title = locale.pick("Đang có quá nhiều người truy cập", "Too many people are here right now");
    let sentence = locale.pick(
        "Yêu cầu vừa rồi chưa được thực hiện. Hãy đợi một phút rồi thử lại; những gì đã lưu vẫn còn.",
        "What you just asked for was not done. Wait a minute and try again; what was saved is still there.",
    );
    let mut response = error_page(app, asked, StatusCode::SERVICE_UNAVAILABLE, title, vec![sentence.to_owned()]).await;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    response
}

/// 429. Says how long to wait and why.
pub(super) async fn limited_page(app: &App, asked: &Asked, seconds: u64) -> Response {
    let locale = asked.locale;
    let title = locale.pick("Bạn thao tác hơi nhanh", "That was a little too fast");
    let sentences = vec![
        match locale {
            app::locale::Locale::Vi => format!("Hãy đợi {seconds} giây rồi thử lại. Những gì đã lưu vẫn còn."),
            app::locale::Locale::En => format!("Wait {seconds} seconds and try again. What was saved is still there."),
        },
        locale
            .pick(
                "Cổng giới hạn số lần truy cập từ một địa chỉ để mọi người cùng dùng được và để không ai dò được mã của bạn.",
                "The portal limits how often one address may ask, so that it works for everybody and nobody can guess your code.",
            )
            .to_owned(),
    ];
    let mut response = error_page(app, asked, StatusCode::TOO_MANY_REQUESTS, title, sentences).await;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// A page with a title, sentences and ways on.
pub(super) async fn error_page(
    app: &App,
    asked: &Asked,
    status: StatusCode,
    title: &str,
    sentences: Vec<String>,
) -> Response {
    let locale = asked.locale;
    let view = ErrorView {
        status: status.as_u16(),
        title: title.to_owned(),
        sentences,
        links: vec![
            (locale.pick("Tìm thủ tục", "Find a procedure").to_owned(), locale.href("/thu-tuc")),
            (locale.pick("Tra cứu hồ sơ", "Track a dossier").to_owned(), locale.href("/tra-cuu")),
            (locale.pick("Về trang chủ", "Go to the front page").to_owned(), locale.href("/")),
        ],
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::error::page(chrome, &view)).await
}

/// The status of a refusal, for pages and the API alike; `docs/api.md` has the table.
pub(super) fn status_of(kind: RefusalKind) -> StatusCode {
    match kind {
        RefusalKind::NotFound => StatusCode::NOT_FOUND,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::Conflict => StatusCode::CONFLICT,
        RefusalKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        RefusalKind::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        RefusalKind::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
        RefusalKind::SignInRequired => StatusCode::UNAUTHORIZED,
    }
}

/// The whole chain of causes on one line, for the log.
pub(super) fn describe(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
