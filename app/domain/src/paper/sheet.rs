//! A paper as blocks of plain text in reading order: what both the PDF and the printable page are made from.

use serde::Serialize;
use time::OffsetDateTime;

use super::link::{Link, Qr};
use super::text::{printable, printable_lines};

/// The motto that stands on every paper of the State (NĐ 30/2020/NĐ-CP, annex I; unverified): name of the State, then the words.
pub const MOTTO: [&str; 2] = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"];

/// The rule that the forms are annexes of; stands beside the number of the form.
pub const BASIS: &str = "Thông tư số 01/2018/TT-VPCP";

/// One paper, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// «Mẫu số 01».
    pub form: &'static str,
    /// The rule that the form is an annex of.
    pub basis: &'static str,
    /// Whose copy it is.
    pub copy: Option<&'static str>,
    /// A wide table needs the long side of the paper.
    pub landscape: bool,
    pub superior: Option<String>,
    pub agency: String,
    pub desk: Option<String>,
    /// After «Số:»; dots when `None`.
    pub number: Option<String>,
    /// Place and day of issue, as one line.
    pub dated: String,
    /// For the metadata of the PDF.
    #[serde(skip)]
    pub issued_at: OffsetDateTime,
    /// In capital letters.
    pub title: String,
    pub gloss: Option<&'static str>,
    /// The dossier's code, under the title.
    pub code: Option<String>,
    pub blocks: Vec<Block>,
    pub signatures: Vec<Signature>,
    pub links: Vec<LinkShown>,
    /// Small lines at the foot.
    pub closing: Vec<String>,
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Lines «label: value».
    Facts {
        facts: Vec<Fact>,
    },
    /// A sentence or more.
    Paragraph {
        runs: Vec<Run>,
    },
    /// A label and what was written under it, line by line; dotted lines to write on when there is nothing.
    Written {
        label: String,
        lines: Vec<String>,
    },
    Table {
        table: Table,
    },
}

/// «label: value»; dots to write on without a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub label: String,
    pub value: Option<String>,
    pub strong: bool,
    /// Stands on the line of the fact before it, where the paper is wide enough.
    pub beside: bool,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    pub strong: bool,
}

/// A table; its header is repeated where the table goes on to another page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    pub caption: Option<String>,
    pub columns: Vec<Column>,
    /// As many cells as columns; a cell is a list of lines, and empty where nothing is to be said.
    pub rows: Vec<Vec<Vec<String>>>,
    /// Room for signatures: rows are at least this high, in millimetres.
    pub row_height: u16,
    /// Smaller letters, for tables of many columns.
    pub small: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Column {
    pub heading: &'static str,
    pub gloss: Option<&'static str>,
    pub kind: ColumnKind,
    /// Width: millimetres for `Number`, `Code` and `Moment`, a share of the rest for `Text`.
    pub width: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    Text,
    /// Centred.
    Number,
    /// A dossier's code: never broken.
    Code,
    /// A time and a day.
    Moment,
}

/// Who signs, with the room for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    pub role: &'static str,
    pub gloss: Option<&'static str>,
    /// «(Ký và ghi rõ họ tên)».
    pub hint: &'static str,
    pub name: Option<String>,
}

/// An address, its code and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkShown {
    pub says: &'static str,
    pub gloss: Option<&'static str>,
    pub url: String,
    /// `None` when the address is too long for a code.
    pub qr: Option<Qr>,
}

impl Sheet {
    /// Title and code, for the title of a file or a page; the title as in running text.
    #[must_use]
    pub fn name(&self) -> String {
        let mut letters = self.title.chars();
        let title: String = letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
        match &self.code {
            Some(code) => format!("{title} {code}"),
            None => title,
        }
    }
}

impl Fact {
    pub(super) fn new(label: &str, value: Option<String>) -> Self {
        Self { label: label.to_owned(), value, strong: false, beside: false }
    }

    pub(super) fn strong(label: &str, value: Option<String>) -> Self {
        Self { strong: true, ..Self::new(label, value) }
    }

    /// On the line of the fact before it.
    pub(super) fn beside(self) -> Self {
        Self { beside: true, ..self }
    }

    /// Only where there is a value.
    pub(super) fn given(label: &str, value: Option<String>) -> Option<Self> {
        value.map(|value| Self::new(label, Some(value)))
    }
}

impl Run {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: false }
    }

    pub(super) fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true }
    }
}

impl Block {
    pub(super) fn written(label: &str, text: &str) -> Self {
        Self::Written { label: label.to_owned(), lines: printable_lines(text) }
    }

    pub(super) fn sentence(text: &str) -> Self {
        Self::Paragraph { runs: vec![Run::plain(text)] }
    }
}

impl Column {
    pub(super) fn new(kind: ColumnKind, width: u16, heading: &'static str, gloss: Option<&'static str>) -> Self {
        Self { heading, gloss, kind, width }
    }
}

impl LinkShown {
    pub(super) fn of(link: &Link, gloss: bool) -> Self {
        Self {
            says: link.purpose().says(),
            gloss: gloss.then(|| link.purpose().gloss()),
            url: link.url().to_owned(),
            qr: Qr::of(link.url()),
        }
    }
}

/// The cell of one line, empty where nothing was filled in.
pub(super) fn cell(text: Option<&str>) -> Vec<String> {
    text.map(printable).filter(|line| !line.is_empty()).into_iter().collect()
}
