//! The view-model of an official paper.

use domain::filing::Problem;
use domain::paper::Sheet;

/// An official paper as a page that can be read and printed.
#[derive(Debug, Clone)]
pub struct PaperView {
    pub sheet: Sheet,
    /// Address of the same paper as PDF; none where it is not offered.
    pub pdf: Option<String>,
    /// Of whoever holds code and PIN: these stand in no address, so the PDF is asked for by a form.
    pub held: Option<HeldPaper>,
    /// Where the reader came from: label and Vietnamese path. Not printed.
    pub back: Option<(String, String)>,
}

/// What asks for a paper again.
#[derive(Debug, Clone)]
pub struct HeldPaper {
    pub code: String,
    pub pin: String,
    /// As [`domain::paper::Issued::key`] names it.
    pub paper: String,
}

/// Which register is wanted (form 06).
#[derive(Debug, Clone, Default)]
pub struct RegisterView {
    /// Code and name of the agencies whose register this person may print.
    pub agencies: Vec<(String, String)>,
    pub agency: String,
    /// Days as `2026-11-01`, or as they were typed.
    pub from: String,
    pub to: String,
    pub problems: Vec<Problem>,
}
