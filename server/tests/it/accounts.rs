//! The own page: drafts and dossiers come along, contacts, merging.

use axum::http::StatusCode;
use time::Duration;

use crate::account_sign_in::{Device, code_to, sign_in_on, signed_in};
use crate::steps::{hidden, path};
use crate::test_app::{Answer, TestApp};

const MAN: &str = "man@example.com";

/// Begins a draft of the procedure on a device.
async fn begin_on(app: &TestApp, device: &mut Device) {
    let begun = device.post(app, &path(""), &[("agency", "H28.01"), ("case", "")]).await;
    assert_eq!(begun.header("location"), path("/nguoi-nop"), "{}", begun.text());
}

/// Answers and files what was begun on a device; the code of the dossier.
async fn file_on(app: &TestApp, device: &mut Device) -> String {
    let page = device.get(app, &path("/nguoi-nop")).await;
    let version = hidden(&page, "version");
    let fields = [
        ("version", version.as_str()),
        ("acting_for", "oneself"),
        ("applicant.name", "Bùi Thị Mận"),
        ("applicant.phone", "0912345678"),
        ("applicant.email", ""),
        ("delivery", "counter"),
    ];
    assert_eq!(device.post(app, &path("/nguoi-nop"), &fields).await.status, StatusCode::SEE_OTHER);
    let check = device.get(app, &path("/kiem-tra")).await;
    let key = hidden(&check, "submission_key");
    let filed = device.post(app, &path("/kiem-tra"), &[("submission_key", &key), ("declared", "yes")]).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    code_in(&device.get(app, filed.header("location")).await)
}

/// The PIN on the receipt that a device can open.
async fn pin_on(app: &TestApp, device: &Device) -> String {
    let check = device.get(app, &path("/kiem-tra")).await;
    let receipt = device.get(app, check.header("location")).await.text();
    let output = receipt.split("<output").find(|part| part.contains("aria-labelledby=\"receipt-pin\"")).expect("a PIN");
    let (_, pin) = output.split_once('>').expect("an element");
    pin.split('<').next().expect("a PIN").to_owned()
}

fn code_in(page: &Answer) -> String {
    let text = page.text();
    let at = text.find("H28.01-").expect("a code");
    text[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect()
}

#[tokio::test]
async fn what_was_begun_before_signing_in_comes_along_and_is_taken_up_on_another_device() {
    let app = TestApp::with_mail().await;
    let mut phone = Device::default();
    begin_on(&app, &mut phone).await;
    sign_in_on(&app, &mut phone, MAN).await;
    let mine = phone.get(&app, "/tai-khoan").await.text();
    assert!(mine.contains("Bản nháp chưa nộp") && mine.contains("Làm tiếp"), "{mine}");
    app.clock.advance(Duration::minutes(2));
    let mut laptop = signed_in(&app, MAN).await;
    let mine = laptop.get(&app, "/tai-khoan").await;
    let draft = mine.text().split("/tai-khoan/ban-nhap/").nth(1).expect("a draft").chars().take(36).collect::<String>();
    assert_eq!(laptop.get(&app, &path("/nguoi-nop")).await.status, StatusCode::SEE_OTHER, "not before it is taken up");
    let taken = laptop.post(&app, &format!("/tai-khoan/ban-nhap/{draft}"), &[]).await;
    assert_eq!(taken.header("location"), path("/nguoi-nop"));
    let step = laptop.get(&app, &path("/nguoi-nop")).await;
    assert!(step.status == StatusCode::OK && step.text().contains("Bạn đang nộp với tài khoản"), "{}", step.text());

    // Signed out, this device opens nothing of it; the other one goes on.
    laptop.post(&app, "/dang-xuat", &[]).await;
    assert_eq!(laptop.get(&app, &path("/nguoi-nop")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(phone.get(&app, &path("/nguoi-nop")).await.status, StatusCode::OK);
    let gone = phone.post(&app, &format!("/tai-khoan/ban-nhap/{draft}/bo"), &[]).await;
    assert_eq!(gone.header("location"), "/tai-khoan?xong=bo");
    assert!(!phone.get(&app, "/tai-khoan").await.text().contains("Bản nháp chưa nộp"));
    assert_eq!(phone.post(&app, &format!("/tai-khoan/ban-nhap/{draft}"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_typed_outlives_the_session() {
    let app = TestApp::with_mail().await;
    let mut phone = signed_in(&app, MAN).await;
    begin_on(&app, &mut phone).await;
    let page = phone.get(&app, &path("/nguoi-nop")).await;
    app.clock.advance(Duration::hours(2));
    assert_eq!(phone.get(&app, "/tai-khoan").await.status, StatusCode::SEE_OTHER, "the session is over");
    let version = hidden(&page, "version");
    let fields = [
        ("version", version.as_str()),
        ("acting_for", "oneself"),
        ("applicant.name", "Bùi Thị Mận"),
        ("applicant.phone", "0912345678"),
        ("delivery", "counter"),
    ];
    let saved = phone.post(&app, &path("/nguoi-nop"), &fields).await;
    assert_eq!(saved.header("location"), path("/giay-to"), "nothing typed is lost");
    sign_in_on(&app, &mut phone, MAN).await;
    assert!(phone.get(&app, &path("/nguoi-nop")).await.text().contains("Bùi Thị Mận"));
}

#[tokio::test]
async fn a_dossier_filed_while_signed_in_is_followed_without_code_and_pin() {
    let app = TestApp::with_mail().await;
    let mut phone = signed_in(&app, MAN).await;
    begin_on(&app, &mut phone).await;
    let page = phone.get(&app, &path("/nguoi-nop")).await;
    assert_eq!(hidden(&page, "applicant.email"), MAN, "what the account knows is filled in");
    let code = file_on(&app, &mut phone).await;
    let mine = phone.get(&app, "/tai-khoan").await.text();
    assert!(mine.contains(&code) && mine.contains("Hồ sơ đã nộp") && mine.contains("Mới đăng ký"), "{mine}");
    let dossier = phone.get(&app, &format!("/tai-khoan/ho-so/{code}")).await;
    assert_eq!(dossier.status, StatusCode::OK);
    let pin = hidden(&dossier, "pin");
    let written =
        phone.post(&app, "/tra-cuu/loi-nhan", &[("code", &code), ("pin", &pin), ("message", "Xin hỏi")]).await;
    assert!(written.text().contains("Đã gửi lời nhắn"), "what is done on the page works: {}", written.text());
    let english = phone.get(&app, &format!("/en/tai-khoan/ho-so/{code}")).await;
    assert!(english.text().contains("lang=\"en\""));
    assert_eq!(phone.get(&app, "/tai-khoan/ho-so/H28.01-261123-9999").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_dossier_filed_by_somebody_else_at_the_same_device_stays_theirs_and_code_and_pin_add_it() {
    let app = TestApp::with_mail().await;
    let mut shared = Device::default();
    begin_on(&app, &mut shared).await;
    let code = file_on(&app, &mut shared).await;
    let pin = pin_on(&app, &shared).await;
    sign_in_on(&app, &mut shared, MAN).await;
    let mine = shared.get(&app, "/tai-khoan").await.text();
    assert!(!mine.contains(&code) && mine.contains("Chưa có hồ sơ nào"), "{mine}");
    let wrong = shared.post(&app, "/tai-khoan/ho-so", &[("code", &code), ("pin", "AAAAAA")]).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    assert!(wrong.text().contains(&format!("value=\"{code}\"")), "what was typed stays: {}", wrong.text());
    let added = shared.post(&app, "/tai-khoan/ho-so", &[("code", &code), ("pin", &pin)]).await;
    assert_eq!(added.header("location"), "/tai-khoan?xong=them");
    assert!(shared.get(&app, "/tai-khoan").await.text().contains(&code));
}

#[tokio::test]
async fn a_second_way_in_is_added_and_the_last_one_stays() {
    let app = TestApp::with_mail().await;
    let mut phone = signed_in(&app, MAN).await;
    let asked = phone.post(&app, "/tai-khoan/bao-mat/lien-he", &[("contact", "0912345678")]).await;
    assert_eq!(asked.header("location"), "/dang-nhap/ma");
    assert!(phone.get(&app, "/dang-nhap/ma").await.text().contains("Xác nhận cách đăng nhập mới"));
    let code = code_to(&app, "0912345678");
    let mut stranger = Device::default();
    stranger.borrow(&phone, "__Host-motcua-code");
    let stolen = stranger.post(&app, "/dang-nhap/ma", &[("code", &code)]).await;
    assert_eq!(stolen.status, StatusCode::GONE, "only whoever asked for it adds it: {}", stolen.text());
    let added = phone.post(&app, "/dang-nhap/ma", &[("code", &code)]).await;
    assert_eq!(added.header("location"), "/tai-khoan/bao-mat?xong=them");
    let page = phone.get(&app, "/tai-khoan/bao-mat").await.text();
    assert!(page.contains("0912345678") && page.contains(MAN), "{page}");
    let named = phone.post(&app, "/tai-khoan/bao-mat/ten", &[("name", "Bùi Thị Mận")]).await;
    assert_eq!(named.header("location"), "/tai-khoan/bao-mat?xong=ten");
    assert!(phone.get(&app, "/tai-khoan").await.text().contains("Bùi Thị Mận"));
    let hostile = phone.post(&app, "/tai-khoan/bao-mat/ten", &[("name", "a\u{202E}b")]).await;
    assert_eq!(hostile.status, StatusCode::UNPROCESSABLE_ENTITY);
    let removed = phone.post(&app, "/tai-khoan/bao-mat/bo-lien-he", &[("address", MAN)]).await;
    assert_eq!(removed.header("location"), "/tai-khoan/bao-mat?xong=bo");
    let last = phone.post(&app, "/tai-khoan/bao-mat/bo-lien-he", &[("address", "0912345678")]).await;
    assert_eq!(last.status, StatusCode::CONFLICT);
    assert!(last.text().contains("cách đăng nhập duy nhất"), "{}", last.text());
    let unknown = phone.post(&app, "/tai-khoan/bao-mat/bo-lien-he", &[("address", "ai@example.com")]).await;
    assert!(unknown.status == StatusCode::CONFLICT && unknown.text().contains("Không có địa chỉ này"));
}

#[tokio::test]
async fn two_accounts_of_one_person_become_one_when_they_say_so() {
    let app = TestApp::with_mail().await;
    let mut old = signed_in(&app, "0912345678").await;
    begin_on(&app, &mut old).await;
    let filed = file_on(&app, &mut old).await;
    let mut phone = signed_in(&app, MAN).await;
    app.clock.advance(Duration::minutes(2));
    phone.post(&app, "/tai-khoan/bao-mat/lien-he", &[("contact", "0912345678")]).await;
    let code = code_to(&app, "0912345678");
    let asked = phone.post(&app, "/dang-nhap/ma", &[("code", &code)]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert!(asked.text().contains("Gộp hai tài khoản?") && !asked.text().contains("0912345678"), "{}", asked.text());
    assert!(!phone.get(&app, "/tai-khoan").await.text().contains(&filed), "nothing is merged unasked");
    let merged = phone.post(&app, "/dang-nhap/ma", &[("code", &code), ("merge", "yes")]).await;
    assert_eq!(merged.header("location"), "/tai-khoan/bao-mat?xong=them");
    assert!(phone.get(&app, "/tai-khoan").await.text().contains(&filed));
    assert_eq!(old.get(&app, "/tai-khoan").await.status, StatusCode::SEE_OTHER, "the other account is no more");
}

#[tokio::test]
async fn a_long_list_is_paged() {
    let app = TestApp::with_mail().await;
    let phone = signed_in(&app, MAN).await;
    let holder = crate::account_matrix::holder(&app, &phone).await;
    let mut codes = Vec::new();
    for _ in 0..23 {
        let draft = app.draft().await;
        let filed = app.submit(&draft, &draft.key).await.json();
        codes.push(filed["code"].as_str().expect("a code").to_owned());
        let id = draft.id.parse().expect("an identifier");
        let now = app.services.clock.now();
        assert!(app.services.storage.link_draft(holder, id, now).await.expect("links"));
    }
    let first = phone.get(&app, "/tai-khoan").await.text();
    assert!(first.contains("Hồ sơ đã nộp (23)") && first.contains("Hồ sơ cũ hơn"), "{first}");
    let next = first.split("/tai-khoan?truoc=").nth(1).expect("a link").split('"').next().expect("a code").to_owned();
    let second = phone.get(&app, &format!("/tai-khoan?truoc={next}")).await.text();
    let shown = |page: &str| codes.iter().filter(|code| page.contains(&format!("/tai-khoan/ho-so/{code}"))).count();
    assert_eq!((shown(&first), shown(&second)), (20, 3));
    assert!(!second.contains("Hồ sơ cũ hơn"));
}

#[tokio::test]
async fn somebody_sees_who_looked_takes_everything_away_and_has_the_account_deleted() {
    let app = TestApp::with_mail().await;
    let mut phone = signed_in(&app, MAN).await;
    begin_on(&app, &mut phone).await;
    let code = file_on(&app, &mut phone).await;
    begin_on(&app, &mut phone).await;
    let nobody = phone.get(&app, "/tai-khoan/du-lieu").await.text();
    assert!(nobody.contains("Chưa có cán bộ nào mở hồ sơ"), "{nobody}");
    let officer = app.staff(domain::staff::Role::Receptionist, "H28.01").await;
    let opened = app.get_as(&format!("/can-bo/ho-so/{code}"), &officer.cookie).await;
    assert_eq!(opened.status, StatusCode::OK);
    let looked = phone.get(&app, "/tai-khoan/du-lieu").await.text();
    assert!(looked.contains(&code) && looked.contains("Trung tâm Phục vụ hành chính công tỉnh"), "{looked}");

    let export = phone.get(&app, "/tai-khoan/du-lieu.json").await;
    assert_eq!(export.header("cache-control"), "no-store");
    assert!(export.header("content-disposition").starts_with("attachment"));
    let data = export.json();
    assert_eq!(data["account"]["contacts"][0]["address"], MAN);
    assert_eq!(data["dossiers"][0]["code"], code);
    assert_eq!(data["dossiers"][0]["answers"]["applicant"]["name"], "Bùi Thị Mận");
    assert_eq!(data["dossiers"][0]["events"][0]["kind"], "submitted");
    assert_eq!(data["drafts"].as_array().map(Vec::len), Some(1));
    assert_eq!(data["looked_at_by_staff"][0]["roles"][0]["agency"], "H28.01");

    let unsure = phone.post(&app, "/tai-khoan/du-lieu/xoa", &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(phone.get(&app, "/tai-khoan").await.status, StatusCode::OK);
    let copy = phone.clone();
    let gone = phone.post(&app, "/tai-khoan/du-lieu/xoa", &[("confirm", "yes")]).await;
    assert_eq!(gone.header("location"), "/dang-nhap?da-xoa");
    assert!(phone.get(&app, "/dang-nhap?da-xoa").await.text().contains("đã được xoá"));
    assert_eq!(copy.get(&app, "/tai-khoan").await.status, StatusCode::SEE_OTHER);
    assert_eq!(copy.get(&app, &path("/nguoi-nop")).await.status, StatusCode::SEE_OTHER, "the draft is gone too");
    assert!(app.services.storage.dossier(&code).await.expect("reads").is_some());
}

/// Sends a paper of the draft on a device.
async fn send_paper(app: &TestApp, device: &Device, component: &str, name: &str, bytes: &[u8]) {
    let cookies = device.cookies();
    let sent = app.multipart(&path("/giay-to"), &[("cookie", &cookies)], component, name, bytes).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

/// Lets the desk accept a dossier.
async fn accept(app: &TestApp, code: &str) {
    let officer = app.staff(domain::staff::Role::Receptionist, "H28.01").await;
    let act = format!("/can-bo/ho-so/{code}/viec/receive");
    let done = app.post_form(&act, &officer.cookie, &[("version", "1")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

#[tokio::test]
async fn a_paper_that_was_accepted_once_is_taken_again_with_one_press_and_the_desk_sees_from_where() {
    let app = TestApp::with_mail().await;
    app.until(time::macros::datetime!(2026-11-23 08:00 +7));
    let mut phone = signed_in(&app, MAN).await;
    begin_on(&app, &mut phone).await;
    send_paper(&app, &phone, "1.1", "tờ khai.pdf", b"%PDF-1.7 mot").await;
    let first = file_on(&app, &mut phone).await;
    begin_on(&app, &mut phone).await;
    let before = phone.get(&app, &path("/giay-to")).await.text();
    assert!(!before.contains("Dùng lại tệp này"), "nobody has accepted it yet");
    accept(&app, &first).await;
    let offered = phone.get(&app, &path("/giay-to")).await;
    assert!(offered.text().contains("không phải nộp lại") && offered.text().contains(&first), "{}", offered.text());
    let file = offered.text().split("giay-to/dung-lai").nth(1).expect("a form").to_owned();
    let file = file.split("name=\"file\" value=\"").nth(1).expect("a file").chars().take(36).collect::<String>();

    // Somebody else can take nothing of it, even if they know its identifier; nor without an account.
    for mut other in [signed_in(&app, "khac@example.com").await, Device::default()] {
        begin_on(&app, &mut other).await;
        let fields = [("component", "1.1"), ("file", file.as_str())];
        assert_eq!(other.post(&app, &path("/giay-to/dung-lai"), &fields).await.status, StatusCode::SEE_OTHER);
        assert!(!other.get(&app, &path("/giay-to")).await.text().contains("tờ khai.pdf"));
    }
    for _ in 0..2 {
        let fields = [("component", "1.1"), ("file", file.as_str())];
        let taken = phone.post(&app, &path("/giay-to/dung-lai"), &fields).await;
        assert_eq!(taken.header("location"), path("/giay-to"));
    }
    let page = phone.get(&app, &path("/giay-to")).await.text();
    assert!(page.contains("tờ khai.pdf") && !page.contains("Dùng lại tệp này"), "taken once: {page}");
    app.clock.advance(Duration::minutes(1));
    let second = file_on(&app, &mut phone).await;
    let officer = app.staff(domain::staff::Role::Receptionist, "H28.01").await;
    let open = app.get_as(&format!("/can-bo/ho-so/{second}"), &officer.cookie).await.text();
    assert!(open.contains("dùng lại từ hồ sơ") && open.contains(&first), "{open}");
    let store = phone.get(&app, "/tai-khoan/kho-giay-to").await.text();
    assert!(
        store.contains("tờ khai.pdf") && store.contains("1 lần") && store.contains("Chưa có kết quả nào"),
        "{store}"
    );
    let read = app.services.storage.dossier(&second).await.expect("reads").expect("is there");
    assert_eq!(read.files.len(), 1);
    assert!(app.stored(&read.files[0].sha256).exists());
}

#[tokio::test]
async fn old_papers_and_those_of_a_dossier_added_by_pin_are_not_offered() {
    let app = TestApp::with_mail().await;
    app.until(time::macros::datetime!(2026-11-23 08:00 +7));
    let mut friend = Device::default();
    begin_on(&app, &mut friend).await;
    send_paper(&app, &friend, "1.1", "của bạn.pdf", b"%PDF-1.7 hai").await;
    let code = file_on(&app, &mut friend).await;
    let pin = pin_on(&app, &friend).await;
    accept(&app, &code).await;
    let mut phone = signed_in(&app, MAN).await;
    phone.post(&app, "/tai-khoan/ho-so", &[("code", &code), ("pin", &pin)]).await;
    begin_on(&app, &mut phone).await;
    assert!(!phone.get(&app, &path("/giay-to")).await.text().contains("Dùng lại tệp này"));
    send_paper(&app, &phone, "1.1", "của tôi.pdf", b"%PDF-1.7 ba").await;
    let own = file_on(&app, &mut phone).await;
    accept(&app, &own).await;
    begin_on(&app, &mut phone).await;
    assert!(phone.get(&app, &path("/giay-to")).await.text().contains("của tôi.pdf"));
    app.wait(370);
    sign_in_on(&app, &mut phone, MAN).await;
    begin_on(&app, &mut phone).await;
    assert!(!phone.get(&app, &path("/giay-to")).await.text().contains("của tôi.pdf"), "a year is long");
}
