//! What counting costs: the same changes of dossiers with and without what they add to the counters, on SQLite, one after another and
//! as many at once as a busy desk makes. Prints one JSON object.
//!
//! ```text
//! cargo run --release -p storage --example counter_cost
//! ```

#![expect(clippy::expect_used, reason = "a measurement fails by panicking with what it expected")]
#![expect(clippy::print_stdout, reason = "the result is printed")]

use std::time::{Duration as Elapsed, Instant};

use domain::dossier::{Actor, Channel, Event, Status};
use domain::indicator::Measure;
use futures::StreamExt;
use storage::{
    CountChange, DatabaseUrl, DeskTask, DossierChange, FoundBy, ImportRow, NewDraft, Projection, Storage, Submission,
    TaskKind,
};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

const NOW: OffsetDateTime = datetime!(2026-10-12 08:15 +7);
const CODE: &str = "1.001193";
const DOSSIERS: u128 = 4_000;
const AT_ONCE: usize = 64;

fn desk(number: u128) -> String {
    format!("H28.{:02}", number % 10 + 10)
}

async fn file(storage: &dyn Storage, number: u128) {
    let draft = NewDraft {
        id: Uuid::from_u128(number),
        token_hash: vec![1, 2, 3],
        browser_hash: None,
        procedure_code: CODE.to_owned(),
        procedure_revision: 1,
        case_id: None,
        agency_code: Some(desk(number)),
        form_revision: None,
        answers: "{}".to_owned(),
        submission_key: format!("key-{number}"),
        at: NOW,
        resume_hash: number.to_be_bytes().repeat(2),
        language: "vi".to_owned(),
        copied_from: None,
        counter: None,
    };
    storage.create_draft(draft).await.expect("creates");
    let submission = Submission {
        dossier_id: Uuid::from_u128(number + 1_000_000),
        draft_id: Uuid::from_u128(number),
        version: 1,
        files_version: 1,
        submission_key: format!("key-{number}"),
        content_digest: "content".to_owned(),
        answers: None,
        form_revision: None,
        agency_code: desk(number),
        day: "261012".to_owned(),
        submitted_at: NOW,
        answer_due_at: NOW + Duration::DAY,
        channel: Channel::Online,
        filed_by: None,
        seal: None,
        found_by: FoundBy::default(),
        notices: Vec::new(),
    };
    storage.submit(submission).await.expect("files");
}

/// The reception of a dossier: one event, one task, and three counters or none.
fn accept(number: u128, counted: bool) -> DossierChange {
    let due_at = NOW + Duration::days(3);
    let count = |measure, day: OffsetDateTime| CountChange {
        agency_code: desk(number),
        procedure_code: CODE.to_owned(),
        channel: Channel::Online,
        day: day.date(),
        measure,
        amount: 1,
    };
    let counts = [count(Measure::Received, NOW), count(Measure::Digitised, NOW), count(Measure::OpenDue, due_at)];
    DossierChange {
        dossier_id: Uuid::from_u128(number + 1_000_000),
        version: 1,
        at: NOW + Duration::HOUR,
        actor: Actor::Officer(Uuid::from_u128(7)),
        events: vec![Event::Received { due_at: Some(due_at), unit: desk(number), steps: Vec::new() }],
        projection: Projection {
            status: Status::Received,
            unit_code: desk(number),
            received_at: Some(NOW),
            due_at: Some(due_at),
            settled_at: None,
            returned_at: None,
            paused_at: None,
            reappointments: 0,
        },
        tasks: vec![DeskTask {
            unit_code: desk(number),
            kind: TaskKind::Transfer,
            step: String::new(),
            due_at: Some(due_at),
            holder: None,
        }],
        files: Vec::new(),
        answers: None,
        process: None,
        notices: Vec::new(),
        answers_filing: true,
        answer_due_at: None,
        closes_draft: None,
        found_by: None,
        counts: if counted { counts.to_vec() } else { Vec::new() },
        waits: Vec::new(),
    }
}

/// Of each thousand: a quarter alone without counting, a quarter alone with it, and the same at once; so the machine's moods meet all.
async fn measure(storage: &dyn Storage) -> [Elapsed; 4] {
    let mut spent = [Elapsed::ZERO; 4];
    for first in (0..DOSSIERS).step_by(1_000) {
        for (place, spent) in (0_u128..).zip(spent.iter_mut()) {
            let counted = place % 2 == 1;
            let changes = (first + place * 250..first + (place + 1) * 250).map(|number| accept(number, counted));
            let began = Instant::now();
            let at_once = if place < 2 { 1 } else { AT_ONCE };
            futures::stream::iter(changes)
                .for_each_concurrent(at_once, |change| async move {
                    storage.change_dossier(change).await.expect("changes");
                })
                .await;
            *spent += began.elapsed();
        }
    }
    spent
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let url: DatabaseUrl = format!("sqlite://{}", folder.path().join("cost.db").display()).parse().expect("an address");
    let storage = storage::open(&url).await.expect("opens");
    let row = ImportRow { code: CODE.to_owned(), digest: "digest".to_owned(), document: "{\"name\":\"x\"}".to_owned() };
    storage.import(vec![row], false, NOW).await.expect("imports");
    let filing = &*storage;
    futures::stream::iter(0..DOSSIERS).for_each_concurrent(AT_ONCE, |number| file(filing, number)).await;
    let [alone, alone_counted, at_once, at_once_counted] = measure(&*storage).await;
    let each = |spent: Elapsed| spent.as_secs_f64() * 1_000.0 / (DOSSIERS as f64 / 4.0);
    println!(
        "{}",
        serde_json::json!({
            "alone_ms": each(alone),
            "alone_counted_ms": each(alone_counted),
            "at_once_ms": each(at_once),
            "at_once_counted_ms": each(at_once_counted),
        })
    );
}
