//! Taking a draft up on another device.

use axum::http::StatusCode;

use crate::steps::{answer, begin, hidden, path, resume_code};
use crate::test_app::{Answer, ORIGIN, TestApp};

async fn enter(app: &TestApp, cookie: &str, code: &str) -> Answer {
    app.post_form("/tiep-tuc", cookie, &[("ma", code)]).await
}

#[tokio::test]
async fn the_code_opens_the_draft_on_another_device_and_the_first_one_keeps_it() {
    let app = TestApp::start().await;
    let phone = begin(&app).await;
    let code = resume_code(&app, &phone).await;
    let taken = enter(&app, "", &code).await;
    assert_eq!((taken.status, taken.header("location")), (StatusCode::SEE_OTHER, path("/nguoi-nop").as_str()));
    let laptop = taken.cookie();
    assert_ne!(laptop, phone);
    answer(&app, &laptop).await;
    for device in [&phone, &laptop] {
        assert!(app.get_as(&path("/nguoi-nop"), device).await.text().contains("Bùi Thị Mận"));
    }
    assert_eq!(resume_code(&app, &laptop).await, code, "the same code on every device");
}

#[tokio::test]
async fn somebody_goes_on_at_the_first_step_that_is_not_finished() {
    let app = TestApp::start().await;
    let phone = begin(&app).await;
    let code = resume_code(&app, &phone).await;
    answer(&app, &phone).await;
    assert_eq!(enter(&app, "", &code).await.header("location"), path("/giay-to"));
    app.multipart(&path("/giay-to"), &[("cookie", &phone)], "1.1", "một.pdf", b"%PDF-1.7 x").await;
    assert_eq!(enter(&app, "", &code).await.header("location"), path("/kiem-tra"));
    let english = app.post_form("/en/tiep-tuc", "", &[("ma", &code)]).await;
    assert_eq!(english.header("location"), format!("/en{}", path("/kiem-tra")));
}

#[tokio::test]
async fn the_dossier_is_filed_from_the_second_device_and_both_see_the_receipt() {
    let app = TestApp::start().await;
    let phone = begin(&app).await;
    answer(&app, &phone).await;
    let laptop = enter(&app, "", &resume_code(&app, &phone).await).await.cookie();
    let check = app.get_as(&path("/kiem-tra"), &laptop).await;
    let key = hidden(&check, "submission_key");
    let filed = app.post_form(&path("/kiem-tra"), &laptop, &[("submission_key", &key), ("declared", "yes")]).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    for device in [&laptop, &phone] {
        let receipt = app.get_as(filed.header("location"), device).await;
        assert!(receipt.text().contains("H28.01-261123-0001"), "{}", receipt.status);
    }
}

#[tokio::test]
async fn case_blanks_and_dashes_do_not_matter() {
    let app = TestApp::start().await;
    let code = resume_code(&app, &begin(&app).await).await;
    assert_eq!((code.len(), code.matches('-').count()), (14, 2), "{code}");
    for typed in [code.to_lowercase(), code.replace('-', ""), code.replace('-', " – "), format!("  {code} ")] {
        assert_eq!(enter(&app, "", &typed).await.status, StatusCode::SEE_OTHER, "{typed}");
    }
}

#[tokio::test]
async fn following_the_link_fills_the_form_in_and_changes_nothing() {
    let app = TestApp::start().await;
    let code = resume_code(&app, &begin(&app).await).await;
    let page = app.get(&format!("/tiep-tuc?ma={code}")).await;
    assert_eq!((page.status, page.header("set-cookie")), (StatusCode::OK, ""));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(hidden(&page, "ma"), code);
    assert!(page.text().contains("name=\"robots\" content=\"noindex\""));
    let empty = app.get("/tiep-tuc").await;
    assert!(empty.header("cache-control").contains("public"), "the empty form is the same for everybody");
    assert!(!empty.text().contains(&code));
}

#[tokio::test]
async fn every_wrong_code_looks_the_same() {
    let app = TestApp::without_limits().await;
    let filed = begin(&app).await;
    answer(&app, &filed).await;
    let filed_code = resume_code(&app, &filed).await;
    let key = hidden(&app.get_as(&path("/kiem-tra"), &filed).await, "submission_key");
    app.post_form(&path("/kiem-tra"), &filed, &[("submission_key", &key), ("declared", "yes")]).await;
    let discarded = begin(&app).await;
    let discarded_code = resume_code(&app, &discarded).await;
    app.post_form(&path("/bo-ban-nhap"), &discarded, &[]).await;
    let mut pages = Vec::new();
    for code in ["", "nonsense", "2222-2222-2222", "0000-0000-0000", &filed_code, &discarded_code] {
        let page = enter(&app, "", code).await;
        assert_eq!((page.status, page.header("set-cookie")), (StatusCode::NOT_FOUND, ""), "{code}");
        let nonceless = page.text().split("value=\"").next().expect("the top").to_owned();
        pages.push((nonceless, page.text().matches("role=\"alert\"").count()));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "{pages:#?}");
}

#[tokio::test]
async fn trying_codes_out_is_slowed_down_like_look_ups() {
    let app = TestApp::start().await;
    for _ in 0..30 {
        assert_eq!(enter(&app, "", "2222-2222-2222").await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(enter(&app, "", "2222-2222-2222").await.status, StatusCode::TOO_MANY_REQUESTS);
    let restore = app.post_form("/tiep-tuc/khoi-phuc", "", &[("ma", "2222-2222-2222")]).await;
    assert_eq!(restore.status, StatusCode::TOO_MANY_REQUESTS, "restoring shares the limit");
}

#[tokio::test]
async fn the_draft_taken_up_last_is_the_one_that_goes_on() {
    let app = TestApp::start().await;
    let phone = begin(&app).await;
    let code = resume_code(&app, &phone).await;
    app.clock.advance(time::Duration::minutes(1));
    let laptop = begin(&app).await;
    let own = resume_code(&app, &laptop).await;
    app.clock.advance(time::Duration::minutes(1));
    enter(&app, &laptop, &code).await;
    assert_eq!(resume_code(&app, &laptop).await, code);
    app.clock.advance(time::Duration::minutes(1));
    enter(&app, &laptop, &own).await;
    assert_eq!(resume_code(&app, &laptop).await, own, "and back again");
}

#[tokio::test]
async fn steps_lead_to_the_page_with_the_code_and_without_mail_it_says_so() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer(&app, &cookie).await;
    for step in ["/nguoi-nop", "/kiem-tra"] {
        let page = app.get_as(&path(step), &cookie).await.text();
        assert!(page.contains(&format!("href=\"{}\"", path("/lam-tiep"))), "{step} leads there");
    }
    let page = app.get_as(&path("/lam-tiep"), &cookie).await.text();
    assert!(page.contains(&format!("<span>{ORIGIN}</span><span>/tiep-tuc</span>")), "where to enter it");
    assert!(page.contains("không gửi thư điện tử") && !page.contains("name=\"email\""));
    let english = app.get_as(&format!("/en{}", path("/lam-tiep")), &cookie).await.text();
    assert!(english.contains("sends no e-mail"));
    let asked = app.post_form(&path("/lam-tiep"), &cookie, &[("email", "man@example.com")]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "asked all the same, the answer is the same");
    assert_eq!(app.get(&path("/lam-tiep")).await.header("location"), path(""), "a stranger has no code");
}

#[tokio::test]
async fn a_draft_of_the_api_goes_on_in_a_browser() {
    let app = TestApp::start().await;
    let body = serde_json::json!({"procedure": "1.003197"});
    let begun = app.api(axum::http::Method::POST, "/api/v1/drafts", "", Some(body)).await.json();
    let taken = enter(&app, "", begun["resume_code"].as_str().expect("a code")).await;
    assert_eq!(taken.header("location"), path("/nguoi-nop"));
    assert_eq!(app.get_as(&path("/nguoi-nop"), &taken.cookie()).await.status, StatusCode::OK);
}
