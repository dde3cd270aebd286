//! Filing over the API: exactly once, with a receipt.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use futures::future::join_all;
use serde_json::json;

use crate::test_app::TestApp;

#[tokio::test]
async fn the_receipt_holds_code_pin_files_and_the_time_of_the_answer() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    app.upload(&draft, "1.1", "tờ khai.pdf", b"%PDF-1.7 a").await;
    let filed = app.submit(&draft, &draft.key).await;
    assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
    let receipt = filed.json();
    assert_eq!(receipt["code"], "H28.01-261123-0001");
    assert_eq!(receipt["pin"].as_str().map(str::len), Some(6));
    assert_eq!(receipt["submitted_at"], "2026-11-23T06:30:00+07:00");
    assert_eq!(receipt["answer_due_at"], "2026-11-23T17:00:00+07:00", "8 working hours from opening");
    assert_eq!(receipt["files"][0]["name"], "tờ khai.pdf");
    assert_eq!(filed.header("cache-control"), "no-store");
}

#[tokio::test]
async fn sent_again_the_same_receipt_comes_back_byte_for_byte() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    let first = app.submit(&draft, &draft.key).await;
    app.clock.advance(time::Duration::hours(30));
    let again = app.submit(&draft, &draft.key).await;
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::OK));
    assert_eq!(first.body, again.body);
}

#[tokio::test]
async fn a_key_used_for_other_content_is_a_conflict() {
    let app = TestApp::start().await;
    let (one, two) = (app.draft().await, app.draft().await);
    app.submit(&one, &one.key).await;
    let reused = app.submit(&two, &one.key).await;
    assert_eq!((reused.status, reused.json()["code"].as_str()), (StatusCode::CONFLICT, Some("submission_key_reused")));
    let other_key = app.submit(&one, &two.key).await;
    assert_eq!(
        (other_key.status, other_key.json()["code"].as_str()),
        (StatusCode::CONFLICT, Some("already_submitted"))
    );
    assert_eq!(app.submit(&two, &two.key).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_procedure_that_was_withdrawn_a_moment_ago_takes_no_more_dossiers() {
    let app = TestApp::start().await;
    let (one, two) = (app.draft().await, app.draft().await);
    let filed = app.submit(&one, &one.key).await;
    assert_eq!(filed.status, StatusCode::CREATED);
    app.services.storage.import(Vec::new(), true, app.services.clock.now()).await.expect("withdraws");
    let refused = app.submit(&two, &two.key).await;
    assert_eq!((refused.status, refused.json()["code"].as_str()), (StatusCode::CONFLICT, Some("procedure_withdrawn")));
    assert_eq!(app.submit(&one, &one.key).await.body, filed.body, "a receipt is given again all the same");
}

#[tokio::test]
async fn incomplete_answers_are_named_field_by_field() {
    let app = TestApp::start().await;
    let draft = app.empty_draft("1.003197").await;
    let refused = app.submit(&draft, &draft.key).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let body = refused.json();
    let fields: Vec<_> = body["errors"].as_array().expect("errors").iter().map(|error| &error["field"]).collect();
    assert_eq!(fields, ["applicant.name", "applicant.phone"]);
    assert!(body["errors"][0]["detail"].as_str().is_some_and(|text| !text.is_empty()));
    let without_key = app.api(Method::POST, &draft.path("/submission"), &draft.token, None).await;
    assert_eq!(without_key.json()["code"], "submission_key_required");
}

#[tokio::test]
async fn a_filed_draft_is_closed() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    app.submit(&draft, &draft.key).await;
    let change = Some(json!({"answers": {"request": "x"}}));
    let patched = app.api_with(Method::PATCH, &draft.path(""), &draft.token, change, &[("if-match", "2")]).await;
    assert_eq!((patched.status, patched.json()["code"].as_str()), (StatusCode::CONFLICT, Some("draft_submitted")));
    let upload = app.upload(&draft, "1.1", "a.pdf", b"%PDF-1.7").await;
    assert_eq!((upload.status, upload.json()["code"].as_str()), (StatusCode::CONFLICT, Some("draft_submitted")));
    assert_eq!(app.api(Method::GET, &draft.path(""), &draft.token, None).await.json()["dossier"], "H28.01-261123-0001");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_submissions_at_a_barrier_are_one_dossier() {
    let app = TestApp::start().await;
    for _ in 0..10 {
        let draft = app.draft().await;
        let (one, two) = tokio::join!(app.submit(&draft, &draft.key), app.submit(&draft, &draft.key));
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED]);
        assert_eq!(one.body, two.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_submissions_at_once_get_a_thousand_codes() {
    const MANY: usize = 1_000;
    let app = TestApp::without_limits().await;
    let drafts = join_all((0..MANY).map(|_| app.draft())).await;
    let receipts = join_all(drafts.iter().map(|draft| app.submit(draft, &draft.key))).await;
    let mut codes = BTreeSet::new();
    for receipt in &receipts {
        assert_eq!(receipt.status, StatusCode::CREATED, "{}", receipt.text());
        codes.insert(receipt.json()["code"].as_str().expect("a code").to_owned());
    }
    let expected: BTreeSet<String> = (1..=MANY).map(|n| format!("H28.01-261123-{n:04}")).collect();
    assert_eq!(codes, expected, "no gaps, no doubles");
}
