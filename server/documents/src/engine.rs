//! Typst, set up once: fonts, library and template; and the world in which one paper is set.

use std::sync::OnceLock;

use domain::calendar::vietnam;
use domain::paper::{MOTTO, Paper, Sheet};
use serde_json::json;
use time::OffsetDateTime;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

use crate::PrintError;
use crate::soften::soften;

/// The faces that the template uses; licence and origin in `fonts/README.md`.
const FACES: [&[u8]; 3] = [
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
];

const TEMPLATE: &str = include_str!("../templates/sheet.typ");

/// What does not change from paper to paper.
struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    sheet: FileId,
}

impl Engine {
    fn shared() -> Result<&'static Self, PrintError> {
        static ENGINE: OnceLock<Option<Engine>> = OnceLock::new();
        ENGINE
            .get_or_init(Self::start)
            .as_ref()
            .ok_or_else(|| PrintError::Failed("the typesetter does not start".to_owned()))
    }

    fn start() -> Option<Self> {
        let fonts: Vec<Font> = FACES.iter().filter_map(|face| Font::new(Bytes::new(*face), 0)).collect();
        let file = |name| Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern());
        Some(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(file("/sheet.typ")?, TEMPLATE.to_owned()),
            sheet: file("/sheet.json")?,
        })
    }
}

/// One paper's world: the template and one file of data, nothing else. There is no clock in it.
struct Desk {
    engine: &'static Engine,
    data: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.engine.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.engine.template.id() { Ok(self.engine.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.engine.sheet { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets one paper and returns the PDF. Takes a core for some tens of milliseconds (a register of 1,000 rows for some hundreds): on
/// a server call [`crate::Printer::print`] instead, which does it beside the async threads.
///
/// # Errors
/// [`PrintError::Failed`] when the typesetter refuses, which no text in the paper can bring about.
pub fn render(paper: &Paper) -> Result<Vec<u8>, PrintError> {
    let sheet = paper.sheet();
    let (issued_at, made) = (sheet.issued_at, lay_out(sheet));
    let made = made.and_then(|document| pdf(&document, issued_at));
    // Typst remembers every step for the next run of a person who is editing; here the next paper is another one.
    comemo::evict(0);
    made
}

/// The pages of a sheet.
pub(crate) fn lay_out(mut sheet: Sheet) -> Result<PagedDocument, PrintError> {
    let (name, author) = (sheet.name(), sheet.agency.clone());
    soften(&mut sheet);
    let failed = |error: serde_json::Error| PrintError::Failed(error.to_string());
    let mut data = serde_json::to_value(&sheet).map_err(failed)?;
    if let Some(fields) = data.as_object_mut() {
        fields.insert("name".to_owned(), json!(name));
        fields.insert("author".to_owned(), json!(author));
        fields.insert("motto".to_owned(), json!(MOTTO));
    }
    let data = Bytes::new(serde_json::to_vec(&data).map_err(failed)?);
    let desk = Desk { engine: Engine::shared()?, data };
    typst::compile::<PagedDocument>(&desk).output.map_err(|found| first(&found))
}

fn pdf(document: &PagedDocument, issued_at: OffsetDateTime) -> Result<Vec<u8>, PrintError> {
    let options = PdfOptions {
        creator: Smart::Custom(Some("Một Cửa".to_owned())),
        timestamp: timestamp(issued_at),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|found| first(&found))
}

/// The moment of issue in Vietnamese time.
fn timestamp(at: OffsetDateTime) -> Option<Timestamp> {
    let local = at.to_offset(vietnam());
    let (hour, minute, second) = local.to_hms();
    let moment = Datetime::from_ymd_hms(local.year(), local.month().into(), local.day(), hour, minute, second)?;
    Timestamp::new_local(moment, i32::from(local.offset().whole_minutes()))
}

/// The first thing that typst objected to. Its messages name elements and types, not the text of the paper.
fn first(found: &[typst::diag::SourceDiagnostic]) -> PrintError {
    PrintError::Failed(found.first().map(|one| one.message.to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests;
