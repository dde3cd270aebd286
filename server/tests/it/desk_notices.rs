//! What the desk shows of notices, of the mailbox for trying and of the jobs.

use axum::http::{Method, StatusCode};
use domain::dossier::Command;
use domain::staff::{Permission, Role};
use serde_json::json;
use server::mail::MailError;
use server::mailbox::KeptMessage;
use server::services::job_runs::JOBS;
use server::services::{Act, Hand};
use time::Duration;
use uuid::Uuid;

use crate::test_app::{Answer, TestApp};

const EMAIL: &str = "man.bui@example.com";

fn everything(_permission: Permission, _agency: &str) -> bool {
    true
}

/// A received dossier whose e-mail was refused for good; gives code and agency.
async fn unreached(app: &TestApp, phone: &str) -> (String, String) {
    let draft = app.empty_draft("1.003197").await;
    let answers = json!({"answers": {"applicant": {"name": "Bùi Thị Mận", "email": EMAIL, "phone": phone}}});
    let headers = [("if-match", "1")];
    app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(answers), &headers).await;
    let code = app.submit(&draft, &draft.key).await.json()["code"].as_str().expect("a code").to_owned();
    deliver(app).await;
    app.outbox.forget();
    app.texts.forget();
    let receive = Act::new(Command::Receive { due_at: None }, None);
    app.services.act(&code, &Hand::Officer(Uuid::from_u128(1), &everything), receive).await.expect("received");
    app.outbox.fail(Some(MailError::RefusedByServer(550)));
    *app.texts.refuses.lock().expect("not poisoned") = Some(422);
    deliver(app).await;
    let desk = app.services.open_dossier(&code).await.expect("reads").expect("is there").desk().to_owned();
    (code, desk)
}

async fn deliver(app: &TestApp) {
    app.services.deliver_dossier_notices().await.expect("delivers");
}

/// The addresses of the forms on the page, in order.
fn forms(page: &Answer) -> Vec<String> {
    let text = page.text();
    let actions = text.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    actions.filter(|action| action.starts_with("/can-bo/thong-bao/")).map(str::to_owned).collect()
}

#[tokio::test]
async fn who_was_not_reached_is_shown_and_tried_again() {
    let app = TestApp::with_mail().await;
    let (code, desk) = unreached(&app, "02183855555").await;
    let officer = app.staff(Role::Receptionist, &desk).await;
    assert!(app.get_as("/can-bo", &officer.cookie).await.text().contains("1 thông báo chưa đến người nộp"));
    let page = app.get_as("/can-bo/thong-bao", &officer.cookie).await;
    for part in [code.as_str(), "m•••@example.com", "Nơi nhận từ chối", "đã được tiếp nhận"] {
        assert!(page.text().contains(part), "{part} is missing in {}", page.text());
    }
    assert!(!page.text().contains(EMAIL) && !page.text().contains("Mận"), "not the whole address, and no name");
    let [retry, other, _told] = forms(&page).try_into().expect("three acts");
    let refused = app.post_form(&other, &officer.cookie, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("không để lại cách liên lạc nào khác"), "{}", refused.text());

    app.outbox.fail(None);
    let done = app.post_form(&retry, &officer.cookie, &[]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/can-bo/thong-bao?da=gui-lai"));
    assert_eq!(app.post_form(&retry, &officer.cookie, &[]).await.status, StatusCode::CONFLICT, "pressed twice");
    deliver(&app).await;
    assert_eq!(app.outbox.mails().len(), 1);
    let page = app.get_as(done.header("location"), &officer.cookie).await;
    assert!(forms(&page).is_empty() && page.text().contains("hàng chờ gửi lại"), "{}", page.text());
}

#[tokio::test]
async fn the_other_way_is_used_once_and_whoever_it_reaches_is_no_longer_shown() {
    let app = TestApp::with_mail().await;
    let (_, desk) = unreached(&app, "0912345678").await;
    let officer = app.staff(Role::Officer, &desk).await;
    let page = app.get_as("/can-bo/thong-bao", &officer.cookie).await;
    assert_eq!(forms(&page).len(), 6, "neither way worked");
    let used = app.post_form(&forms(&page)[1], &officer.cookie, &[]).await;
    assert_eq!(used.status, StatusCode::CONFLICT);
    assert!(used.text().contains("Hãy gọi điện cho người nộp"), "{}", used.text());
    *app.texts.refuses.lock().expect("not poisoned") = None;
    for form in forms(&page).iter().filter(|form| form.ends_with("gui-lai")) {
        app.post_form(form, &officer.cookie, &[]).await;
    }
    deliver(&app).await;
    assert_eq!((app.outbox.mails().len(), app.texts.sent().len()), (0, 1));
    let page = app.get_as("/can-bo/thong-bao", &officer.cookie).await;
    assert!(forms(&page).is_empty(), "the short message told the news: {}", page.text());
}

#[tokio::test]
async fn whoever_has_only_a_landline_is_to_be_called_and_noted_as_told() {
    let app = TestApp::with_mail().await;
    let draft = app.empty_draft("1.003197").await;
    let answers = json!({"answers": {"applicant": {"name": "Bùi Thị Mận", "phone": "02183855555"}}});
    app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(answers), &[("if-match", "1")]).await;
    let code = app.submit(&draft, &draft.key).await.json()["code"].as_str().expect("a code").to_owned();
    let receive = Act::new(Command::Receive { due_at: None }, None);
    app.services.act(&code, &Hand::Officer(Uuid::from_u128(1), &everything), receive).await.expect("received");
    let desk = app.services.open_dossier(&code).await.expect("reads").expect("is there").desk().to_owned();
    let officer = app.staff(Role::Receptionist, &desk).await;
    assert!(app.get_as("/can-bo", &officer.cookie).await.text().contains("1 thông báo chưa đến người nộp"));
    let page = app.get_as("/can-bo/thong-bao", &officer.cookie).await;
    assert!(page.text().contains("Cần gọi điện") && page.text().contains("02183855555"), "{}", page.text());
    let [told] = forms(&page).try_into().expect("nothing but a call helps");
    let retry = told.replace("da-bao", "gui-lai");
    assert_eq!(app.post_form(&retry, &officer.cookie, &[]).await.status, StatusCode::CONFLICT);
    let done = app.post_form(&told, &officer.cookie, &[]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/can-bo/thong-bao?da=da-bao"));
    assert_eq!(app.post_form(&told, &officer.cookie, &[]).await.status, StatusCode::CONFLICT, "pressed twice");
    let page = app.get_as("/can-bo/thong-bao", &officer.cookie).await;
    assert!(forms(&page).is_empty() && !page.text().contains(&code), "{}", page.text());
}

#[tokio::test]
async fn notices_of_another_agency_are_not_there() {
    let app = TestApp::with_mail().await;
    let (code, desk) = unreached(&app, "02183855555").await;
    let own = app.staff(Role::Receptionist, &desk).await;
    let form = forms(&app.get_as("/can-bo/thong-bao", &own.cookie).await).remove(0);
    let elsewhere = if desk == "H28.14" { "H28.15" } else { "H28.14" };
    let other = app.staff(Role::Receptionist, elsewhere).await;
    assert!(!app.get_as("/can-bo/thong-bao", &other.cookie).await.text().contains(&code));
    assert_eq!(app.post_form(&form, &other.cookie, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post_form(&form, "", &[]).await.status, StatusCode::SEE_OTHER, "a stranger signs in first");
    assert_eq!(app.post_form(&form, &own.cookie, &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_a_portal_on_trial_has_a_mailbox() {
    let app = TestApp::with_mail().await;
    let admin = app.staff(Role::Administrator, "H28").await;
    assert_eq!(app.get_as("/can-bo/hop-thu", &admin.cookie).await.status, StatusCode::NOT_FOUND);
    assert!(
        !app.get_as("/can-bo", &admin.cookie).await.text().contains("/can-bo/hop-thu"),
        "no way to what is not there"
    );
    let message = KeptMessage {
        id: app.services.random.uuid(app.services.clock.now()),
        to: EMAIL.into(),
        subject: Some("Hồ sơ <1>: đã được tiếp nhận".into()),
        text: "</pre><script>alert(1)</script>".into(),
    };
    *app.outbox.kept.lock().expect("not poisoned") = Some(vec![message]);
    let page = app.get_as("/can-bo/hop-thu", &admin.cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(app.get_as("/can-bo", &admin.cookie).await.text().contains("/can-bo/hop-thu"));
    assert!(page.text().contains("Hồ sơ &lt;1&gt;: đã được tiếp nhận") && !page.text().contains("<script>alert"));
    let leader = app.staff(Role::Leader, "H28").await;
    assert_eq!(app.get_as("/can-bo/hop-thu", &leader.cookie).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_job_that_does_not_run_is_warned_of_at_the_desk() {
    let app = TestApp::start().await;
    let leader = app.staff(Role::Leader, "H28").await;
    let start = app.get_as("/can-bo", &leader.cookie).await.text();
    assert!(!start.contains("Việc tự động không chạy"), "the portal has only just begun: {start}");
    app.clock.advance(Duration::HOUR);
    for job in JOBS.into_iter().filter(|job| job.name != "apologies") {
        app.services.job_succeeded(job).await.expect("keeps");
    }
    // An hour without a request ends a session.
    let leader = app.staff(Role::Leader, "H28").await;
    let start = app.get_as("/can-bo", &leader.cookie).await.text();
    assert!(start.contains("Việc tự động không chạy: Dự thảo phiếu xin lỗi trước khi trễ hẹn"), "{start}");
    let page = app.get_as("/can-bo/viec-tu-dong", &leader.cookie).await.text();
    assert_eq!((page.matches("Không chạy").count(), page.matches("Đang chạy").count()), (1, JOBS.len() - 1), "{page}");
    let officer = app.staff(Role::Officer, "H28").await;
    assert!(!app.get_as("/can-bo", &officer.cookie).await.text().contains("Việc tự động"));
}
