//! Files are cleared when nobody uses them any more, and read again while somebody does.

use axum::http::{Method, StatusCode};
use server::services::CheckedFiles;
use sha2::{Digest, Sha256};

use crate::test_app::{Draft, TestApp};

const PDF: &[u8] = b"%PDF-1.7 khai sinh";

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A draft with one file; the identifier of the file.
async fn with_file(app: &TestApp, bytes: &[u8]) -> (Draft, String) {
    let draft = app.draft().await;
    let sent = app.upload(&draft, "1.1", "a.pdf", bytes).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    let id = sent.json()["id"].as_str().expect("an id").to_owned();
    (draft, id)
}

/// Both steps of clearing: moved aside, and a day later deleted.
async fn clear(app: &TestApp) -> usize {
    let first = app.services.clear().await.expect("clears").files;
    app.wait(1);
    first + app.services.clear().await.expect("clears").files
}

#[tokio::test]
async fn the_files_of_a_cleared_draft_go_with_it() {
    let app = TestApp::start().await;
    with_file(&app, PDF).await;
    assert!(app.stored(&hash(PDF)).exists());
    app.wait(43);
    assert_eq!(clear(&app).await, 0, "it can still be restored");
    assert_eq!(clear(&app).await, 1);
    assert!(!app.stored(&hash(PDF)).exists());
    assert_eq!(app.services.files.read(&hash(PDF)).await.expect("reads"), None);
}

#[tokio::test]
async fn a_file_that_another_draft_or_a_dossier_uses_stays() {
    let app = TestApp::start().await;
    let (filed, _) = with_file(&app, PDF).await;
    app.submit(&filed, &filed.key).await;
    with_file(&app, PDF).await;
    with_file(&app, b"%PDF-1.7 only there").await;
    app.wait(44);
    let (open, _) = with_file(&app, b"%PDF-1.7 only there").await;
    assert_eq!(clear(&app).await, 0);
    assert!(app.stored(&hash(PDF)).exists(), "the dossier has it");
    assert!(app.stored(&hash(b"%PDF-1.7 only there")).exists(), "the other draft has it");
    assert_eq!(app.api(Method::GET, &open.path(""), &open.token, None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_removed_file_is_cleared_after_fourteen_days() {
    let app = TestApp::start().await;
    let (draft, file) = with_file(&app, PDF).await;
    let removed = app.api(Method::DELETE, &draft.path(&format!("/files/{file}")), &draft.token, None).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    app.wait(12);
    assert_eq!(clear(&app).await, 0);
    app.wait(1);
    assert_eq!(clear(&app).await, 1);
    assert!(!app.stored(&hash(PDF)).exists());
}

#[tokio::test]
async fn a_file_sent_again_while_it_is_moved_aside_comes_back() {
    let app = TestApp::start().await;
    let (draft, file) = with_file(&app, PDF).await;
    app.api(Method::DELETE, &draft.path(&format!("/files/{file}")), &draft.token, None).await;
    app.wait(14);
    app.services.clear().await.expect("moves aside");
    assert!(!app.stored(&hash(PDF)).exists());
    app.upload(&draft, "1.1", "a.pdf", PDF).await;
    app.wait(1);
    app.services.clear().await.expect("finds it used");
    app.wait(30);
    app.services.clear().await.expect("has nothing to do");
    assert!(app.stored(&hash(PDF)).exists());
}

#[tokio::test]
async fn a_file_whose_row_came_just_after_it_was_moved_aside_is_read_and_comes_back() {
    let app = TestApp::start().await;
    let (_, _) = with_file(&app, PDF).await;
    // The moment between the last look into the database and the row of a second upload of the same bytes.
    app.services.files.move_aside(&hash(PDF)).await.expect("moves");
    assert_eq!(app.services.files.read(&hash(PDF)).await.expect("reads").as_deref(), Some(PDF));
    app.services.storage.leave_file(&hash(PDF), app.services.clock.now()).await.expect("leaves");
    let seen = app.services.storage.leftover_files(app.services.clock.now() + time::Duration::days(14), 1).await;
    let seen = seen.expect("reads").remove(0);
    let now = app.services.clock.now();
    app.services.storage.file_moved_aside(seen, now, now).await.expect("marks");
    app.services.clear().await.expect("puts it back");
    assert!(app.stored(&hash(PDF)).exists());
}

#[tokio::test]
async fn stored_files_are_read_again_a_little_at_a_time() {
    let app = TestApp::start().await;
    let files: Vec<Vec<u8>> = (0..5).map(|n| format!("%PDF-1.7 {n}").into_bytes()).collect();
    for bytes in &files {
        with_file(&app, bytes).await;
    }
    let size = files[0].len() as u64;
    let run = async || app.services.check_files(2 * size).await.expect("reads");
    let two = CheckedFiles { whole: 2, bytes: 2 * size, ..CheckedFiles::default() };
    assert_eq!(run().await, two);
    assert_eq!(run().await, two);
    assert_eq!(run().await, CheckedFiles { whole: 1, bytes: size, ..CheckedFiles::default() });
    assert_eq!(run().await, two, "and from the beginning again");
    let at_once = app.services.check_files(0).await.expect("reads");
    assert_eq!(at_once, CheckedFiles::default(), "nothing is read when nothing may be read");
}

#[tokio::test]
async fn damage_and_loss_are_noticed() {
    let app = TestApp::start().await;
    for bytes in [PDF, b"%PDF-1.7 damaged", b"%PDF-1.7 lost"] {
        with_file(&app, bytes).await;
    }
    std::fs::write(app.stored(&hash(b"%PDF-1.7 damaged")), b"%PDF-1.7 forged!").expect("written");
    std::fs::remove_file(app.stored(&hash(b"%PDF-1.7 lost"))).expect("removed");
    let seen = app.services.check_files(u64::MAX).await.expect("reads");
    assert_eq!((seen.whole, seen.damaged, seen.missing), (1, 1, 1));
}

#[tokio::test]
async fn a_file_that_no_draft_took_is_cleared_too() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    app.submit(&draft, &draft.key).await;
    // The draft was filed while the file was under way: as the service leaves it behind.
    let received =
        app.services.files.receive(uuid::Uuid::nil(), futures::stream::iter([Ok::<_, String>(PDF.into())])).await;
    let sha256 = received.expect("received").sha256;
    app.services.storage.leave_file(&sha256, app.services.clock.now()).await.expect("leaves");
    app.wait(14);
    assert_eq!(clear(&app).await, 1);
    assert!(!app.stored(&sha256).exists());
}
