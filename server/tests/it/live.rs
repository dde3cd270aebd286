//! Pages of dossiers that are told of news while they are open.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::dossier::Command;
use domain::staff::Permission;
use http_body_util::BodyExt;
use server::services::{Act, Hand};
use tower::ServiceExt;
use uuid::Uuid;

use crate::test_app::TestApp;

struct Open {
    app: TestApp,
    code: String,
    pin: String,
}

impl Open {
    async fn start(app: TestApp) -> Self {
        let draft = app.draft().await;
        let receipt = app.submit(&draft, &draft.key).await.json();
        let text = |key: &str| receipt[key].as_str().expect(key).to_owned();
        Self { code: text("code"), pin: text("pin"), app }
    }

    /// The stream as it begins; its body is read piece by piece.
    async fn listen(&self, pin: &str) -> axum::response::Response {
        let body = format!("code={}&pin={pin}", self.code);
        let request = Request::post("/tra-cuu/tin-moi")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        self.app.portal().oneshot(request).await.expect("answers")
    }

    async fn receive(&self) {
        let everything = |_: Permission, _: &str| true;
        let hand = Hand::Officer(Uuid::from_u128(1), &everything);
        let act = Act::new(Command::Receive { due_at: None }, None);
        self.app.services.act(&self.code, &hand, act).await.expect("received");
    }
}

async fn piece(body: &mut Body) -> Option<String> {
    let frame = body.frame().await?.expect("a piece");
    Some(String::from_utf8(frame.into_data().expect("data").to_vec()).expect("UTF-8"))
}

#[tokio::test]
async fn an_open_page_hears_that_there_is_news_and_nothing_about_it() {
    let open = Open::start(TestApp::without_limits().await).await;
    let page = open.app.post_form("/tra-cuu", "", &[("code", &open.code), ("pin", &open.pin)]).await.text();
    assert!(page.contains("data-live=\"/tra-cuu/tin-moi\"") && page.contains("data-mark=\"1.0\""), "{page}");
    assert!(page.contains("role=\"status\""), "a screen reader is told");
    let stream = open.listen(&open.pin).await;
    assert_eq!(stream.status(), StatusCode::OK);
    assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(stream.headers()[header::CACHE_CONTROL], "no-store");
    let mut body = stream.into_body();
    assert_eq!(piece(&mut body).await.as_deref(), Some("data: 1.0\n\n"), "how it stands now");
    open.app.app.tell_news().await.expect("asks");
    open.receive().await;
    open.app.app.tell_news().await.expect("asks");
    assert_eq!(piece(&mut body).await.as_deref(), Some("data: 2.0\n\n"));
    open.app.app.end_streams();
    assert_eq!(piece(&mut body).await, None, "the process stops and the stream ends");
    assert_eq!(open.listen(&open.pin).await.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_stranger_hears_nothing_and_one_address_does_not_take_every_place() {
    let open = Open::start(TestApp::without_limits().await).await;
    assert_eq!(open.listen("222222").await.status(), StatusCode::NOT_FOUND);
    let mut streams = Vec::new();
    for _ in 0..100 {
        let stream = open.listen(&open.pin).await;
        assert_eq!(stream.status(), StatusCode::OK);
        streams.push(stream);
    }
    let full = open.listen(&open.pin).await;
    assert_eq!(
        (full.status(), &full.headers()[header::RETRY_AFTER]),
        (StatusCode::TOO_MANY_REQUESTS, &"60".parse().expect("a value"))
    );
    let words = full.into_body().collect().await.expect("a body").to_bytes();
    assert!(String::from_utf8_lossy(&words).contains("60 giây"), "when to ask again");
    let before = open.app.services.storage.statements();
    open.app.app.tell_news().await.expect("asks");
    assert_eq!(open.app.services.storage.statements(), before + 1, "one question for all open pages");
    streams.pop();
    assert_eq!(open.listen(&open.pin).await.status(), StatusCode::OK, "a place that is given back is taken again");
}
