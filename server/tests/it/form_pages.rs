//! An electronic form filled in page by page, as a browser without JavaScript does it.

use axum::http::StatusCode;

use crate::test_app::{Answer, TestApp};

/// Certified copies: exits, a question behind a question, rows, a fee that is worked out.
const CODE: &str = "2.000815";

fn path(step: &str) -> String {
    format!("/nop-ho-so/{CODE}{step}")
}

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let field = page.split("<input").find(|field| field.contains(&format!("name=\"{name}\""))).expect("the field");
    field.split_once("value=\"").and_then(|(_, value)| value.split('"').next()).expect("a value").to_owned()
}

/// A browser whose applicant step is done; it now stands before the form.
async fn begin(app: &TestApp) -> String {
    let begun = app.post_form(&path(""), "", &[("agency", "H28.01")]).await;
    let cookie = begun.cookie();
    let page = app.get_as(&path("/nguoi-nop"), &cookie).await.text();
    assert!(!page.contains("name=\"request\""), "the form asks what is wanted");
    let fields = [
        ("version", hidden(&page, "version")),
        ("acting_for", "oneself".to_owned()),
        ("applicant.name", "Bùi Thị Mận".to_owned()),
        ("applicant.phone", "0912345678".to_owned()),
        ("delivery", "counter".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let saved = app.post_form(&path("/nguoi-nop"), &cookie, &fields).await;
    assert_eq!(saved.header("location"), path("/to-khai"));
    cookie
}

/// Sends a page as the browser would that has just read it.
async fn send(app: &TestApp, cookie: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
    let address = path(&format!("/to-khai/{page}"));
    let read = app.get_as(&address, cookie).await.text();
    let (version, asked) = (hidden(&read, "version"), hidden(&read, "asked"));
    let mut all = vec![("version", version.as_str()), ("asked", asked.as_str())];
    all.extend_from_slice(fields);
    app.post_form(&address, cookie, &all).await
}

const GOOD: [(&str, &str); 3] =
    [("form.has_original", "yes"), ("form.original_state", "good"), ("form.issuer", "vietnam")];

async fn to_documents(app: &TestApp) -> String {
    let cookie = begin(app).await;
    let sent = send(app, &cookie, "original", &GOOD).await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, path("/to-khai/documents").as_str()));
    cookie
}

#[tokio::test]
async fn the_form_begins_behind_the_applicant_and_names_its_page() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let first = app.get_as(&path("/to-khai"), &cookie).await;
    assert_eq!((first.status, first.header("location")), (StatusCode::SEE_OTHER, path("/to-khai/original").as_str()));
    let page = app.get_as(first.header("location"), &cookie).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(page.text().contains("trang 1/"), "which page of how many");
    let english = app.get_as(&format!("/en{}", path("/to-khai/original")), &cookie).await.text();
    assert!(english.contains("page 1/"));
}

#[tokio::test]
async fn an_empty_page_comes_back_with_every_question_and_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let cookie = to_documents(&app).await;
    let sent = send(
        &app,
        &cookie,
        "documents",
        &[("form.documents.1.document_name", "Bằng <b>"), ("form.documents.1.pages", "hai")],
    )
    .await;
    let back = sent.header("location").to_owned();
    assert_eq!(back, path("/to-khai/documents?loi=1"));
    let page = app.get_as(&back, &cookie).await.text();
    assert!(page.contains("href=\"#form.documents.1.pages\"") && page.contains("href=\"#form.documents.1.copies\""));
    assert!(page.contains("value=\"Bằng &lt;b&gt;\"") && page.contains("value=\"hai\""), "as typed");
    let quiet = app.get_as(&path("/to-khai/documents"), &cookie).await.text();
    assert!(!quiet.contains("role=\"alert\""), "who comes back later begins quietly");
}

#[tokio::test]
async fn a_question_that_only_came_up_now_is_asked_and_not_told_off() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let sent = send(&app, &cookie, "original", &[("form.has_original", "yes")]).await;
    let back = sent.header("location").to_owned();
    assert!(back.ends_with("#form.original_state"), "{back}: the focus goes to the first new question");
    let page = app.get_as(back.split('#').next().expect("an address"), &cookie).await.text();
    assert!(!page.contains("role=\"alert\"") && page.contains("id=\"newly\""), "a note, no error");
    // Seen and left empty, it is missing.
    let sent = send(&app, &cookie, "original", &[("form.has_original", "yes")]).await;
    assert_eq!(sent.header("location"), path("/to-khai/original?loi=1"));
}

#[tokio::test]
async fn the_wrong_door_is_told_at_once_with_the_way_back() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let sent = send(&app, &cookie, "original", &[("form.has_original", "no")]).await;
    assert_eq!(sent.header("location"), path("/khong-dung-cho/no_original"));
    let exit = app.get_as(sent.header("location"), &cookie).await;
    assert_eq!(exit.status, StatusCode::OK);
    assert!(exit.text().contains("/thu-tuc/2.000635") && exit.text().contains(&path("/to-khai/original")));
    for step in ["/to-khai", "/kiem-tra"] {
        assert_eq!(app.get_as(&path(step), &cookie).await.header("location"), path("/khong-dung-cho/no_original"));
    }
    send(&app, &cookie, "original", &GOOD).await;
    let gone = app.get_as(&path("/khong-dung-cho/no_original"), &cookie).await;
    assert_eq!(gone.header("location"), path("/to-khai"), "the answer was changed");
}

#[tokio::test]
async fn rows_come_and_go_by_plain_buttons_and_the_fee_follows() {
    let app = TestApp::start().await;
    let cookie = to_documents(&app).await;
    let first =
        [("form.documents.1.document_name", "Bằng"), ("form.documents.1.pages", "3"), ("form.documents.1.copies", "2")];
    let mut fields = first.to_vec();
    fields.push(("add", "documents"));
    let added = send(&app, &cookie, "documents", &fields).await;
    assert_eq!(added.header("location"), path("/to-khai/documents#row.documents.2"));
    let page = app.get_as(&path("/to-khai/documents"), &cookie).await.text();
    assert!(page.contains("id=\"row.documents.2\"") && page.contains("value=\"documents.2\""));
    assert!(page.contains("10.000 đồng"), "2 copies of 3 pages: 2 × (2 × 2.000 + 1.000)");
    let removed = send(&app, &cookie, "documents", &[("remove", "documents.1")]).await;
    assert_eq!(removed.header("location"), path("/to-khai/documents#form.documents"));
    let page = app.get_as(&path("/to-khai/documents"), &cookie).await.text();
    assert!(!page.contains("id=\"row.documents.1\"") && page.contains("id=\"row.documents.2\""));
}

#[tokio::test]
async fn two_windows_choose_field_by_field() {
    let app = TestApp::start().await;
    let cookie = to_documents(&app).await;
    let address = path("/to-khai/documents");
    let old = hidden(&app.get_as(&address, &cookie).await.text(), "version");
    let typed =
        [("form.documents.1.document_name", "Bằng"), ("form.documents.1.pages", "3"), ("form.documents.1.copies", "2")];
    send(&app, &cookie, "documents", &typed).await;
    let mine = [
        ("version", old.as_str()),
        ("asked", "documents documents.1.document_name documents.1.pages documents.1.copies"),
        ("form.documents.1.document_name", "Học bạ"),
        ("form.documents.1.pages", "3"),
        ("form.documents.1.copies", "9"),
    ];
    let conflict = app.post_form(&address, &cookie, &mine).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let text = conflict.text();
    assert!(text.contains("Học bạ") && text.contains("Bằng"), "both stand there");
    assert!(!text.contains("name=\"form.documents.1.pages\""), "what is the same is not asked");
    let kept = app.get_as(&address, &cookie).await.text();
    assert!(kept.contains("value=\"Bằng\"") && !kept.contains("Học bạ"), "nothing was overwritten");
    let choice = [
        ("version", hidden(&text, "version")),
        ("asked", hidden(&text, "asked")),
        ("form.documents.1.document_name", "Học bạ".to_owned()),
        ("choose.form.documents.1.document_name", "kept".to_owned()),
        ("form.documents.1.copies", "9".to_owned()),
        ("choose.form.documents.1.copies", "mine".to_owned()),
    ];
    let choice: Vec<(&str, &str)> = choice.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let saved = app.post_form(&address, &cookie, &choice).await;
    // The browser is told up to which version what it kept is settled.
    let settled = format!("{}?chon={}", path("/to-khai/visit"), hidden(&text, "version"));
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, settled.as_str()));
    assert_eq!(app.get_as(&settled, &cookie).await.status, StatusCode::OK);
    let page = app.get_as(&address, &cookie).await.text();
    assert!(page.contains("value=\"Bằng\"") && page.contains("value=\"9\""));
}

#[tokio::test]
async fn the_applicant_step_asks_too_which_window_counts() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let fields = [("version", "1"), ("applicant.name", "Tên khác"), ("applicant.phone", "0912345678")];
    let conflict = app.post_form(&path("/nguoi-nop"), &cookie, &fields).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text().contains("choose.applicant.name") && !conflict.text().contains("choose.applicant.phone"));
    let version = hidden(&conflict.text(), "version");
    let choice = [("version", version.as_str()), ("applicant.name", "Tên khác"), ("choose.applicant.name", "kept")];
    app.post_form(&path("/nguoi-nop"), &cookie, &choice).await;
    assert!(app.get_as(&path("/nguoi-nop"), &cookie).await.text().contains("value=\"Bùi Thị Mận\""));
}

#[tokio::test]
async fn from_the_form_to_the_receipt() {
    let app = TestApp::start().await;
    let cookie = to_documents(&app).await;
    // Too early for the check: it leads to what is not done.
    let early = app.get_as(&path("/kiem-tra"), &cookie).await;
    assert!(early.header("location").starts_with(&path("/to-khai/documents?loi=1")), "{}", early.header("location"));
    let typed =
        [("form.documents.1.document_name", "Bằng"), ("form.documents.1.pages", "3"), ("form.documents.1.copies", "2")];
    assert_eq!(send(&app, &cookie, "documents", &typed).await.header("location"), path("/to-khai/visit"));
    let visit = [("form.visit_date", "25/11/2026"), ("form.brings_copies", "no")];
    assert_eq!(send(&app, &cookie, "visit", &visit).await.header("location"), path("/giay-to"));
    let papers = app.get_as(&path("/giay-to"), &cookie).await.text();
    assert!(
        papers.contains("Bản sao cần chứng thực") && papers.contains("/to-khai/visit"),
        "the paper, and the way back"
    );
    let check = app.get_as(&path("/kiem-tra"), &cookie).await;
    let text = check.text();
    assert_eq!(check.status, StatusCode::OK, "{}", check.header("location"));
    for shown in
        ["25/11/2026", "10.000 đồng", "Giấy tờ 1: Bản chính có mấy trang?", "to-khai/visit?ve=kiem-tra#form.visit_date"]
    {
        assert!(text.contains(shown), "{shown}");
    }
    // What is put right from the check leads back there.
    let fixed = send(&app, &cookie, "visit", &[("form.visit_date", "26/11/2026"), ("back", "check")]).await;
    assert_eq!(fixed.header("location"), path("/kiem-tra"));
    let key = hidden(&app.get_as(&path("/kiem-tra"), &cookie).await.text(), "submission_key");
    let filed = app.post_form(&path("/kiem-tra"), &cookie, &[("submission_key", &key), ("declared", "yes")]).await;
    assert!(filed.header("location").starts_with(&path("/bien-nhan/")), "{}", filed.text());
}

#[tokio::test]
async fn what_is_not_asked_any_more_is_named_apart_and_not_lost() {
    let app = TestApp::start().await;
    let cookie = begin(&app).await;
    let foreign = [
        ("form.has_original", "yes"),
        ("form.original_state", "good"),
        ("form.issuer", "foreign"),
        ("form.legalised", "exempt"),
    ];
    send(&app, &cookie, "original", &foreign).await;
    send(&app, &cookie, "original", &foreign).await;
    send(&app, &cookie, "original", &GOOD).await;
    let page = app.get_as(&path("/to-khai/original"), &cookie).await.text();
    let question = page.split("data-question=\"legalised\"").nth(1).expect("the question is in the page");
    assert!(question.starts_with(" hidden"), "{question:.80}");
    assert!(question.contains("value=\"exempt\" checked"), "its answer is kept");
    let typed =
        [("form.documents.1.document_name", "Bằng"), ("form.documents.1.pages", "3"), ("form.documents.1.copies", "2")];
    send(&app, &cookie, "documents", &typed).await;
    send(&app, &cookie, "visit", &[("form.visit_date", "25/11/2026"), ("form.brings_copies", "no")]).await;
    let check = app.get_as(&path("/kiem-tra"), &cookie).await.text();
    let left = check.split("id=\"check-left-out\"").nth(1).expect("the part of what is not sent");
    assert!(left.contains("Được miễn"));
}

#[tokio::test]
async fn a_paper_that_is_needed_comes_first_and_is_named_when_one_tries_to_go_on() {
    let app = TestApp::start().await;
    let at = |step: &str| format!("/nop-ho-so/1.004873{step}");
    let cookie = app.post_form(&at(""), "", &[("agency", "H28.01")]).await.cookie();
    let page = app.get_as(&at("/nguoi-nop"), &cookie).await.text();
    let version = hidden(&page, "version");
    let fields = [
        ("version", version.as_str()),
        ("acting_for", "another"),
        ("applicant.name", "Bùi Thị Mận"),
        ("applicant.phone", "0912345678"),
        ("subject.name", "Bùi Văn An"),
    ];
    app.post_form(&at("/nguoi-nop"), &cookie, &fields).await;
    let quiet = app.get_as(&at("/giay-to"), &cookie).await.text();
    assert!(!quiet.contains("role=\"alert\"") && quiet.contains("data-required=\"true\""));
    let told = app.get_as(&at("/giay-to?loi=1"), &cookie).await.text();
    assert!(told.contains("role=\"alert\"") && told.contains("href=\"#file-1.3\""), "the summary leads to the paper");
    let first = told.find("id=\"file-1.3\"").expect("the paper that is needed");
    let other = told.find("id=\"file-1.1\"").or_else(|| told.find("id=\"file-other\"")).expect("another paper");
    assert!(first < other, "what is needed comes first");
}

#[tokio::test]
async fn a_paper_that_the_form_replaces_is_not_asked_for() {
    let app = TestApp::start().await;
    let at = |step: &str| format!("/nop-ho-so/1.004873{step}");
    let cookie = app.post_form(&at(""), "", &[("agency", "H28.01")]).await.cookie();
    let page = app.get_as(&at("/nguoi-nop"), &cookie).await.text();
    let version = hidden(&page, "version");
    let fields = [
        ("version", version.as_str()),
        ("acting_for", "oneself"),
        ("applicant.name", "Bùi Thị Mận"),
        ("applicant.phone", "0912345678"),
    ];
    app.post_form(&at("/nguoi-nop"), &cookie, &fields).await;
    let papers = app.get_as(&at("/giay-to"), &cookie).await.text();
    assert!(!papers.contains("id=\"file-1.1\""), "there is nothing to send for the paper form");
    let (_, rest) = papers.split_once("id=\"not-uploaded\"").expect("what needs no file");
    assert!(rest.contains("Tờ khai cấp Giấy xác nhận") && rest.contains("không phải in"), "{rest:.600}");
    let page = app.get("/thu-tuc/1.004873").await.text();
    let (_, online) = page.split_once("Khai trực tuyến</h3>").expect("what is filled in online");
    let (online, hand_in) = online.split_once("Phải nộp</h3>").expect("what is handed in");
    assert!(online.contains("Tờ khai cấp Giấy xác nhận") && !hand_in.contains("Tờ khai cấp Giấy xác nhận"));
    let published = app.get("/api/v1/procedures/1.004873").await.json();
    assert_eq!(published["filled_in_online"], serde_json::json!(["1.1"]));
    assert_eq!(app.get("/api/v1/procedures/1.003197").await.json()["filled_in_online"], serde_json::json!([]));
}

#[tokio::test]
async fn a_replaced_paper_is_asked_for_where_the_form_asks_for_it() {
    let app = TestApp::start().await;
    let verdict = async |acting_for: &str| {
        let body = serde_json::json!({ "answers": { "acting_for": acting_for } });
        app.api(axum::http::Method::POST, "/api/v1/procedures/2.000635/check", "", Some(body)).await.json()
    };
    let own = verdict("oneself").await;
    assert_eq!((&own["replaced_papers"], &own["papers"]), (&serde_json::json!(["1.1"]), &serde_json::json!([])));
    assert_eq!(
        own["required"].as_array().map(|list| list.contains(&serde_json::json!("relation"))),
        Some(true),
        "{own}"
    );
    let letter = verdict("organisation").await;
    assert_eq!(letter["replaced_papers"], serde_json::json!([]), "an organisation hands in its letter under that row");
    assert_eq!(letter["papers"][0]["component"], "1.1");
}
