//! Drafts on several devices, restored, cleared.

use futures::future::join_all;
use storage::{DraftChange, DraftPatch, FileLimits, NewDraft, Storage};
use time::{Duration, OffsetDateTime};

use super::fixture::{CODE, NOW, draft, file, id, resume_hash, submission, with_procedure};

const PHONE: [u8; 32] = [9; 32];
const LAPTOP: [u8; 32] = [8; 32];
const LIMITS: FileLimits = FileLimits { max_files: 10, max_bytes: 1_000 };

async fn held(storage: &dyn Storage, browser: [u8; 32]) -> Vec<uuid::Uuid> {
    let drafts = storage.held_drafts(&browser, CODE).await.expect("reads");
    drafts.into_iter().map(|draft| draft.id).collect()
}

pub async fn several_browsers_hold_one_draft_and_the_one_taken_up_last_comes_first(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let own = NewDraft { browser_hash: Some(LAPTOP.to_vec()), at: NOW + Duration::hours(1), ..draft(2) };
    storage.create_draft(own).await.expect("created");
    assert!(storage.holds_draft(id(1), &PHONE).await.expect("reads"), "who begins it holds it");
    assert!(!storage.holds_draft(id(1), &LAPTOP).await.expect("reads"));
    for hours in [2, 3] {
        assert!(storage.bind_browser(id(1), LAPTOP.to_vec(), NOW + Duration::hours(hours)).await.expect("binds"));
    }
    assert!(storage.holds_draft(id(1), &LAPTOP).await.expect("reads"));
    assert_eq!(held(storage, LAPTOP).await, [id(1), id(2)]);
    assert_eq!(held(storage, PHONE).await, [id(1)], "the first browser keeps it");
    storage.bind_browser(id(2), LAPTOP.to_vec(), NOW + Duration::hours(4)).await.expect("binds");
    assert_eq!(held(storage, LAPTOP).await, [id(2), id(1)]);
    assert!(!storage.bind_browser(id(7), LAPTOP.to_vec(), NOW).await.expect("answers"), "there is no such draft");
}

pub async fn a_draft_is_found_by_its_resume_code_and_an_old_one_gets_its_code_once(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let found = storage.draft_by_resume_hash(&resume_hash(1)).await.expect("reads").expect("is there");
    assert_eq!(found, storage.draft(id(1)).await.expect("reads").expect("is there"));
    assert_eq!(storage.draft_by_resume_hash(&resume_hash(2)).await.expect("reads"), None);
    storage.keep_resume_hash(id(1), resume_hash(5)).await.expect("answers");
    assert_eq!(storage.draft_by_resume_hash(&resume_hash(5)).await.expect("reads"), None, "it has one already");
}

pub async fn a_filed_draft_is_held_by_nobody_new_and_is_not_restored(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let later = NOW + Duration::days(31);
    assert!(!storage.restore_draft(id(1), later, later).await.expect("answers"), "it changed at another time");
    assert!(storage.restore_draft(id(1), NOW, later).await.expect("restores"));
    assert_eq!(storage.draft(id(1)).await.expect("reads").expect("is there").updated_at, later);
    let filed = async |since| storage.filed_draft(&PHONE, CODE, since).await.expect("reads");
    assert_eq!(filed(OffsetDateTime::UNIX_EPOCH).await, None);
    let at = submission(1).submitted_at;
    storage.submit(submission(1)).await.expect("files");
    assert_eq!((filed(at).await, filed(at + Duration::seconds(1)).await), (Some(id(1)), None));
    assert_eq!(storage.filed_draft(&LAPTOP, CODE, at).await.expect("reads"), None, "another browser");
    assert!(!storage.restore_draft(id(1), later, later).await.expect("answers"));
    assert!(!storage.bind_browser(id(1), LAPTOP.to_vec(), later).await.expect("answers"));
    assert!(held(storage, PHONE).await.is_empty());
}

/// Clears whatever ended before `before`, as the job does.
async fn clear(storage: &dyn Storage, number: u128, before: OffsetDateTime) -> bool {
    storage.clear_draft(id(number), before, before, NOW).await.expect("answers")
}

pub async fn only_what_has_ended_is_cleared_and_a_filed_draft_never_is(storage: &dyn Storage) {
    with_procedure(storage).await;
    for number in 1..=4 {
        storage.create_draft(draft(number)).await.expect("created");
        storage.add_file(file(number, 10 + number, 1), LIMITS).await.expect("added");
    }
    storage.submit(storage::Submission { files_version: 2, ..submission(1) }).await.expect("files");
    let later = NOW + Duration::days(1);
    storage.patch_draft(id(2), None, DraftPatch::default(), later).await.expect("saves");
    storage.discard_draft(id(3), later).await.expect("discards");
    let ended: Vec<_> = storage.ended_drafts(OffsetDateTime::UNIX_EPOCH, NOW, 10).await.expect("reads");
    assert_eq!(ended.iter().map(|draft| draft.id).collect::<Vec<_>>(), [id(4)]);
    assert_eq!(storage.ended_drafts(later, later, 10).await.expect("reads").len(), 1, "both ends are included");
    assert!(storage.discarded_drafts(NOW, 10).await.expect("reads").is_empty());
    assert_eq!(storage.discarded_drafts(later, 10).await.expect("reads"), [id(3)]);
    for (number, at_once) in [(1, false), (2, false), (3, false), (4, true)] {
        assert_eq!(clear(storage, number, NOW).await, at_once, "draft {number}");
    }
    for (number, a_day_later) in [(1, false), (2, true), (3, true), (4, false)] {
        assert_eq!(clear(storage, number, later).await, a_day_later, "draft {number}");
    }
    let filed = storage.dossier_of_draft(id(1)).await.expect("reads").expect("is there");
    assert_eq!((filed.files.len(), storage.draft(id(1)).await.expect("reads").is_some()), (1, true));
    for number in 2..=4 {
        assert_eq!(storage.draft(id(number)).await.expect("reads"), None);
        assert_eq!(storage.draft_by_resume_hash(&resume_hash(number)).await.expect("reads"), None);
        assert!(!storage.holds_draft(id(number), &PHONE).await.expect("reads"));
    }
}

pub async fn clearing_at_once_from_several_processes_clears_once(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.add_file(file(1, 11, 1), LIMITS).await.expect("added");
    let cleared = join_all((0..8).map(|_| clear(storage, 1, NOW))).await;
    assert_eq!(cleared.into_iter().filter(|cleared| *cleared).count(), 1);
}

pub async fn a_change_at_the_same_moment_saves_a_draft_or_finds_it_gone(storage: &dyn Storage) {
    with_procedure(storage).await;
    for number in 1..=20 {
        storage.create_draft(draft(number)).await.expect("created");
        let later = NOW + Duration::days(44);
        let patch = storage.patch_draft(id(number), None, DraftPatch::default(), later);
        let (cleared, patched) = tokio::join!(clear(storage, number, NOW), patch);
        let saved = matches!(patched.expect("answers"), DraftChange::Saved(_));
        assert_ne!(cleared, saved, "draft {number}");
        assert_eq!(storage.draft(id(number)).await.expect("reads").is_some(), saved);
    }
}
