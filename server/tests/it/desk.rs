//! What officers and applicants do with a filed dossier, through the use cases.

use domain::dossier::{Command, EventKind, HandOver, ResultDocument, Status, SupplementItem, SupplementSubject};
use domain::staff::Permission;
use server::services::{Act, Hand, RefusalKind, ServiceError};
use storage::{QueueFilter, TaskKind};
use time::macros::{date, datetime};
use uuid::Uuid;

use crate::test_app::TestApp;

const ANNA: Uuid = Uuid::from_u128(1);
const BINH: Uuid = Uuid::from_u128(2);

fn everything(_permission: Permission, _agency: &str) -> bool {
    true
}

struct Desk {
    app: TestApp,
    code: String,
}

impl Desk {
    async fn with_one_filed() -> Self {
        let app = TestApp::without_limits().await;
        let draft = app.draft().await;
        let receipt = app.submit(&draft, &draft.key).await;
        let code = receipt.json()["code"].as_str().expect("a code").to_owned();
        Self { app, code }
    }

    async fn act(&self, officer: Uuid, command: Command) -> Result<server::services::Acted, ServiceError> {
        self.app.services.act(&self.code, &Hand::Officer(officer, &everything), Act::new(command, None)).await
    }

    async fn applicant(&self, command: Command) -> Result<server::services::Acted, ServiceError> {
        self.app.services.act(&self.code, &Hand::Applicant, Act::new(command, None)).await
    }

    async fn open(&self) -> server::services::OpenDossier {
        self.app.services.open_dossier(&self.code).await.expect("reads").expect("is there")
    }

    async fn tasks(&self) -> Vec<(TaskKind, String)> {
        let desk = self.open().await.desk().to_owned();
        let filter = QueueFilter { units: vec![desk], ..QueueFilter::default() };
        let rows = self.app.services.storage.queue(filter, None, 10).await.expect("reads");
        rows.into_iter().map(|row| (row.task.kind, row.task.step)).collect()
    }
}

fn done(step: &str) -> Command {
    Command::CompleteStep { step: step.into(), note: String::new(), choice: None }
}

fn result() -> Command {
    Command::AttachResult {
        result: ResultDocument {
            file_id: None,
            sha256: None,
            number: "12/KS".into(),
            title: "Giấy khai sinh".into(),
            issued_on: date!(2026 - 11 - 25),
            signer: "Lãnh đạo Ủy ban".into(),
            granted: true,
        },
    }
}

#[tokio::test]
async fn a_dossier_goes_from_reception_to_its_result() {
    let desk = Desk::with_one_filed().await;
    assert_eq!(desk.tasks().await, [(TaskKind::Receive, String::new())]);
    let received = desk.act(ANNA, Command::Receive { due_at: None }).await.expect("received");
    assert_eq!(received.state.status, Status::Received);
    assert!(received.state.due_at.is_some_and(|due_at| due_at > datetime!(2026-11-23 00:00 +7)), "an appointment");
    assert_eq!(
        desk.tasks().await.into_iter().map(|(kind, _)| kind).collect::<std::collections::BTreeSet<_>>(),
        [TaskKind::Transfer, TaskKind::Step].into()
    );
    let unit = desk.open().await.state.unit;
    desk.act(ANNA, Command::Transfer { unit, note: String::new() }).await.expect("handed on");
    desk.act(ANNA, Command::Claim).await.expect("in hand");
    let first = desk.open().await.process.first().expect("a step").id.clone();
    desk.act(ANNA, done(&first)).await.expect("a step");
    desk.act(ANNA, result()).await.expect("a result");
    assert_eq!(desk.tasks().await, [(TaskKind::Step, "sign".to_owned())]);
    let signed = desk.act(BINH, done("sign")).await.expect("signed");
    assert_eq!(signed.state.status, Status::Settled);
    assert_eq!(desk.tasks().await, [(TaskKind::HandOver, String::new())]);
    let handed = Command::HandOver { how: HandOver::Counter, receiver: "Bùi Thị Mận".into() };
    desk.act(ANNA, handed).await.expect("handed over");
    assert_eq!(desk.tasks().await, []);
    let notices = desk.app.services.storage.dossier_notices(desk.open().await.dossier.record.id).await.expect("reads");
    let kinds: Vec<&str> = notices.iter().map(|notice| notice.kind.as_str()).collect();
    for kind in [EventKind::Received, EventKind::Settled, EventKind::Returned] {
        assert!(kinds.contains(&kind.key()), "{kinds:?}");
    }
}

#[tokio::test]
async fn a_supplement_asks_in_one_go_and_its_time_does_not_count() {
    let desk = Desk::with_one_filed().await;
    let items = vec![SupplementItem {
        subject: SupplementSubject::Paper("1.1".into()),
        instruction: "Chụp lại cả hai mặt".into(),
    }];
    let ask = |items, again_because| Command::RequestSupplement { items, again_because, answer_by: None };
    desk.act(ANNA, ask(items.clone(), None)).await.expect("asked");
    assert_eq!(desk.tasks().await, [(TaskKind::Waiting, String::new())]);
    desk.applicant(Command::AnswerSupplement { note: "Đã chụp lại".into(), replaced: Vec::new() })
        .await
        .expect("answered");
    assert_eq!(desk.tasks().await, [(TaskKind::Receive, String::new())]);
    let only_receive = |permission: Permission, _: &str| permission == Permission::Receive;
    let again = Act::new(ask(items, Some("Vẫn mờ".into())), None);
    let refused = desk.app.services.act(&desk.code, &Hand::Officer(ANNA, &only_receive), again).await;
    let Err(ServiceError::Refused(refusal)) = refused else { panic!("a second request is the leader's: {refused:?}") };
    assert_eq!((refusal.kind, refusal.key), (RefusalKind::Forbidden, "not_permitted"));
    assert_eq!(
        desk.act(ANNA, Command::Receive { due_at: None }).await.expect("received").state.status,
        Status::Received
    );
}

#[tokio::test]
async fn of_two_officers_who_press_at_once_the_second_is_told() {
    let desk = Desk::with_one_filed().await;
    let seen = Some(desk.open().await.state.version);
    let press = |officer| {
        let act = Act::new(Command::Receive { due_at: None }, seen);
        let app = &desk.app;
        let code = &desk.code;
        async move { app.services.act(code, &Hand::Officer(officer, &everything), act).await }
    };
    let (first, second) = tokio::join!(press(ANNA), press(BINH));
    let told = [&first, &second].into_iter().filter(|outcome| match outcome {
        Err(ServiceError::Refused(refusal)) => refusal.key == "dossier_changed",
        _ => false,
    });
    assert_eq!(told.count(), 1, "{first:?} {second:?}");
    assert!(first.is_ok() || second.is_ok());
    assert_eq!(desk.open().await.dossier.record.events.len(), 2);
}

#[tokio::test]
async fn nothing_is_done_without_the_permission_and_nothing_to_what_is_not_there() {
    let desk = Desk::with_one_filed().await;
    let nothing = |_: Permission, _: &str| false;
    for command in [Command::Receive { due_at: None }, Command::Claim, Command::Withdraw { reason: String::new() }] {
        let outcome = desk.app.services.act(&desk.code, &Hand::Officer(ANNA, &nothing), Act::new(command, None)).await;
        let Err(ServiceError::Refused(refusal)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(refusal.kind, RefusalKind::Forbidden);
    }
    let missing = Act::new(Command::Claim, None);
    let outcome = desk.app.services.act("H28.14-261123-9999", &Hand::Officer(ANNA, &everything), missing).await;
    let Err(ServiceError::Refused(refusal)) = outcome else { panic!("{outcome:?}") };
    assert_eq!(refusal.key, "dossier_not_found");
}
