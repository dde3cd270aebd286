//! The counter: an officer files for somebody who came in person, from paper.

use axum::http::{Method, StatusCode};
use domain::dossier::{Actor, Channel, Command, Event, Status, SupplementItem, SupplementSubject};
use domain::staff::Role;
use serde_json::json;
use server::services::{Act, Hand, OpenDossier, counting_files};
use storage::FileOrigin;

use crate::staff_app::{Colleague, NAME};
use crate::steps::{CODE, hidden};
use crate::test_app::{Answer, TestApp};

const AGENCY: &str = "H28.01";
const PDF: &[u8] = b"%PDF-1.7 don viet tay";

struct Counter {
    app: TestApp,
    officer: Colleague,
}

impl Counter {
    async fn open() -> Self {
        let app = TestApp::without_limits().await;
        let officer = app.staff(Role::Receptionist, AGENCY).await;
        Self { app, officer }
    }

    async fn get(&self, path: &str) -> Answer {
        self.app.get_as(path, &self.officer.cookie).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.app.post_form(path, &self.officer.cookie, fields).await
    }

    /// Begins a dossier and gives the address of its steps.
    async fn begin(&self) -> String {
        let path = format!("/can-bo/tai-quay/thu-tuc/{CODE}");
        let begun = self.post(&path, &[("agency", AGENCY), ("case", "")]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
        let place = begun.header("location").strip_suffix("/nguoi-nop").expect("the first step");
        assert!(place.starts_with("/can-bo/tai-quay/"), "{place}");
        place.to_owned()
    }

    /// A person without phone and e-mail, with one paper.
    async fn fill_in(&self, place: &str) {
        let page = self.get(&format!("{place}/nguoi-nop")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let fields = [
            ("version", &*hidden(&page, "version")),
            ("acting_for", "oneself"),
            ("applicant.name", "Bùi Thị Mận"),
            ("delivery", "counter"),
        ];
        let saved = self.post(&format!("{place}/nguoi-nop"), &fields).await;
        assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, &*format!("{place}/giay-to")));
        let headers = [("cookie", self.officer.cookie.as_str())];
        let sent = self.app.multipart(&format!("{place}/giay-to"), &headers, "1.1", "đơn.pdf", PDF).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    }

    /// What the check page sends.
    async fn declared(&self, place: &str) -> Vec<(&'static str, String)> {
        let page = self.get(&format!("{place}/kiem-tra")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        vec![
            ("submission_key", hidden(&page, "submission_key")),
            ("draft_id", hidden(&page, "draft_id")),
            ("declared", "yes".to_owned()),
        ]
    }

    async fn send(&self, place: &str, fields: &[(&'static str, String)]) -> Answer {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.post(&format!("{place}/kiem-tra"), &fields).await
    }

    /// Files what was filled in and gives the page that is printed.
    async fn filed(&self, place: &str, later: bool) -> String {
        let mut fields = self.declared(place).await;
        if later {
            fields.push(("then", "later".to_owned()));
        }
        let sent = self.send(place, &fields).await;
        assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, &*format!("{place}/bien-nhan")));
        let page = self.get(&format!("{place}/bien-nhan")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        page.text()
    }

    async fn held(&self, code: &str) -> OpenDossier {
        self.app.services.open_dossier(code).await.expect("reads").expect("is there")
    }
}

/// Code and PIN as the printed page shows them.
fn codes(page: &str) -> (String, String) {
    let mut shown = page.split("class=\"receipt-code\"").skip(1).map(|rest| {
        let text = rest.split('>').nth(1).and_then(|rest| rest.split('<').next()).expect("a code");
        text.to_owned()
    });
    (shown.next().expect("a code"), shown.next().expect("a PIN"))
}

#[tokio::test]
async fn somebody_without_a_phone_gets_code_pin_and_appointment_on_paper() {
    let counter = Counter::open().await;
    let start = counter.get("/can-bo/tai-quay?thu-tuc=khai%20sinh").await.text();
    assert!(start.contains("/can-bo/tai-quay/thu-tuc/1.001193"), "{start}");
    assert!(start.contains("Không có bản nào đang nhận dở."));
    let place = counter.begin().await;
    counter.fill_in(&place).await;
    let applicant = counter.get(&format!("{place}/nguoi-nop")).await.text();
    assert!(applicant.contains("class=\"desk\"") && applicant.contains(NAME), "the frame of the desk, and who types");
    assert!(applicant.contains("Không bắt buộc") || applicant.contains("không bắt buộc"), "{applicant}");
    let listed = counter.get("/can-bo/tai-quay").await.text();
    assert!(listed.contains("Bùi Thị Mận") && listed.contains(&format!("{place}/nguoi-nop")), "{listed}");

    let page = counter.filed(&place, false).await;
    assert!(page.contains("Đã tiếp nhận hồ sơ") && page.contains("/giay/01-2.pdf"), "{page}");
    assert!(page.contains("Bản chụp giấy tờ (1)") && page.contains("đơn.pdf"), "{page}");
    let (code, pin) = codes(&page);
    let held = counter.held(&code).await;
    let record = &held.dossier.record;
    assert_eq!((held.dossier.channel, held.dossier.filed_by), (Channel::Counter, Some(counter.officer.id)));
    let first = record.events.first().expect("a beginning");
    assert_eq!(first.actor, Actor::Officer(counter.officer.id));
    let Event::Submitted { channel: Channel::Counter, seal: Some(seal) } = &first.event else {
        panic!("{:?}", first.event)
    };
    assert_eq!(seal.len(), 64);
    assert!(held.state.received_at.is_some() && held.state.status == Status::Received, "{:?}", held.state.status);
    let file = held.dossier.files.first().expect("a scan");
    assert_eq!((file.origin, file.added_by), (FileOrigin::Scan, Some(counter.officer.id)));
    let views = counter.app.services.storage.views(record.id, 10).await.expect("reads");
    assert!(views.iter().any(|view| view.staff_id == counter.officer.id), "who had the PIN on the screen is kept");

    // The person follows it with what stands on the paper.
    let tracked = counter.app.post_form("/tra-cuu", "", &[("code", &code), ("pin", &pin)]).await;
    assert_eq!(tracked.status, StatusCode::OK);
    assert!(tracked.text().contains(&code));
    assert!(!counter.get("/can-bo/tai-quay").await.text().contains("Bùi Thị Mận"), "it is not unfinished any more");
    let back = counter.get(&format!("{place}/nguoi-nop")).await;
    assert_eq!(back.header("location"), format!("{place}/bien-nhan"));
}

#[tokio::test]
async fn pressed_twice_it_is_one_dossier_and_only_filed_it_waits_to_be_received() {
    let counter = Counter::open().await;
    let place = counter.begin().await;
    counter.fill_in(&place).await;
    let undeclared: Vec<_> =
        counter.declared(&place).await.into_iter().filter(|(name, _)| *name != "declared").collect();
    assert_eq!(counter.send(&place, &undeclared).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut fields = counter.declared(&place).await;
    fields.push(("then", "later".to_owned()));
    for _ in 0..2 {
        let sent = counter.send(&place, &fields).await;
        assert_eq!(sent.header("location"), format!("{place}/bien-nhan"), "{}", sent.text());
    }
    let page = counter.get(&format!("{place}/bien-nhan")).await.text();
    assert!(page.contains("chưa tiếp nhận") && page.contains("viec=receive"), "{page}");
    let (code, _) = codes(&page);
    let held = counter.held(&code).await;
    assert_eq!((held.state.version, held.state.received_at), (1, None));
    let queue = counter.get("/can-bo/ho-so?viec=receive").await.text();
    assert_eq!(queue.matches("href=\"/can-bo/ho-so/H28").count(), 1, "{queue}");
    assert!(queue.contains(&code) && queue.contains("Nộp tại quầy"));
    let (code, pin) = codes(&page);
    let told = counter.app.post_form("/tra-cuu", "", &[("code", &code), ("pin", &pin)]).await.text();
    let history =
        told.split("class=\"timeline\"").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("a history");
    assert!(history.contains("Nộp tại quầy") && !history.contains("trực tuyến"), "{history}");
}

#[tokio::test]
async fn a_draft_of_the_counter_opens_to_that_counter_only() {
    let counter = Counter::open().await;
    let place = counter.begin().await;
    counter.fill_in(&place).await;
    let id = place.rsplit('/').next().expect("an identifier").to_owned();
    let api = format!("/api/v1/desk/drafts/{id}");
    let colleague = counter.app.staff(Role::Receptionist, AGENCY).await;
    let page = counter.app.get_as(&format!("{place}/giay-to"), &colleague.cookie).await;
    assert!(page.text().contains("đơn.pdf"), "a colleague of the counter goes on with it");
    let elsewhere = counter.app.staff(Role::Receptionist, "H28.14").await;
    for step in ["", "/nguoi-nop", "/giay-to", "/kiem-tra", "/bien-nhan", "/to-khai"] {
        let answer = counter.app.get_as(&format!("{place}{step}"), &elsewhere.cookie).await;
        assert_eq!(answer.header("location"), "/can-bo/tai-quay?khong-con=1", "{step}");
    }
    let call = async |method: Method, path: &str, cookie: &str, body: Option<serde_json::Value>| {
        counter.app.api_with(method, path, "", body, &[("cookie", cookie), ("if-match", "2")]).await
    };
    let patch = || Some(json!({"answers": {"applicant": {"name": "Kẻ lạ"}}}));
    assert_eq!(call(Method::GET, &api, &elsewhere.cookie, None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(call(Method::PATCH, &api, &elsewhere.cookie, patch()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(call(Method::GET, &api, "", None).await.status, StatusCode::UNAUTHORIZED);
    let officer = counter.app.staff(Role::Officer, AGENCY).await;
    assert_eq!(call(Method::GET, &api, &officer.cookie, None).await.status, StatusCode::FORBIDDEN);
    // Neither as a citizen's draft, whatever cookie comes along.
    let own = format!("/api/v1/drafts/{id}");
    assert_eq!(call(Method::GET, &own, &counter.officer.cookie, None).await.status, StatusCode::NOT_FOUND);
    let thrown = counter.app.post_form(&format!("{place}/bo"), &elsewhere.cookie, &[]).await;
    assert_eq!(thrown.header("location"), "/can-bo/tai-quay?khong-con=1");
    assert_eq!(call(Method::GET, &api, &counter.officer.cookie, None).await.status, StatusCode::OK, "still there");
    let saved = call(Method::PATCH, &api, &counter.officer.cookie, patch()).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    let desk = counter.post(&format!("/can-bo/tai-quay/thu-tuc/{CODE}"), &[("agency", "H28.14")]).await;
    assert_eq!(desk.status, StatusCode::FORBIDDEN, "nobody takes in at a counter that is not theirs");
    let thrown = counter.post(&format!("{place}/bo"), &[]).await;
    assert_eq!(thrown.header("location"), "/can-bo/tai-quay?da-bo=1");
    assert_eq!(call(Method::GET, &api, &counter.officer.cookie, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_asked_for_is_completed_at_the_counter_with_scans() {
    let counter = Counter::open().await;
    let place = counter.begin().await;
    counter.fill_in(&place).await;
    let (code, pin) = codes(&counter.filed(&place, true).await);
    let item =
        SupplementItem { subject: SupplementSubject::Paper("1.2".into()), instruction: "Thiếu tờ này".into() };
    let request = Command::RequestSupplement { items: vec![item], again_because: None, answer_by: None };
    let everything = |_: domain::staff::Permission, _: &str| true;
    let hand = Hand::Officer(counter.officer.id, &everything);
    counter.app.services.act(&code, &hand, Act::new(request, None)).await.expect("asks");
    // The applicant began at home.
    let begun = counter.app.post_form("/tra-cuu/bo-sung", "", &[("code", &code), ("pin", &pin)]).await;
    let home = begun.header("location").to_owned();

    let opened = counter.post(&format!("/can-bo/ho-so/{code}/bo-sung-tai-quay"), &[]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let place = opened.header("location").to_owned();
    assert_eq!(home.rsplit('/').next(), place.rsplit('/').next(), "what was begun is gone on with");
    let page = counter.get(&place).await;
    assert!(page.status == StatusCode::OK && page.text().contains("Thiếu tờ này"), "{}", page.text());
    let headers = [("cookie", counter.officer.cookie.as_str())];
    let sent = counter.app.multipart(&format!("{place}/giay-to"), &headers, "1.2", "tờ.pdf", b"%PDF-1.7 to khac").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let at_home = counter.app.get_as(&format!("{home}/giay-to"), &begun.cookie()).await;
    assert!(at_home.text().contains("tờ.pdf"), "the applicant sees what was added");
    let mut fields = counter.declared(&place).await;
    fields.push(("note", String::new()));
    let answered = counter.send(&place, &fields).await;
    assert_eq!(answered.header("location"), format!("/can-bo/ho-so/{code}"), "{}", answered.text());
    let again = counter.send(&place, &fields).await;
    assert_eq!(again.header("location"), format!("/can-bo/ho-so/{code}"), "pressed twice");

    let held = counter.held(&code).await;
    let last = held.dossier.record.events.last().expect("an event");
    assert!(matches!(last.event, Event::SupplementAnswered { .. }), "{:?}", last.event);
    assert_eq!(last.actor, Actor::Officer(counter.officer.id));
    let files: Vec<(&str, FileOrigin)> =
        counting_files(&held.dossier).iter().map(|file| (file.name.as_str(), file.origin)).collect();
    assert_eq!(files, [("đơn.pdf", FileOrigin::Scan), ("tờ.pdf", FileOrigin::Scan)]);
}

#[tokio::test]
async fn drafts_of_the_counter_are_not_reminded_of() {
    let counter = Counter::open().await;
    let place = counter.begin().await;
    let page = counter.get(&format!("{place}/nguoi-nop")).await;
    let fields = [
        ("version", &*hidden(&page, "version")),
        ("applicant.name", "Bùi Thị Mận"),
        ("applicant.email", "man@example.com"),
    ];
    counter.post(&format!("{place}/nguoi-nop"), &fields).await;
    let plannable =
        counter.app.services.storage.drafts_to_plan(time::OffsetDateTime::UNIX_EPOCH, 10).await.expect("reads");
    assert_eq!(plannable, [], "the link in the message would lead the applicant nowhere");
    let own = counter.app.draft().await;
    let plannable =
        counter.app.services.storage.drafts_to_plan(time::OffsetDateTime::UNIX_EPOCH, 10).await.expect("reads");
    assert_eq!(plannable.iter().map(|draft| draft.id.to_string()).collect::<Vec<_>>(), [own.id]);
}
