//! Signing in at the desk: what is right, what is wrong, what is used up, and what a stranger can learn (nothing).

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::staff::{Grant, Role};
use server::clock::{Clock, Randomness};
use server::services::staff::{Actor, AddStaff, StaffAccounts, base32_secret, totp_code};
use time::Duration;

use crate::staff_app::{Colleague, NAME, PASSWORD};
use crate::test_app::{Answer, ORIGIN, TestApp};

fn officer() -> Vec<Grant> {
    vec![Grant::new("H28.14", Role::Officer)]
}

async fn one_time_code(app: &TestApp, login: &str) -> String {
    let wanted = AddStaff { login: login.into(), name: NAME.into(), grants: officer(), credentials: None };
    app.services.staff.add(Actor::Operator, wanted).await.expect("adds").code.expect("a code")
}

/// What stands between two texts of a page.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}")).1;
    rest.split_once(after).expect("an end").0
}

/// The texts of a page without tags.
fn codes_of(page: &str) -> Vec<String> {
    page.split("<li class=\"code\">").skip(1).map(|rest| rest.split('<').next().expect("a code").to_owned()).collect()
}

#[tokio::test]
async fn the_first_sign_in_sets_password_second_factor_and_recovery_codes_as_a_whole() {
    let app = TestApp::start().await;
    let code = one_time_code(&app, "hoa.tran").await;
    let entered = app.enter_password("Hoa.Trần", &code.to_lowercase().replace('-', " ")).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/can-bo/thiet-lap"));
    let cookie = entered.staff_cookie();
    assert!(!app.is_in(&cookie).await, "the desk is not open yet");
    assert!(app.get_as("/can-bo/thiet-lap", &cookie).await.text().contains("Đặt mật khẩu"));

    let choose = async |password: &str, repeated: &str| {
        app.post_form("/can-bo/thiet-lap", &cookie, &[("password", password), ("repeated", repeated)]).await
    };
    for (password, repeated, sentence) in [
        ("sai rồi", "sai rồi", "ít nhất 12 ký tự"),
        ("hoa.tran.123", "hoa.tran.123", "gần giống tên"),
        (PASSWORD, "con trâu đi sau cái cày", "khác nhau"),
    ] {
        let refused = choose(password, repeated).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(sentence) && !refused.text().contains(password), "{}", refused.text());
    }
    assert_eq!(choose(PASSWORD, PASSWORD).await.header("location"), "/can-bo/thiet-lap");
    assert_eq!(app.enter_password("hoa.tran", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY, "not yet");

    let page = app.get_as("/can-bo/thiet-lap", &cookie).await.text();
    let secret = base32_secret(between(&page, "<strong class=\"code desk-secret\">", "<")).expect("a secret");
    assert!(page.contains("<svg") && page.contains("shape-rendering=\"crispEdges\""), "{page}");
    let confirm = async |code: &str| app.post_form("/can-bo/thiet-lap/xac-nhan", &cookie, &[("code", code)]).await;
    let wrong = confirm("000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("giờ của điện thoại"));
    let right = totp_code(&secret, app.services.clock.now()).expect("a code");
    let done = confirm(&right).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    let codes = codes_of(&done.text());
    assert_eq!(codes.len(), 10, "{}", done.text());
    let fresh = done.staff_cookie();
    assert_ne!(fresh, cookie, "the session goes on under another token");
    assert!(app.is_in(&fresh).await && !app.is_in(&cookie).await);
    assert!(app.get_as("/can-bo", &fresh).await.text().contains(NAME));
    assert_eq!(app.enter_password("hoa.tran", &code).await.status, StatusCode::UNPROCESSABLE_ENTITY, "used up");
    assert_eq!(app.enter_password("hoa.tran", PASSWORD).await.header("location"), "/can-bo/xac-thuc");
    let account = app.get_as("/can-bo/tai-khoan", &fresh).await.text();
    assert!(codes.iter().all(|code| !account.contains(code.as_str())), "told only once");
}

#[tokio::test]
async fn a_one_time_code_that_is_over_opens_nothing() {
    let app = TestApp::start().await;
    let code = one_time_code(&app, "hoa").await;
    app.clock.advance(Duration::hours(24) - Duration::seconds(1));
    assert_eq!(app.enter_password("hoa", &code).await.status, StatusCode::SEE_OTHER);
    app.clock.advance(Duration::seconds(1));
    assert_eq!(app.enter_password("hoa", &code).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whatever_is_wrong_with_a_sign_in_looks_the_same() {
    let app = TestApp::start().await;
    let known = app.account(&officer()).await;
    let disabled = app.account(&officer()).await;
    app.services.staff.disable(Actor::Operator, disabled.id).await.expect("disables");
    let look = async |login: &str, password: &str| {
        let answer = app.enter_password(login, password).await;
        assert!(answer.header("set-cookie").is_empty());
        (answer.status, answer.text().replace(login, "LOGIN"))
    };
    let wrong_password = look(&known.login, "một mật khẩu khác hẳn").await;
    assert_eq!(wrong_password.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong_password.1.contains("tạm khoá ít nhất 1 phút"), "{}", wrong_password.1);
    for (login, password) in [
        ("khongcoai", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        (disabled.login.as_str(), PASSWORD),
        (known.login.as_str(), &"dài".repeat(2_000)),
    ] {
        let shown = look(login, password).await;
        assert_eq!(shown.0, wrong_password.0, "{login}");
        if !login.contains('\'') {
            assert_eq!(shown.1, wrong_password.1, "{login}");
        }
    }
    for _ in 0..5 {
        look(&known.login, "sai mật khẩu nữa rồi").await;
    }
    assert_eq!(look(&known.login, PASSWORD).await, wrong_password, "locked looks like wrong");
}

#[tokio::test]
async fn a_wrong_sign_in_is_answered_no_sooner_whether_or_not_there_is_an_account() {
    let app = TestApp::start().await;
    let known = app.account(&officer()).await;
    let least = std::time::Duration::from_millis(400);
    let accounts = StaffAccounts::new(
        Arc::clone(&app.services.storage),
        Arc::clone(&app.services.data),
        Arc::clone(&app.clock) as Arc<dyn Clock>,
        Randomness::seeded(4),
        &[7; 32],
        least,
    );
    for login in [known.login.as_str(), "khongcoai", "không phải tên"] {
        let began = std::time::Instant::now();
        accounts.sign_in(login, "sai mật khẩu rồi", "").await.expect_err("wrong");
        assert!(began.elapsed() >= least, "{login}: {:?}", began.elapsed());
    }
}

#[tokio::test]
async fn wrong_passwords_lock_the_account_for_longer_each_time() {
    let app = TestApp::without_limits().await;
    let hoa = app.account(&officer()).await;
    let right = async || app.enter_password(&hoa.login, PASSWORD).await.status == StatusCode::SEE_OTHER;
    for _ in 0..4 {
        app.enter_password(&hoa.login, "sai mật khẩu rồi").await;
    }
    assert!(right().await, "four are forgiven");
    app.enter_password(&hoa.login, "sai mật khẩu rồi").await;
    assert!(!right().await, "five are not");
    app.clock.advance(Duration::minutes(1));
    assert!(right().await, "a minute later");
    app.enter_password(&hoa.login, "sai mật khẩu rồi").await;
    app.clock.advance(Duration::minutes(1));
    assert!(!right().await, "the second lock is longer");
    app.clock.advance(Duration::minutes(1));
    let cookie = app.signed_in(&hoa).await;
    assert!(app.is_in(&cookie).await);
    for _ in 0..4 {
        app.enter_password(&hoa.login, "sai mật khẩu rồi").await;
    }
    assert!(right().await, "signing in begins the count anew");
    assert!(app.is_in(&cookie).await, "a lock does not throw out who is in");
}

/// Enters the password and gives the cookie that waits for the second factor.
async fn waiting(app: &TestApp, colleague: &Colleague) -> String {
    app.enter_password(&colleague.login, PASSWORD).await.staff_cookie()
}

async fn enter(app: &TestApp, cookie: &str, field: &str, code: &str) -> Answer {
    app.post_form("/can-bo/xac-thuc", cookie, &[(field, code)]).await
}

#[tokio::test]
async fn the_password_alone_opens_nothing_and_a_code_is_taken_once() {
    let app = TestApp::without_limits().await;
    let hoa = app.account(&officer()).await;
    let first = waiting(&app, &hoa).await;
    assert!(!app.is_in(&first).await);
    for page in ["/can-bo/tai-khoan", "/can-bo/nhan-su", "/can-bo/thiet-lap"] {
        assert_eq!(app.get_as(page, &first).await.status, StatusCode::SEE_OTHER, "{page}");
    }
    let code = app.code(&hoa);
    assert_eq!(enter(&app, &first, "code", "123").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(enter(&app, &first, "code", &code).await.status, StatusCode::SEE_OTHER);
    let second = waiting(&app, &hoa).await;
    let replayed = enter(&app, &second, "code", &code).await;
    assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(replayed.text().contains("đã được dùng"));
    app.clock.advance(Duration::seconds(30));
    assert_eq!(enter(&app, &second, "code", &app.code(&hoa)).await.status, StatusCode::SEE_OTHER, "the next one");
    assert_eq!(enter(&app, "", "code", &code).await.header("location"), "/can-bo/dang-nhap");
}

#[tokio::test]
async fn wrong_codes_lock_the_account_and_the_password_is_waited_for_ten_minutes_only() {
    let app = TestApp::without_limits().await;
    let hoa = app.account(&officer()).await;
    let cookie = waiting(&app, &hoa).await;
    for _ in 0..5 {
        assert_eq!(enter(&app, &cookie, "code", "000000").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(enter(&app, &cookie, "code", &app.code(&hoa)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "locked");
    assert_eq!(app.enter_password(&hoa.login, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY, "here too");
    app.clock.advance(Duration::minutes(1));
    let again = waiting(&app, &hoa).await;
    assert_eq!(enter(&app, &again, "code", "000000").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.clock.advance(Duration::minutes(1));
    assert_eq!(
        enter(&app, &again, "code", &app.code(&hoa)).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the password being right does not shorten the locks"
    );
    app.clock.advance(Duration::minutes(9));
    let late = enter(&app, &again, "code", &app.code(&hoa)).await;
    assert_eq!((late.status, late.header("location")), (StatusCode::SEE_OTHER, "/can-bo/dang-nhap"));
}

#[tokio::test]
async fn a_recovery_code_stands_in_for_the_phone_once() {
    let app = TestApp::without_limits().await;
    let hoa = app.staff(Role::Officer, "H28.14").await;
    let renew = async |password: &str| {
        app.post_form("/can-bo/tai-khoan/ma-khoi-phuc", &hoa.cookie, &[("current_of_codes", password)]).await
    };
    assert_eq!(renew("không phải mật khẩu").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let codes = codes_of(&renew(PASSWORD).await.text());
    assert_eq!(codes.len(), 10);
    let cookie = waiting(&app, &hoa).await;
    let typed = codes[0].to_lowercase().replace('-', "");
    let passed = enter(&app, &cookie, "recovery", &typed).await;
    assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.text());
    assert!(app.is_in(&passed.staff_cookie()).await);
    let again = waiting(&app, &hoa).await;
    let used = enter(&app, &again, "recovery", &codes[0]).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(used.text().contains("id=\"recovery-error\""), "said at the field of the recovery code");
    assert!(app.get_as("/can-bo/tai-khoan", &hoa.cookie).await.text().contains("Còn 9 mã"));
    renew(PASSWORD).await;
    assert_eq!(enter(&app, &again, "recovery", &codes[1]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "replaced");
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_a_working_day() {
    let app = TestApp::without_limits().await;
    let hoa = app.staff(Role::Officer, "H28.14").await;
    for _ in 0..24 {
        app.clock.advance(Duration::minutes(29));
        assert!(app.is_in(&hoa.cookie).await);
    }
    app.clock.advance(Duration::minutes(25));
    assert!(!app.is_in(&hoa.cookie).await, "twelve hours and one minute");
    let cookie = app.signed_in(&hoa).await;
    app.clock.advance(Duration::minutes(30));
    let over = app.get_as("/can-bo/tai-khoan", &cookie).await;
    let address = "/can-bo/dang-nhap?tiep=%2Fcan%2Dbo%2Ftai%2Dkhoan";
    assert_eq!((over.status, over.header("location")), (StatusCode::SEE_OTHER, address));
    assert!(app.get_as(address, &cookie).await.text().contains("Phiên trước đã hết"));
}

#[tokio::test]
async fn who_is_signed_out_revoked_disabled_or_reset_is_out_at_once() {
    let app = TestApp::without_limits().await;
    let hoa = app.staff(Role::Officer, "H28.14").await;
    let mut cookies = vec![hoa.cookie.clone()];
    for _ in 0..3 {
        app.clock.advance(Duration::seconds(30));
        cookies.push(app.signed_in(&hoa).await);
    }
    let left = app.post_form("/can-bo/dang-xuat", &cookies[0], &[]).await;
    assert_eq!(left.header("location"), "/can-bo/dang-nhap?da-thoat");
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    assert!(!app.is_in(&cookies[0]).await && app.is_in(&cookies[1]).await);
    assert_eq!(app.post_form("/can-bo/dang-xuat", "", &[]).await.status, StatusCode::SEE_OTHER, "twice is no error");

    let page = app.get_as("/can-bo/tai-khoan", &cookies[1]).await.text();
    assert_eq!(page.matches("name=\"session\"").count(), 2, "two others: {page}");
    let other = between(&page, "name=\"session\" value=\"", "\"").to_owned();
    let stranger = app.staff(Role::Leader, "H28").await;
    let end = async |cookie: &str| app.post_form("/can-bo/tai-khoan/phien", cookie, &[("session", &other)]).await;
    end(&stranger.cookie).await;
    assert!(app.is_in(&cookies[3]).await, "nobody ends somebody else's session");
    end(&cookies[1]).await;
    assert!(!app.is_in(&cookies[3]).await && app.is_in(&cookies[2]).await);

    let change = async |current: &str| {
        let fields = [("current", current), ("password", "mật khẩu mới dài hơn"), ("repeated", "mật khẩu mới dài hơn")];
        app.post_form("/can-bo/tai-khoan/mat-khau", &cookies[1], &fields).await
    };
    assert_eq!(change("không đúng đâu nhé").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(change(PASSWORD).await.header("location"), "/can-bo/tai-khoan?da-doi");
    assert!(app.is_in(&cookies[1]).await && !app.is_in(&cookies[2]).await, "the other sessions end");
    assert_eq!(app.enter_password(&hoa.login, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    app.services.staff.disable(Actor::Operator, hoa.id).await.expect("disables");
    assert!(!app.is_in(&cookies[1]).await);
    let lan = app.staff(Role::Officer, "H28.14").await;
    app.services.staff.reset(Actor::Operator, lan.id).await.expect("resets");
    assert!(!app.is_in(&lan.cookie).await);
    assert_eq!(app.enter_password(&lan.login, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn after_signing_in_one_comes_back_to_pages_of_the_desk_and_nowhere_else() {
    let app = TestApp::without_limits().await;
    let hoa = app.account(&officer()).await;
    let asked = app.get("/en/can-bo/tai-khoan").await;
    let address = "/en/can-bo/dang-nhap?tiep=%2Fen%2Fcan%2Dbo%2Ftai%2Dkhoan";
    assert_eq!(asked.header("location"), address);
    assert!(app.get(address).await.text().contains("name=\"tiep\" value=\"/en/can-bo/tai-khoan\""));
    for (wanted, led) in [
        ("/en/can-bo/tai-khoan", "/en/can-bo/tai-khoan"),
        ("//evil.example/can-bo", "/can-bo"),
        ("https://evil.example/can-bo", "/can-bo"),
        ("/can-bo\\@evil.example", "/can-bo"),
        ("/tra-cuu", "/can-bo"),
        ("/can-bo/../tra-cuu", "/can-bo"),
        ("/can-bo\r\nset-cookie: a=b", "/can-bo"),
    ] {
        app.clock.advance(Duration::seconds(60));
        let fields = [("login", hoa.login.as_str()), ("password", PASSWORD), ("tiep", wanted)];
        let entered = app.post_form("/can-bo/dang-nhap", "", &fields).await;
        let on = entered.header("location");
        assert!(on.starts_with("/can-bo/xac-thuc") && !on.contains("evil") && !on.contains("tra%2Dcuu"), "{on}");
        let code = app.code(&hoa);
        let fields = [("code", code.as_str()), ("tiep", wanted)];
        let passed = app.post_form("/can-bo/xac-thuc", &entered.staff_cookie(), &fields).await;
        assert_eq!((passed.status, passed.header("location")), (StatusCode::SEE_OTHER, led), "{wanted:?}");
        let again = percent_encoding::utf8_percent_encode(wanted, percent_encoding::NON_ALPHANUMERIC);
        let through = app.get_as(&format!("/can-bo/dang-nhap?tiep={again}"), &passed.staff_cookie()).await;
        assert_eq!(through.header("location"), led, "who is in is let through");
    }
}

#[tokio::test]
async fn a_form_of_another_site_signs_nobody_in_or_out() {
    let app = TestApp::start().await;
    let hoa = app.staff(Role::Administrator, "H28").await;
    let send = async |path: &str, body: String, origin: &str| {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, &hoa.cookie)
            .header(header::ORIGIN, origin)
            .header("sec-fetch-site", if origin == ORIGIN { "same-origin" } else { "cross-site" })
            .header(header::HOST, "dichvucong.example.vn")
            .body(Body::from(body));
        app.call(request.expect("a request")).await
    };
    let evil = "https://evil.example";
    let reset = format!("/can-bo/nhan-su/{}/khoa", hoa.id);
    for path in ["/can-bo/dang-nhap", "/can-bo/dang-xuat", "/can-bo/tai-khoan/mat-khau", reset.as_str()] {
        let refused = send(path, format!("login={}&password=x", hoa.login), evil).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(refused.header("set-cookie").is_empty(), "{path}");
    }
    assert!(app.is_in(&hoa.cookie).await);
    assert_eq!(send("/can-bo/dang-xuat", String::new(), ORIGIN).await.status, StatusCode::SEE_OTHER);
    assert!(!app.is_in(&hoa.cookie).await);
}

#[tokio::test]
async fn pages_of_the_desk_are_kept_by_nobody_and_the_cookie_is_out_of_reach() {
    let app = TestApp::start().await;
    let hoa = app.account(&officer()).await;
    let entered = app.enter_password(&hoa.login, PASSWORD).await;
    let cookie = entered.header("set-cookie");
    for part in ["__Host-motcua-staff=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(!cookie.contains("Domain") && !cookie.contains("Max-Age"), "{cookie}");
    let hoa = app.staff(Role::Administrator, "H28").await;
    for path in ["/can-bo", "/can-bo/dang-nhap", "/can-bo/tai-khoan", "/can-bo/nhan-su", "/en/can-bo/nhan-su"] {
        let cookie = if path.ends_with("dang-nhap") { "" } else { hoa.cookie.as_str() };
        let page = app.get_as(path, cookie).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"), "{path}");
        assert!(page.text().contains("<meta name=\"robots\" content=\"noindex, nofollow\""), "{path}");
        assert!(!page.text().contains("<script") && !page.text().contains("style=\""), "{path}");
    }
    assert!(!app.get("/sitemap.xml").await.text().contains("can-bo"));
    assert!(!app.get("/").await.text().contains("desk.css"), "citizens do not load it");
}

#[tokio::test]
async fn one_address_that_tries_too_often_waits() {
    let app = TestApp::start().await;
    let mut last = StatusCode::OK;
    for _ in 0..100 {
        last = app.post_form("/can-bo/xac-thuc", "", &[("code", "000000")]).await.status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(app.get("/can-bo/dang-nhap").await.status, StatusCode::OK, "the page itself is there");
}

/// Takes what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_about_a_person_and_no_secret_is_logged() {
    // With a single subscriber `tracing` asks the thread that comes first to a place of the log whether anybody listens there;
    // that may be the thread of another test, where nobody does. With two it asks them all.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        // At its finest, tower_http tells addresses; nobody runs a portal like that.
        .with_env_filter("trace,tower_http=debug")
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _until_the_end = tracing::subscriber::set_default(subscriber);
    tracing::callsite::rebuild_interest_cache();
    let app = TestApp::without_limits().await;
    let code = one_time_code(&app, "nguoi.dau.tien").await;
    app.enter_password("nguoi.dau.tien", &code).await;
    let hoa = app.staff(Role::Administrator, "H28").await;
    app.enter_password(&hoa.login, "mật khẩu đoán mò").await;
    app.get_as("/can-bo/nhan-su", &hoa.cookie).await;
    app.get_as(&format!("/can-bo/nhan-su/{}", hoa.id), &hoa.cookie).await;
    let token = hoa.cookie.split_once('=').expect("a pair").1.to_owned();
    let logged = String::from_utf8(log.0.lock().expect("not poisoned").clone()).expect("UTF-8");
    assert!(logged.contains("/can-bo/dang-nhap"), "the test sees the log: {} bytes", logged.len());
    let secret = data_encoding::BASE32_NOPAD.encode(&hoa.secret);
    for private in [
        NAME,
        PASSWORD,
        hoa.login.as_str(),
        "nguoi.dau.tien",
        code.as_str(),
        &code.replace('-', ""),
        token.as_str(),
        secret.as_str(),
        "mật khẩu đoán mò",
        &hoa.id.to_string(),
    ] {
        let at = logged.lines().find(|line| line.contains(private));
        assert_eq!(at, None, "{private} is logged");
    }
}
