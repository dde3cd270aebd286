//! Filing: exactly once, without gaps, with its history.

use std::collections::BTreeSet;

use domain::dossier::{EventKind, Status};
use futures::future::join_all;
use storage::{
    DraftChange, DraftPatch, FileAdded, FileLimits, FilingNotice, NewDraft, NoticeChannel, Storage, Submission,
    SubmissionOutcome,
};

use super::fixture::{NOW, draft, file, id, submission, with_procedure};

const LIMITS: FileLimits = FileLimits { max_files: 10, max_bytes: 1_000 };

pub async fn a_submission_makes_one_dossier_with_its_history(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.add_file(file(1, 11, 60), LIMITS).await.expect("added");
    let mut wanted = submission(1);
    wanted.files_version = 2;
    let outcome = storage.submit(wanted.clone()).await.expect("files");
    let SubmissionOutcome::Accepted(record) = outcome else { panic!("{outcome:?}") };
    assert_eq!(record.code, "H28.14-261123-0001");
    assert_eq!((record.status, record.submitted_at), (Status::Submitted, NOW));
    assert_eq!(record.answer_due_at, wanted.answer_due_at);
    assert_eq!(record.answered_at, None, "the answer is owed from this moment");
    assert_eq!(record.answers, draft(1).answers);
    assert_eq!(record.files.len(), 1);
    assert_eq!(record.files[0].sha256, file(1, 11, 60).sha256);
    let events: Vec<_> = record.events.iter().map(|event| (event.sequence, event.event.kind(), event.at)).collect();
    assert_eq!(events, [(1, EventKind::Submitted, NOW)]);
    let read = storage.dossier("H28.14-261123-0001").await.expect("reads").expect("is there");
    assert_eq!(read, *record);
    assert_eq!(storage.dossier_of_draft(id(1)).await.expect("reads").expect("is there"), *record);
    assert_eq!(storage.dossier("H28.14-261123-0002").await.expect("reads"), None);
}

pub async fn the_same_key_again_gives_the_same_dossier(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let first = storage.submit(submission(1)).await.expect("files");
    let mut again = submission(1);
    again.dossier_id = id(77);
    again.submitted_at = NOW + time::Duration::hours(3);
    let again = storage.submit(again).await.expect("answers");
    let (SubmissionOutcome::Accepted(first), SubmissionOutcome::Repeated(again)) = (first, again) else {
        panic!("accepted, then repeated")
    };
    assert_eq!(first, again);
}

pub async fn a_submission_plans_its_notices_once_in_the_language_of_the_draft(storage: &dyn Storage) {
    with_procedure(storage).await;
    let notices = |first: u128| {
        [(NoticeChannel::Email, "man@example.org"), (NoticeChannel::Sms, "0912345678")]
            .into_iter()
            .zip(first..)
            .map(|((channel, address), number)| FilingNotice { id: id(number), channel, address: address.to_owned() })
            .collect::<Vec<_>>()
    };
    storage.create_draft(NewDraft { language: "en".to_owned(), ..draft(1) }).await.expect("created");
    storage.create_draft(draft(2)).await.expect("created");
    storage.create_draft(draft(3)).await.expect("created");
    let submissions = [
        Submission { notices: notices(900), ..submission(1) },
        Submission { notices: notices(910), ..submission(1) },
        Submission { notices: notices(920).split_off(1), ..submission(2) },
        submission(3),
    ];
    let outcomes = join_all(submissions.map(|submission| storage.submit(submission))).await;
    let accepted = |outcome: &SubmissionOutcome| matches!(outcome, SubmissionOutcome::Accepted(_));
    let outcomes: Vec<SubmissionOutcome> = outcomes.into_iter().map(|outcome| outcome.expect("files")).collect();
    assert_eq!(outcomes.iter().filter(|outcome| accepted(outcome)).count(), 3, "{outcomes:?}");
    let mut due = storage.due_dossier_notices(NOW, 10).await.expect("reads");
    due.sort_by(|one, other| (one.dossier_id, one.channel.key()).cmp(&(other.dossier_id, other.channel.key())));
    let seen: Vec<_> = due
        .iter()
        .map(|one| {
            (one.dossier_id, one.sequence, one.kind.as_str(), one.channel, one.address.as_str(), one.language.as_str())
        })
        .collect();
    let submitted = EventKind::Submitted.key();
    let expected = [
        (id(1_000_001), 1, submitted, NoticeChannel::Email, "man@example.org", "en"),
        (id(1_000_001), 1, submitted, NoticeChannel::Sms, "0912345678", "en"),
        (id(1_000_002), 1, submitted, NoticeChannel::Sms, "0912345678", "vi"),
    ];
    assert_eq!(seen, expected);
    let mut refused = Submission { notices: notices(930), ..submission(1) };
    refused.content_digest = "other".to_owned();
    assert_eq!(storage.submit(refused).await.expect("answers"), SubmissionOutcome::KeyReused);
    assert_eq!(storage.due_dossier_notices(NOW, 10).await.expect("reads").len(), 3, "what is not filed is not told");
}

pub async fn two_submissions_at_a_barrier_make_one_dossier(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    let barrier = tokio::sync::Barrier::new(2);
    let submit = |dossier: u128| {
        let barrier = &barrier;
        async move {
            let mut wanted = submission(1);
            wanted.dossier_id = id(dossier);
            barrier.wait().await;
            storage.submit(wanted).await.expect("answers")
        }
    };
    let outcomes = tokio::join!(submit(71), submit(72));
    let codes: Vec<String> = [outcomes.0, outcomes.1]
        .into_iter()
        .map(|outcome| match outcome {
            SubmissionOutcome::Accepted(record) | SubmissionOutcome::Repeated(record) => record.code,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(codes, ["H28.14-261123-0001", "H28.14-261123-0001"]);
    assert_eq!(storage.dossier("H28.14-261123-0002").await.expect("reads"), None);
}

pub async fn the_same_key_with_other_content_is_refused(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.create_draft(draft(2)).await.expect("created");
    storage.submit(submission(1)).await.expect("files");
    let mut other_content = submission(1);
    other_content.content_digest = "other".to_owned();
    assert_eq!(storage.submit(other_content).await.expect("answers"), SubmissionOutcome::KeyReused);
    let mut other_draft = submission(2);
    other_draft.submission_key = "key-1".to_owned();
    assert_eq!(storage.submit(other_draft).await.expect("answers"), SubmissionOutcome::KeyReused);
    assert!(matches!(storage.submit(submission(2)).await, Ok(SubmissionOutcome::Accepted(_))));
}

pub async fn one_key_for_many_drafts_at_once_files_one_of_them(storage: &dyn Storage) {
    with_procedure(storage).await;
    for n in 1..=8 {
        storage.create_draft(draft(n)).await.expect("created");
    }
    let outcomes = join_all((1..=8).map(|n| {
        let mut wanted = submission(n);
        wanted.submission_key = "shared".to_owned();
        storage.submit(wanted)
    }))
    .await;
    let outcomes: Vec<SubmissionOutcome> = outcomes.into_iter().map(|outcome| outcome.expect("answers")).collect();
    let accepted = outcomes.iter().filter(|outcome| matches!(outcome, SubmissionOutcome::Accepted(_))).count();
    let refused = outcomes.iter().filter(|outcome| **outcome == SubmissionOutcome::KeyReused).count();
    assert_eq!((accepted, refused), (1, 7));
}

pub async fn a_draft_is_filed_only_once_whatever_the_key(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.submit(submission(1)).await.expect("files");
    let mut other_key = submission(1);
    other_key.submission_key = "another".to_owned();
    assert_eq!(
        storage.submit(other_key).await.expect("answers"),
        SubmissionOutcome::AlreadySubmitted("H28.14-261123-0001".to_owned())
    );
}

pub async fn a_draft_that_changed_since_it_was_checked_is_not_filed(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.patch_draft(id(1), Some(1), DraftPatch::default(), NOW).await.expect("saves");
    assert_eq!(storage.submit(submission(1)).await.expect("answers"), SubmissionOutcome::Changed);
    let mut checked_again = submission(1);
    checked_again.version = 2;
    storage.add_file(file(1, 11, 1), LIMITS).await.expect("added");
    assert_eq!(storage.submit(checked_again.clone()).await.expect("answers"), SubmissionOutcome::Changed);
    checked_again.files_version = 2;
    assert!(matches!(storage.submit(checked_again).await, Ok(SubmissionOutcome::Accepted(_))));
    assert_eq!(storage.submit(submission(5)).await.expect("answers"), SubmissionOutcome::Gone);
}

pub async fn a_draft_of_a_withdrawn_procedure_is_not_filed_but_its_dossier_is_found(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.create_draft(draft(2)).await.expect("created");
    storage.submit(submission(1)).await.expect("files");
    storage.import(Vec::new(), true, NOW).await.expect("withdraws");
    assert_eq!(storage.submit(submission(2)).await.expect("answers"), SubmissionOutcome::Withdrawn);
    assert!(matches!(storage.submit(submission(1)).await, Ok(SubmissionOutcome::Repeated(_))));
}

pub async fn one_that_cannot_be_filed_takes_no_other_with_it(storage: &dyn Storage) {
    with_procedure(storage).await;
    for n in 1..=40 {
        storage.create_draft(draft(n)).await.expect("created");
    }
    storage.submit(submission(1)).await.expect("files");
    // Another dossier has its identifier already, which no rule foresees: the database refuses it.
    let outcomes = join_all((2..=40).map(|n| {
        let mut wanted = submission(n);
        if n == 20 {
            wanted.dossier_id = submission(1).dossier_id;
        }
        storage.submit(wanted)
    }))
    .await;
    let numbers: BTreeSet<String> = outcomes
        .iter()
        .flatten()
        .map(|outcome| match outcome {
            SubmissionOutcome::Accepted(record) => record.code.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(outcomes[18].is_err());
    assert_eq!(numbers, (2..=39).map(|n| format!("H28.14-261123-{n:04}")).collect(), "and leaves no gap");
}

pub async fn dossiers_filed_at_once_keep_their_own_files(storage: &dyn Storage) {
    with_procedure(storage).await;
    for n in 1..=30 {
        storage.create_draft(draft(n)).await.expect("created");
        for k in 0..n % 3 {
            storage.add_file(file(n, n * 100 + k, 1), LIMITS).await.expect("added");
        }
    }
    let outcomes = join_all((1..=30).map(|n| {
        let mut wanted = submission(n);
        wanted.files_version += i64::try_from(n % 3).expect("small");
        storage.submit(wanted)
    }))
    .await;
    for (n, outcome) in (1..).zip(outcomes) {
        let Ok(SubmissionOutcome::Accepted(record)) = outcome else { panic!("{outcome:?}") };
        let files: Vec<_> = record.files.iter().map(|file| file.id).collect();
        assert_eq!(files, (0..n % 3).map(|k| id(n * 100 + k)).collect::<Vec<_>>());
        assert_eq!(storage.dossier_of_draft(id(n)).await.expect("reads").expect("is there"), *record);
    }
}

pub async fn a_filed_draft_does_not_change_any_more(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(draft(1)).await.expect("created");
    storage.add_file(file(1, 11, 1), LIMITS).await.expect("added");
    let mut wanted = submission(1);
    wanted.files_version = 2;
    storage.submit(wanted).await.expect("files");
    let patched = storage.patch_draft(id(1), None, DraftPatch::default(), NOW).await.expect("answers");
    assert!(matches!(patched, DraftChange::Submitted(_)), "{patched:?}");
    assert_eq!(storage.add_file(file(1, 12, 1), LIMITS).await.expect("answers"), FileAdded::Submitted);
    assert!(!storage.remove_file(id(1), id(11), NOW).await.expect("answers"));
    assert!(!storage.discard_draft(id(1), NOW).await.expect("answers"));
}

pub async fn many_submissions_at_once_get_numbers_without_gaps_or_doubles(storage: &dyn Storage) {
    const MANY: u128 = 200;
    with_procedure(storage).await;
    join_all((1..=MANY).map(|n| storage.create_draft(draft(n))))
        .await
        .into_iter()
        .for_each(|made| made.expect("created"));
    // Every fourth is of another agency; every fifth is sent twice; one in ten fails, and must leave no gap.
    let submissions = (1..=MANY).flat_map(|n| {
        let mut wanted = submission(n);
        if n % 4 == 0 {
            wanted.agency_code = "H28.01".to_owned();
        }
        if n % 10 == 3 {
            wanted.version = 9;
        }
        let twice = if n % 5 == 0 { 2 } else { 1 };
        std::iter::repeat_n(wanted, twice)
    });
    let outcomes = join_all(submissions.map(|wanted| storage.submit(wanted))).await;
    let mut codes = BTreeSet::new();
    for outcome in outcomes {
        match outcome.expect("answers") {
            SubmissionOutcome::Accepted(record) => assert!(codes.insert(record.code.clone()), "{} twice", record.code),
            SubmissionOutcome::Repeated(_) | SubmissionOutcome::Changed => {}
            other => panic!("{other:?}"),
        }
    }
    let expected =
        |agency: &str, count: usize| (1..=count).map(|n| format!("{agency}-261123-{n:04}")).collect::<Vec<_>>();
    let (centre, justice): (Vec<_>, Vec<_>) = codes.into_iter().partition(|code| code.starts_with("H28.01-"));
    assert_eq!(centre, expected("H28.01", 50));
    assert_eq!(justice, expected("H28.14", 130));
}
