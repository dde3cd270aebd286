//! Counting what each choice would leave.

use std::collections::HashMap;

use super::Entry;

/// The facets of the list, in the order they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FacetKind {
    Field,
    Level,
    Audience,
    Agency,
    OnlineLevel,
}

impl FacetKind {
    pub const ALL: [Self; 5] = [Self::Field, Self::Level, Self::Audience, Self::Agency, Self::OnlineLevel];

    /// Name of the query parameter.
    #[must_use]
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Level => "level",
            Self::Audience => "audience",
            Self::Agency => "agency",
            Self::OnlineLevel => "online_level",
        }
    }

    /// The keys an entry has in this facet, with a name where the key is not an enumeration.
    pub fn values(self, entry: &Entry) -> Vec<(&str, Option<&str>)> {
        match self {
            Self::Field => vec![(&entry.field_key, Some(&entry.field))],
            Self::Level => entry.levels.iter().map(|level| (level.key(), None)).collect(),
            Self::Audience => entry.audiences.iter().map(|audience| (audience.key(), None)).collect(),
            Self::Agency => entry.agencies.iter().map(|(key, name)| (key.as_str(), Some(name.as_str()))).collect(),
            Self::OnlineLevel => vec![(entry.online_level.key(), None)],
        }
    }
}

/// One value of a facet and how many procedures have it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct FacetCount {
    pub key: String,
    /// Published name of a field or agency; empty for values that the reader's language names.
    pub name: String,
    pub count: usize,
}

/// One facet with its values, most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub kind: FacetKind,
    pub values: Vec<FacetCount>,
}

/// Counts the values among the entries.
pub(super) fn count<'a>(kind: FacetKind, entries: impl Iterator<Item = &'a Entry>) -> Facet {
    let mut counts: HashMap<&str, (Option<&str>, usize)> = HashMap::new();
    for entry in entries {
        for (key, name) in kind.values(entry) {
            counts.entry(key).or_insert((name, 0)).1 += 1;
        }
    }
    let mut values: Vec<FacetCount> = counts
        .into_iter()
        .map(|(key, (name, count))| FacetCount {
            key: key.to_owned(),
            name: name.unwrap_or_default().to_owned(),
            count,
        })
        .collect();
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
    Facet { kind, values }
}
