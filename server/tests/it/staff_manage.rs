//! Managing accounts at the desk: within reach, and nobody hands more over than they have.

use axum::http::StatusCode;
use domain::staff::{Grant, Role};

use crate::staff_app::{Colleague, NAME};
use crate::test_app::{Answer, TestApp};

async fn post(app: &TestApp, who: &Colleague, whom: &Colleague, verb: &str, fields: &[(&str, &str)]) -> Answer {
    app.post_form(&format!("/can-bo/nhan-su/{}/{verb}", whom.id), &who.cookie, fields).await
}

#[tokio::test]
async fn an_administrator_adds_somebody_who_then_sets_up_the_account() {
    let app = TestApp::without_limits().await;
    let admin = app.staff(Role::Administrator, "H28").await;
    let add = async |login: &str, name: &str, agency: &str, role: &str| {
        let fields = [("login", login), ("name", name), ("agency", agency), ("role", role)];
        app.post_form("/can-bo/nhan-su", &admin.cookie, &fields).await
    };
    for (login, name, agency, role, sentence) in [
        ("hai từ", "Lan", "H28.14", "officer", "không có khoảng trắng"),
        ("lan", "", "H28.14", "officer", "Nhập họ và tên"),
        ("lan", "Lan", "", "officer", "Chọn cơ quan"),
        ("lan", "Lan", "H28.14", "", "Chọn ít nhất một vai trò"),
        ("lan", "Lan", "H28.14", "boss", "Chọn ít nhất một vai trò"),
        ("lan", "Lan", "X99", "officer", "Không có cơ quan nào"),
        (admin.login.as_str(), "Lan", "H28.14", "officer", "đã có người dùng"),
    ] {
        let refused = add(login, name, agency, role).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{login} {agency} {role}");
        assert!(refused.text().contains(sentence), "{sentence}: {}", refused.text());
    }
    let added = add("lan", "Hà Thị Lan", "H28.14", "officer").await;
    assert_eq!(added.status, StatusCode::CREATED);
    let page = added.text();
    let code = page.split_once("<strong class=\"code desk-secret\">").expect("a code").1.split('<').next();
    let code = code.expect("a code");
    assert_eq!(app.enter_password("lan", code).await.header("location"), "/can-bo/thiet-lap");
    let list = app.get_as("/can-bo/nhan-su", &admin.cookie).await.text();
    assert!(list.contains("Hà Thị Lan") && list.contains("Chờ đăng nhập lần đầu") && !list.contains(code), "{list}");
}

#[tokio::test]
async fn roles_are_given_and_taken_within_reach_only() {
    let app = TestApp::without_limits().await;
    let province = app.staff(Role::Administrator, "H28").await;
    let department = app.staff(Role::Administrator, "H28.14").await;
    let officer = app.staff(Role::Officer, "H28.14").await;
    let give = async |who: &Colleague, agency: &str, role: &str| {
        post(&app, who, &officer, "vai-tro", &[("agency", agency), ("role", role)]).await.status
    };
    assert_eq!(give(&department, "H28.14", "leader").await, StatusCode::SEE_OTHER);
    assert_eq!(give(&department, "H28.01", "receptionist").await, StatusCode::FORBIDDEN, "not their agency");
    assert_eq!(give(&department, "H28", "administrator").await, StatusCode::FORBIDDEN, "not above either");
    assert_eq!(give(&officer, "H28.14", "leader").await, StatusCode::FORBIDDEN, "nobody promotes themselves");
    assert_eq!(give(&province, "H28.01", "receptionist").await, StatusCode::SEE_OTHER);
    let record = app.services.staff.by_login(&officer.login).await.expect("is there");
    let expected = [
        Grant::new("H28.01", Role::Receptionist),
        Grant::new("H28.14", Role::Leader),
        Grant::new("H28.14", Role::Officer),
    ];
    assert_eq!(record.grants, expected);

    let of_department =
        post(&app, &department, &officer, "bo-vai-tro", &[("agency", "H28.14"), ("role", "leader")]).await;
    assert_eq!(of_department.status, StatusCode::SEE_OTHER);
    let of_centre = [("agency", "H28.01"), ("role", "receptionist")];
    assert_eq!(post(&app, &department, &officer, "bo-vai-tro", &of_centre).await.status, StatusCode::FORBIDDEN);
    let own = [("agency", "H28"), ("role", "administrator")];
    assert_eq!(post(&app, &province, &province, "bo-vai-tro", &own).await.status, StatusCode::FORBIDDEN, "their own");
    let record = app.services.staff.by_login(&officer.login).await.expect("is there");
    assert_eq!(record.grants, [Grant::new("H28.01", Role::Receptionist), Grant::new("H28.14", Role::Officer)]);
    assert!(app.is_in(&officer.cookie).await, "what changes is what they may, at once and without signing in again");
    assert_eq!(app.get_as("/can-bo/nhan-su", &officer.cookie).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_account_with_roles_out_of_reach_cannot_be_taken_over() {
    let app = TestApp::without_limits().await;
    let province = app.staff(Role::Administrator, "H28").await;
    let department = app.staff(Role::Administrator, "H28.14").await;
    let in_two = app.staff_with(&[Grant::new("H28.14", Role::Officer), Grant::new("H28.01", Role::Leader)]).await;
    let elsewhere = app.staff(Role::Leader, "H28.01").await;
    for verb in ["dat-lai", "khoa", "mo"] {
        for whom in [&in_two, &elsewhere, &province] {
            let refused = post(&app, &department, whom, verb, &[]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{verb}");
            assert!(!refused.text().contains("desk-secret"), "no code for {verb}");
        }
        assert_eq!(post(&app, &province, &province, verb, &[]).await.status, StatusCode::FORBIDDEN, "{verb} oneself");
    }
    assert!(app.is_in(&in_two.cookie).await && app.is_in(&elsewhere.cookie).await && app.is_in(&province.cookie).await);
    let seen = app.get_as(&format!("/can-bo/nhan-su/{}", in_two.id), &department.cookie).await;
    assert!(seen.status == StatusCode::OK && seen.text().contains("quản trị viên cấp trên"), "{}", seen.text());
    assert_eq!(
        app.get_as(&format!("/can-bo/nhan-su/{}", elsewhere.id), &department.cookie).await.status,
        StatusCode::NOT_FOUND
    );
    let list = app.get_as("/can-bo/nhan-su", &department.cookie).await.text();
    assert!(list.contains(&in_two.login) && !list.contains(&format!(">{}<", elsewhere.login)), "{list}");

    assert_eq!(post(&app, &province, &in_two, "khoa", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!app.is_in(&in_two.cookie).await);
    assert_eq!(post(&app, &province, &in_two, "mo", &[]).await.status, StatusCode::SEE_OTHER);
    app.clock.advance(time::Duration::seconds(30));
    let back = app.signed_in(&in_two).await;
    let reset = post(&app, &province, &in_two, "dat-lai", &[]).await;
    assert!(reset.status == StatusCode::OK && reset.text().contains("desk-secret"), "{}", reset.text());
    assert!(!app.is_in(&back).await);
    let page = app.get_as(&format!("/can-bo/nhan-su/{}", in_two.id), &province.cookie).await.text();
    assert!(page.contains("Đặt lại tài khoản") && page.contains(NAME) && !page.contains("desk-secret"), "{page}");
}
