//! A month that is over: frozen, signed, read by everybody, checked by anybody, corrected only by a new edition, explained by who was late.

use axum::http::StatusCode;
use domain::dossier::Actor;
use domain::feedback::{FeedbackEvent, FeedbackStatus, FeedbackStep};
use domain::indicator::Period;
use domain::staff::Role;
use publication::verify;
use server::services::ServiceError;
use server::services::publish::Published;
use storage::{FeedbackStanding, NewFeedback};
use time::Duration;

use crate::desk_rules::Desk;

const MONTH: Period = Period::Month(2026, 12);

impl Desk {
    /// January has begun; the dossier that was due in December is overdue.
    async fn after_december() -> Self {
        let desk = Self::received().await;
        let due = desk.open().await.state.due_at.expect("a due date");
        assert!(due < time::macros::datetime!(2027-01-01 00:00 +7), "due within the month: {due}");
        desk.app.until(time::macros::datetime!(2027-01-01 00:30 +7));
        desk
    }

    async fn file(&self, edition: &str) -> String {
        let answer = self.app.get(&format!("/chi-so/cong-bo/2026-12/tep?ban={edition}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert!(answer.header("content-disposition").starts_with("attachment"));
        answer.text()
    }
}

fn key_of(outcome: Result<Published, ServiceError>) -> &'static str {
    match outcome {
        Err(ServiceError::Refused(refusal)) => refusal.key,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_month_is_published_by_itself_when_it_is_over_and_anybody_can_check_it() {
    let desk = Desk::received().await;
    let services = &desk.app.services;
    assert_eq!(key_of(services.publish_month(MONTH, None).await), "publication_not_over");
    assert_eq!(services.publish_last_month().await.expect("runs"), Published::Nothing, "nothing happened in October");
    let desk = Desk::after_december().await;
    let services = &desk.app.services;
    assert_eq!(services.publish_last_month().await.expect("publishes"), Published::Edition(1));
    assert_eq!(services.publish_last_month().await.expect("runs"), Published::Before);
    let key = services.publication_key().await.expect("a key");
    let file = desk.file("1").await;
    let found = verify(&file, Some(&key));
    assert!(found.is_good(), "{:?} {:?}", found.faults, found.findings);
    assert!(found.findings.iter().any(|one| one.name == "open_late" && one.published == "1"), "{:?}", found.findings);
    for private in [desk.code.as_str(), desk.pin.as_str(), "Mận", "0912"] {
        assert!(!file.contains(private), "{private} is in the open data");
    }
    let list = desk.app.get("/chi-so/cong-bo").await.text();
    assert!(list.contains("tháng 12/2026") && list.contains(&key), "{list}");
    let page = desk.app.get("/chi-so/cong-bo/2026-12").await.text();
    for part in ["Chữ ký số đúng", "Hồ sơ trễ hạn (1)", "Phải giải trình trước", "Điểm từng nhóm"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let feed = desk.app.get("/chi-so/cong-bo.atom").await;
    assert!(feed.header("content-type").starts_with("application/atom+xml") && feed.text().contains("2026-12?ban=1"));
    for missing in
        ["/chi-so/cong-bo/2026-10", "/chi-so/cong-bo/2026", "/chi-so/cong-bo/x", "/chi-so/cong-bo/2026-12?ban=9"]
    {
        assert_eq!(desk.app.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn what_is_published_stays_and_a_correction_says_what_differs() {
    let desk = Desk::after_december().await;
    let services = &desk.app.services;
    assert_eq!(key_of(services.publish_month(MONTH, Some("x")).await), "publication_first_missing");
    services.publish_last_month().await.expect("publishes");
    let first = desk.file("1").await;
    // Settled meanwhile: what lies in hand of December moves.
    desk.app.until(time::macros::datetime!(2027-01-02 09:00 +7));
    let leader = desk.app.staff(Role::Leader, &desk.agency).await;
    assert!(!leader.cookie.is_empty());
    let reason = "Thiếu một hồ sơ trong danh sách";
    assert_eq!(services.publish_month(MONTH, Some(reason)).await.expect("publishes"), Published::Edition(2));
    assert_eq!(desk.file("1").await, first, "the first edition is what it was, to the byte");
    let second = verify(&desk.file("2").await, None);
    assert!(second.is_good(), "{:?}", second.faults);
    let publication = second.publication.expect("is read");
    assert_eq!(publication.replaces, Some(publication::sha256(first.lines().next().expect("a line").as_bytes())));
    assert!(publication.differences.iter().any(|one| one.name == "delays"), "one day later it is one day more late");
    let page = desk.app.get("/chi-so/cong-bo/2026-12?ban=1").await.text();
    assert!(page.contains("bản đính chính mới hơn"), "{page}");
    let newest = desk.app.get("/chi-so/cong-bo/2026-12").await.text();
    assert!(newest.contains(reason) && newest.contains("Đính chính"), "{newest}");
}

#[tokio::test]
async fn counters_that_lie_are_not_published() {
    let desk = Desk::after_december().await;
    let services = &desk.app.services;
    let at = time::macros::datetime!(2026-12-10 09:00 +7);
    let event = FeedbackEvent::Received { agency: desk.agency.clone(), acknowledge_due_at: at, answer_due_at: at };
    // One that nobody counted.
    let uncounted = NewFeedback {
        id: services.random.uuid(at),
        submission_hash: vec![1; 32],
        content_digest: String::new(),
        category: "late".to_owned(),
        title: "Chờ lâu".to_owned(),
        words: "Chờ hai tiếng".to_owned(),
        place: String::new(),
        dossier_code: String::new(),
        contact: None,
        is_confidential: false,
        day: "261210".to_owned(),
        first: FeedbackStep { sequence: 1, at, actor: Actor::Applicant, event },
        standing: FeedbackStanding {
            status: FeedbackStatus::Received,
            agency_code: desk.agency.clone(),
            acknowledge_due_at: at,
            answer_due_at: at,
            escalated_to: String::new(),
            is_moderated: false,
            public: None,
        },
        counts: Vec::new(),
    };
    services.storage.send_feedback(uncounted).await.expect("keeps");
    assert_eq!(key_of(services.publish_last_month().await), "publication_counters");
    assert_eq!(desk.app.get("/chi-so/cong-bo/2026-12").await.status, StatusCode::NOT_FOUND);
    services.storage.recount_indicators(true).await.expect("puts right");
    assert_eq!(services.publish_last_month().await.expect("publishes"), Published::Edition(1));
}

#[tokio::test]
async fn who_caused_delay_explains_it_once_and_everybody_reads_it() {
    let desk = Desk::after_december().await;
    desk.app.services.publish_last_month().await.expect("publishes");
    let leader = desk.app.staff(Role::Leader, &desk.agency).await;
    let path = format!("/can-bo/giai-trinh/2026-12/{}", desk.agency);
    let page = desk.app.get_as("/can-bo/giai-trinh", &leader.cookie).await.text();
    assert!(page.contains(&path), "{page}");
    let empty = desk.app.post_form(&path, &leader.cookie, &[("words", " ")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.text().contains("href=\"#words-2026-12-"));
    let officer = desk.app.staff(Role::Officer, &desk.agency).await;
    let words = [("words", "Hai cán bộ nghỉ ốm; đã cử người thay từ tháng 1.")];
    assert_eq!(desk.app.post_form(&path, &officer.cookie, &words).await.status, StatusCode::FORBIDDEN);
    let elsewhere = desk.app.staff(Role::Leader, "H28.02").await;
    if desk.agency != "H28.02" {
        assert_eq!(desk.app.post_form(&path, &elsewhere.cookie, &words).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(desk.app.post_form(&path, &leader.cookie, &words).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.app.post_form(&path, &leader.cookie, &words).await.status, StatusCode::CONFLICT, "once");
    let public = desk.app.get("/chi-so/cong-bo/2026-12").await.text();
    assert!(public.contains(words[0].1), "{public}");
    // Nobody explains by the time it is due: that is said too.
    let desk = Desk::after_december().await;
    desk.app.services.publish_last_month().await.expect("publishes");
    desk.app.until(time::macros::datetime!(2027-01-01 00:30 +7) + Duration::days(30));
    assert!(desk.app.get("/chi-so/cong-bo/2026-12").await.text().contains("Chưa giải trình, quá hạn"));
}

#[tokio::test]
async fn an_edition_comes_as_table_document_and_paper() {
    let desk = Desk::after_december().await;
    desk.app.services.publish_last_month().await.expect("publishes");
    let path = |format: &str| format!("/chi-so/cong-bo/2026-12/{format}");
    let csv = desk.app.get(&path("csv")).await;
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"cong-bo-2026-12-ban-1.csv\"");
    let text = csv.text();
    assert!(text.starts_with("\u{FEFF}period,edition,agency,agency_name,figure,figure_name,value"), "{text}");
    let line = format!("2026-12,1,{},", desk.agency);
    let is_overdue = |one: &str| one.starts_with(&line) && one.ends_with(",open_late,\"Đang giải quyết, quá hạn\",1");
    assert!(text.lines().any(is_overdue), "{text}");
    assert!(!text.contains(&desk.code) && !text.contains("Mận"), "nobody stands in it");
    let json = desk.app.get(&path("json")).await;
    let file = desk.app.get(&path("tep")).await.text();
    assert_eq!(json.text(), file.lines().next().expect("a line"), "to the byte what was signed");
    let pdf = desk.app.get(&path("pdf")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert!(pdf.body.starts_with(b"%PDF-") && pdf.body.windows(15).any(|part| part == b"/StructTreeRoot"));
    for unknown in ["xlsx", "csv?ban=9", "pdf?ban=0"] {
        assert_eq!(desk.app.get(&path(unknown)).await.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}
