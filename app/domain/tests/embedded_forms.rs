//! The forms of the embedded province: each may be published as it stands.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test stops at the first thing that is not there")]

use std::path::PathBuf;

use domain::form::{Form, publish};

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
