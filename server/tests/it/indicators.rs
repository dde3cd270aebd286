//! Counting while it happens, the page on it, and the open data.

use axum::http::StatusCode;
use domain::dossier::Command;
use serde_json::{Value, json};
use server::services::{Act, Hand};
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
    let page = desk.app.get(&format!("/chi-so/{}", desk.agency)).await.text();
    assert!(page.contains("Mười hai tháng gần đây") && page.contains(">11/26<"), "{page}");
    let procedures =
        page.split("id=\"procedures\"").nth(1).and_then(|rest| rest.split("</table>").next()).expect("a table");
    assert!(procedures.contains("/thu-tuc/") && procedures.contains("Chưa đủ: 1 hồ sơ"), "{procedures}");
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

impl Desk {
    async fn rate(&self, more: &[(&str, &str)]) -> crate::test_app::Answer {
        let mut fields = vec![("code", self.code.as_str()), ("pin", self.pin.as_str())];
        fields.extend_from_slice(more);
        self.app.post_form("/tra-cuu/danh-gia", "", &fields).await
    }

    async fn rated(&self) -> (Value, Value) {
        let totals = totals(&self.app, &self.agency).await;
        (totals["rated"].clone(), totals["rated_satisfied"].clone())
    }
}

#[tokio::test]
async fn a_rating_is_asked_for_kept_changed_and_counted_and_no_officer_reads_whose_it_is() {
    let desk = Desk::start().await;
    let nothing = desk.rate(&[("send", "yes"), ("overall", "2")]).await;
    assert_eq!(nothing.status, StatusCode::CONFLICT, "nobody has acted yet: {}", nothing.text());
    desk.done(&desk.officer, "receive", &[]).await;
    let questions = desk.rate(&[]).await;
    assert!(questions.status == StatusCode::OK && questions.text().contains("Nói chung, bạn có hài lòng không?"));
    let refused = desk.rate(&[("send", "yes"), ("ease", "1"), ("comment", "Nhanh <b>gọn</b>")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("Chọn một câu trả lời") && text.contains("href=\"#overall\""), "{text}");
    assert!(text.contains("Nhanh &lt;b&gt;gọn") && !text.contains("<b>gọn"), "what was typed stays, as text: {text}");
    let hidden = desk.rate(&[("send", "yes"), ("overall", "0"), ("comment", "a\u{0}b")]).await;
    assert!(
        hidden.status == StatusCode::UNPROCESSABLE_ENTITY && hidden.text().contains("ký tự ẩn"),
        "{}",
        hidden.text()
    );
    let thanks = desk.rate(&[("send", "yes"), ("overall", "0"), ("comment", "Chờ lâu quá")]).await;
    assert!(thanks.status == StatusCode::OK && thanks.text().contains("Đánh giá đã được lưu"), "{}", thanks.text());
    assert_eq!(desk.rated().await, (Value::from(1), Value::Null));
    desk.app.clock.advance(Duration::days(6));
    let again = desk.rate(&[]).await.text();
    assert!(again.contains("Chờ lâu quá") && again.contains("Lưu đánh giá đã sửa"), "{again}");
    desk.rate(&[("send", "yes"), ("overall", "2")]).await;
    assert_eq!(desk.rated().await, (Value::from(1), Value::from(1)), "one rating, changed");
    desk.app.clock.advance(Duration::days(2));
    let late = desk.rate(&[("send", "yes"), ("overall", "0")]).await;
    assert!(late.status == StatusCode::CONFLICT && late.text().contains("hơn 7 ngày"), "{}", late.text());
    assert_eq!(desk.rated().await, (Value::from(1), Value::from(1)));
    let page = desk.app.get_as(&desk.path(""), &desk.officer.cookie).await.text();
    assert!(!page.contains("Chờ lâu quá") && !page.contains("hài lòng"), "the desk reads no rating");
    let stranger = desk
        .app
        .post_form(
            "/tra-cuu/danh-gia",
            "",
            &[("code", &desk.code), ("pin", "222222"), ("send", "yes"), ("overall", "2")],
        )
        .await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    agrees(&desk.app).await;
}

/// The path of the first rating link in a text.
fn link_in(text: &str) -> String {
    let rest = text.split("/danh-gia/").nth(1).expect("there is a link");
    let token: String = rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect();
    format!("/danh-gia/{token}")
}

#[tokio::test]
async fn the_news_brings_a_link_that_rates_once_and_opens_nothing_else() {
    let app = TestApp::with_mail().await;
    let draft = app.empty_draft("1.003197").await;
    let applicant = json!({"name": "Bùi Thị Mận", "email": "man@example.vn"});
    let answers = json!({"answers": {"applicant": applicant}});
    let headers = [("if-match", "1")];
    app.api_with(axum::http::Method::PATCH, &draft.path(""), &draft.token, Some(answers), &headers).await;
    let receipt = app.submit(&draft, &draft.key).await.json();
    let [code, pin] = ["code", "pin"].map(|part| receipt[part].as_str().expect("a text").to_owned());
    let hand = Hand::Officer(uuid::Uuid::from_u128(7), &|_, _| true);
    app.services.act(&code, &hand, Act::new(Command::Receive { due_at: None }, None)).await.expect("accepts");
    app.services.deliver_dossier_notices().await.expect("delivers");
    let mail = app.outbox.mails().into_iter().map(|mail| mail.text).find(|text| text.contains("/danh-gia/"));
    let link = link_in(&mail.expect("the news of the reception asks"));
    let page = app.get(&link).await;
    let text = page.text();
    assert!(page.status == StatusCode::OK && text.contains("Nói chung, bạn có hài lòng không?"), "{text}");
    for hidden in [code.as_str(), pin.as_str(), "Bùi Thị Mận", "1.003197"] {
        assert!(!text.contains(hidden), "whoever was sent the link on sees nothing of the dossier: {hidden}");
    }
    let empty = app.post_form(&link, "", &[("comment", "nhanh")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.text().contains("nhanh"), "{}", empty.text());
    let kept = app.post_form(&link, "", &[("overall", "2")]).await;
    assert!(kept.status == StatusCode::OK && kept.text().contains("Cảm ơn bạn đã đánh giá"), "{}", kept.text());
    let again = app.post_form(&link, "", &[("overall", "0")]).await;
    assert!(again.status == StatusCode::CONFLICT && again.text().contains("Đã có đánh giá"), "{}", again.text());
    assert_eq!(app.get(&link).await.status, StatusCode::CONFLICT);
    let agency = code.split('-').next().expect("an agency");
    let totals = totals(&app, agency).await;
    assert_eq!(
        (&totals["rated"], &totals["rated_satisfied"]),
        (&1.into(), &1.into()),
        "the second press changed nothing"
    );
    agrees(&app).await;
}

#[tokio::test]
async fn the_counter_shows_a_code_that_ends_after_thirty_days_and_cannot_be_made_up() {
    let desk = Desk::start().await;
    let address = format!("/can-bo/ho-so/{}/moi-danh-gia", desk.code);
    let nothing = desk.app.get_as(&address, &desk.officer.cookie).await.text();
    assert!(nothing.contains("chưa có gì để đánh giá") && !nothing.contains("<svg class=\"desk-qr\""), "{nothing}");
    desk.done(&desk.officer, "receive", &[]).await;
    let shown = desk.app.get_as(&address, &desk.officer.cookie).await.text();
    assert!(shown.contains("class=\"desk-qr\"") && !shown.contains("/danh-gia/"), "only a camera reads it: {shown}");
    let (services, now) = (&desk.app.services, desk.app.services.clock.now());
    let link = services.rating_link(&desk.code, domain::rating::RatingOccasion::Received, now).expect("seals");
    let settled = services.rating_link(&desk.code, domain::rating::RatingOccasion::Settled, now).expect("seals");
    assert_eq!(desk.app.get(&settled).await.status, StatusCode::NOT_FOUND, "there is no result yet");
    let mut changed = link.clone().into_bytes();
    let last = changed.len() - 4;
    changed[last] = if changed[last] == b'A' { b'B' } else { b'A' };
    for wrong in [String::from_utf8(changed).expect("text"), format!("{link}A"), "/danh-gia/x".to_owned()] {
        let answer = desk.app.get(&wrong).await;
        assert!(answer.status == StatusCode::NOT_FOUND && answer.text().contains("không dùng được"), "{wrong}");
    }
    assert_eq!(desk.app.get(&link).await.status, StatusCode::OK);
    desk.app.wait(31);
    let over = desk.app.get(&link).await;
    assert!(over.status == StatusCode::CONFLICT && over.text().contains("hết hạn 30 ngày"), "{}", over.text());
}
