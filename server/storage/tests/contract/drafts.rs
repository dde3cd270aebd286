//! Drafts and their files.

use futures::future::join_all;
use storage::{DraftAccess, DraftChange, DraftPatch, FileAdded, FileLimits, Storage};
use time::Duration;

use super::fixture::{CODE, NOW, draft, file, id, resume_hash, with_procedure};

fn answers(text: &str) -> DraftPatch {
    DraftPatch { answers: Some(text.to_owned()), ..DraftPatch::default() }
}

pub async fn a_draft_reads_back_as_it_was_written(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let read = storage.draft(id(1)).await.expect("reads").expect("is there");
    assert_eq!(read.answers, "{\"request\":\"Đăng ký cho con\"}");
    assert_eq!((read.version, read.files_version, read.created_at), (1, 1, NOW));
    assert_eq!(read.case_id.as_deref(), Some("thuong"));
    assert_eq!((read.dossier_code.as_ref(), read.files.len()), (None, 0));
    assert!(DraftAccess::Token(vec![1, 2, 3]).opens(&read));
    assert!(!DraftAccess::Token(vec![1, 2]).opens(&read));
    assert!(DraftAccess::Browser(vec![9; 32]).opens(&read));
    assert!(!DraftAccess::Browser(vec![8; 32]).opens(&read));
    assert_eq!(storage.draft(id(2)).await.expect("reads"), None);
}

pub async fn a_change_counts_the_version_up_and_an_outdated_one_is_refused_with_the_newest(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let later = NOW + Duration::minutes(1);
    let DraftChange::Saved(saved) = storage.patch_draft(id(1), Some(1), answers("mine"), later).await.expect("saves")
    else {
        panic!("the version was right")
    };
    assert_eq!((saved.version, saved.answers.as_str(), saved.updated_at), (2, "mine", later));
    assert_eq!(saved.case_id.as_deref(), Some("thuong"), "what was not named stays");
    let outdated = storage.patch_draft(id(1), Some(1), answers("theirs"), later).await.expect("answers");
    let DraftChange::Outdated(current) = outdated else { panic!("{outdated:?}") };
    assert_eq!((current.version, current.answers.as_str()), (2, "mine"));
    let cleared = DraftPatch { case_id: Some(None), ..DraftPatch::default() };
    let DraftChange::Saved(saved) = storage.patch_draft(id(1), None, cleared, later).await.expect("saves") else {
        panic!("without a version every change is taken")
    };
    assert_eq!((saved.version, saved.case_id), (3, None));
    assert_eq!(storage.patch_draft(id(7), None, answers("x"), later).await.expect("answers"), DraftChange::Gone);
}

pub async fn only_one_of_many_changes_to_the_same_version_wins(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let changes = (0..20).map(|n| storage.patch_draft(id(1), Some(1), answers(&n.to_string()), NOW));
    let outcomes = join_all(changes).await;
    let saved = outcomes.iter().filter(|outcome| matches!(outcome, Ok(DraftChange::Saved(_)))).count();
    let outdated = outcomes.iter().filter(|outcome| matches!(outcome, Ok(DraftChange::Outdated(_)))).count();
    assert_eq!((saved, outdated), (1, 19));
}

pub async fn files_keep_to_their_limits_and_can_be_removed(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let limits = FileLimits { max_files: 2, max_bytes: 100 };
    assert!(matches!(storage.add_file(file(1, 11, 60), limits).await, Ok(FileAdded::Added(_))));
    assert_eq!(storage.add_file(file(1, 12, 41), limits).await.expect("answers"), FileAdded::TooManyBytes);
    assert!(matches!(storage.add_file(file(1, 13, 40), limits).await, Ok(FileAdded::Added(_))));
    assert_eq!(storage.add_file(file(1, 14, 0), limits).await.expect("answers"), FileAdded::TooManyFiles);
    assert_eq!(storage.add_file(file(9, 15, 1), limits).await.expect("answers"), FileAdded::Gone);
    let read = storage.draft(id(1)).await.expect("reads").expect("is there");
    assert_eq!((read.files.len(), read.files_version, read.version), (2, 3, 1));
    assert_eq!(read.files[0].name, "giấy chứng sinh.pdf");
    assert!(storage.remove_file(id(1), id(11), NOW).await.expect("removes"));
    assert!(!storage.remove_file(id(1), id(11), NOW).await.expect("answers"));
    assert!(!storage.remove_file(id(2), id(13), NOW).await.expect("answers"), "another draft's file stays");
    let read = storage.draft(id(1)).await.expect("reads").expect("is there");
    assert_eq!((read.files.len(), read.files_version), (1, 4));
}

pub async fn a_file_sent_twice_is_one_file(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let limits = FileLimits { max_files: 1, max_bytes: 100 };
    let FileAdded::Added(first) = storage.add_file(file(1, 11, 60), limits).await.expect("added") else {
        panic!("added")
    };
    let again = storage::NewFile { id: id(12), ..file(1, 11, 60) };
    assert_eq!(storage.add_file(again, limits).await.expect("answers"), FileAdded::Added(first));
    assert_eq!(storage.draft(id(1)).await.expect("reads").expect("is there").files.len(), 1);
}

pub async fn a_discarded_draft_is_gone(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    assert!(storage.discard_draft(id(1), NOW).await.expect("discards"));
    assert!(!storage.discard_draft(id(1), NOW).await.expect("answers"));
    assert_eq!(storage.draft(id(1)).await.expect("reads"), None);
    assert_eq!(storage.held_drafts(&[9; 32], CODE).await.expect("reads"), []);
    assert_eq!(storage.draft_by_resume_hash(&resume_hash(1)).await.expect("reads"), None);
    assert_eq!(storage.patch_draft(id(1), None, answers("x"), NOW).await.expect("answers"), DraftChange::Gone);
}

pub async fn the_newest_draft_of_a_browser_comes_first(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.create_draft(draft(2)).await.expect("created");
    let later = NOW + Duration::minutes(5);
    storage.patch_draft(id(1), None, answers("newer"), later).await.expect("saves");
    let found = storage.held_drafts(&[9; 32], CODE).await.expect("reads");
    assert_eq!(found.iter().map(|draft| draft.id).collect::<Vec<_>>(), [id(1), id(2)]);
    assert_eq!(found[0].updated_at, later);
    assert_eq!(storage.held_drafts(&[8; 32], CODE).await.expect("reads"), []);
    assert_eq!(storage.held_drafts(&[9; 32], "1.000000").await.expect("reads"), []);
}
