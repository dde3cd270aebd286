//! Dossiers at the desk.

use domain::dossier::{Actor, Channel, Event, Status};
use futures::future::join_all;
use storage::{
    ChangeOutcome, ClosedDraft, DeskTask, DossierChange, DossierMessage, DossierRecord, DossierSearch, DossierView,
    DraftPatch, FileOrigin, FormOutcome, FoundBy, NewDossierFile, NewDossierNotice, NewFile, NewProcess, NewSupplement,
    NoticeChannel, ProcessKey, Projection, QueueChoices, QueueFilter, SaveOutcome, SavedFilter, Storage,
    SubmissionOutcome, TaskKind,
};
use time::Duration;

use super::fixture::{NOW, draft, id, submission, with_procedure};

pub(super) const DESK: &str = "H28.14";

pub(super) async fn filed(storage: &dyn Storage, number: u128, name: &str, phone: &str) -> DossierRecord {
    storage.create_draft(draft(number)).await.expect("created");
    let mut wanted = submission(number);
    let fold = domain::fold::fold(name);
    let turned = fold.split(' ').rev().collect::<Vec<_>>().join(" ");
    wanted.found_by = FoundBy { name: name.to_owned(), fold, turned, phone: phone.to_owned() };
    wanted.answer_due_at = NOW + Duration::hours(i64::try_from(number).expect("small"));
    match storage.submit(wanted).await.expect("files") {
        SubmissionOutcome::Accepted(record) => *record,
        other => panic!("{other:?}"),
    }
}

fn projection(status: Status) -> Projection {
    Projection {
        status,
        unit_code: DESK.to_owned(),
        received_at: Some(NOW),
        due_at: Some(NOW + Duration::days(3)),
        settled_at: None,
        returned_at: None,
        paused_at: None,
        reappointments: 0,
    }
}

pub(super) fn task(kind: TaskKind, hours: i64) -> DeskTask {
    DeskTask {
        unit_code: DESK.to_owned(),
        kind,
        step: String::new(),
        due_at: Some(NOW + Duration::hours(hours)),
        holder: None,
    }
}

pub(super) fn change(record: &DossierRecord, version: i64, event: Event, task: DeskTask) -> DossierChange {
    DossierChange {
        dossier_id: record.id,
        version,
        at: NOW + Duration::minutes(5),
        actor: Actor::Officer(id(77)),
        events: vec![event],
        projection: projection(Status::Processing),
        tasks: vec![task],
        files: Vec::new(),
        answers: None,
        process: None,
        notices: Vec::new(),
        answers_filing: false,
        answer_due_at: None,
        closes_draft: None,
        found_by: None,
        counts: Vec::new(),
        waits: Vec::new(),
    }
}

pub(super) fn received() -> Event {
    Event::Received { due_at: Some(NOW + Duration::days(3)), unit: DESK.to_owned(), steps: Vec::new() }
}

pub(super) fn all() -> QueueFilter {
    QueueFilter { units: vec![DESK.to_owned()], ..QueueFilter::default() }
}

pub async fn a_change_appends_events_and_moves_what_follows_from_them(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "0912345678").await;
    let queue = storage.queue(all(), None, 10).await.expect("reads");
    assert_eq!(queue.len(), 1, "a filing waits at the desk from the moment it is filed");
    assert_eq!((queue[0].task.kind, queue[0].task.due_at), (TaskKind::Receive, Some(record.answer_due_at)));
    let mut wanted = change(&record, 1, received(), task(TaskKind::Transfer, 2));
    wanted.answers_filing = true;
    wanted.process = Some(ProcessKey { procedure_code: "*".into(), case_id: None, revision: 1 });
    wanted.files = vec![NewDossierFile {
        id: id(500),
        component: "result".into(),
        name: "phiếu.pdf".into(),
        media_type: "application/pdf".into(),
        size: 10,
        sha256: "a".repeat(64),
        origin: FileOrigin::Result,
        added_by: Some(id(77)),
    }];
    assert_eq!(storage.change_dossier(wanted.clone()).await.expect("changes"), ChangeOutcome::Done(2));
    let read = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
    assert_eq!((read.version, read.channel, read.record.status), (2, Channel::Online, Status::Processing));
    assert_eq!(read.record.answered_at, Some(wanted.at));
    assert_eq!(read.process, wanted.process);
    assert_eq!(read.record.events[1].event, received());
    assert_eq!(read.record.events[1].actor, Actor::Officer(id(77)));
    assert_eq!((read.files.len(), read.files[0].origin, read.files[0].sequence), (1, FileOrigin::Result, 2));
    assert!(read.record.files.is_empty(), "what was filed stays apart from what was added");
    let queue = storage.queue(all(), None, 10).await.expect("reads");
    assert_eq!((queue.len(), queue[0].task.kind, queue[0].version), (1, TaskKind::Transfer, 2));
    assert_eq!(storage.dossier_version(&record.code).await.expect("reads"), Some(2));
    let due = storage.due_dossiers(NOW + Duration::days(4), None, 10).await.expect("reads");
    assert_eq!(due.iter().map(|found| found.id).collect::<Vec<_>>(), [record.id]);
    assert_eq!(storage.due_dossiers(NOW + Duration::days(3), None, 10).await.expect("reads"), []);
}

pub async fn of_two_changes_of_one_version_the_second_is_told_and_does_nothing(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "").await;
    let change = || storage.change_dossier(change(&record, 1, received(), task(TaskKind::Transfer, 2)));
    let outcomes = futures::future::join_all((0..8).map(|_| change())).await;
    let done = outcomes.iter().filter(|outcome| matches!(outcome, Ok(ChangeOutcome::Done(2)))).count();
    let outdated = outcomes.iter().filter(|outcome| matches!(outcome, Ok(ChangeOutcome::Outdated))).count();
    assert_eq!((done, outdated), (1, 7), "{outcomes:?}");
    let read = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
    assert_eq!(read.record.events.len(), 2);
}

pub async fn the_queue_comes_in_the_order_of_what_is_due_page_by_page(storage: &dyn Storage) {
    with_procedure(storage).await;
    for number in [3, 1, 5, 2, 4] {
        filed(storage, number, "Bùi Thị Mận", "").await;
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = storage.queue(all(), after, 2).await.expect("reads");
        let Some(last) = page.last() else { break };
        after = Some(last.place());
        seen.extend(page.iter().map(|row| row.dossier_id));
    }
    assert_eq!(seen, (1..=5).map(|number| id(number + 1_000_000)).collect::<Vec<_>>());
}

pub async fn a_queue_is_narrowed_and_counted(storage: &dyn Storage) {
    with_procedure(storage).await;
    for number in 1..=4 {
        filed(storage, number, "Bùi Thị Mận", "").await;
    }
    let third = storage.dossier_of_draft(id(3)).await.expect("reads").expect("filed");
    let mut mine = task(TaskKind::Step, 1);
    mine.step = "check".into();
    mine.holder = Some(id(77));
    storage.change_dossier(change(&third, 1, received(), mine)).await.expect("changes");
    let count = async |filter: QueueFilter| storage.queue(filter, None, 10).await.expect("reads").len();
    assert_eq!(count(all()).await, 4);
    assert_eq!(count(QueueFilter { kind: Some(TaskKind::Receive), ..all() }).await, 3);
    assert_eq!(count(QueueFilter { step: Some("check".into()), ..all() }).await, 1);
    assert_eq!(count(QueueFilter { holder: Some(id(77)), ..all() }).await, 1);
    assert_eq!(count(QueueFilter { unclaimed: true, ..all() }).await, 3);
    assert_eq!(count(QueueFilter { procedure_code: Some("9.999999".into()), ..all() }).await, 0);
    assert_eq!(count(QueueFilter { due_before: Some(NOW + Duration::hours(2)), ..all() }).await, 2);
    assert_eq!(count(QueueFilter { due_from: Some(NOW + Duration::hours(2)), ..all() }).await, 2);
    assert_eq!(count(QueueFilter { units: vec!["H28.15".into()], ..QueueFilter::default() }).await, 0);
    let counts = storage.task_counts(vec![DESK.into()], NOW + Duration::hours(3), 2).await.expect("counts");
    let receive = counts.iter().find(|count| count.kind == TaskKind::Receive).expect("a kind");
    assert_eq!((receive.count, receive.late), (2, 2), "counted up to the most");
    let counts = storage.task_counts(vec![DESK.into()], NOW + Duration::hours(3), 100).await.expect("counts");
    let receive = counts.iter().find(|count| count.kind == TaskKind::Receive).expect("a kind");
    assert_eq!((receive.count, receive.late), (3, 2));
    let late = async |units: [&str; 2], hours| {
        let units = units.into_iter().map(str::to_owned).collect();
        storage.late_units(units, NOW + Duration::hours(hours), 5).await.expect("counts")
    };
    assert_eq!(late([DESK, "H28.15"], 2).await, [(DESK.to_owned(), 2)], "a unit without late work is not named");
    assert_eq!(late(["H28.15", "H28"], 2).await, []);
}

pub async fn tasks_of_one_dossier_due_at_once_come_each_once_and_its_neighbours_are_other_dossiers(
    storage: &dyn Storage,
) {
    with_procedure(storage).await;
    for number in 1..=3 {
        filed(storage, number, "Bùi Thị Mận", "").await;
    }
    let second = storage.dossier_of_draft(id(2)).await.expect("reads").expect("filed");
    let step = |name: &str| {
        let mut one = task(TaskKind::Step, 2);
        one.step = name.to_owned();
        one
    };
    let mut wanted = change(&second, 1, received(), step("drawings"));
    wanted.tasks.push(step("site"));
    storage.change_dossier(wanted).await.expect("changes");
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = storage.queue(all(), after, 1).await.expect("reads");
        let Some(last) = page.last() else { break };
        after = Some(last.place());
        seen.push((last.dossier_id, last.task.step.clone()));
    }
    let of = |number: u128, step: &str| (id(number + 1_000_000), step.to_owned());
    assert_eq!(seen, [of(1, ""), of(2, "drawings"), of(2, "site"), of(3, "")]);
    let place = storage.queue(all(), None, 2).await.expect("reads").pop().expect("two").place();
    let code = async |number: u128| storage.dossier_of_draft(id(number)).await.expect("reads").expect("filed").code;
    let (before, after) = storage.queue_around(all(), place.clone()).await.expect("reads");
    let codes = (before.map(|row| row.code), after.map(|row| row.code));
    assert_eq!(codes, (Some(code(1).await), Some(code(3).await)));
    let narrowed = QueueFilter { kind: Some(TaskKind::Step), ..all() };
    assert_eq!(storage.queue_around(narrowed, place).await.expect("reads"), (None, None));
}

pub async fn a_queue_tells_what_it_can_be_narrowed_to(storage: &dyn Storage) {
    with_procedure(storage).await;
    for number in 1..=3 {
        filed(storage, number, "Bùi Thị Mận", "").await;
    }
    let third = storage.dossier_of_draft(id(3)).await.expect("reads").expect("filed");
    let mut mine = task(TaskKind::Step, 1);
    mine.step = "check".into();
    mine.holder = Some(id(77));
    storage.change_dossier(change(&third, 1, received(), mine)).await.expect("changes");
    let choices = storage.queue_choices(vec![DESK.into(), "H28.15".into()], 100).await.expect("reads");
    assert_eq!(choices.procedures, [third.procedure_code]);
    assert_eq!(choices.steps, ["check"]);
    assert_eq!(choices.holders, [id(77)]);
    assert_eq!(storage.queue_choices(vec!["H28.15".into()], 100).await.expect("reads"), QueueChoices::default());
}

pub async fn a_saved_filter_is_its_officers_and_one_name_means_one_queue(storage: &dyn Storage) {
    let anna = super::staff::added(storage, 81).await;
    let binh = super::staff::added(storage, 82).await;
    let filter = |number: u128, name: &str, query: &str| SavedFilter {
        id: id(number),
        name: name.to_owned(),
        query: query.to_owned(),
    };
    let save = async |staff, filter| storage.save_filter(staff, filter, 2).await.expect("saves");
    assert_eq!(save(anna, filter(1, "Sắp hạn", "han=near")).await, SaveOutcome::Saved);
    assert_eq!(save(binh, filter(2, "Sắp hạn", "han=late")).await, SaveOutcome::Saved);
    assert_eq!(save(anna, filter(3, "Sắp hạn", "han=late")).await, SaveOutcome::Replaced);
    assert_eq!(save(anna, filter(4, "Của tôi", "cua=mine")).await, SaveOutcome::Saved);
    assert_eq!(save(anna, filter(5, "Thêm", "")).await, SaveOutcome::TooMany);
    storage.forget_filter(binh, id(1)).await.expect("forgets nothing of another");
    let of_anna = storage.saved_filters(anna).await.expect("reads");
    assert_eq!(of_anna.len(), 2);
    assert!(of_anna.contains(&filter(1, "Sắp hạn", "han=late")), "{of_anna:?}");
    storage.forget_filter(anna, id(1)).await.expect("forgets");
    assert_eq!(storage.saved_filters(anna).await.expect("reads"), [filter(4, "Của tôi", "cua=mine")]);
}

pub async fn dossiers_are_found_by_code_name_and_phone_and_only_in_the_own_agencies(storage: &dyn Storage) {
    with_procedure(storage).await;
    let man = filed(storage, 1, "Bùi Thị Mận", "0912345678").await;
    let dao = filed(storage, 2, "Đinh Văn Đào", "0987654321").await;
    let found = async |search: DossierSearch| {
        let found = storage.find_dossiers(vec![DESK.into()], search, 10).await.expect("reads");
        found.into_iter().map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(found(DossierSearch::Code(man.code.clone())).await, [man.code.as_str()]);
    assert_eq!(found(DossierSearch::Name("bui thi".into())).await, [man.code.as_str()]);
    assert_eq!(found(DossierSearch::Name("dao".into())).await, [dao.code.as_str()], "by the given name");
    assert_eq!(found(DossierSearch::Phone("0987".into())).await, [dao.code.as_str()]);
    assert_eq!(found(DossierSearch::Name("100%".into())).await, Vec::<String>::new());
    let elsewhere = storage.find_dossiers(vec!["H28.15".into()], DossierSearch::Code(man.code), 10).await;
    assert_eq!(elsewhere.expect("reads"), []);
    let first = storage.filed_dossiers(DESK, None, NOW + Duration::hours(1), 1).await.expect("reads");
    let place = first.last().map(|found| (found.submitted_at, found.id));
    let second = storage.filed_dossiers(DESK, place, NOW + Duration::hours(1), 10).await.expect("reads");
    assert_eq!((first.len(), second.len()), (1, 1));
}

pub async fn answers_of_a_supplement_stand_beside_those_filed_first(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "").await;
    let answered = Event::SupplementAnswered { note: String::new(), replaced: Vec::new(), due_at: None };
    let mut wanted = change(&record, 1, answered, task(TaskKind::Receive, 1));
    wanted.answers = Some(("{\"request\":\"Đã sửa\"}".into(), Some(2)));
    wanted.answer_due_at = Some(NOW + Duration::hours(30));
    storage.change_dossier(wanted).await.expect("changes");
    let read = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
    assert_eq!((read.record.answers.as_str(), read.record.form_revision), ("{\"request\":\"Đã sửa\"}", Some(2)));
}

pub async fn the_ledger_of_notices_knows_what_was_sent_and_what_was_given_up(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "").await;
    let notice = |number, channel| NewDossierNotice {
        id: id(number),
        kind: "received".into(),
        channel,
        address: "man@example.org".into(),
        language: "vi".into(),
    };
    let mut wanted = change(&record, 1, received(), task(TaskKind::Transfer, 2));
    wanted.notices = vec![notice(900, NoticeChannel::Email), notice(901, NoticeChannel::Sms)];
    let at = wanted.at;
    storage.change_dossier(wanted).await.expect("changes");
    assert_eq!(storage.due_dossier_notices(at - Duration::SECOND, 10).await.expect("reads").len(), 0);
    assert_eq!(storage.due_dossier_notices(at, 10).await.expect("reads").len(), 2);
    let in_five = at + Duration::minutes(5);
    assert!(storage.claim_dossier_notice(id(901), 0, in_five).await.expect("claims"));
    storage.dossier_notice_sent(id(901), at).await.expect("sent");
    assert!(!storage.claim_dossier_notice(id(901), 1, in_five).await.expect("answers"), "it was sent");
    let claims = join_all((0..8).map(|_| storage.claim_dossier_notice(id(900), 0, in_five))).await;
    let taken = claims.into_iter().filter(|claim| *claim.as_ref().expect("answers")).count();
    assert_eq!(taken, 1, "of many processes one takes it");
    assert_eq!(storage.due_dossier_notices(at, 10).await.expect("reads"), [], "should that process die, it waits");
    let again = at + Duration::minutes(1);
    storage.dossier_notice_failed(id(900), "refused", at, Some(again), None).await.expect("failed");
    assert_eq!(storage.due_dossier_notices(at, 10).await.expect("reads").len(), 0, "it waits for its next try");
    let due = storage.due_dossier_notices(again, 10).await.expect("reads");
    assert_eq!(due.iter().map(|due| (due.id, due.attempts)).collect::<Vec<_>>(), [(id(900), 1)]);
    assert!(storage.claim_dossier_notice(id(900), 1, in_five).await.expect("claims"));
    storage
        .dossier_notice_failed(id(900), "refused", again, None, Some(notice(902, NoticeChannel::Sms)))
        .await
        .expect("given up");
    let failed = storage.failed_dossier_notices(vec![DESK.into()], 10).await.expect("reads");
    assert_eq!(failed, [], "the applicant was told by the other way");
    let all = storage.dossier_notices(record.id).await.expect("reads");
    assert_eq!(all.iter().map(|state| state.attempts).collect::<Vec<_>>(), [2, 1], "every try is counted once");
    assert_eq!(all.len(), 2, "an SMS of the same event had been sent, so no second one is");
    assert_eq!(storage.failed_dossier_notices(vec!["H28.15".into()], 10).await.expect("reads"), []);
}

pub async fn who_looked_is_kept(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "").await;
    for minutes in 0..3 {
        let view = DossierView { staff_id: id(77), at: NOW + Duration::minutes(minutes) };
        storage.record_view(record.id, view).await.expect("kept");
    }
    let views = storage.views(record.id, 2).await.expect("reads");
    assert_eq!(views.len(), 2);
    assert_eq!(views[0], DossierView { staff_id: id(77), at: NOW + Duration::minutes(2) });
}

fn process(revision: i64, document: &str) -> NewProcess {
    NewProcess {
        key: ProcessKey { procedure_code: "*".into(), case_id: None, revision },
        digest: document.to_owned(),
        document: document.to_owned(),
    }
}

pub async fn publish_default(storage: &dyn Storage) {
    storage.publish_processes(vec![process(1, "{}")], NOW).await.expect("publishes");
}

pub async fn a_process_is_published_once_and_its_earlier_revisions_are_kept(storage: &dyn Storage) {
    let publish = async |process| storage.publish_processes(vec![process], NOW).await.expect("runs");
    assert_eq!(publish(process(1, "{\"a\":1}")).await, [FormOutcome::New]);
    assert_eq!(publish(process(1, "{\"a\":1}")).await, [FormOutcome::Unchanged]);
    assert_eq!(publish(process(1, "{\"a\":2}")).await, [FormOutcome::NotLater(1)]);
    assert_eq!(publish(process(2, "{\"a\":2}")).await, [FormOutcome::Changed(1)]);
    let in_force = storage.processes().await.expect("reads");
    assert_eq!(in_force, [(process(2, "").key, "{\"a\":2}".to_owned())]);
    assert_eq!(storage.process(process(1, "").key).await.expect("reads"), Some("{\"a\":1}".to_owned()));
    assert_eq!(storage.process(process(3, "").key).await.expect("reads"), None);
}

pub async fn a_supplement_is_one_draft_and_closes_only_as_it_was_judged(storage: &dyn Storage) {
    with_procedure(storage).await;
    let record = filed(storage, 1, "Bùi Thị Mận", "0912345678").await;
    let begin = |number: u128| NewSupplement {
        draft: draft(number),
        dossier_id: record.id,
        files: vec![NewFile {
            id: id(600 + number),
            draft_id: draft(number).id,
            component: "1.1".into(),
            name: "đơn.pdf".into(),
            media_type: "application/pdf".into(),
            size: 4,
            sha256: "b".repeat(64),
            at: NOW,
        }],
    };
    let begun = join_all((2..6).map(|number| storage.begin_supplement(begin(number)))).await;
    let begun: Vec<_> = begun.into_iter().map(|one| one.expect("begins")).collect();
    assert!(begun.iter().all(|one| *one == begun[0]), "one draft for one request: {begun:?}");
    let kept = storage.draft(begun[0]).await.expect("reads").expect("is there");
    assert_eq!((kept.supplement_of.as_deref(), kept.files.len()), (Some(record.code.as_str()), 1));
    let own = storage.held_drafts(&draft(2).browser_hash.unwrap_or_default(), &record.procedure_code).await;
    assert!(own.expect("reads").iter().all(|held| held.id != kept.id), "it is not offered as a filing");
    assert_eq!(storage.answered_supplement(kept.id).await.expect("reads"), None);

    let judged = ClosedDraft { id: kept.id, version: kept.version, files_version: kept.files_version };
    let patch = DraftPatch { answers: Some("{}".into()), ..DraftPatch::default() };
    storage.patch_draft(kept.id, None, patch, NOW).await.expect("changes");
    let mut wanted = change(&record, 1, received(), task(TaskKind::Step, 2));
    wanted.answers = Some(("{\"request\":\"mới\"}".into(), None));
    wanted.answer_due_at = Some(NOW + Duration::days(2));
    wanted.found_by = Some(FoundBy { phone: "0987654321".into(), ..FoundBy::default() });
    wanted.closes_draft = Some(judged);
    assert_eq!(storage.change_dossier(wanted.clone()).await.expect("changes"), ChangeOutcome::Outdated);
    let unchanged = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
    assert_eq!((unchanged.version, unchanged.record.answers), (1, record.answers.clone()), "nothing happened");
    wanted.closes_draft = Some(ClosedDraft { version: judged.version + 1, ..judged });
    assert_eq!(storage.change_dossier(wanted.clone()).await.expect("changes"), ChangeOutcome::Done(2));
    assert_eq!(storage.draft(kept.id).await.expect("reads"), None);
    let answered = storage.answered_supplement(kept.id).await.expect("reads");
    assert_eq!(answered, Some((record.code.clone(), wanted.at)));
    assert_eq!(storage.supplement_draft(record.id).await.expect("reads"), None);
    let read = storage.desk_dossier(&record.code).await.expect("reads").expect("is there");
    assert_eq!(read.record.answer_due_at, NOW + Duration::days(2), "the desk has its time anew");
    let filed = storage.dossier_of_draft(record.draft_id).await.expect("reads").expect("is there");
    assert_eq!((filed.answers, filed.answer_due_at), (record.answers.clone(), record.answer_due_at), "as it was filed");
    let history = storage.answers_history(record.id).await.expect("reads");
    assert_eq!(history.iter().map(|at| at.sequence).collect::<Vec<_>>(), [1, 2]);
    let found = storage.find_dossiers(vec![DESK.into()], DossierSearch::Phone("0987654321".into()), 5).await;
    assert_eq!(found.expect("reads").len(), 1);

    let written = DossierMessage { id: id(800), at: NOW, staff_id: Some(id(77)), body: "Chào".into(), read_at: None };
    storage.add_message(record.id, written, Vec::new()).await.expect("writes");
    let marks = storage.dossier_marks(vec![record.code.clone(), "H28.14-000000-0000".into()]).await.expect("reads");
    assert_eq!(marks, [(record.code.clone(), 2, 1)], "what a waiting page is told by");
    assert_eq!(storage.dossier_marks(Vec::new()).await.expect("reads"), []);

    let second = storage.begin_supplement(begin(7)).await.expect("begins");
    assert_ne!(second, kept.id);
    storage.drop_supplement(second, NOW).await.expect("drops");
    assert_eq!(storage.supplement_draft(record.id).await.expect("reads"), None);
    assert_eq!(storage.answered_supplement(second).await.expect("reads"), None, "dropped is not answered");
}
