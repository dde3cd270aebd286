//! The check across the lines of one file.

use std::collections::HashMap;

use super::{Checked, Finding, Kind, Rejected, check_line};

/// Checks the lines of one file in order and remembers the codes that were accepted.
///
/// Of a file of any length only the codes stay in memory. Line numbers are those of the file and count from 1.
#[derive(Debug, Default)]
pub struct FileCheck {
    /// Line on which each accepted code stands first.
    first_lines: HashMap<String, u64>,
}

impl FileCheck {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Checks the next line. Of two good lines with the same code the first counts; a bad line takes no code.
    ///
    /// # Errors
    /// The faults of the line, or that an earlier line has the same code.
    pub fn check(&mut self, line_number: u64, line: &str) -> Result<Checked, Rejected> {
        self.keep_first(line_number, check_line(line))
    }

    /// The same for a line whose encoding is not known to be right.
    ///
    /// # Errors
    /// The faults of the line, or that an earlier line has the same code.
    pub fn check_bytes(&mut self, line_number: u64, line: &[u8]) -> Result<Checked, Rejected> {
        self.keep_first(line_number, super::check_bytes(line))
    }

    fn keep_first(&mut self, line_number: u64, outcome: Result<Checked, Rejected>) -> Result<Checked, Rejected> {
        let checked = outcome?;
        let code = &checked.procedure.code;
        if let Some(first) = self.first_lines.get(code) {
            let found = format!("`{code}` on line {line_number}; it first stands on line {first}");
            let finding = Finding::new("code", Kind::RepeatedCode, found, "every code once in a file");
            return Err(Rejected { code: Some(code.clone()), findings: vec![finding] });
        }
        self.first_lines.insert(code.clone(), line_number);
        Ok(checked)
    }
}
