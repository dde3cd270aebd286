//! The list of procedures: searched, narrowed by facets, paged by key.

use std::collections::HashSet;

use super::facets::{Facet, FacetKind, count};
use super::load::Catalogue;
use super::{Entry, desks};
use time::Date;

/// Rows of a page when nothing else is asked for.
pub const PAGE: usize = 20;
/// Most rows a caller can ask for at once.
pub const MAX_PAGE: usize = 100;
/// Most answers of a search that are ranked.
const MAX_HITS: usize = 2_000;

/// What is asked of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListQuery {
    pub text: String,
    /// Chosen keys by facet; several in one facet mean «either».
    pub chosen: Vec<(FacetKind, String)>,
    /// Only the procedures of this life event.
    pub event: Option<String>,
    pub limit: usize,
    /// Where the page before ended: what [`ListAnswer::next`] gave.
    pub after: Option<String>,
}

impl ListQuery {
    pub fn chosen_in(&self, kind: FacetKind) -> impl Iterator<Item = &str> {
        self.chosen.iter().filter(move |(of, _)| *of == kind).map(|(_, key)| key.as_str())
    }
}

/// One page of the list.
#[derive(Default)]
pub struct ListAnswer<'a> {
    pub rows: Vec<&'a Entry>,
    pub total: usize,
    /// What to pass as `after` for the next page.
    pub next: Option<String>,
}

/// Between the code of the last row and how many rows there were up to it.
const PLACE: char = '~';

/// Where a page begins. The last row of the page before may have gone meanwhile: the rows behind it have moved up by one then, so
/// that none is skipped. None when the cursor is none that was ever given.
fn start(after: &str, codes: &[&str]) -> Option<usize> {
    let (code, place) = match after.split_once(PLACE) {
        Some((code, place)) => (code, Some(place.parse::<usize>().ok().filter(|place| *place > 0)?)),
        None => (after, None),
    };
    match codes.iter().position(|known| *known == code) {
        Some(at) => Some(at + 1),
        None => place.map(|place| (place - 1).min(codes.len())),
    }
}

impl Catalogue {
    /// One page, in order of rank when something is searched, else what is received here first, by name. None when `after` is
    /// nothing that a page before gave.
    #[must_use]
    pub fn list(&self, query: &ListQuery, today: Date) -> Option<ListAnswer<'_>> {
        let matching = self.matching(query, None, today);
        let total = matching.len();
        let start = match &query.after {
            None => 0,
            Some(after) => start(after, &matching.iter().map(|entry| entry.code.as_str()).collect::<Vec<_>>())?,
        };
        let limit = query.limit.clamp(1, MAX_PAGE);
        let rows: Vec<&Entry> = matching.into_iter().skip(start).take(limit).collect();
        let end = start + rows.len();
        let next = (end < total).then(|| rows.last().map(|entry| format!("{}{PLACE}{end}", entry.code))).flatten();
        Some(ListAnswer { rows, total, next })
    }

    /// Counts for every facet, each under the choices made in the other facets.
    #[must_use]
    pub fn facets(&self, query: &ListQuery, today: Date) -> Vec<Facet> {
        FacetKind::ALL
            .into_iter()
            .map(|kind| count(kind, self.matching(query, Some(kind), today).into_iter()))
            .collect()
    }

    /// All entries that fit, in order; the choices in `without` are left out of account.
    fn matching(&self, query: &ListQuery, without: Option<FacetKind>, today: Date) -> Vec<&Entry> {
        let event: Option<HashSet<&str>> = query.event.as_ref().map(|id| {
            let found = self.data().life_events.iter().find(|event| event.id == *id);
            found.map(|event| event.procedures.iter().map(String::as_str).collect()).unwrap_or_default()
        });
        let fits = |entry: &&Entry| {
            event.as_ref().is_none_or(|codes| codes.contains(entry.code.as_str()))
                && FacetKind::ALL
                    .into_iter()
                    .filter(|kind| Some(*kind) != without)
                    .all(|kind| self.fits(entry, kind, query, today))
        };
        if query.text.trim().is_empty() {
            return self.entries().iter().filter(fits).collect();
        }
        let hits = self.search(&query.text, MAX_HITS);
        hits.into_iter().filter(fits).collect()
    }

    fn fits(&self, entry: &Entry, kind: FacetKind, query: &ListQuery, today: Date) -> bool {
        let mut chosen = query.chosen_in(kind).peekable();
        if chosen.peek().is_none() {
            return true;
        }
        let values = kind.values(entry);
        chosen.any(|key| {
            values.iter().any(|(value, _)| *value == key)
                || (kind == FacetKind::Agency && self.desk_receives(entry, key, today))
        })
    }

    /// The agency facet also takes the code of one of the province's own desks, such as `H28.14`.
    fn desk_receives(&self, entry: &Entry, agency_code: &str, today: Date) -> bool {
        let data = self.data();
        data.agency(agency_code).is_some()
            && desks(data, data.services.get(&entry.code), &entry.levels, today)
                .iter()
                .any(|desk| desk.code == agency_code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_begins_behind_the_last_row_wherever_it_stands_now() {
        let codes = ["1.1", "1.2", "1.3", "1.4"];
        assert_eq!((start("1.2~2", &codes), start("1.2", &codes), start("1.4~4", &codes)), (Some(2), Some(2), Some(4)));
        assert_eq!(start("1.3~1", &codes), Some(3), "it has moved");
    }

    #[test]
    fn when_the_last_row_has_gone_none_is_skipped() {
        assert_eq!(start("1.2~2", &["1.1", "1.3", "1.4"]), Some(1), "1.3 comes next");
        assert_eq!(start("1.9~9", &["1.1"]), Some(1), "there is nothing behind it any more");
        assert_eq!(start("1.2~2", &[]), Some(0));
    }

    #[test]
    fn what_was_never_given_is_no_cursor() {
        for after in ["nonsense", "1.9", "1.1~", "1.9~x", "1.9~-1", "1.9~0", "1.9~99999999999999999999999"] {
            assert_eq!(start(after, &["1.1"]), None, "{after}");
        }
    }
}
