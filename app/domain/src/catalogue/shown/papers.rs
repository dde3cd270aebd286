//! The papers to hand in, told apart from the notes that stand among them.

use serde::{Deserialize, Serialize};

use super::blocks::inline_entries;
use super::clean::{clean_line, comparable, filled_line};
use super::marker::{Marker, marked};
use crate::procedure::{PaperGroup, PaperRow};

/// Characters from which on a row is looked at for several papers inside.
const LONG_ROW: usize = 200;

/// The table of papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PapersShown {
    pub groups: Vec<PaperGroupShown>,
    /// Rows that were published without a name.
    pub nameless_rows: usize,
}

impl PapersShown {
    /// Whether no paper is named at all, which does not mean that none is needed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.papers.is_empty())
    }
}

/// The papers of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperGroupShown {
    pub case: Option<String>,
    /// May be empty: headings without rows were published.
    pub papers: Vec<PaperShown>,
    /// Explanations that stand among the papers.
    pub notes: Vec<String>,
}

/// One paper, or one row that holds several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperShown {
    /// Group and row of the published table counted from 1, such as `1.2`; the order of showing does not change it.
    pub component: String,
    pub name: String,
    /// The further lines of a row that holds a whole list.
    pub details: Vec<String>,
    pub originals: Option<u32>,
    pub copies: Option<u32>,
    /// Neither originals nor copies were published: one does not know how many to bring.
    pub unknown_number: bool,
    pub forms: Vec<String>,
}

/// The table of papers as a reader is shown it.
#[must_use]
pub fn papers_shown(groups: &[PaperGroup]) -> PapersShown {
    let named: Vec<&PaperRow> = groups.iter().flat_map(|group| &group.items).filter(|row| has_name(row)).collect();
    // Where every row is marked as a note, the marks say nothing: whoever published it left the numbers out.
    let marks_hold = named.iter().any(|row| !row.is_note);
    let is_note = |row: &PaperRow| row.is_note && (marks_hold || begins_as_note(&row.name));
    let all_notes = named.iter().all(|row| is_note(row));
    let shown = groups.iter().enumerate().map(|(group_index, group)| {
        let rows = || group.items.iter().enumerate().filter(|(_, row)| has_name(row));
        let papers = rows()
            .filter(|(_, row)| all_notes || !is_note(row))
            .map(|(row_index, row)| paper(row, format!("{}.{}", group_index + 1, row_index + 1)))
            .collect();
        let notes =
            rows().filter(|(_, row)| !all_notes && is_note(row)).map(|(_, row)| without_bullet(&row.name)).collect();
        PaperGroupShown { case: group.case.as_deref().and_then(filled_line), papers: in_order(papers), notes }
    });
    PapersShown {
        groups: shown.collect(),
        nameless_rows: groups.iter().flat_map(|group| &group.items).filter(|row| !has_name(row)).count(),
    }
}

fn has_name(row: &PaperRow) -> bool {
    row.name.contains(char::is_alphanumeric)
}

fn begins_as_note(name: &str) -> bool {
    let opening: String = name.chars().take(20).collect();
    let name = comparable(&opening);
    ["luu y", "ghi chu", "chu y"].iter().any(|word| name.starts_with(word))
}

fn paper(row: &PaperRow, component: String) -> PaperShown {
    let name = without_bullet(&row.name);
    let mut lines = if name.chars().count() > LONG_ROW { inline_entries(&name) } else { vec![name] }.into_iter();
    let some = |number: Option<u32>| number.filter(|number| *number > 0);
    PaperShown {
        component,
        name: lines.next().unwrap_or_default(),
        details: lines.map(|line| without_bullet(&line)).collect(),
        originals: row.originals,
        copies: row.copies,
        unknown_number: some(row.originals).is_none() && some(row.copies).is_none(),
        forms: row.form_file.iter().flat_map(|files| files.split(" | ")).filter_map(filled_line).collect(),
    }
}

/// The text without a bullet before it; a number or a letter stays, because other rows refer to it.
fn without_bullet(text: &str) -> String {
    let line = clean_line(text);
    match marked(&line) {
        Some((Marker::Bullet(_), rest)) if !rest.is_empty() => rest.to_owned(),
        _ => line,
    }
}

/// The papers by their own numbering, when all of them carry one of the same kind and no number stands twice; else as published.
fn in_order(papers: Vec<PaperShown>) -> Vec<PaperShown> {
    let keys: Option<Vec<(Marker, Vec<u32>)>> = papers.iter().map(|paper| order_key(&paper.name)).collect();
    let Some(keys) = keys else { return papers };
    let alike = keys.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a.is_like(b)));
    let mut numbered: Vec<(Vec<u32>, PaperShown)> = keys.into_iter().map(|(_, key)| key).zip(papers).collect();
    let repeated =
        numbered.iter().enumerate().any(|(at, (key, _))| numbered.iter().skip(at + 1).any(|(other, _)| other == key));
    if alike && !repeated {
        numbered.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    numbered.into_iter().map(|(_, paper)| paper).collect()
}

fn order_key(name: &str) -> Option<(Marker, Vec<u32>)> {
    let (marker, _) = marked(name)?;
    let key = match &marker {
        Marker::Number(parts) => parts.clone(),
        Marker::Letter(place) => vec![u32::try_from(*place).ok()?],
        Marker::Roman(number) => vec![*number],
        Marker::Bullet(_) | Marker::Step => return None,
    };
    Some((marker, key))
}
