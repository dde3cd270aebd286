//! `motcua clock …`

use super::{Motcua, err, out};

const EXAMPLE: [&str; 8] = ["clock", "due", "--received", "2026-02-12T15:20", "--limit", "3", "--unit", "working_day"];

#[test]
fn the_due_moment_is_told_as_json_and_in_words_without_making_a_database() {
    let motcua = Motcua::new();
    let told = motcua.run(&[&EXAMPLE[..], &["--json"]].concat());
    assert!(told.status.success(), "{}", err(&told));
    let answer: serde_json::Value = serde_json::from_str(&out(&told)).expect("JSON");
    assert_eq!(answer["due"], "2026-02-24T15:20+07:00");
    assert_eq!(answer["trace"][3]["key"], "holiday");
    let words = out(&motcua.run(&EXAMPLE));
    assert!(words.starts_with("2026-02-24T15:20+07:00\n- Nhận hồ sơ lúc 15:20, thứ Năm, 12/02/2026.\n"), "{words}");
    let english = out(&motcua.run(&[&EXAMPLE[..], &["--lang", "en"]].concat()));
    assert!(
        english.contains("- Not counted: Saturday 14/02/2026 to Sunday 22/02/2026, Lunar New Year (Tết).\n"),
        "{english}"
    );
    assert!(!motcua.folder.path().join("var").exists(), "a command that only looks makes no database");
}

#[test]
fn pauses_agency_channel_and_procedure_are_taken_into_account() {
    let motcua = Motcua::new();
    let due = |arguments: &[&str]| {
        let told = motcua.run(&[&["clock", "due", "--received"], arguments, &["--json"]].concat());
        assert!(told.status.success(), "{arguments:?}: {}", err(&told));
        serde_json::from_str::<serde_json::Value>(&out(&told)).expect("JSON")
    };
    let pauses = ["--pause", "2026-03-11T08:00/2026-03-11T17:00", "--pause", "2026-03-12T07:00/2026-03-12T08:00"];
    let base = ["2026-03-10T10:30", "--limit", "3", "--unit", "working_day"];
    assert_eq!(due(&[&base[..], &pauses].concat())["due"], "2026-03-16T10:30+07:00");
    let saturday = ["2026-03-13T16:00", "--limit", "3", "--unit", "hour", "--agency", "H28.19"];
    assert_eq!(due(&saturday)["due"], "2026-03-14T09:00+07:00");
    let online = due(&["2026-03-10T10:30", "--procedure", "1.001612", "--channel", "online"]);
    assert_eq!(online["due"], "2026-03-13T10:30+07:00");
    assert_eq!(online["answer_due"], "2026-03-11T10:30+07:00");
    assert_eq!(due(&["2026-03-10T16:00", "--unit", "same_day"])["due"], "2026-03-11T17:00+07:00");
}

#[test]
fn what_cannot_be_counted_is_one_sentence_on_standard_error() {
    let motcua = Motcua::new();
    for (arguments, sentence) in [
        (vec!["--received", "yesterday", "--limit", "3", "--unit", "day"], "is no moment"),
        (vec!["--received", "2026-02-12T15:20", "--limit", "0", "--unit", "day"], "The limit must be 1 or more"),
        (vec!["--received", "2026-02-12T15:20", "--limit", "-2", "--unit", "day"], "is no number"),
        (vec!["--received", "2026-02-12T15:20", "--limit", "3", "--unit", "fortnight"], "There is no unit «fortnight»"),
        (vec!["--received", "2026-02-12T15:20", "--limit", "3"], "The limit is missing"),
        (vec!["--limit", "3", "--unit", "day", "--agency", "H99"], "There is no agency «H99»"),
        (vec!["--procedure", "0.000000"], "no procedure with this code"),
        (vec!["--procedure", "2.000033"], "states no limit with a unit"),
        (vec!["--limit", "3", "--unit", "day", "--pause", "2026-02-12T15:20"], "is no pause"),
    ] {
        let told = motcua.run(&[&["clock", "due", "--lang", "en", "--json"], &arguments[..]].concat());
        assert_eq!(told.status.code(), Some(1), "{arguments:?}: {}", out(&told));
        assert!(err(&told).contains(sentence) && err(&told).lines().count() == 1, "{arguments:?}: {}", err(&told));
        assert_eq!(out(&told), "", "{arguments:?}");
    }
}
