//! Feedback: sending it once, telling it from complaints, answering, judging the answer, publishing, and nothing of it for strangers.

use axum::http::{StatusCode, header};
use domain::staff::Role;
use serde_json::Value;
use time::Duration;

use crate::staff_app::Colleague;
use crate::test_app::{Answer, TestApp};

const AGENCY: &str = "H28.14";
const TITLE: &str = "Hẹn ba lần vẫn chưa có giấy khai sinh";
const WORDS: &str = "Ngày 10, 13 và 20 tháng 11 tôi đến quầy số 3, lần nào cũng được hẹn lại. Gọi tôi 0912 345 678.";
const FOUND: &str = "Máy in của bộ phận hộ tịch hỏng từ ngày 9 tháng 11, cán bộ hẹn miệng mà không ghi sổ theo dõi.";
const DONE: &str = "Đã sửa máy, in giấy khai sinh và nhắc cán bộ ghi lịch hẹn bằng giấy.";

/// What stands in the hidden field of that name.
fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("a hidden field");
    field.split('"').next().expect("a value").to_owned()
}

/// The texts of the receipt: code and PIN.
fn receipt(page: &str) -> (String, String) {
    (hidden(page, "code"), hidden(page, "pin"))
}

struct Sender {
    app: TestApp,
    key: String,
}

impl Sender {
    async fn start() -> Self {
        Self::with(TestApp::without_limits().await).await
    }

    async fn with(app: TestApp) -> Self {
        let form = app.get("/phan-anh/moi").await;
        assert_eq!(form.status, StatusCode::OK);
        assert_eq!(form.header("cache-control"), "no-store", "each form has a key of its own");
        let key = hidden(&form.text(), "key");
        Self { app, key }
    }

    async fn send(&self, change: &[(&str, &str)]) -> Answer {
        let mut fields = vec![
            ("key", self.key.as_str()),
            ("category", "late"),
            ("agency", AGENCY),
            ("title", TITLE),
            ("words", WORDS),
            ("send", "yes"),
        ];
        for (name, value) in change {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        self.app.post_form("/phan-anh/moi", "", &fields).await
    }

    async fn mine(&self, code: &str, pin: &str) -> Answer {
        self.app.post_form("/phan-anh/cua-toi", "", &[("code", code), ("pin", pin)]).await
    }

    async fn act(&self, who: &Colleague, code: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
        self.app.post_form(&format!("/can-bo/phan-anh/{code}/viec/{act}"), &who.cookie, fields).await
    }

    async fn done(&self, who: &Colleague, code: &str, act: &str, fields: &[(&str, &str)]) {
        let answer = self.act(who, code, act, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{act}: {}", answer.text());
    }

    async fn answered(&self, who: &Colleague, code: &str) {
        self.done(who, code, "nhan", &[("office", "Phòng Hộ tịch")]).await;
        let answer = [("finding", FOUND), ("action", DONE), ("answered_by", "Bà Đinh Thị Bưởi, Phòng Hộ tịch")];
        self.done(who, code, "tra-loi", &answer).await;
    }

    async fn totals(&self, agency: &str) -> Value {
        let data = self.app.get("/chi-so.json?ky=2026-11").await.json();
        let agencies = data["agencies"].as_array().expect("a list").clone();
        let line = agencies.into_iter().find(|line| line["agency"] == agency);
        line.map(|line| line["totals"].clone()).unwrap_or_default()
    }

    async fn counters_agree(&self) {
        let found = self.app.services.storage.recount_indicators(false).await.expect("counts");
        assert_eq!(found.faults_in_all, 0, "{:?}", found.faults);
    }
}

#[tokio::test]
async fn what_is_sent_is_kept_once_however_often_the_form_comes() {
    let sender = Sender::start().await;
    let first = sender.send(&[]).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    let (code, pin) = receipt(&first.text());
    assert_eq!(code, "PA-H28.14-261123-0001");
    let again = sender.send(&[]).await;
    assert_eq!((again.status, receipt(&again.text())), (StatusCode::CREATED, (code.clone(), pin.clone())));
    let other = sender.send(&[("title", "Một việc khác hẳn việc trước")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = other.text();
    assert!(
        text.contains(&code) && text.contains("Một việc khác hẳn việc trước"),
        "says which, keeps what was typed: {text}"
    );
    let fresh = Sender { key: hidden(&text, "key"), app: sender.app };
    let sent = fresh.send(&[("title", "Một việc khác hẳn việc trước")]).await;
    assert_eq!(receipt(&sent.text()).0, "PA-H28.14-261123-0002", "the next press sends it as a matter of its own");
    let totals = fresh.totals(AGENCY).await;
    assert_eq!((&totals["feedback_received"], &totals["feedback_owed_in_time"]), (&Value::from(2), &Value::from(2)));
    fresh.counters_agree().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let sender = Sender::start().await;
    let wrong = sender
        .send(&[
            ("category", "x"),
            ("agency", "H99"),
            ("words", "ngắn <b>"),
            ("phone", "12"),
            ("dossier", "?"),
            ("email", "@"),
        ])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = wrong.text();
    for field in ["category", "agency", "words", "dossier", "phone", "email"] {
        assert!(text.contains(&format!("href=\"#{field}\"")), "{field}: {text}");
    }
    assert!(text.contains(TITLE) && text.contains("ngắn &lt;b&gt;"), "{text}");
    assert!(!text.contains("href=\"#title\""), "{text}");
    let unread = sender.app.post_form("/phan-anh/moi", "", &[("key", "' OR 1=1"), ("send", "yes")]).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn complaints_and_denunciations_are_told_their_own_way_and_sent_only_if_feedback_is_meant() {
    let sender = Sender::start().await;
    let words = "Tôi tố cáo cán bộ quầy số 3 nhận tiền ngoài quy định ngày 20 tháng 11.";
    let asked = sender.send(&[("words", words)]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = asked.text();
    assert!(text.contains("Luật Tố cáo 25/2018/QH14") && text.contains("name=\"means_feedback\""), "{text}");
    let sent = sender.send(&[("words", words), ("means_feedback", "yes")]).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
}

#[tokio::test]
async fn code_and_pin_open_it_and_nothing_else_does() {
    let sender = Sender::start().await;
    let (code, pin) = receipt(&sender.send(&[]).await.text());
    let page = sender.mine(&code.to_lowercase(), &pin.to_lowercase()).await;
    assert!(page.status == StatusCode::OK && page.text().contains(TITLE), "{}", page.text());
    assert!(page.text().contains("Đến lượt Sở"), "whose turn it is: {}", page.text());
    // The door for dossiers opens it too.
    let by_look_up = sender.app.post_form("/tra-cuu", "", &[("code", &code), ("pin", &pin)]).await;
    assert!(by_look_up.status == StatusCode::OK && by_look_up.text().contains(TITLE));
    let (wrong_pin, wrong_code) =
        (sender.mine(&code, "222222").await, sender.mine("PA-H28.14-261123-0999", &pin).await);
    assert_eq!((wrong_pin.status, wrong_code.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let plain = |answer: &Answer, code: &str| answer.text().replace(code, "");
    assert_eq!(plain(&wrong_pin, &code), plain(&wrong_code, "PA-H28.14-261123-0999"), "both misses look the same");
    for path in [format!("/phan-anh/{code}"), format!("/en/phan-anh/{code}")] {
        let public = sender.app.get(&path).await;
        assert_eq!(public.status, StatusCode::NOT_FOUND, "not published");
        assert!(!public.text().contains(TITLE), "{}", public.text());
    }
}

#[tokio::test]
async fn an_answer_that_says_nothing_is_refused_and_a_no_goes_to_the_level_above_once() {
    let sender = Sender::start().await;
    let (code, pin) = receipt(&sender.send(&[("phone", "0912345678")]).await.text());
    let leader = sender.app.staff(Role::Leader, AGENCY).await;
    let early =
        sender.act(&leader, &code, "tra-loi", &[("finding", FOUND), ("action", DONE), ("answered_by", "A")]).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "acknowledge first: {}", early.text());
    sender.done(&leader, &code, "nhan", &[("office", "Phòng Hộ tịch")]).await;
    let template = "Cảm ơn ông/bà. Chúng tôi tiếp thu ý kiến và sẽ xem xét theo quy định. Trân trọng!";
    let refused = sender
        .act(&leader, &code, "tra-loi", &[("finding", template), ("action", DONE), ("answered_by", "Phòng Hộ tịch")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("href=\"#finding\"") && text.contains("tiếp thu ý kiến"), "what was typed stays: {text}");
    let number = format!("{DONE} Gọi 0912 345 678.");
    let telling = sender
        .act(&leader, &code, "tra-loi", &[("finding", FOUND), ("action", &number), ("answered_by", "Phòng Hộ tịch")])
        .await;
    assert!(telling.text().contains("href=\"#action\""), "it is published: {}", telling.text());
    let answer = [("finding", FOUND), ("action", DONE), ("answered_by", "Phòng Hộ tịch"), ("done_by", "1/12/2026")];
    sender.done(&leader, &code, "tra-loi", &answer).await;
    let page = sender.mine(&code, &pin).await.text();
    assert!(page.contains(DONE) && page.contains("01/12/2026") && page.contains("name=\"verdict\""), "{page}");
    let judge = |verdict: &'static str, words: &'static str| {
        let fields = vec![("code", code.as_str()), ("pin", pin.as_str()), ("verdict", verdict), ("words", words)];
        let app = &sender.app;
        async move { app.post_form("/phan-anh/cua-toi/danh-gia", "", &fields).await }
    };
    let silent = judge("does_not_answer", "").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "what is missing has to be said");
    let no = judge("does_not_answer", "Chưa nói bao giờ tôi nhận được").await;
    assert!(no.status == StatusCode::OK && no.text().contains("Đã mở lại"), "{}", no.text());
    // Now the level above owes it, and who answered before sees it no more.
    let gone = sender.app.get_as(&format!("/can-bo/phan-anh/{code}"), &leader.cookie).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let above = sender.app.staff(Role::Leader, "H28").await;
    let refused = sender.act(&above, &code, "tu-choi", &[("refusal", "unclear"), ("refusal_words", "Chưa rõ")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
    sender.done(&above, &code, "tra-loi", &answer).await;
    let second = judge("does_not_answer", "Vẫn chưa").await;
    assert!(second.status == StatusCode::OK && second.text().contains("Luật Khiếu nại"), "{}", second.text());
    let third = judge("answers", "").await;
    assert_eq!(third.status, StatusCode::CONFLICT);
    let (first, top) = (sender.totals(AGENCY).await, sender.totals("H28").await);
    assert_eq!(
        (&first["feedback_answered_in_time"], &first["feedback_does_not_answer"]),
        (&1.into(), &1.into()),
        "{first}"
    );
    assert_eq!((&top["feedback_answered_in_time"], &top["feedback_does_not_answer"]), (&1.into(), &1.into()), "{top}");
    sender.counters_agree().await;
}

#[tokio::test]
async fn two_weeks_later_it_is_asked_whether_it_was_really_solved() {
    let sender = Sender::start().await;
    let (code, pin) = receipt(&sender.send(&[]).await.text());
    let leader = sender.app.staff(Role::Leader, AGENCY).await;
    sender.answered(&leader, &code).await;
    let fields = [("code", code.as_str()), ("pin", pin.as_str()), ("solved", "no")];
    let early = sender.app.post_form("/phan-anh/cua-toi/hoi-lai", "", &fields).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "{}", early.text());
    assert!(!sender.mine(&code, &pin).await.text().contains("name=\"solved\""));
    sender.app.wait(14);
    assert!(sender.mine(&code, &pin).await.text().contains("name=\"solved\""));
    let said = sender.app.post_form("/phan-anh/cua-toi/hoi-lai", "", &fields).await;
    assert!(said.status == StatusCode::OK && said.text().contains("Đã mở lại"), "{}", said.text());
}

#[tokio::test]
async fn a_late_answer_is_told_to_the_agency_above_by_itself_and_once() {
    let sender = Sender::start().await;
    let (code, pin) = receipt(&sender.send(&[]).await.text());
    let above = sender.app.staff(Role::Leader, "H28").await;
    let desk = format!("/can-bo/phan-anh/{code}");
    assert_eq!(sender.app.services.escalate_feedback().await.expect("runs"), 0);
    let told = async |who: &Colleague| {
        sender.app.get_as("/can-bo/phan-anh", &who.cookie).await.text().contains("Đã báo cấp trên")
    };
    assert!(!told(&above).await, "not yet");
    let due = sender.app.services.track_feedback(&code, &pin).await.expect("is there").state.answer_due_at;
    sender.app.until(due + Duration::MINUTE);
    assert_eq!(sender.app.services.escalate_feedback().await.expect("runs"), 1);
    assert_eq!(sender.app.services.escalate_feedback().await.expect("runs"), 0, "once");
    let above = sender.app.staff(Role::Leader, "H28").await;
    let page = sender.app.get_as(&desk, &above.cookie).await;
    assert!(page.status == StatusCode::OK && page.text().contains("Trả lời quá hạn"), "{}", page.text());
    assert!(told(&above).await);
    // Counted by the day, as dossiers are: late from the day after.
    sender.app.wait(1);
    let above = sender.app.staff(Role::Leader, "H28").await;
    sender.answered(&above, &code).await;
    let page = sender.mine(&code, &pin).await.text();
    assert!(page.contains("Trả lời quá hạn: đã báo") && page.contains(DONE), "{page}");
    let totals = sender.app.get("/chi-so.json?ky=2026").await.json();
    assert_eq!(totals["whole"]["totals"]["feedback_answered_late"], Value::from(1), "{totals}");
}

#[tokio::test]
async fn only_what_was_released_is_public_and_numbers_are_taken_out_beforehand() {
    let sender = Sender::start().await;
    let contact = [("name", "Bùi Thị Mận"), ("phone", "0987654321"), ("place", "Nhà bà Mận")];
    let (code, _) = receipt(&sender.send(&contact).await.text());
    let receptionist = sender.app.staff(Role::Receptionist, AGENCY).await;
    let desk = sender.app.get_as(&format!("/can-bo/phan-anh/{code}"), &receptionist.cookie).await.text();
    assert!(desk.contains("Bùi Thị Mận") && desk.contains("0987654321"), "who answers may ask back: {desk}");
    let offered = desk.split("viec/cong-bo").nth(1).and_then(|rest| rest.split("</form>").next()).expect("a form");
    assert!(offered.contains("[…]") && !offered.contains("0912 345 678"), "{offered}");
    let release = [
        ("title", "Hẹn ba lần chưa có giấy khai sinh"),
        ("words", "Ba lần đến quầy đều bị hẹn lại, chưa có giấy khai sinh."),
    ];
    sender.done(&receptionist, &code, "cong-bo", &release).await;
    let list = sender.app.get("/phan-anh").await.text();
    assert!(list.contains(release[0].1), "{list}");
    let item = sender.app.get(&format!("/phan-anh/{code}")).await.text();
    assert!(item.contains(release[1].1), "{item}");
    for private in [TITLE, "0912", "Mận", "0987654321"] {
        assert!(!list.contains(private) && !item.contains(private), "{private} is public");
    }
    let of_other = sender.app.get("/phan-anh?co-quan=H28").await.text();
    assert!(of_other.contains("Chưa có phản ánh nào được công bố"), "{of_other}");
    sender.done(&receptionist, &code, "khong-cong-bo", &[("why_not", "Có tên người")]).await;
    assert_eq!(sender.app.get(&format!("/phan-anh/{code}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_confidential_stays_so_at_the_desk() {
    let sender = Sender::start().await;
    let contact = [("name", "Bùi Thị Mận"), ("phone", "0987654321"), ("confidential", "yes")];
    let (code, _) = receipt(&sender.send(&contact).await.text());
    let leader = sender.app.staff(Role::Leader, AGENCY).await;
    let desk = sender.app.get_as(&format!("/can-bo/phan-anh/{code}"), &leader.cookie).await.text();
    assert!(desk.contains("yêu cầu giữ kín") && !desk.contains("Mận") && !desk.contains("0987654321"), "{desk}");
}

#[tokio::test]
async fn the_same_trouble_is_shown_first_and_a_browser_adds_one_voice() {
    let sender = Sender::start().await;
    let (code, _) = receipt(&sender.send(&[]).await.text());
    let leader = sender.app.staff(Role::Leader, AGENCY).await;
    let words = "Đến quầy số 3 lần nào cũng được hẹn lại.";
    sender.done(&leader, &code, "cong-bo", &[("title", TITLE), ("words", words)]).await;
    let next = Sender::with(sender.app).await;
    let mine =
        [("title", "Hẹn lại mãi chưa có giấy khai sinh"), ("words", "Quầy số 3 lần nào đến cũng bị hẹn lại, mệt quá.")];
    let shown = next.send(&mine).await;
    let text = shown.text();
    assert!(shown.status == StatusCode::OK && text.contains("toi-cung-gap") && text.contains(TITLE), "{text}");
    assert!(text.contains("mệt quá"), "what was typed is carried along");
    let too = next.app.post_form(&format!("/phan-anh/{code}/toi-cung-gap"), "", &[]).await;
    let cookie = too.header("set-cookie").split(';').next().expect("a pair").to_owned();
    assert!(too.text().contains("1 người cũng gặp"), "{}", too.text());
    let twice = next.app.post_form(&format!("/phan-anh/{code}/toi-cung-gap"), &cookie, &[]).await;
    assert!(twice.text().contains("1 người cũng gặp") && twice.text().contains("từ trước"), "{}", twice.text());
    let anyway: Vec<_> = mine.into_iter().chain([("send", "anyway")]).collect();
    assert_eq!(next.send(&anyway).await.status, StatusCode::CREATED);
    let edit: Vec<_> = mine.into_iter().chain([("send", "edit")]).collect();
    assert!(next.send(&edit).await.text().contains("mệt quá"));
}

#[tokio::test]
async fn photos_are_added_after_sending_and_only_the_desk_loads_them() {
    let sender = Sender::start().await;
    let (code, pin) = receipt(&sender.send(&[]).await.text());
    let add = |name: &'static str, bytes: &'static [u8]| {
        let parts = [("code", code.clone()), ("pin", pin.clone())];
        sender.app.multipart_with("/phan-anh/cua-toi/anh", parts.to_vec(), Some((name, bytes)))
    };
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    let added = add("quầy 3.png", PNG).await;
    assert!(added.status == StatusCode::OK && added.text().contains("Đã nhận ảnh"), "{}", added.text());
    let no_photo = add("don.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n").await;
    assert_eq!(no_photo.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", no_photo.text());
    let none = sender
        .app
        .multipart_with("/phan-anh/cua-toi/anh", vec![("code", code.clone()), ("pin", pin.clone())], None)
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = vec![("code", code.clone()), ("pin", "222222".to_owned())];
    let wrong = sender.app.multipart_with("/phan-anh/cua-toi/anh", stranger, Some(("a.png", PNG))).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    let officer = sender.app.staff(Role::Officer, AGENCY).await;
    let desk = sender.app.get_as(&format!("/can-bo/phan-anh/{code}"), &officer.cookie).await.text();
    let href = desk.split("/anh/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let photo = format!("/can-bo/phan-anh/{code}/anh/{href}");
    let loaded = sender.app.get_as(&photo, &officer.cookie).await;
    assert_eq!((loaded.status, loaded.header("content-type")), (StatusCode::OK, "image/png"));
    assert!(loaded.header("content-disposition").starts_with("attachment"));
    let elsewhere = sender.app.staff(Role::Officer, "H28.02").await;
    assert_eq!(sender.app.get_as(&photo, &elsewhere.cookie).await.status, StatusCode::NOT_FOUND);
    // An officer answers, and sorts nothing.
    let sorting = sender.act(&officer, &code, "nhan", &[("office", "Phòng")]).await;
    assert_eq!(sorting.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn under_spam_nothing_typed_is_lost_and_what_was_kept_stays() {
    let sender = Sender::with(TestApp::start().await).await;
    let mut kept = 0;
    let mut slowed = None;
    for number in 0..30 {
        let title = format!("Việc thứ {number}");
        let key = format!("{number:064x}");
        let answer = sender.send(&[("title", &title), ("key", &key)]).await;
        match answer.status {
            StatusCode::CREATED => kept += 1,
            _ => {
                slowed = Some(answer);
                break;
            }
        }
    }
    let slowed = slowed.expect("somebody who sends thirty is slowed down");
    assert_eq!((kept, slowed.status), (20, StatusCode::TOO_MANY_REQUESTS));
    assert!(!slowed.header(header::RETRY_AFTER.as_str()).is_empty());
    let text = slowed.text();
    assert!(text.contains("Việc thứ 20") && text.contains("vẫn còn ở dưới"), "{text}");
    assert_eq!(sender.totals(AGENCY).await["feedback_received"], Value::from(20));
}
