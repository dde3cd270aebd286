//! Every route and every caller, against the reviewed table.

use axum::http::{Method, StatusCode};
use domain::staff::Role;
use server::http::{Access, ROUTES};

use crate::test_app::{Answer, TestApp};

/// A path of the route that belongs to somebody else's draft.
fn path_of(pattern: &str, draft: &str) -> String {
    pattern
        .replace("{code}", "1.001193")
        .replace("{id}", draft)
        .replace("{draft}", draft)
        .replace("{page}", "start")
        .replace("{exit}", "foreign_parent")
        .replace("{dossier}", "H28.01-261123-0001")
        .replace("{agency}", "H28.01")
        .replace("{month}", "2026-10")
        .replace("{act}", "claim")
        .replace("{format}", "csv")
        .replace("{token}", "khong-phai-duong-dan")
        .replace("{form}", "01")
        .replace("{file}", "00000000-0000-7000-8000-000000000001")
}

#[tokio::test]
async fn a_stranger_gets_nothing_that_belongs_to_a_draft_or_a_dossier() {
    let app = TestApp::without_limits().await;
    let draft = app.draft().await;
    app.submit(&draft, &draft.key).await;
    for (method, pattern, access) in ROUTES.iter().copied() {
        let path = path_of(pattern, &draft.id);
        let answer = app.api(Method::from_bytes(method.as_bytes()).expect("a method"), &path, "wrong", None).await;
        let refused = [
            StatusCode::NOT_FOUND,
            StatusCode::SEE_OTHER,
            StatusCode::UNPROCESSABLE_ENTITY,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ];
        match access {
            Access::DraftHolder | Access::PinHolder | Access::CodeHolder | Access::LinkHolder => {
                assert!(refused.contains(&answer.status), "{method} {path}: {}", answer.status);
                assert!(!answer.text().contains("Bùi Thị Mận"), "{method} {path} tells the applicant's name");
            }
            Access::Staff(_) if pattern.starts_with("/api/") => {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            }
            Access::SigningIn | Access::SignedIn | Access::Staff(_) => {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{method} {path}");
                assert!(answer.header("location").starts_with("/can-bo/dang-nhap"), "{method} {path}");
            }
            Access::AccountHolder => {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{method} {path}");
                assert!(answer.header("location").starts_with("/dang-nhap"), "{method} {path}");
            }
            Access::Everybody | Access::Operator => {
                assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.status);
            }
        }
    }
}

#[test]
fn every_route_of_the_router_stands_in_the_table() {
    let source = [
        include_str!("../../src/http/router.rs"),
        include_str!("../../src/http/api/v1/mod.rs"),
        include_str!("../../src/http/routes/filing/mod.rs"),
        include_str!("../../src/http/routes/account/mod.rs"),
        include_str!("../../src/http/routes/desk/mod.rs"),
        include_str!("../../src/http/routes/feedback/mod.rs"),
    ];
    let patterns = source.iter().flat_map(|text| text.split(".route(\"").skip(1)).map(|rest| {
        let pattern = rest.split('"').next().expect("a pattern");
        pattern.strip_prefix("/en").map_or(pattern, |rest| if rest.is_empty() { "/" } else { rest })
    });
    let mut count = 0;
    for pattern in patterns {
        count += 1;
        assert!(ROUTES.iter().any(|(_, known, _)| *known == pattern), "{pattern} is not in the table of routes");
    }
    assert!(count > 30, "the test reads the routers: {count}");
}

#[tokio::test]
async fn every_line_of_the_table_is_a_route() {
    let app = TestApp::without_limits().await;
    let draft = app.draft().await;
    for (method, pattern, _) in ROUTES.iter().copied() {
        let path = path_of(pattern, &draft.id);
        let answer = app.api(Method::from_bytes(method.as_bytes()).expect("a method"), &path, &draft.token, None).await;
        assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        let is_built_file = matches!(
            pattern,
            "/pkg/{file}"
                | "/desk.css"
                | "/islands.js"
                | "/live.js"
                | "/check.js"
                | "/check_rules.js"
                | "/check_rules_bg.wasm"
                | "/favicon.svg"
                | "/manifest.webmanifest"
                | "/metrics"
        );
        let unknown = answer.text().contains("call_unknown") || answer.text().contains("Địa chỉ có thể đã gõ nhầm");
        // Nothing was filed and no month was published here; what those routes show is said by their own tests.
        let needs_what_is_not_there = pattern.contains("bien-nhan") || pattern.starts_with("/chi-so/cong-bo/{month}");
        assert!(!unknown || is_built_file || needs_what_is_not_there, "{method} {path} is not routed");
    }
}

/// What each role may open, as it was reviewed: stranger, receptionist, officer, leader, publisher, administrator. Routes that
/// are not of the desk are looked at below: a role opens none of them further.
const REVIEWED: &str = "\
GET  /can-bo                            - R O L P A
GET  /can-bo/ho-so                      - R O L - -
POST /can-bo/tim-ho-so                  - R O L - -
GET  /can-bo/ho-so.csv                  - R - L - -
POST /can-bo/ho-so-nhieu                - R O L - -
POST /can-bo/bo-loc                     - R O L - -
POST /can-bo/bo-loc/{id}/xoa            - R O L - -
GET  /can-bo/ho-so/{dossier}            - R O L - -
POST /can-bo/ho-so/{dossier}/viec/{act} - R O L - -
POST /can-bo/ho-so/{dossier}/loi-nhan   - R O L - -
POST /can-bo/ho-so/{dossier}/loi-nhan/da-xem - R O L - -
GET  /can-bo/ho-so/{dossier}/tep/{file} - R O L - -
GET  /can-bo/thong-bao                  - R O L - -
POST /can-bo/thong-bao/{id}/gui-lai     - R O L - -
POST /can-bo/thong-bao/{id}/cach-khac   - R O L - -
POST /can-bo/thong-bao/{id}/da-bao      - R O L - -
GET  /can-bo/giai-trinh                 - - - L - -
POST /can-bo/giai-trinh/{month}/{agency} - - - L - -
GET  /can-bo/phan-anh                   - R O L - -
GET  /can-bo/phan-anh/{code}            - R O L - -
GET  /can-bo/phan-anh/{code}/anh/{file} - R O L - -
POST /can-bo/phan-anh/{code}/viec/{act} - R O L - -
GET  /can-bo/hop-thu                    - - - - - A
GET  /can-bo/viec-tu-dong               - - - L - A
GET  /can-bo/ho-so/{dossier}/moi-danh-gia - R O L - -
GET  /can-bo/ho-so/{dossier}/giay/{form} - R O L - -
POST /can-bo/ho-so/{dossier}/ket-qua    - - O - - -
GET  /can-bo/so-theo-doi                - R - L - -
POST /can-bo/ho-so/{dossier}/bo-sung-tai-quay - R - - - -
GET  /can-bo/tai-quay                   - R - - - -
GET  /can-bo/tai-quay/thu-tuc/{code}    - R - - - -
POST /can-bo/tai-quay/thu-tuc/{code}    - R - - - -
GET  /can-bo/tai-quay/{draft}           - R - - - -
POST /can-bo/tai-quay/{draft}/bo        - R - - - -
GET  /can-bo/tai-quay/{draft}/nguoi-nop - R - - - -
POST /can-bo/tai-quay/{draft}/nguoi-nop - R - - - -
GET  /can-bo/tai-quay/{draft}/to-khai   - R - - - -
GET  /can-bo/tai-quay/{draft}/to-khai/{page} - R - - - -
POST /can-bo/tai-quay/{draft}/to-khai/{page} - R - - - -
GET  /can-bo/tai-quay/{draft}/khong-dung-cho/{exit} - R - - - -
GET  /can-bo/tai-quay/{draft}/giay-to   - R - - - -
POST /can-bo/tai-quay/{draft}/giay-to   - R - - - -
POST /can-bo/tai-quay/{draft}/giay-to/xoa - R - - - -
GET  /can-bo/tai-quay/{draft}/kiem-tra  - R - - - -
POST /can-bo/tai-quay/{draft}/kiem-tra  - R - - - -
GET  /can-bo/tai-quay/{draft}/bien-nhan - R - - - -
GET  /api/v1/desk/drafts/{id}           - R - - - -
PATCH /api/v1/desk/drafts/{id}          - R - - - -
POST /api/v1/desk/drafts/{id}/files     - R - - - -
DELETE /api/v1/desk/drafts/{id}/files/{file} - R - - - -
GET  /can-bo/xac-thuc                   - - - - - -
POST /can-bo/xac-thuc                   - - - - - -
GET  /can-bo/thiet-lap                  - - - - - -
POST /can-bo/thiet-lap                  - - - - - -
POST /can-bo/thiet-lap/xac-nhan         - - - - - -
GET  /can-bo/tai-khoan                  - R O L P A
POST /can-bo/tai-khoan/phien            - R O L P A
POST /can-bo/tai-khoan/mat-khau         - R O L P A
POST /can-bo/tai-khoan/ma-khoi-phuc     - R O L P A
GET  /can-bo/nhan-su                    - - - - - A
POST /can-bo/nhan-su                    - - - - - A
GET  /can-bo/nhan-su/{id}               - - - - - A
POST /can-bo/nhan-su/{id}/vai-tro       - - - - - A
POST /can-bo/nhan-su/{id}/bo-vai-tro    - - - - - A
POST /can-bo/nhan-su/{id}/khoa          - - - - - A
POST /can-bo/nhan-su/{id}/mo            - - - - - A
POST /can-bo/nhan-su/{id}/dat-lai       - - - - - A
";

async fn call_as(app: &TestApp, method: &str, path: &str, cookie: &str) -> Answer {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    app.api_with(method, path, "", None, &[("cookie", cookie)]).await
}

/// Whether the gate let the request through: strangers are led to the sign-in page (the API says 401), the wrong role gets 403.
fn let_through(answer: &Answer) -> bool {
    let led_away = answer.header("location").contains("/can-bo/dang-nhap");
    !led_away && ![StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status)
}

#[tokio::test]
async fn every_role_opens_exactly_what_was_reviewed() {
    let app = TestApp::without_limits().await;
    let draft = app.draft().await;
    let mut cookies = vec![String::new()];
    for role in Role::ALL {
        cookies.push(app.staff(role, "H28").await.cookie);
    }
    let mut table = String::new();
    for (method, pattern, access) in ROUTES.iter().copied() {
        let path = path_of(pattern, &draft.id);
        let mut row = Vec::new();
        for (cookie, sign) in cookies.iter().zip(["S", "R", "O", "L", "P", "A"]) {
            // Signing out would end what the rows below need.
            let answer = match path.as_str() {
                "/can-bo/dang-xuat" => continue,
                path => call_as(&app, method, path, cookie).await,
            };
            assert!(!answer.status.is_server_error(), "{method} {path} as {sign}: {}", answer.status);
            if access == Access::Staff(domain::staff::Permission::ManageStaff) && sign != "A" && !cookie.is_empty() {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} as {sign}");
                assert!(answer.text().contains("Quản trị viên"), "says which role: {}", answer.text());
            }
            row.push(if let_through(&answer) { sign } else { "-" });
        }
        if matches!(access, Access::SigningIn | Access::SignedIn | Access::Staff(_)) {
            table.push_str(&format!("{:<39} {}\n", format!("{method:<4} {pattern}"), row.join(" ")));
        }
    }
    assert_eq!(table, REVIEWED);
}

#[tokio::test]
async fn a_role_opens_nothing_that_belongs_to_citizens() {
    let app = TestApp::without_limits().await;
    let draft = app.draft().await;
    app.submit(&draft, &draft.key).await;
    let leader = app.staff(Role::Leader, "H28").await;
    for (method, pattern, access) in ROUTES.iter().copied() {
        if !matches!(access, Access::DraftHolder | Access::PinHolder | Access::CodeHolder | Access::LinkHolder) {
            continue;
        }
        let path = path_of(pattern, &draft.id);
        let (stranger, officer) =
            (call_as(&app, method, &path, "").await, call_as(&app, method, &path, &leader.cookie).await);
        assert_eq!(stranger.status, officer.status, "{method} {path}");
        assert!(!officer.text().contains("Bùi Thị Mận"), "{method} {path} tells the applicant's name");
    }
}

#[tokio::test]
async fn what_the_table_does_not_name_is_closed_at_the_desk() {
    let app = TestApp::without_limits().await;
    let admin = app.staff(Role::Administrator, "H28").await;
    for (method, path) in [("DELETE", "/can-bo"), ("PUT", "/can-bo/nhan-su"), ("POST", "/en/can-bo/tai-khoan")] {
        let answer = call_as(&app, method, path, &admin.cookie).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
    }
    assert_eq!(call_as(&app, "GET", "/can-bo/khong-co", &admin.cookie).await.status, StatusCode::NOT_FOUND);
    let english = call_as(&app, "GET", "/en/can-bo/nhan-su", "").await;
    assert!(english.header("location").starts_with("/en/can-bo/dang-nhap"), "{}", english.header("location"));
    let head = call_as(&app, "HEAD", "/can-bo/nhan-su", "").await;
    assert_eq!(head.status, StatusCode::SEE_OTHER, "asking for the head is asking");
}
