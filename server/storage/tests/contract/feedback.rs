//! Feedback: kept once, numbered without gaps, changed by one at a time, counted with its events.

use domain::dossier::Actor;
use domain::feedback::{Answer, FeedbackEvent, FeedbackState, FeedbackStatus, FeedbackStep, counted};
use domain::indicator::Measure;
use storage::{
    CountChange, FeedbackChange, FeedbackFile, FeedbackList, FeedbackSent, FeedbackStanding, NewFeedback, Storage,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::fixture::{NOW, id};

const AGENCY: &str = "H28.14";
const MONTH: i64 = 202_611;

fn due() -> OffsetDateTime {
    NOW + Duration::days(10)
}

fn standing(status: FeedbackStatus) -> FeedbackStanding {
    FeedbackStanding {
        status,
        agency_code: AGENCY.to_owned(),
        acknowledge_due_at: NOW + Duration::days(2),
        answer_due_at: due(),
        escalated_to: String::new(),
        is_moderated: false,
        public: None,
    }
}

fn receipt() -> FeedbackStep {
    let event = FeedbackEvent::Received {
        agency: AGENCY.to_owned(),
        acknowledge_due_at: NOW + Duration::days(2),
        answer_due_at: due(),
    };
    FeedbackStep { sequence: 1, at: NOW, actor: Actor::Applicant, event }
}

fn new(number: u128, key: u8, title: &str) -> NewFeedback {
    let first = receipt();
    let counts = counted(std::slice::from_ref(&first));
    NewFeedback {
        id: id(number),
        submission_hash: vec![key; 32],
        content_digest: title.to_owned(),
        category: "late".to_owned(),
        title: title.to_owned(),
        words: "Chờ hai tiếng mà không ai gọi số".to_owned(),
        place: String::new(),
        dossier_code: String::new(),
        contact: Some(vec![1, 2, 3]),
        is_confidential: true,
        day: "261123".to_owned(),
        first,
        standing: standing(FeedbackStatus::Received),
        counts: counts
            .iter()
            .map(|((agency, day, measure), amount)| CountChange::of_feedback(agency, *day, *measure, *amount))
            .collect(),
    }
}

async fn sent(storage: &dyn Storage, new: NewFeedback) -> (Uuid, String) {
    match storage.send_feedback(new).await.expect("sends") {
        FeedbackSent::Kept { id, code } => (id, code),
        other => panic!("{other:?}"),
    }
}

fn change(id: Uuid, event: FeedbackEvent, standing: FeedbackStanding) -> FeedbackChange {
    let step = FeedbackStep { sequence: 2, at: NOW + Duration::hours(1), actor: Actor::Officer(Uuid::nil()), event };
    FeedbackChange { id, version: 1, steps: vec![step], standing, counts: Vec::new() }
}

fn acknowledged() -> FeedbackEvent {
    FeedbackEvent::Acknowledged { office: "Văn phòng".to_owned() }
}

pub async fn the_same_form_is_kept_once_and_codes_have_no_gap(storage: &dyn Storage) {
    let (first, code) = sent(storage, new(1, 1, "Chờ lâu")).await;
    assert_eq!(code, "PA-H28.14-261123-0001");
    let again = storage.send_feedback(new(2, 1, "Chờ lâu")).await.expect("answers");
    assert_eq!(again, FeedbackSent::Again { id: first, code: code.clone() });
    let other = storage.send_feedback(new(3, 1, "Việc khác")).await.expect("answers");
    assert_eq!(other, FeedbackSent::KeyReused { code: code.clone() });
    assert_eq!(sent(storage, new(4, 2, "Việc khác")).await.1, "PA-H28.14-261123-0002");
    let case = storage.feedback(&code).await.expect("reads").expect("is there");
    assert_eq!((case.record.title.as_str(), case.record.contact.as_deref()), ("Chờ lâu", Some([1, 2, 3].as_slice())));
    assert!(case.record.is_confidential);
    assert_eq!(case.steps, [receipt()]);
    assert_eq!(case.record.standing, standing(FeedbackStatus::Received));
    assert_eq!(storage.feedback("PA-H28.14-261123-0009").await.expect("reads"), None);
}

pub async fn of_many_sent_at_once_each_gets_a_code_of_its_own(storage: &dyn Storage) {
    let many = (10_u8..30).map(|key| storage.send_feedback(new(u128::from(key), key, "Chờ lâu")));
    // The same form three times among them.
    let same = (40_u128..43).map(|number| storage.send_feedback(new(number, 99, "Chờ lâu")));
    let (many, same) = futures::join!(futures::future::join_all(many), futures::future::join_all(same));
    let mut codes: Vec<String> = many
        .into_iter()
        .map(|sent| match sent.expect("sends") {
            FeedbackSent::Kept { code, .. } => code,
            other => panic!("{other:?}"),
        })
        .collect();
    let kept: Vec<FeedbackSent> = same.into_iter().map(|sent| sent.expect("sends")).collect();
    let first = kept.iter().filter(|sent| matches!(sent, FeedbackSent::Kept { .. })).count();
    assert_eq!(first, 1, "{kept:?}");
    codes.extend(kept.into_iter().map(|sent| match sent {
        FeedbackSent::Kept { code, .. } | FeedbackSent::Again { code, .. } | FeedbackSent::KeyReused { code } => code,
    }));
    codes.sort();
    codes.dedup();
    let expected: Vec<String> = (1..=21).map(|number| format!("PA-H28.14-261123-{number:04}")).collect();
    assert_eq!(codes, expected);
}

pub async fn of_two_changes_one_is_made_and_its_history_is_append_only(storage: &dyn Storage) {
    let (id, code) = sent(storage, new(1, 1, "Chờ lâu")).await;
    let first = change(id, acknowledged(), standing(FeedbackStatus::Handling));
    assert!(storage.change_feedback(first.clone()).await.expect("changes"));
    assert!(!storage.change_feedback(first).await.expect("answers"), "it was seen as it is no more");
    let case = storage.feedback(&code).await.expect("reads").expect("is there");
    let state = FeedbackState::of(&case.steps).expect("a state");
    assert_eq!((state.status, case.record.version), (FeedbackStatus::Handling, 2));
    assert_eq!(case.steps.last().map(|step| step.actor), Some(Actor::Officer(Uuid::nil())));
}

pub async fn what_is_owed_published_and_late_is_found(storage: &dyn Storage) {
    let (first, first_code) = sent(storage, new(1, 1, "Chờ lâu")).await;
    let (second, second_code) = sent(storage, new(2, 2, "Thu sai phí")).await;
    let of = |list| storage.feedback_of(vec![AGENCY.to_owned()], list, 10);
    assert_eq!(of(FeedbackList::Open).await.expect("reads").len(), 2);
    assert_eq!(of(FeedbackList::ToModerate).await.expect("reads").len(), 2);
    assert!(storage.feedback_of(Vec::new(), FeedbackList::Open, 10).await.expect("reads").is_empty());
    assert!(storage.public_feedback(None, None, 10).await.expect("reads").is_empty());
    let published = FeedbackEvent::Published { title: "Chờ lâu ở quầy".into(), words: "Hai tiếng".into() };
    let public = FeedbackStanding {
        is_moderated: true,
        public: Some(("Chờ lâu ở quầy".into(), "Hai tiếng".into())),
        ..standing(FeedbackStatus::Received)
    };
    assert!(storage.change_feedback(change(first, published, public)).await.expect("changes"));
    let found = storage.public_feedback(Some(AGENCY), None, 10).await.expect("reads");
    let [(at, record)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((*at, record.code.as_str()), (NOW + Duration::hours(1), first_code.as_str()));
    let place = Some((*at, first_code.clone()));
    assert!(storage.public_feedback(None, place, 10).await.expect("reads").is_empty(), "nothing comes after it");
    assert!(storage.public_feedback(Some("H28.02"), None, 10).await.expect("reads").is_empty());
    assert_eq!(of(FeedbackList::ToModerate).await.expect("reads").len(), 1);
    assert!(storage.late_feedback(due(), 10).await.expect("reads").is_empty(), "not late at the moment it is due");
    let late = storage.late_feedback(due() + Duration::SECOND, 10).await.expect("reads");
    assert_eq!(late, [first_code, second_code.clone()]);
    let told = FeedbackStanding { escalated_to: "H28".into(), ..standing(FeedbackStatus::Received) };
    let escalated = FeedbackEvent::Escalated { agency: "H28".into() };
    assert!(storage.change_feedback(change(second, escalated, told)).await.expect("changes"));
    assert_eq!(storage.late_feedback(due() + Duration::SECOND, 10).await.expect("reads").len(), 1);
    let above = storage.feedback_of(vec!["H28".to_owned()], FeedbackList::Open, 10).await.expect("reads");
    assert_eq!(above.iter().map(|record| record.code.as_str()).collect::<Vec<_>>(), [second_code]);
}

pub async fn a_browser_has_one_voice_and_five_photos_fit(storage: &dyn Storage) {
    let (id, code) = sent(storage, new(1, 1, "Chờ lâu")).await;
    assert!(storage.support_feedback(id, vec![7; 32]).await.expect("adds"));
    assert!(!storage.support_feedback(id, vec![7; 32]).await.expect("answers"));
    assert!(storage.support_feedback(id, vec![8; 32]).await.expect("adds"));
    let photo = |number: u128| FeedbackFile {
        id: super::fixture::id(number),
        name: "quay.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 9,
        sha256: "ab".repeat(32),
        received_at: NOW,
    };
    let tries = (0..7).map(|number| storage.add_feedback_file(id, photo(100 + number), 5));
    let added = futures::future::join_all(tries).await;
    assert_eq!(added.into_iter().filter(|added| *added.as_ref().expect("answers")).count(), 5);
    let case = storage.feedback(&code).await.expect("reads").expect("is there");
    assert_eq!((case.record.supporters, case.files.len()), (2, 5));
    assert!(storage.file_is_used(&"ab".repeat(32)).await.expect("reads"), "nobody clears it away");
    assert_eq!(storage.stored_files("", 10).await.expect("reads").len(), 1);
}

pub async fn a_recount_finds_what_feedback_adds(storage: &dyn Storage) {
    let (id, _) = sent(storage, new(1, 1, "Chờ lâu")).await;
    let found = storage.recount_indicators(false).await.expect("counts");
    assert_eq!(found.faults_in_all, 0, "{:?}", found.faults);
    let sums = storage.indicator_sums(Some(AGENCY), MONTH, MONTH).await.expect("reads");
    assert_eq!(sums.iter().map(|sum| (sum.measure, sum.amount)).collect::<Vec<_>>(), [(Measure::FeedbackReceived, 1)]);
    // An answer that nobody counted is named.
    let answer = Answer { finding: "f".into(), action: "a".into(), done_by: None, office: "o".into() };
    let answered = FeedbackEvent::Answered { answer };
    let quiet = change(id, answered, standing(FeedbackStatus::Answered));
    assert!(storage.change_feedback(quiet).await.expect("changes"));
    let found = storage.recount_indicators(true).await.expect("counts");
    assert_eq!(
        found.faults_in_all, 3,
        "the answer by day and month, and what is not owed any more: {:?}",
        found.faults
    );
    assert_eq!(storage.recount_indicators(false).await.expect("counts").faults_in_all, 0, "put right");
}
