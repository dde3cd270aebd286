//! Notices about dossiers: sent by e-mail and SMS, each once, or given up in sight.

use axum::http::{Method, StatusCode};
use domain::dossier::{Command, SupplementItem, SupplementSubject};
use domain::staff::Permission;
use serde_json::json;
use server::mail::MailError;
use server::services::{Act, Delivered, Hand};
use storage::{DossierNoticeState, NewDossierNotice, NoticeChannel};
use time::Duration;
use uuid::Uuid;

use crate::test_app::{ORIGIN, TestApp};

const ANNA: Uuid = Uuid::from_u128(1);
const EMAIL: &str = "man@example.com";
/// A number to which no short message can go.
const LANDLINE: &str = "02183855555";
const MOBILE: &str = "0912345678";

/// Key of the notice that it was filed.
const FILED: &str = "submitted";

fn everything(_permission: Permission, _agency: &str) -> bool {
    true
}

fn answers(phone: &str, email: &str) -> serde_json::Value {
    json!({"applicant": {"name": "Bùi Thị Mận", "phone": phone, "email": email}})
}

/// A dossier that was filed with these, of which the applicant was told.
async fn filed(app: &TestApp, phone: &str, email: &str) -> String {
    let code = just_filed(app, phone, email).await;
    deliver(app).await;
    app.outbox.forget();
    app.texts.forget();
    code
}

async fn just_filed(app: &TestApp, phone: &str, email: &str) -> String {
    let draft = app.empty_draft("1.003197").await;
    let body = json!({"answers": answers(phone, email)});
    let patched = app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(body), &[("if-match", "1")]).await;
    assert_eq!(patched.status, StatusCode::OK, "{}", patched.text());
    let receipt = app.submit(&draft, &draft.key).await;
    receipt.json()["code"].as_str().expect("a code").to_owned()
}

async fn act(app: &TestApp, code: &str, command: Command) {
    app.services.act(code, &Hand::Officer(ANNA, &everything), Act::new(command, None)).await.expect("done");
}

async fn receive(app: &TestApp, code: &str) {
    act(app, code, Command::Receive { due_at: None }).await;
}

async fn deliver(app: &TestApp) -> Delivered {
    app.services.deliver_dossier_notices().await.expect("delivers")
}

/// The notices of what happened after the filing.
async fn ledger(app: &TestApp, code: &str) -> Vec<DossierNoticeState> {
    let dossier = app.services.storage.desk_dossier(code).await.expect("reads").expect("is there");
    let notices = app.services.storage.dossier_notices(dossier.record.id).await.expect("reads");
    notices.into_iter().filter(|notice| notice.kind != FILED).collect()
}

#[tokio::test]
async fn a_filing_is_told_once_with_what_comes_next_and_without_the_pin() {
    let app = TestApp::with_mail().await;
    let draft = app.empty_draft("1.003197").await;
    let body = json!({"answers": answers(MOBILE, EMAIL)});
    app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(body), &[("if-match", "1")]).await;
    let presses = futures::future::join_all((0..4).map(|_| app.submit(&draft, &draft.key))).await;
    let receipt = app.submit(&draft, &draft.key).await.json();
    assert_eq!(presses.iter().filter(|press| press.status == StatusCode::CREATED).count(), 1);
    let text = |key: &str| receipt[key].as_str().expect(key).to_owned();
    let (code, pin) = (text("code"), text("pin"));
    assert_eq!(deliver(&app).await, Delivered { sent: 2, ..Delivered::default() });
    assert_eq!(deliver(&app).await, Delivered::default(), "nothing is sent twice");
    let (mail, sms) = (app.outbox.mails().remove(0), app.texts.sent().remove(0));
    assert_eq!((mail.to.as_str(), mail.subject), (EMAIL, format!("Hồ sơ {code}: đã nộp, chờ tiếp nhận")));
    for part in ["8 giờ làm việc", "Cơ quan trả lời bạn trước: thứ Hai, 23/11/2026, 17:00\n", "bộ phận một cửa"]
    {
        assert!(mail.text.contains(part), "{part} is missing in {}", mail.text);
    }
    assert_eq!(sms.to, MOBILE);
    assert!(sms.text.starts_with(&format!("Ho so {code}: da nop, cho tiep nhan.")), "{}", sms.text);
    for secret in [pin.as_str(), "Bùi", "Bui", "Mận", EMAIL, MOBILE] {
        assert!(!mail.text.contains(secret) && !sms.text.contains(secret), "{secret} is told to whoever reads");
    }
}

#[tokio::test]
async fn a_filing_asks_one_statement_more_of_the_database_for_whoever_is_told() {
    let app = TestApp::with_mail().await;
    let mut asked = Vec::new();
    // The first one reads what the next ones find in memory.
    for (phone, email) in [(LANDLINE, ""), (LANDLINE, ""), (MOBILE, EMAIL)] {
        let draft = app.empty_draft("1.003197").await;
        let body = json!({"answers": answers(phone, email)});
        app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(body), &[("if-match", "1")]).await;
        let before = app.services.storage.statements();
        assert_eq!(app.submit(&draft, &draft.key).await.status, StatusCode::CREATED);
        asked.push(app.services.storage.statements() - before);
    }
    assert_eq!(asked[2], asked[1] + 1, "{asked:?}");
}

#[tokio::test]
async fn a_portal_that_sends_nothing_plans_no_notice_of_a_filing() {
    let app = TestApp::start().await;
    let code = just_filed(&app, MOBILE, EMAIL).await;
    let dossier = app.services.storage.desk_dossier(&code).await.expect("reads").expect("is there");
    assert_eq!(app.services.storage.dossier_notices(dossier.record.id).await.expect("reads"), []);
    assert_eq!(deliver(&app).await, Delivered::default(), "the receipt told of it, so nobody is missed");
}

#[tokio::test]
async fn a_receipt_is_told_by_mail_and_short_message_once() {
    let app = TestApp::with_mail().await;
    let code = filed(&app, MOBILE, EMAIL).await;
    receive(&app, &code).await;
    assert_eq!(deliver(&app).await, Delivered { sent: 2, ..Delivered::default() });
    assert_eq!(deliver(&app).await, Delivered::default(), "nothing is sent twice");
    let mail = app.outbox.mails().remove(0);
    assert_eq!((mail.to.as_str(), mail.subject), (EMAIL, format!("Hồ sơ {code}: đã được tiếp nhận")));
    let due =
        app.services.open_dossier(&code).await.expect("reads").expect("is there").state.due_at.expect("an appointment");
    let due = app::locale::date_time(app::locale::Locale::Vi, due);
    for part in
        [&format!("Hẹn trả kết quả: {due}\n"), &format!("\n{ORIGIN}/tra-cuu\n"), "18001096", "cơ quan giải quyết"]
    {
        assert!(mail.text.contains(part), "{part} is missing in {}", mail.text);
    }
    let sms = app.texts.sent().remove(0);
    assert_eq!(sms.to, MOBILE);
    assert!(sms.text.starts_with(&format!("Ho so {code}: da duoc tiep nhan. Hen tra ")), "{}", sms.text);
    for personal in ["Bùi", "Bui", "Mận", EMAIL, MOBILE] {
        assert!(!mail.text.contains(personal) && !sms.text.contains(personal), "{personal} is told to whoever reads");
    }
}

#[tokio::test]
async fn what_an_officer_wrote_stays_behind_the_pin() {
    let app = TestApp::with_mail().await;
    let code = filed(&app, MOBILE, EMAIL).await;
    let item = SupplementItem {
        subject: SupplementSubject::Paper("1.1".into()),
        instruction: "Ảnh của ông Bùi Văn Khẽn bị mờ".into(),
    };
    let answer_by = Some(app.services.clock.now() + Duration::days(3));
    act(&app, &code, Command::RequestSupplement { items: vec![item], again_because: None, answer_by }).await;
    assert_eq!(deliver(&app).await.sent, 2);
    let mail = app.outbox.mails().remove(0);
    assert_eq!(mail.subject, format!("Hồ sơ {code}: cần bổ sung"));
    assert!(mail.text.contains("Bây giờ đến lượt: bạn\nXin trả lời trước: thứ Năm, 26/11/2026"), "{}", mail.text);
    assert!(!mail.text.contains("Khẽn") && !app.texts.sent()[0].text.contains("Khen"));
}

#[tokio::test]
async fn a_notice_of_a_message_says_whose_turn_it_was_when_it_was_written() {
    let app = TestApp::with_mail().await;
    let code = filed(&app, MOBILE, EMAIL).await;
    let item = SupplementItem { subject: SupplementSubject::Paper("1.1".into()), instruction: "Chụp lại".into() };
    act(&app, &code, Command::RequestSupplement { items: vec![item], again_because: None, answer_by: None }).await;
    deliver(&app).await;
    app.outbox.forget();
    app.clock.advance(Duration::minutes(5));
    let open = app.services.open_dossier(&code).await.expect("reads").expect("is there");
    app.services.write_to_applicant(&open, ANNA, "Chụp cả mặt sau nhé.").await.expect("written");
    app.clock.advance(Duration::minutes(5));
    deliver(&app).await;
    let mail = app.outbox.mails().remove(0);
    assert!(mail.text.contains("Bây giờ đến lượt: bạn"), "{}", mail.text);
    assert!(!mail.text.contains("Chụp cả"), "what was written stays behind the PIN");
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again_with_growing_pauses_until_it_works() {
    let app = TestApp::with_mail().await;
    let code = filed(&app, LANDLINE, EMAIL).await;
    receive(&app, &code).await;
    app.outbox.fail(Some(MailError::Passing("away".into())));
    let mut gaps = Vec::new();
    let mut waited = 0;
    for _ in 0..1_000 {
        let before = app.outbox.tries();
        if gaps.len() == 4 {
            app.outbox.fail(None);
        }
        let done = deliver(&app).await;
        if app.outbox.tries() > before {
            gaps.push(std::mem::take(&mut waited));
            assert_eq!((done.put_off, done.sent), if gaps.len() == 5 { (0, 1) } else { (1, 0) });
            let state = ledger(&app, &code).await.remove(0);
            let error = if gaps.len() == 5 { None } else { Some("unreachable") };
            assert_eq!((state.attempts, state.last_error.as_deref()), (gaps.len() as i64, error));
        }
        app.clock.advance(Duration::minutes(1));
        waited += 1;
    }
    assert_eq!(gaps, [0, 1, 5, 30, 120]);
    assert_eq!(app.outbox.mails().len(), 1);
}

#[tokio::test]
async fn what_was_tried_for_hours_in_vain_is_given_up_and_seen() {
    let app = TestApp::with_mail().await;
    let code = filed(&app, LANDLINE, EMAIL).await;
    receive(&app, &code).await;
    app.outbox.fail(Some(MailError::Passing("away".into())));
    let mut given_up = 0;
    for _ in 0..1_000 {
        given_up += deliver(&app).await.given_up;
        app.clock.advance(Duration::minutes(1));
    }
    assert_eq!((app.outbox.tries(), given_up), (6, 1));
    let desk = app.services.open_dossier(&code).await.expect("reads").expect("is there").desk().to_owned();
    let failed = app.services.storage.failed_dossier_notices(vec![desk], 10).await.expect("reads");
    let seen: Vec<_> =
        failed.iter().map(|one| (one.code.as_str(), one.kind.as_str(), one.last_error.as_deref())).collect();
    assert_eq!(seen, [(code.as_str(), "received", Some("unreachable"))]);
}

#[tokio::test]
async fn what_the_mail_server_refuses_for_good_goes_by_short_message_instead() {
    let app = TestApp::with_mail().await;
    let code = filed(&app, LANDLINE, EMAIL).await;
    let item = SupplementItem { subject: SupplementSubject::Paper("1.1".into()), instruction: "Chụp lại".into() };
    act(&app, &code, Command::RequestSupplement { items: vec![item], again_because: None, answer_by: None }).await;
    app.outbox.fail(Some(MailError::Passing("away".into())));
    assert_eq!(deliver(&app).await.put_off, 1);
    // Meanwhile the applicant gives a mobile number.
    let mut answered = Act::new(Command::AnswerSupplement { note: String::new(), replaced: Vec::new() }, None);
    answered.answers = Some((answers(MOBILE, EMAIL).to_string(), None));
    app.services.act(&code, &Hand::Applicant, answered).await.expect("answered");
    app.outbox.fail(Some(MailError::RefusedByServer(550)));
    app.clock.advance(Duration::minutes(2));
    // That the answer arrived goes to the number that came with it; the request goes there instead of to the mailbox.
    let at_once = Delivered { sent: 1, given_up: 2, ..Delivered::default() };
    assert_eq!(deliver(&app).await, at_once, "given up without another try");
    assert_eq!(deliver(&app).await.sent, 1, "by the other way");
    let texts: Vec<String> = app.texts.sent().into_iter().map(|sms| sms.text).collect();
    for (told, turn) in [("can bo sung", MOBILE), ("da nhan phan bo sung", MOBILE)] {
        assert!(texts.iter().any(|text| text.contains(told)), "{told} for {turn}: {texts:?}");
    }
    let states = ledger(&app, &code).await;
    let refused = states.iter().filter(|one| one.last_error.as_deref() == Some("refused"));
    assert!(
        refused.clone().all(|one| one.failed_at.is_some()) && refused.count() == 2,
        "the desk sees both: {states:?}"
    );
    assert_eq!(deliver(&app).await, Delivered::default());
}

#[tokio::test]
async fn what_both_ways_refuse_is_given_up_once_by_each() {
    let app = TestApp::with_mail().await;
    let code = filed(&app, MOBILE, EMAIL).await;
    receive(&app, &code).await;
    app.outbox.fail(Some(MailError::RefusedByServer(550)));
    *app.texts.refuses.lock().expect("not poisoned") = Some(422);
    assert_eq!(deliver(&app).await, Delivered { given_up: 2, ..Delivered::default() });
    app.wait(1);
    assert_eq!(deliver(&app).await, Delivered::default(), "neither takes the other's place for ever");
    assert_eq!(ledger(&app, &code).await.len(), 2);
}

#[tokio::test]
async fn a_portal_without_a_way_says_so_and_one_with_a_way_uses_it() {
    let app = TestApp::start().await;
    let code = filed(&app, MOBILE, "").await;
    receive(&app, &code).await;
    assert_eq!(deliver(&app).await, Delivered { given_up: 1, ..Delivered::default() });
    let states = ledger(&app, &code).await;
    let seen: Vec<_> = states.iter().map(|one| (one.channel, one.last_error.as_deref())).collect();
    assert_eq!(seen, [(NoticeChannel::Sms, Some("channel_off"))]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_processes_at_once_send_each_notice_once() {
    let app = TestApp::with_mail().await;
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(filed(&app, MOBILE, EMAIL).await);
    }
    for code in &codes {
        receive(&app, code).await;
    }
    let runs = futures::future::join_all((0..6).map(|_| deliver(&app))).await;
    assert_eq!(runs.iter().map(|done| done.sent).sum::<usize>(), 8);
    assert_eq!((app.outbox.mails().len(), app.texts.sent().len()), (4, 4));
}

#[tokio::test]
async fn news_nobody_knows_is_given_up_in_sight_and_holds_up_nothing() {
    let app = TestApp::with_mail().await;
    let code = filed(&app, LANDLINE, EMAIL).await;
    let dossier = app.services.storage.desk_dossier(&code).await.expect("reads").expect("is there");
    let now = app.services.clock.now();
    let notice = |number, kind: &str| NewDossierNotice {
        id: Uuid::from_u128(number),
        kind: kind.into(),
        channel: NoticeChannel::Email,
        address: EMAIL.into(),
        language: "en".into(),
    };
    let message = storage::DossierMessage {
        id: Uuid::from_u128(70),
        at: now,
        staff_id: Some(ANNA),
        body: "Mai mời bà đến".into(),
        read_at: None,
    };
    let notices = vec![notice(71, "nonsense"), notice(72, "message")];
    app.services.storage.add_message(dossier.record.id, message, notices).await.expect("adds");
    assert_eq!(deliver(&app).await, Delivered { sent: 1, given_up: 1, ..Delivered::default() });
    let mail = app.outbox.mails().remove(0);
    assert_eq!(mail.subject, format!("Dossier {code}: new message"));
    assert!(mail.text.contains(&format!("\n{ORIGIN}/en/tra-cuu\n")) && !mail.text.contains("Mai"), "{}", mail.text);
    assert_eq!(ledger(&app, &code).await[1].last_error.as_deref(), Some("unknown_kind"));
}

#[tokio::test]
async fn the_jobs_that_never_ran_are_seen_beside_those_that_did() {
    use server::services::job_runs::{CLEAR, JOBS};
    let app = TestApp::start().await;
    app.services.job_succeeded(CLEAR).await.expect("keeps");
    let runs = app.services.job_runs().await.expect("reads");
    assert_eq!(runs.len(), JOBS.len());
    for run in runs {
        let expected = (run.job == CLEAR).then(|| app.services.clock.now());
        assert_eq!(run.succeeded_at, expected, "{}", run.job.name);
    }
}
