//! A small reader of PDF files for the tests.

use documents::render;
use domain::paper::Paper;
use lopdf::{Dictionary, Document, Object};

/// A printed paper, read back.
pub struct Pdf(Document);

impl Pdf {
    pub fn of(paper: &Paper) -> Self {
        let bytes = render(paper).expect("a PDF");
        assert!(bytes.starts_with(b"%PDF-1.7"), "the version that readers know");
        Self(Document::load_mem(&bytes).expect("a whole PDF"))
    }

    pub fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// The text of one page, counted from 1, blanks and places to break folded away.
    pub fn page(&self, number: u32) -> String {
        plain(&self.0.extract_text(&[number]).expect("text"))
    }

    pub fn text(&self) -> String {
        let numbers: Vec<u32> = self.0.get_pages().into_keys().collect();
        plain(&self.0.extract_text(&numbers).expect("text"))
    }

    pub fn catalog(&self) -> &Dictionary {
        self.0.catalog().expect("a catalogue")
    }

    /// An entry, followed where it refers to another object.
    pub fn entry<'a>(&'a self, of: &'a Dictionary, key: &str) -> Option<&'a Object> {
        of.get(key.as_bytes()).ok().and_then(|object| self.0.dereference(object).ok()).map(|(_, object)| object)
    }

    pub fn info(&self, key: &str) -> Option<String> {
        let info = self.0.trailer.get(b"Info").and_then(Object::as_reference).ok()?;
        let text = self.0.get_dictionary(info).ok()?.get(key.as_bytes()).ok()?;
        lopdf::decode_text_string(text).ok()
    }

    /// Every object that is a dictionary.
    pub fn dictionaries(&self) -> impl Iterator<Item = &Dictionary> {
        self.0.objects.values().filter_map(|object| match object {
            Object::Dictionary(entries) => Some(entries),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        })
    }

    /// How many elements of a structure type, such as `TH`, there are.
    pub fn tags(&self, kind: &str) -> usize {
        self.dictionaries()
            .filter(|entries| entries.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes()))
            .count()
    }

    /// Width and height of the first page in points.
    pub fn size(&self) -> (f32, f32) {
        let first = self.0.get_pages().into_values().next().expect("a page");
        let page = self.0.get_dictionary(first).expect("a page");
        let area = self.entry(page, "MediaBox").and_then(|area| area.as_array().ok()).expect("a size");
        let side = |at: usize| area.get(at).and_then(|side| side.as_float().ok()).unwrap_or_default();
        (side(2), side(3))
    }
}

/// Without line ends, places to break and double blanks.
pub fn plain(text: &str) -> String {
    let whole: String = text.chars().filter(|c| *c != '\u{200B}').collect();
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}
