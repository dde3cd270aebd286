//! Places where a word that is too long for its line may be broken.
//!
//! A typesetter breaks lines between words only; a name of a hundred letters without a blank would run over the edge or over the next
//! cell of a table.

use domain::paper::{Block, Sheet, Table};
use unicode_normalization::char::is_combining_mark;

const BREAK: char = '\u{200B}';

/// Longest unbroken word in a full line, in half a line, in the cell of a table and in one of small letters. A province's longest
/// place name and most addresses of e-mail are shorter than their limit and stay one piece, so that they can be copied.
const LINE: usize = 60;
const HALF: usize = 28;
const CELL: usize = 20;
const SMALL_CELL: usize = 12;

/// Adds the places; nothing else is changed.
pub fn soften(sheet: &mut Sheet) {
    let heads = [&mut sheet.superior, &mut sheet.desk, &mut sheet.number];
    heads.into_iter().flatten().for_each(|text| break_up(text, HALF));
    break_up(&mut sheet.agency, HALF);
    break_up(&mut sheet.dated, HALF);
    sheet.signatures.iter_mut().filter_map(|one| one.name.as_mut()).for_each(|name| break_up(name, HALF));
    for block in &mut sheet.blocks {
        match block {
            Block::Facts { facts } => {
                facts.iter_mut().filter_map(|fact| fact.value.as_mut()).for_each(|value| break_up(value, LINE));
            }
            Block::Paragraph { runs } => runs.iter_mut().for_each(|run| break_up(&mut run.text, LINE)),
            Block::Written { lines, .. } => lines.iter_mut().for_each(|line| break_up(line, LINE)),
            Block::Table { table } => cells(table),
        }
    }
}

fn cells(table: &mut Table) {
    let limit = if table.small { SMALL_CELL } else { CELL };
    for row in &mut table.rows {
        for (lines, column) in row.iter_mut().zip(&table.columns) {
            // The columns of codes are wide enough for them.
            if column.kind != domain::paper::ColumnKind::Code {
                lines.iter_mut().for_each(|line| break_up(line, limit));
            }
        }
    }
}

fn break_up(text: &mut String, limit: usize) {
    if text.split(' ').all(|word| word.chars().count() <= limit) {
        return;
    }
    let mut broken = String::with_capacity(text.len() + text.len() / limit * BREAK.len_utf8());
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            broken.push(' ');
        }
        let (mut since, mut joins) = (0, false);
        let long = word.chars().count() > limit;
        for c in word.chars() {
            // Never inside what is drawn as one sign.
            let clings =
                is_combining_mark(c) || matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
            if long && since >= limit / 2 && !clings && !joins {
                broken.push(BREAK);
                since = 0;
            }
            broken.push(c);
            joins = c == '\u{200D}';
            since += 1;
        }
    }
    *text = broken;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, limit: usize) -> String {
        let mut text = text.to_owned();
        break_up(&mut text, limit);
        text
    }

    #[test]
    fn only_words_that_are_too_long_are_broken() {
        assert_eq!(broken("Bùi Thị Hằng", 6), "Bùi Thị Hằng");
        assert_eq!(broken("ab abcdefgh", 6), "ab abc\u{200B}def\u{200B}gh");
        assert_eq!(broken("", 6), "");
    }

    #[test]
    fn what_is_drawn_as_one_sign_stays_together() {
        assert_eq!(broken("abcd\u{0323}efg", 4), "ab\u{200B}cd\u{0323}\u{200B}ef\u{200B}g");
        assert_eq!(broken("ab👩\u{200D}🌾cd", 2), "a\u{200B}b\u{200B}👩\u{200D}🌾\u{200B}c\u{200B}d");
    }
}
