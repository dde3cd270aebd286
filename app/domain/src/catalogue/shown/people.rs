//! Who may apply, and who carries the procedure out.

use serde::{Deserialize, Serialize};

use super::clean::{clean_line, comparable};
use crate::procedure::Procedure;

/// Groups of applicants; the published values overlap and are too many to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Citizen,
    Business,
    Foreigner,
    Organisation,
    Official,
}

impl Audience {
    pub const ALL: [Self; 5] = [Self::Citizen, Self::Business, Self::Foreigner, Self::Organisation, Self::Official];

    /// The key used in addresses and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Business => "business",
            Self::Foreigner => "foreigner",
            Self::Organisation => "organisation",
            Self::Official => "official",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.key() == key)
    }

    /// The group of one published value; none for values that are left over from something else («nhóm 1»).
    #[must_use]
    pub fn of_published(value: &str) -> Option<Self> {
        const OPENINGS: [(&str, Audience); 10] = [
            ("cong dan", Audience::Citizen),
            ("nguoi viet nam", Audience::Citizen),
            ("doanh nghiep", Audience::Business),
            ("hop tac xa", Audience::Business),
            ("ho kinh doanh", Audience::Business),
            ("nguoi nuoc ngoai", Audience::Foreigner),
            ("to chuc", Audience::Organisation),
            ("can bo", Audience::Official),
            ("cong chuc", Audience::Official),
            ("dang vien", Audience::Official),
        ];
        let value = comparable(value);
        OPENINGS.iter().find(|(opening, _)| value.starts_with(opening)).map(|(_, audience)| *audience)
    }
}

/// Who may apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudiencesShown {
    /// In the order of [`Audience::ALL`], each once.
    pub groups: Vec<Audience>,
    /// The published values that belong to a group, in the order of the groups and each once.
    pub published: Vec<String>,
}

/// The published values in groups.
#[must_use]
pub fn audiences_shown(audiences: &[String]) -> AudiencesShown {
    let mut known: Vec<(Audience, String)> =
        audiences.iter().filter_map(|value| Some((Audience::of_published(value)?, clean_line(value)))).collect();
    known.sort();
    known.dedup();
    let mut groups: Vec<Audience> = known.iter().map(|(audience, _)| *audience).collect();
    groups.dedup();
    AudiencesShown { groups, published: known.into_iter().map(|(_, value)| value).collect() }
}

/// The name of an agency in one spelling: «Ủy ban» for «Uỷ ban», without no-break spaces and final full stop.
#[must_use]
pub fn agency_shown(agency: &str) -> String {
    let name = clean_line(agency).replace("Uỷ ban", "Ủy ban").replace("uỷ ban", "ủy ban").replace("UỶ BAN", "ỦY BAN");
    name.trim_end_matches(['.', ';', ',', ' ']).to_owned()
}

/// The agencies of a procedure, each once.
#[must_use]
pub fn agencies_shown(agencies: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for name in agencies.iter().map(|agency| agency_shown(agency)).filter(|name| !name.is_empty()) {
        if !shown.iter().any(|other| comparable(other) == comparable(&name)) {
            shown.push(name);
        }
    }
    shown
}

/// What tells the procedure apart from others of the same name in a list: the agency that carries it out or decides on it.
#[must_use]
pub fn told_apart_by(procedure: &Procedure) -> Option<String> {
    let authority = procedure.competent_authority.as_deref().map(agency_shown).filter(|name| !name.is_empty());
    agencies_shown(&procedure.agencies).into_iter().next().or(authority)
}
