//! Dossiers that the clock looks at, and notices that officers look at.

use domain::calendar::{CalendarDay, DayKind};
use domain::dossier::Status;
use storage::{DossierRecord, NewDossierNotice, NoticeChannel, QueuePlace, Storage, TaskKind};
use time::macros::date;
use time::{Date, Duration, OffsetDateTime};

use super::desk::{DESK, change, filed, received, task};
use super::fixture::{NOW, id, with_procedure};

/// A dossier that is due after so many days.
async fn due_in(storage: &dyn Storage, number: u128, days: i64, kind: TaskKind, status: Status) -> DossierRecord {
    let record = filed(storage, number, "Bùi Thị Mận", "").await;
    let mut wanted = change(&record, 1, received(), task(kind, 2));
    wanted.projection.due_at = Some(NOW + Duration::days(days));
    wanted.projection.status = status;
    if status == Status::Settled {
        wanted.projection.settled_at = Some(NOW);
    }
    storage.change_dossier(wanted).await.expect("changes");
    record
}

pub async fn apologies_are_due_in_the_order_of_the_due_dates(storage: &dyn Storage) {
    with_procedure(storage).await;
    for (number, days) in [(1, 4), (2, 2), (3, 3), (4, 9)] {
        due_in(storage, number, days, TaskKind::Step, Status::Processing).await;
    }
    due_in(storage, 5, 1, TaskKind::Apology, Status::Processing).await;
    due_in(storage, 6, 1, TaskKind::Waiting, Status::SupplementRequested).await;
    due_in(storage, 7, 1, TaskKind::HandOver, Status::Settled).await;
    let until = NOW + Duration::days(4);
    let mut seen: Vec<i64> = Vec::new();
    let mut after = None;
    loop {
        let page = storage.dossiers_to_excuse(until, after, 2).await.expect("reads");
        let Some(last) = page.last() else { break };
        after = Some(QueuePlace { due_at: last.due_at.expect("a date"), dossier_id: last.id });
        seen.extend(page.iter().map(|found| (found.due_at.expect("a date") - NOW).whole_days()));
    }
    assert_eq!(seen, [2, 3, 4], "not the one that waits for the leader, nor what pauses or is settled");
}

pub async fn a_change_of_the_calendar_touches_what_spans_it(storage: &dyn Storage) {
    with_procedure(storage).await;
    for (number, days) in [(1, 1), (2, 5), (3, 7)] {
        due_in(storage, number, days, TaskKind::Step, Status::Processing).await;
    }
    due_in(storage, 4, 6, TaskKind::Waiting, Status::PaymentRequested).await;
    due_in(storage, 5, 6, TaskKind::HandOver, Status::Settled).await;
    let days = async |from: OffsetDateTime, received_before: OffsetDateTime| -> Vec<i64> {
        let found = storage.dossiers_due_over(from, received_before, None, 10).await.expect("reads");
        found.iter().map(|found| (found.due_at.expect("a date") - NOW).whole_days()).collect()
    };
    assert_eq!(days(NOW + Duration::days(5), NOW + Duration::SECOND).await, [5, 6, 7], "paused ones too");
    assert_eq!(days(NOW + Duration::days(5), NOW).await, Vec::<i64>::new(), "received after the days");
}

pub async fn imported_days_are_told_from_a_version_on(storage: &dyn Storage) {
    let day = |date: Date, kind| CalendarDay {
        date,
        kind,
        name_vi: "Nghỉ tránh bão".to_owned(),
        name_en: "Typhoon".to_owned(),
        decision: "–".to_owned(),
        verified: true,
        announced: true,
    };
    let (first, second) = (date!(2027 - 03 - 01), date!(2027 - 03 - 02));
    let later = NOW + Duration::DAY;
    storage.import_days(vec![day(first, DayKind::Holiday), day(second, DayKind::Holiday)], NOW).await.expect("imports");
    storage.import_days(vec![day(first, DayKind::Ordinary)], later).await.expect("imports");
    assert_eq!(storage.days_imported_after(0).await.expect("reads"), [(first, later), (second, NOW)]);
    assert_eq!(storage.days_imported_after(1).await.expect("reads"), [(first, later)]);
    assert_eq!(storage.days_imported_after(2).await.expect("reads"), []);
}

pub async fn a_notice_that_was_given_up_is_tried_again_and_by_the_other_way_once(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "").await;
    let notice = |number, channel| NewDossierNotice {
        id: id(number),
        kind: "received".into(),
        channel,
        address: "man@example.org".into(),
        language: "vi".into(),
    };
    let mut wanted = change(&record, 1, received(), task(TaskKind::Transfer, 2));
    wanted.notices = vec![notice(900, NoticeChannel::Email)];
    let at = wanted.at;
    storage.change_dossier(wanted).await.expect("changes");
    assert!(!storage.retry_dossier_notice(id(900), at).await.expect("answers"), "it waits for its first try");
    assert!(storage.claim_dossier_notice(id(900), 0, at).await.expect("claims"));
    storage.dossier_notice_failed(id(900), "refused", at, None, None).await.expect("given up");
    let failed = storage.failed_dossier_notices(vec![DESK.into()], 10).await.expect("reads");
    assert_eq!(failed.iter().map(|one| one.id).collect::<Vec<_>>(), [id(900)]);
    let one = storage.dossier_notice(id(900)).await.expect("reads").expect("is there");
    assert_eq!((one.unit_code.as_str(), one.address.as_str(), one.language.as_str()), (DESK, "man@example.org", "vi"));
    assert_eq!((one.attempts, one.failed_at), (1, Some(at)));
    assert_eq!(storage.dossier_notice(id(999)).await.expect("reads"), None);
    let again = at + Duration::HOUR;
    assert!(storage.retry_dossier_notice(id(900), again).await.expect("answers"));
    assert!(!storage.retry_dossier_notice(id(900), again).await.expect("answers"), "pressed twice");
    assert_eq!(storage.due_dossier_notices(at, 10).await.expect("reads").len(), 0);
    assert_eq!(storage.due_dossier_notices(again, 10).await.expect("reads")[0].attempts, 0, "as a new one");
    let add = async |number| {
        let other = notice(number, NoticeChannel::Sms);
        storage.add_dossier_notice(record.id, one.sequence, other, again).await.expect("answers")
    };
    assert_eq!((add(901).await, add(902).await), (true, false), "one by each way");
    assert_eq!(storage.dossier_notices(record.id).await.expect("reads").len(), 2);
}
