//! Pages: complete, cached, in two languages, with their headers.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use futures::StreamExt;

use crate::test_app::TestApp;

const PAGES: [&str; 9] = [
    "/",
    "/thu-tuc",
    "/thu-tuc?q=khai+sinh",
    "/thu-tuc?event=sinh-con",
    "/thu-tuc/1.001193",
    "/tra-cuu",
    "/tiep-tuc",
    "/api",
    "/nop-ho-so/1.001193",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn hundreds_of_pages_at_once_are_all_complete() {
    const MANY: usize = 400;
    const AT_ONCE: usize = 100;
    let app = TestApp::without_limits().await;
    // A new address each time, so that every page is rendered and none comes out of the cache. `end2end/load.test.mjs` does
    // the same by the thousand with the release build.
    let addresses = (0..MANY).map(|n| match n % 4 {
        0 => format!("/?n={n}"),
        1 => format!("/thu-tuc?q=khai+sinh&n={n}"),
        2 => format!("/en/thu-tuc/1.001193?n={n}"),
        _ => format!("/nop-ho-so/1.004873?n={n}"),
    });
    let app = &app;
    let mut answers = futures::stream::iter(addresses)
        .map(|address| async move { (app.get(&address).await, address) })
        .buffer_unordered(AT_ONCE);
    let mut count = 0;
    while let Some((answer, address)) = answers.next().await {
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(answer.text().trim_end().ends_with("</html>"), "{address}");
        count += 1;
    }
    assert_eq!(count, MANY);
}

#[tokio::test]
async fn every_page_has_its_language_title_and_a_way_to_the_other_language() {
    let app = TestApp::start().await;
    let mut titles = Vec::new();
    for page in PAGES {
        let vietnamese = app.get(page).await;
        let english = app.get(format!("/en{page}").trim_end_matches('/')).await;
        for (answer, language) in [(&vietnamese, "vi"), (&english, "en")] {
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            let text = answer.text();
            assert!(text.starts_with("<!DOCTYPE html>"), "{page}");
            assert!(text.contains(&format!("<html lang=\"{language}\"")), "{page} in {language}");
            assert_eq!(text.matches("<h1").count(), 1, "{page} in {language}");
            let title = text.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
            titles.push((page, title.to_owned()));
        }
        assert!(vietnamese.text().contains("hreflang=\"en\""), "{page}");
    }
    let mut distinct: Vec<&String> = titles.iter().map(|(_, title)| title).collect();
    distinct.sort();
    distinct.dedup();
    assert!(distinct.len() >= PAGES.len() * 2 - 2, "titles tell pages apart: {titles:#?}");
}

#[tokio::test]
async fn no_page_needs_what_the_policy_forbids() {
    let app = TestApp::start().await;
    for page in PAGES {
        let answer = app.get(page).await;
        let (text, policy) = (answer.text(), answer.header("content-security-policy").to_owned());
        assert!(!text.contains(" style=") && !text.contains("<style"), "{page} has inline styles");
        assert!(!text.contains(" onclick=") && !text.contains("javascript:"), "{page} has inline scripts");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{page}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{page}: {policy}");
        for (name, value) in
            [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("x-frame-options", "DENY")]
        {
            assert_eq!(answer.header(name), value, "{page}");
        }
    }
}

#[tokio::test]
async fn pages_for_one_person_carry_a_nonce_of_their_own_and_are_not_kept() {
    let app = TestApp::start().await;
    let nonce =
        |policy: &str| policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).map(str::to_owned);
    let (one, two) = (app.get("/nop-ho-so/1.001193").await, app.get("/nop-ho-so/1.001193").await);
    let nonces = [&one, &two].map(|answer| nonce(answer.header("content-security-policy")).expect("a nonce"));
    assert_ne!(nonces[0], nonces[1]);
    assert_eq!(one.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_public_page_is_kept_packed_and_known_again_by_its_tag() {
    let app = TestApp::start().await;
    let ask = async |headers: &[(&str, &str)]| {
        let mut request = Request::get("/thu-tuc/1.001193");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        app.call(request.body(Body::empty()).expect("a request")).await
    };
    let plain = ask(&[]).await;
    let packed = ask(&[("accept-encoding", "gzip, br")]).await;
    assert_eq!((packed.header("content-encoding"), packed.header("vary")), ("br", "accept-encoding"));
    assert!(packed.body.len() * 3 < plain.body.len());
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*packed.body, &mut unpacked).expect("brotli");
    assert_eq!(unpacked, plain.body);
    let known = ask(&[("if-none-match", packed.header("etag"))]).await;
    assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn a_page_for_one_person_is_packed_too() {
    let app = TestApp::start().await;
    let request = Request::get("/nop-ho-so/1.001193").header("accept-encoding", "br").body(Body::empty());
    let packed = app.call(request.expect("a request")).await;
    assert_eq!((packed.status, packed.header("content-encoding")), (StatusCode::OK, "br"));
    let mut page = Vec::new();
    brotli::BrotliDecompress(&mut &*packed.body, &mut page).expect("brotli");
    assert!(page.ends_with(b"</html>") && packed.body.len() * 3 < page.len());
}

#[tokio::test]
async fn what_is_not_there_is_a_page_that_helps_or_a_problem() {
    let app = TestApp::start().await;
    let page = app.get("/khong-co").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("18001096"), "the counter's phone is on every page");
    assert_eq!(app.get("/thu-tuc/9.999999").await.status, StatusCode::NOT_FOUND);
    let api = app.get("/api/v1/nothing").await;
    assert_eq!((api.status, api.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
    let long = app.get("/thu-tuc/1001193").await;
    assert_eq!((long.status, long.header("location")), (StatusCode::TEMPORARY_REDIRECT, "/thu-tuc/1.001193"));
}

#[tokio::test]
async fn a_search_without_an_answer_offers_the_nearest_and_the_phone() {
    let app = TestApp::start().await;
    let page = app.get("/thu-tuc?q=zzzzqqq").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    let offered = text.split("class=\"empty\"").nth(1).and_then(|rest| rest.split("</main>").next()).expect("no hit");
    assert!(offered.contains("18001096"), "whom to call stands beside it, not only in the footer: {offered}");
    let near = app.get("/thu-tuc?q=1.001199").await.text();
    assert!(near.contains("Có thể bạn cần") && near.contains("/thu-tuc/1.001193"), "a slip in a code: {near}");
}

#[tokio::test]
async fn the_front_page_leads_to_everything_search_first() {
    let app = TestApp::start().await;
    let page = app.get("/").await.text();
    let parts = ["name=\"q\"", "id=\"lookup-title\"", "id=\"life\"", "id=\"business\"", "id=\"fields\"", "id=\"new\""];
    let places: Vec<usize> =
        parts.iter().map(|part| page.find(part).unwrap_or_else(|| panic!("{part} is missing in {page}"))).collect();
    assert!(places.is_sorted(), "search comes first, then tracking, events, fields, news: {places:?}");
}

#[tokio::test]
async fn every_desk_that_receives_a_procedure_is_named() {
    let app = TestApp::start().await;
    let today = time::macros::date!(2026 - 11 - 23);
    let communes: Vec<&str> = app
        .services
        .data
        .agencies
        .iter()
        .filter(|agency| {
            agency.tier == domain::province::Tier::Commune && agency.one_stop_desk && agency.is_valid_on(today)
        })
        .map(|agency| agency.name.vi.as_str())
        .collect();
    assert!(communes.len() > 6);
    let page = app.get("/thu-tuc/1.001193").await.text();
    let places = page.split("id=\"noi-nop\"").nth(1).and_then(|rest| rest.split("</details>").next()).expect("places");
    for name in communes {
        assert!(places.contains(name), "{name} receives births and is not named");
    }
}

#[tokio::test]
async fn a_page_with_one_procedure_speaks_to_search_engines() {
    let app = TestApp::start().await;
    let text = app.get("/thu-tuc/1.001193").await.text();
    let json = text.split("application/ld+json").nth(1).and_then(|rest| rest.split_once('>')).expect("JSON-LD").1;
    let json: serde_json::Value = serde_json::from_str(json.split("</script>").next().expect("an end")).expect("JSON");
    assert_eq!((&json["@type"], &json["identifier"]), (&"GovernmentService".into(), &"1.001193".into()));
}
