//! A new draft with the answers of a dossier.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::forms::{FORM, draft_with, good, portal, publish};
use crate::steps::{hidden, path};
use crate::test_app::TestApp;

/// A dossier with a case, a desk and a file; its receipt.
async fn filed(app: &TestApp) -> Value {
    let draft = app.draft().await;
    let change = Some(json!({"case": "khac", "agency": "H28.01", "answers": {"request": "Khai sinh cho con"}}));
    app.api_with(Method::PATCH, &draft.path(""), &draft.token, change, &[("if-match", "2")]).await;
    app.upload(&draft, "1.1", "chứng sinh.pdf", b"%PDF-1.7").await;
    let filed = app.submit(&draft, &draft.key).await;
    assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
    filed.json()
}

fn codes(receipt: &Value) -> [(&'static str, &str); 2] {
    [("code", receipt["code"].as_str().expect("a code")), ("pin", receipt["pin"].as_str().expect("a PIN"))]
}

#[tokio::test]
async fn the_tracking_page_leads_to_a_new_draft_with_the_same_answers() {
    let app = TestApp::start().await;
    let receipt = filed(&app).await;
    let tracked = app.post_form("/tra-cuu", "", &codes(&receipt)).await;
    assert!(tracked.text().contains("Nộp hồ sơ mới từ hồ sơ này"));
    assert_eq!(tracked.header("cache-control"), "no-store");
    let fields = [("code", hidden(&tracked, "code")), ("pin", hidden(&tracked, "pin"))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let copied = app.post_form("/tra-cuu/nop-lai", "", &fields).await;
    assert_eq!((copied.status, copied.header("location")), (StatusCode::SEE_OTHER, path("/nguoi-nop").as_str()));
    let cookie = copied.cookie();
    let page = app.get_as(&path("/nguoi-nop"), &cookie).await.text();
    assert!(page.contains("value=\"Bùi Thị Mận\"") && page.contains("Khai sinh cho con"));
    assert!(page.contains("được chép từ hồ sơ") && page.contains("H28.01-261123-0001"), "what was copied");
    let papers = app.get_as(&path("/giay-to"), &cookie).await.text();
    assert!(!papers.contains("chứng sinh.pdf"), "files are not copied");
    let again = app.post_form("/tra-cuu/nop-lai", &cookie, &fields).await;
    assert_eq!(again.header("location"), path("/nguoi-nop"));
    let held = app.services.storage.ended_drafts(time::OffsetDateTime::UNIX_EPOCH, app.services.clock.now(), 9).await;
    assert_eq!(held.expect("reads").len(), 1, "pressed twice it is one draft");
}

#[tokio::test]
async fn over_the_api_a_copy_is_a_fresh_draft() {
    let app = TestApp::start().await;
    let receipt = filed(&app).await;
    let body = json!({"code": receipt["code"], "pin": receipt["pin"]});
    let copied = app.api(Method::POST, "/api/v1/dossiers/copy", "", Some(body)).await;
    assert_eq!(copied.status, StatusCode::CREATED, "{}", copied.text());
    let opened = copied.json();
    assert_eq!(copied.header("location"), format!("/api/v1/drafts/{}", opened["id"].as_str().expect("an id")));
    let token = opened["token"].as_str().expect("a token");
    let draft = app.api(Method::GET, copied.header("location"), token, None).await.json();
    assert_eq!(draft["answers"]["applicant"]["name"], "Bùi Thị Mận");
    assert_eq!((&draft["case"], &draft["agency"], &draft["files"]), (&json!("khac"), &json!("H28.01"), &json!([])));
    assert_eq!(draft["dossier"], json!(null));
    assert_ne!(opened["submission_key"], receipt["submission_key"]);
}

#[tokio::test]
async fn without_the_pin_nothing_is_copied() {
    let app = TestApp::start().await;
    let receipt = filed(&app).await;
    let code = receipt["code"].as_str().expect("a code");
    for (code, pin) in [(code, "222222"), ("H28.01-261123-9999", "222222"), ("", "")] {
        let refused = app.post_form("/tra-cuu/nop-lai", "", &[("code", code), ("pin", pin)]).await;
        assert_eq!((refused.status, refused.header("set-cookie")), (StatusCode::NOT_FOUND, ""), "{code}");
        let body = Some(json!({"code": code, "pin": pin}));
        let refused = app.api(Method::POST, "/api/v1/dossiers/copy", "", body).await;
        assert_eq!(
            (refused.status, refused.json()["code"].as_str()),
            (StatusCode::NOT_FOUND, Some("dossier_not_found"))
        );
    }
}

#[tokio::test]
async fn trying_pins_by_copying_is_slowed_down_like_look_ups() {
    let app = TestApp::start().await;
    let body = || Some(json!({"code": "H28.01-261123-0001", "pin": "222222"}));
    for _ in 0..10 {
        app.api(Method::POST, "/api/v1/dossiers/copy", "", body()).await;
    }
    let slowed = app.api(Method::POST, "/api/v1/dossiers/copy", "", body()).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    let looked_up = app.api(Method::POST, "/api/v1/dossiers/lookup", "", body()).await;
    assert_eq!(looked_up.status, StatusCode::TOO_MANY_REQUESTS, "both count together");
}

#[tokio::test]
async fn a_withdrawn_procedure_is_not_copied_and_the_button_is_not_shown() {
    let app = TestApp::start().await;
    let receipt = filed(&app).await;
    let others: Vec<_> =
        server::cli::embedded_rows().expect("rows").into_iter().filter(|row| row.code != "1.003197").collect();
    app.services.storage.import(others, true, app.services.clock.now()).await.expect("withdraws");
    let tracked = app.post_form("/tra-cuu", "", &codes(&receipt)).await.text();
    assert!(tracked.contains("H28.01-261123-0001") && !tracked.contains("Nộp hồ sơ mới từ hồ sơ này"));
    let refused = app.post_form("/tra-cuu/nop-lai", "", &codes(&receipt)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_dossier_of_an_earlier_form_is_copied_into_the_form_of_now() {
    let app = portal().await;
    let draft = draft_with(&app, good()).await;
    let receipt = app.submit(&draft, &draft.key).await.json();
    let second = FORM
        .replace("revision = 1", "revision = 2")
        .replace("id = \"birth\"\n", "id = \"born\"\nwas = \"birth\"\n")
        .replace("age(birth)", "age(born)");
    publish(&app, &second).await;
    let copied = app.post_form("/tra-cuu/nop-lai", "", &codes(&receipt)).await;
    assert_eq!(copied.header("location"), path("/nguoi-nop"), "{}", copied.text());
    let cookie = copied.cookie();
    let page = app.get_as(&path("/to-khai/person"), &cookie).await;
    let text = page.text();
    assert_eq!(page.status, StatusCode::OK, "{}", page.header("location"));
    assert!(text.contains("name=\"form.born\"") && text.contains("value=\"02/11/1990\""), "under its new name");
    assert!(!text.contains("form.birth"));
    // Nothing has to be typed again: the copy is filed as it is, by the rules of now.
    let check = app.get_as(&path("/kiem-tra"), &cookie).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.header("location"));
    assert!(!check.text().contains("Hà Văn Tiến"), "what was not filed is not copied");
    let fields = [("submission_key", hidden(&check, "submission_key")), ("declared", "yes".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let filed = app.post_form(&path("/kiem-tra"), &cookie, &fields).await;
    assert!(filed.header("location").starts_with(&path("/bien-nhan/")), "{}", filed.text());
    let code = receipt["code"].as_str().expect("a code").replace("-0001", "-0002");
    let dossier = app.services.storage.dossier(&code).await.expect("reads").expect("the second of the day");
    assert_eq!(dossier.form_revision, Some(2));
    assert!(dossier.answers.contains("\"born\":\"02/11/1990\""), "{}", dossier.answers);
}
