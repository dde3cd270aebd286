//! Drafts that staff fill in at the counter, and what becomes of them.

use domain::dossier::{Actor, Channel, Event};
use storage::{DraftAccess, FileLimits, FileOrigin, NewDraft, Storage, Submission, SubmissionOutcome};
use time::Duration;

use super::fixture::{NOW, draft, file, id, submission, with_procedure};

const LIMITS: FileLimits = FileLimits { max_files: 10, max_bytes: 1_000_000 };

fn at_counter(number: u128, agency: &str, minutes: i64) -> NewDraft {
    NewDraft {
        browser_hash: None,
        counter: Some(id(70)),
        agency_code: Some(agency.to_owned()),
        at: NOW + Duration::minutes(minutes),
        ..draft(number)
    }
}

pub async fn unfinished_drafts_of_a_counter_come_latest_first(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    for (number, agency, minutes) in [(2, "H28.14", 1), (3, "H28.15", 2), (4, "H28.14", 3), (5, "H28.14", -60)] {
        storage.create_draft(at_counter(number, agency, minutes)).await.expect("created");
    }
    let of = async |agencies: &[&str], limit: i64| {
        let agencies: Vec<String> = agencies.iter().map(|one| (*one).to_owned()).collect();
        let found = storage.counter_drafts(&agencies, NOW, limit).await.expect("reads");
        found.into_iter().map(|draft| draft.id.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(of(&["H28.14"], 10).await, [4, 2], "not the applicants’ own, not another counter’s, not the old ones");
    assert_eq!(of(&["H28.14", "H28.15"], 2).await, [4, 3]);
    assert_eq!(of(&[], 10).await, Vec::<u128>::new());
    let filed = Submission { filed_by: Some(id(71)), channel: Channel::Counter, ..submission(4) };
    storage.submit(filed).await.expect("files");
    storage.discard_draft(id(2), NOW).await.expect("discards");
    assert_eq!(of(&["H28.14"], 10).await, Vec::<u128>::new());
}

pub async fn a_draft_of_the_counter_opens_to_its_counter_and_becomes_a_dossier_of_it(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(at_counter(1, "H28.14", 0)).await.expect("created");
    storage.add_file(file(1, 9, 10), LIMITS).await.expect("adds");
    let kept = storage.draft(id(1)).await.expect("reads").expect("is there");
    assert_eq!((kept.channel, kept.staff_id), (Channel::Counter, Some(id(70))));
    let access = |agency: &str| DraftAccess::Counter { staff: id(71), agencies: vec![agency.to_owned()] };
    assert!(access("H28.14").opens(&kept) && !access("H28.15").opens(&kept));
    let filed = Submission {
        files_version: 2,
        channel: Channel::Counter,
        filed_by: Some(id(71)),
        seal: Some("ab".repeat(32)),
        ..submission(1)
    };
    let SubmissionOutcome::Accepted(record) = storage.submit(filed).await.expect("files") else { panic!("refused") };
    let first = record.events.first().expect("an event");
    assert_eq!(first.actor, Actor::Officer(id(71)), "who filed it, not who began it");
    assert_eq!(first.event, Event::Submitted { channel: Channel::Counter, seal: Some("ab".repeat(32)) });
    let read = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
    assert_eq!((read.channel, read.filed_by), (Channel::Counter, Some(id(71))));
    assert_eq!(read.record.events, record.events);
    let of_draft = storage.dossier_of_draft(id(1)).await.expect("reads").expect("is there");
    assert_eq!(of_draft.files.len(), 1, "the receipt lists the scans");
    let scan = read.files.first().expect("a file");
    assert_eq!((scan.origin, scan.added_by), (FileOrigin::Scan, Some(id(71))));
}

pub async fn what_an_applicant_began_is_taken_to_the_counter_and_stays_theirs(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let before = storage.draft(id(1)).await.expect("reads").expect("is there");
    let counter = DraftAccess::Counter { staff: id(71), agencies: vec!["H28.14".to_owned()] };
    assert!(!counter.opens(&before), "what was begun online is closed to the counter");
    assert!(storage.take_to_counter(id(1), id(71), NOW + Duration::days(1)).await.expect("takes"));
    let after = storage.draft(id(1)).await.expect("reads").expect("is there");
    assert!(counter.opens(&after) && DraftAccess::Browser(vec![9; 32]).opens(&after));
    assert_eq!((after.version, after.updated_at), (before.version, NOW + Duration::days(1)));
    storage.discard_draft(id(1), NOW).await.expect("discards");
    assert!(!storage.take_to_counter(id(1), id(71), NOW).await.expect("answers"), "what is gone is not taken");
}
