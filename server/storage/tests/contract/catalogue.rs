//! The published catalogue.

use storage::{ImportSummary, Storage};
use time::Duration;

use super::fixture::{CODE, NOW, procedure};

async fn codes(storage: &dyn Storage) -> Vec<String> {
    let mut rows = storage.catalogue().await.expect("reads");
    let mut codes = Vec::new();
    while let Some(row) = rows.recv().await {
        codes.push(row.expect("a row").code);
    }
    codes
}

pub async fn the_same_import_again_changes_nothing(storage: &dyn Storage) {
    let rows = || vec![procedure("1.000001", "a"), procedure("1.000002", "b")];
    let first = storage.import(rows(), false, NOW).await.expect("imports");
    assert_eq!(first, ImportSummary { new: 2, ..ImportSummary::default() });
    let version = storage.catalogue_version().await.expect("reads");
    let again = storage.import(rows(), true, NOW).await.expect("imports");
    assert_eq!(again, ImportSummary { unchanged: 2, ..ImportSummary::default() });
    assert_eq!(storage.catalogue_version().await.expect("reads"), version);
}

pub async fn a_changed_procedure_is_a_new_revision_and_the_old_one_is_kept(storage: &dyn Storage) {
    storage.import(vec![procedure(CODE, "cũ")], false, NOW).await.expect("imports");
    let later = NOW + Duration::days(1);
    let changed = storage.import(vec![procedure(CODE, "mới")], false, later).await.expect("imports");
    assert_eq!(changed, ImportSummary { changed: 1, ..ImportSummary::default() });
    let current = storage.procedure(CODE).await.expect("reads").expect("is there");
    assert_eq!((current.revision, current.document.as_str(), current.current), (2, "{\"name\":\"mới\"}", true));
    assert_eq!(current.published_at, later);
    let old = storage.procedure_revision(CODE, 1).await.expect("reads").expect("is kept");
    assert_eq!((old.document.as_str(), old.current, old.published_at), ("{\"name\":\"cũ\"}", false, NOW));
    assert!(storage.procedure_revision(CODE, 3).await.expect("reads").is_none());
    assert!(storage.procedure("9.999999").await.expect("reads").is_none());
    let revisions = storage.revisions(CODE).await.expect("reads");
    assert_eq!(revisions.iter().map(|line| line.revision).collect::<Vec<_>>(), [2, 1]);
}

pub async fn a_replacing_import_withdraws_what_it_does_not_hold(storage: &dyn Storage) {
    let (a, b) = (procedure("1.000001", "a"), procedure("1.000002", "b"));
    storage.import(vec![a.clone(), b.clone()], false, NOW).await.expect("imports");
    let summary = storage.import(vec![a.clone()], true, NOW).await.expect("imports");
    assert_eq!(summary, ImportSummary { unchanged: 1, withdrawn: 1, ..ImportSummary::default() });
    assert_eq!(codes(storage).await, ["1.000001"]);
    assert!(storage.procedure("1.000002").await.expect("reads").expect("is kept").withdrawn_at.is_some());
    let summary = storage.import(vec![a, b], false, NOW).await.expect("imports");
    assert_eq!(summary, ImportSummary { unchanged: 1, restored: 1, ..ImportSummary::default() });
    let back = storage.procedure("1.000002").await.expect("reads").expect("is there");
    assert_eq!((back.revision, back.withdrawn_at), (2, None));
}

pub async fn the_catalogue_comes_in_order_of_codes(storage: &dyn Storage) {
    let rows = ["2.000001", "1.000009", "1.000010"].map(|code| procedure(code, code)).to_vec();
    storage.import(rows, false, NOW).await.expect("imports");
    assert_eq!(codes(storage).await, ["1.000009", "1.000010", "2.000001"]);
}

pub async fn two_imports_at_once_count_every_revision_once(storage: &dyn Storage) {
    let rows = |text: &str| (0..20).map(|n| procedure(&format!("1.{n:06}"), text)).collect();
    storage.import(rows("first"), false, NOW).await.expect("imports");
    let (one, two) = tokio::join!(storage.import(rows("one"), false, NOW), storage.import(rows("two"), false, NOW));
    let (one, two) = (one.expect("imports"), two.expect("imports"));
    assert_eq!(one.changed + two.changed, 40);
    assert_eq!(storage.procedure("1.000007").await.expect("reads").expect("is there").revision, 3);
}

pub async fn a_secret_is_made_once(storage: &dyn Storage) {
    let first = storage.secret("pin_key", vec![1; 32]).await.expect("kept");
    let second = storage.secret("pin_key", vec![2; 32]).await.expect("kept");
    assert_eq!(first, vec![1; 32]);
    assert_eq!(second, first);
}

pub async fn every_statement_is_counted(storage: &dyn Storage) {
    let before = storage.statements();
    storage.ping().await.expect("answers");
    assert_eq!(storage.statements(), before + 1, "one question, one statement");
    storage.secret("counted", vec![1]).await.expect("keeps");
    assert!(storage.statements() >= before + 4, "a write begins and ends a transaction too");
}
