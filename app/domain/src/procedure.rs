//! A published procedure (*thủ tục hành chính*) in the exchange format of the catalogue: one JSON object per line.
//!
//! The keys and their order are the file format; a value read and written again is the same value.

use serde::{Deserialize, Serialize};
use serde_json::Number;

/// Level of administration that carries a procedure out, as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Ministry,
    Province,
    Commune,
    Other,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::Ministry, Self::Province, Self::Commune, Self::Other];

    /// The key used in files, addresses and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Ministry => "ministry",
            Self::Province => "province",
            Self::Commune => "commune",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

/// Way to hand a dossier in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Online,
    Direct,
    Postal,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Online, Self::Direct, Self::Postal];

    /// The key used in files, addresses and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Direct => "direct",
            Self::Postal => "postal",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.key() == key)
    }
}

/// Unit of a time limit, as published; `other` means that the unit was not stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    WorkingDay,
    Day,
    Hour,
    Month,
    Year,
    Other,
}

impl TimeUnit {
    pub const ALL: [Self; 6] = [Self::WorkingDay, Self::Day, Self::Hour, Self::Month, Self::Year, Self::Other];

    /// The key used in files and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::WorkingDay => "working_day",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Month => "month",
            Self::Year => "year",
            Self::Other => "other",
        }
    }
}

/// Currency as published. Dollars were often published as đồng: see [`crate::catalogue`] for what a reader is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Currency {
    #[serde(rename = "VND")]
    Vnd,
    #[serde(rename = "USD")]
    Usd,
}

/// How long the authority may take, as published for one channel row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// Half days occur, so this is not always whole.
    pub value: Option<Number>,
    pub unit: TimeUnit,
    /// May hold a constant of the export such as `WORKING_DAY`; never shown as it is.
    pub text: String,
}

/// One fee of a channel row, as published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fee {
    pub amount: Option<Number>,
    pub currency: Option<Currency>,
    pub text: String,
}

/// One way to hand the dossier in, often for one case only; the case then stands in `description`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChannelRow {
    pub channel: Channel,
    pub time_limit: TimeLimit,
    /// Empty: nothing was published, which is not the same as free.
    pub fees: Vec<Fee>,
    pub description: Option<String>,
}

/// Steps of one case, with line feeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepGroup {
    pub case: Option<String>,
    pub text: String,
}

/// One row of the table of papers; many rows are notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperRow {
    pub name: String,
    /// Several are joined by ` | `.
    pub form_file: Option<String>,
    pub originals: Option<u32>,
    pub copies: Option<u32>,
    pub is_note: bool,
}

/// Papers of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperGroup {
    pub case: Option<String>,
    pub items: Vec<PaperRow>,
}

/// What the citizen gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureResult {
    pub code: Option<String>,
    pub name: String,
}

/// A legal document on which the procedure rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalDocument {
    pub number: String,
    pub title: String,
}

/// One published procedure. Field order is the order of the keys in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Procedure {
    pub code: String,
    pub name: String,
    pub decision: Option<String>,
    pub levels: Vec<Level>,
    pub kind: String,
    pub field: String,
    pub audiences: Vec<String>,
    pub agencies: Vec<String>,
    pub competent_authority: Option<String>,
    pub receiving_address: Option<String>,
    pub delegated_agency: Option<String>,
    pub coordinating_agency: Option<String>,
    pub procedure_steps: Vec<StepGroup>,
    pub channels: Vec<ChannelRow>,
    pub document_groups: Vec<PaperGroup>,
    pub results: Vec<ProcedureResult>,
    pub legal_basis: Vec<LegalDocument>,
    pub conditions: Option<String>,
    pub keywords: Option<String>,
    pub description: Option<String>,
}
