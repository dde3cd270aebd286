//! View-models of finding and reading a procedure.

use domain::catalogue::shown::{FeeShown, LimitShown, ProcedureShown};
use domain::procedure::{Channel, Level};
use domain::province::{OnlineLevel, Service};
use time::OffsetDateTime;

/// One procedure in a list.
#[derive(Debug, Clone)]
pub struct ProcedureRow {
    pub code: String,
    /// In the language of the page where it is known, else Vietnamese (then `name_is_vietnamese`).
    pub name: String,
    pub name_is_vietnamese: bool,
    /// One plain sentence, where the province wrote one.
    pub summary: Option<String>,
    pub field: String,
    /// Tells namesakes apart.
    pub agencies: Vec<String>,
    pub levels: Vec<Level>,
    pub online_level: OnlineLevel,
    /// Whether a desk of this province receives it.
    pub received_here: bool,
}

/// A moment of life with the number of its procedures.
#[derive(Debug, Clone)]
pub struct LifeEventLink {
    pub id: String,
    pub name: String,
    pub count: usize,
}

/// One value of a facet, with what choosing it would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    pub key: String,
    pub label: String,
    pub count: usize,
    pub chosen: bool,
    /// Address of the list with this value switched.
    pub href: String,
}

/// One facet (field, level, audience, agency, online level).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// Name of the query parameter.
    pub parameter: &'static str,
    pub title: String,
    pub values: Vec<FacetValue>,
}

/// The front page.
#[derive(Debug, Clone)]
pub struct HomeView {
    pub life_events: Vec<LifeEventLink>,
    pub business_events: Vec<LifeEventLink>,
    /// The fields with the most procedures.
    pub fields: Vec<FacetValue>,
    /// Changed last, with the day.
    pub new: Vec<(ProcedureRow, OffsetDateTime)>,
    pub total: usize,
    pub online: usize,
    pub received_here: usize,
}

/// The list of procedures, searched or not.
#[derive(Debug, Clone)]
pub struct ListView {
    /// As typed; empty when nothing was searched.
    pub text: String,
    /// Name of the life event whose procedures are listed.
    pub life_event: Option<String>,
    pub rows: Vec<ProcedureRow>,
    pub total: usize,
    pub facets: Vec<FacetGroup>,
    /// Chosen values: label and the address without it.
    pub chosen: Vec<(String, String)>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Address of the first page, when this is not the first.
    pub first: Option<String>,
    /// Offered when nothing was found.
    pub nearest: Vec<ProcedureRow>,
    pub json_href: String,
    pub csv_href: String,
    pub atom_href: String,
}

/// A kind of desk that receives the procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskLine {
    pub name: String,
    pub address: Option<String>,
}

/// Whether it can be filed online here, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fileable {
    Yes,
    /// The published procedure has no online channel.
    NotOnline,
    /// No desk of this province receives it.
    NotReceivedHere,
    /// It was withdrawn from the catalogue.
    Withdrawn,
}

/// One procedure.
#[derive(Debug, Clone)]
pub struct ProcedureView {
    pub shown: ProcedureShown,
    pub name: String,
    pub name_is_vietnamese: bool,
    pub service: Option<Service>,
    /// Components of the papers that who files online fills in as an electronic form instead.
    pub filled_in_online: Vec<String>,
    pub online_level: OnlineLevel,
    pub fileable: Fileable,
    /// Shortest answer to «how long»: limit by channel, as published, in the order online, direct, postal.
    pub limits: Vec<(Channel, LimitShown)>,
    /// Shortest answer to «how much».
    pub fees: Vec<(Channel, Vec<FeeShown>)>,
    /// Every desk that receives it.
    pub desks: Vec<DeskLine>,
    pub revision: i64,
    pub published_at: OffsetDateTime,
    /// Earlier revisions: number and day.
    pub earlier: Vec<(i64, OffsetDateTime)>,
    /// Ready JSON-LD, already safe inside a script element.
    pub json_ld: String,
}
