//! The official papers of dossiers, and the file of a result: who gets them, when, and what they say.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use documents::{Limits, Printer};
use domain::dossier::{Command, Event, HandOver, Status, SupplementItem, SupplementSubject};
use domain::staff::{Grant, Permission, Role};
use http_body_util::BodyExt;
use server::http::router;
use server::services::{Act, Hand};
use storage::FileOrigin;
use tower::ServiceExt;

use crate::staff_app::{Colleague, NAME};
use crate::test_app::{Answer, TestApp};

const PDF: &[u8] = b"%PDF-1.7 giay khai sinh";

struct Desk {
    app: TestApp,
    officer: Colleague,
    code: String,
    pin: String,
}

impl Desk {
    async fn with_one_filed() -> Self {
        let app = TestApp::without_limits().await;
        let draft = app.draft().await;
        let receipt = app.submit(&draft, &draft.key).await.json();
        let text = |key: &str| receipt[key].as_str().expect(key).to_owned();
        let (code, pin) = (text("code"), text("pin"));
        let agency = code.split('-').next().expect("an agency").to_owned();
        let roles = [Role::Receptionist, Role::Officer, Role::Leader];
        let grants: Vec<Grant> = roles.into_iter().map(|role| Grant::new(&agency, role)).collect();
        let officer = app.staff_with(&grants).await;
        Self { app, officer, code, pin }
    }

    async fn received() -> Self {
        let desk = Self::with_one_filed().await;
        desk.act(Command::Receive { due_at: None }).await;
        desk
    }

    async fn act(&self, command: Command) {
        let everything = |_: Permission, _: &str| true;
        let hand = Hand::Officer(self.officer.id, &everything);
        self.app.services.act(&self.code, &hand, Act::new(command, None)).await.expect("the officer may");
    }

    async fn get(&self, rest: &str) -> Answer {
        self.app.get_as(&format!("/can-bo/ho-so/{}{rest}", self.code), &self.officer.cookie).await
    }

    /// What the holder of the dossier posts.
    async fn hold(&self, path: &str, more: &[(&str, &str)]) -> Answer {
        let mut fields = vec![("code", self.code.as_str()), ("pin", self.pin.as_str())];
        fields.extend(more);
        self.app.post_form(path, "", &fields).await
    }

    async fn open(&self) -> server::services::OpenDossier {
        self.app.services.open_dossier(&self.code).await.expect("reads").expect("is there")
    }

    async fn attach(&self, cookie: &str, name: &str, bytes: &[u8], change: &[(&str, &str)]) -> Answer {
        let version = self.open().await.state.version.to_string();
        let usual = [
            ("version", version.as_str()),
            ("title", "Giấy khai sinh"),
            ("number", "12/KS"),
            ("issued_on", "2026-11-23"),
            ("signer", "Lãnh đạo"),
            ("granted", "yes"),
        ];
        let mut body = Vec::new();
        for (field, value) in usual {
            let value = change.iter().find(|(name, _)| *name == field).map_or(value, |(_, value)| value);
            let part = format!("--frontier\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!("--frontier\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--frontier--\r\n");
        let request = Request::post(format!("/can-bo/ho-so/{}/ket-qua", self.code))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=frontier")
            .header(header::COOKIE, cookie);
        self.app.call(request.body(Body::from(body)).expect("a request")).await
    }

    /// Everything up to the signature, with a result that has a file.
    async fn settle(&self) {
        let done = |step: &str| Command::CompleteStep { step: step.into(), note: String::new(), choice: None };
        self.act(Command::Claim).await;
        let first = self.open().await.process.first().expect("a step").id.clone();
        self.act(done(&first)).await;
        let attached = self.attach(&self.officer.cookie, "khai sinh.pdf", PDF, &[]).await;
        assert_eq!(attached.status, StatusCode::SEE_OTHER, "{}", attached.text());
        self.act(done("sign")).await;
    }
}

fn is_tagged_pdf(answer: &Answer) -> bool {
    let has = |mark: &[u8]| answer.body.windows(mark.len()).any(|window| window == mark);
    answer.body.starts_with(b"%PDF-") && has(b"/StructTreeRoot") && has(b"/MarkInfo")
}

#[tokio::test]
async fn the_receipt_says_what_was_promised_and_leads_to_tracking_without_the_pin() {
    let desk = Desk::with_one_filed().await;
    let early = desk.get("/giay/01").await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);
    assert!(early.text().contains("Giấy này chỉ có sau khi cơ quan tiếp nhận hồ sơ."), "it says from when on");
    desk.act(Command::Receive { due_at: None }).await;
    let page = desk.get("/giay/01").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let text = page.text();
    let due_at = desk.open().await.state.due_at.expect("an appointment");
    for said in [desk.code.as_str(), "Bùi Thị Mận", "Mẫu số 01", NAME, &domain::paper::formal_moment(due_at)] {
        assert!(text.contains(said), "{said}");
    }
    assert!(text.contains(&format!("/tra-cuu?ma={}", desk.code)) && !text.contains(&desk.pin));
    let tracking = desk.app.get_as(&format!("/tra-cuu?ma={}", desk.code), "").await;
    assert_eq!(tracking.header("cache-control"), "no-store");
    assert!(tracking.text().contains(&format!("value=\"{}\"", desk.code)), "the code is filled in");
    let nonsense = desk.app.get_as("/tra-cuu?ma=%3Cb%3E", "").await;
    assert!(!nonsense.text().contains("<b>"));
    let dossier = desk.get("").await.text();
    assert!(dossier.contains(&format!("href=\"/can-bo/ho-so/{}/giay/01-2\"", desk.code)), "the page links to it");
    let views = desk.app.services.storage.views(desk.open().await.dossier.record.id, 10).await.expect("reads");
    assert_eq!(views.len(), 3, "the paper, the one that is not there, and the page: each time the dossier was opened");
}

#[tokio::test]
async fn the_same_paper_is_a_tagged_pdf_for_the_desk_and_for_the_holder() {
    let desk = Desk::received().await;
    let at_desk = desk.get("/giay/01.pdf").await;
    assert_eq!((at_desk.status, at_desk.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert!(at_desk.header("content-disposition").contains(&format!("{}-01.pdf", desk.code)));
    assert!(is_tagged_pdf(&at_desk));
    let held = desk.hold("/tra-cuu/giay", &[("giay", "01-2"), ("dang", "pdf")]).await;
    assert_eq!(held.body, at_desk.body, "one paper, whoever asks");
    let page = desk.hold("/tra-cuu/giay", &[("giay", "01")]).await;
    assert!(page.status == StatusCode::OK && page.text().contains(&desk.code) && page.text().contains("class=\"sheet"));
    let tracked = desk.hold("/tra-cuu", &[]).await.text();
    assert!(tracked.contains("action=\"/tra-cuu/giay\"") && tracked.contains("value=\"01-2\""));
    assert!(!tracked.contains("value=\"05-2\""), "the control sheet stays with the agency");
}

#[tokio::test]
async fn nobody_else_gets_a_paper() {
    let desk = Desk::received().await;
    let path = format!("/can-bo/ho-so/{}/giay/01.pdf", desk.code);
    assert_eq!(desk.app.get_as(&path, "").await.status, StatusCode::SEE_OTHER, "a stranger");
    let publisher = desk.app.staff(Role::Publisher, "H28").await;
    assert_eq!(desk.app.get_as(&path, &publisher.cookie).await.status, StatusCode::FORBIDDEN);
    let elsewhere = desk.app.staff(Role::Officer, "H28.14").await;
    assert_eq!(desk.app.get_as(&path, &elsewhere.cookie).await.status, StatusCode::NOT_FOUND);
    let draft = desk.app.draft().await;
    let other = desk.app.submit(&draft, &draft.key).await.json();
    let others = [("code", desk.code.as_str()), ("pin", other["pin"].as_str().expect("a PIN")), ("giay", "01")];
    let denied = desk.app.post_form("/tra-cuu/giay", "", &others).await;
    assert_eq!(denied.status, StatusCode::NOT_FOUND);
    assert!(!denied.text().contains("Bùi Thị Mận"));
    assert_eq!(desk.hold("/tra-cuu/giay", &[("giay", "05")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.hold("/tra-cuu/giay", &[("giay", "../01")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn requests_refusals_and_apologies_say_what_the_officer_wrote() {
    let desk = Desk::with_one_filed().await;
    let item = |subject, instruction: &str| SupplementItem { subject, instruction: instruction.into() };
    let items = vec![
        item(SupplementSubject::Paper("1.1".into()), "Chụp lại cả <b>hai</b> mặt"),
        item(SupplementSubject::Field("applicant.phone".into()), "Thiếu một số"),
    ];
    desk.act(Command::RequestSupplement { items, again_because: None, answer_by: None }).await;
    let text = desk.get("/giay/02").await.text();
    assert!(text.contains("Chụp lại cả &lt;b&gt;hai&lt;/b&gt; mặt") && text.contains("Thiếu một số"));
    assert!(text.contains("Số điện thoại"), "fields have their names");
    desk.act(Command::Refuse {
        reason: "Không thuộc thẩm quyền".into(), where_to_turn: "Sở Xây dựng".into()
    })
    .await;
    let text = desk.get("/giay/03").await.text();
    assert!(text.contains("Không thuộc thẩm quyền") && text.contains("Sở Xây dựng"));
    assert_eq!(desk.get("/giay/04").await.status, StatusCode::NOT_FOUND);

    let late = Desk::received().await;
    let due_at = late.open().await.state.due_at.expect("an appointment");
    let new_due_at = due_at + time::Duration::days(7);
    late.act(Command::DraftApology { reason: "Thiếu cán bộ".into(), new_due_at }).await;
    assert_eq!(late.get("/giay/04").await.status, StatusCode::NOT_FOUND, "a draft is no apology");
    late.act(Command::ApproveApology { reason: None, new_due_at: None, again_because: None }).await;
    let text = late.get("/giay/04").await.text();
    for said in ["Thiếu cán bộ", &domain::paper::formal_moment(due_at), &domain::paper::formal_moment(new_due_at)]
    {
        assert!(text.contains(said), "{said}");
    }
}

#[tokio::test]
async fn the_control_sheet_and_the_register_tell_the_whole_way() {
    let desk = Desk::received().await;
    desk.settle().await;
    let sheet = desk.get("/giay/05").await.text();
    assert!(sheet.contains("Mẫu số 05") && sheet.contains("Tiếp nhận hồ sơ") && sheet.contains("Xong bước"));
    let agency = desk.code.split('-').next().expect("an agency");
    let desk = &desk;
    let register = |query: String| {
        let path = format!("/can-bo/so-theo-doi?{query}");
        async move { desk.app.get_as(&path, &desk.officer.cookie).await }
    };
    let whole = format!("don-vi={agency}&tu=2026-11-23&den=2026-11-23");
    let page = register(whole.clone()).await;
    assert!(page.text().contains("Mẫu số 06") && page.text().contains(&desk.code), "{}", page.text());
    let pdf = register(format!("{whole}&dang=pdf")).await;
    assert!(is_tagged_pdf(&pdf));
    let before = register(format!("don-vi={agency}&tu=2026-11-01&den=2026-11-22")).await;
    assert!(before.status == StatusCode::OK && !before.text().contains(&desk.code));
    for bad in ["tu=2026-11-23&den=2026-11-22", "tu=hôm nay&den=", "tu=2026-11-23&den=2026-11-23&don-vi="] {
        let query = if bad.contains("don-vi") { bad.to_owned() } else { format!("don-vi={agency}&{bad}") };
        let answer = register(query.replace(' ', "%20").replace('ô', "o")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
    assert_eq!(register("don-vi=H28.14&tu=2026-11-23&den=2026-11-23".into()).await.status, StatusCode::FORBIDDEN);
    assert!(register(String::new()).await.text().contains("name=\"tu\""));
}

#[tokio::test]
async fn whoever_comes_while_too_many_papers_are_printed_is_told_when_to_come_again() {
    let desk = Desk::received().await;
    let printer = Printer::new(Limits { at_once: 1, waiting: 0 });
    let portal = router(desk.app.app.clone().with_printer(printer));
    let ask = || async {
        let request = Request::get(format!("/can-bo/ho-so/{}/giay/01.pdf", desk.code))
            .header(header::COOKIE, &desk.officer.cookie)
            .body(Body::empty())
            .expect("a request");
        let response = portal.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    };
    let answers = tokio::join!(ask(), ask(), ask(), ask());
    let answers = [answers.0, answers.1, answers.2, answers.3];
    assert!(answers.iter().any(|answer| answer.status == StatusCode::OK && is_tagged_pdf(answer)));
    let busy = answers.iter().find(|answer| answer.status == StatusCode::SERVICE_UNAVAILABLE).expect("one too many");
    assert_eq!(busy.header("retry-after"), "10");
    assert!(busy.text().contains("Hãy đợi mười giây"));
}

#[tokio::test]
async fn a_result_is_sealed_registered_and_handed_over_with_its_download() {
    let desk = Desk::received().await;
    let early = desk.hold("/tra-cuu/ket-qua", &[]).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);
    assert!(early.text().contains("Chưa có bản điện tử của kết quả"));
    desk.settle().await;
    let open = desk.open().await;
    let file = open.dossier.files.iter().find(|file| file.origin == FileOrigin::Result).expect("a file").clone();
    let result = open.state.result.clone().expect("a result");
    assert_eq!((result.file_id, result.sha256.as_deref()), (Some(file.id), Some(file.sha256.as_str())), "sealed");
    assert_eq!((file.added_by, file.name.as_str()), (Some(desk.officer.id), "khai sinh.pdf"));
    assert!(
        !desk
            .app
            .post_form("/tra-cuu/ket-qua", "", &[("code", &desk.code), ("pin", "AAAAAA")])
            .await
            .status
            .is_success()
    );
    assert!(desk.hold("/tra-cuu", &[]).await.text().contains("action=\"/tra-cuu/ket-qua\""));
    let downloaded = desk.hold("/tra-cuu/ket-qua", &[]).await;
    assert_eq!((downloaded.status, downloaded.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(&downloaded.body[..], PDF);
    let open = desk.open().await;
    assert_eq!((open.state.status, open.state.returned_how), (Status::Returned, Some(HandOver::Online)));
    let events = open.dossier.record.events.len();
    assert_eq!(desk.hold("/tra-cuu/ket-qua", &[]).await.status, StatusCode::OK, "as often as it is wanted");
    assert_eq!(desk.open().await.dossier.record.events.len(), events, "and handed over once");
    assert_eq!(desk.get(&format!("/tep/{}", file.id)).await.body, downloaded.body);
    assert!(open.dossier.record.events.iter().any(|entry| matches!(entry.event, Event::ResultAttached { .. })));
}

/// Name and bytes of a file, what is typed otherwise than usual, the status, what the answer says.
type Refused<'a> = (&'a str, &'a [u8], &'a [(&'a str, &'a str)], StatusCode, &'a str);

#[tokio::test]
async fn what_is_no_result_is_refused_and_nothing_of_it_stays() {
    let desk = Desk::received().await;
    desk.act(Command::Claim).await;
    let cases: [Refused<'_>; 4] = [
        ("a.exe", b"MZ\x90\x00 program", &[], StatusCode::UNPROCESSABLE_ENTITY, "file"),
        ("a.pdf", b"", &[], StatusCode::UNPROCESSABLE_ENTITY, "file"),
        ("a.pdf", PDF, &[("number", " ")], StatusCode::UNPROCESSABLE_ENTITY, "Mục này không được để trống."),
        ("a.pdf", PDF, &[("version", "1")], StatusCode::CONFLICT, "Hồ sơ đã thay đổi"),
    ];
    for (name, bytes, change, status, said) in cases {
        let answer = desk.attach(&desk.officer.cookie, name, bytes, change).await;
        assert_eq!(answer.status, status, "{name} {change:?}: {}", answer.text());
        assert!(answer.text().contains(said) && answer.text().contains("Giấy khai sinh"), "what was typed is kept");
    }
    let open = desk.open().await;
    assert!(open.state.result.is_none() && open.dossier.files.iter().all(|file| file.origin != FileOrigin::Result));
    let agency = desk.code.split('-').next().expect("an agency");
    let receptionist = desk.app.staff(Role::Receptionist, agency).await;
    assert_eq!(desk.attach(&receptionist.cookie, "a.pdf", PDF, &[]).await.status, StatusCode::FORBIDDEN);
    let elsewhere = desk.app.staff(Role::Officer, "H28.14").await;
    assert_eq!(desk.attach(&elsewhere.cookie, "a.pdf", PDF, &[]).await.status, StatusCode::NOT_FOUND);
}
