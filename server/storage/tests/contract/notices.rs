//! The ledger of messages.

use domain::draft::NoticeKind::{self, ExpiresTomorrow, NotSubmitted, ResumeLink};
use futures::future::join_all;
use storage::{DraftPatch, NewNotice, NoticeState, Storage};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::fixture::{NOW, draft, id, submission, with_procedure};

fn notice(number: u128, kind: NoticeKind, due_at: OffsetDateTime) -> NewNotice {
    NewNotice { id: id(number), kind, address: format!("{number}@example.com"), language: "vi".to_owned(), due_at }
}

/// A draft with a reminder due now.
async fn planned(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    assert!(storage.plan_notices(id(1), NOW, vec![notice(21, NotSubmitted, NOW)]).await.expect("plans"));
}

/// What is due at a time, of drafts that changed after a day before [`NOW`].
async fn due(storage: &dyn Storage, now: OffsetDateTime) -> Vec<Uuid> {
    let due = storage.due_notices(now, NOW - Duration::days(1), 10).await.expect("reads");
    due.into_iter().map(|notice| notice.id).collect()
}

async fn ledger(storage: &dyn Storage) -> Vec<NoticeState> {
    storage.notices(id(1)).await.expect("reads")
}

pub async fn a_changed_draft_moves_what_was_not_sent(storage: &dyn Storage) {
    planned(storage).await;
    let later = NOW + Duration::hours(1);
    storage.patch_draft(id(1), None, DraftPatch::default(), later).await.expect("saves");
    assert!(!storage.plan_notices(id(1), NOW, Vec::new()).await.expect("answers"), "planned for an earlier state");
    let anew = vec![notice(22, NotSubmitted, later), notice(23, ExpiresTomorrow, later + Duration::days(29))];
    assert!(storage.plan_notices(id(1), later, anew).await.expect("plans"));
    let [moved, new] = ledger(storage).await.try_into().expect("two");
    assert_eq!((moved.id, moved.due_at, moved.address.as_str()), (id(21), later, "22@example.com"));
    assert_eq!((new.id, new.kind), (id(23), ExpiresTomorrow));
    assert!(storage.plan_notices(id(1), later, Vec::new()).await.expect("plans"));
    assert_eq!(ledger(storage).await, [], "without an address nothing is planned");
}

pub async fn what_was_sent_is_never_due_again(storage: &dyn Storage) {
    planned(storage).await;
    assert!(storage.claim_notice(id(21), 0, NOW).await.expect("claims"));
    storage.notice_sent(id(21), NOW).await.expect("marks");
    let later = NOW + Duration::hours(1);
    storage.patch_draft(id(1), None, DraftPatch::default(), later).await.expect("saves");
    for wanted in [vec![notice(22, NotSubmitted, later)], Vec::new()] {
        storage.plan_notices(id(1), later, wanted).await.expect("plans");
        let [sent] = ledger(storage).await.try_into().expect("one");
        assert_eq!((sent.id, sent.sent_at, sent.due_at), (id(21), Some(NOW), NOW));
    }
    assert!(due(storage, later).await.is_empty());
    assert!(!storage.claim_notice(id(21), 1, later).await.expect("answers"));
}

pub async fn of_many_processes_one_takes_a_message(storage: &dyn Storage) {
    planned(storage).await;
    assert!(due(storage, NOW - Duration::seconds(1)).await.is_empty());
    let [seen] = storage.due_notices(NOW, NOW - Duration::days(1), 9).await.expect("reads").try_into().expect("one");
    assert_eq!((seen.draft_id, seen.attempts, seen.procedure_revision, seen.updated_at), (id(1), 0, 1, NOW));
    let next = NOW + Duration::minutes(1);
    let claims = join_all((0..8).map(|_| storage.claim_notice(seen.id, seen.attempts, next))).await;
    assert_eq!(claims.into_iter().filter(|claim| matches!(claim, Ok(true))).count(), 1);
    assert!(due(storage, NOW).await.is_empty(), "it waits for the next try");
    assert_eq!(due(storage, next).await, [id(21)]);
    assert_eq!(ledger(storage).await[0].attempts, 1);
}

pub async fn nothing_is_due_for_a_draft_that_was_filed_discarded_or_changed(storage: &dyn Storage) {
    planned(storage).await;
    assert_eq!(due(storage, NOW).await, [id(21)]);
    let long_ago = storage.due_notices(NOW, NOW, 10).await.expect("reads");
    assert_eq!(long_ago, [], "it expired");
    for number in [2, 3] {
        storage.create_draft(draft(number)).await.expect("created");
        let reminder = vec![notice(20 + number, NotSubmitted, NOW)];
        storage.plan_notices(id(number), NOW, reminder).await.expect("plans");
    }
    storage.submit(submission(2)).await.expect("files");
    storage.discard_draft(id(3), NOW).await.expect("discards");
    assert_eq!(due(storage, NOW).await, [id(21)]);
    storage.patch_draft(id(1), None, DraftPatch::default(), NOW + Duration::hours(1)).await.expect("saves");
    assert!(due(storage, NOW).await.is_empty(), "it is planned anew first");
    assert!(!storage.plan_notices(id(2), NOW, Vec::new()).await.expect("answers"));
}

pub async fn a_link_asked_for_again_is_sent_again(storage: &dyn Storage) {
    planned(storage).await;
    storage.ask_for_link(id(1), notice(31, ResumeLink, NOW)).await.expect("asks");
    storage.claim_notice(id(31), 0, NOW).await.expect("claims");
    storage.notice_sent(id(31), NOW).await.expect("marks");
    assert_eq!(due(storage, NOW).await, [id(21)]);
    let later = NOW + Duration::hours(1);
    storage.ask_for_link(id(1), notice(32, ResumeLink, later)).await.expect("asks");
    assert_eq!(due(storage, later).await, [id(21), id(32)]);
    storage.notice_sent(id(31), later).await.expect("answers");
    assert_eq!(due(storage, later).await, [id(21), id(32)], "the earlier message does not stand for this one");
    storage.plan_notices(id(1), NOW, Vec::new()).await.expect("plans");
    assert_eq!(due(storage, later).await, [id(32)], "planning leaves it alone");
    let planned = storage.draft_to_plan(id(1)).await.expect("reads").expect("is there");
    assert_eq!((planned.link_address.as_deref(), planned.updated_at), (Some("32@example.com"), NOW));
}

pub async fn a_message_given_up_gets_another_chance_when_the_draft_changes(storage: &dyn Storage) {
    planned(storage).await;
    storage.claim_notice(id(21), 0, NOW).await.expect("claims");
    storage.notice_given_up(id(21), NOW).await.expect("marks");
    assert!(due(storage, NOW).await.is_empty());
    assert_eq!(ledger(storage).await[0].failed_at, Some(NOW));
    storage.plan_notices(id(1), NOW, vec![notice(22, NotSubmitted, NOW)]).await.expect("plans");
    let [again] = ledger(storage).await.try_into().expect("one");
    assert_eq!((again.failed_at, again.attempts), (None, 0));
    assert_eq!(due(storage, NOW).await, [id(21)]);
}

pub async fn drafts_are_planned_once_for_each_change(storage: &dyn Storage) {
    with_procedure(storage).await;
    for number in 1..=4 {
        storage.create_draft(draft(number)).await.expect("created");
    }
    storage.submit(submission(2)).await.expect("files");
    storage.discard_draft(id(3), NOW).await.expect("discards");
    let to_plan = async |after| -> Vec<Uuid> {
        let drafts = storage.drafts_to_plan(after, 10).await.expect("reads");
        drafts.into_iter().map(|draft| draft.id).collect()
    };
    let mut first = to_plan(NOW).await;
    first.sort();
    assert_eq!(first, [id(1), id(4)]);
    storage.plan_notices(id(1), NOW, Vec::new()).await.expect("plans");
    assert_eq!(to_plan(NOW).await, [id(4)]);
    let later = NOW + Duration::minutes(1);
    storage.patch_draft(id(1), None, DraftPatch::default(), later).await.expect("saves");
    assert_eq!(to_plan(later).await, [id(1)]);
    assert_eq!(storage.draft_to_plan(id(2)).await.expect("reads"), None);
}
