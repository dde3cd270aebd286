//! The command line: the catalogue, forms, and the settings.

#![expect(clippy::expect_used, reason = "a test fails by panicking with what it expected")]

use std::io::Write as _; // straight to the stream: the runner swallows what a passing test prints
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[path = "cli/calendar.rs"]
mod calendar;
#[path = "cli/clock.rs"]
mod clock;
#[path = "cli/demo.rs"]
mod demo;
#[path = "cli/forms.rs"]
mod forms;
#[path = "cli/indicators.rs"]
mod indicators;
#[path = "cli/process.rs"]
mod process;
#[path = "cli/staff.rs"]
mod staff;

struct Motcua {
    folder: tempfile::TempDir,
}

impl Motcua {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_motcua"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(environment.iter().copied())
            .output()
            .expect("runs")
    }

    fn write(&self, name: &str, lines: &[String]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, lines.join("\n") + "\n").expect("written");
        path.display().to_string()
    }

    fn export(&self) -> Vec<String> {
        let output = self.run(&["catalogue", "export"]);
        assert!(output.status.success(), "{}", err(&output));
        out(&output).lines().map(str::to_owned).collect()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn embedded() -> Vec<String> {
    server::catalogue::EMBEDDED_PROCEDURES.lines().map(str::to_owned).collect()
}

/// The national catalogue beside the clone, or a word that the test did not run.
fn shared(test: &str, file: &str) -> Option<PathBuf> {
    let base = std::env::var_os("MOTCUA_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let path = base.join("data").join(file);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "did not run: {test} needs ../shared/data/{file}");
        return None;
    }
    Some(path)
}

#[test]
fn what_was_imported_is_given_back_and_the_same_file_again_changes_nothing() {
    let motcua = Motcua::new();
    let file = motcua.write("catalogue.jsonl", &embedded());
    let first = motcua.run(&["catalogue", "import", &file]);
    assert!(out(&first).starts_with("40 new, 0 changed, 0 unchanged, 0 withdrawn"), "{}{}", out(&first), err(&first));
    assert_eq!(motcua.export(), embedded());
    let again = motcua.run(&["catalogue", "import", &file]);
    assert!(out(&again).starts_with("0 new, 0 changed, 40 unchanged, 0 withdrawn"), "{}", out(&again));
    let packed = motcua.folder.path().join("out.jsonl.gz").display().to_string();
    assert!(motcua.run(&["catalogue", "export", "--output", &packed]).status.success());
    let from_packed = motcua.run(&["catalogue", "import", &packed]);
    assert!(out(&from_packed).starts_with("0 new, 0 changed, 40 unchanged"), "{}", out(&from_packed));
}

#[test]
fn a_changed_procedure_is_counted_and_replace_withdraws_the_rest() {
    let motcua = Motcua::new();
    motcua.run(&["catalogue", "import", &motcua.write("all.jsonl", &embedded())]);
    let changed = embedded()[0].replacen("\"name\":\"", "\"name\":\"Bản mới: ", 1);
    let outcome =
        motcua.run(&["catalogue", "import", "--replace", &motcua.write("one.jsonl", std::slice::from_ref(&changed))]);
    assert!(
        out(&outcome).starts_with("0 new, 1 changed, 0 unchanged, 39 withdrawn"),
        "{}{}",
        out(&outcome),
        err(&outcome)
    );
    assert_eq!(motcua.export(), [changed]);
}

#[test]
fn one_bad_line_stops_everything_and_is_named_with_place_code_and_field() {
    let motcua = Motcua::new();
    let mut lines = embedded();
    lines[2] = lines[2].replacen("\"levels\":[\"", "\"levels\":[\"district\",\"", 1);
    lines.push("{".to_owned());
    let file = motcua.write("bad.jsonl", &lines);
    let refused = motcua.run(&["catalogue", "import", &file]);
    assert!(!refused.status.success());
    let report = err(&refused);
    assert!(
        report.contains("bad.jsonl:3: ") && report.contains("levels[0]") && report.contains("district"),
        "{report}"
    );
    assert!(report.contains("bad.jsonl:41: "), "{report}");
    assert!(report.contains("Nothing was published"), "{report}");
    assert_eq!(motcua.export(), Vec::<String>::new());
    let skipped = motcua.run(&["catalogue", "import", "--skip-invalid", "--rejects", "rejects.jsonl", &file]);
    assert!(out(&skipped).starts_with("39 new"), "{}", out(&skipped));
    let rejects = std::fs::read_to_string(motcua.folder.path().join("rejects.jsonl")).expect("written");
    assert_eq!(rejects.lines().collect::<Vec<_>>(), [lines[2].as_str(), "{"], "given back as they were");
}

#[test]
fn the_same_code_in_two_files_is_named_with_both_places() {
    let motcua = Motcua::new();
    let (one, two) = (motcua.write("one.jsonl", &embedded()[..1]), motcua.write("two.jsonl", &embedded()[..1]));
    let refused = motcua.run(&["catalogue", "import", &one, &two]);
    assert!(err(&refused).contains("two.jsonl:1: ") && err(&refused).contains("one.jsonl:1"), "{}", err(&refused));
}

#[test]
fn the_broken_set_is_reported_and_two_of_its_lines_are_stored() {
    let Some(file) = shared("the_broken_set_is_reported", "catalogue/broken-open.jsonl") else { return };
    let motcua = Motcua::new();
    let file = file.display().to_string();
    let refused = motcua.run(&["catalogue", "import", &file]);
    assert!(!refused.status.success());
    let report = err(&refused);
    for line in (1..=40).filter(|line| !matches!(line, 9 | 35)) {
        assert!(report.contains(&format!("broken-open.jsonl:{line}: ")), "line {line} is named");
    }
    assert!(
        report.lines().all(|line| line.chars().count() < 1_000 && !line.contains('\u{7}')),
        "nothing long, nothing invisible"
    );
    assert_eq!(motcua.export(), Vec::<String>::new());
    let skipped = motcua.run(&["catalogue", "import", "--skip-invalid", &file]);
    assert!(
        out(&skipped).starts_with("2 new") && out(&skipped).contains("38 rejected, 1 warnings"),
        "{}",
        out(&skipped)
    );
    let again = motcua.run(&["catalogue", "import", "--skip-invalid", &file]);
    assert!(out(&again).starts_with("0 new, 0 changed, 2 unchanged"), "{}", out(&again));
}

#[test]
fn wrong_settings_are_told_one_by_one() {
    let motcua = Motcua::new();
    let refused =
        motcua.run_with(&["serve"], &[("MOTCUA_ADDRESS", "here"), ("MOTCUA_DATABASE_URL", "mysql://secret@x/y")]);
    assert_eq!(refused.status.code(), Some(2));
    let report = err(&refused);
    assert!(report.contains("address: `here`") && report.contains("database_url: expected"), "{report}");
    assert!(!report.contains("secret"));
    std::fs::write(motcua.folder.path().join("motcua.toml"), "adress = \"127.0.0.1:1\"\n").expect("written");
    assert!(err(&motcua.run(&["serve"])).contains("there is no setting `adress`"));
}
