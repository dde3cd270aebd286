//! Nobody reaches another's dossier or draft: every route of an account, tried by its owner, by somebody else, and by somebody whose session
//! is over.

use axum::http::{Method, StatusCode};
use server::http::{Access, ROUTES};
use uuid::Uuid;

use crate::account_sign_in::{Device, signed_in};
use crate::test_app::{Answer, TestApp};

/// The account that is signed in on a device.
pub async fn holder(app: &TestApp, device: &Device) -> Uuid {
    let cookies = device.cookies();
    let token = cookies.split("__Host-motcua-account=").nth(1).expect("signed in").split(';').next().expect("a token");
    app.services.signed_in_citizen(token).await.expect("reads").expect("signed in").id
}

async fn call(app: &TestApp, method: &str, path: &str, device: &Device) -> Answer {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let cookies = device.cookies();
    let mut headers = vec![("cookie", cookies.as_str())];
    if method == Method::POST {
        headers.push(("content-type", "application/x-www-form-urlencoded"));
    }
    app.api_with(method, path, "", None, &headers).await
}

#[tokio::test]
async fn what_is_somebodys_is_nobody_elses() {
    let app = TestApp::with_mail().await;
    let owner = signed_in(&app, "man@example.com").await;
    let other = signed_in(&app, "khac@example.com").await;
    let account = holder(&app, &owner).await;
    let draft = app.draft().await;
    let filed = app.draft().await;
    let code = app.submit(&filed, &filed.key).await.json()["code"].as_str().expect("a code").to_owned();
    for id in [&draft.id, &filed.id] {
        let id = id.parse().expect("an identifier");
        assert!(app.services.storage.link_draft(account, id, app.services.clock.now()).await.expect("links"));
    }
    let mut table = String::new();
    for (method, pattern, _) in ROUTES.iter().copied().filter(|(_, _, access)| *access == Access::AccountHolder) {
        let path = pattern.replace("{dossier}", &code).replace("{draft}", &draft.id);
        let belongs = path != pattern;
        let stranger = call(&app, method, &path, &Device::default()).await;
        assert!(stranger.header("location").starts_with("/dang-nhap"), "{method} {path}: {}", stranger.status);
        let of_other = call(&app, method, &path, &other).await;
        if belongs {
            assert_eq!(of_other.status, StatusCode::NOT_FOUND, "{method} {path} as somebody else");
            assert!(!of_other.text().contains("Bùi Thị Mận"), "{method} {path}");
        }
        let own = call(&app, method, &path, &owner).await;
        assert!(!own.header("location").starts_with("/dang-nhap"), "{method} {path}: {}", own.header("location"));
        table.push_str(&format!("{method:<4} {pattern:<34} {} {}\n", of_other.status.as_u16(), own.status.as_u16()));
    }
    // Somebody else, the owner: what belongs to nobody in particular shows everybody their own.
    assert_eq!(
        table,
        "\
GET  /tai-khoan                         200 200
POST /tai-khoan/ho-so                   404 404
GET  /tai-khoan/ho-so/{dossier}         404 200
POST /tai-khoan/ban-nhap/{draft}        404 303
POST /tai-khoan/ban-nhap/{draft}/bo     404 303
GET  /tai-khoan/kho-giay-to             200 200
GET  /tai-khoan/du-lieu                 200 200
GET  /tai-khoan/du-lieu.json            200 200
POST /tai-khoan/du-lieu/xoa             422 422
GET  /tai-khoan/bao-mat                 200 200
POST /tai-khoan/bao-mat/ten             303 303
POST /tai-khoan/bao-mat/lien-he         422 422
POST /tai-khoan/bao-mat/bo-lien-he      409 409
POST /tai-khoan/bao-mat/phien           303 303
"
    );
}

#[tokio::test]
async fn another_persons_session_cannot_be_ended_and_a_merged_account_opens_nothing() {
    let app = TestApp::with_mail().await;
    let owner = signed_in(&app, "man@example.com").await;
    let mut other = signed_in(&app, "khac@example.com").await;
    let account = holder(&app, &owner).await;
    let sessions = app.services.storage.account_sessions(account, app.services.clock.now()).await.expect("reads");
    let session = sessions[0].id.to_string();
    other.post(&app, "/tai-khoan/bao-mat/phien", &[("session", &session)]).await;
    assert_eq!(owner.get(&app, "/tai-khoan").await.status, StatusCode::OK);
    let into = holder(&app, &other).await;
    assert!(app.services.storage.merge_accounts(account, into, app.services.clock.now()).await.expect("merges"));
    assert_eq!(owner.get(&app, "/tai-khoan").await.status, StatusCode::SEE_OTHER);
}
