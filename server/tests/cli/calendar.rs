//! `motcua calendar …`

use super::{Motcua, err, out};

const ANNOUNCED: &str = r#"
[[day]]
date = "2027-09-01"
kind = "holiday"
name_vi = "Quốc khánh"
name_en = "National Day"
decision = "Thông báo lịch nghỉ năm 2027"
verified = true

[[day]]
date = "2027-09-03"
kind = "ordinary"
name_vi = "Ngày làm việc"
name_en = "Working day"
decision = "Thông báo lịch nghỉ năm 2027"
verified = true

[[day]]
date = "2026-01-01"
kind = "holiday"
name_vi = "Tết Dương lịch"
name_en = "New Year's Day"
decision = "Bộ luật Lao động 2019, Điều 112"
verified = true
"#;

fn due(motcua: &Motcua) -> String {
    let told = motcua.run(&["clock", "due", "--received", "2027-08-31T09:00", "--limit", "2", "--unit", "working_day"]);
    assert!(told.status.success(), "{}", err(&told));
    out(&told).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_decree_that_comes_later_moves_due_dates_and_the_same_file_again_changes_nothing() {
    let motcua = Motcua::new();
    assert_eq!(due(&motcua), "2027-09-06T09:00+07:00", "computed: Wed 1, then 2 and 3 off, Mon 6");
    let file = motcua.write("decree.toml", &[ANNOUNCED.to_owned()]);
    let imported = motcua.run(&["calendar", "import", &file]);
    assert!(imported.status.success(), "{}", err(&imported));
    let told = out(&imported);
    assert!(told.contains("new      2027-09-01  Wednesday 01/09/2027  holiday  Quốc khánh"), "{told}");
    assert!(told.contains("changed  2027-09-03") && told.contains("(was holiday, Quốc khánh)"), "{told}");
    assert!(told.ends_with("1 new, 1 changed, 1 unchanged\n"), "{told}");
    assert_eq!(due(&motcua), "2027-09-06T09:00+07:00", "announced: 1 and 2 off, Fri 3, Mon 6");
    let one = ["clock", "due", "--received", "2027-08-31T09:00", "--limit", "1", "--unit", "working_day"];
    assert!(out(&motcua.run(&one)).starts_with("2027-09-03T09:00+07:00"), "the first is worked again");
    let again = motcua.run(&["calendar", "import", &file]);
    assert_eq!(out(&again), "0 new, 0 changed, 3 unchanged\n");
}

#[test]
fn a_year_is_shown_with_its_decisions_and_what_nobody_has_announced() {
    let motcua = Motcua::new();
    let shown = out(&motcua.run(&["calendar", "show", "2027"]));
    assert_eq!(shown.lines().count(), 15, "{shown}");
    assert!(shown.lines().all(|line| line.ends_with("[not announced, unverified]")), "{shown}");
    let verified = out(&motcua.run(&["calendar", "show", "2026"]));
    assert!(
        verified.starts_with("2026-01-01  Thursday 01/01/2026  holiday  Tết Dương lịch / New Year's Day  (Bộ luật"),
        "{verified}"
    );
    assert!(out(&motcua.run(&["calendar", "show", "2031"])).starts_with("No days off of 2031 are known"));
    assert!(!motcua.folder.path().join("var").exists());
}

#[test]
fn one_bad_row_stops_the_whole_import_and_every_finding_is_named() {
    let motcua = Motcua::new();
    let bad = ANNOUNCED.replace("2027-09-03", "2027-09-01").replace("\"Tết Dương lịch\"", "\"\"");
    let file = motcua.write("bad.toml", &[bad]);
    let refused = motcua.run(&["calendar", "import", &file]);
    assert_eq!(refused.status.code(), Some(1));
    let report = err(&refused);
    assert!(report.contains("bad.toml: 2027-09-01: the date stands twice"), "{report}");
    assert!(report.contains("bad.toml: 2026-01-01: name_vi is empty"), "{report}");
    assert!(report.contains("Nothing was imported."), "{report}");
    assert_eq!(out(&refused), "");
    let missing = motcua.run(&["calendar", "import", "nowhere.toml"]);
    assert!(!missing.status.success() && err(&missing).contains("nowhere.toml cannot be read"), "{}", err(&missing));
}
