//! The pages of the desk: the queue, narrowed, kept and exported, several dossiers at once, one dossier.

use axum::http::StatusCode;
use domain::staff::{Grant, Role};

use crate::staff_app::Colleague;
use crate::test_app::{Answer, TestApp};

const PDF: &[u8] = b"%PDF-1.7 giay chung sinh";

struct Desk {
    app: TestApp,
    officer: Colleague,
    codes: Vec<String>,
}

impl Desk {
    /// That many dossiers wait at the agency of somebody who receives, works and signs there.
    async fn with(count: usize) -> Self {
        let app = TestApp::without_limits().await;
        let mut codes = Vec::new();
        for _ in 0..count {
            let draft = app.draft().await;
            let receipt = app.submit(&draft, &draft.key).await;
            codes.push(receipt.json()["code"].as_str().expect("a code").to_owned());
        }
        let agency = codes.first().map_or("H28.01", |code| code.split('-').next().expect("an agency")).to_owned();
        let roles = [Role::Receptionist, Role::Officer, Role::Leader];
        let grants: Vec<Grant> = roles.into_iter().map(|role| Grant::new(&agency, role)).collect();
        let officer = app.staff_with(&grants).await;
        Self { app, officer, codes }
    }

    async fn get(&self, path: &str) -> Answer {
        self.app.get_as(path, &self.officer.cookie).await
    }

    async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.text()
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.app.post_form(path, &self.officer.cookie, fields).await
    }

    /// The address of a dossier as the queue gives it.
    fn href(page: &str, code: &str) -> String {
        let mark = format!("href=\"/can-bo/ho-so/{code}");
        let from = page.find(&mark).unwrap_or_else(|| panic!("no link to {code}")) + 6;
        page[from..].split('"').next().expect("an end").replace("&amp;", "&")
    }
}

#[tokio::test]
async fn the_queue_is_narrowed_by_what_its_address_says() {
    let desk = Desk::with(2).await;
    let everything = desk.page("/can-bo/ho-so").await;
    assert!(desk.codes.iter().all(|code| everything.contains(code.as_str())));
    assert!(everything.contains("Chờ tiếp nhận"));
    let receive = desk.page("/can-bo/ho-so?viec=receive&thu-tuc=1.003197&cua=free&han=near").await;
    assert!(receive.contains(&desk.codes[0]) && receive.contains("name=\"chon\""));
    for nothing in ["viec=step", "thu-tuc=9.9", "cua=mine", "han=late", "buoc=sign"] {
        let page = desk.page(&format!("/can-bo/ho-so?{nothing}")).await;
        assert!(page.contains("Không có việc nào ở đây."), "{nothing}");
    }
    let elsewhere = desk.app.staff(Role::Officer, "H28.14").await;
    let page = desk.app.get_as("/can-bo/ho-so?don-vi=H28.01", &elsewhere.cookie).await.text();
    assert!(!page.contains(&desk.codes[0]), "the queue of another agency stays closed, asked for or not");
}

#[tokio::test]
async fn a_filter_is_kept_under_a_name_until_it_is_forgotten() {
    let desk = Desk::with(1).await;
    let nameless = desk.post("/can-bo/bo-loc?han=near", &[("name", "  ")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text().contains("Đặt tên cho bộ lọc."));
    let saved = desk.post("/can-bo/bo-loc?han=near&viec=receive&sau=x&tim=y", &[("name", "Sắp <b>hạn</b>")]).await;
    assert_eq!(
        (saved.status, saved.header("location")),
        (StatusCode::SEE_OTHER, "/can-bo/ho-so?viec=receive&han=near")
    );
    let page = desk.page("/can-bo/ho-so").await;
    assert!(page.contains("Sắp &lt;b&gt;hạn&lt;/b&gt;"));
    let colleague = desk.app.staff(Role::Officer, "H28.01").await;
    assert!(!desk.app.get_as("/can-bo/ho-so", &colleague.cookie).await.text().contains("&lt;b&gt;hạn"), "one's own");
    let forget = page.split("action=\"/can-bo/bo-loc/").nth(1).and_then(|rest| rest.split('"').next()).expect("a form");
    let path = format!("/can-bo/bo-loc/{forget}");
    desk.app.post_form(&path, &colleague.cookie, &[]).await;
    assert!(desk.page("/can-bo/ho-so").await.contains("&lt;b&gt;hạn"), "nobody else forgets it");
    assert_eq!(desk.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!desk.page("/can-bo/ho-so").await.contains("&lt;b&gt;hạn"));
}

#[tokio::test]
async fn several_are_received_and_handed_on_at_once_and_each_tells_what_became_of_it() {
    let desk = Desk::with(3).await;
    let (first, second) = (format!("{}~1", desk.codes[0]), format!("{}~1", desk.codes[1]));
    let nothing = desk.post("/can-bo/ho-so-nhieu", &[("act", "receive")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("Chưa chọn hồ sơ nào"));
    let unknown = [("act", "refuse"), ("chon", first.as_str())];
    assert_eq!(desk.post("/can-bo/ho-so-nhieu", &unknown).await.status, StatusCode::NOT_FOUND);
    // The second changed after the page was opened; a dossier that is not there looks as one of another agency.
    desk.post(&format!("/can-bo/ho-so/{}/viec/receive", desk.codes[1]), &[("version", "1")]).await;
    let chosen =
        [("act", "receive"), ("chon", first.as_str()), ("chon", second.as_str()), ("chon", "H28.14-261123-9999~1")];
    let page = desk.post("/can-bo/ho-so-nhieu?viec=receive", &chosen).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    assert!(text.contains("Xong 1 hồ sơ; còn 2 hồ sơ chưa làm được"), "{text}");
    assert!(text.contains("Hồ sơ đã thay đổi sau khi bạn mở trang này."));
    assert!(text.contains("href=\"/can-bo/ho-so?viec=receive\""), "back to the same queue");
    let transfer = desk.page("/can-bo/ho-so?viec=transfer&chon=tat-ca").await;
    assert_eq!(transfer.matches(" checked").count(), 2, "every dossier of the page is ticked");
    let mut chosen = vec![("act", "transfer"), ("unit", "H28.14")];
    let versions: Vec<String> = desk.codes[..2].iter().map(|code| format!("{code}~2")).collect();
    chosen.extend(versions.iter().map(|one| ("chon", one.as_str())));
    let text = desk.post("/can-bo/ho-so-nhieu?viec=transfer", &chosen).await.text();
    assert!(text.contains("Đã làm xong cả 2 hồ sơ."), "{text}");
    let open = desk.app.services.open_dossier(&desk.codes[0]).await.expect("reads").expect("is there");
    assert_eq!(open.state.unit, "H28.14");
}

#[tokio::test]
async fn the_queue_is_exported_whole_and_no_cell_is_a_formula() {
    let desk = Desk::with(0).await;
    let draft = desk.app.empty_draft("1.003197").await;
    let answers = serde_json::json!({"answers": {"applicant": {"name": "=HYPERLINK(1)", "phone": "0912345678"}}});
    let patched = desk
        .app
        .api_with(axum::http::Method::PATCH, &draft.path(""), &draft.token, Some(answers), &[("if-match", "1")])
        .await;
    assert_eq!(patched.status, StatusCode::OK, "{}", patched.text());
    let code = desk.app.submit(&draft, &draft.key).await.json()["code"].as_str().expect("a code").to_owned();
    for _ in 0..501 {
        let draft = desk.app.draft().await;
        assert_eq!(desk.app.submit(&draft, &draft.key).await.status, StatusCode::CREATED);
    }
    let answer = desk.get("/can-bo/ho-so.csv?viec=receive").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let text = answer.text();
    let mut lines = text.trim_start_matches('\u{FEFF}').lines();
    assert!(lines.next().expect("a head").starts_with("code,procedure_code,procedure,applicant,status_code"));
    let rows: Vec<&str> = lines.collect();
    assert_eq!(rows.len(), 502, "more than one page of reading, each row once");
    let hostile = rows.iter().find(|row| row.starts_with(&code)).expect("the row");
    assert!(hostile.contains("'=HYPERLINK(1)") && hostile.contains("+07:00"), "{hostile}");
    assert_eq!(desk.get("/can-bo/ho-so.csv?viec=step").await.text().lines().count(), 1, "only the head");
}

#[tokio::test]
async fn one_walks_through_the_queue_from_dossier_to_dossier() {
    let desk = Desk::with(3).await;
    let queue = desk.page("/can-bo/ho-so?viec=receive").await;
    let mut order = desk.codes.clone();
    order.sort_by_key(|code| queue.find(&format!("/can-bo/ho-so/{code}")));
    let second = desk.page(&Desk::href(&queue, &order[1])).await;
    assert!(second.contains("rel=\"prev\"") && second.contains("rel=\"next\""));
    assert!(second.contains("href=\"/can-bo/ho-so?viec=receive\""));
    let third = desk.page(&Desk::href(&second, &order[2])).await;
    assert!(third.contains("rel=\"prev\"") && !third.contains("rel=\"next\""));
    let act =
        third.split("action=\"").find(|form| form.contains("/viec/claim")).and_then(|form| form.split('"').next());
    let done = desk.post(&act.expect("a form").replace("&amp;", "&"), &[("version", "1")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let after = desk.page(done.header("location")).await;
    assert!(after.contains("Đã ghi: Nhận việc.") && after.contains("rel=\"prev\""), "the queue is kept after an act");
}

#[tokio::test]
async fn a_paper_stands_beside_the_form_and_otherwise_it_is_saved() {
    let app = TestApp::without_limits().await;
    let draft = app.draft().await;
    let uploaded = app.upload(&draft, "other", "giấy.pdf", PDF).await;
    assert_eq!(uploaded.status, StatusCode::CREATED, "{}", uploaded.text());
    let code = app.submit(&draft, &draft.key).await.json()["code"].as_str().expect("a code").to_owned();
    let officer = app.staff(Role::Officer, code.split('-').next().expect("an agency")).await;
    let page = app.get_as(&format!("/can-bo/ho-so/{code}"), &officer.cookie).await.text();
    let beside = page.split("href=\"").find(|rest| rest.contains("#xem")).and_then(|rest| rest.split('"').next());
    let page = app.get_as(beside.expect("a link").trim_end_matches("#xem"), &officer.cookie).await.text();
    let frame = page.split("<iframe src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a frame");
    let shown = app.get_as(frame, &officer.cookie).await;
    assert!(shown.header("content-disposition").starts_with("inline"));
    assert!(shown.header("content-security-policy").contains("script-src 'none'"));
    assert_eq!((shown.header("x-frame-options"), shown.header("x-content-type-options")), ("SAMEORIGIN", "nosniff"));
    let saved = app.get_as(frame.trim_end_matches("?xem=1"), &officer.cookie).await;
    assert!(saved.header("content-disposition").starts_with("attachment"));
    assert_eq!(saved.header("x-frame-options"), "DENY");
}

#[tokio::test]
async fn applicant_and_officer_write_to_each_other_and_nothing_waits_unread_in_the_dark() {
    let desk = Desk::with(0).await;
    let draft = desk.app.draft().await;
    let receipt = desk.app.submit(&draft, &draft.key).await.json();
    let (code, pin) = (receipt["code"].as_str().expect("a code"), receipt["pin"].as_str().expect("a PIN"));
    let asked = [("code", code), ("pin", pin), ("message", "Bao giờ <b>xong</b> ạ?")];
    let sent = desk.app.post_form("/tra-cuu/loi-nhan", "", &asked).await;
    assert!(sent.status.is_success() || sent.status.is_redirection(), "{}", sent.text());
    assert!(desk.page("/can-bo/ho-so").await.contains("Có lời nhắn mới"));
    let path = format!("/can-bo/ho-so/{code}");
    let page = desk.page(&path).await;
    assert!(page.contains("Bao giờ &lt;b&gt;xong&lt;/b&gt; ạ?"), "{page}");
    let queue = desk.page("/can-bo/ho-so").await;
    assert!(queue.contains("Lời nhắn chờ trả lời"), "to look is not to see to it");
    let nothing = desk.post(&format!("{path}/loi-nhan"), &[("message", " ")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        let answered = desk.post(&format!("{path}/loi-nhan"), &[("message", "Chiều mai bạn nhé.")]).await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER);
    }
    let page = desk.page(&path).await;
    assert_eq!(page.matches("Chiều mai bạn nhé.").count(), 1, "pressed twice, sent once");
    assert!(!page.contains("Không cần trả lời"), "it was answered");
    assert!(!desk.page("/can-bo/ho-so").await.contains("Lời nhắn chờ trả lời"));
    let tracked = desk.app.post_form("/tra-cuu", "", &[("code", code), ("pin", pin)]).await;
    assert!(tracked.text().contains("Chiều mai bạn nhé."));
    let open = desk.app.services.open_dossier(code).await.expect("reads").expect("is there");
    let notices = desk.app.services.storage.dossier_notices(open.dossier.record.id).await.expect("reads");
    assert_eq!(notices.iter().filter(|notice| notice.kind == "message").count(), 1, "{notices:?}");
    let elsewhere = desk.app.staff(Role::Officer, "H28.14").await;
    let refused = desk.app.post_form(&format!("{path}/loi-nhan"), &elsewhere.cookie, &[("message", "x")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_written_about_a_dossier_that_is_over_waits_in_the_queue_too() {
    let desk = Desk::with(0).await;
    let draft = desk.app.draft().await;
    let receipt = desk.app.submit(&draft, &draft.key).await.json();
    let (code, pin) = (receipt["code"].as_str().expect("a code"), receipt["pin"].as_str().expect("a PIN"));
    let path = format!("/can-bo/ho-so/{code}");
    let fields = [("version", "1"), ("reason", "Không thuộc thẩm quyền."), ("where_to_turn", "UBND xã nơi cư trú.")];
    let refused = desk.post(&format!("{path}/viec/refuse"), &fields).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.text());
    assert!(!desk.page("/can-bo/ho-so").await.contains(code), "nothing is left to do");
    let asked = [("code", code), ("pin", pin), ("message", "Vì sao từ chối ạ?")];
    let sent = desk.app.post_form("/tra-cuu/loi-nhan", "", &asked).await;
    assert!(sent.status.is_success() || sent.status.is_redirection(), "{}", sent.text());
    let queue = desk.page("/can-bo/ho-so?viec=message").await;
    assert!(queue.contains(code) && queue.contains("Lời nhắn chờ trả lời"), "{queue}");
    assert!(desk.page(&path).await.contains("Không cần trả lời"));
    let seen = desk.post(&format!("{path}/loi-nhan/da-xem"), &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    assert!(!desk.page("/can-bo/ho-so").await.contains(code));
    let elsewhere = desk.app.staff(Role::Officer, "H28.14").await;
    let stranger = desk.app.post_form(&format!("{path}/loi-nhan/da-xem"), &elsewhere.cookie, &[]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn both_sides_see_how_the_promised_date_was_counted() {
    let desk = Desk::with(0).await;
    let draft = desk.app.draft().await;
    let receipt = desk.app.submit(&draft, &draft.key).await.json();
    let (code, pin) = (receipt["code"].as_str().expect("a code"), receipt["pin"].as_str().expect("a PIN"));
    let done = desk.post(&format!("/can-bo/ho-so/{code}/viec/receive"), &[("version", "1")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let at_desk = desk.page(&format!("/can-bo/ho-so/{code}")).await;
    let tracked = desk.app.post_form("/tra-cuu", "", &[("code", code), ("pin", pin)]).await.text();
    for page in [at_desk, tracked] {
        let how =
            page.split("Ngày hẹn tính thế nào?").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("the trace");
        assert!(how.contains("ngày làm việc"), "{how}");
    }
}
