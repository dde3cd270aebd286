//! What a file is, told by its content and not by its name.
//!
//! The sniffer is fed the file in pieces while it streams in, so that a 20 MB scan never lies in memory as a whole.

/// How many first bytes the decision looks at.
pub const SNIFF_BYTES: usize = 8192;

/// Kinds of files that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaKind {
    Pdf,
    Jpeg,
    Png,
    Webp,
    Heic,
    Tiff,
    Docx,
    Xlsx,
    Odt,
    Ods,
    /// Word and Excel before 2007.
    LegacyOffice,
}

impl MediaKind {
    /// The media type stored and sent back with the file.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Tiff => "image/tiff",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::LegacyOffice => "application/x-ole-storage",
        }
    }
}

/// Why a file is not taken; the key is stable and translated by the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaProblem {
    Empty,
    /// A program, whatever its name says.
    Executable,
    /// A PDF that asks for a password or forbids reading.
    Encrypted,
    /// None of the kinds that are taken.
    Unknown,
}

impl MediaProblem {
    /// Stable key for messages and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::Executable => "file_executable",
            Self::Encrypted => "file_encrypted",
            Self::Unknown => "file_kind_unknown",
        }
    }
}

/// Reads a file piece by piece and tells at the end what it is.
#[derive(Debug, Default)]
pub struct MediaSniffer {
    head: Vec<u8>,
    length: u64,
    tail: Vec<u8>,
    encrypted: bool,
    /// Which of [`MARKS`] were seen anywhere in the file.
    marks: [bool; MARKS.len()],
}

/// Names within office documents that tell them from other archives and containers (a program's installer among them). They may
/// stand anywhere: writers order the entries as they like.
const MARKS: [&[u8]; 5] = [CONTENT_TYPES, WORD, SHEET, OLD_WORD, OLD_SHEET];
const CONTENT_TYPES: &[u8] = b"[Content_Types].xml";
const WORD: &[u8] = b"word/document";
const SHEET: &[u8] = b"xl/workbook";
/// Names of streams before 2007, as they stand in the directory of the container: two bytes a letter.
const OLD_WORD: &[u8] = b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";
const OLD_SHEET: &[u8] = b"W\0o\0r\0k\0b\0o\0o\0k\0";
const ARCHIVE: &[u8] = b"PK\x03\x04";
const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Enough to see a marker and the reference behind it when they are cut by the edge of a piece.
const OVERLAP: usize = 48;

impl MediaSniffer {
    /// Feeds the next piece, in order.
    pub fn feed(&mut self, piece: &[u8]) {
        let wanted = SNIFF_BYTES.saturating_sub(self.head.len()).min(piece.len());
        self.head.extend_from_slice(piece.get(..wanted).unwrap_or_default());
        self.length += piece.len() as u64;
        let is_office = self.head.starts_with(ARCHIVE) || self.head.starts_with(CONTAINER);
        if !self.encrypted {
            self.tail.extend_from_slice(piece);
            if is_office {
                for (mark, seen) in MARKS.iter().zip(&mut self.marks) {
                    *seen = *seen || contains(&self.tail, mark);
                }
            } else {
                self.encrypted = holds_encryption(&self.tail);
            }
            let cut = self.tail.len().saturating_sub(OVERLAP);
            self.tail.drain(..cut);
        }
    }

    /// Bytes fed so far.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// What the file is.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn finish(&self) -> Result<MediaKind, MediaProblem> {
        let head = self.head.as_slice();
        if self.length == 0 {
            return Err(MediaProblem::Empty);
        }
        if is_executable(head) {
            return Err(MediaProblem::Executable);
        }
        let kind = kind_of(head).or_else(|| self.office_kind()).ok_or(MediaProblem::Unknown)?;
        if kind == MediaKind::Pdf && self.encrypted {
            return Err(MediaProblem::Encrypted);
        }
        Ok(kind)
    }

    fn has(&self, mark: &[u8]) -> bool {
        MARKS.iter().zip(&self.marks).any(|(known, seen)| *known == mark && *seen)
    }

    /// Office documents are archives or containers whose entries name the kind.
    fn office_kind(&self) -> Option<MediaKind> {
        let head = self.head.as_slice();
        if head.starts_with(CONTAINER) {
            return (self.has(OLD_WORD) || self.has(OLD_SHEET)).then_some(MediaKind::LegacyOffice);
        }
        if !head.starts_with(ARCHIVE) {
            return None;
        }
        // The standard wants this entry first and as it is.
        if contains(head, b"mimetypeapplication/vnd.oasis.opendocument.text") {
            return Some(MediaKind::Odt);
        }
        if contains(head, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
            return Some(MediaKind::Ods);
        }
        match (self.has(CONTENT_TYPES), self.has(SHEET), self.has(WORD)) {
            (true, true, _) => Some(MediaKind::Xlsx),
            (true, false, true) => Some(MediaKind::Docx),
            _ => None,
        }
    }
}

fn is_executable(head: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 8] = [
        b"MZ",
        b"\x7fELF",
        b"#!",
        b"\xca\xfe\xba\xbe",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xcf\xfa\xed\xfe",
        b"\xce\xfa\xed\xfe",
    ];
    SIGNATURES.iter().any(|signature| head.starts_with(signature))
}

fn kind_of(head: &[u8]) -> Option<MediaKind> {
    // A PDF may have up to 1,024 bytes before its header (ISO 32000-1, annex H.3.4.1), but a reader of our own must not
    // be fooled by a page of another kind that quotes the header: only blanks and a byte order mark may come first.
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if start.trim_ascii_start().starts_with(b"%PDF-") {
        return Some(MediaKind::Pdf);
    }
    if head.starts_with(b"\xff\xd8\xff") {
        return Some(MediaKind::Jpeg);
    }
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(MediaKind::Png);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some(MediaKind::Webp);
    }
    if head.starts_with(b"II*\0") || head.starts_with(b"MM\0*") {
        return Some(MediaKind::Tiff);
    }
    if head.get(4..8) == Some(b"ftyp") {
        let brand = head.get(8..12)?;
        return [b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"]
            .iter()
            .any(|known| brand == known.as_slice())
            .then_some(MediaKind::Heic);
    }
    None
}

/// An `/Encrypt` entry of a trailer: the name followed by a reference or a dictionary.
fn holds_encryption(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"/Encrypt") {
        let behind = rest.get(at + b"/Encrypt".len()..).unwrap_or_default();
        let value = behind.trim_ascii_start();
        if value.starts_with(b"<<") || is_reference(value) {
            return true;
        }
        rest = behind;
    }
    false
}

/// `12 0 R`
fn is_reference(bytes: &[u8]) -> bool {
    let mut parts = bytes.split(|b| b.is_ascii_whitespace()).filter(|part| !part.is_empty());
    let number = |part: Option<&[u8]>| part.is_some_and(|p| p.len() <= 10 && p.iter().all(u8::is_ascii_digit));
    number(parts.next()) && number(parts.next()) && parts.next().is_some_and(|part| part.starts_with(b"R"))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    find(haystack, needle).is_some()
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sniff(bytes: &[u8]) -> Result<MediaKind, MediaProblem> {
        let mut sniffer = MediaSniffer::default();
        sniffer.feed(bytes);
        sniffer.finish()
    }

    #[test]
    fn content_tells_the_kind() {
        assert_eq!(sniff(b"%PDF-1.7\n1 0 obj"), Ok(MediaKind::Pdf));
        assert_eq!(sniff(b"\xff\xd8\xff\xe0..JFIF"), Ok(MediaKind::Jpeg));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n...."), Ok(MediaKind::Png));
        assert_eq!(sniff(b"RIFF\0\0\0\0WEBPVP8 "), Ok(MediaKind::Webp));
        assert_eq!(sniff(b"\0\0\0\x18ftypheic...."), Ok(MediaKind::Heic));
        assert_eq!(sniff(b"PK\x03\x04......[Content_Types].xml....word/document.xml"), Ok(MediaKind::Docx));
        assert_eq!(sniff(b"PK\x03\x04......[Content_Types].xml....xl/workbook.xml"), Ok(MediaKind::Xlsx));
        assert_eq!(sniff(b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.textPK"), Ok(MediaKind::Odt));
        let word = [CONTAINER, &[0; 600], OLD_WORD].concat();
        assert_eq!(sniff(&word), Ok(MediaKind::LegacyOffice));
    }

    #[test]
    fn the_names_of_an_office_document_may_stand_at_its_very_end() {
        let late = [ARCHIVE, b"word/document.xml".as_slice(), &[7; 3 * SNIFF_BYTES], CONTENT_TYPES].concat();
        for cut in [1, 5, 20, SNIFF_BYTES, late.len() - 10, late.len() - 1] {
            let mut sniffer = MediaSniffer::default();
            sniffer.feed(&late[..cut]);
            sniffer.feed(&late[cut..]);
            assert_eq!(sniffer.finish(), Ok(MediaKind::Docx), "cut at {cut}");
        }
    }

    #[test]
    fn a_container_that_holds_no_document_is_not_taken() {
        let installer = [CONTAINER, &[0; 600], b"R\0o\0o\0t\0 \0E\0n\0t\0r\0y\0".as_slice()].concat();
        assert_eq!(sniff(&installer), Err(MediaProblem::Unknown), "an installer of Windows looks like this");
    }

    #[test]
    fn a_program_called_pdf_is_still_a_program() {
        assert_eq!(sniff(b"MZ\x90\0\x03"), Err(MediaProblem::Executable));
        assert_eq!(sniff(b"\x7fELF\x02"), Err(MediaProblem::Executable));
        assert_eq!(sniff(b"#!/bin/sh\n"), Err(MediaProblem::Executable));
    }

    #[test]
    fn empty_and_unknown_files_are_told_apart() {
        assert_eq!(sniff(b""), Err(MediaProblem::Empty));
        assert_eq!(sniff(b"<html><script>"), Err(MediaProblem::Unknown));
        assert_eq!(sniff(b"PK\x03\x04 some.jar META-INF/"), Err(MediaProblem::Unknown));
    }

    #[test]
    fn an_encrypted_pdf_is_refused_wherever_the_pieces_are_cut() {
        let pdf = b"%PDF-1.7\n...\ntrailer << /Size 9 /Encrypt 12 0 R /Root 1 0 R >>\n%%EOF";
        for cut in 0..pdf.len() {
            let mut sniffer = MediaSniffer::default();
            sniffer.feed(&pdf[..cut]);
            sniffer.feed(&pdf[cut..]);
            assert_eq!(sniffer.finish(), Err(MediaProblem::Encrypted), "cut at {cut}");
        }
    }

    #[test]
    fn a_pdf_that_only_talks_of_encryption_is_taken() {
        assert_eq!(sniff(b"%PDF-1.4 (the /EncryptMetadata key, /Encrypt is a word)"), Ok(MediaKind::Pdf));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..4096)) {
            let _ = sniff(&bytes);
        }
    }
}
