//! Completing a dossier: the holder answers a supplement request with the steps of filing.

use axum::http::{Method, StatusCode};
use domain::dossier::{Command, Event, Status, SupplementItem, SupplementSubject, Turn};
use domain::staff::{Permission, Role};
use serde_json::json;
use server::services::{Act, Delivered, Hand, OpenDossier, counting_files};
use storage::{FileOrigin, TaskKind};
use time::Duration;
use uuid::Uuid;

use crate::test_app::{Answer, ORIGIN, TestApp};

const PDF: &[u8] = b"%PDF-1.7 giay cu";
const NEW_PDF: &[u8] = b"%PDF-1.7 giay moi";
const OFFICER: Uuid = Uuid::from_u128(1);

struct Asked {
    app: TestApp,
    code: String,
    pin: String,
    receipt: Answer,
    draft: crate::test_app::Draft,
}

fn items() -> Vec<SupplementItem> {
    let item = |subject, instruction: &str| SupplementItem { subject, instruction: instruction.into() };
    vec![
        item(SupplementSubject::Paper("1.1".into()), "Ảnh mờ, hãy chụp lại"),
        item(SupplementSubject::Field("applicant.phone".into()), "Thiếu một số"),
    ]
}

fn request() -> Command {
    Command::RequestSupplement { items: items(), again_because: None, answer_by: None }
}

impl Asked {
    /// Filed with two papers, and asked to be completed: at reception, or after it was received.
    async fn start(received: bool) -> Self {
        let app = TestApp::without_limits().await;
        let draft = app.draft().await;
        for (component, name) in [("1.1", "đơn.pdf"), ("1.2", "ảnh.pdf")] {
            assert_eq!(app.upload(&draft, component, name, PDF).await.status, StatusCode::CREATED);
        }
        let receipt = app.submit(&draft, &draft.key).await;
        let text = |key: &str| receipt.json()[key].as_str().expect(key).to_owned();
        let asked = Self { code: text("code"), pin: text("pin"), receipt, draft, app };
        if received {
            asked.officer(Command::Receive { due_at: None }).await;
            asked.app.clock.advance(time::Duration::hours(4));
        }
        asked.officer(request()).await;
        asked
    }

    async fn officer(&self, command: Command) {
        let everything = |_: Permission, _: &str| true;
        let hand = Hand::Officer(OFFICER, &everything);
        self.app.services.act(&self.code, &hand, Act::new(command, None)).await.expect("the officer may");
    }

    async fn held(&self) -> OpenDossier {
        self.app.services.open_dossier(&self.code).await.expect("reads").expect("is there")
    }

    async fn look_up(&self, path: &str, cookie: &str) -> Answer {
        self.app.post_form(path, cookie, &[("code", &self.code), ("pin", &self.pin)]).await
    }

    /// Opens the draft from the tracking page, as a browser.
    async fn begin(&self, cookie: &str) -> Way<'_> {
        let begun = self.look_up("/tra-cuu/bo-sung", cookie).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
        let place = begun.header("location").to_owned();
        assert!(place.starts_with("/bo-sung/"), "{place}");
        // A browser that has a token keeps it.
        let cookie = if cookie.is_empty() { begun.cookie() } else { cookie.to_owned() };
        Way { asked: self, place, cookie }
    }
}

struct Way<'a> {
    asked: &'a Asked,
    place: String,
    cookie: String,
}

impl Way<'_> {
    async fn get(&self, step: &str) -> Answer {
        self.asked.app.get_as(&format!("{}{step}", self.place), &self.cookie).await
    }

    fn id(&self) -> &str {
        self.place.strip_prefix("/bo-sung/").expect("an address")
    }

    async fn kept(&self) -> storage::Draft {
        let id = self.id().parse().expect("an identifier");
        self.asked.app.services.storage.draft(id).await.expect("reads").expect("is there")
    }

    async fn phone(&self, phone: &str) {
        let fields = [("applicant.name", "Bùi Thị Mận"), ("applicant.phone", phone)];
        let path = format!("{}/nguoi-nop", self.place);
        let saved = self.asked.app.post_form(&path, &self.cookie, &fields).await;
        assert_eq!(
            (saved.status, saved.header("location")),
            (StatusCode::SEE_OTHER, &*format!("{}/giay-to", self.place))
        );
    }

    /// Takes the blurred file away and sends a new one, by the plain form.
    async fn paper(&self) {
        let old = self.kept().await.files.into_iter().find(|file| file.component == "1.1").expect("was taken over");
        let path = format!("{}/giay-to/xoa", self.place);
        self.asked.app.post_form(&path, &self.cookie, &[("file", &old.id.to_string())]).await;
        let headers = [("cookie", self.cookie.as_str())];
        let path = format!("{}/giay-to", self.place);
        let sent = self.asked.app.multipart(&path, &headers, "1.1", "đơn mới.pdf", NEW_PDF).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }

    async fn send(&self, note: &str) -> Answer {
        // A press that comes too late sends what its page had.
        let id = self.id().parse().expect("an identifier");
        let kept = self.asked.app.services.storage.draft(id).await.expect("reads");
        let key = kept.map(|draft| draft.submission_key).unwrap_or_default();
        let fields = [("declared", "yes"), ("submission_key", &*key), ("draft_id", self.id()), ("note", note)];
        self.asked.app.post_form(&format!("{}/kiem-tra", self.place), &self.cookie, &fields).await
    }
}

#[tokio::test]
async fn the_tracking_page_leads_to_the_steps_of_filing_with_what_was_filed_and_what_is_asked() {
    let asked = Asked::start(false).await;
    let page = asked.look_up("/tra-cuu", "").await.text();
    assert!(page.contains("action=\"/tra-cuu/bo-sung\"") && page.contains("Bổ sung trực tuyến"));
    let way = asked.begin("").await;
    let first = way.get("").await;
    assert_eq!((first.status, first.header("cache-control")), (StatusCode::OK, "no-store"));
    let first = first.text();
    assert!(first.contains("Ảnh mờ, hãy chụp lại") && first.contains("Thiếu một số"), "the officer's words");
    assert!(first.contains(&format!("{}/giay-to#file-1.1", way.place)) && first.contains("#applicant.phone"));
    assert!(first.contains("Chưa sửa") && !first.contains("Đã sửa"));
    assert!(first.contains("Thủ tục, trường hợp và nơi nhận thì không đổi được"), "says what may be changed");
    let applicant = way.get("/nguoi-nop").await.text();
    assert!(applicant.contains("value=\"Bùi Thị Mận\"") && applicant.contains("value=\"0912345678\""), "prefilled");
    assert!(applicant.contains("Thiếu một số") && !applicant.contains("Ảnh mờ"), "what is asked on this step");
    assert!(!applicant.contains("/nop-ho-so/"), "every link stays on the way");
    let papers = way.get("/giay-to").await.text();
    assert!(papers.contains("đơn.pdf") && papers.contains("ảnh.pdf") && papers.contains("Ảnh mờ, hãy chụp lại"));
    way.phone("0987654321").await;
    assert!(way.get("").await.text().contains("Đã sửa"));
    let kept = way.kept().await;
    assert_eq!(kept.supplement_of.as_deref(), Some(asked.code.as_str()));
    assert_eq!(kept.files.len(), 2, "taken over without sending them again");
}

#[tokio::test]
async fn a_sent_supplement_is_one_event_with_answers_files_tasks_and_a_new_time_to_answer() {
    let asked = Asked::start(false).await;
    let way = asked.begin("").await;
    way.phone("0987654321").await;
    way.paper().await;
    let check = way.get("/kiem-tra").await.text();
    assert!(check.contains("Những gì bạn thay đổi") && check.contains("đơn mới.pdf") && check.contains("0987654321"));
    assert!(check.contains("Gửi phần bổ sung") && !check.contains(">Nộp hồ sơ</button>"));
    asked.app.wait(9);
    let sent = way.send("Tôi chụp lại rồi").await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, &*format!("{}/da-gui", way.place)));
    assert!(way.get("/da-gui").await.text().contains(&asked.code));
    let held = asked.held().await;
    assert_eq!((held.state.status, held.state.turn()), (Status::SupplementRequested, Turn::Desk));
    let last = &held.dossier.record.events.last().expect("an event").event;
    let Event::SupplementAnswered { note, replaced, .. } = last else { panic!("{last:?}") };
    assert_eq!((note.as_str(), replaced.len()), ("Tôi chụp lại rồi", 1));
    assert!(held.dossier.record.answers.contains("0987654321"));
    let counting: Vec<(&str, FileOrigin)> =
        counting_files(&held.dossier).iter().map(|file| (file.name.as_str(), file.origin)).collect();
    assert_eq!(counting, [("ảnh.pdf", FileOrigin::Filed), ("đơn mới.pdf", FileOrigin::Supplement)]);
    assert_eq!(held.dossier.files.len(), 3, "what was filed stays in the dossier");
    let units = vec![held.desk().to_owned()];
    let filter = storage::QueueFilter { units: units.clone(), ..storage::QueueFilter::default() };
    let queue = asked.app.services.storage.queue(filter, None, 10).await.expect("reads");
    assert_eq!(queue.iter().map(|row| row.task.kind).collect::<Vec<_>>(), [TaskKind::Receive]);
    assert!(queue[0].task.due_at > Some(asked.app.services.clock.now()), "the desk has its time anew");
    let search = storage::DossierSearch::Phone("0987654321".into());
    let found = asked.app.services.storage.find_dossiers(units, search, 10).await.expect("reads");
    assert_eq!(found.len(), 1, "found by the corrected number");
    let now = asked.app.services.clock.now();
    let due = asked.app.services.storage.due_dossier_notices(now, 10).await.expect("reads");
    let told = due.iter().find(|notice| notice.kind == "supplement_answered").expect("a notice");
    assert_eq!(told.address, "0987654321");
    let page = asked.look_up("/tra-cuu", "").await.text();
    assert!(
        page.contains("đơn mới.pdf") && !page.contains("quá hạn"),
        "an answer that came late does not make the desk late"
    );
    assert!(!page.contains("/tra-cuu/bo-sung"));
    let again = asked.app.submit(&asked.draft, &asked.draft.key).await;
    assert_eq!(
        (again.status, again.text()),
        (StatusCode::OK, asked.receipt.text()),
        "the receipt tells what was filed"
    );
}

#[tokio::test]
async fn pressed_twice_at_once_and_again_after_a_cut_line_it_is_sent_once() {
    let asked = Asked::start(true).await;
    let way = asked.begin("").await;
    way.phone("0987654321").await;
    way.paper().await;
    let (first, second) = tokio::join!(way.send(""), way.send(""));
    let third = way.send("").await;
    for press in [&first, &second, &third] {
        assert_eq!(
            (press.status, press.header("location")),
            (StatusCode::SEE_OTHER, &*format!("{}/da-gui", way.place))
        );
    }
    for step in ["", "/nguoi-nop", "/giay-to", "/kiem-tra"] {
        assert!(way.get(step).await.header("location").ends_with("/da-gui"), "{step}");
    }
    let events = asked.held().await.dossier.record.events;
    assert_eq!(events.iter().filter(|entry| matches!(entry.event, Event::SupplementAnswered { .. })).count(), 1);
    let other = asked.look_up("/tra-cuu/bo-sung", "").await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.text().contains("không chờ bạn bổ sung"), "{}", other.text());
}

#[tokio::test]
async fn after_reception_the_due_date_is_shifted_by_the_time_in_which_the_applicant_had_it() {
    let asked = Asked::start(true).await;
    let before = asked.held().await.state;
    asked.app.wait(3);
    let way = asked.begin("").await;
    way.phone("0987654321").await;
    way.paper().await;
    assert_eq!(way.send("").await.status, StatusCode::SEE_OTHER);
    let after = asked.held().await.state;
    assert_eq!((after.status, after.turn(), after.paused_since()), (Status::Processing, Turn::Unit, None));
    assert!(after.due_at > before.due_at, "{:?} {:?}", after.due_at, before.due_at);
    assert_eq!(after.first_due_at, before.due_at);
}

#[tokio::test]
async fn an_item_that_was_not_changed_has_to_be_explained_and_nothing_typed_is_lost() {
    let asked = Asked::start(false).await;
    let way = asked.begin("").await;
    way.phone("0987654321").await;
    let silent = way.send("").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = silent.text();
    assert!(page.contains("Còn 1 mục được yêu cầu mà chưa sửa") && page.contains("href=\"#note\""), "{page}");
    assert_eq!(asked.held().await.state.turn(), Turn::Applicant);
    let undeclared = [("note", "Giấy này rõ rồi"), ("submission_key", "x")];
    let asked_again = asked.app.post_form(&format!("{}/kiem-tra", way.place), &way.cookie, &undeclared).await;
    assert!(asked_again.text().contains("Giấy này rõ rồi"), "the explanation is still there");
    assert_eq!(way.send("Giấy này rõ rồi").await.status, StatusCode::SEE_OTHER);
    assert_eq!(asked.held().await.state.turn(), Turn::Desk);
}

#[tokio::test]
async fn decided_or_withdrawn_meanwhile_is_said_clearly_and_what_was_typed_stays() {
    for withdrawn in [false, true] {
        let asked = Asked::start(false).await;
        let way = asked.begin("").await;
        way.phone("0987654321").await;
        way.paper().await;
        if withdrawn {
            let fields = [("code", asked.code.as_str()), ("pin", asked.pin.as_str()), ("confirm", "yes")];
            asked.app.post_form("/tra-cuu/rut-ho-so", "", &fields).await;
        } else {
            asked.officer(Command::Refuse { reason: "Không đủ".into(), where_to_turn: "Sở Nội vụ".into() }).await;
        }
        let late = way.send("").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let page = late.text();
        assert!(page.contains("hồ sơ không chờ bạn bổ sung nữa"), "{page}");
        assert!(page.contains("0987654321") && page.contains("đơn mới.pdf"), "what was typed is still on the page");
        assert!(way.get("/nguoi-nop").await.text().contains("value=\"0987654321\""));
        let events = asked.held().await.dossier.record.events.len();
        assert_eq!(events, 3, "nothing was added");
    }
}

#[tokio::test]
async fn it_goes_on_in_another_browser_by_code_and_pin_even_after_it_expired() {
    let asked = Asked::start(false).await;
    let way = asked.begin("").await;
    way.phone("0987654321").await;
    let stranger = asked.app.get_as(&format!("{}/nguoi-nop", way.place), "__Host-motcua-browser=fremd").await;
    assert_eq!((stranger.status, stranger.header("location")), (StatusCode::SEE_OTHER, "/tra-cuu"));
    let elsewhere = asked.begin("").await;
    assert_eq!(elsewhere.place, way.place, "one draft for one request");
    assert_ne!(elsewhere.cookie, way.cookie);
    assert!(elsewhere.get("/nguoi-nop").await.text().contains("value=\"0987654321\""));
    asked.app.wait(31);
    assert_eq!(way.get("/nguoi-nop").await.header("location"), "/tra-cuu");
    let again = asked.begin(&way.cookie).await;
    assert_eq!(again.place, way.place);
    assert!(again.get("/nguoi-nop").await.text().contains("value=\"0987654321\""));
    let wrong = [("code", asked.code.as_str()), ("pin", "222222")];
    assert_eq!(asked.app.post_form("/tra-cuu/bo-sung", "", &wrong).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn such_a_draft_never_becomes_a_dossier_and_an_ordinary_one_is_left_alone() {
    let asked = Asked::start(false).await;
    let way = asked.begin("").await;
    let path = format!("/api/v1/drafts/{}/submission", way.id());
    let headers = [("cookie", way.cookie.as_str()), ("idempotency-key", "abc")];
    let filed = asked.app.api_with(Method::POST, &path, "", None, &headers).await;
    assert_eq!((filed.status, &filed.json()["code"]), (StatusCode::CONFLICT, &json!("draft_is_supplement")));
    let path = format!("/api/v1/drafts/{}", way.id());
    let headers = [("cookie", way.cookie.as_str()), ("if-match", "1")];
    let moved = asked.app.api_with(Method::PATCH, &path, "", Some(json!({"agency": "H28.01"})), &headers).await;
    assert_eq!((moved.status, &moved.json()["code"]), (StatusCode::CONFLICT, &json!("draft_is_supplement")));
    let typed = json!({"answers": {"applicant": {"phone": "0987654321"}}});
    let saved = asked.app.api_with(Method::PATCH, &path, "", Some(typed), &headers).await;
    assert_eq!(saved.status, StatusCode::OK, "islands save while one types: {}", saved.text());
    let start = asked.app.get_as("/nop-ho-so/1.003197", &way.cookie).await.text();
    assert!(!start.contains("/nop-ho-so/1.003197/nguoi-nop"), "it is not offered as a draft to go on with");
}

#[tokio::test]
async fn the_desk_sees_old_and_new_side_by_side_also_what_was_not_asked_for() {
    let asked = Asked::start(false).await;
    let way = asked.begin("").await;
    way.phone("0987654321").await;
    way.paper().await;
    let headers = [("cookie", way.cookie.as_str())];
    let more =
        asked.app.multipart(&format!("{}/giay-to", way.place), &headers, "other", "thêm.pdf", b"%PDF-1.7 x").await;
    assert_eq!(more.status, StatusCode::SEE_OTHER);
    assert_eq!(way.send("Đã chụp lại").await.status, StatusCode::SEE_OTHER);
    let officer = asked.app.staff(Role::Receptionist, asked.held().await.desk()).await;
    let page = asked.app.get_as(&format!("/can-bo/ho-so/{}", asked.code), &officer.cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    let page = page.text();
    let part =
        page.split("id=\"supplement\"").nth(1).and_then(|rest| rest.split("</table>").next()).expect("the table");
    for words in
        ["Đã chụp lại", "Ảnh mờ, hãy chụp lại", "đơn.pdf", "đơn mới.pdf", "0912345678", "0987654321", "thêm.pdf"]
    {
        assert!(part.contains(words), "{words} in {part}");
    }
    assert!(part.contains("Không được yêu cầu, người nộp tự sửa") && !part.contains("ảnh.pdf"), "{part}");
}

#[tokio::test]
async fn a_form_is_completed_by_the_revision_under_which_it_was_filed() {
    use crate::forms::{FORM, draft_with, good, portal, publish};
    let app = portal().await;
    let draft = draft_with(&app, good()).await;
    let receipt = app.submit(&draft, &draft.key).await;
    assert_eq!(receipt.status, StatusCode::CREATED, "{}", receipt.text());
    let text = |key: &str| receipt.json()[key].as_str().expect(key).to_owned();
    let asked = Asked { code: text("code"), pin: text("pin"), receipt, draft, app };
    let item =
        SupplementItem { subject: SupplementSubject::Field("form.home".into()), instruction: "Ghi rõ xóm".into() };
    asked.officer(Command::RequestSupplement { items: vec![item], again_because: None, answer_by: None }).await;
    // The next revision asks for what nobody was asked when this was filed.
    let raised = FORM
        .replace("revision = 1", "revision = 2")
        .replace("id = \"people\"", "id = \"everybody\"")
        .replace("count(people)", "count(everybody)");
    publish(&asked.app, &raised.replace("required = false\n", "")).await;
    let way = asked.begin("").await;
    let first = way.get("").await.text();
    assert!(
        first.contains(&format!("{}/to-khai/home#form.home", way.place)),
        "leads to the page of the field: {first}"
    );
    let page = way.get("/to-khai/home").await.text();
    assert!(page.contains("Ghi rõ xóm") && page.contains("value=\"Xóm Lũy\""));
    assert!(page.contains("form.people") && !page.contains("form.everybody"));
    let fields = [
        ("form.home.province", "17"),
        ("form.home.commune", "H28.36.02"),
        ("form.home.line", "Xóm Mới"),
        ("asked", "home people"),
    ];
    let saved = asked.app.post_form(&format!("{}/to-khai/home", way.place), &way.cookie, &fields).await;
    assert_eq!(saved.header("location"), format!("{}/giay-to", way.place));
    let check = way.get("/kiem-tra").await.text();
    assert!(check.contains("Xóm Lũy") && check.contains("Xóm Mới"), "old and new");
    assert_eq!(way.send("").await.status, StatusCode::SEE_OTHER);
    let record = asked.held().await.dossier.record;
    assert!(record.answers.contains("Xóm Mới"));
    assert_eq!(record.form_revision, Some(1));
}

const EMAIL: &str = "man@example.com";

/// Filed with an address, asked to be completed within five days, and begun to be completed; nothing is sent.
async fn begun_with_mail() -> (Asked, String) {
    let app = TestApp::with_mail().await;
    let draft = app.draft().await;
    let answers = json!({"answers": {"applicant": {"name": "Bùi Thị Mận", "phone": "0912345678", "email": EMAIL}}});
    app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(answers), &[("if-match", "2")]).await;
    let receipt = app.submit(&draft, &draft.key).await;
    let text = |key: &str| receipt.json()[key].as_str().expect(key).to_owned();
    let asked = Asked { code: text("code"), pin: text("pin"), receipt, draft, app };
    let answer_by = Some(asked.app.services.clock.now() + Duration::days(5));
    asked.officer(Command::RequestSupplement { items: items(), again_because: None, answer_by }).await;
    let place = asked.begin("").await.place;
    asked.app.services.deliver_dossier_notices().await.expect("delivers");
    asked.app.outbox.forget();
    (asked, place)
}

/// What the job does in one run.
async fn remind(app: &TestApp) -> Delivered {
    app.services.plan_notices().await.expect("plans");
    app.services.deliver_notices().await.expect("sends")
}

#[tokio::test]
async fn a_supplement_that_is_not_sent_is_reminded_of_with_both_ends_and_no_key() {
    let (asked, place) = begun_with_mail().await;
    let app = &asked.app;
    assert_eq!(remind(app).await, Delivered::default());
    app.clock.advance(Duration::days(3));
    assert_eq!(remind(app).await, Delivered { sent: 1, ..Delivered::default() });
    assert_eq!(remind(app).await, Delivered::default(), "nothing is sent twice");
    let mail = app.outbox.mails().remove(0);
    assert_eq!((mail.to.as_str(), mail.subject), (EMAIL, format!("Hồ sơ {}: phần bổ sung chưa gửi", asked.code)));
    let kept = asked.app.services.storage.draft(place["/bo-sung/".len()..].parse().expect("an id")).await;
    let until = domain::draft::kept_until(kept.expect("reads").expect("is there").updated_at);
    for part in [
        &format!("\n{ORIGIN}/tra-cuu\n"),
        "Cơ quan đề nghị gửi trước: thứ Bảy, 28/11/2026",
        &*app::locale::date_time(app::locale::Locale::Vi, until),
    ] {
        assert!(mail.text.contains(part), "{part} is missing in {}", mail.text);
    }
    for secret in [asked.pin.as_str(), "Mận", EMAIL, "tiep-tuc", "bo-sung/"] {
        assert!(!mail.text.contains(secret), "{secret} is in {}", mail.text);
    }
    app.clock.advance(Duration::days(20));
    remind(app).await;
    app.clock.advance(Duration::days(6));
    remind(app).await;
    let subjects: Vec<String> = app.outbox.mails().into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects.len(), 3, "{subjects:?}");
    assert!(subjects[1].ends_with("phần bổ sung còn giữ 7 ngày") && subjects[2].ends_with("sắp hết hạn giữ"));
}

#[tokio::test]
async fn nobody_is_reminded_of_a_supplement_that_was_sent_or_is_not_waited_for_any_more() {
    let (sent, place) = begun_with_mail().await;
    let cookie = sent.begin("").await.cookie;
    let way = Way { asked: &sent, place, cookie };
    assert_eq!(way.send("Tôi thấy đã đủ").await.header("location"), format!("{}/da-gui", way.place));
    let (withdrawn, _) = begun_with_mail().await;
    remind(&withdrawn.app).await;
    withdrawn.officer(Command::Withdraw { reason: String::new() }).await;
    for asked in [&sent, &withdrawn] {
        for _ in 0..40 {
            asked.app.clock.advance(Duration::days(1));
            assert_eq!(remind(&asked.app).await, Delivered::default());
        }
    }
}
