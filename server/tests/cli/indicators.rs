//! `motcua indicators …`.

use domain::indicator::{DossierFacts, FactLine, Period, Publication, Report};
use publication::{data_text, file, public_key, sha256, sign};
use server::services::indicator_methods;
use time::macros::{date, datetime};

use crate::Motcua;

const KEY: [u8; 32] = [9; 32];

/// A published October with twelve dossiers at one agency, one of them late.
fn october() -> String {
    let lines: Vec<FactLine> = (1..=12)
        .map(|day| {
            let at = time::Date::from_calendar_date(2026, time::Month::October, day).expect("a day");
            FactLine::Dossier(DossierFacts {
                agency: "H28.14".to_owned(),
                procedure: "1.001193".to_owned(),
                online: day % 2 == 0,
                submitted: at,
                received: Some(at),
                digitised: true,
                due: Some(date!(2026 - 10 - 20)),
                told: None,
                paused: None,
                refused: None,
                withdrawn: None,
                settled: Some(if day == 12 { date!(2026 - 10 - 23) } else { date!(2026 - 10 - 19) }),
                electronic_result: true,
                returned: None,
                supplement_requests: Vec::new(),
                apologies: Vec::new(),
                ratings: Vec::new(),
            })
        })
        .collect();
    let method = indicator_methods().expect("good").on(date!(2026 - 10 - 31)).expect("one holds");
    let data = data_text(&lines).expect("writes");
    let publication = Publication {
        format: 1,
        edition: 1,
        published_at: datetime!(2026-11-01 01:00 +7),
        replaces: None,
        reason: None,
        differences: Vec::new(),
        lines: lines.len(),
        sha256: sha256(data.as_bytes()),
        report: Report::of(Period::Month(2026, 10), date!(2026 - 11 - 01), method, &lines),
    };
    let document = serde_json::to_string(&publication).expect("writes");
    file(&document, &sign(&KEY, &document), &public_key(&KEY), &data).expect("writes")
}

#[test]
fn a_published_file_is_checked_figure_by_figure_without_a_portal() {
    let motcua = Motcua::new();
    let path = motcua.folder.path().join("thang-10.jsonl");
    std::fs::write(&path, october()).expect("writes");
    let name = path.to_str().expect("a path");
    let key = public_key(&KEY);
    let output = motcua.run(&["indicators", "verify", name, "--key", &key]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(said.contains("ok    H28.14 settled_late: 1") && said.contains("GOOD"), "{said}");
    assert!(!motcua.folder.path().join("var").exists(), "a command that only looks makes nothing");
    let other = motcua.run(&["indicators", "verify", name, "--key", &public_key(&[1; 32])]);
    assert!(other.status.code() == Some(1) && String::from_utf8_lossy(&other.stderr).contains("another key"));
}

#[test]
fn tampering_with_one_event_is_found_and_named() {
    let motcua = Motcua::new();
    let path = motcua.folder.path().join("thang-10.jsonl");
    std::fs::write(&path, october().replace("2026-10-23", "2026-10-19")).expect("writes");
    let output = motcua.run(&["indicators", "verify", path.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(1));
    let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(
        complained.contains("signature does not fit") || complained.contains("not the data that was signed"),
        "{complained}"
    );
    assert!(said.contains("ok    H28.14 received: 12"), "what was not touched is still right: {said}");
    let gone = motcua.run(&["indicators", "verify", "khong-co.jsonl"]);
    assert!(gone.status.code() != Some(0) && String::from_utf8_lossy(&gone.stderr).contains("cannot be read"));
}

#[test]
fn only_a_month_that_is_over_is_published() {
    let motcua = Motcua::new();
    let output = motcua.run(&["indicators", "publish", "--month", "2026-10"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("no database yet"), "{output:?}");
}

#[test]
fn a_portal_without_a_database_says_so_and_makes_none() {
    let motcua = Motcua::new();
    let output = motcua.run(&["indicators", "recompute", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no database yet"), "{output:?}");
    assert!(!motcua.folder.path().join("var").exists(), "a command that only looks makes nothing");
}
