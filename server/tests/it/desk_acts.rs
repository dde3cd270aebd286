//! What must never stay stuck or go wrong for good at the desk: opinions that do not come, wrong signatures, drafted apologies;
//! and that no act opens to another agency. The other acts are in `desk_forms`.

use axum::http::StatusCode;
use domain::dossier::{CommandKind, Status};
use domain::staff::Role;

use crate::desk_rules::Desk;

impl Desk {
    /// What the applicant reads with code and PIN.
    async fn tracked(&self) -> String {
        let answer = self.app.post_form("/tra-cuu", "", &[("code", &self.code), ("pin", &self.pin)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.text()
    }

    async fn status(&self) -> Status {
        self.open().await.state.status
    }

    /// Both sides read these words.
    async fn both_read(&self, words: &[&str]) {
        let (desk, applicant) = (self.page(&self.officer).await, self.tracked().await);
        for word in words {
            assert!(desk.contains(word), "the desk does not read {word}: {desk}");
            assert!(applicant.contains(word), "the applicant does not read {word}: {applicant}");
        }
    }

    pub async fn received() -> Self {
        let desk = Self::start().await;
        desk.done(&desk.officer, "receive", &[]).await;
        desk
    }

    /// In process, with a result, at its last step.
    pub async fn at_signature() -> Self {
        let desk = Self::received().await;
        desk.done(&desk.officer, "transfer", &[("unit", &desk.agency), ("note", "")]).await;
        loop {
            let open = desk.open().await;
            let step = open.state.active.keys().next().expect("a step").clone();
            if open.process.step(&step).expect("a step").next.is_empty() {
                break;
            }
            desk.done(&desk.officer, "complete_step", &[("step", &step), ("note", "")]).await;
        }
        let result = [
            ("title", "Trích lục"),
            ("number", "12/TL"),
            ("issued_on", "2026-11-23"),
            ("signer", "Lãnh đạo"),
            ("granted", "yes"),
        ];
        desk.done(&desk.officer, "attach_result", &result).await;
        desk
    }

    pub async fn sign(&self) {
        let open = self.open().await;
        let step = open.state.active.keys().next().expect("a step").clone();
        self.done(&self.leader, "complete_step", &[("step", &step), ("note", "")]).await;
    }
}

#[tokio::test]
async fn another_unit_is_asked_by_a_date_and_answers_or_is_not_waited_for() {
    let desk = Desk::received().await;
    let asked = [("unit", "H28.15"), ("question", "Đất có quy hoạch không?")];
    desk.done(&desk.officer, "consult", &asked).await;
    let question = *desk.open().await.state.consultations.keys().next().expect("a question");
    let number = question.to_string();
    let unit = desk.app.staff(Role::Officer, "H28.15").await;
    let counter = desk.app.staff(Role::Receptionist, "H28.15").await;
    let queue = desk.app.get_as("/can-bo/ho-so?viec=consultation", &unit.cookie).await.text();
    assert!(
        queue.contains(&desk.code) && !queue.contains(">Không có hạn</span>"),
        "it has a date though nobody named one: {queue}"
    );
    assert_eq!(
        desk.app.get_as(&desk.path(""), &counter.cookie).await.status,
        StatusCode::NOT_FOUND,
        "only who may answer"
    );
    desk.done(&unit, "answer_consultation", &[("consultation", &number), ("answer", "Không có quy hoạch")]).await;
    assert!(desk.page(&desk.officer).await.contains("Không có quy hoạch"));
    assert!(!desk.tracked().await.contains("Không có quy hoạch"), "what units tell each other is not for everybody");
    let past = desk.act(&desk.officer, "consult", &[("date", "2020-01-01T08:00"), asked[0], asked[1]]).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    desk.done(&desk.officer, "consult", &[("date", "2026-12-01T08:00"), asked[0], asked[1]]).await;
    let number = desk.open().await.state.consultations.keys().next().expect("a question").to_string();
    let mute = desk.act(&desk.officer, "drop_consultation", &[("consultation", &number)]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    desk.done(&desk.officer, "drop_consultation", &[("consultation", &number), ("reason", "Đã đủ căn cứ")]).await;
    assert!(desk.open().await.state.consultations.is_empty());
    assert!(desk.page(&desk.officer).await.contains("Đã đủ căn cứ"));
}

#[tokio::test]
async fn a_signature_on_the_wrong_result_is_taken_back_until_the_result_is_handed_over() {
    let desk = Desk::at_signature().await;
    desk.sign().await;
    assert_eq!(desk.status().await, Status::Settled);
    let sequence = desk.open().await.state.version.to_string();
    let back = [("sequence", sequence.as_str()), ("reason", "Ký nhầm tệp")];
    desk.done(&desk.leader, "correct", &back).await;
    assert_eq!(desk.status().await, Status::Processing);
    desk.both_read(&["Ký nhầm tệp"]).await;
    desk.sign().await;
    let chosen = format!("{}~{}", desk.code, desk.open().await.state.version);
    let fields = [("act", "hand_over"), ("chon", chosen.as_str()), ("how", "counter"), ("receiver", "Bùi Thị Mận")];
    let handed = desk.app.post_form("/can-bo/ho-so-nhieu?viec=hand_over", &desk.officer.cookie, &fields).await;
    assert_eq!(handed.status, StatusCode::OK, "{}", handed.text());
    assert_eq!(desk.status().await, Status::Returned, "{}", handed.text());
}

#[tokio::test]
async fn the_leader_rejects_an_apology_or_puts_it_right() {
    let desk = Desk::received().await;
    let late = [("reason", "Thiếu người"), ("date", "2026-12-15T09:00")];
    desk.done(&desk.officer, "draft_apology", &late).await;
    assert!(!desk.tracked().await.contains("Thiếu người"), "a draft is told to nobody");
    desk.done(&desk.leader, "reject_apology", &[("reason", "Chưa đủ lý do")]).await;
    assert!(desk.open().await.state.apology.is_none());
    desk.done(&desk.officer, "draft_apology", &late).await;
    let form = desk.app.get_as(&desk.path("?viec=approve_apology"), &desk.leader.cookie).await.text();
    assert!(form.contains("Thiếu người") && form.contains("2026-12-15T09:00"), "what was drafted stands in the form");
    let better = [("reason", "Cơ quan đo đạc chậm kết quả"), ("date", "2026-12-16T09:00")];
    desk.done(&desk.leader, "approve_apology", &better).await;
    desk.both_read(&["Cơ quan đo đạc chậm kết quả", "16/12/2026"]).await;
}

#[tokio::test]
async fn no_act_opens_to_somebody_of_another_agency() {
    let desk = Desk::received().await;
    let before = desk.open().await.state.version;
    for role in [Role::Receptionist, Role::Officer, Role::Leader] {
        let stranger = desk.app.staff(role, "H28.15").await;
        for kind in CommandKind::ALL {
            let answer = desk.act(&stranger, kind.key(), &[("reason", "x"), ("date", "2026-12-15T09:00")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} as {role:?}", kind.key());
        }
    }
    assert_eq!(desk.open().await.state.version, before);
}
