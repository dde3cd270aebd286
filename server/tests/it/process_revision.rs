//! A dossier runs by the process it began with, whatever is published since.

use axum::http::StatusCode;
use domain::dossier::{Command, EventKind, ResultDocument, Status};
use domain::staff::Permission;
use server::processes::{EVERY_PROCEDURE, new_process, read_process};
use server::services::{Act, Hand, OpenDossier};
use time::macros::date;
use uuid::Uuid;

use crate::test_app::TestApp;

const ANNA: Uuid = Uuid::from_u128(1);

/// The process of every procedure with other steps than the embedded one.
const SECOND: &str = r#"
procedure = "*"
revision = 2

[[step]]
id = "verify"
name = { vi = "Xác minh", en = "Verify" }
role = "officer"
limit = { amount = 4, unit = "hour" }
next = ["draft"]

[[step]]
id = "draft"
name = { vi = "Dự thảo", en = "Draft" }
role = "officer"
limit = { amount = 4, unit = "hour" }
next = ["sign"]

[[step]]
id = "sign"
name = { vi = "Ký", en = "Sign" }
role = "leader"
limit = { amount = 2, unit = "hour" }
"#;

async fn filed(app: &TestApp) -> String {
    let draft = app.draft().await;
    let receipt = app.submit(&draft, &draft.key).await;
    assert_eq!(receipt.status, StatusCode::CREATED, "{}", receipt.text());
    receipt.json()["code"].as_str().expect("a code").to_owned()
}

async fn open(app: &TestApp, code: &str) -> OpenDossier {
    app.services.open_dossier(code).await.expect("reads").expect("is there")
}

async fn act(app: &TestApp, code: &str, command: Command) {
    let everything = |_: Permission, _: &str| true;
    let hand = Hand::Officer(ANNA, &everything);
    app.services.act(code, &hand, Act::new(command, None)).await.expect("possible");
}

fn done(step: &str) -> Command {
    Command::CompleteStep { step: step.into(), note: String::new(), choice: None }
}

fn in_hand(open: &OpenDossier) -> Vec<&str> {
    open.state.active.keys().map(String::as_str).collect()
}

/// Through these steps to the result, one after the other.
async fn finish(app: &TestApp, code: &str, steps: &[&str]) {
    let result = ResultDocument {
        file_id: None,
        sha256: None,
        number: "12/KS".into(),
        title: "Giấy khai sinh".into(),
        issued_on: date!(2026 - 11 - 25),
        signer: "Lãnh đạo".into(),
        granted: true,
    };
    act(app, code, Command::AttachResult { result }).await;
    for step in steps {
        assert_eq!(in_hand(&open(app, code).await), [*step]);
        act(app, code, done(step)).await;
    }
    assert_eq!(open(app, code).await.state.status, Status::Settled);
}

async fn publish_second(app: &TestApp) {
    let process = read_process("second.toml", SECOND).expect("a good process");
    let new = new_process(&process).expect("a document");
    app.services.storage.publish_processes(vec![new], app.services.clock.now()).await.expect("publishes");
}

#[tokio::test]
async fn a_dossier_is_finished_by_the_revision_it_began_with_and_a_new_one_runs_by_the_next() {
    let app = TestApp::without_limits().await;
    let (running, waiting) = (filed(&app).await, filed(&app).await);
    act(&app, &running, Command::Receive { due_at: None }).await;
    assert_eq!(open(&app, &running).await.process_key.revision, 1);
    assert_eq!(in_hand(&open(&app, &running).await), ["review"]);
    publish_second(&app).await;
    let held = open(&app, &running).await;
    assert_eq!((held.process_key.procedure_code.as_str(), held.process_key.revision), (EVERY_PROCEDURE, 1));
    assert!(held.process.step("verify").is_none(), "the steps are those it began with");
    finish(&app, &running, &["review", "sign"]).await;
    // One that was filed before and is received after begins with what is in force then; so does a new one.
    for code in [waiting, filed(&app).await] {
        act(&app, &code, Command::Receive { due_at: None }).await;
        let held = open(&app, &code).await;
        assert_eq!((held.process_key.revision, in_hand(&held)), (2, vec!["verify"]));
        finish(&app, &code, &["verify", "draft", "sign"]).await;
    }
    let first = open(&app, &running).await;
    assert_eq!(first.process_key.revision, 1, "and stays so when it is over");
    let steps = first.dossier.record.events.iter().filter(|entry| entry.event.kind() == EventKind::StepDone).count();
    assert_eq!(steps, 2);
}

#[tokio::test]
async fn the_desk_shows_the_steps_of_the_revision_that_the_dossier_runs_by() {
    let app = TestApp::without_limits().await;
    let code = filed(&app).await;
    act(&app, &code, Command::Receive { due_at: None }).await;
    publish_second(&app).await;
    let agency = code.split('-').next().expect("an agency").to_owned();
    let officer = app.staff(domain::staff::Role::Officer, &agency).await;
    let path = format!("/can-bo/ho-so/{code}");
    let page = app.get_as(&path, &officer.cookie).await.text();
    assert!(page.contains("Thẩm định hồ sơ") && !page.contains("Xác minh"), "{page}");
    let version = open(&app, &code).await.state.version.to_string();
    let fields = [("version", version.as_str()), ("step", "verify"), ("note", "")];
    let refused = app.post_form(&format!("{path}/viec/complete_step"), &officer.cookie, &fields).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER, "a step of the later revision is none of this dossier");
    let fields = [("version", version.as_str()), ("step", "review"), ("note", "")];
    let finished = app.post_form(&format!("{path}/viec/complete_step"), &officer.cookie, &fields).await;
    assert_eq!(finished.status, StatusCode::SEE_OTHER, "{}", finished.text());
    assert_eq!(in_hand(&open(&app, &code).await), ["sign"]);
}
