//! Counters that are kept with what they count, and ratings.

use std::collections::BTreeMap;

use domain::dossier::Channel;
use domain::indicator::Measure;
use domain::rating::RatingOccasion;
use storage::{CountChange, Rating, Storage, TaskKind, WaitChange};
use time::{Date, Duration, OffsetDateTime};

use super::desk::{DESK, change, filed, received, task};
use super::fixture::{CODE, NOW, with_procedure};

const MONTH: i64 = 202_611;

fn today() -> Date {
    NOW.to_offset(domain::calendar::vietnam()).date()
}

fn count(day: Date, measure: Measure, amount: i64) -> CountChange {
    CountChange {
        agency_code: DESK.to_owned(),
        procedure_code: CODE.to_owned(),
        channel: Channel::Online,
        day,
        measure,
        amount,
    }
}

async fn sums(storage: &dyn Storage) -> BTreeMap<Measure, i64> {
    let sums = storage.indicator_sums(Some(DESK), MONTH, MONTH).await.expect("reads");
    assert!(sums.iter().all(|sum| sum.agency_code == DESK && sum.is_online));
    sums.into_iter().map(|sum| (sum.measure, sum.amount)).collect()
}

pub async fn counters_move_with_what_they_count_and_a_recount_agrees(storage: &dyn Storage) {
    with_procedure(storage).await;
    let first = filed(storage, 1, "Bùi Thị Mận", "0912345678").await;
    filed(storage, 2, "Hà Văn Tú", "0912345679").await;
    assert_eq!(sums(storage).await, BTreeMap::from([(Measure::Submitted, 2)]));
    let mut accepted = change(&first, 1, received(), task(TaskKind::Transfer, 2));
    let due = (NOW + Duration::days(3)).to_offset(domain::calendar::vietnam()).date();
    accepted.counts = vec![
        count(today(), Measure::Received, 1),
        count(today(), Measure::Digitised, 1),
        count(due, Measure::OpenDue, 1),
    ];
    storage.change_dossier(accepted.clone()).await.expect("changes");
    // The same once more is outdated: neither an event nor a count is added.
    storage.change_dossier(accepted).await.expect("answers");
    let now = [(Measure::Submitted, 2), (Measure::Received, 1), (Measure::Digitised, 1)];
    assert_eq!(sums(storage).await, BTreeMap::from(now));
    let stock = storage.indicator_stock(None).await.expect("reads");
    let stock: Vec<_> = stock.into_iter().map(|stock| (stock.measure, stock.day, stock.amount)).collect();
    assert_eq!(stock, [(Measure::OpenDue, due, 1)]);
    let months = storage.indicator_months(None, MONTH, MONTH).await.expect("reads");
    assert!(months.iter().all(|sum| sum.month == MONTH && sum.agency_code.is_empty()) && months.len() == 3);
    let procedures = storage.indicator_procedures(Some(DESK), today(), today()).await.expect("reads");
    assert!(procedures.iter().all(|sum| sum.procedure_code == CODE) && procedures.len() == 3);
    assert!(storage.indicator_sums(Some("H28.99"), MONTH, MONTH).await.expect("reads").is_empty());
    let found = storage.recount_indicators(false).await.expect("counts");
    assert_eq!((found.dossiers, found.faults_in_all), (2, 0), "{:?}", found.faults);
    assert!(found.counters > 0);
}

pub async fn a_counter_that_lies_is_found_named_and_put_right(storage: &dyn Storage) {
    with_procedure(storage).await;
    let first = filed(storage, 1, "Bùi Thị Mận", "0912345678").await;
    let mut wrong = change(&first, 1, received(), task(TaskKind::Transfer, 2));
    wrong.counts = vec![count(today(), Measure::Received, 2)];
    storage.change_dossier(wrong).await.expect("changes");
    let found = storage.recount_indicators(false).await.expect("counts");
    let day = format!("day {DESK} 20261123 {CODE} online received");
    let named = found.faults.iter().find(|fault| fault.place == day).expect("it is named");
    assert_eq!((named.kept, named.recounted), (2, 1));
    assert_eq!(
        found.faults_in_all, 5,
        "received and digitised by day and month, and what lies in hand: {:?}",
        found.faults
    );
    assert_eq!(sums(storage).await.get(&Measure::Received), Some(&2), "looking changes nothing");
    storage.recount_indicators(true).await.expect("mends");
    assert_eq!(sums(storage).await.get(&Measure::Received), Some(&1));
    assert_eq!(storage.recount_indicators(false).await.expect("counts").faults_in_all, 0);
}

pub async fn how_long_people_waited_is_kept_found_and_put_right(storage: &dyn Storage) {
    with_procedure(storage).await;
    let first = filed(storage, 1, "Bùi Thị Mận", "0912345678").await;
    let mut accepted = change(&first, 1, received(), task(TaskKind::Transfer, 2));
    let wait = |month, days_after, amount| WaitChange {
        procedure_code: CODE.to_owned(),
        agency_code: DESK.to_owned(),
        month,
        days_after,
        amount,
    };
    accepted.waits = vec![wait(MONTH, -2, 3), wait(MONTH, 1, 1), wait(MONTH - 1, 0, 2), wait(MONTH, 4, 0)];
    storage.change_dossier(accepted).await.expect("changes");
    let of = async |procedure, agency, from, to| {
        let waits = storage.indicator_waits(procedure, agency, from, to).await.expect("reads");
        waits.into_iter().map(|wait| (wait.month, wait.days_after, wait.amount)).collect::<Vec<_>>()
    };
    let all = [(MONTH - 1, 0, 2), (MONTH, -2, 3), (MONTH, 1, 1)];
    assert_eq!(of(Some(CODE), Some(DESK), MONTH - 1, MONTH).await, all);
    assert_eq!(of(None, None, MONTH, MONTH).await, all[1..]);
    assert!(of(Some("9.999999"), None, 0, MONTH).await.is_empty());
    assert!(of(None, Some("H28.99"), 0, MONTH).await.is_empty());
    let place = format!("wait {CODE} {DESK} {MONTH} -2");
    let found = storage.recount_indicators(true).await.expect("counts");
    assert!(found.faults.iter().any(|fault| fault.place == place && fault.recounted == 0), "{:?}", found.faults);
    assert!(of(None, None, 0, MONTH).await.is_empty(), "nobody has waited for a result");
}

pub async fn a_rating_is_counted_once_and_changed_for_a_while(storage: &dyn Storage) {
    with_procedure(storage).await;
    let dossier = filed(storage, 1, "Bùi Thị Mận", "0912345678").await;
    let rating = |overall: i16, at: OffsetDateTime| Rating {
        dossier_id: dossier.id,
        occasion: RatingOccasion::Settled,
        answers: "{}".to_owned(),
        overall,
        comment: "Cảm ơn".to_owned(),
        rated_at: at,
        changed_at: at,
    };
    let week = |at: OffsetDateTime| at - Duration::days(7);
    assert!(storage.rating(dossier.id, RatingOccasion::Settled).await.expect("reads").is_none());
    assert!(storage.rate(rating(2, NOW), week(NOW)).await.expect("keeps"));
    let counted = async || {
        let sums = sums(storage).await;
        let of = |measure| sums.get(&measure).copied().unwrap_or_default();
        (of(Measure::Rated), of(Measure::RatedSatisfied))
    };
    assert_eq!(counted().await, (1, 1));
    let later = NOW + Duration::days(6);
    assert!(storage.rate(rating(0, later), week(later)).await.expect("changes"));
    assert_eq!(counted().await, (1, 0), "one rating, and not satisfied any more");
    let kept = storage.rating(dossier.id, RatingOccasion::Settled).await.expect("reads").expect("is there");
    assert_eq!((kept.overall, kept.changed_at - kept.rated_at), (0, Duration::days(6)));
    let late = NOW + Duration::days(8);
    assert!(!storage.rate(rating(2, late), week(late)).await.expect("answers"), "a week is over");
    assert_eq!(counted().await, (1, 0));
    let found = storage.recount_indicators(false).await.expect("counts");
    assert_eq!(found.faults_in_all, 0, "{:?}", found.faults);
}
