//! The jobs that watch due dates, with the clock moved through weeks in seconds.

use axum::http::StatusCode;
use domain::calendar::{CalendarDay, DayKind};
use domain::dossier::{Command, Event, SupplementItem, SupplementSubject};
use domain::staff::{Permission, Role};
use serde_json::json;
use server::services::{Act, Hand, MovedDue, OpenDossier, ServiceError};
use storage::{QueueFilter, TaskKind};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::test_app::TestApp;

const ANNA: Uuid = Uuid::from_u128(1);
const EMAIL: &str = "man@example.com";

fn everything(_permission: Permission, _agency: &str) -> bool {
    true
}

/// A dossier that is to be settled within five working days.
async fn received(app: &TestApp) -> String {
    let draft = app.empty_draft("1.003197").await;
    let answers = json!({"answers": {"applicant": {"name": "Bùi Thị Mận", "email": EMAIL, "phone": "02183855555"}}});
    let headers = [("if-match", "1")];
    let patched = app.api_with(axum::http::Method::PATCH, &draft.path(""), &draft.token, Some(answers), &headers).await;
    assert_eq!(patched.status, StatusCode::OK, "{}", patched.text());
    let code = app.submit(&draft, &draft.key).await.json()["code"].as_str().expect("a code").to_owned();
    officer(app, &code, Command::Receive { due_at: None }).await.expect("received");
    code
}

async fn officer(app: &TestApp, code: &str, command: Command) -> Result<(), ServiceError> {
    app.services.act(code, &Hand::Officer(ANNA, &everything), Act::new(command, None)).await.map(|_acted| ())
}

async fn supplement(app: &TestApp, code: &str) {
    let item = SupplementItem { subject: SupplementSubject::Paper("1.1".into()), instruction: "Chụp lại".into() };
    let ask = Command::RequestSupplement { items: vec![item], again_because: None, answer_by: None };
    officer(app, code, ask).await.expect("asked");
}

async fn answer(app: &TestApp, code: &str) {
    let answer = Act::new(Command::AnswerSupplement { note: String::new(), replaced: Vec::new() }, None);
    app.services.act(code, &Hand::Applicant, answer).await.expect("answered");
}

async fn open(app: &TestApp, code: &str) -> OpenDossier {
    app.services.open_dossier(code).await.expect("reads").expect("is there")
}

async fn due_at(app: &TestApp, code: &str) -> OffsetDateTime {
    open(app, code).await.state.due_at.expect("a date")
}

async fn draft_apologies(app: &TestApp) -> usize {
    app.services.draft_apologies().await.expect("runs")
}

async fn waits_for_the_leader(app: &TestApp, code: &str) -> bool {
    let desk = open(app, code).await.desk().to_owned();
    let filter = QueueFilter { units: vec![desk], kind: Some(TaskKind::Apology), ..QueueFilter::default() };
    let rows = app.services.storage.queue(filter, None, 10).await.expect("reads");
    rows.iter().any(|row| row.code == code)
}

#[tokio::test]
async fn through_the_tet_week_a_dossier_is_paused_warned_of_excused_and_overdue() {
    let app = TestApp::with_mail().await;
    app.until(datetime!(2027-01-27 09:00 +7));
    let code = received(&app).await;
    assert_eq!(due_at(&app, &code).await, datetime!(2027-02-03 09:00 +7), "five working days");
    app.until(datetime!(2027-01-28 09:00 +7));
    supplement(&app, &code).await;
    app.until(datetime!(2027-01-29 09:00 +7));
    answer(&app, &code).await;
    // A working day was paused, and Tết lies between.
    assert_eq!(due_at(&app, &code).await, datetime!(2027-02-11 09:00 +7));

    app.until(datetime!(2027-02-02 18:00 +7));
    assert_eq!(draft_apologies(&app).await, 0, "a whole day is left before the holidays");
    // The last day before Tết; the agency opens again on the day of the appointment only.
    app.until(datetime!(2027-02-03 00:30 +7));
    let runs = futures::future::join_all((0..4).map(|_| draft_apologies(&app))).await;
    assert_eq!(runs.into_iter().sum::<usize>(), 1, "of several processes one drafts it");
    assert!(waits_for_the_leader(&app, &code).await);
    let drafted = open(&app, &code).await.state.apology.expect("an apology");
    assert_eq!(drafted.new_due_at, datetime!(2027-02-12 15:00 +7), "eight hours of review and four for the signature");
    assert!(drafted.reason.ends_with("Việc còn lại: Thẩm định hồ sơ; Ký duyệt kết quả."), "{}", drafted.reason);

    let leader = app.staff(Role::Leader, open(&app, &code).await.desk()).await;
    let page = app.get_as(&format!("/can-bo/ho-so/{code}"), &leader.cookie).await;
    assert!(page.text().contains("Duyệt phiếu xin lỗi") && page.text().contains(&drafted.reason), "{}", page.text());
    app.services.deliver_dossier_notices().await.expect("delivers");
    let before = app.outbox.mails().len();
    officer(&app, &code, Command::ApproveApology { reason: None, new_due_at: None, again_because: None })
        .await
        .expect("approved");
    assert!(!waits_for_the_leader(&app, &code).await);
    app.services.deliver_dossier_notices().await.expect("delivers");
    let mails = app.outbox.mails();
    assert_eq!(mails.len(), before + 1);
    let told = mails.last().expect("an apology");
    assert_eq!(told.subject, format!("Hồ sơ {code}: xin lỗi và hẹn lại"));
    assert!(told.text.contains("Hẹn trả kết quả: thứ Sáu, 12/02/2027, 15:00"), "{}", told.text);

    app.until(datetime!(2027-02-10 12:00 +7));
    assert_eq!(draft_apologies(&app).await, 0, "in the holidays two open days are left");
    app.until(datetime!(2027-02-11 07:00 +7));
    assert_eq!(draft_apologies(&app).await, 1, "the new date is near");
    let again =
        officer(&app, &code, Command::ApproveApology { reason: None, new_due_at: None, again_because: None }).await;
    let Err(ServiceError::Refused(refusal)) = again else { panic!("a second date without a reason: {again:?}") };
    assert_eq!(refusal.problems.first().map(|problem| problem.key.as_str()), Some("desk_second_needs_reason"));

    app.until(datetime!(2027-02-12 15:01 +7));
    let leader = app.staff(Role::Leader, open(&app, &code).await.desk()).await;
    let start = app.get_as("/can-bo", &leader.cookie).await.text();
    assert!(start.contains("việc đã quá hạn"), "{start}");
    officer(
        &app,
        &code,
        Command::ApproveApology {
            reason: None, new_due_at: None, again_because: Some("Chờ Sở trả lời".into())
        },
    )
    .await
    .expect("with the leader's reason");
    assert!(due_at(&app, &code).await > datetime!(2027-02-12 15:01 +7));
}

#[tokio::test]
async fn what_the_leader_rejects_is_not_drafted_again_for_the_same_date() {
    let app = TestApp::start().await;
    app.until(datetime!(2026-11-23 09:00 +7));
    let code = received(&app).await;
    app.until(due_at(&app, &code).await - Duration::DAY);
    assert_eq!(draft_apologies(&app).await, 1);
    officer(&app, &code, Command::RejectApology { reason: "Sẽ xong kịp".into() }).await.expect("rejected");
    assert!(!waits_for_the_leader(&app, &code).await);
    app.wait(30);
    assert_eq!(draft_apologies(&app).await, 0);
}

#[tokio::test]
async fn nobody_excuses_what_pauses_or_is_withdrawn() {
    let app = TestApp::without_limits().await;
    app.until(datetime!(2026-11-23 09:00 +7));
    let (asked, withdrawn) = (received(&app).await, received(&app).await);
    supplement(&app, &asked).await;
    let withdraw = Act::new(Command::Withdraw { reason: String::new() }, None);
    app.services.act(&withdrawn, &Hand::Applicant, withdraw).await.expect("withdrawn");
    app.wait(30);
    assert_eq!(draft_apologies(&app).await, 0);
}

fn day_off(date: Date, kind: DayKind) -> CalendarDay {
    CalendarDay {
        date,
        kind,
        name_vi: "Nghỉ tránh bão số 13".to_owned(),
        name_en: "Typhoon 13".to_owned(),
        decision: "Công điện của Ủy ban nhân dân tỉnh".to_owned(),
        verified: true,
        announced: true,
    }
}

async fn decree(app: &TestApp, date: Date, kind: DayKind) {
    app.services.storage.import_days(vec![day_off(date, kind)], app.services.clock.now()).await.expect("imports");
    app.services.calendars.reload(&*app.services.storage).await.expect("reads").expect("a change");
}

async fn move_due(app: &TestApp) -> MovedDue {
    app.services.move_due_dates().await.expect("runs")
}

#[tokio::test]
async fn a_day_off_that_is_decreed_later_moves_the_date_tells_the_applicant_and_is_done_once() {
    let app = TestApp::with_mail().await;
    app.until(datetime!(2026-11-23 09:00 +7));
    let code = received(&app).await;
    // Tuesday 24 November is a holiday.
    assert_eq!(due_at(&app, &code).await, datetime!(2026-12-01 09:00 +7));
    app.services.deliver_dossier_notices().await.expect("delivers");
    assert_eq!(move_due(&app).await, MovedDue::default(), "nothing was decreed");
    decree(&app, date!(2026 - 11 - 26), DayKind::Holiday).await;
    assert_eq!(move_due(&app).await, MovedDue::default(), "other processes take a moment to know");
    app.clock.advance(Duration::MINUTE);
    let runs = futures::future::join_all((0..4).map(|_| move_due(&app))).await;
    assert_eq!(runs.iter().map(|run| run.moved).sum::<usize>(), 1, "{runs:?}");
    assert_eq!(move_due(&app).await, MovedDue::default(), "it is done");
    assert_eq!(due_at(&app, &code).await, datetime!(2026-12-02 09:00 +7));
    let last = open(&app, &code).await.dossier.record.events.pop().expect("an event");
    let Event::DueMoved { because, .. } = last.event else { panic!("{last:?}") };
    assert_eq!(because, "Nghỉ tránh bão số 13");
    app.services.deliver_dossier_notices().await.expect("delivers");
    let told = app.outbox.mails().pop().expect("a message");
    assert_eq!(told.subject, format!("Hồ sơ {code}: đổi ngày hẹn"));
    assert!(told.text.contains("02/12/2026"), "{}", told.text);
    // The decree is taken back.
    decree(&app, date!(2026 - 11 - 26), DayKind::Ordinary).await;
    app.clock.advance(Duration::MINUTE);
    assert_eq!(move_due(&app).await.moved, 1);
    assert_eq!(due_at(&app, &code).await, datetime!(2026-12-01 09:00 +7));
}

#[tokio::test]
async fn a_pause_and_a_day_off_are_counted_together_and_told_when_it_goes_on() {
    let app = TestApp::with_mail().await;
    app.until(datetime!(2026-11-23 09:00 +7));
    let (paused, before) = (received(&app).await, received(&app).await);
    supplement(&app, &paused).await;
    officer(&app, &before, Command::Withdraw { reason: String::new() }).await.expect("withdrawn");
    app.services.deliver_dossier_notices().await.expect("delivers");
    let told = app.outbox.mails().len();
    decree(&app, date!(2026 - 11 - 26), DayKind::Holiday).await;
    app.clock.advance(Duration::MINUTE);
    assert_eq!(move_due(&app).await, MovedDue { looked_at: 1, moved: 1, more: false }, "what has ended is left alone");
    app.services.deliver_dossier_notices().await.expect("delivers");
    assert_eq!(app.outbox.mails().len(), told, "a date means nothing while the clock stands still");
    app.until(datetime!(2026-11-25 09:00 +7));
    answer(&app, &paused).await;
    // Paused for one working day (the 23rd to the 25th, with the holiday of the 24th), and the 26th is off.
    assert_eq!(due_at(&app, &paused).await, datetime!(2026-12-03 09:00 +7));
}

#[tokio::test]
async fn days_off_that_no_open_dossier_spans_move_nothing() {
    let app = TestApp::start().await;
    app.until(datetime!(2026-11-23 09:00 +7));
    let code = received(&app).await;
    let due = due_at(&app, &code).await;
    decree(&app, date!(2027 - 04 - 01), DayKind::Holiday).await;
    app.clock.advance(Duration::MINUTE);
    assert_eq!(move_due(&app).await, MovedDue::default());
    assert_eq!(due_at(&app, &code).await, due);
}
