//! The fields of the index and the terms of a document in each of them.

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

use crate::document::Document;
use crate::syllables::{BETWEEN, Syllabary};

/// The tokenizer of every field: terms stand apart by blanks already.
pub const TOKENIZER: &str = "terms";

/// The fields of the index. Each holds single syllables and pairs of neighbours.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    pub name_marked: Field,
    pub name_plain: Field,
    /// Results, keywords, field of administration, other words.
    pub side_marked: Field,
    pub side_plain: Field,
    /// Papers, conditions, steps, agencies: without marks only, which halves the index.
    pub body_plain: Field,
}

pub fn schema() -> (Schema, Fields) {
    // Only whether a term occurs counts: no positions, frequencies or lengths are kept.
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let options = TextOptions::default().set_indexing_options(indexing);
    let mut builder = Schema::builder();
    let mut field = |name| builder.add_text_field(name, options.clone());
    let fields = Fields {
        name_marked: field("name_marked"),
        name_plain: field("name_plain"),
        side_marked: field("side_marked"),
        side_plain: field("side_plain"),
        body_plain: field("body_plain"),
    };
    (builder.build(), fields)
}

/// The texts of a document as rows of numbered syllables; phrases do not reach from one row to the next.
pub struct Rows {
    pub name: Vec<u32>,
    pub side: Vec<Vec<u32>>,
    pub body: Vec<Vec<u32>>,
}

impl Rows {
    pub fn of(document: &Document<'_>, syllabary: &mut Syllabary) -> Self {
        let mut side: Vec<&str> = document.results.clone();
        side.push(document.field);
        side.extend([document.keywords, document.name_en, document.extra].into_iter().flatten());
        let mut body: Vec<&str> = document.papers.split(['\n', '.', ';']).collect();
        body.extend(document.body.split(['\n', '.', ';']));
        body.extend(document.agencies.iter().chain(&document.audiences));
        let name = name_row(document.name, syllabary);
        let mut rows = |texts: Vec<&str>| {
            let rows = texts.into_iter().map(|text| syllabary.row(text));
            rows.filter(|row| !row.is_empty()).collect()
        };
        Self { name, side: rows(side), body: rows(body) }
    }
}

/// The syllables of a name without the «Thủ tục» before it, which says nothing.
pub fn name_row(name: &str, syllabary: &mut Syllabary) -> Vec<u32> {
    let mut row = syllabary.row(name);
    if let [first, second, _, ..] = *row
        && (syllabary.marked(first), syllabary.marked(second)) == ("thủ", "tục")
    {
        row.drain(..2);
    }
    row
}

/// The first clause of a name without what stands in brackets: it says what the plain case is, what follows are
/// details such as the place where the procedure is carried out.
pub fn head(name: &str) -> String {
    const SHORTEST: usize = 4;
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' | '/' if depth == 0 && kept.split_whitespace().count() >= SHORTEST => break,
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// Terms of rows with marks, as text for [`TOKENIZER`].
pub fn marked_terms(syllabary: &Syllabary, rows: &[Vec<u32>]) -> String {
    terms(rows, |number| syllabary.marked(number))
}

/// Terms of rows without marks.
pub fn plain_terms(syllabary: &Syllabary, rows: &[Vec<u32>]) -> String {
    terms(rows, |number| syllabary.plain(number))
}

fn terms<'a>(rows: &[Vec<u32>], form: impl Fn(u32) -> &'a str) -> String {
    let mut text = String::new();
    for row in rows {
        let mut before: Option<&str> = None;
        for syllable in row.iter().map(|number| form(*number)) {
            if let Some(before) = before {
                text.push_str(before);
                text.push(BETWEEN);
                text.push_str(syllable);
                text.push(' ');
            }
            text.push_str(syllable);
            text.push(' ');
            before = Some(syllable);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_syllables_and_neighbours_within_a_row() {
        let mut syllabary = Syllabary::default();
        let rows = [syllabary.row("Khai sinh"), syllabary.row("sổ đỏ")];
        assert_eq!(marked_terms(&syllabary, &rows), "khai khai_sinh sinh sổ sổ_đỏ đỏ ");
        assert_eq!(plain_terms(&syllabary, &rows), "khai khai_sinh sinh so so_do do ");
    }

    #[test]
    fn a_head_is_the_first_clause_without_brackets() {
        assert_eq!(head("Cấp lại thẻ (thực hiện (tại) tỉnh) mới; đổi thẻ"), "Cấp lại thẻ  mới");
        assert_eq!(head("Cấp/Cấp lại giấy"), "Cấp/Cấp lại giấy");
        assert_eq!(head("Cấp (lại"), "Cấp ");
    }

    #[test]
    fn the_heading_word_of_a_name_is_left_out() {
        let mut syllabary = Syllabary::default();
        let plain = syllabary.row("đăng ký kết hôn");
        assert_eq!(name_row("Thủ tục đăng ký kết hôn", &mut syllabary), plain);
        assert_eq!(name_row("Thủ tục", &mut syllabary).len(), 2);
    }
}
