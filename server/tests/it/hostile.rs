//! Text from outside is data everywhere.

use domain::catalogue::check::check_line;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use storage::ImportRow;

use crate::test_app::TestApp;

const EVIL: &str = "</script><img src=x onerror=alert(1)>\"'&=1+1";

/// A published procedure with hostile text in every field that takes text.
fn hostile() -> ImportRow {
    let procedure = json!({
        "code": "9.900001", "name": format!("={EVIL}"), "decision": EVIL, "levels": ["commune"], "kind": EVIL, "field": EVIL,
        "audiences": ["Công dân Việt Nam", EVIL], "agencies": [EVIL], "competent_authority": EVIL, "receiving_address": EVIL,
        "delegated_agency": EVIL, "coordinating_agency": EVIL, "procedure_steps": [{"case": EVIL, "text": EVIL}],
        "channels": [{"channel": "online", "time_limit": {"value": null, "unit": "other", "text": EVIL},
                      "fees": [{"amount": null, "currency": null, "text": EVIL}], "description": EVIL}],
        "document_groups": [
            {"case": EVIL, "items": [{"name": EVIL, "form_file": EVIL, "originals": 1, "copies": 0, "is_note": false},
                                     {"name": EVIL, "form_file": null, "originals": 0, "copies": 0, "is_note": true}]},
            {"case": "Trường hợp khác", "items": [{"name": EVIL, "form_file": null, "originals": 1, "copies": 1, "is_note": false}]}],
        "results": [{"code": EVIL, "name": EVIL}], "legal_basis": [{"number": EVIL, "title": EVIL}],
        "conditions": EVIL, "keywords": EVIL, "description": EVIL,
    });
    let checked = check_line(&procedure.to_string()).expect("hostile, but a procedure");
    let document = serde_json::to_string(&checked.procedure).expect("serialises");
    ImportRow { code: "9.900001".to_owned(), digest: hex::encode(Sha256::digest(&document)), document }
}

/// A page is safe when the text never stands in it as markup.
fn assert_data(html: &str, place: &str) {
    assert!(!html.contains("<img src=x"), "{place} lets a tag through");
    assert!(!html.contains("</script><img"), "{place} lets the end of a script through");
}

#[tokio::test]
async fn published_text_stays_text_on_every_page_and_in_every_download() {
    let app = TestApp::with(vec![hostile()], true).await;
    for page in [
        "/",
        "/thu-tuc?q=9.900001",
        "/thu-tuc/9.900001",
        "/en/thu-tuc/9.900001",
        "/nop-ho-so/9.900001",
        "/thu-tuc.atom",
        "/sitemap.xml",
    ] {
        let answer = app.get(page).await;
        assert!(answer.status.is_success(), "{page}: {}", answer.status);
        assert_data(&answer.text(), page);
    }
    let page = app.get("/thu-tuc/9.900001").await.text();
    let json = page.split("application/ld+json").nth(1).and_then(|rest| rest.split_once('>')).expect("JSON-LD").1;
    let json: Value = serde_json::from_str(json.split("</script>").next().expect("an end")).expect("still JSON");
    assert!(json["name"].as_str().is_some_and(|name| name.contains("onerror")));
    let csv = app.get("/thu-tuc.csv?q=9.900001").await.text();
    let record = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes())
        .records()
        .next()
        .expect("a row")
        .expect("CSV");
    assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{record:?}");
}

#[tokio::test]
async fn typed_text_stays_text_on_every_step() {
    let app = TestApp::with(vec![hostile()], true).await;
    let begun = app.post_form("/nop-ho-so/9.900001", "", &[("agency", "H28.01"), ("case", "1")]).await;
    let cookie = begun.cookie();
    let textarea = format!("\n</textarea>{EVIL}");
    let fields = [
        ("acting_for", "another"),
        ("applicant.name", EVIL),
        ("applicant.identity_number", EVIL),
        ("applicant.phone", "0912345678"),
        ("applicant.email", EVIL),
        ("applicant.address", textarea.as_str()),
        ("subject.name", EVIL),
        ("subject.relation", EVIL),
        ("organisation.name", EVIL),
        ("request", textarea.as_str()),
    ];
    app.post_form("/nop-ho-so/9.900001/nguoi-nop", &cookie, &fields).await;
    let wrong = app.get_as("/nop-ho-so/9.900001/nguoi-nop", &cookie).await.text();
    assert_data(&wrong, "the answers with their problems");
    assert_eq!(wrong.matches("</textarea>").count(), wrong.matches("<textarea").count(), "no text area ends early");
    let mended = [("applicant.identity_number", ""), ("applicant.email", ""), ("acting_for", "another")];
    app.post_form("/nop-ho-so/9.900001/nguoi-nop", &cookie, &mended).await;
    app.multipart(
        "/nop-ho-so/9.900001/giay-to",
        &[("cookie", &cookie)],
        "1.1",
        "a<img src=x onerror=1>.pdf",
        b"%PDF-1.7",
    )
    .await;
    for step in ["/giay-to", "/kiem-tra"] {
        let page = app.get_as(&format!("/nop-ho-so/9.900001{step}"), &cookie).await;
        assert!(page.status.is_success(), "{step}: {}", page.status);
        assert_data(&page.text(), step);
    }
    let looked_up = app.post_form("/tra-cuu", "", &[("code", EVIL), ("pin", EVIL)]).await.text();
    assert_data(&looked_up, "the look-up");
    assert_data(
        &app.get(&format!(
            "/thu-tuc?q={}",
            percent_encoding::utf8_percent_encode(EVIL, percent_encoding::NON_ALPHANUMERIC)
        ))
        .await
        .text(),
        "the search",
    );
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let app = TestApp::start().await;
    let headers = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
    let body = Some(json!({"procedure": "1.001193"}));
    let refused = app.api_with(axum::http::Method::POST, "/api/v1/drafts", "", body.clone(), &headers).await;
    assert_eq!(refused.status, axum::http::StatusCode::FORBIDDEN);
    assert_eq!(
        (refused.header("content-type"), refused.json()["code"].as_str()),
        ("application/problem+json", Some("other_site"))
    );
    let same =
        app.api_with(axum::http::Method::POST, "/api/v1/drafts", "", body, &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(same.status, axum::http::StatusCode::CREATED);
}
