//! The forms of the embedded province: each may be published as it stands.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test stops at the first thing that is not there")]

use std::path::PathBuf;

use domain::form::{Context, Form, lean, publish};

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../server/data/forms");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("server/data/forms is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_embedded_form_may_be_published() {
    let mut wrong = Vec::new();
    for path in files() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("readable");
        match toml::from_str::<Form>(&text) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(form) => wrong.extend(publish::check(&form, None).into_iter().map(|defect| format!("{name}: {defect}"))),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn at_least_fifteen_procedures_have_a_form_of_their_own() {
    assert!(files().len() >= 15, "{} forms", files().len());
}

#[test]
fn the_short_reader_of_the_browser_reads_every_form_as_the_derived_one_does() {
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("readable");
        let form: Form = toml::from_str(&text).expect("a form");
        let bare = form.without_texts();
        let json = serde_json::to_value(&bare).expect("serialisable");
        assert_eq!(lean::form(&json), Some(bare), "{}", path.display());
    }
}

#[test]
fn the_short_reader_reads_a_context_as_the_derived_one_does() {
    let json = serde_json::json!({
        "today": "2026-11-22", "channel": "post", "acting_for": "another", "delivery": "electronic", "files": {"1.2": 3},
        "units": [
            {"code": "17", "name": "Hòa Bình", "valid_from": "2000-01-01", "valid_until": "2027-06-30"},
            {"code": "1701", "name": "", "parent": "17", "valid_from": "2000-01-01"},
        ],
    });
    let derived: Context = serde_json::from_value(json.clone()).expect("a context");
    assert_eq!(lean::context(&json), Some(derived));
}
