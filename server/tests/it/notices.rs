//! Messages about drafts.

use axum::http::StatusCode;
use server::mail::MailError;
use server::services::Delivered;
use time::Duration;

use crate::steps::{answer, answer_with, begin, hidden, path, resume_code};
use crate::test_app::{ORIGIN, TestApp};

const EMAIL: &str = "man@example.com";

/// What the job does in one run.
async fn run(app: &TestApp) -> Delivered {
    app.services.plan_notices().await.expect("plans");
    app.services.deliver_notices().await.expect("sends")
}

async fn ask(app: &TestApp, cookie: &str, email: &str) -> StatusCode {
    app.post_form(&path("/lam-tiep"), cookie, &[("email", email)]).await.status
}

fn subjects(app: &TestApp) -> Vec<String> {
    app.outbox.mails().into_iter().map(|mail| mail.subject).collect()
}

#[tokio::test]
async fn the_link_comes_by_mail_and_takes_the_draft_up() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    answer_with(&app, &cookie, EMAIL).await;
    let page = app.get_as(&path("/lam-tiep"), &cookie).await;
    assert_eq!(hidden(&page, "email"), EMAIL, "the address is known from the answers");
    assert_eq!(ask(&app, &cookie, EMAIL).await, StatusCode::SEE_OTHER);
    assert!(app.get_as(&path("/lam-tiep"), &cookie).await.text().contains("đang được gửi"));
    assert_eq!(run(&app).await, Delivered { sent: 1, ..Delivered::default() });
    assert!(app.get_as(&path("/lam-tiep"), &cookie).await.text().contains("đã được gửi"));
    let mail = app.outbox.mails().remove(0);
    assert_eq!((mail.to.as_str(), mail.language), (EMAIL, "vi"));
    let code = resume_code(&app, &cookie).await;
    assert!(mail.text.contains(&format!("\n{ORIGIN}/tiep-tuc?ma={code}\n")), "{}", mail.text);
    for personal in ["Bùi Thị Mận", "0912345678", EMAIL] {
        assert!(!mail.text.contains(personal) && !mail.subject.contains(personal), "{personal} is in the message");
    }
    assert_eq!(run(&app).await, Delivered::default(), "nothing is sent twice");
}

#[tokio::test]
async fn a_message_is_in_the_language_of_the_page() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    app.post_form(&format!("/en{}", path("/lam-tiep")), &cookie, &[("email", EMAIL)]).await;
    run(&app).await;
    let mail = app.outbox.mails().remove(0);
    assert!(mail.text.contains(&format!("{ORIGIN}/en/tiep-tuc?ma=")), "{}", mail.text);
    assert_eq!(mail.subject, "Go on with your draft: Deregistration of permanent residence");
}

#[tokio::test]
async fn an_address_that_is_none_and_one_asked_for_too_often_are_told_so() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    for wrong in ["", "man", "man@example", "a@b.vn, c@d.vn"] {
        assert_eq!(ask(&app, &cookie, wrong).await, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(ask(&app, &cookie, EMAIL).await, StatusCode::SEE_OTHER);
    assert_eq!(run(&app).await.sent, 1);
    assert_eq!(ask(&app, &cookie, EMAIL).await, StatusCode::TOO_MANY_REQUESTS, "the draft has asked five times");
}

#[tokio::test]
async fn the_same_link_is_not_sent_again_at_once_but_to_another_address_it_is() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    assert_eq!(ask(&app, &cookie, EMAIL).await, StatusCode::SEE_OTHER);
    assert_eq!(ask(&app, &cookie, EMAIL).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(run(&app).await.sent, 1);
    assert_eq!(ask(&app, &cookie, "khen@example.com").await, StatusCode::SEE_OTHER, "the first was mistyped");
    assert_eq!(run(&app).await.sent, 1);
    app.clock.advance(Duration::minutes(11));
    assert_eq!(ask(&app, &cookie, "khen@example.com").await, StatusCode::SEE_OTHER, "it got lost");
    assert_eq!(run(&app).await.sent, 1);
}

#[tokio::test]
async fn a_draft_that_is_left_is_reminded_of_once_and_before_it_expires_twice() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    answer_with(&app, &cookie, EMAIL).await;
    let mut sent = Vec::new();
    for day in 0..35 {
        for _ in 0..2 {
            let done = run(&app).await;
            sent.extend(std::iter::repeat_n(day, done.sent));
        }
        app.wait(1);
    }
    assert_eq!(sent, [3, 23, 29]);
    assert_eq!(
        subjects(&app),
        [
            "Hồ sơ chưa nộp: Xóa đăng ký thường trú",
            "Bản nháp còn giữ 7 ngày: Xóa đăng ký thường trú",
            "Bản nháp sắp hết hạn: Xóa đăng ký thường trú"
        ]
    );
    assert!(app.outbox.mails()[0].text.contains("thứ Tư, 23/12/2026"), "until when it is kept");
}

#[tokio::test]
async fn a_change_moves_the_dates() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    answer_with(&app, &cookie, EMAIL).await;
    run(&app).await;
    app.wait(2);
    answer_with(&app, &cookie, "khen@example.com").await;
    app.wait(2);
    assert_eq!(run(&app).await.sent, 0, "three days count from the change");
    app.wait(1);
    assert_eq!(run(&app).await.sent, 1);
    assert_eq!(app.outbox.mails()[0].to, "khen@example.com", "and the new address is used");
}

#[tokio::test]
async fn a_change_after_planning_stops_what_was_due() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    answer_with(&app, &cookie, EMAIL).await;
    run(&app).await;
    app.wait(3);
    answer_with(&app, &cookie, EMAIL).await;
    assert_eq!(app.services.deliver_notices().await.expect("sends").sent, 0);
}

#[tokio::test]
async fn without_an_address_or_after_filing_nothing_is_sent() {
    let app = TestApp::with_mail().await;
    let silent = begin(&app).await;
    answer(&app, &silent).await;
    let filed = begin(&app).await;
    answer_with(&app, &filed, EMAIL).await;
    run(&app).await;
    let key = hidden(&app.get_as(&path("/kiem-tra"), &filed).await, "submission_key");
    app.post_form(&path("/kiem-tra"), &filed, &[("submission_key", &key), ("declared", "yes")]).await;
    for _ in 0..40 {
        app.wait(1);
        assert_eq!(run(&app).await, Delivered::default());
    }
    assert_eq!(app.outbox.tries(), 0);
}

#[tokio::test]
async fn the_address_of_the_link_serves_for_reminders_too() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    ask(&app, &cookie, EMAIL).await;
    assert_eq!(run(&app).await.sent, 1);
    app.wait(3);
    assert_eq!(run(&app).await.sent, 1);
    assert_eq!(subjects(&app)[1], "Hồ sơ chưa nộp: Xóa đăng ký thường trú");
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again_with_growing_pauses_and_given_up_in_sight() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    ask(&app, &cookie, EMAIL).await;
    app.outbox.fail(Some(MailError::Passing("away".into())));
    let mut tries = Vec::new();
    for minute in 0..4_000 {
        let before = app.outbox.tries();
        let done = app.services.deliver_notices().await.expect("answers");
        if app.outbox.tries() > before {
            tries.push((minute, done.given_up));
        }
        app.clock.advance(Duration::minutes(1));
    }
    let gaps: Vec<i64> = tries.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    assert_eq!(gaps, [1, 5, 30, 120, 360, 720, 1_440]);
    assert_eq!(tries.iter().map(|(_, given_up)| given_up).sum::<usize>(), 1);
    assert!(app.get_as(&path("/lam-tiep"), &cookie).await.text().contains("Không gửi được thư"), "the page says so");
    app.outbox.fail(None);
    assert_eq!(ask(&app, &cookie, EMAIL).await, StatusCode::SEE_OTHER, "it can be asked for again at once");
    assert_eq!(run(&app).await.sent, 1);
}

#[tokio::test]
async fn an_address_the_server_refuses_is_given_up_at_once() {
    let app = TestApp::with_mail().await;
    let cookie = begin(&app).await;
    ask(&app, &cookie, EMAIL).await;
    app.outbox.fail(Some(MailError::RefusedByServer(550)));
    assert_eq!(run(&app).await, Delivered { given_up: 1, ..Delivered::default() });
    app.wait(1);
    assert_eq!(run(&app).await, Delivered::default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_runs_at_once_send_one_message() {
    let app = TestApp::with_mail().await;
    for _ in 0..5 {
        let cookie = begin(&app).await;
        answer_with(&app, &cookie, EMAIL).await;
    }
    run(&app).await;
    app.wait(3);
    let runs = futures::future::join_all((0..6).map(|_| run(&app))).await;
    assert_eq!(runs.iter().map(|done| done.sent).sum::<usize>(), 5);
    assert_eq!(app.outbox.mails().len(), 5);
}

#[tokio::test]
async fn a_portal_without_mail_plans_nothing() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    answer_with(&app, &cookie, EMAIL).await;
    assert_eq!(app.services.plan_notices().await.expect("answers"), 0);
    let drafts = app.services.storage.drafts_to_plan(time::OffsetDateTime::UNIX_EPOCH, 9).await.expect("reads");
    assert_eq!(drafts.len(), 1, "it would be planned if mail were switched on");
    assert!(app.services.storage.notices(drafts[0].id).await.expect("reads").is_empty());
}
