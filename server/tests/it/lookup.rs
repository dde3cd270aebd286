//! Looking a dossier up by code and PIN.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::TestApp;

async fn filed(app: &TestApp) -> Value {
    let draft = app.draft().await;
    app.submit(&draft, &draft.key).await.json()
}

#[tokio::test]
async fn code_and_pin_show_status_and_history() {
    let app = TestApp::start().await;
    let receipt = filed(&app).await;
    let typed = receipt["code"].as_str().expect("a code").to_lowercase();
    let pin = receipt["pin"].as_str().expect("a PIN").to_lowercase();
    let found = app.api(Method::POST, "/api/v1/dossiers/lookup", "", Some(json!({"code": typed, "pin": pin}))).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text());
    let body = found.json();
    assert_eq!(
        (&body["code"], &body["status"]["code"], &body["status"]["name"]),
        (&receipt["code"], &json!(1), &json!("Mới đăng ký"))
    );
    assert_eq!(
        body["events"],
        json!([{"sequence": 1, "kind": "submitted", "at": "2026-11-23T06:30:00+07:00", "by": "applicant",
                "told": {"channel": "online"}}])
    );
    assert_eq!(body["answer_is_late"], false);
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_seen() {
    let app = TestApp::start().await;
    let receipt = filed(&app).await;
    app.clock.advance(time::Duration::hours(11));
    let body = json!({"code": receipt["code"], "pin": receipt["pin"]});
    let found = app.api(Method::POST, "/api/v1/dossiers/lookup", "", Some(body)).await.json();
    assert_eq!(found["answer_is_late"], true);
    let page = app
        .post_form(
            "/tra-cuu",
            "",
            &[("code", receipt["code"].as_str().expect("a code")), ("pin", receipt["pin"].as_str().expect("a PIN"))],
        )
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("xin lỗi"), "the page apologises");
}

#[tokio::test]
async fn a_wrong_code_and_a_wrong_pin_look_the_same() {
    let app = TestApp::start().await;
    let receipt = filed(&app).await;
    let look_up = async |code: &str, pin: &str| {
        app.api(Method::POST, "/api/v1/dossiers/lookup", "", Some(json!({"code": code, "pin": pin}))).await
    };
    let wrong_pin = look_up(receipt["code"].as_str().expect("a code"), "222222").await;
    let wrong_code = look_up("H28.01-261123-9999", receipt["pin"].as_str().expect("a PIN")).await;
    let no_code = look_up("nonsense", "").await;
    for miss in [&wrong_pin, &wrong_code, &no_code] {
        assert_eq!(miss.status, StatusCode::NOT_FOUND);
        assert_eq!(miss.body, wrong_pin.body);
    }
}

#[tokio::test]
async fn trying_out_is_slowed_down_with_the_time_to_wait() {
    let app = TestApp::start().await;
    let receipt = filed(&app).await;
    let wrong = || Some(json!({"code": receipt["code"], "pin": "222222"}));
    for _ in 0..10 {
        assert_eq!(app.api(Method::POST, "/api/v1/dossiers/lookup", "", wrong()).await.status, StatusCode::NOT_FOUND);
    }
    let slowed = app.api(Method::POST, "/api/v1/dossiers/lookup", "", wrong()).await;
    assert_eq!(
        (slowed.status, slowed.json()["code"].as_str()),
        (StatusCode::TOO_MANY_REQUESTS, Some("too_many_requests"))
    );
    assert!(slowed.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=60).contains(&seconds)));
    let page = app.post_form("/tra-cuu", "", &[("code", "H28.01-261123-0001"), ("pin", "222222")]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().contains("giây"), "the page says how long to wait");
}
