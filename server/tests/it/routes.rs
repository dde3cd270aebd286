//! Every route and every caller, against the reviewed table.

use axum::http::{Method, StatusCode};
use server::http::{Access, ROUTES};

use crate::test_app::TestApp;

/// A path of the route that belongs to somebody else's draft.
fn path_of(pattern: &str, draft: &str) -> String {
    pattern
        .replace("{code}", "1.001193")
        .replace("{id}", draft)
        .replace("{draft}", draft)
        .replace("{page}", "start")
        .replace("{exit}", "foreign_parent")
        .replace("{file}", "00000000-0000-7000-8000-000000000001")
}

#[tokio::test]
async fn a_stranger_gets_nothing_that_belongs_to_a_draft_or_a_dossier() {
    let app = TestApp::without_limits().await;
    let draft = app.draft().await;
    app.submit(&draft, &draft.key).await;
    for (method, pattern, access) in ROUTES {
        let path = path_of(pattern, &draft.id);
        let answer = app.api(Method::from_bytes(method.as_bytes()).expect("a method"), &path, "wrong", None).await;
        let refused = [
            StatusCode::NOT_FOUND,
            StatusCode::SEE_OTHER,
            StatusCode::UNPROCESSABLE_ENTITY,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ];
        match access {
            Access::DraftHolder | Access::PinHolder => {
                assert!(refused.contains(&answer.status), "{method} {path}: {}", answer.status);
                assert!(!answer.text().contains("Bùi Thị Mận"), "{method} {path} tells the applicant's name");
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
    for (method, pattern, _) in ROUTES {
        let path = path_of(pattern, &draft.id);
        let answer = app.api(Method::from_bytes(method.as_bytes()).expect("a method"), &path, &draft.token, None).await;
        assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        let is_built_file =
            matches!(pattern, "/pkg/{file}" | "/islands.js" | "/favicon.svg" | "/manifest.webmanifest" | "/metrics");
        let unknown = answer.text().contains("call_unknown") || answer.text().contains("Không tìm thấy trang này");
        assert!(!unknown || is_built_file || pattern.contains("bien-nhan"), "{method} {path} is not routed");
    }
}
