//! Editions of months and explanations.

use domain::indicator::{FactLine, Measure};
use storage::{NewPublication, Storage};
use time::macros::date;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::desk::{DESK, filed};
use super::fixture::{CODE, NOW, with_procedure};

fn edition(edition: i64, explanations: &[&str]) -> NewPublication {
    NewPublication {
        month: 202_610,
        edition,
        published_at: NOW + Duration::days(edition),
        reason: if edition == 1 { String::new() } else { "Đếm nhầm".to_owned() },
        document: format!("{{\"edition\":{edition}}}"),
        signature: vec![1; 64],
        data: vec![2, 3],
        explanations: explanations.iter().map(|agency| ((*agency).to_owned(), due())).collect(),
    }
}

fn due() -> OffsetDateTime {
    NOW + Duration::days(8)
}

pub async fn an_edition_is_kept_once_and_the_newest_is_found(storage: &dyn Storage) {
    assert_eq!(storage.publication(202_610, None).await.expect("reads"), None);
    assert!(storage.publish(edition(1, &[])).await.expect("keeps"));
    let other = NewPublication { document: "{}".to_owned(), ..edition(1, &[]) };
    assert!(!storage.publish(other).await.expect("answers"), "the number is taken");
    assert!(storage.publish(edition(2, &[])).await.expect("keeps"));
    let newest = storage.publication(202_610, None).await.expect("reads").expect("is there");
    assert_eq!((newest.line.edition, newest.line.reason.as_str()), (2, "Đếm nhầm"));
    let first = storage.publication(202_610, Some(1)).await.expect("reads").expect("is there");
    assert_eq!((first.document.as_str(), first.data.as_slice()), ("{\"edition\":1}", [2, 3].as_slice()));
    assert_eq!(storage.publication(202_609, None).await.expect("reads"), None);
    let all = storage.publications(10).await.expect("reads");
    assert_eq!(all.iter().map(|line| (line.month, line.edition)).collect::<Vec<_>>(), [(202_610, 2), (202_610, 1)]);
}

pub async fn what_agencies_have_to_explain_is_asked_once_and_answered_once(storage: &dyn Storage) {
    assert!(storage.publish(edition(1, &["H28.01", DESK])).await.expect("keeps"));
    let asked = storage.explanations(202_610).await.expect("reads");
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|one| one.due_at == super::publication::due_in_store() && one.answered_at.is_none()));
    let of = |agencies: &[&str]| storage.explanations_of(agencies.iter().map(|one| (*one).to_owned()).collect(), 10);
    assert_eq!(of(&[DESK]).await.expect("reads").len(), 1);
    assert!(of(&[]).await.expect("reads").is_empty());
    let explain = |agency: &'static str| storage.explain(202_610, agency, "Ốm".to_owned(), Uuid::nil(), NOW);
    assert!(explain(DESK).await.expect("answers"));
    assert!(!explain(DESK).await.expect("answers"), "once");
    assert!(!explain("H28.02").await.expect("answers"), "nobody asked");
    let both = of(&["H28.01", DESK]).await.expect("reads");
    let order: Vec<(&str, &str)> = both.iter().map(|one| (one.agency_code.as_str(), one.words.as_str())).collect();
    assert_eq!(order, [("H28.01", ""), (DESK, "Ốm")], "what is not answered comes first");
}

/// Databases keep microseconds.
pub fn due_in_store() -> OffsetDateTime {
    due().replace_nanosecond(due().nanosecond() / 1_000 * 1_000).expect("a moment")
}

pub async fn a_month_says_what_happened_in_it_and_nothing_else(storage: &dyn Storage) {
    with_procedure(storage).await;
    filed(storage, 1, "Bùi Thị Mận", "0912345678").await;
    let november = storage.month_facts(date!(2026 - 11 - 01), date!(2026 - 11 - 30)).await.expect("reads");
    let [FactLine::Dossier(facts)] = november.lines.as_slice() else { panic!("{november:?}") };
    assert_eq!((facts.agency.as_str(), facts.procedure.as_str(), facts.online), (DESK, CODE, true));
    assert_eq!(facts.submitted, date!(2026 - 11 - 23));
    let kept: Vec<_> = november.kept.iter().map(|sum| (sum.measure, sum.amount)).collect();
    assert_eq!(kept, [(Measure::Submitted, 1)]);
    let october = storage.month_facts(date!(2026 - 10 - 01), date!(2026 - 10 - 31)).await.expect("reads");
    assert!(october.lines.is_empty() && october.kept.is_empty(), "{october:?}");
}
