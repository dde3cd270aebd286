//! The catalogue over the API and as data.

use axum::http::StatusCode;
use serde_json::Value;

use crate::test_app::TestApp;

fn codes(list: &Value) -> Vec<String> {
    list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["code"].as_str().expect("a code").to_owned())
        .collect()
}

#[tokio::test]
async fn the_list_pages_by_key_and_shows_everything_once() {
    let app = TestApp::start().await;
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = app.get(&format!("/api/v1/procedures?limit=7{after}")).await.json();
        assert_eq!(page["total"], 40);
        seen.extend(codes(&page));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 40);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 40);
}

#[tokio::test]
async fn words_without_marks_and_english_find_the_procedure() {
    let app = TestApp::start().await;
    for query in ["khai%20sinh", "dang+ky+khai+sinh", "birth%20registration", "1001193", "1.001193.000.00.00.H28"] {
        let found = app.get(&format!("/api/v1/procedures?q={query}")).await.json();
        assert_eq!(codes(&found).first().map(String::as_str), Some("1.001193"), "{query}");
        let suggested = app.get(&format!("/api/v1/procedures/suggest?q={query}")).await.json();
        assert_eq!(codes(&suggested).first().map(String::as_str), Some("1.001193"), "{query}");
    }
}

#[tokio::test]
async fn facets_combine_and_count_what_each_choice_would_leave() {
    let app = TestApp::start().await;
    let facets = app.get("/api/v1/procedures/facets?level=commune").await.json();
    for kind in ["field", "level", "audience", "agency", "online_level"] {
        for value in facets[kind].as_array().expect(kind) {
            let key = value["key"].as_str().expect("a key");
            let narrowed = if kind == "level" { String::new() } else { "level=commune&".to_owned() };
            let list = app.get(&format!("/api/v1/procedures?{narrowed}{kind}={key}")).await.json();
            assert_eq!(list["total"], value["count"], "{kind}={key}");
        }
    }
}

#[tokio::test]
async fn a_procedure_comes_in_the_import_format_with_revision_and_day() {
    let app = TestApp::start().await;
    let shown = app.get("/api/v1/procedures/1.001193").await.json();
    let imported: Value = server::catalogue::EMBEDDED_PROCEDURES
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .find(|line: &Value| line["code"] == "1.001193")
        .expect("is embedded");
    for (key, value) in imported.as_object().expect("an object") {
        assert_eq!(&shown[key], value, "{key}");
    }
    assert_eq!(
        (shown["revision"].as_i64(), shown["published_at"].as_str()),
        (Some(1), Some("2026-11-23T06:30:00+07:00"))
    );
}

#[tokio::test]
async fn a_parameter_that_is_not_known_is_an_error_with_what_is() {
    let app = TestApp::start().await;
    for (query, word) in [("level=district", "commune"), ("limit=1000", "100"), ("colour=red", "online_level")] {
        let refused = app.get(&format!("/api/v1/procedures?{query}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert!(refused.json()["detail"].as_str().is_some_and(|detail| detail.contains(word)), "{}", refused.text());
    }
}

#[tokio::test]
async fn the_desk_of_an_agency_narrows_the_list() {
    let app = TestApp::start().await;
    let all = app.get("/api/v1/procedures").await.json()["total"].as_u64().expect("a total");
    let justice = app.get("/api/v1/procedures?agency=H28.14").await.json()["total"].as_u64().expect("a total");
    assert!(justice < all);
}

#[tokio::test]
async fn lists_are_downloads_for_programs_and_spreadsheets() {
    let app = TestApp::start().await;
    let json = app.get("/thu-tuc.json?level=province").await;
    let total = app.get("/api/v1/procedures?level=province").await.json()["total"].clone();
    assert_eq!(json.json()["total"], total);
    let csv = app.get("/thu-tuc.csv?level=province").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let text = csv.text();
    assert!(text.starts_with("\u{FEFF}code,name,field"));
    let rows = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes()).records().count();
    assert_eq!(Some(rows as u64), total.as_u64());
}

#[tokio::test]
async fn machines_that_follow_the_catalogue_get_sitemap_feed_and_search_description() {
    let app = TestApp::start().await;
    let sitemap = app.get("/sitemap.xml").await.text();
    assert_eq!(sitemap.matches("<loc>").count(), (40 + 5) * 2);
    assert!(sitemap.contains("<loc>https://dichvucong.example.vn/en/thu-tuc/1.001193</loc>"));
    let feed = app.get("/thu-tuc.atom").await;
    assert_eq!(
        (feed.header("content-type"), feed.text().matches("<entry>").count()),
        ("application/atom+xml; charset=utf-8", 40)
    );
    assert!(
        app.get("/opensearch.xml")
            .await
            .text()
            .contains("template=\"https://dichvucong.example.vn/thu-tuc?q={searchTerms}\"")
    );
    assert!(app.get("/robots.txt").await.text().contains("Disallow: /nop-ho-so/"));
    let openapi = app.get("/api/v1/openapi.json").await.json();
    assert_eq!(openapi["openapi"], "3.1.0");
    assert_eq!(openapi["paths"].as_object().map(serde_json::Map::len), Some(15));
}

#[tokio::test]
async fn a_cursor_that_was_never_given_is_an_error_for_programs_and_the_first_page_for_people() {
    let app = TestApp::start().await;
    let first = app.get("/api/v1/procedures?limit=3").await.json();
    let next = first["next"].as_str().expect("there is more").to_owned();
    let second = app.get(&format!("/api/v1/procedures?limit=3&after={next}")).await.json();
    assert!(codes(&second).iter().all(|code| !codes(&first).contains(code)), "{first} {second}");
    // The row on which the page ended is not there any more: the one behind it has moved up and is not skipped.
    let (_, place) = next.split_once('~').expect("a place");
    let gone = app.get(&format!("/api/v1/procedures?limit=1&after=9.999999~{place}")).await.json();
    assert_eq!(codes(&gone), [codes(&first)[2].clone()]);
    let refused = app.get("/api/v1/procedures?after=nonsense").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.text().contains("leave it out to begin again"), "{}", refused.text());
    let page = app.get("/thu-tuc?after=nonsense").await;
    assert!(page.status == StatusCode::OK && !page.text().contains("nonsense"), "{}", page.text());
}
