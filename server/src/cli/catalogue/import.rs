//! `motcua catalogue import`: checks everything first, then publishes in one transaction.

use std::collections::HashMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use domain::catalogue::check::{Checked, FileCheck, Rejected};
use indicatif::{ProgressBar, ProgressStyle};
use storage::{ImportRow, Storage};

use super::import_row;
use super::lines::Lines;
use crate::cli::{CommandError, complain, tell};
use crate::clock::{Clock, SystemClock};

/// What the check of all files found.
#[derive(Default)]
struct Findings {
    rows: Vec<ImportRow>,
    /// The bad lines as they were.
    rejects: Vec<Vec<u8>>,
    warnings: u64,
    lines: u64,
    /// File and line on which each accepted code stands, across all files.
    places: HashMap<String, String>,
}

/// Checks the files and publishes them. With `rejects`, bad lines are written there and the rest is published.
pub(super) async fn import(
    storage: &dyn Storage,
    files: &[PathBuf],
    rejects: Option<&Path>,
    replace: bool,
) -> Result<ExitCode, CommandError> {
    let mut findings = Findings::default();
    for file in files {
        check_file(file, &mut findings).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    }
    let bad = findings.rejects.len();
    if bad > 0 {
        let Some(rejects) = rejects else {
            complain(&format!(
                "{bad} of {} lines are bad. Nothing was published. Put them right, or use --skip-invalid.",
                findings.lines
            ));
            return Ok(ExitCode::FAILURE);
        };
        write_rejects(rejects, &findings.rejects)
            .map_err(|error| format!("the rejects cannot be written to {}: {error}", rejects.display()))?;
        complain(&format!("{bad} of {} lines are bad and were written to {}.", findings.lines, rejects.display()));
    }
    let summary = storage.import(findings.rows, replace, SystemClock.now()).await?;
    tell(&format!(
        "{} new, {} changed, {} unchanged, {} withdrawn, {} published again, {bad} rejected, {} warnings",
        summary.new, summary.changed, summary.unchanged, summary.withdrawn, summary.restored, findings.warnings
    ));
    Ok(ExitCode::SUCCESS)
}

fn check_file(path: &Path, findings: &mut Findings) -> Result<(), CommandError> {
    let mut lines = Lines::open(path)?;
    let bar = progress(path, lines.size);
    let name = path.display().to_string();
    let mut check = FileCheck::new();
    let mut line = Vec::new();
    let mut number = 0;
    while lines.next(&mut line)? {
        number += 1;
        bar.set_position(lines.position());
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        findings.lines += 1;
        match check.check_bytes(number, &line) {
            Ok(checked) => accept(&name, number, checked, &line, findings, &bar)?,
            Err(rejected) => {
                report(&name, number, &rejected, &bar);
                findings.rejects.push(std::mem::take(&mut line));
            }
        }
    }
    bar.finish_and_clear();
    Ok(())
}

fn accept(
    name: &str,
    number: u64,
    checked: Checked,
    line: &[u8],
    findings: &mut Findings,
    bar: &ProgressBar,
) -> Result<(), CommandError> {
    let Checked { procedure, warnings } = checked;
    let place = format!("{name}:{number}");
    if let Some(first) = findings.places.get(&procedure.code) {
        let code = &procedure.code;
        bar.suspend(|| {
            complain(&format!("{place}: {code}: code: `{code}` stands already at {first}; every code once"))
        });
        findings.rejects.push(line.to_vec());
        return Ok(());
    }
    for warning in warnings {
        findings.warnings += 1;
        let code = &procedure.code;
        bar.suspend(|| complain(&format!("{place}: {code}: warning: {warning}")));
    }
    findings.rows.push(import_row(&procedure)?);
    findings.places.insert(procedure.code, place);
    Ok(())
}

/// One line for every finding: file, line, code, field, what was found, what is expected.
fn report(name: &str, number: u64, rejected: &Rejected, bar: &ProgressBar) {
    let code = rejected.code.as_deref().unwrap_or("(no code)");
    bar.suspend(|| {
        for finding in &rejected.findings {
            complain(&format!("{name}:{number}: {code}: {finding}"));
        }
    });
}

fn write_rejects(path: &Path, rejects: &[Vec<u8>]) -> std::io::Result<()> {
    let mut writer = BufWriter::new(std::fs::File::create(path)?);
    for line in rejects {
        writer.write_all(line)?;
        writer.write_all(b"\n")?;
    }
    writer.flush()
}

/// Shown only on a terminal.
fn progress(path: &Path, size: u64) -> ProgressBar {
    let bar = if size > 0 { ProgressBar::new(size) } else { ProgressBar::new_spinner() };
    let style = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_message(path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
    bar
}
