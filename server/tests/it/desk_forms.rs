//! The forms that the desk's pages show, sent as they stand there: every field is one of the form, and its latest entry is what
//! both histories tell first.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::dossier::{Event, EventKind, Status};
use domain::staff::{Grant, Role};
use server::services::OpenDossier;

use crate::staff_app::Colleague;
use crate::test_app::{Answer, TestApp};

/// A unit beside the agency of the dossier.
const OTHER: &str = "H28.14";

struct Desk {
    app: TestApp,
    code: String,
    pin: String,
    agency: String,
    officer: Colleague,
    leader: Colleague,
}

impl Desk {
    /// One dossier, an officer who receives and works there, and the leader.
    async fn filed() -> Self {
        let app = TestApp::without_limits().await;
        let (code, pin) = file(&app).await;
        let agency = code.split('-').next().expect("an agency").to_owned();
        let roles = [Role::Receptionist, Role::Officer];
        let grants: Vec<Grant> = roles.into_iter().map(|role| Grant::new(&agency, role)).collect();
        let officer = app.staff_with(&grants).await;
        let leader = app.staff(Role::Leader, &agency).await;
        Self { app, code, pin, agency, officer, leader }
    }

    /// The same, received and handed to the unit through the pages.
    async fn processing() -> Self {
        let desk = Self::filed().await;
        desk.does(&desk.officer, "receive", &[]).await;
        desk.does(&desk.officer, "transfer", &[("unit", &desk.agency), ("note", "")]).await;
        assert_eq!(desk.status().await, Status::Processing);
        desk
    }

    fn path(&self, rest: &str) -> String {
        format!("/can-bo/ho-so/{}{rest}", self.code)
    }

    async fn open(&self) -> OpenDossier {
        self.app.services.open_dossier(&self.code).await.expect("reads").expect("is there")
    }

    async fn status(&self) -> Status {
        self.open().await.state.status
    }

    async fn page(&self, who: &Colleague, query: &str) -> String {
        let answer = self.app.get_as(&self.path(query), &who.cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text());
        answer.text()
    }

    /// Sends the form that the page shows for the act, filled in with these fields; a field which the form does not have
    /// fails the test.
    async fn sends(&self, who: &Colleague, act: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.page(who, &format!("?viec={act}&buoc={step}")).await;
        let form = Form::of(&page, &self.path(&format!("/viec/{act}")));
        for (name, _) in fields {
            assert!(form.names.iter().any(|known| known == name), "{act}: no field {name} among {:?}", form.names);
        }
        let mut all: Vec<(&str, &str)> = form.hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert!(all.iter().any(|(name, _)| *name == "version"), "{act}: the form says what was seen");
        all.extend(fields);
        self.app.post_form(&form.action, &who.cookie, &all).await
    }

    async fn does(&self, who: &Colleague, act: &str, fields: &[(&str, &str)]) {
        let answer = self.sends(who, act, "", fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{act}: {}", answer.text());
    }

    async fn finishes(&self, who: &Colleague, step: &str) {
        let answer = self.sends(who, "complete_step", step, &[("note", "")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}: {}", answer.text());
    }

    /// Attaches a result that exists on paper only, through its form.
    async fn attaches(&self, who: &Colleague) {
        let page = self.page(who, "?viec=attach_result").await;
        let form = Form::of(&page, &self.path("/ket-qua"));
        let filled = [
            ("title", "Giấy khai sinh"),
            ("number", "12/KS"),
            ("issued_on", "2026-11-23"),
            ("signer", "Lãnh đạo"),
            ("granted", "yes"),
        ];
        let hidden = form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let part = |(name, value): (&str, &str)| {
            format!("--frontier\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body: String = hidden.chain(filled).map(part).collect();
        let request = Request::post(&form.action)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=frontier")
            .header(header::COOKIE, &who.cookie)
            .body(Body::from(body + "--frontier--\r\n"));
        let answer = self.app.call(request.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }

    /// The latest entry of the history on the desk page.
    async fn latest(&self, who: &Colleague) -> String {
        let page = self.page(who, "").await;
        entry(&page, "history", 0)
    }

    /// What the applicant reads with code and PIN.
    async fn tracked(&self) -> String {
        let page = self.app.post_form("/tra-cuu", "", &[("code", &self.code), ("pin", &self.pin)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        page.text()
    }

    async fn kinds(&self) -> Vec<EventKind> {
        self.open().await.dossier.record.events.iter().map(|entry| entry.event.kind()).collect()
    }
}

/// A form of a page: where it goes, its fields, and what it sends unseen.
struct Form {
    action: String,
    names: Vec<String>,
    hidden: Vec<(String, String)>,
}

impl Form {
    fn of(page: &str, path: &str) -> Self {
        let attribute = |tag: &str, name: &str| {
            let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
            Some(value.replace("&amp;", "&"))
        };
        let forms = page.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next());
        let form = forms.into_iter().find(|form| attribute(form, "action").is_some_and(|action| action == path));
        let form = form.unwrap_or_else(|| panic!("no form for {path}"));
        let tags: Vec<&str> = form.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
        let hidden = tags.iter().filter(|tag| tag.contains("type=\"hidden\""));
        Self {
            action: path.to_owned(),
            names: tags.iter().filter_map(|tag| attribute(tag, "name")).collect(),
            hidden: hidden
                .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default())))
                .collect(),
        }
    }
}

/// An entry of a list of events, the newest first.
fn entry(page: &str, list: &str, at: usize) -> String {
    let section = page.split(&format!("<h2 id=\"{list}\"")).nth(1).expect("the section");
    let section = section.split("</section>").next().expect("its end");
    section.split("<li>").nth(at + 1).unwrap_or_else(|| panic!("no entry {at} in {section}")).to_owned()
}

async fn file(app: &TestApp) -> (String, String) {
    let draft = app.draft().await;
    let receipt = app.submit(&draft, &draft.key).await.json();
    let text = |key: &str| receipt[key].as_str().expect(key).to_owned();
    (text("code"), text("pin"))
}

fn has(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "«{words}» is missing in: {text}");
    }
}

#[tokio::test]
async fn what_was_stopped_goes_on_and_the_date_moves_by_the_time_between() {
    let mut desk = Desk::processing().await;
    let promised = desk.open().await.state.due_at.expect("an appointment");
    let mute = desk.sends(&desk.officer, "stop", "", &[("reason", "")]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY, "a stop has a reason");
    desk.does(&desk.officer, "stop", &[("reason", "Chờ bản án của toà")]).await;
    assert_eq!(desk.status().await, Status::Stopped);
    has(&desk.latest(&desk.officer).await, &["Dừng xử lý", "Chờ bản án của toà"]);
    has(&entry(&desk.tracked().await, "timeline", 0), &["Dừng xử lý", "Thời gian tạm dừng", "Chờ bản án của toà"]);
    desk.app.wait(1);
    desk.officer.cookie = desk.app.signed_in(&desk.officer).await;
    desk.does(&desk.officer, "resume", &[]).await;
    let state = desk.open().await.state;
    assert_eq!(state.status, Status::Processing);
    assert_eq!(state.due_at, Some(promised + time::Duration::DAY), "Tuesday instead of Monday: one working day");
    has(&desk.latest(&desk.officer).await, &["Tiếp tục xử lý"]);
    has(&entry(&desk.tracked().await, "timeline", 0), &["Tiếp tục xử lý", "Hẹn trả kết quả"]);
}

#[tokio::test]
async fn a_payment_is_asked_for_and_confirmed_with_its_receipt() {
    let desk = Desk::processing().await;
    let nothing = desk.sends(&desk.officer, "request_payment", "", &[("amount", "0"), ("reason", "Phí")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let demand = [("amount", "50.000"), ("reason", "Lệ phí cấp bản sao, nộp tại quầy số 2")];
    desk.does(&desk.officer, "request_payment", &demand).await;
    assert_eq!(desk.status().await, Status::PaymentRequested);
    has(&desk.latest(&desk.officer).await, &["Yêu cầu nộp tiền", "50.000 đồng", "quầy số 2"]);
    let tracked = desk.tracked().await;
    has(&entry(&tracked, "timeline", 0), &["Yêu cầu nộp tiền", "50.000 đồng", "quầy số 2"]);
    desk.does(&desk.officer, "confirm_payment", &[("receipt", "AB/26E 0000012")]).await;
    let open = desk.open().await;
    assert_eq!((open.state.status, open.state.payment), (Status::Processing, None));
    has(&desk.latest(&desk.officer).await, &["Đã nộp tiền", "AB/26E 0000012"]);
    has(&entry(&desk.tracked().await, "timeline", 0), &["Đã nộp tiền", "Biên lai", "AB/26E 0000012"]);
}

#[tokio::test]
async fn another_unit_is_asked_and_only_who_gives_the_opinion_sees_the_dossier_there() {
    let desk = Desk::processing().await;
    let asked = desk.app.staff(Role::Officer, OTHER).await;
    let reception = desk.app.staff(Role::Receptionist, OTHER).await;
    let path = desk.path("");
    assert_eq!(desk.app.get_as(&path, &asked.cookie).await.status, StatusCode::NOT_FOUND, "not asked yet");
    desk.does(&desk.officer, "consult", &[("unit", OTHER), ("question", "Thửa đất có tranh chấp không?")]).await;
    assert_eq!(desk.status().await, Status::Processing, "the clock runs on");
    has(&desk.latest(&desk.officer).await, &["Lấy ý kiến cơ quan khác", "Thửa đất có tranh chấp không?"]);
    let told = entry(&desk.tracked().await, "timeline", 0);
    has(&told, &["Lấy ý kiến cơ quan khác"]);
    assert!(!told.contains("tranh chấp"), "what officers ask each other stays with them");
    let number = desk.open().await.state.consultations.keys().next().copied().expect("a question").to_string();
    for way in [path.clone(), format!("{path}?viec=answer_consultation")] {
        let closed = desk.app.get_as(&way, &reception.cookie).await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND, "reception of a unit that was only asked");
    }
    let sent = [("version", "1"), ("consultation", number.as_str()), ("answer", "Không")];
    let refused = desk.app.post_form(&desk.path("/viec/answer_consultation"), &reception.cookie, &sent).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let answer = [("consultation", number.as_str()), ("answer", "Không có tranh chấp")];
    let answered = desk.sends(&asked, "answer_consultation", "", &answer).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text());
    let after = desk.app.get_as(answered.header("location"), &asked.cookie).await;
    assert_eq!(after.status, StatusCode::OK, "what was done well does not end at a page that is not there");
    assert!(desk.open().await.state.consultations.is_empty());
    has(&desk.latest(&desk.officer).await, &["Cơ quan khác đã trả lời", "Không có tranh chấp"]);
    has(&entry(&desk.tracked().await, "timeline", 0), &["Cơ quan khác đã trả lời"]);
    assert_eq!(desk.app.get_as(&path, &asked.cookie).await.status, StatusCode::NOT_FOUND, "and it is over there");
}

#[tokio::test]
async fn an_officers_mistake_is_taken_back_by_a_new_event() {
    let desk = Desk::processing().await;
    desk.does(&desk.officer, "stop", &[("reason", "Nhầm hồ sơ")]).await;
    let before = desk.kinds().await;
    let colleague = desk.app.staff(Role::Officer, &desk.agency).await;
    assert!(!desk.page(&colleague, "").await.contains("viec=correct"), "whose mistake it was takes it back");
    desk.does(&desk.officer, "correct", &[("reason", "Bấm nhầm, hồ sơ này không dừng")]).await;
    let open = desk.open().await;
    assert_eq!(open.state.status, Status::Processing);
    assert_eq!(desk.kinds().await, [before, vec![EventKind::Corrected]].concat(), "nothing that was written is gone");
    has(&desk.latest(&desk.officer).await, &["Đính chính", "Bấm nhầm, hồ sơ này không dừng"]);
    let tracked = desk.tracked().await;
    has(&entry(&tracked, "timeline", 0), &["Đính chính", "Dừng xử lý", "Bấm nhầm"]);
    has(&entry(&tracked, "timeline", 1), &["Dừng xử lý", "Đã đính chính, không còn giá trị"]);
}

#[tokio::test]
async fn an_apology_that_the_leader_does_not_approve_reaches_nobody() {
    let desk = Desk::processing().await;
    let promised = desk.open().await.state.due_at;
    let draft = [("reason", "Thiếu người"), ("date", "2027-03-01T08:00")];
    desk.does(&desk.officer, "draft_apology", &draft).await;
    has(&desk.latest(&desk.officer).await, &["Dự thảo xin lỗi", "Thiếu người"]);
    let version = desk.open().await.state.version.to_string();
    let sent = [("version", version.as_str()), ("reason", "Không")];
    let refused = desk.app.post_form(&desk.path("/viec/reject_apology"), &desk.officer.cookie, &sent).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "the leader decides");
    desk.does(&desk.leader, "reject_apology", &[("reason", "Còn kịp, làm tiếp")]).await;
    let state = desk.open().await.state;
    assert_eq!((state.status, state.apology, state.due_at), (Status::Processing, None, promised));
    has(&desk.latest(&desk.leader).await, &["Không duyệt phiếu xin lỗi", "Còn kịp, làm tiếp"]);
    let tracked = desk.tracked().await;
    for inside in ["Thiếu người", "Còn kịp", "xin lỗi và hẹn lại", "Không duyệt phiếu"] {
        assert!(!tracked.contains(inside), "«{inside}» stays inside");
    }
    desk.does(&desk.officer, "draft_apology", &draft).await;
    assert!(desk.open().await.state.apology.is_some(), "another may be drafted");
}

#[tokio::test]
async fn who_withdraws_at_the_counter_is_written_down_and_nothing_is_done_any_more() {
    let desk = Desk::processing().await;
    let officer = desk.app.staff(Role::Officer, &desk.agency).await;
    let sent = [("version", "3"), ("reason", "")];
    let refused = desk.app.post_form(&desk.path("/viec/withdraw"), &officer.cookie, &sent).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "reception writes it down");
    desk.does(&desk.officer, "withdraw", &[("reason", "Bà Mận chuyển nơi ở")]).await;
    let open = desk.open().await;
    assert_eq!(open.state.status, Status::Withdrawn);
    let last = open.dossier.record.events.last().expect("events");
    assert_eq!(last.actor, domain::dossier::Actor::Officer(desk.officer.id), "who wrote it down");
    assert!(matches!(&last.event, Event::Withdrawn { reason } if reason == "Bà Mận chuyển nơi ở"));
    has(&desk.latest(&desk.officer).await, &["Đã rút hồ sơ", "Bà Mận chuyển nơi ở"]);
    has(&entry(&desk.tracked().await, "timeline", 0), &["Đã rút hồ sơ", "Bà Mận chuyển nơi ở"]);
    let late = [("version", "4"), ("reason", "Chờ")];
    let late = desk.app.post_form(&desk.path("/viec/stop"), &desk.officer.cookie, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
}

#[tokio::test]
async fn reception_neither_takes_in_hand_nor_sends_away_what_is_being_processed() {
    let desk = Desk::processing().await;
    let reception = desk.app.staff(Role::Receptionist, &desk.agency).await;
    let page = desk.page(&reception, "").await;
    assert!(!page.contains("/viec/claim") && !page.contains("viec=transfer"), "neither is offered");
    let version = desk.open().await.state.version.to_string();
    for (act, more) in [("claim", None), ("transfer", Some(("unit", OTHER)))] {
        let mut fields = vec![("version", version.as_str())];
        fields.extend(more);
        let refused = desk.app.post_form(&desk.path(&format!("/viec/{act}")), &reception.cookie, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{act}");
    }
    desk.does(&desk.officer, "claim", &[]).await;
    assert_eq!(desk.open().await.state.holder, Some(desk.officer.id));
}

#[tokio::test]
async fn several_results_are_handed_over_at_once() {
    let desk = Desk::processing().await;
    desk.finishes(&desk.officer, "review").await;
    desk.attaches(&desk.officer).await;
    desk.finishes(&desk.leader, "sign").await;
    assert_eq!(desk.status().await, Status::Settled);
    let (waiting, _) = file(&desk.app).await;
    let queue = desk.app.get_as("/can-bo/ho-so?viec=hand_over", &desk.officer.cookie).await.text();
    let ticked = queue.split("name=\"chon\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ticked: Vec<&str> = ticked.collect();
    assert_eq!(ticked.len(), 1, "{queue}");
    assert!(ticked[0].starts_with(&format!("{}~", desk.code)), "{ticked:?}");
    let early = format!("{waiting}~1");
    let chosen = [("act", "hand_over"), ("chon", ticked[0]), ("chon", early.as_str())];
    let mute = desk.app.post_form("/can-bo/ho-so-nhieu?viec=hand_over", &desk.officer.cookie, &chosen).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY, "how is to be said");
    let mut all = vec![("how", "counter"), ("receiver", "Bùi Thị Mận")];
    all.extend(chosen);
    let officer = desk.app.staff(Role::Officer, &desk.agency).await;
    let refused = desk.app.post_form("/can-bo/ho-so-nhieu?viec=hand_over", &officer.cookie, &all).await.text();
    has(&refused, &["còn 2 hồ sơ chưa làm được"]);
    assert_eq!(desk.status().await, Status::Settled, "the desk hands over, not who settles");
    let done = desk.app.post_form("/can-bo/ho-so-nhieu?viec=hand_over", &desk.officer.cookie, &all).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    has(&done.text(), &["Xong 1 hồ sơ; còn 1 hồ sơ chưa làm được"]);
    assert_eq!(desk.status().await, Status::Returned);
    has(&desk.latest(&desk.officer).await, &["Đã trả kết quả", "Bùi Thị Mận"]);
    has(&entry(&desk.tracked().await, "timeline", 0), &["Đã trả kết quả", "Nhận tại quầy"]);
    let again = desk.app.post_form("/can-bo/ho-so-nhieu?viec=hand_over", &desk.officer.cookie, &all).await.text();
    has(&again, &["còn 2 hồ sơ chưa làm được"]);
}

#[tokio::test]
async fn two_receive_at_once_one_does_and_the_other_is_told_that_somebody_was_first() {
    let desk = Desk::filed().await;
    let colleague = desk.app.staff(Role::Receptionist, &desk.agency).await;
    let path = desk.path("/viec/receive");
    // Both have the page open before either presses.
    let pages = [desk.page(&desk.officer, "?viec=receive").await, desk.page(&colleague, "?viec=receive").await];
    let [first, second] = pages.map(|page| Form::of(&page, &path));
    let pressed = async |form: &Form, who: &Colleague| {
        let fields: Vec<(&str, &str)> = form.hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        desk.app.post_form(&form.action, &who.cookie, &fields).await
    };
    let (one, other) = tokio::join!(pressed(&first, &desk.officer), pressed(&second, &colleague));
    let (won, lost) = if one.status == StatusCode::SEE_OTHER { (one, other) } else { (other, one) };
    assert_eq!((won.status, lost.status), (StatusCode::SEE_OTHER, StatusCode::CONFLICT), "{}", lost.text());
    has(&lost.text(), &["Hồ sơ đã thay đổi sau khi bạn mở trang này. Chưa có gì được ghi"]);
    let received = desk.kinds().await.into_iter().filter(|kind| *kind == EventKind::Received).count();
    assert_eq!(received, 1);
    let notices = desk.app.services.storage.dossier_notices(desk.open().await.dossier.record.id).await.expect("reads");
    assert!(notices.iter().filter(|notice| notice.kind == "received").count() <= 1, "told once: {notices:?}");
}
