//! The terms of a document: rows of numbered syllables.

use crate::document::Document;
use crate::syllables::Syllabary;

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

#[cfg(test)]
mod tests {
    use super::*;

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
