//! Counting while it happens, the page on it, and the open data.

use axum::http::StatusCode;
use serde_json::Value;
use time::Duration;

use crate::desk_rules::Desk;
use crate::test_app::TestApp;

async fn totals(app: &TestApp, agency: &str) -> Value {
    let data = app.get("/chi-so.json?ky=2026-11").await.json();
    let agencies = data["agencies"].as_array().expect("a list").clone();
    agencies.into_iter().find(|line| line["agency"] == agency).map(|line| line["totals"].clone()).unwrap_or_default()
}

async fn agrees(app: &TestApp) {
    let found = app.services.storage.recount_indicators(false).await.expect("counts");
    assert_eq!(found.faults_in_all, 0, "{:?}", found.faults);
}

#[tokio::test]
async fn every_step_of_a_dossier_is_counted_as_it_happens() {
    let desk = Desk::at_signature().await;
    let before = totals(&desk.app, &desk.agency).await;
    assert_eq!((&before["received"], &before["open_in_time"]), (&Value::from(1), &Value::from(1)), "{before}");
    assert_eq!(before["settled_early"], Value::Null);
    desk.sign().await;
    let after = totals(&desk.app, &desk.agency).await;
    assert_eq!((&after["settled_early"], &after["online_received"]), (&Value::from(1), &Value::from(1)), "{after}");
    assert_eq!(after["open_in_time"], Value::Null, "nothing lies in hand any more: {after}");
    agrees(&desk.app).await;
}

#[tokio::test]
async fn what_nobody_settles_becomes_overdue_by_itself() {
    let desk = Desk::received().await;
    let due = desk.open().await.state.due_at.expect("a due date");
    desk.app.until(due + Duration::days(1));
    let period = format!("/chi-so.json?ky={}", due.to_offset(domain::calendar::vietnam()).year());
    let data = desk.app.get(&period).await.json();
    assert_eq!(data["whole"]["totals"]["open_late"], Value::from(1), "{data}");
}

#[tokio::test]
async fn the_page_tells_figures_method_and_what_is_missing() {
    let desk = Desk::received().await;
    let page = desk.app.get("/chi-so").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let text = page.text();
    for part in [
        "tháng 11/2026",
        "Kỳ này chưa hết",
        "Quyết định 766/QĐ-TTg",
        "Chưa đủ: 1 hồ sơ (cần 10)",
        "chưa thu tiền trực tuyến",
    ] {
        assert!(text.contains(part), "{part} does not stand on the page: {text}");
    }
    let one = desk.app.get(&format!("/en/chi-so/{}?ky=2026-q4", desk.agency)).await;
    assert!(one.status == StatusCode::OK && one.text().contains("quarter 4/2026"), "{}", one.text());
    let empty = desk.app.get("/chi-so?ky=2025-03").await.text();
    assert!(empty.contains("chưa có hồ sơ nào"), "{empty}");
    for unreadable in ["/chi-so?ky=%00", "/chi-so?ky=2026-13", "/chi-so?ky=%3Cscript%3E"] {
        let answer = desk.app.get(unreadable).await;
        assert!(answer.status == StatusCode::OK && answer.text().contains("tháng 11/2026"), "{unreadable}");
    }
    assert_eq!(desk.app.get("/chi-so/H28.99.99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_open_data_has_every_counter_and_nobody_in_it() {
    let desk = Desk::received().await;
    let csv = desk.app.get("/chi-so.csv?ky=2026-11").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let text = csv.text();
    let mut lines = text.lines();
    let header = lines.next().expect("a header");
    assert!(header.starts_with("\u{FEFF}period,agency,agency_name,submitted,received,"), "{header}");
    let line = lines.next().expect("a line");
    assert!(line.starts_with(&format!("2026-11,{},", desk.agency)), "{line}");
    assert_eq!(line.split(',').count(), header.split(',').count());
    assert!(!text.contains(&desk.code) && !text.contains("Mận"), "{text}");
}
