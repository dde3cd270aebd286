//! Following a dossier: what its holder is told, and what its holder may do.

use axum::http::{Method, StatusCode};
use domain::dossier::{Command, HandOver, PaymentDemand, ResultDocument, Status, SupplementItem, SupplementSubject};
use domain::staff::Permission;
use serde_json::{Value, json};
use server::services::{Act, Hand};
use storage::DossierMessage;
use time::macros::{date, datetime};
use uuid::Uuid;

use crate::test_app::{Answer, TestApp};

const EVIL: &str = "</script><img src=x onerror=alert(1)>";
const OFFICER: Uuid = Uuid::from_u128(1);

struct Followed {
    app: TestApp,
    code: String,
    pin: String,
}

impl Followed {
    async fn start() -> Self {
        Self::on(TestApp::without_limits().await).await
    }

    async fn on(app: TestApp) -> Self {
        let draft = app.draft().await;
        let receipt = app.submit(&draft, &draft.key).await.json();
        let text = |key: &str| receipt[key].as_str().expect(key).to_owned();
        Self { code: text("code"), pin: text("pin"), app }
    }

    async fn officer(&self, command: Command) {
        let everything = |_: Permission, _: &str| true;
        let hand = Hand::Officer(OFFICER, &everything);
        let acted = self.app.services.act(&self.code, &hand, Act::new(command, None)).await;
        acted.expect("the officer may");
    }

    async fn received() -> Self {
        let followed = Self::start().await;
        followed.officer(Command::Receive { due_at: None }).await;
        followed
    }

    async fn settled() -> Self {
        let followed = Self::received().await;
        let step =
            |id: &str| Command::CompleteStep { step: id.into(), note: "ghi chú nội bộ".into(), choice: None };
        let held = followed.app.services.open_dossier(&followed.code).await.expect("reads").expect("is there");
        let first = held.process.first().expect("a step").id.clone();
        followed.officer(Command::Claim).await;
        followed.officer(step(&first)).await;
        followed.officer(Command::AttachResult { result: result() }).await;
        let before = followed.look_up().await;
        assert_eq!(before["result"], json!(null), "what is not signed is not told");
        followed.officer(step("sign")).await;
        followed
    }

    async fn post(&self, path: &str, more: &[(&str, &str)]) -> Answer {
        let mut fields = vec![("code", self.code.as_str()), ("pin", self.pin.as_str())];
        fields.extend(more);
        self.app.post_form(path, "", &fields).await
    }

    async fn page(&self) -> String {
        let page = self.post("/tra-cuu", &[]).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        page.text()
    }

    async fn look_up(&self) -> Value {
        let body = json!({"code": self.code, "pin": self.pin});
        let found = self.app.api(Method::POST, "/api/v1/dossiers/lookup", "", Some(body)).await;
        assert_eq!(found.status, StatusCode::OK, "{}", found.text());
        found.json()
    }

    async fn events(&self) -> usize {
        let held = self.app.services.open_dossier(&self.code).await.expect("reads").expect("is there");
        held.dossier.record.events.len()
    }
}

fn result() -> ResultDocument {
    ResultDocument {
        file_id: None,
        sha256: None,
        number: "12/KS".into(),
        title: "Giấy khai sinh".into(),
        issued_on: date!(2026 - 11 - 25),
        signer: "Lãnh đạo Ủy ban".into(),
        granted: true,
    }
}

fn ask(instruction: &str) -> Command {
    let item = |subject| SupplementItem { subject, instruction: instruction.into() };
    Command::RequestSupplement {
        items: vec![
            item(SupplementSubject::Paper("1.1".into())),
            item(SupplementSubject::Field("applicant.phone".into())),
            item(SupplementSubject::Other("Ảnh chân dung".into())),
        ],
        again_because: None,
        answer_by: Some(datetime!(2026-12-01 17:00 +7)),
    }
}

#[tokio::test]
async fn a_supplement_request_names_each_paper_and_field_with_what_to_do_and_until_when() {
    let followed = Followed::start().await;
    followed.officer(ask("Chụp lại\ncả hai mặt")).await;
    let told = followed.look_up().await;
    assert_eq!((&told["turn"], &told["status"]["code"]), (&json!("applicant"), &json!(5)));
    let items = told["supplement"]["items"].as_array().expect("items").clone();
    assert_eq!(items.len(), 3);
    assert_ne!(items[0]["name"], "1.1", "a paper is told by its published name");
    assert_eq!((&items[1]["about"], &items[1]["name"]), (&json!("field"), &json!("Số điện thoại")));
    assert_eq!(
        (&items[2]["name"], &items[2]["instruction"]),
        (&json!("Ảnh chân dung"), &json!("Chụp lại\ncả hai mặt"))
    );
    assert_eq!(told["supplement"]["answer_by"], "2026-12-01T17:00:00+07:00");
    assert_eq!(told["pauses"][0]["status"], 5);
    let page = followed.page().await;
    for words in ["Cần bổ sung", "Ảnh chân dung", "cả hai mặt", "01/12/2026", "Thời gian tạm dừng", "cán bộ tiếp nhận"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("quá hạn"));
}

#[tokio::test]
async fn officers_text_stays_text_and_english_pages_are_english() {
    let followed = Followed::start().await;
    followed.officer(ask(EVIL)).await;
    let evil = DossierMessage {
        id: Uuid::from_u128(9),
        at: followed.app.services.clock.now(),
        staff_id: Some(OFFICER),
        body: EVIL.into(),
        read_at: None,
    };
    let id =
        followed.app.services.open_dossier(&followed.code).await.expect("reads").expect("is there").dossier.record.id;
    followed.app.services.storage.add_message(id, evil, Vec::new()).await.expect("writes");
    let page = followed.post("/en/tra-cuu", &[]).await.text();
    assert!(!page.contains("<img") && page.contains("&lt;img src=x"), "hostile text is text");
    for words in ["What to complete", "Whose turn is it?", "desk officer", "Messages with the officer"] {
        assert!(page.contains(words), "{words}");
    }
    let held = followed.app.services.open_dossier(&followed.code).await.expect("reads").expect("is there");
    assert!(held.dossier.messages.iter().all(|message| message.read_at.is_some()), "seen is told to the officer");
}

#[tokio::test]
async fn an_overdue_dossier_says_so_with_an_apology_and_whom_to_call() {
    let followed = Followed::received().await;
    assert_eq!(followed.look_up().await["due"]["is_late"], false);
    followed.app.wait(9);
    let told = followed.look_up().await;
    assert_eq!((&told["due"]["is_late"], &told["turn"]), (&json!(true), &json!("unit")));
    let page = followed.page().await;
    for words in ["quá hạn", "xin lỗi", "tel:", "01/12/2026"] {
        assert!(page.contains(words), "{words}");
    }
    followed.officer(Command::Stop { reason: "Chờ toà án".into() }).await;
    let stopped = followed.look_up().await;
    assert_eq!(stopped["due"]["is_late"], false, "while the clock stands still nobody is late");
    assert_eq!(stopped["ending"]["reason"], "Chờ toà án");
    assert!(followed.page().await.contains("Chờ toà án"));
}

#[tokio::test]
async fn a_new_date_is_told_with_the_first_one_and_why() {
    let followed = Followed::received().await;
    let new_due_at = datetime!(2026-12-02 10:00 +7);
    followed.officer(Command::DraftApology { reason: "Chờ ý kiến của Sở".into(), new_due_at }).await;
    let drafted = followed.look_up().await;
    assert!(!drafted.to_string().contains("Chờ ý kiến"), "a draft is internal");
    followed.officer(Command::ApproveApology { reason: None, new_due_at: None, again_because: None }).await;
    let told = followed.look_up().await;
    assert_eq!(told["due"]["at"], "2026-12-02T10:00:00+07:00");
    assert_eq!(told["due"]["first"], "2026-12-01T07:00:00+07:00");
    assert_eq!(told["due"]["changes"][0]["why"], "apology");
    let page = followed.page().await;
    assert!(page.contains("Hẹn lần đầu") && page.contains("Chờ ý kiến của Sở") && page.contains("lãnh đạo"));
}

#[tokio::test]
async fn a_payment_is_told_with_its_amount_and_a_correction_with_what_it_takes_back() {
    let followed = Followed::received().await;
    let demand = PaymentDemand { amount: 150_000, reason: "Lệ phí cấp phép".into() };
    followed.officer(Command::RequestPayment { demand }).await;
    assert_eq!(followed.look_up().await["payment"], json!({"amount": 150_000, "reason": "Lệ phí cấp phép"}));
    assert!(followed.page().await.contains("150.000 đồng"));
    let sequence = i64::try_from(followed.events().await).expect("few");
    followed.officer(Command::Correct { sequence, reason: "Nhầm hồ sơ".into() }).await;
    let told = followed.look_up().await;
    let events = told["events"].as_array().expect("events");
    assert_eq!((&told["payment"], &events[2]["taken_back"]), (&json!(null), &json!(true)));
    assert_eq!(events[3]["told"], json!({"takes_back": "payment_requested", "reason": "Nhầm hồ sơ"}));
    assert!(followed.page().await.contains("Đã đính chính, không còn giá trị"));
}

#[tokio::test]
async fn a_result_is_told_once_it_is_signed_and_nothing_internal_is() {
    let followed = Followed::settled().await;
    let told = followed.look_up().await;
    assert_eq!((&told["result"]["number"], &told["result"]["signer"]), (&json!("12/KS"), &json!("Lãnh đạo Ủy ban")));
    assert_eq!(told["result"]["issued_on"], "2026-11-25");
    let kinds: Vec<&str> =
        told["events"].as_array().expect("events").iter().filter_map(|event| event["kind"].as_str()).collect();
    assert!(kinds.contains(&"settled") && !kinds.contains(&"claimed"), "{kinds:?}");
    assert!(!told.to_string().contains("ghi chú nội bộ") && !told.to_string().contains(&OFFICER.to_string()));
    let page = followed.page().await;
    for words in ["12/KS", "Giấy khai sinh", "Lãnh đạo Ủy ban", "Đến quầy tiếp nhận"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("ghi chú nội bộ") && !page.contains(&OFFICER.to_string()));
    let handed = Command::HandOver { how: HandOver::Counter, receiver: "Bùi Văn Rậu".into() };
    followed.officer(handed).await;
    assert!(followed.page().await.contains("Nhận tại quầy"));
}

#[tokio::test]
async fn a_refusal_tells_the_reason_and_where_to_turn() {
    let followed = Followed::start().await;
    let refuse =
        Command::Refuse { reason: "Không thuộc thẩm quyền".into(), where_to_turn: "Sở Nội vụ".into() };
    followed.officer(refuse).await;
    let told = followed.look_up().await;
    assert_eq!(told["ending"], json!({"reason": "Không thuộc thẩm quyền", "where_to_turn": "Sở Nội vụ"}));
    let page = followed.page().await;
    assert!(page.contains("Vì sao không được tiếp nhận") && page.contains("Sở Nội vụ"));
    assert!(!page.contains("Rút hồ sơ này"), "what has ended is not withdrawn");
}

#[tokio::test]
async fn withdrawing_asks_first_and_pressed_twice_happens_once() {
    let followed = Followed::received().await;
    let asked = followed.post("/tra-cuu/rut-ho-so", &[]).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text().contains("Có, rút hồ sơ"));
    assert_eq!(followed.events().await, 2, "a question changes nothing");
    let yes = [("confirm", "yes"), ("reason", "Tôi chuyển nơi ở")];
    let (first, second) =
        tokio::join!(followed.post("/tra-cuu/rut-ho-so", &yes), followed.post("/tra-cuu/rut-ho-so", &yes));
    for press in [&first, &second] {
        assert_eq!(press.status, StatusCode::OK);
        assert!(press.text().contains("Bạn đã rút hồ sơ. Cơ quan không giải quyết"), "the page says so");
    }
    assert_eq!(followed.events().await, 3);
    let told = followed.look_up().await;
    assert_eq!((&told["status"]["code"], &told["turn"]), (&json!(7), &json!("nobody")));
    assert_eq!(told["ending"]["reason"], "Tôi chuyển nơi ở");
    followed.app.wait(9);
    assert!(!followed.page().await.contains("quá hạn"), "what was withdrawn is not late");
}

#[tokio::test]
async fn what_is_settled_is_not_withdrawn_and_a_stranger_withdraws_nothing() {
    let followed = Followed::settled().await;
    let late = followed.post("/tra-cuu/rut-ho-so", &[("confirm", "yes")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("Không rút được nữa"));
    let open = Followed::start().await;
    let fields = [("code", open.code.as_str()), ("pin", "222222"), ("confirm", "yes"), ("message", "a")];
    for path in ["/tra-cuu/rut-ho-so", "/tra-cuu/loi-nhan", "/tra-cuu/lich.ics"] {
        let stranger = open.app.post_form(path, "", &fields).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(open.app.get(path).await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    let held = open.app.services.open_dossier(&open.code).await.expect("reads").expect("is there");
    assert_eq!((held.state.status, held.dossier.messages.len()), (Status::Submitted, 0));
    let long = "a".repeat(2_001);
    let too_long = open.post("/tra-cuu/rut-ho-so", &[("confirm", "yes"), ("reason", &long)]).await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_long.text().contains("2.000") && open.events().await == 1);
}

#[tokio::test]
async fn a_message_reaches_the_dossier_once_composed_and_within_its_limit() {
    let followed = Followed::start().await;
    for _ in 0..2 {
        let sent = followed.post("/tra-cuu/loi-nhan", &[("message", " Bao giờ xong\r\nhồ so\u{31b}? ")]).await;
        assert_eq!(sent.status, StatusCode::OK);
        assert!(sent.text().contains("Đã gửi lời nhắn"));
    }
    let told = followed.look_up().await;
    assert_eq!(told["messages"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["messages"][0]["body"], "Bao giờ xong\nhồ sơ?");
    assert_eq!(told["messages"][0]["from"], "applicant");
    let long = "a".repeat(2_001);
    for (text, words) in [("", "Mục này cần được điền"), (long.as_str(), "2.000"), ("a\u{202E}b", "ký tự ẩn")]
    {
        let refused = followed.post("/tra-cuu/loi-nhan", &[("message", text)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        assert!(page.contains(words) && page.contains("href=\"#message\""), "{words}");
    }
    assert_eq!(followed.look_up().await["messages"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn writing_is_slowed_down_as_looking_up_is() {
    let followed = Followed::on(TestApp::start().await).await;
    for at in 0..30 {
        let sent = followed.post("/tra-cuu/loi-nhan", &[("message", &format!("Lời nhắn {at}"))]).await;
        assert_eq!(sent.status, StatusCode::OK);
    }
    let slowed = followed.post("/tra-cuu/loi-nhan", &[("message", "Lời nhắn nữa")]).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn whoever_holds_the_pin_may_look_as_often_as_they_click_and_who_guesses_may_not() {
    let followed = Followed::on(TestApp::start().await).await;
    assert_eq!(followed.post("/tra-cuu", &[]).await.status, StatusCode::OK);
    // Somebody else tries PINs of the same dossier until they are slowed down.
    let guess = async || {
        let fields = [("code", followed.code.as_str()), ("pin", "222222")];
        followed.app.post_form("/tra-cuu", "", &fields).await.status
    };
    let mut guesses = 0;
    while guess().await == StatusCode::NOT_FOUND {
        guesses += 1;
        assert!(guesses < 15, "guessing goes on and on");
    }
    assert_eq!(followed.post("/tra-cuu", &[]).await.status, StatusCode::OK);
    assert_eq!(guess().await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_appointment_is_a_calendar_file_that_names_nobody() {
    let followed = Followed::start().await;
    let none = followed.post("/tra-cuu/lich.ics", &[]).await;
    assert_eq!(none.status, StatusCode::CONFLICT);
    assert!(none.text().contains("không có ngày hẹn"));
    followed.officer(Command::Receive { due_at: None }).await;
    let file = followed.post("/tra-cuu/lich.ics", &[]).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "text/calendar; charset=utf-8"));
    assert_eq!(
        (file.header("cache-control"), file.header("content-disposition")),
        ("no-store", "attachment; filename=\"lich-hen.ics\"")
    );
    let text = file.text();
    assert!(text.contains("\r\nDTSTART:20261201T000000Z\r\n"), "{text}");
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains(&format!("Hẹn trả kết quả hồ sơ {}", followed.code)), "{unfolded}");
    assert!(!unfolded.contains("Bùi Thị Mận") && !unfolded.contains(&followed.pin));
}
