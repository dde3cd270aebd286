//! `GET /api/v1/clock/due`: until when, and why.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::test_app::{Answer, TestApp};

async fn ask(app: &TestApp, query: &str) -> Answer {
    app.api(Method::GET, &format!("/api/v1/clock/due?{query}"), "", None).await
}

async fn due(app: &TestApp, query: &str) -> Value {
    let answer = ask(app, query).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text());
    answer.json()
}

fn keys(answer: &Value) -> Vec<&str> {
    answer["trace"].as_array().expect("a trace").iter().map(|step| step["key"].as_str().expect("a key")).collect()
}

#[tokio::test]
async fn the_due_moment_comes_with_a_trace_a_program_and_a_person_can_read() {
    let app = TestApp::start().await;
    let answer = due(&app, "received=2026-02-12T15:20&limit=3&unit=working_day").await;
    assert_eq!(answer["due"], "2026-02-24T15:20+07:00");
    assert_eq!(keys(&answer), ["received", "limit", "counts_from", "holiday", "due"]);
    assert_eq!(answer["trace"][0]["at"], "2026-02-12T15:20+07:00");
    assert_eq!(answer["trace"][3]["from"], "2026-02-14");
    assert_eq!(answer["trace"][3]["to"], "2026-02-22");
    assert_eq!(answer["trace"][3]["names"], json!([{"vi": "Tết Nguyên đán", "en": "Lunar New Year (Tết)"}]));
    assert_eq!(
        answer["trace"][3]["text"],
        "Không tính từ thứ Bảy, 14/02/2026 đến hết Chủ nhật, 22/02/2026: Tết Nguyên đán."
    );
    assert_eq!(
        answer["limit"],
        json!({"amount": 3, "unit": "working_day", "source": "given",
        "after_supplement": "shift", "remote_days": 0})
    );
    assert_eq!(answer.get("answer_due"), None);
    let english = due(&app, "received=2026-02-12T15:20&limit=3&unit=working_day&lang=en").await;
    assert_eq!(english["trace"][4]["text"], "The result is due at 15:20 on Tuesday 24/02/2026.");
}

#[tokio::test]
async fn every_unit_is_counted_and_a_moment_may_carry_seconds_and_an_offset() {
    let app = TestApp::start().await;
    for (query, expected) in [
        ("received=2026-03-10T10:30&limit=20&unit=hour", "2026-03-12T16:30+07:00"),
        ("received=2026-03-13T16:00:00&limit=1&unit=day", "2026-03-16T16:00+07:00"),
        ("received=2026-01-30T03:00:00Z&limit=1&unit=month", "2026-03-02T10:00+07:00"),
        ("received=2026-03-10T15:01%2B07:00&limit=1&unit=same_day", "2026-03-11T17:00+07:00"),
        ("received=2026-03-10T15:00+07:00&unit=same_day", "2026-03-10T17:00+07:00"),
        ("received=2026-03-10T15:00&limit=0.5&unit=working_day", "2026-03-11T09:00+07:00"),
        (
            "received=2026-03-10T10:30&limit=3&unit=working_day&pause=2026-03-11T08:00/2026-03-11T17:00\
             &pause=2026-03-12T07:00%2F2026-03-12T08:00",
            "2026-03-16T10:30+07:00",
        ),
    ] {
        assert_eq!(due(&app, query).await["due"], expected, "{query}");
    }
    // Without a moment, now: Monday 23/11/2026 at 06:30, before opening.
    let now = due(&app, "limit=1&unit=working_day").await;
    assert_eq!(
        (&now["counts_from"], &now["due"]),
        (&json!("2026-11-23T07:00+07:00"), &json!("2026-11-25T07:00+07:00"))
    );
}

#[tokio::test]
async fn an_online_filing_is_answered_within_eight_working_hours() {
    let app = TestApp::start().await;
    let answer = due(&app, "received=2026-02-13T15:00&limit=3&unit=working_day&channel=online").await;
    assert_eq!(answer["answer_due"], "2026-02-23T15:00+07:00");
    assert_eq!(keys(&answer).last(), Some(&"answer_due"));
}

#[tokio::test]
async fn a_procedure_brings_its_published_limit_and_its_rules() {
    let app = TestApp::start().await;
    let same_day = due(&app, "received=2026-03-10T15:30&procedure=1.001193&channel=online").await;
    assert_eq!((&same_day["due"], &same_day["limit"]["unit"]), (&json!("2026-03-11T17:00+07:00"), &json!("same_day")));
    let land = "received=2026-03-10T10:00&procedure=1.013831";
    assert_eq!(due(&app, land).await["due"], "2026-04-03T10:00+07:00");
    assert_eq!(due(&app, &format!("{land}&channel=postal")).await["limit"]["amount"], 4);
    let remote = due(&app, &format!("{land}&agency=H28.37.01")).await;
    assert_eq!((&remote["due"], &remote["limit"]["remote_days"]), (&json!("2026-04-17T10:00+07:00"), &json!(10)));
    let house = due(&app, "received=2026-03-10T10:00&procedure=1.013225").await;
    assert_eq!((&house["limit"]["amount"], &house["limit"]["case"]), (&json!(7), &json!("Nhà ở riêng lẻ")));
    let pause = "pause=2026-03-11T10:00/2026-03-16T09:00";
    let company = due(&app, &format!("received=2026-03-10T10:00&procedure=2.001583&{pause}")).await;
    assert_eq!(company["due"], "2026-03-19T09:00+07:00", "the full three days begin again");
    let given = due(&app, "received=2026-03-10T10:00&procedure=1.013831&limit=2&unit=working_day").await;
    assert_eq!((&given["due"], &given["limit"]["source"]), (&json!("2026-03-12T10:00+07:00"), &json!("given")));
}

#[tokio::test]
async fn the_hours_of_the_agency_count() {
    let app = TestApp::start().await;
    let saturday = "received=2026-03-13T16:00&limit=3&unit=hour";
    assert_eq!(due(&app, saturday).await["due"], "2026-03-16T09:00+07:00");
    assert_eq!(due(&app, &format!("{saturday}&agency=H28.14")).await["due"], "2026-03-16T09:00+07:00");
    assert_eq!(due(&app, &format!("{saturday}&agency=H28.19")).await["due"], "2026-03-14T09:00+07:00");
}

#[tokio::test]
async fn a_pause_without_an_end_leaves_no_due_moment() {
    let app = TestApp::start().await;
    let answer = due(&app, "received=2026-03-10T10:00&limit=3&unit=working_day&pause=2026-03-11T09:00/").await;
    assert_eq!(answer["due"], Value::Null);
    assert_eq!(keys(&answer).last(), Some(&"stands_still"));
}

#[tokio::test]
async fn what_cannot_be_counted_is_refused_with_a_stable_code_and_the_parameter() {
    let app = TestApp::without_limits().await;
    let moment = "received=2026-03-10T10:00";
    for (query, status, code, field) in [
        ("received=12/02/2026&limit=1&unit=day", 422, "clock_moment_form", "received"),
        ("received=1999-02-12T10:00&limit=1&unit=day", 422, "clock_year_outside", "received"),
        (&format!("{moment}&limit=0&unit=day"), 422, "clock_limit_zero", "limit"),
        (&format!("{moment}&limit=-3&unit=day"), 422, "clock_limit_form", "limit"),
        (&format!("{moment}&limit=99999999999999&unit=day"), 422, "clock_limit_too_long", "limit"),
        (&format!("{moment}&limit=3&unit=week"), 422, "clock_unit_unknown", "unit"),
        (&format!("{moment}&limit=3"), 422, "clock_limit_missing", "unit"),
        (&format!("{moment}&unit=day"), 422, "clock_limit_missing", "limit"),
        (moment, 422, "clock_limit_missing", "limit"),
        (&format!("{moment}&limit=3&unit=day&channel=fax"), 422, "clock_channel_unknown", "channel"),
        (&format!("{moment}&limit=3&unit=day&agency=H28.999"), 422, "clock_agency_unknown", "agency"),
        (&format!("{moment}&procedure=9.999999"), 404, "procedure_unknown", ""),
        (&format!("{moment}&procedure=2.000033"), 422, "clock_limit_not_published", "procedure"),
        (&format!("{moment}&procedure=2.000884&channel=online"), 422, "clock_channel_not_published", "channel"),
        (&format!("{moment}&limit=3&unit=day&pause=yesterday"), 422, "clock_pause_form", "pause"),
        (
            &format!("{moment}&limit=3&unit=day&pause=2026-03-12T10:00/2026-03-11T10:00"),
            422,
            "clock_pause_backwards",
            "pause",
        ),
        (&format!("{moment}&limit=3&unit=day&remote=yes"), 422, "clock_parameter_unknown", ""),
        (&format!("{moment}&{moment}&limit=3&unit=day"), 422, "clock_parameter_twice", ""),
    ] {
        let answer = ask(&app, query).await;
        let body = answer.json();
        assert_eq!((answer.status.as_u16(), body["code"].as_str()), (status, Some(code)), "{query}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{query}");
        assert_eq!(body["errors"][0]["field"].as_str().unwrap_or_default(), field, "{query}");
        let detail = body["detail"].as_str().unwrap_or_default();
        assert!(detail.ends_with('.') && !detail.contains("Hãy kiểm tra lại mục này"), "{query}: {detail}");
    }
    let many: String =
        (0..150).map(|day| format!("&pause=2026-03-10T10:{:02}/2026-03-10T10:{:02}", day % 60, day % 60)).collect();
    let answer = ask(&app, &format!("{moment}&limit=3&unit=day{many}")).await;
    assert_eq!(answer.json()["code"], "clock_pauses_many");
}

#[tokio::test]
async fn filing_and_the_clock_agree_on_when_the_answer_is_due() {
    let app = TestApp::start().await;
    let draft = app.draft().await;
    let receipt = app.submit(&draft, &draft.key).await;
    assert!(receipt.status.is_success(), "{}", receipt.text());
    let told = due(&app, "limit=1&unit=working_day&channel=online").await;
    let owed = receipt.json()["answer_due_at"].as_str().expect("an instant").to_owned();
    assert_eq!(told["answer_due"], owed.replace(":00+07:00", "+07:00"));
}

#[tokio::test]
async fn days_off_that_are_decreed_later_move_the_answers_of_a_running_portal() {
    use domain::calendar::{CalendarDay, DayKind};
    let app = TestApp::start().await;
    let day = CalendarDay {
        date: time::macros::date!(2026 - 11 - 25),
        kind: DayKind::Holiday,
        name_vi: "Quốc tang".to_owned(),
        name_en: "National mourning".to_owned(),
        decision: "Quyết định thử".to_owned(),
        verified: true,
        announced: true,
    };
    let query = "received=2026-11-23T10:00&limit=1&unit=working_day";
    assert_eq!(due(&app, query).await["due"], "2026-11-25T10:00+07:00");
    let storage = &*app.services.storage;
    storage.import_days(vec![day.clone()], time::macros::datetime!(2026-11-23 06:30 +7)).await.expect("imports");
    let change = app.services.calendars.reload(storage).await.expect("reads").expect("a change");
    assert_eq!((change.version, change.dates.as_slice()), (1, &[day.date][..]));
    assert_eq!(due(&app, query).await["due"], "2026-11-26T10:00+07:00");
    assert!(app.services.calendars.reload(storage).await.expect("reads").is_none(), "nothing new");
    // What an online filing is owed goes by the same calendar: filed Tuesday 24/11, a holiday, it is owed on Thursday.
    app.clock.advance(time::Duration::hours(26));
    let draft = app.draft().await;
    let receipt = app.submit(&draft, &draft.key).await;
    assert_eq!(receipt.json()["answer_due_at"], "2026-11-26T17:00:00+07:00");
}

#[tokio::test]
async fn the_page_tells_a_person_until_when_and_why_and_is_never_kept() {
    let app = TestApp::start().await;
    let page = app.get("/thu-tuc/1.001612/bao-gio-xong").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let html = page.text();
    // Monday 23/11 at 06:30, three working days, Tuesday is a holiday.
    assert!(html.contains("thứ Sáu, 27/11/2026") && html.contains("07:00"), "{html}");
    assert!(html.contains("Không tính thứ Ba, 24/11/2026: Ngày Văn hóa Việt Nam."), "{html}");
    assert!(html.contains("2026-11-23T17:00:00+07:00"), "the answer of an online filing");
    app.clock.advance(time::Duration::hours(34));
    let later = app.get("/thu-tuc/1.001612/bao-gio-xong").await.text();
    assert!(later.contains("thứ Hai, 30/11/2026"), "{later}");
    let english = app.get("/en/thu-tuc/1.001612/bao-gio-xong?received=2026-02-12T15:20&row=2").await.text();
    assert!(english.contains("Tuesday 24/02/2026") && english.contains("Lunar New Year"), "{english}");
    assert!(
        english.contains("href=\"/thu-tuc/1.001612/bao-gio-xong?received=2026-02-12T15:20&amp;row=2\""),
        "{english}"
    );
    let kept = app.get("/thu-tuc/1.001612").await.text();
    assert!(kept.contains("/thu-tuc/1.001612/bao-gio-xong") && !kept.contains("27/11/2026"));
}

#[tokio::test]
async fn the_page_of_a_procedure_without_a_countable_limit_says_so() {
    let app = TestApp::start().await;
    let page = app.get("/thu-tuc/2.000033/bao-gio-xong").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text().contains("Chưa tính được ngày") && page.text().contains("Không quy định thời hạn"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("class=\"due\""));
    assert_eq!(app.get("/thu-tuc/9.999999/bao-gio-xong").await.status, StatusCode::NOT_FOUND);
    let same_day = app.get("/thu-tuc/1.001193/bao-gio-xong?received=2026-11-23T10:00").await.text();
    assert!(same_day.contains("2026-11-23T17:00:00+07:00"), "{same_day}");
    assert!(!same_day.contains("Trước đó, cơ quan"), "the result of the same day is an answer itself");
}

#[tokio::test]
async fn what_was_typed_wrongly_on_the_page_is_told_beside_its_field() {
    let app = TestApp::start().await;
    let page = app.get("/thu-tuc/1.001612/bao-gio-xong?received=%3Cb%3Eh%C3%B4m&agency=H28.99&row=77").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = page.text();
    assert!(html.contains("received-error") && html.contains("agency-error") && !html.contains("<b>hôm"), "{html}");
    assert!(!html.contains("class=\"due\""));
}
