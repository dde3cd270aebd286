//! Electronic forms: served, judged, filed, carried over.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::forms::{canonical, load, new_form, read_form, sha256};
use storage::FormOutcome;

use crate::test_app::{Answer, Draft, TestApp};

/// A procedure that has no embedded form.
pub const CODE: &str = "1.003197";

pub const FORM: &str = r#"
procedure = "1.003197"
revision = 1
title = { vi = "Tờ khai thử", en = "Test form" }

[[exit]]
id = "child"
after = "person"
when = "age(birth) < 14"
title = { vi = "Chưa đủ 14 tuổi", en = "Under 14" }
text = { vi = "Cha mẹ làm thay.", en = "The parents do it." }

[[page]]
id = "person"
title = { vi = "Bạn", en = "You" }
[[page.question]]
id = "birth"
label = { vi = "Ngày sinh", en = "Date of birth" }
answer = { type = "date", not_after = "today" }
[[page.question]]
id = "married"
label = { vi = "Đã kết hôn", en = "Married" }
answer = { type = "yes_no" }
[[page.question]]
id = "spouse"
label = { vi = "Vợ hoặc chồng", en = "Spouse" }
when = "married"
answer = { type = "short_text" }

[[page]]
id = "home"
title = { vi = "Nơi ở", en = "Home" }
[[page.question]]
id = "home"
label = { vi = "Địa chỉ", en = "Address" }
answer = { type = "address" }
[[page.question]]
id = "people"
label = { vi = "Người ở cùng", en = "People" }
required = false
answer = { type = "group", question = [{ id = "name", label = { vi = "Tên", en = "Name" }, answer = { type = "short_text" } }] }
[[page.question]]
id = "proof"
label = { vi = "Giấy kết hôn", en = "Certificate" }
when = "married"
answer = { type = "files", component = "1.2" }

[[fee]]
id = "entry"
label = { vi = "Lệ phí", en = "Fee" }
[[fee.rate]]
when = "count(people) > 1"
amount = "20000"
[[fee.rate]]
amount = "10000"
label = { vi = "Một người", en = "One person" }
"#;

/// Publishes a form as the command line does.
async fn publish_elsewhere(app: &TestApp, text: &str) -> FormOutcome {
    let form = read_form("test.toml", text).expect("a form");
    let rows = vec![new_form(&form).expect("written")];
    app.services.storage.publish_forms(rows, time::OffsetDateTime::UNIX_EPOCH).await.expect("publishes")[0]
}

/// Publishes a form and lets the portal notice it.
pub async fn publish(app: &TestApp, text: &str) -> FormOutcome {
    let outcome = publish_elsewhere(app, text).await;
    app.services.forms.replace(load(&*app.services.storage).await.expect("loads"));
    outcome
}

pub async fn portal() -> TestApp {
    let app = TestApp::start().await;
    assert_eq!(publish(&app, FORM).await, FormOutcome::New);
    app
}

fn applicant() -> Value {
    json!({"name": "Bùi Thị Mận", "phone": "0912345678"})
}

pub fn good() -> Value {
    json!({"birth": "02/11/1990", "married": "no", "spouse": "Hà Văn Tiến",
           "home": {"province": "17", "commune": "H28.36.02", "line": "Xóm Lũy"}})
}

async fn check(app: &TestApp, form: Value, files: Value) -> Answer {
    let body = json!({"answers": {"applicant": applicant(), "form": form}, "files": files});
    app.api(Method::POST, &format!("/api/v1/procedures/{CODE}/check"), "", Some(body)).await
}

/// Saves answers over version 1 of a fresh draft.
pub async fn draft_with(app: &TestApp, form: Value) -> Draft {
    let draft = app.empty_draft(CODE).await;
    let body = json!({"answers": {"applicant": applicant(), "form": form}});
    let saved = app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(body), &[("if-match", "1")]).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    draft
}

fn problems(body: &Value, list: &str) -> Vec<(String, String)> {
    let text = |problem: &Value, key: &str| problem[key].as_str().expect("a text").to_owned();
    body[list].as_array().expect("a list").iter().map(|one| (text(one, "field"), text(one, "key"))).collect()
}

fn pair(field: &str, key: &str) -> (String, String) {
    (field.to_owned(), key.to_owned())
}

#[tokio::test]
async fn a_form_is_served_with_its_revision_digest_and_schema() {
    let app = TestApp::start().await;
    let served = app.get("/api/v1/procedures/1.001193/form").await;
    assert_eq!(served.status, StatusCode::OK, "{}", served.text());
    let body = served.json();
    assert_eq!((&body["procedure"], &body["case"]), (&json!("1.001193"), &Value::Null));
    assert!(body["revision"].as_u64() >= Some(1) && body["form"]["page"].is_array(), "{}", served.text());
    assert_eq!(body["digest"], sha256(&canonical(&body["form"])), "anybody can work it out");
    assert_eq!(served.header("etag"), format!("\"{}\"", body["digest"].as_str().expect("a digest")));
    let schema = app.get(body["schema"].as_str().expect("an address")).await;
    assert_eq!(schema.header("content-type"), "application/schema+json");
    assert!(schema.json()["properties"]["page"].is_object(), "{}", schema.text());
    for (path, status, code) in [
        ("/api/v1/procedures/1.003197/form", StatusCode::NOT_FOUND, "form_unknown"),
        ("/api/v1/procedures/9.999999/form", StatusCode::NOT_FOUND, "procedure_unknown"),
        ("/api/v1/procedures/1.001193/form?case=none", StatusCode::UNPROCESSABLE_ENTITY, "case_unknown"),
        ("/api/v1/procedures/1.001193/form?kase=x", StatusCode::BAD_REQUEST, "query_form"),
    ] {
        let refused = app.get(path).await;
        assert_eq!((refused.status, refused.json()["code"].as_str()), (status, Some(code)), "{path}");
    }
}

#[tokio::test]
async fn good_answers_are_acceptable_and_it_is_told_what_follows_from_them() {
    let app = portal().await;
    let verdict = check(&app, good(), json!({})).await;
    assert_eq!((verdict.status, verdict.header("cache-control")), (StatusCode::OK, "no-store"));
    let verdict = verdict.json();
    assert_eq!((&verdict["verdict"], &verdict["problems"]), (&json!("acceptable"), &json!([])), "{verdict}");
    assert_eq!(verdict["asked"], json!(["birth", "married", "home", "people"]));
    assert_eq!((&verdict["total"], &verdict["exit"]), (&json!(10_000), &Value::Null));
    let fee = &verdict["fees"][0];
    assert_eq!((&fee["label"], &fee["note"], &fee["reason"]), (&json!("Lệ phí"), &json!("Một người"), &json!("rate")));
    assert_eq!((&verdict["form_revision"], &verdict["procedure_revision"]), (&json!(1), &json!(1)));
    let again = check(&app, good(), json!({})).await.json();
    assert_eq!(verdict["digest"], again["digest"]);
    let mut other = good();
    other["married"] = json!("yes");
    assert_ne!(verdict["digest"], check(&app, other, json!({})).await.json()["digest"]);
}

#[tokio::test]
async fn wrong_answers_are_named_with_path_key_and_sentence() {
    let app = portal().await;
    let wrong = json!({"birth": "31/02/1990", "married": "yes", "home": {"province": "10"},
                       "people": {"1": {"name": ""}, "2": {"name": "A"}, "3": {"age": 1, "name": "B"}}, "nickname": "x"});
    let verdict = check(&app, wrong, json!({"1.2": 0})).await.json();
    assert_eq!(verdict["verdict"], "not_acceptable");
    let expected = [
        ("form", "unknown_question"),
        ("form.birth", "date_form"),
        ("form.spouse", "required"),
        ("form.home.province", "unit_unknown"),
        ("form.people", "unknown_question"),
        ("form.proof", "file_required"),
    ];
    assert_eq!(problems(&verdict, "problems"), expected.map(|(field, key)| pair(field, key)));
    assert_eq!(verdict["problems"][1]["detail"], "Hãy nhập đủ ngày, tháng, năm, ví dụ 02/11/2026.");
    assert_eq!(verdict["papers"][0]["component"], "1.2");
    let exit = check(&app, json!({"birth": "02/11/2020", "married": "no"}), json!({})).await.json();
    assert_eq!((&exit["exit"], problems(&exit, "problems")), (&json!("child"), vec![pair("form", "exit")]));
}

#[tokio::test]
async fn answers_can_be_judged_for_another_day() {
    let app = portal().await;
    let mut form = good();
    form["birth"] = json!("2012-12-01");
    let judge = async |date: &str| {
        let body = json!({"answers": {"applicant": applicant(), "form": form}, "date": date});
        app.api(Method::POST, &format!("/api/v1/procedures/{CODE}/check"), "", Some(body)).await
    };
    assert_eq!(judge("2026-11-30").await.json()["exit"], "child", "one day short of 14");
    assert_eq!(judge("2026-12-01").await.json()["verdict"], "acceptable");
    let before = judge("2025-06-30").await.json();
    assert!(before["problems"].as_array().is_some_and(|list| !list.is_empty()), "{before}");
    let refused = judge("30/11/2026").await;
    assert_eq!(
        (refused.status, refused.json()["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("body_form"))
    );
}

#[tokio::test]
async fn without_a_form_the_generic_rules_judge() {
    let app = TestApp::start().await;
    let verdict = check(&app, json!({}), json!({})).await.json();
    assert_eq!((&verdict["verdict"], &verdict["form_revision"]), (&json!("acceptable"), &Value::Null));
    assert_eq!((&verdict["fees"], &verdict["total"], &verdict["asked"]), (&json!([]), &Value::Null, &json!([])));
    let unasked = check(&app, json!({"birth": "02/11/1990"}), json!({})).await.json();
    assert_eq!(problems(&unasked, "problems"), [pair("form", "unknown_question")], "not left out without a word");
    let empty = app.api(Method::POST, &format!("/api/v1/procedures/{CODE}/check"), "", Some(json!({}))).await.json();
    assert_eq!(problems(&empty, "problems")[0], pair("applicant.name", "required"));
}

#[tokio::test]
async fn what_is_not_asked_stays_in_the_draft_and_is_not_filed() {
    let app = portal().await;
    let draft = draft_with(&app, good()).await;
    let filed = app.submit(&draft, &draft.key).await;
    assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
    let code = filed.json()["code"].as_str().expect("a code").to_owned();
    let dossier = app.services.storage.dossier(&code).await.expect("reads").expect("is there");
    let answers: Value = serde_json::from_str(&dossier.answers).expect("JSON");
    assert_eq!(dossier.form_revision, Some(1));
    assert_eq!(answers["applicant"]["name"], "Bùi Thị Mận");
    assert_eq!(answers["form"]["birth"], "02/11/1990");
    assert_eq!(answers["form"]["spouse"], Value::Null, "nobody asked");
    let kept = app.api(Method::GET, &draft.path(""), &draft.token, None).await.json();
    assert_eq!(kept["answers"]["form"]["spouse"], "Hà Văn Tiến");
    // Other rules and another day do not judge what was filed.
    publish(&app, &FORM.replace("revision = 1", "revision = 2").replace("age(birth) < 14", "age(birth) < 90")).await;
    app.clock.advance(time::Duration::days(40));
    let again = app.submit(&draft, &draft.key).await;
    assert_eq!((again.status, &again.body), (StatusCode::OK, &filed.body));
}

#[tokio::test]
async fn a_submission_waits_for_answers_and_papers_and_mistakes_are_counted_without_what_was_written() {
    let app = portal().await;
    let mut form = good();
    form["married"] = json!("yes");
    form["birth"] = json!("một ngày nào đó");
    form["people"] = json!({"1": {"name": "x".repeat(300)}, "2": {"name": "y".repeat(300)}});
    let draft = draft_with(&app, form).await;
    let refused = app.submit(&draft, &draft.key).await;
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("answers_incomplete"))
    );
    let expected = [
        ("form.birth", "date_form"),
        ("form.people.1.name", "too_long"),
        ("form.people.2.name", "too_long"),
        ("form.proof", "file_required"),
    ];
    assert_eq!(problems(&refused.json(), "errors"), expected.map(|(field, key)| pair(field, key)));
    app.services.write_mistakes().await.expect("counts");
    let counted = app.services.storage.mistakes(CODE).await.expect("reads");
    let counted: Vec<_> =
        counted.iter().map(|one| (one.question.as_str(), one.key.as_str(), one.count, one.revision)).collect();
    assert_eq!(
        counted,
        [("people.name", "too_long", 2, 1), ("birth", "date_form", 1, 1), ("proof", "file_required", 1, 1)]
    );
    let right = json!({"answers": {"form": {"birth": "02/11/1990", "people": null}}});
    app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(right), &[("if-match", "2")]).await;
    let without_paper = app.submit(&draft, &draft.key).await.json();
    assert_eq!(problems(&without_paper, "errors"), [pair("form.proof", "file_required")]);
    assert_eq!(app.upload(&draft, "1.2", "a.pdf", b"%PDF-1.7 a").await.status, StatusCode::CREATED);
    assert_eq!(app.submit(&draft, &draft.key).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn answers_typed_under_an_earlier_revision_are_carried_over() {
    let app = portal().await;
    let draft = draft_with(&app, good()).await;
    let second =
        FORM.replace("revision = 1", "revision = 2").replace("id = \"birth\"\n", "id = \"born\"\nwas = \"birth\"\n");
    let third =
        FORM.replace("revision = 1", "revision = 3").replace("id = \"birth\"\n", "id = \"day\"\nwas = \"born\"\n");
    for (text, name) in [(second, "born"), (third, "day")] {
        let outcome = publish(&app, &text.replace("age(birth)", &format!("age({name})"))).await;
        assert!(matches!(outcome, FormOutcome::Changed(_)), "{outcome:?}");
    }
    let read = app.api(Method::GET, &draft.path(""), &draft.token, None).await.json();
    assert_eq!((&read["answers"]["form"]["day"], &read["version"]), (&json!("02/11/1990"), &json!(2)), "only read");
    let id = draft.id.parse().expect("an identifier");
    let kept = app.services.storage.draft(id).await.expect("reads").expect("is there");
    assert_eq!(kept.form_revision, Some(1));
    let change = json!({"answers": {"request": "x"}});
    app.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(change), &[("if-match", "2")]).await;
    let kept = app.services.storage.draft(id).await.expect("reads").expect("is there");
    assert_eq!(kept.form_revision, Some(3), "kept with the next change");
    assert!(kept.answers.contains("\"day\":\"02/11/1990\"") && !kept.answers.contains("birth"), "{}", kept.answers);
    assert_eq!(app.submit(&draft, &draft.key).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn answers_beyond_every_form_are_refused_with_the_limit() {
    let app = portal().await;
    let draft = app.empty_draft(CODE).await;
    let patch = async |form: Value| {
        let body = Some(json!({"answers": {"form": form}}));
        app.api_with(Method::PATCH, &draft.path(""), &draft.token, body, &[("if-match", "1")]).await
    };
    let large = patch(json!({"birth": "x".repeat(300_000)})).await;
    assert_eq!((large.status, &large.json()["code"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!("answers_too_large")));
    assert!(large.json()["detail"].as_str().is_some_and(|text| text.contains("256 KB")), "{}", large.text());
    let deep = (0..20).fold(json!("x"), |inner, _| json!({"a": inner}));
    let deep = patch(json!({"birth": deep})).await;
    assert_eq!((deep.status, &deep.json()["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("answers_too_deep")));
    let checked = check(&app, json!({"birth": "x".repeat(300_000)}), json!({})).await;
    assert_eq!(checked.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_embedded_form_that_changed_without_a_new_revision_is_told_and_not_served() {
    use server::forms::{EmbeddedOutcome, FormFile, publish_embedded};
    let app = portal().await;
    let storage = &*app.services.storage;
    let publish = async |text: &str| {
        let form = read_form("x.toml", text).expect("a form");
        let files = [FormFile { name: "x.toml".to_owned(), form }];
        publish_embedded(storage, &files, time::OffsetDateTime::UNIX_EPOCH).await.expect("answers").remove(0)
    };
    assert_eq!(publish(FORM).await, EmbeddedOutcome::Unchanged);
    assert_eq!(publish(&FORM.replace("Tờ khai thử", "Sửa")).await, EmbeddedOutcome::Unraised("x.toml".to_owned(), 1));
    assert_eq!(publish(&FORM.replace("revision = 1", "revision = 3")).await, EmbeddedOutcome::Published);
    assert_eq!(publish(FORM).await, EmbeddedOutcome::Superseded, "what was published by hand stays");
    assert_eq!(storage.form_revision(CODE, None, 2).await.expect("reads"), None);
}

#[tokio::test]
async fn a_running_portal_serves_what_was_published_elsewhere_and_writes_its_counts_down_when_it_stops() {
    let app = portal().await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let jobs = server::jobs::start(&app.app, &stopping);
    let form = app.services.form_for(CODE, None).expect("a form");
    app.services.count_mistakes(&form, &[domain::filing::Problem::new("form.birth", "date_form", &[])]);
    publish_elsewhere(&app, &FORM.replace("revision = 1", "revision = 2")).await;
    let revision = async || app.get(&format!("/api/v1/procedures/{CODE}/form")).await.json()["revision"].clone();
    for _ in 0..100 {
        if revision().await == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(revision().await, 2);
    stop.send(true).expect("somebody listens");
    for job in jobs {
        job.await.expect("ends");
    }
    assert_eq!(app.services.storage.mistakes(CODE).await.expect("reads").len(), 1);
}
