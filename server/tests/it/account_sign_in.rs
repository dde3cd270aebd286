//! Signing in with a one-time code.

use axum::http::StatusCode;
use time::Duration;

use crate::test_app::{Answer, TestApp};

/// Somebody's browser: the cookies it holds.
#[derive(Clone, Default)]
pub struct Device(Vec<(String, String)>);

impl Device {
    /// Takes over what an answer sets.
    pub fn take(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("visible");
            assert!(cookie.starts_with("__Host-"), "{cookie}");
            for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(cookie.contains(part), "{cookie}");
            }
            let (name, value) = cookie.split(';').next().expect("a pair").split_once('=').expect("a pair");
            self.0.retain(|(known, _)| known != name);
            if !cookie.contains("Max-Age=0") {
                self.0.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    pub fn cookies(&self) -> String {
        self.0.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Holds a cookie of another device too, as whoever stole it.
    pub fn borrow(&mut self, other: &Self, name: &str) {
        self.0.extend(other.0.iter().filter(|(known, _)| known == name).cloned());
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    pub async fn get(&self, app: &TestApp, path: &str) -> Answer {
        app.get_as(path, &self.cookies()).await
    }

    pub async fn post(&mut self, app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = app.post_form(path, &self.cookies(), fields).await;
        self.take(&answer);
        answer
    }
}

/// The code of the last message to that address.
pub fn code_to(app: &TestApp, contact: &str) -> String {
    let mail = app.outbox.mails().into_iter().rev().find(|mail| mail.to == contact && mail.text.contains("Mã của bạn"));
    let text = match mail {
        Some(mail) => mail.text,
        None => app.texts.sent().into_iter().rev().find(|text| text.to == contact).expect("a message").text,
    };
    let digits: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    assert_eq!(digits.len(), 6, "{text}");
    digits
}

/// Signs somebody in on a device, as a browser without JavaScript does it.
pub async fn sign_in_on(app: &TestApp, device: &mut Device, contact: &str) {
    let asked = device.post(app, "/dang-nhap", &[("contact", contact)]).await;
    assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/dang-nhap/ma"), "{}", asked.text());
    let entered = device.post(app, "/dang-nhap/ma", &[("code", &code_to(app, contact))]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    assert!(entered.header("location").starts_with("/tai-khoan"), "{}", entered.header("location"));
}

pub async fn signed_in(app: &TestApp, contact: &str) -> Device {
    let mut device = Device::default();
    sign_in_on(app, &mut device, contact).await;
    device
}

const MAN: &str = "man@example.com";

#[tokio::test]
async fn a_code_by_mail_signs_in_and_makes_the_account() {
    let app = TestApp::with_mail().await;
    let mut phone = Device::default();
    let away = phone.get(&app, "/tai-khoan").await;
    assert_eq!((away.status, away.header("location")), (StatusCode::SEE_OTHER, "/dang-nhap?tiep=%2Ftai%2Dkhoan"));
    let asked = phone.post(&app, "/dang-nhap", &[("contact", " Man@Example.com "), ("tiep", "/tai-khoan")]).await;
    assert_eq!(asked.header("location"), "/dang-nhap/ma?tiep=%2Ftai%2Dkhoan");
    let page = phone.get(&app, asked.header("location")).await;
    assert!(page.text().contains("m•••@example.com") && !page.text().contains(MAN), "{}", page.text());
    let code = code_to(&app, MAN);
    let mail = app.outbox.mails().pop().expect("a mail");
    assert_eq!(mail.subject, "Mã đăng nhập Một Cửa", "nothing of the code in the subject");
    let entered = phone.post(&app, "/dang-nhap/ma", &[("code", &code)]).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/tai-khoan?moi"));
    assert!(phone.has("__Host-motcua-account") && phone.has("__Host-motcua-browser"));
    assert!(!phone.has("__Host-motcua-code"), "the code is used");
    let mine = phone.get(&app, "/tai-khoan?moi").await;
    assert_eq!((mine.status, mine.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(mine.text().contains("Tài khoản của bạn đã sẵn sàng") && mine.text().contains("m•••@example.com"));
    assert_eq!(phone.get(&app, "/dang-nhap").await.header("location"), "/tai-khoan", "signed in already");
    let again = phone.post(&app, "/dang-nhap/ma", &[("code", &code)]).await;
    assert_eq!(again.header("location"), "/tai-khoan", "pressed twice");
    let mut other = Device::default();
    let stolen = other.post(&app, "/dang-nhap/ma", &[("code", &code)]).await;
    assert_eq!(stolen.header("location"), "/dang-nhap", "the code alone is worth nothing in another browser");
    assert!(!other.has("__Host-motcua-account"));
}

#[tokio::test]
async fn a_code_by_sms_signs_in_and_the_number_is_one_however_it_is_typed() {
    let app = TestApp::with_mail().await;
    let mut phone = Device::default();
    phone.post(&app, "/en/dang-nhap", &[("contact", "+84 912 345 678")]).await;
    let sent = app.texts.sent().pop().expect("a message");
    assert_eq!(sent.to, "0912345678");
    assert!(sent.text.contains("\n@dichvucong.example.vn #"), "{}", sent.text);
    let entered = phone.post(&app, "/en/dang-nhap/ma", &[("code", &code_to(&app, "0912345678"))]).await;
    assert_eq!(entered.header("location"), "/en/tai-khoan?moi");
    app.clock.advance(Duration::minutes(2));
    let mut laptop = Device::default();
    laptop.post(&app, "/dang-nhap", &[("contact", "0912 345 678")]).await;
    let entered = laptop.post(&app, "/dang-nhap/ma", &[("code", &code_to(&app, "0912345678"))]).await;
    assert_eq!(entered.header("location"), "/tai-khoan", "the same account, not a new one");
    let told = app.texts.sent().pop().expect("a message").text;
    assert!(told.contains("thiet bi moi"), "a device where the account was never used: {told}");
}

#[tokio::test]
async fn wrong_codes_end_the_code_and_a_wrong_address_is_explained() {
    let app = TestApp::with_mail().await;
    let mut phone = Device::default();
    for (typed, said) in [("", "Nhập số điện thoại"), ("Mận", "Nhập số điện thoại"), ("0912", "Nhập số điện thoại")]
    {
        let refused = phone.post(&app, "/dang-nhap", &[("contact", typed)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(said) && refused.text().contains("Lỗi"), "{}", refused.text());
    }
    phone.post(&app, "/dang-nhap", &[("contact", MAN)]).await;
    let code = code_to(&app, MAN);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let short = phone.post(&app, "/dang-nhap/ma", &[("code", "12")]).await;
    assert!(short.status == StatusCode::UNPROCESSABLE_ENTITY && short.text().contains("6 chữ số"), "{}", short.text());
    for _ in 0..5 {
        let refused = phone.post(&app, "/dang-nhap/ma", &[("code", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Mã không đúng"), "{}", refused.text());
    }
    let over = phone.post(&app, "/dang-nhap/ma", &[("code", &code)]).await;
    assert_eq!(over.status, StatusCode::GONE, "the right one comes too late");
    assert!(over.text().contains("Hãy nhận mã mới") && !phone.has("__Host-motcua-account"));
}

#[tokio::test]
async fn an_old_code_is_worth_nothing_and_codes_do_not_fill_a_mailbox() {
    let app = TestApp::with_mail().await;
    let mut phone = Device::default();
    phone.post(&app, "/dang-nhap", &[("contact", MAN)]).await;
    let first = code_to(&app, MAN);
    let soon = phone.clone().post(&app, "/dang-nhap", &[("contact", MAN)]).await;
    assert_eq!(soon.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(soon.text().contains("sau 1 phút"), "{}", soon.text());
    app.clock.advance(Duration::minutes(11));
    let late = phone.post(&app, "/dang-nhap/ma", &[("code", &first)]).await;
    assert_eq!(late.header("location"), "/dang-nhap", "older than ten minutes");
    for _ in 0..4 {
        app.clock.advance(Duration::minutes(2));
        assert_eq!(phone.post(&app, "/dang-nhap", &[("contact", MAN)]).await.status, StatusCode::SEE_OTHER);
    }
    app.clock.advance(Duration::minutes(2));
    assert_eq!(phone.post(&app, "/dang-nhap", &[("contact", MAN)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.outbox.mails().len(), 5, "five in an hour, whoever asks");
}

#[tokio::test]
async fn where_nothing_can_be_sent_it_is_said_and_filing_without_an_account_goes_on() {
    let app = TestApp::start().await;
    let page = app.get("/dang-nhap").await;
    assert!(page.text().contains("chưa đăng nhập được") && page.text().contains("18001096"), "{}", page.text());
    let refused = app.post_form("/dang-nhap", "", &[("contact", MAN)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let app = TestApp::with_mail().await;
    app.outbox.fail(Some(server::mail::MailError::Passing("down".into())));
    let failed = app.post_form("/dang-nhap", "", &[("contact", MAN)]).await;
    assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(failed.text().contains("Không gửi được mã lúc này"), "{}", failed.text());
}

#[tokio::test]
async fn a_session_ends_by_itself_by_hand_and_from_another_device() {
    let app = TestApp::with_mail().await;
    let mut shared = signed_in(&app, MAN).await;
    app.clock.advance(Duration::minutes(29));
    assert_eq!(shared.get(&app, "/tai-khoan").await.status, StatusCode::OK);
    app.clock.advance(Duration::minutes(29));
    assert_eq!(shared.get(&app, "/tai-khoan").await.status, StatusCode::OK, "used in between");
    app.clock.advance(Duration::minutes(31));
    let over = shared.get(&app, "/tai-khoan/bao-mat").await;
    assert_eq!(over.header("location"), "/dang-nhap?tiep=%2Ftai%2Dkhoan%2Fbao%2Dmat");
    assert!(shared.get(&app, over.header("location")).await.text().contains("cần đăng nhập lại"));

    // On an own device it lasts; from another one it is ended.
    let mut own = Device::default();
    own.post(&app, "/dang-nhap", &[("contact", MAN)]).await;
    let entered = own.post(&app, "/dang-nhap/ma", &[("code", &code_to(&app, MAN)), ("own_device", "yes")]).await;
    let kept = entered.headers.get_all("set-cookie").iter().any(|cookie| {
        let cookie = cookie.to_str().expect("visible");
        cookie.starts_with("__Host-motcua-account=") && cookie.contains("Max-Age=7776000")
    });
    assert!(kept, "{:?}", entered.headers);
    app.wait(10);
    assert_eq!(own.get(&app, "/tai-khoan").await.status, StatusCode::OK);
    sign_in_on(&app, &mut shared, MAN).await;
    let list = shared.get(&app, "/tai-khoan/bao-mat").await.text();
    assert_eq!(list.matches("name=\"session\"").count(), 1, "the other one can be ended: {list}");
    let session = crate::steps::hidden(&shared.get(&app, "/tai-khoan/bao-mat").await, "session");
    let ended = shared.post(&app, "/tai-khoan/bao-mat/phien", &[("session", &session)]).await;
    assert_eq!(ended.header("location"), "/tai-khoan/bao-mat?xong=phien");
    assert_eq!(own.get(&app, "/tai-khoan").await.status, StatusCode::SEE_OTHER, "a stolen session is worth nothing");
    assert_eq!(shared.get(&app, "/tai-khoan").await.status, StatusCode::OK);

    let stolen = shared.clone();
    let out = shared.post(&app, "/dang-xuat", &[]).await;
    assert_eq!(out.header("location"), "/dang-nhap?da-thoat");
    assert!(!shared.has("__Host-motcua-account"));
    assert_eq!(stolen.get(&app, "/tai-khoan").await.status, StatusCode::SEE_OTHER, "a copy of the cookie neither");
}

#[tokio::test]
async fn the_cookie_from_before_signing_in_opens_nothing_afterwards() {
    let app = TestApp::with_mail().await;
    let mut shared = Device::default();
    let agency = "H28.01";
    shared.post(&app, &crate::steps::path(""), &[("agency", agency), ("case", "")]).await;
    let applicant = crate::steps::path("/nguoi-nop");
    assert_eq!(shared.get(&app, &applicant).await.status, StatusCode::OK);
    let before = shared.clone();
    shared.post(&app, "/dang-nhap", &[("contact", MAN)]).await;
    let entered = shared.post(&app, "/dang-nhap/ma", &[("code", &code_to(&app, MAN))]).await;
    let cookies = entered.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
    let browser = cookies.filter(|cookie| cookie.starts_with("__Host-motcua-browser=")).collect::<Vec<_>>();
    assert!(browser.len() == 1 && !browser[0].contains("Max-Age"), "it ends with the browser: {browser:?}");
    assert_eq!(shared.get(&app, &applicant).await.status, StatusCode::OK, "the draft came along");
    let stale = before.get(&app, &applicant).await;
    assert_eq!(stale.header("location"), crate::steps::path(""), "whoever kept the old cookie finds nothing");
    // What the next person begins with the old cookie stays out of the account.
    let mut next = before.clone();
    next.post(&app, &crate::steps::path(""), &[("agency", agency), ("case", "")]).await;
    assert_eq!(shared.get(&app, "/tai-khoan").await.text().matches("<h3>").count(), 1, "one draft");
}

#[tokio::test]
async fn ten_thousand_guesses_get_one_throttled_answer() {
    let app = TestApp::with_mail().await;
    let mut statuses = std::collections::BTreeMap::new();
    let mut bodies = std::collections::BTreeSet::new();
    for number in 0..10_000 {
        let cookie = format!("__Host-motcua-code={number:064x}");
        let answer = app.post_form("/dang-nhap/ma", &cookie, &[("code", "123456")]).await;
        *statuses.entry(answer.status).or_insert(0) += 1;
        if answer.status == StatusCode::SEE_OTHER {
            bodies.insert(answer.header("location").to_owned());
        }
    }
    assert_eq!(bodies.into_iter().collect::<Vec<_>>(), ["/dang-nhap"], "one answer for all");
    let throttled = statuses.get(&StatusCode::TOO_MANY_REQUESTS).copied().unwrap_or_default();
    assert!(throttled > 9_000, "{statuses:?}");
}
