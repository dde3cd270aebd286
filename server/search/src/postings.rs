//! The inverted index in memory: which documents hold a term.

use std::sync::Arc;

use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{DocSet as _, Index, InvertedIndexReader, SingleSegmentIndexWriter, TERMINATED, TantivyDocument, Term};

use crate::syllables::Syllabary;
use crate::terms::{Fields, Rows, TOKENIZER, marked_terms, plain_terms, schema};

/// Upper bound for the memory of the writer while the index is built.
const WRITER_BYTES: usize = 400_000_000;

/// Fields of the index, open for reading.
pub struct Postings {
    pub name_marked: FieldPostings,
    pub name_plain: FieldPostings,
    pub side_marked: FieldPostings,
    pub side_plain: FieldPostings,
    pub body_plain: FieldPostings,
}

/// One field of all documents.
pub struct FieldPostings {
    field: Field,
    /// None for an index without documents.
    reader: Option<Arc<InvertedIndexReader>>,
}

/// Takes documents one by one, so that their texts need not be held together.
pub struct PostingsWriter {
    writer: SingleSegmentIndexWriter,
    fields: Fields,
}

impl PostingsWriter {
    pub fn new() -> tantivy::Result<Self> {
        let (schema, fields) = schema();
        let tokenizers = TokenizerManager::new();
        tokenizers.register(TOKENIZER, TextAnalyzer::builder(WhitespaceTokenizer::default()).build());
        let builder = Index::builder().schema(schema).tokenizers(tokenizers);
        // One segment only: the number of a document is its place in the row in which they come.
        let writer = builder.single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        Ok(Self { writer, fields })
    }

    pub fn add(&mut self, syllabary: &Syllabary, rows: &Rows) -> tantivy::Result<()> {
        let name = std::slice::from_ref(&rows.name);
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.name_marked, marked_terms(syllabary, name));
        document.add_text(self.fields.name_plain, plain_terms(syllabary, name));
        document.add_text(self.fields.side_marked, marked_terms(syllabary, &rows.side));
        document.add_text(self.fields.side_plain, plain_terms(syllabary, &rows.side));
        document.add_text(self.fields.body_plain, plain_terms(syllabary, &rows.body));
        self.writer.add_document(document)
    }

    pub fn finish(self) -> tantivy::Result<Postings> {
        Postings::open(&self.writer.finalize()?, self.fields)
    }
}

impl Postings {
    fn open(index: &Index, fields: Fields) -> tantivy::Result<Self> {
        let searcher = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?.searcher();
        let segments = searcher.segment_readers();
        if segments.len() > 1 {
            return Err(tantivy::TantivyError::InternalError("the catalogue did not fit one segment".to_owned()));
        }
        let open = |field| -> tantivy::Result<FieldPostings> {
            let reader = segments.first().map(|segment| segment.inverted_index(field)).transpose()?;
            Ok(FieldPostings { field, reader })
        };
        Ok(Self {
            name_marked: open(fields.name_marked)?,
            name_plain: open(fields.name_plain)?,
            side_marked: open(fields.side_marked)?,
            side_plain: open(fields.side_plain)?,
            body_plain: open(fields.body_plain)?,
        })
    }
}

impl FieldPostings {
    /// Number of documents that hold a term.
    pub fn count(&self, term: &str) -> u32 {
        let term = Term::from_field_text(self.field, term);
        self.reader.as_ref().and_then(|reader| reader.doc_freq(&term).ok()).unwrap_or(0)
    }

    /// Calls `found` with every document that holds a term, unless more than `most` do; returns how many do.
    pub fn each(&self, term: &str, most: u32, mut found: impl FnMut(u32)) -> u32 {
        let term = Term::from_field_text(self.field, term);
        let Some(reader) = &self.reader else { return 0 };
        // Reading from memory fails for a damaged index only, which then finds nothing.
        let Ok(Some(info)) = reader.get_term_info(&term) else {
            return 0;
        };
        if info.doc_freq > most {
            return info.doc_freq;
        }
        let Ok(mut postings) = reader.read_postings_from_terminfo(&info, IndexRecordOption::Basic) else {
            return 0;
        };
        let mut document = postings.doc();
        while document != TERMINATED {
            found(document);
            document = postings.advance();
        }
        info.doc_freq
    }
}
