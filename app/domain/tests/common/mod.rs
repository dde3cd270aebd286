//! The shared data beside the repository; a clone without it runs the other tests only.

use std::io::Write as _; // straight to the stream: the runner swallows what a passing test prints
use std::path::PathBuf;
use std::process::Command;

/// The folder of the catalogue data, or `None` with a note on standard error.
pub fn catalogue_data(test: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("MOTCUA_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")), PathBuf::from);
    let folder = shared.join("data/catalogue");
    if folder.join("national-open.jsonl.gz").is_file() {
        return Some(folder);
    }
    let _ = writeln!(std::io::stderr(), "did not run: {test} needs ../shared/data");
    None
}

/// The lines of the open part of the national catalogue.
pub fn national_lines(test: &str) -> Option<Vec<String>> {
    let file = catalogue_data(test)?.join("national-open.jsonl.gz");
    let unpacked =
        Command::new("gzip").arg("-dc").arg(file).output().unwrap_or_else(|fault| panic!("gzip does not run: {fault}"));
    assert!(unpacked.status.success(), "gzip unpacks the file");
    let text = String::from_utf8(unpacked.stdout).unwrap_or_else(|fault| panic!("the file is not UTF-8: {fault}"));
    Some(text.lines().map(str::to_owned).collect())
}
