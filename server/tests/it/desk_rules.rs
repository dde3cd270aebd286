//! What the desk allows and what it refuses: locks, units, permissions, long texts, who looked.

use axum::http::StatusCode;
use domain::dossier::Command;
use domain::staff::{Grant, Permission, Role};
use server::services::{Act, Hand, OpenDossier};

use crate::staff_app::Colleague;
use crate::test_app::{Answer, TestApp};

pub struct Desk {
    pub app: TestApp,
    pub code: String,
    pub pin: String,
    pub agency: String,
    pub officer: Colleague,
    pub leader: Colleague,
}

impl Desk {
    /// One dossier, an officer who receives and works there, and the leader.
    pub async fn start() -> Self {
        let app = TestApp::without_limits().await;
        let draft = app.draft().await;
        let receipt = app.submit(&draft, &draft.key).await.json();
        let [code, pin] = ["code", "pin"].map(|part| receipt[part].as_str().expect("a text").to_owned());
        let agency = code.split('-').next().expect("an agency").to_owned();
        let grants: Vec<Grant> =
            [Role::Receptionist, Role::Officer].into_iter().map(|role| Grant::new(&agency, role)).collect();
        let officer = app.staff_with(&grants).await;
        let leader = app.staff(Role::Leader, &agency).await;
        Self { app, code, pin, agency, officer, leader }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/can-bo/ho-so/{}{rest}", self.code)
    }

    pub async fn page(&self, who: &Colleague) -> String {
        let answer = self.app.get_as(&self.path(""), &who.cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.text()
    }

    pub async fn open(&self) -> OpenDossier {
        self.app.services.open_dossier(&self.code).await.expect("reads").expect("is there")
    }

    /// Does an act through the page, with the version it shows.
    pub async fn act(&self, who: &Colleague, act: &str, fields: &[(&str, &str)]) -> Answer {
        let version = self.open().await.state.version.to_string();
        let mut all = vec![("version", version.as_str())];
        all.extend(fields);
        self.app.post_form(&self.path(&format!("/viec/{act}")), &who.cookie, &all).await
    }

    pub async fn done(&self, who: &Colleague, act: &str, fields: &[(&str, &str)]) {
        let answer = self.act(who, act, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{act}: {}", answer.text());
    }
}

#[tokio::test]
async fn what_a_sick_colleague_has_in_hand_the_leader_gives_to_somebody_else() {
    let desk = Desk::start().await;
    desk.done(&desk.officer, "receive", &[]).await;
    desk.done(&desk.officer, "claim", &[]).await;
    let colleague = desk.app.staff(Role::Officer, &desk.agency).await;
    let because = [("reason", "Cán bộ nghỉ ốm")];
    let refused = desk.act(&colleague, "release", &because).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "only the leader");
    assert!(!desk.page(&colleague).await.contains("viec=release"));
    assert!(desk.page(&desk.leader).await.contains("viec=release"), "it is offered to the leader");
    let mute = desk.act(&desk.leader, "release", &[]).await;
    assert_ne!(mute.status, StatusCode::SEE_OTHER, "the reason has to be said");
    desk.done(&desk.leader, "release", &because).await;
    desk.done(&colleague, "claim", &[]).await;
    assert!(desk.page(&desk.leader).await.contains("Cán bộ nghỉ ốm"), "and stands in the history");
}

#[tokio::test]
async fn the_leader_decides_on_an_apology_while_an_officer_has_the_dossier_in_hand() {
    let desk = Desk::start().await;
    desk.done(&desk.officer, "receive", &[]).await;
    desk.done(&desk.officer, "claim", &[]).await;
    let draft = [("reason", "Thiếu người"), ("date", "2027-03-01T08:00")];
    desk.done(&desk.officer, "draft_apology", &draft).await;
    assert!(desk.page(&desk.leader).await.contains("viec=approve_apology"));
    desk.done(&desk.leader, "approve_apology", &[]).await;
    assert_eq!(desk.open().await.state.reappointments, 1);
}

#[tokio::test]
async fn a_date_on_a_closed_day_is_refused_with_the_next_opening() {
    let desk = Desk::start().await;
    desk.done(&desk.officer, "receive", &[]).await;
    // 28 February 2027 is a Sunday.
    let sunday = [("reason", "Thiếu người"), ("date", "2027-02-28T03:00")];
    let refused = desk.act(&desk.officer, "draft_apology", &sunday).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("đóng cửa") && text.contains("01/03/2027"), "{text}");
    assert!(text.contains("Thiếu người"), "what was typed is kept");
}

#[tokio::test]
async fn nothing_is_handed_to_a_unit_that_there_is_not() {
    let desk = Desk::start().await;
    desk.done(&desk.officer, "receive", &[]).await;
    for (act, fields) in [
        ("transfer", vec![("unit", "H28.99.99"), ("note", "")]),
        ("consult", vec![("unit", "Sở Tư pháp"), ("question", "Ý kiến?")]),
    ] {
        let refused = desk.act(&desk.officer, act, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        assert!(refused.text().contains("href=\"#unit\""), "{act}: the summary leads to the field");
    }
    assert_eq!(desk.open().await.state.unit, desk.agency);
}

#[tokio::test]
async fn a_long_request_is_kept_whole_and_what_cannot_be_read_is_not_taken_for_said() {
    let desk = Desk::start().await;
    let long = "Ảnh chụp bị mờ, hãy chụp lại cả hai mặt dưới ánh sáng tốt. ".repeat(60);
    let fields: Vec<(String, String)> = (1..=9).map(|at| (format!("paper:1.{at}"), long.trim().to_owned())).collect();
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    fields.push(("other", long.trim()));
    desk.done(&desk.officer, "request_supplement", &fields).await;
    let asked = desk.open().await.state.supplement.expect("a request");
    assert!(asked.items.iter().any(|item| item.instruction.len() > 3_000), "{}", asked.items.len());
    let broken = desk.app.post_form(&desk.path("/viec/transfer"), &desk.officer.cookie, &[("%", "\u{0}")]).await;
    assert!(!broken.status.is_server_error());
    let text = "a".repeat(5 * 1024 * 1024);
    let version = desk.open().await.state.version.to_string();
    let fields = [("version", version.as_str()), ("reason", &text), ("where_to_turn", "Sở Tư pháp")];
    let unread = desk.app.post_form(&desk.path("/viec/refuse"), &desk.officer.cookie, &fields).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unread.text());
    assert!(unread.text().contains("Chưa đọc được nội dung vừa gửi"), "nothing else is said to be wrong");
}

#[tokio::test]
async fn who_is_only_asked_for_an_opinion_reads_and_answers_but_does_not_write_to_the_applicant() {
    let desk = Desk::start().await;
    desk.done(&desk.officer, "receive", &[]).await;
    desk.done(&desk.officer, "consult", &[("unit", "H28.14"), ("question", "Có vướng gì không?")]).await;
    desk.done(&desk.officer, "claim", &[]).await;
    let consulted = desk.app.staff(Role::Officer, "H28.14").await;
    assert!(desk.page(&consulted).await.contains("viec=answer_consultation"), "though somebody has it in hand");
    let message = [("message", "Chào bà")];
    let refused = desk.app.post_form(&desk.path("/loi-nhan"), &consulted.cookie, &message).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(desk.open().await.dossier.messages.is_empty());
    let written = desk.app.post_form(&desk.path("/loi-nhan"), &desk.officer.cookie, &message).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn lists_of_names_are_for_those_who_may_export_them() {
    let desk = Desk::start().await;
    let plain = desk.app.staff(Role::Officer, &desk.agency).await;
    let refused = desk.app.get_as("/can-bo/ho-so.csv", &plain.cookie).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!desk.app.get_as("/can-bo/ho-so", &plain.cookie).await.text().contains("ho-so.csv"), "no dead link");
    // Reception at one agency and work at another: the list is of the first.
    let both = [Grant::new("H28.14", Role::Receptionist), Grant::new(&desk.agency, Role::Officer)];
    let both = desk.app.staff_with(&both).await;
    let list = desk.app.get_as(&format!("/can-bo/ho-so.csv?don-vi={}", desk.agency), &both.cookie).await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(!list.text().contains(&desk.code), "{}", list.text());
}

#[tokio::test]
async fn the_mailbox_of_a_trial_is_for_the_administrators_of_the_province() {
    let app = TestApp::with_mail().await;
    let commune = app.staff(Role::Administrator, "H28.31").await;
    assert_eq!(app.get_as("/can-bo/hop-thu", &commune.cookie).await.status, StatusCode::FORBIDDEN);
    let province = app.staff(Role::Administrator, "H28").await;
    assert_ne!(app.get_as("/can-bo/hop-thu", &province.cookie).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_leader_sees_who_looked_and_others_do_not() {
    let desk = Desk::start().await;
    desk.page(&desk.officer).await;
    assert!(!desk.page(&desk.officer).await.contains("Ai đã mở hồ sơ"));
    let page = desk.page(&desk.leader).await;
    assert!(page.contains("Ai đã mở hồ sơ"), "{page}");
    let views = desk.app.services.storage.views(desk.open().await.dossier.record.id, 10).await.expect("reads");
    assert_eq!(views.len(), 3);
}

#[tokio::test]
async fn a_promise_that_is_over_is_late_in_the_queue_though_the_step_has_time() {
    let desk = Desk::start().await;
    desk.done(&desk.officer, "receive", &[]).await;
    desk.done(&desk.officer, "transfer", &[("unit", &desk.agency), ("note", "")]).await;
    let promised = desk.open().await.state.due_at.expect("an appointment");
    let earlier = desk.app.services.clock.now() + time::Duration::hours(2);
    assert!(earlier < promised);
    // As a calendar that gives the agency fewer days off would move it.
    let moved = Command::MoveDue { due_at: earlier, because: "Bớt ngày nghỉ".into() };
    let everything = |_: Permission, _: &str| true;
    let hand = Hand::Officer(desk.officer.id, &everything);
    desk.app.services.act(&desk.code, &hand, Act::new(moved, None)).await.expect("moves");
    desk.app.clock.advance(time::Duration::hours(3));
    let again = desk.app.signed_in(&desk.officer).await;
    let late = desk.app.get_as("/can-bo/ho-so?viec=step&han=late", &again).await.text();
    assert!(late.contains(&desk.code), "{late}");
    let above = desk.app.staff(Role::Leader, "H28").await;
    let start = desk.app.get_as("/can-bo", &above.cookie).await.text();
    let href = format!("/can-bo/ho-so?don-vi={}&amp;han=late", desk.agency);
    assert!(start.contains("Đơn vị cấp dưới có việc quá hạn") && start.contains(&href), "{start}");
    assert!(desk.app.get_as(&href.replace("&amp;", "&"), &above.cookie).await.text().contains(&desk.code));
    let start = desk.app.get_as("/can-bo", &again).await.text();
    assert!(!start.contains("Đơn vị cấp dưới"), "it is their own, and said as such");
}

#[tokio::test]
async fn somebody_is_found_by_name_and_the_name_stands_in_no_address() {
    let desk = Desk::start().await;
    for search in ["bui thi man", "0912345678", &desk.code.clone()] {
        let found = desk.app.post_form("/can-bo/tim-ho-so", &desk.officer.cookie, &[("tim", search)]).await;
        assert_eq!(found.status, StatusCode::OK);
        assert!(found.text().contains(&format!("href=\"/can-bo/ho-so/{}\"", desk.code)), "{search}");
        assert_eq!(found.header("cache-control"), "no-store");
    }
    let page = desk.app.get_as("/can-bo/ho-so", &desk.officer.cookie).await.text();
    let mut forms = page.split("<form").filter_map(|rest| rest.split('>').next());
    let form = forms.find(|form| form.contains("desk-search")).expect("a form");
    assert!(form.contains("method=\"post\""), "{form}");
    let elsewhere = desk.app.staff(Role::Officer, "H28.14").await;
    let hidden = desk.app.post_form("/can-bo/tim-ho-so", &elsewhere.cookie, &[("tim", "bui thi man")]).await;
    assert!(!hidden.text().contains(&desk.code));
    let nothing = desk.app.post_form("/can-bo/tim-ho-so", &desk.officer.cookie, &[("tim", "  ")]).await;
    assert_eq!(nothing.header("location"), "/can-bo/ho-so");
}

#[tokio::test]
async fn what_is_due_on_monday_is_near_due_on_friday() {
    let desk = Desk::start().await;
    // Friday 27 November 2026, 09:00; the answer is due within 8 working hours.
    desk.app.until(time::macros::datetime!(2026-11-27 09:00 +7));
    let draft = desk.app.draft().await;
    let code = desk.app.submit(&draft, &draft.key).await.json()["code"].as_str().expect("a code").to_owned();
    let officer = desk.app.signed_in(&desk.officer).await;
    let near = desk.app.get_as("/can-bo/ho-so?viec=receive&han=near", &officer).await.text();
    assert!(near.contains(&code), "due on Monday morning: {near}");
    let later = desk.app.get_as("/can-bo/ho-so?viec=receive&han=later", &officer).await.text();
    assert!(!later.contains(&code));
    let start = desk.app.get_as("/can-bo", &officer).await.text();
    assert!(start.contains("/can-bo/ho-so?han=near"), "the start page counts by the same rule: {start}");
}

#[tokio::test]
async fn the_way_to_the_date_tells_of_the_time_in_which_the_applicant_completed_the_papers() {
    let desk = Desk::start().await;
    desk.done(&desk.officer, "receive", &[]).await;
    let first = desk.page(&desk.officer).await;
    assert!(first.contains("Ngày hẹn tính thế nào?") && !first.contains("Tạm dừng để bổ sung"), "{first}");
    desk.done(&desk.officer, "request_supplement", &[("other", "Bản sao giấy khai sinh")]).await;
    desk.app.clock.advance(time::Duration::days(1));
    let answer = Command::AnswerSupplement { note: "Đã gửi".into(), replaced: Vec::new() };
    desk.app.services.act(&desk.code, &Hand::Applicant, Act::new(answer, None)).await.expect("answers");
    let open = desk.open().await;
    assert!(open.state.due_at > open.state.first_due_at, "the day does not count");
    let officer = desk.app.signed_in(&desk.officer).await;
    let page = desk.app.get_as(&desk.path(""), &officer).await.text();
    assert!(page.contains("Ngày hẹn tính thế nào?") && page.contains("Tạm dừng để bổ sung hồ sơ"), "{page}");
}
