//! Files of a draft over the API.

use axum::http::{Method, StatusCode};
use sha2::{Digest, Sha256};

use crate::test_app::TestApp;

const PDF: &[u8] = b"%PDF-1.7 to khai";

#[tokio::test]
async fn a_received_file_is_told_with_its_hash_and_kind() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    let added = app.upload(&draft, "1.1", "tờ khai.docx", PDF).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text());
    let file = added.json();
    assert_eq!((file["name"].as_str(), file["media_type"].as_str()), (Some("tờ khai.docx"), Some("application/pdf")));
    assert_eq!((file["size"].as_u64(), file["component"].as_str()), (Some(16), Some("1.1")));
    let sha256 = hex::encode(Sha256::digest(PDF));
    assert_eq!(file["sha256"], sha256.as_str());
    assert_eq!(app.services.files.read(&sha256).await.expect("reads").expect("is there"), PDF);
    let read = app.api(Method::GET, &draft.path(""), &draft.token, None).await.json();
    assert_eq!(read["files"][0]["id"], file["id"]);
    assert_eq!(read["version"], 2, "a file does not outdate answers that are being typed");
}

#[tokio::test]
async fn a_paper_can_be_named_as_it_is_published() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    let procedure = app.get("/api/v1/procedures/1.003197").await.json();
    let name = procedure["document_groups"][0]["items"][0]["name"].as_str().expect("a paper").to_owned();
    assert_eq!(app.upload(&draft, &name, "a.pdf", PDF).await.json()["component"], "1.1");
    assert_eq!(app.upload(&draft, "other", "a.pdf", PDF).await.json()["component"], "other");
    let unknown = app.upload(&draft, "99.1", "a.pdf", PDF).await;
    assert_eq!(
        (unknown.status, unknown.json()["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("unknown_component"))
    );
}

#[tokio::test]
async fn what_is_not_taken_gets_its_reason_and_is_not_kept() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    for (bytes, status, code) in [
        (b"MZ\x90\0".as_slice(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "file_executable"),
        (b"", StatusCode::UNSUPPORTED_MEDIA_TYPE, "file_empty"),
        (b"<script>alert(1)</script>", StatusCode::UNSUPPORTED_MEDIA_TYPE, "file_kind_unknown"),
        (b"%PDF-1.7 trailer <</Encrypt 3 0 R>>", StatusCode::UNSUPPORTED_MEDIA_TYPE, "file_encrypted"),
    ] {
        let refused = app.upload(&draft, "1.1", "giấy.pdf", bytes).await;
        assert_eq!((refused.status, refused.json()["code"].as_str()), (status, Some(code)));
        assert!(refused.json()["detail"].as_str().is_some_and(|text| text.len() > 20));
    }
    let mut large = b"%PDF-1.7".to_vec();
    large.resize(20 * 1024 * 1024 + 1, b' ');
    let refused = app.upload(&draft, "1.1", "to.pdf", &large).await;
    assert_eq!(
        (refused.status, refused.json()["code"].as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, Some("file_too_large"))
    );
    large.truncate(20 * 1024 * 1024);
    assert_eq!(app.upload(&draft, "1.1", "vừa.pdf", &large).await.status, StatusCode::CREATED);
    let read = app.api(Method::GET, &draft.path(""), &draft.token, None).await.json();
    assert_eq!(read["files"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_dossier_holds_a_hundred_megabytes() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    let mut large = b"%PDF-1.7".to_vec();
    large.resize(20 * 1024 * 1024, b' ');
    for part in 1..=5 {
        let name = format!("phần {part}.pdf");
        assert_eq!(app.upload(&draft, "1.1", &name, &large).await.status, StatusCode::CREATED);
    }
    let refused = app.upload(&draft, "1.1", "b.pdf", PDF).await;
    assert_eq!(
        (refused.status, refused.json()["code"].as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, Some("dossier_too_large"))
    );
}

#[tokio::test]
async fn a_removed_file_is_gone_and_cannot_be_removed_by_a_stranger() {
    let app = TestApp::start().await;
    let (draft, other) = (app.draft().await, app.draft().await);
    let id = app.upload(&draft, "1.1", "a.pdf", PDF).await.json()["id"].as_str().expect("an id").to_owned();
    let path = draft.path(&format!("/files/{id}"));
    assert_eq!(app.api(Method::DELETE, &path, &other.token, None).await.status, StatusCode::NOT_FOUND);
    let through_own = other.path(&format!("/files/{id}"));
    assert_eq!(app.api(Method::DELETE, &through_own, &other.token, None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.api(Method::DELETE, &path, &draft.token, None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.api(Method::DELETE, &path, &draft.token, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_without_a_file_or_not_multipart_is_told_so() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    let json = app.api(Method::POST, &draft.path("/files"), &draft.token, Some(serde_json::json!({}))).await;
    assert_eq!(
        (json.status, json.json()["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("multipart_required"))
    );
}
