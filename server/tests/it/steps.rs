//! The steps of filing, as a browser without JavaScript walks them.

use axum::http::StatusCode;

use crate::test_app::{Answer, TestApp};

pub const CODE: &str = "1.003197";

pub fn path(step: &str) -> String {
    format!("/nop-ho-so/{CODE}{step}")
}

pub async fn begin(app: &TestApp) -> String {
    let begun = app.post_form(&path(""), "", &[("agency", "H28.01"), ("case", "")]).await;
    assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, path("/nguoi-nop").as_str()));
    let cookie = begun.header("set-cookie");
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    begun.cookie()
}

/// The value of a hidden field of a page.
pub fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text();
    let field = text
        .split("<input")
        .find(|field| field.contains(&format!("name=\"{name}\"")))
        .unwrap_or_else(|| panic!("no {name}"));
    let (_, value) = field.split_once("value=\"").expect("a value");
    value.split('"').next().expect("a value").to_owned()
}

pub async fn answer(app: &TestApp, cookie: &str) {
    answer_with(app, cookie, "").await;
}

/// Says who files, with an address of e-mail.
pub async fn answer_with(app: &TestApp, cookie: &str, email: &str) {
    answer_as(app, cookie, email, "/giay-to").await;
}

/// Says who files, and is led to that step.
pub async fn answer_as(app: &TestApp, cookie: &str, email: &str, next: &str) {
    let page = app.get_as(&path("/nguoi-nop"), cookie).await;
    let saved = app
        .post_form(
            &path("/nguoi-nop"),
            cookie,
            &[
                ("version", &hidden(&page, "version")),
                ("acting_for", "oneself"),
                ("applicant.name", "Bùi Thị Mận"),
                ("applicant.phone", "0912345678"),
                ("applicant.email", email),
                ("delivery", "counter"),
            ],
        )
        .await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, path(next).as_str()));
}

/// The resume code that a draft's page shows.
pub async fn resume_code(app: &TestApp, cookie: &str) -> String {
    let page = app.get_as(&path("/lam-tiep"), cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    let shown = text.split("<output").nth(1).and_then(|rest| rest.split('>').nth(1)).expect("a code");
    shown.split('<').next().expect("a code").trim().to_owned()
}
