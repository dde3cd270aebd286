//! Messages between applicant and officers, and the queue that they stand in.

use futures::future::join_all;
use storage::{ChangeOutcome, DossierMessage, QueueFilter, Storage, TaskKind};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::desk::{DESK, all, change, filed, received, task};
use super::fixture::{NOW, id, with_procedure};

pub async fn messages_are_read_by_the_other_side(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "").await;
    let message = |number, staff_id: Option<Uuid>| DossierMessage {
        id: id(number),
        at: NOW + Duration::minutes(i64::try_from(number).expect("small")),
        staff_id,
        body: "Bao giờ xong ạ?".into(),
        read_at: None,
    };
    storage.add_message(record.id, message(1, None), Vec::new()).await.expect("kept");
    let read_at: OffsetDateTime = NOW + Duration::hours(1);
    storage.read_messages(record.id, true, read_at).await.expect("read");
    storage.add_message(record.id, message(2, Some(id(77))), Vec::new()).await.expect("kept");
    let read = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
    let states: Vec<_> = read.messages.iter().map(|message| (message.id, message.read_at)).collect();
    assert_eq!(states, [(id(1), Some(read_at)), (id(2), None)]);
}

pub async fn what_the_applicant_wrote_waits_in_the_queue_until_it_is_seen_to(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "").await;
    let write = async |number: u128, staff_id: Option<Uuid>| {
        let at = NOW + Duration::minutes(i64::try_from(number).expect("small"));
        let message = DossierMessage { id: id(number), at, staff_id, body: format!("Lời {number}"), read_at: None };
        storage.add_message(record.id, message, Vec::new()).await.expect("kept");
    };
    let waiting = async || {
        let filter =
            QueueFilter { kind: Some(TaskKind::Message), units: vec![DESK.into(), "H28.14.01".into()], ..all() };
        let rows = storage.queue(filter, None, 10).await.expect("reads");
        rows.into_iter().map(|row| (row.task.unit_code, row.unread)).collect::<Vec<_>>()
    };
    write(1, None).await;
    write(2, None).await;
    assert_eq!(waiting().await, [(DESK.to_owned(), true)], "however much was written, it is one thing to do");
    let mut over = change(&record, 1, received(), task(TaskKind::Step, 2));
    over.tasks = Vec::new();
    over.projection.unit_code = "H28.14.01".into();
    assert!(matches!(storage.change_dossier(over).await.expect("answers"), ChangeOutcome::Done(_)));
    assert_eq!(
        waiting().await,
        [("H28.14.01".to_owned(), true)],
        "it goes along, also when nothing else is left to do"
    );
    write(3, Some(id(77))).await;
    assert_eq!(waiting().await, [], "an answer sees to it");
    let read = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
    assert!(read.messages.iter().all(|message| message.staff_id.is_some() || message.read_at.is_some()));
    write(4, None).await;
    assert_eq!(waiting().await.len(), 1);
    storage.read_messages(record.id, true, NOW + Duration::hours(1)).await.expect("read");
    assert_eq!(waiting().await, [], "and so does whoever says that no answer is needed");
}

pub async fn a_message_pressed_many_times_at_once_is_one(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "").await;
    let write = |number: u128, staff_id: Option<Uuid>| {
        let at = NOW + Duration::seconds(i64::try_from(number).expect("small"));
        let message =
            DossierMessage { id: id(number), at, staff_id, body: "Bao giờ xong ạ?".into(), read_at: None };
        storage.add_message(record.id, message, Vec::new())
    };
    let kept = async || {
        let read = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
        read.messages.iter().map(|message| message.staff_id).collect::<Vec<_>>()
    };
    for outcome in join_all((1..=8).map(|number| write(number, None))).await {
        outcome.expect("answers");
    }
    assert_eq!(kept().await, [None]);
    write(20, Some(id(77))).await.expect("the other side may say the same");
    write(30, None).await.expect("and it may be asked again after an answer");
    assert_eq!(kept().await, [None, Some(id(77)), None]);
}
