//! `motcua demo`: a month whose true figures are known, through counters, recount, publication and check.

use std::collections::BTreeMap;

use crate::{Motcua, err, out};

const MONTH: &str = "2026-09";

/// Agency and figure, as the demo tells what happened.
fn truth(told: &str) -> BTreeMap<(String, String), String> {
    let line = |line: &str| {
        let mut parts = line.split(' ').map(str::to_owned);
        Some(((parts.next()?, parts.next()?), parts.next()?))
    };
    told.lines().filter_map(line).collect()
}

#[test]
fn what_happened_in_a_made_up_month_is_what_counters_recount_publication_and_check_say() {
    let motcua = Motcua::new();
    let lived = motcua.run(&["demo", "--month", MONTH, "--dossiers", "150", "--seed", "7"]);
    assert!(lived.status.success(), "the counters say what was meant: {}", err(&lived));
    let truth = truth(&out(&lived));
    let sum = |name: &str| -> i64 {
        let figures = truth.iter().filter(|((_, figure), _)| figure == name);
        figures.map(|(_, amount)| amount.parse::<i64>().expect("a number")).sum()
    };
    assert_eq!(sum("submitted"), 150);
    let kinds = ["settled_early", "settled_on_time", "settled_late", "refused", "withdrawn", "open_late", "rated"];
    assert!(kinds.into_iter().all(|kind| sum(kind) > 0), "a month has everything in it: {truth:?}");
    let recount = motcua.run(&["indicators", "recompute", "--check"]);
    assert!(recount.status.success() && out(&recount).starts_with("150 dossiers"), "{}", err(&recount));
    let published = motcua.run(&["indicators", "publish", "--month", MONTH]);
    assert!(published.status.success(), "{}", err(&published));
    let file = motcua.run(&["indicators", "file", "--month", MONTH]);
    assert!(file.status.success(), "{}", err(&file));
    let path = motcua.folder.path().join("thang-9.jsonl");
    std::fs::write(&path, &file.stdout).expect("writes");
    let key = out(&motcua.run(&["indicators", "key"]));
    let path = path.display().to_string();
    let verified = motcua.run(&["indicators", "verify", &path, "--key", key.trim()]);
    assert!(verified.status.success(), "{}", err(&verified));
    let said = out(&verified);
    for ((agency, figure), amount) in &truth {
        let line = format!("ok    {agency} {figure}: {amount}\n");
        assert!(said.contains(&line), "{line} is not said of what was published: {said}");
    }
    assert!(!said.contains("mẫu") && !out(&file).contains("Hồ sơ mẫu"), "nobody's name is in the open data");
}

#[test]
fn made_up_dossiers_go_into_no_portal_that_is_in_use() {
    let motcua = Motcua::new();
    let first = motcua.run(&["demo", "--month", MONTH, "--dossiers", "3"]);
    assert!(first.status.success(), "{}", err(&first));
    let again = motcua.run(&["demo", "--month", MONTH, "--dossiers", "3"]);
    assert!(again.status.code() == Some(1) && err(&again).contains("filed here already"), "{}", err(&again));
    let open = Motcua::new();
    let origin = ("MOTCUA_ORIGIN", "https://dichvucong.example");
    let refused = open.run_with(&["demo", "--month", MONTH], &[("MOTCUA_ADDRESS", "0.0.0.0:3000"), origin]);
    assert!(refused.status.code() == Some(1) && err(&refused).contains("loopback"), "{}", err(&refused));
    for month in ["2026", "2026-13", "2999-01"] {
        let refused = open.run(&["demo", "--month", month]);
        assert_eq!(refused.status.code(), Some(1), "{month}: {}", err(&refused));
    }
}
