//! What drafts leave over, who uses a file, and the job that reads files again.

use domain::draft::RESTORABLE;
use futures::future::join_all;
use storage::{FileLimits, LeftoverFile, NewFile, Storage, Submission};
use time::{Duration, OffsetDateTime};

use super::fixture::{NOW, draft, file, id, submission, with_procedure};

const LIMITS: FileLimits = FileLimits { max_files: 10, max_bytes: 1_000 };
const LATER: OffsetDateTime = NOW.saturating_add(RESTORABLE);

fn hash(number: u128) -> String {
    format!("{number:064x}")
}

async fn due(storage: &dyn Storage, now: OffsetDateTime) -> Vec<(String, Option<OffsetDateTime>)> {
    let files = storage.leftover_files(now, 10).await.expect("reads");
    files.into_iter().map(|file| (file.sha256, file.moved_at)).collect()
}

pub async fn a_file_is_left_over_when_it_is_removed_or_its_draft_is_cleared(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    for number in [11, 12] {
        storage.add_file(file(1, number, 1), LIMITS).await.expect("added");
    }
    assert!(!storage.remove_file(id(1), id(99), NOW).await.expect("answers"));
    assert!(storage.remove_file(id(1), id(11), NOW).await.expect("removes"));
    assert_eq!(due(storage, LATER - Duration::seconds(1)).await, []);
    assert_eq!(due(storage, LATER).await, [(hash(11), None)]);
    assert!(storage.clear_draft(id(1), NOW, NOW, NOW).await.expect("clears"));
    assert_eq!(due(storage, NOW).await, [(hash(12), None)], "what goes with its draft has waited long enough");
    storage.leave_file(&hash(13), NOW).await.expect("leaves");
    assert_eq!(due(storage, LATER).await.len(), 3);
}

pub async fn a_file_that_somebody_else_uses_is_used(storage: &dyn Storage) {
    with_procedure(storage).await;
    for number in [1, 2] {
        storage.create_draft(draft(number)).await.expect("created");
        let same = NewFile { id: id(10 + number), ..file(number, 11, 1) };
        storage.add_file(same, LIMITS).await.expect("added");
    }
    storage.clear_draft(id(1), NOW, NOW, NOW).await.expect("clears");
    assert!(storage.file_is_used(&hash(11)).await.expect("reads"), "the other draft has it");
    storage.submit(Submission { files_version: 2, ..submission(2) }).await.expect("files");
    assert!(storage.file_is_used(&hash(11)).await.expect("reads"), "the dossier has it");
    assert!(!storage.file_is_used(&hash(12)).await.expect("reads"));
}

pub async fn a_file_left_over_anew_is_not_forgotten_by_who_saw_the_earlier_time(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.leave_file(&hash(1), NOW).await.expect("leaves");
    let seen: LeftoverFile = storage.leftover_files(LATER, 1).await.expect("reads").remove(0);
    storage.leave_file(&hash(1), NOW + Duration::hours(1)).await.expect("leaves");
    storage.forget_leftover(seen.clone()).await.expect("answers");
    storage.file_moved_aside(seen, LATER, LATER).await.expect("answers");
    let later = LATER + Duration::hours(1);
    assert_eq!(due(storage, later).await, [(hash(1), None)]);
    let seen = storage.leftover_files(later, 1).await.expect("reads").remove(0);
    storage.file_moved_aside(seen, later, later + Duration::days(1)).await.expect("moves");
    assert_eq!(due(storage, later).await, []);
    let seen = storage.leftover_files(later + Duration::days(1), 1).await.expect("reads").remove(0);
    assert_eq!(seen.moved_at, Some(later));
    storage.forget_leftover(seen).await.expect("forgets");
    assert_eq!(due(storage, later + Duration::days(9)).await, []);
}

pub async fn stored_files_come_in_order_each_once(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.create_draft(draft(2)).await.expect("created");
    for number in [13, 11, 12] {
        storage.add_file(file(1, number, 5), LIMITS).await.expect("added");
    }
    storage.submit(Submission { files_version: 4, ..submission(1) }).await.expect("files");
    storage.add_file(NewFile { id: id(99), ..file(2, 12, 5) }, LIMITS).await.expect("added");
    let after = async |after: &str, limit| -> Vec<(String, i64)> {
        let files = storage.stored_files(after, limit).await.expect("reads");
        files.into_iter().map(|file| (file.sha256, file.size)).collect()
    };
    assert_eq!(after("", 2).await, [(hash(11), 5), (hash(12), 5)]);
    assert_eq!(after(&hash(12), 2).await, [(hash(13), 5)]);
    assert_eq!(after(&hash(13), 2).await, []);
}

pub async fn a_job_is_taken_by_one_and_goes_on_where_it_stopped(storage: &dyn Storage) {
    let until = NOW + Duration::minutes(10);
    let taken = join_all((0..8).map(|_| storage.take_job("check", NOW, until))).await;
    let taken: Vec<String> = taken.into_iter().filter_map(|taken| taken.expect("answers")).collect();
    assert_eq!(taken, [""], "one process takes it, from the beginning");
    assert_eq!(storage.take_job("other", NOW, until).await.expect("answers").as_deref(), Some(""));
    storage.leave_job("check", "abc", NOW).await.expect("leaves");
    assert_eq!(storage.take_job("check", NOW, until).await.expect("answers").as_deref(), Some("abc"));
    let after = until + Duration::seconds(1);
    let taken = storage.take_job("check", after, after).await.expect("answers");
    assert_eq!(taken.as_deref(), Some("abc"), "a process that died loses it after a while");
}

pub async fn the_last_success_of_a_job_is_kept(storage: &dyn Storage) {
    assert_eq!(storage.job_successes().await.expect("reads"), []);
    let later = NOW + Duration::minutes(10);
    storage.take_job("check", NOW, later).await.expect("answers");
    assert_eq!(storage.job_successes().await.expect("reads"), [], "begun is not done");
    for at in [NOW, later, NOW] {
        storage.job_succeeded("check", at).await.expect("keeps");
    }
    storage.job_succeeded("clear", NOW).await.expect("keeps");
    let kept = [("check".to_owned(), later), ("clear".to_owned(), NOW)];
    assert_eq!(storage.job_successes().await.expect("reads"), kept, "the latest counts");
    assert_eq!(storage.take_job("check", NOW, later).await.expect("answers"), None, "whoever has the job keeps it");
    let position = storage.take_job("clear", NOW, later).await.expect("answers");
    assert_eq!(position.as_deref(), Some(""), "a success is no lease");
}
