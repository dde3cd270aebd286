//! The view-model of an official paper.

use domain::paper::Sheet;

/// An official paper as a page that can be read and printed.
#[derive(Debug, Clone)]
pub struct PaperView {
    pub sheet: Sheet,
    /// Address of the same paper as PDF; none where it is not offered.
    pub pdf: Option<String>,
    /// Where the reader came from: label and Vietnamese path. Not printed.
    pub back: Option<(String, String)>,
}
