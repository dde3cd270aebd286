//! Drafts over the API.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::test_app::TestApp;

#[tokio::test]
async fn a_draft_begins_with_what_opens_it() {
    let app = TestApp::start().await;
    let begun = app.api(Method::POST, "/api/v1/drafts", "", Some(json!({"procedure": "1.004873"}))).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    let body = begun.json();
    assert_eq!(body["version"], 1);
    assert_eq!(body["token"].as_str().map(str::len), Some(64));
    assert_eq!(begun.header("location"), format!("/api/v1/drafts/{}", body["id"].as_str().expect("an id")));
    assert_eq!(begun.header("cache-control"), "no-store");
}

#[tokio::test]
async fn only_its_token_opens_a_draft_and_a_stranger_learns_nothing() {
    let app = TestApp::start().await;
    let (draft, other) = (app.draft().await, app.draft().await);
    assert_eq!(app.api(Method::GET, &draft.path(""), &draft.token, None).await.status, StatusCode::OK);
    let mut answers = Vec::new();
    for (path, token) in [
        (draft.path(""), other.token.as_str()),
        (draft.path(""), ""),
        (draft.path(""), "x"),
        ("/api/v1/drafts/00000000-0000-7000-8000-000000000000".to_owned(), draft.token.as_str()),
        ("/api/v1/drafts/nonsense".to_owned(), draft.token.as_str()),
    ] {
        let answer = app.api(Method::GET, &path, token, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        answers.push(answer.text());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "every refusal is the same");
}

#[tokio::test]
async fn a_change_needs_the_version_it_is_based_on() {
    let app = TestApp::start().await;
    let draft = app.empty_draft("1.001193").await;
    let change = || Some(json!({"answers": {"request": "một"}}));
    let without = app.api(Method::PATCH, &draft.path(""), &draft.token, change()).await;
    assert_eq!(
        (without.status, without.json()["code"].as_str()),
        (StatusCode::PRECONDITION_REQUIRED, Some("version_required"))
    );
    let first = app.api_with(Method::PATCH, &draft.path(""), &draft.token, change(), &[("if-match", "\"1\"")]).await;
    assert_eq!((first.status, first.json()["version"].as_i64()), (StatusCode::OK, Some(2)));
    assert_eq!(first.header("etag"), "\"2\"");
}

#[tokio::test]
async fn who_saves_second_gets_both_versions() {
    let app = TestApp::start().await;
    let draft = app.empty_draft("1.001193").await;
    let save = |text: &str| Some(json!({"answers": {"request": text}}));
    app.api_with(Method::PATCH, &draft.path(""), &draft.token, save("first"), &[("if-match", "1")]).await;
    let second = app.api_with(Method::PATCH, &draft.path(""), &draft.token, save("second"), &[("if-match", "1")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert_eq!(second.header("content-type"), "application/problem+json");
    let body = second.json();
    assert_eq!(body["code"], "draft_changed");
    assert_eq!((&body["current"]["version"], &body["current"]["answers"]["request"]), (&json!(2), &json!("first")));
    assert_eq!(body["yours"]["answers"]["request"], "second");
}

#[tokio::test]
async fn wrong_answers_are_kept_but_answers_of_another_shape_are_not() {
    let app = TestApp::start().await;
    let draft = app.empty_draft("1.001193").await;
    let patch = async |body, version: &str| {
        app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(body), &[("if-match", version)]).await
    };
    let wrong = patch(json!({"answers": {"applicant": {"phone": "không có"}}}), "1").await;
    assert_eq!(wrong.json()["answers"]["applicant"]["phone"], "không có");
    for body in [json!({"answers": {"nickname": "x"}}), json!({"answers": []}), json!({"anwers": {}}), json!([])] {
        let refused = patch(body.clone(), "2").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(refused.header("content-type"), "application/problem+json");
    }
}

#[tokio::test]
async fn what_cannot_be_filed_here_says_why() {
    let app = TestApp::start().await;
    for (body, status, code) in [
        (json!({"procedure": "9.999999"}), StatusCode::NOT_FOUND, "procedure_unknown"),
        (json!({"procedure": "2.000884"}), StatusCode::CONFLICT, "procedure_not_online"),
        (json!({"procedure": "1.001193", "agency": "H99"}), StatusCode::UNPROCESSABLE_ENTITY, "agency_unknown"),
        (json!({"procedure": "1.001193", "case": "none"}), StatusCode::UNPROCESSABLE_ENTITY, "case_unknown"),
        (json!({"procedure": 1}), StatusCode::UNPROCESSABLE_ENTITY, "body_form"),
    ] {
        let refused = app.api(Method::POST, "/api/v1/drafts", "", Some(body.clone())).await;
        assert_eq!((refused.status, refused.json()["code"].as_str()), (status, Some(code)), "{body}");
        assert!(refused.json()["detail"].as_str().is_some_and(|text| text.chars().count() > 15), "{}", refused.text());
    }
}

#[tokio::test]
async fn problems_are_told_in_the_language_asked_for() {
    let app = TestApp::start().await;
    let ask = async |language: &str| {
        let headers = [("accept-language", language)];
        let answer = app.api_with(Method::GET, "/api/v1/procedures/9.999999", "", None, &headers).await;
        answer.json()["detail"].as_str().expect("a sentence").to_owned()
    };
    let (vietnamese, english) = (ask("vi-VN,vi;q=0.9,en;q=0.8").await, ask("en-GB,en;q=0.9").await);
    assert_ne!(vietnamese, english);
    assert!(english.is_ascii(), "{english}");
}
