//! Running text put back into paragraphs and lists.

use serde::{Deserialize, Serialize};

use super::clean::clean_text;
use super::marker::{Marker, marked};

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Paragraph(String),
    /// Entries without their bullets; numbers, letters and «Bước 1:» stay, because other passages refer to them.
    List(Vec<String>),
}

/// The text in paragraphs and lists, with sentences joined again that the export broke over two lines.
///
/// A line goes on with the one above when it begins with a small letter and the one above did not end: nothing else is joined,
/// because two statements run together mislead more than a line that ends early.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Block> {
    let mut lines: Vec<(Option<Marker>, String)> = Vec::new();
    for line in clean_text(text).lines() {
        match (marked(line), lines.last_mut()) {
            (Some((Marker::Bullet(kind), rest)), _) => {
                if !rest.is_empty() {
                    lines.push((Some(Marker::Bullet(kind)), rest.to_owned()));
                }
            }
            (Some((marker, _)), _) => lines.push((Some(marker), line.to_owned())),
            (None, Some((_, above))) if goes_on(above, line) => {
                above.push(' ');
                above.push_str(line);
            }
            (None, _) => lines.push((None, line.to_owned())),
        }
    }

    let mut blocks = Vec::new();
    let mut open: Option<Marker> = None;
    for (marker, line) in lines {
        let belongs = marker.as_ref().zip(open.as_ref()).is_some_and(|(marker, open)| marker.is_like(open));
        match (&marker, blocks.last_mut()) {
            (Some(_), Some(Block::List(entries))) if belongs => entries.push(line),
            (Some(_), _) => blocks.push(Block::List(vec![line])),
            (None, _) => blocks.push(Block::Paragraph(line)),
        }
        open = marker;
    }
    blocks
}

fn goes_on(above: &str, line: &str) -> bool {
    line.starts_with(char::is_lowercase) && !above.ends_with(['.', ';', ':', '!', '?', '…'])
}

/// A long entry that holds many, cut before each mark that follows the end of a clause.
///
/// The export turned the line feeds of a table cell into blanks, so that a dozen papers stand in one row.
pub(super) fn inline_entries(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut entries: Vec<String> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let after_clause = entries.last().is_some_and(|entry| entry.ends_with([';', ':', '.', ',']));
        let next = words.get(index + 1).copied().unwrap_or_default();
        let opens = matches!(*word, "-" | "+" | "*" | "•" | "–") || opens_entry(word, next);
        match entries.last_mut() {
            Some(entry) if !(after_clause && opens) => {
                entry.push(' ');
                entry.push_str(word);
            }
            _ => entries.push((*word).to_owned()),
        }
    }
    entries
}

/// Whether a word such as `a)`, `(1)` or `2.1.` opens an entry; it must stand alone, with words behind it.
fn opens_entry(word: &str, next: &str) -> bool {
    let alone = word.ends_with([')', '.']) && !next.is_empty();
    alone
        && marked(&format!("{word} {next}"))
            .is_some_and(|(marker, _)| !matches!(marker, Marker::Bullet(_) | Marker::Step))
}
