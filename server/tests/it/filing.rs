//! Filing with plain forms: what a browser without JavaScript sends.

use axum::http::StatusCode;
use domain::dossier::Command;
use domain::staff::Permission;
use server::services::{Act, Hand};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::steps::{answer, answer_with, begin, hidden, path};
use crate::test_app::TestApp;

#[tokio::test]
async fn from_the_first_step_to_the_receipt_and_the_tracking_page() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    for name in ["một.pdf", "hai.pdf", "ba.pdf"] {
        let sent = app.multipart(&path("/giay-to"), &[("cookie", &cookie)], "1.1", name, b"%PDF-1.7 x").await;
        assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, path("/giay-to").as_str()));
    }
    let papers = app.get_as(&path("/giay-to"), &cookie).await.text();
    for name in ["một.pdf", "hai.pdf", "ba.pdf"] {
        assert!(papers.contains(name), "{name} is shown as received");
    }
    let check = app.get_as(&path("/kiem-tra"), &cookie).await;
    assert!(check.text().contains("Bùi Thị Mận"));
    let key = hidden(&check, "submission_key");
    let filed = app.post_form(&path("/kiem-tra"), &cookie, &[("submission_key", &key), ("declared", "yes")]).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    let receipt = app.get_as(filed.header("location"), &cookie).await;
    assert_eq!(receipt.status, StatusCode::OK);
    let text = receipt.text();
    assert!(text.contains("H28.01-261123-0001"));
    let sha256 = hex::encode(Sha256::digest(b"%PDF-1.7 x"));
    for part in ["một.pdf", "hai.pdf", "ba.pdf", sha256.as_str(), "8 giờ làm việc"] {
        assert!(text.contains(part), "{part} does not stand on the receipt: {text}");
    }
    assert_eq!(receipt.header("cache-control"), "no-store");
    assert_eq!(app.get(filed.header("location")).await.status, StatusCode::NOT_FOUND, "a stranger sees no receipt");
}

#[tokio::test]
async fn wrong_entries_come_back_with_what_to_do_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let page = app.get_as(&path("/nguoi-nop"), &cookie).await;
    let saved = app
        .post_form(
            &path("/nguoi-nop"),
            &cookie,
            &[
                ("version", &hidden(&page, "version")),
                ("applicant.name", "Bùi Thị Mận"),
                ("applicant.identity_number", "01730400123"),
            ],
        )
        .await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, path("/nguoi-nop").as_str()));
    let page = app.get_as(&path("/nguoi-nop"), &cookie).await.text();
    assert!(page.contains("value=\"Bùi Thị Mận\"") && page.contains("value=\"01730400123\""), "typed text is kept");
    assert!(
        page.contains("href=\"#applicant.identity_number\"") || page.contains("href=\"#applicant.phone\""),
        "the summary links to the field"
    );
    assert!(page.contains("12 chữ số"));
    let again = app.get_as(&path("/nguoi-nop"), &cookie).await.text();
    assert!(!again.contains("role=\"alert\""), "told once, the page begins quietly later");
    assert!(again.contains("value=\"01730400123\""));
}

#[tokio::test]
async fn an_open_draft_is_offered_and_never_doubled() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    let start = app.get_as(&path(""), &cookie).await.text();
    assert!(start.contains(">Làm tiếp<"));
    let begun_again = app.post_form(&path(""), &cookie, &[("agency", "H28.14")]).await;
    assert_eq!(begun_again.header("location"), path("/nguoi-nop"));
    assert!(app.get_as(&path("/nguoi-nop"), &cookie).await.text().contains("Bùi Thị Mận"));
    let discarded = app.post_form(&path("/bo-ban-nhap"), &cookie, &[]).await;
    assert_eq!(discarded.header("location"), path(""));
    assert!(!app.get_as(&path(""), &cookie).await.text().contains(">Làm tiếp<"));
}

#[tokio::test]
async fn a_form_sent_from_an_old_window_overwrites_nothing_silently() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let old = hidden(&app.get_as(&path("/nguoi-nop"), &cookie).await, "version");
    answer(&app, &cookie).await;
    let sent = app
        .post_form(
            &path("/nguoi-nop"),
            &cookie,
            &[("version", &old), ("applicant.name", "Tên khác"), ("applicant.phone", "0987654321")],
        )
        .await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    assert!(sent.text().contains("Tên khác"), "what was typed is shown again");
    assert!(app.get_as(&path("/nguoi-nop"), &cookie).await.text().contains("Bùi Thị Mận"), "what was saved stays");
}

#[tokio::test]
async fn save_and_go_on_later_asks_for_nothing() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let page = app.get_as(&path("/nguoi-nop"), &cookie).await;
    let saved = app
        .post_form(
            &path("/nguoi-nop"),
            &cookie,
            &[("version", &hidden(&page, "version")), ("request", "mới viết một nửa"), ("after", "later")],
        )
        .await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, path("").as_str()));
    assert!(app.get_as(&path("/nguoi-nop"), &cookie).await.text().contains("mới viết một nửa"));
}

#[tokio::test]
async fn a_refused_file_says_why_and_the_good_one_beside_it_is_kept() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    app.multipart(&path("/giay-to"), &[("cookie", &cookie)], "1.1", "tốt.pdf", b"%PDF-1.7").await;
    app.multipart(&path("/giay-to"), &[("cookie", &cookie)], "1.1", "virus.pdf", b"MZ").await;
    let page = app.get_as(&path("/giay-to"), &cookie).await.text();
    assert!(page.contains("tốt.pdf"));
    assert!(page.contains("role=\"alert\""));
    assert!(!page.contains("virus.pdf"));
}

#[tokio::test]
async fn filing_needs_the_declaration_and_a_second_press_leads_to_the_same_receipt() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let early = app.get_as(&path("/kiem-tra"), &cookie).await;
    assert_eq!((early.status, early.header("location")), (StatusCode::SEE_OTHER, path("/nguoi-nop").as_str()));
    answer(&app, &cookie).await;
    let check = app.get_as(&path("/kiem-tra"), &cookie).await;
    let (key, draft) = (hidden(&check, "submission_key"), hidden(&check, "draft_id"));
    let undeclared =
        app.post_form(&path("/kiem-tra"), &cookie, &[("submission_key", &key), ("draft_id", &draft)]).await;
    assert_eq!(undeclared.status, StatusCode::UNPROCESSABLE_ENTITY);
    let press = async || {
        let fields = [("submission_key", key.as_str()), ("draft_id", draft.as_str()), ("declared", "yes")];
        app.post_form(&path("/kiem-tra"), &cookie, &fields).await
    };
    let (first, second) = (press().await, press().await);
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert_eq!(first.header("location"), second.header("location"));
    assert!(app.get_as(&path(""), &cookie).await.text().contains("H28.01"), "a new dossier can be begun");
}

#[tokio::test]
async fn what_another_window_changed_after_it_was_read_is_shown_before_it_is_filed() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    for component in ["1.1", "1.2"] {
        app.multipart(&path("/giay-to"), &[("cookie", &cookie)], component, "một.pdf", b"%PDF-1.7 x").await;
    }
    let first = app.get_as(&path("/kiem-tra"), &cookie).await;
    let (key, seen) = (hidden(&first, "submission_key"), hidden(&first, "seen"));
    answer_with(&app, &cookie, "man@example.com").await;
    let file = async |seen: &str| {
        let fields = [("submission_key", key.as_str()), ("seen", seen), ("declared", "yes")];
        app.post_form(&path("/kiem-tra"), &cookie, &fields).await
    };
    let refused = file(&seen).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let shown = refused.text();
    assert!(shown.contains("chưa nộp") && shown.contains("man@example.com"), "{shown}");
    assert_eq!(file(&hidden(&refused, "seen")).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn without_a_draft_every_step_leads_to_the_start() {
    let app = TestApp::start().await;
    for step in ["/nguoi-nop", "/giay-to", "/kiem-tra"] {
        let answer = app.get(&path(step)).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, path("").as_str()), "{step}");
    }
    let english = app.get(&format!("/en{}", path("/giay-to"))).await;
    assert_eq!(english.header("location"), format!("/en{}", path("")));
}

#[tokio::test]
async fn the_receipt_leads_to_the_dossier_and_to_every_paper_that_was_issued_since() {
    let app = TestApp::without_limits().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    let key = hidden(&app.get_as(&path("/kiem-tra"), &cookie).await, "submission_key");
    let filed = app.post_form(&path("/kiem-tra"), &cookie, &[("submission_key", &key), ("declared", "yes")]).await;
    let place = filed.header("location").to_owned();
    let receipt = app.get_as(&place, &cookie).await;
    assert!(
        receipt.text().contains("Chưa có giấy nào") && !receipt.text().contains("/tra-cuu/giay"),
        "{}",
        receipt.text()
    );
    let (code, pin) = (hidden(&receipt, "code"), hidden(&receipt, "pin"));
    let tracked = app.post_form("/tra-cuu", "", &[("code", &code), ("pin", &pin)]).await.text();
    assert!(tracked.contains(&code) && tracked.contains("Chưa có giấy nào"), "{tracked}");
    let everything = |_: Permission, _: &str| true;
    let hand = Hand::Officer(Uuid::from_u128(1), &everything);
    let receive = Act::new(Command::Receive { due_at: None }, None);
    app.services.act(&code, &hand, receive).await.expect("received");
    let receipt = app.get_as(&place, &cookie).await;
    assert!(receipt.text().contains("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01)"), "{}", receipt.text());
    assert!(!receipt.text().contains("mẫu 05"), "the control sheet stays with the agency");
    let paper = hidden(&receipt, "giay");
    let shown = app.post_form("/tra-cuu/giay", "", &[("code", &code), ("pin", &pin), ("giay", &paper)]).await;
    assert!(shown.status == StatusCode::OK && shown.text().contains("class=\"sheet"), "{}", shown.text());
    let fields = [("code", &*code), ("pin", &*pin), ("giay", &*paper), ("dang", "pdf")];
    let pdf = app.post_form("/tra-cuu/giay", "", &fields).await;
    assert_eq!((pdf.header("content-type"), pdf.body.starts_with(b"%PDF-")), ("application/pdf", true));
    let english = app.get_as(&format!("/en{place}"), &cookie).await.text();
    assert!(english.contains("action=\"/en/tra-cuu/giay\"") && english.contains("Receipt and appointment (form 01)"));
}

#[tokio::test]
async fn who_comes_back_after_filing_is_led_to_the_receipt_and_only_for_an_hour() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    let key = hidden(&app.get_as(&path("/kiem-tra"), &cookie).await, "submission_key");
    let filed = app.post_form(&path("/kiem-tra"), &cookie, &[("submission_key", &key), ("declared", "yes")]).await;
    let receipt = filed.header("location").to_owned();
    assert!(receipt.starts_with(&path("/bien-nhan/")), "{}", filed.text());
    // As if that answer had never come: the person goes back and looks, or presses again without the draft's number.
    assert_eq!(app.get_as(&path("/kiem-tra"), &cookie).await.header("location"), receipt);
    let again = app.post_form(&path("/kiem-tra"), &cookie, &[("submission_key", &key), ("declared", "yes")]).await;
    assert_eq!(again.header("location"), receipt);
    assert_eq!(app.get_as(&receipt, &cookie).await.status, StatusCode::OK);
    assert_eq!(app.get_as(&path(""), &cookie).await.status, StatusCode::OK, "another dossier can be begun at once");
    app.clock.advance(time::Duration::minutes(61));
    assert_eq!(app.get_as(&path("/kiem-tra"), &cookie).await.header("location"), path(""));
}
