//! The province that is served: its agencies, its desks, and what it adds to the published catalogue in its own words.
//!
//! All of it is data with validity dates (`server/data/`), because the tree changed on 01/07/2025 (districts ended) and will
//! change again; an old dossier keeps the agency code it was filed under.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::clock::AfterSupplement;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// Text in the two languages of the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub vi: String,
    pub en: String,
}

/// The province as a whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    /// Identification code of the province, such as `H28`.
    pub code: String,
    pub name: Bilingual,
    /// The day whose state the embedded data describes; shown to the reader.
    #[serde(with = "iso_date")]
    pub reflects: Date,
    /// One sentence on what the data reflects and what it does not.
    pub reflects_note: Bilingual,
    /// Address, hours and phone of the counter, shown on every page.
    pub counter: Counter,
}

/// Where and when a person can talk to somebody.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counter {
    pub address: Bilingual,
    pub hours: Bilingual,
    pub phone: String,
}

/// Tier of an agency in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The province itself (the People's Committee) and its one-stop centre.
    Province,
    /// A department or another province-wide body.
    Department,
    /// A district; ended on 30/06/2025.
    District,
    /// A commune, ward or township.
    Commune,
}

/// A node of the agency tree (*cơ quan, đơn vị*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Identification code, such as `H28.14`; part of every dossier code.
    pub code: String,
    /// Code of the agency above; none for the province.
    pub parent: Option<String>,
    pub tier: Tier,
    pub name: Bilingual,
    #[serde(with = "iso_date")]
    pub valid_from: Date,
    /// Last day of validity; none while it is in force.
    #[serde(default, with = "iso_date::option")]
    pub valid_until: Option<Date>,
    /// Whether the agency has a one-stop desk that receives dossiers.
    pub one_stop_desk: bool,
    pub address: Option<Bilingual>,
}

impl Agency {
    /// Whether the agency exists on that day (both ends included).
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }
}

/// Whether an agency is `above` or stands below it in the tree, whatever their validity: an old dossier keeps its agency.
#[must_use]
pub fn is_or_is_below(agencies: &[Agency], code: &str, above: &str) -> bool {
    let mut at = agencies.iter().find(|agency| agency.code == code);
    // As many steps as there are agencies: a tree that bites its own tail ends too.
    for _ in 0..=agencies.len() {
        let Some(agency) = at else { return false };
        if agency.code == above {
            return true;
        }
        at = agency.parent.as_ref().and_then(|parent| agencies.iter().find(|agency| agency.code == *parent));
    }
    false
}

/// Online level (*mức độ dịch vụ công*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnlineLevel {
    /// *Toàn trình*: everything can be done online.
    Full,
    /// *Một phần*: filed online, a visit is needed for some step.
    Partial,
    /// Information only.
    Information,
}

impl OnlineLevel {
    pub const ALL: [Self; 3] = [Self::Full, Self::Partial, Self::Information];

    /// The key used in files, addresses and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Information => "information",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

/// Which desks receive a procedure since a date (*danh mục TTHC tiếp nhận / không tiếp nhận tại Bộ phận Một cửa*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reception {
    #[serde(with = "iso_date")]
    pub valid_from: Date,
    #[serde(default, with = "iso_date::option")]
    pub valid_until: Option<Date>,
    /// Every desk of these tiers receives it.
    #[serde(default)]
    pub tiers: Vec<Tier>,
    /// These desks receive it too, by agency code.
    #[serde(default)]
    pub agencies: Vec<String>,
}

/// What a person has to do with one paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperNeed {
    /// Must be handed in (uploaded when filing online).
    HandIn,
    /// Only shown at the desk for comparison.
    Show,
    /// Need not be submitted: the authority already has it as data.
    NotNeeded,
}

/// What the province adds to one row of the table of papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicePaper {
    /// Component identifier: group and row of the published table counted from 1, such as `1.2`.
    pub component: String,
    pub name_en: String,
    pub need: PaperNeed,
    /// True when every applicant of the case needs it; false when it depends on `condition`.
    pub always: bool,
    /// When it is needed, or where the authority takes it from.
    pub condition: Option<Bilingual>,
}

/// A case (*trường hợp*) a person chooses before filing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceCase {
    /// Stable key in lower-case letters, digits and hyphens.
    pub id: String,
    pub name: Bilingual,
}

/// A kind of statement about a procedure, to say which of them nobody has checked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Statement {
    #[serde(rename = "level_before_2025")]
    LevelBefore2025,
    #[serde(rename = "agency_before_2025")]
    AgencyBefore2025,
    #[serde(rename = "online_level")]
    OnlineLevel,
    #[serde(rename = "name_en")]
    EnglishName,
    #[serde(rename = "field_en")]
    EnglishField,
    #[serde(rename = "channels")]
    Channels,
    #[serde(rename = "audiences")]
    Audiences,
    #[serde(rename = "kind")]
    Kind,
    #[serde(rename = "time_limit")]
    TimeLimit,
    #[serde(rename = "conditions")]
    Conditions,
    #[serde(rename = "fees")]
    Fees,
    #[serde(rename = "papers")]
    Papers,
    #[serde(rename = "decision")]
    Decision,
    #[serde(rename = "reception")]
    Reception,
    #[serde(rename = "agencies")]
    Agencies,
}

/// How the legal clock runs for one procedure, where the published row does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClockRules {
    /// Answered on the working day on which it is received (the published row then has a number without a unit).
    pub same_day: bool,
    /// What a pause for a supplement does.
    pub after_supplement: AfterSupplement,
    /// Working days added where it concerns a remote commune.
    pub remote_days: u32,
}

/// What the province adds to one published procedure: its own words, its desks, its online level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// National code of the procedure.
    pub code: String,
    pub name_en: String,
    pub field_en: String,
    /// One plain sentence: what it is for.
    pub summary: Bilingual,
    pub online_level: OnlineLevel,
    /// The time limit in plain words where the published one has no unit (such as «1 OTHER» for the same day).
    #[serde(default)]
    pub time_note: Option<Bilingual>,
    /// Who need not pay, and what the amount depends on.
    #[serde(default)]
    pub fee_note: Option<Bilingual>,
    pub reception: Vec<Reception>,
    #[serde(default)]
    pub clock: ClockRules,
    #[serde(default)]
    pub cases: Vec<ServiceCase>,
    #[serde(default)]
    pub papers: Vec<ServicePaper>,
    /// Which statements of this entry nobody has checked against the published text yet; shown to the reader.
    #[serde(default)]
    pub unverified: Vec<Statement>,
}

/// A moment of life or of a business that leads to procedures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeEvent {
    /// Stable key in lower-case ASCII letters and hyphens; stands in the address of the list.
    pub id: String,
    pub name: Bilingual,
    /// For businesses rather than for citizens.
    #[serde(default)]
    pub business: bool,
    pub procedures: Vec<String>,
}
