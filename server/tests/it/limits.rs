//! Limits explain themselves.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::test_app::TestApp;

#[tokio::test]
async fn an_address_that_writes_too_fast_waits_and_a_page_explains() {
    let app = TestApp::start().await;
    let mut last = StatusCode::OK;
    for _ in 0..200 {
        let answer = app.post_form("/nop-ho-so/1.001193", "", &[]).await;
        last = answer.status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.header("retry-after").parse::<u64>().is_ok());
            assert!(answer.text().contains("đợi"));
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(app.get("/health/live").await.status, StatusCode::OK, "health is never turned away");
}

#[tokio::test]
async fn a_body_that_is_too_large_or_no_json_is_told_so() {
    let app = TestApp::start().await;
    let large = json!({"procedure": "x".repeat(2 * 1024 * 1024)});
    let refused = app.api(Method::POST, "/api/v1/drafts", "", Some(large)).await;
    assert_eq!((refused.status, refused.json()["code"].as_str()), (StatusCode::PAYLOAD_TOO_LARGE, Some("body_form")));
    let text = app.post_form("/api/v1/drafts", "", &[("procedure", "1.001193")]).await;
    assert_eq!(
        (text.status, text.header("content-type")),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, "application/problem+json")
    );
    let deep = format!("{{\"answers\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let draft = app.draft().await;
    let request = axum::http::Request::patch(draft.path(""))
        .header("authorization", format!("Bearer {}", draft.token))
        .header("if-match", "2")
        .header("content-type", "application/json")
        .body(axum::body::Body::from(deep));
    assert_eq!(app.call(request.expect("a request")).await.status, StatusCode::BAD_REQUEST);
}
