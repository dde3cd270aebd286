//! Drafts expire, are restored, and are cleared for good.

use axum::http::{Method, StatusCode};
use serde_json::json;
use server::services::Cleared;
use storage::HeldDraft;
use time::OffsetDateTime;

use crate::steps::{answer, begin, path, resume_code};
use crate::test_app::TestApp;

async fn all_drafts(app: &TestApp) -> Vec<HeldDraft> {
    let now = app.services.clock.now();
    app.services.storage.ended_drafts(OffsetDateTime::UNIX_EPOCH, now, 100).await.expect("reads")
}

#[tokio::test]
async fn every_step_says_until_when_the_draft_is_kept() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    for step in ["", "/nguoi-nop", "/giay-to", "/kiem-tra", "/lam-tiep"] {
        let page = app.get_as(&path(step), &cookie).await.text();
        assert!(page.contains("thứ Tư, 23/12/2026, 06:30"), "{step} does not say it");
    }
    app.wait(1);
    answer(&app, &cookie).await;
    let page = app.get_as(&path("/giay-to"), &cookie).await.text();
    assert!(page.contains("thứ Năm, 24/12/2026, 06:30"), "a change starts the time anew");
}

#[tokio::test]
async fn an_expired_draft_is_offered_by_the_first_step_and_restored_by_a_press() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    app.wait(30);
    for step in ["/nguoi-nop", "/giay-to", "/kiem-tra", "/lam-tiep"] {
        assert_eq!(app.get_as(&path(step), &cookie).await.header("location"), path(""), "{step}");
    }
    let start = app.get_as(&path(""), &cookie).await.text();
    assert!(start.contains("hết hạn ngày") && start.contains("thứ Tư, 23/12/2026"), "when it expired");
    assert!(start.contains("thứ Tư, 06/01/2027"), "until when it can be restored");
    assert!(start.contains(&format!("action=\"{}\"", path("/khoi-phuc"))));
    let pressed = app.post_form(&path("/khoi-phuc"), &cookie, &[]).await;
    assert_eq!((pressed.status, pressed.header("location")), (StatusCode::SEE_OTHER, path("/nguoi-nop").as_str()));
    let page = app.get_as(&path("/nguoi-nop"), &cookie).await.text();
    assert!(page.contains("Bùi Thị Mận") && page.contains("22/01/2027"), "another thirty days");
    app.post_form(&path("/khoi-phuc"), &cookie, &[]).await;
    assert_eq!(all_drafts(&app).await.len(), 1);
}

#[tokio::test]
async fn a_new_draft_can_be_begun_beside_an_expired_one() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    app.wait(31);
    let begun = app.post_form(&path(""), &cookie, &[("agency", "H28.01"), ("case", "")]).await;
    assert_eq!(begun.header("location"), path("/nguoi-nop"));
    assert!(!app.get_as(&path("/nguoi-nop"), &cookie).await.text().contains("Bùi Thị Mận"));
}

#[tokio::test]
async fn the_code_of_an_expired_draft_offers_to_restore_it_on_any_device() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    let code = resume_code(&app, &cookie).await;
    app.wait(43);
    let entered = app.post_form("/tiep-tuc", "", &[("ma", &code)]).await;
    assert_eq!((entered.status, entered.header("set-cookie")), (StatusCode::OK, ""), "nothing is bound yet");
    assert!(entered.text().contains("hết hạn ngày") && entered.text().contains("action=\"/tiep-tuc/khoi-phuc\""));
    assert!(!entered.text().contains("Bùi Thị Mận"));
    let restored = app.post_form("/tiep-tuc/khoi-phuc", "", &[("ma", &code)]).await;
    assert_eq!(restored.header("location"), path("/giay-to"));
    assert!(app.get_as(&path("/nguoi-nop"), &restored.cookie()).await.text().contains("Bùi Thị Mận"));
}

#[tokio::test]
async fn after_fourteen_days_it_is_over_even_before_the_job_comes() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let code = resume_code(&app, &cookie).await;
    app.wait(44);
    assert!(!app.get_as(&path(""), &cookie).await.text().contains("hết hạn ngày"));
    assert_eq!(app.post_form(&path("/khoi-phuc"), &cookie, &[]).await.header("location"), path(""));
    for address in ["/tiep-tuc", "/tiep-tuc/khoi-phuc"] {
        assert_eq!(app.post_form(address, "", &[("ma", &code)]).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn over_the_api_an_expired_draft_is_closed_and_says_why() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    let kept = app.api(Method::GET, &draft.path(""), &draft.token, None).await.json();
    assert_eq!(kept["kept_until"], "2026-12-23T06:30:00+07:00");
    app.wait(30);
    let change = Some(json!({"answers": {"request": "x"}}));
    for answer in [
        app.api(Method::GET, &draft.path(""), &draft.token, None).await,
        app.api_with(Method::PATCH, &draft.path(""), &draft.token, change, &[("if-match", "2")]).await,
        app.submit(&draft, &draft.key).await,
        app.upload(&draft, "1.1", "a.pdf", b"%PDF-1.7").await,
    ] {
        assert_eq!((answer.status, answer.json()["code"].as_str()), (StatusCode::CONFLICT, Some("draft_expired")));
    }
    app.wait(14);
    let over = app.api(Method::GET, &draft.path(""), &draft.token, None).await;
    assert_eq!((over.status, over.json()["code"].as_str()), (StatusCode::NOT_FOUND, Some("draft_gone")));
}

#[tokio::test]
async fn a_filed_dossier_outlives_its_draft() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    app.upload(&draft, "1.1", "a.pdf", b"%PDF-1.7 filed").await;
    let receipt = app.submit(&draft, &draft.key).await;
    for _ in 0..4 {
        app.wait(30);
        assert_eq!(app.services.clear().await.expect("clears"), Cleared::default());
    }
    let again = app.submit(&draft, &draft.key).await;
    assert_eq!((again.status, &again.body), (StatusCode::OK, &receipt.body));
    let kept = app.api(Method::GET, &draft.path(""), &draft.token, None).await.json();
    assert_eq!((&kept["dossier"], &kept["kept_until"]), (&json!("H28.01-261123-0001"), &json!(null)));
}

#[tokio::test]
async fn what_is_over_is_cleared_once_and_what_is_not_stays() {
    let app = TestApp::start().await;
    let (over, changed) = (begin(&app).await, begin(&app).await);
    app.wait(1);
    answer(&app, &changed).await;
    app.wait(29);
    assert_eq!(app.services.clear().await.expect("clears"), Cleared::default());
    app.wait(14);
    assert_eq!(app.services.clear().await.expect("clears").drafts, 1, "the one that nobody restored");
    assert_eq!(app.services.clear().await.expect("clears").drafts, 0, "once");
    assert!(!app.get_as(&path(""), &over).await.text().contains("hết hạn ngày"));
    assert!(app.get_as(&path(""), &changed).await.text().contains("hết hạn ngày"));
    app.wait(1);
    assert_eq!(app.services.clear().await.expect("clears").drafts, 1, "the one that was changed a day later");
    assert_eq!(all_drafts(&app).await, []);
}

#[tokio::test]
async fn a_discarded_draft_is_cleared_after_fourteen_days() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    app.post_form(&path("/bo-ban-nhap"), &cookie, &[]).await;
    app.wait(13);
    assert_eq!(app.services.clear().await.expect("clears").drafts, 0);
    app.wait(1);
    assert_eq!(app.services.clear().await.expect("clears").drafts, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_runs_at_once_clear_each_draft_once() {
    let app = TestApp::without_limits().await;
    for _ in 0..20 {
        begin(&app).await;
    }
    app.wait(44);
    let runs = futures::future::join_all((0..6).map(|_| app.services.clear())).await;
    let cleared: usize = runs.into_iter().map(|run| run.expect("clears").drafts).sum();
    assert_eq!(cleared, 20);
    assert_eq!(all_drafts(&app).await, []);
}
