//! Days decreed after the program was built.

use domain::calendar::{CalendarDay, DayKind};
use storage::Storage;
use time::Date;
use time::macros::date;

use super::fixture::NOW;

fn day(date: Date, kind: DayKind, decision: &str) -> CalendarDay {
    CalendarDay {
        date,
        kind,
        name_vi: "Nghỉ Quốc khánh".to_owned(),
        name_en: "National Day".to_owned(),
        decision: decision.to_owned(),
        verified: true,
        announced: true,
    }
}

pub async fn a_later_row_takes_the_place_of_an_earlier_one_and_the_version_counts_up(storage: &dyn Storage) {
    assert_eq!(storage.calendar_version().await.expect("reads"), 0);
    assert_eq!(storage.imported_days().await.expect("reads"), []);
    let first = day(date!(2027 - 09 - 01), DayKind::Holiday, "một");
    let other = day(date!(2027 - 09 - 03), DayKind::Ordinary, "một");
    let both = vec![other.clone(), first.clone()];
    assert_eq!(storage.import_days(both.clone(), NOW).await.expect("imports"), 1);
    assert_eq!(storage.imported_days().await.expect("reads"), [first.clone(), other.clone()], "in order of days");
    assert_eq!(storage.import_days(both, NOW).await.expect("imports"), 1, "the same again changes nothing");
    let changed = day(date!(2027 - 09 - 01), DayKind::Ordinary, "hai");
    assert_eq!(storage.import_days(vec![changed.clone(), other.clone()], NOW).await.expect("imports"), 2);
    assert_eq!(storage.imported_days().await.expect("reads"), [changed, other.clone()]);
    assert_eq!(storage.import_days(vec![first.clone()], NOW).await.expect("imports"), 3, "back to what it was first");
    assert_eq!(storage.imported_days().await.expect("reads"), [first, other]);
    assert_eq!(storage.calendar_version().await.expect("reads"), 3);
}

pub async fn two_imports_at_once_are_one_after_the_other(storage: &dyn Storage) {
    let import =
        |decision: &str| storage.import_days(vec![day(date!(2027 - 09 - 01), DayKind::Holiday, decision)], NOW);
    let (one, two) = tokio::join!(import("một"), import("hai"));
    let mut versions = [one.expect("imports"), two.expect("imports")];
    versions.sort_unstable();
    assert_eq!(versions, [1, 2]);
    assert_eq!(storage.imported_days().await.expect("reads").len(), 1);
}
