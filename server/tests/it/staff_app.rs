//! People of the desk for a test: `app.staff(role, agency)` is somebody who is signed in.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use domain::staff::{Grant, Role};
use server::services::staff::{Actor, AddStaff, totp_code};
use uuid::Uuid;

use crate::test_app::{Answer, TestApp};

pub const PASSWORD: &str = "con trâu đi trước cái cày";
pub const NAME: &str = "Đinh Thị Bưởi";

/// Somebody of the staff.
pub struct Colleague {
    pub id: Uuid,
    pub login: String,
    /// TOTP secret.
    pub secret: Vec<u8>,
    /// What their browser sends as `Cookie`; empty before signing in.
    pub cookie: String,
}

impl Answer {
    /// The token of the desk out of Set-Cookie, as it goes into Cookie.
    pub fn staff_cookie(&self) -> String {
        let cookie = self.header("set-cookie");
        assert!(cookie.starts_with("__Host-motcua-staff="), "no staff cookie: {cookie:?}");
        cookie.split(';').next().expect("a pair").to_owned()
    }
}

impl TestApp {
    /// Somebody with that role there, signed in.
    pub async fn staff(&self, role: Role, agency: &str) -> Colleague {
        self.staff_with(&[Grant::new(agency, role)]).await
    }

    /// Somebody with these roles, signed in.
    pub async fn staff_with(&self, grants: &[Grant]) -> Colleague {
        let mut colleague = self.account(grants).await;
        colleague.cookie = self.signed_in(&colleague).await;
        colleague
    }

    /// An account with password and second factor; nobody is signed in with it.
    pub async fn account(&self, grants: &[Grant]) -> Colleague {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let login = format!("canbo.{number}");
        let secret = format!("{number:020}").into_bytes();
        let wanted = AddStaff {
            login: login.clone(),
            name: NAME.to_owned(),
            grants: grants.to_vec(),
            credentials: Some((PASSWORD.to_owned(), secret.clone())),
        };
        let added = self.services.staff.add(Actor::Operator, wanted).await.expect("adds");
        Colleague { id: added.id, login, secret, cookie: String::new() }
    }

    /// The code the colleague's app shows now.
    pub fn code(&self, colleague: &Colleague) -> String {
        totp_code(&colleague.secret, self.services.clock.now()).expect("a secret")
    }

    pub async fn enter_password(&self, login: &str, password: &str) -> Answer {
        self.post_form("/can-bo/dang-nhap", "", &[("login", login), ("password", password)]).await
    }

    /// Signs in with password and code, and gives the cookie.
    pub async fn signed_in(&self, colleague: &Colleague) -> String {
        let entered = self.enter_password(&colleague.login, PASSWORD).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
        let code = self.code(colleague);
        let passed = self.post_form("/can-bo/xac-thuc", &entered.staff_cookie(), &[("code", &code)]).await;
        assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.text());
        passed.staff_cookie()
    }

    /// Whether the cookie opens the desk.
    pub async fn is_in(&self, cookie: &str) -> bool {
        self.get_as("/can-bo", cookie).await.status == StatusCode::OK
    }
}
