//! What a citizen is shown of a published procedure, as typed values.
//!
//! The catalogue stores what was published and nothing else; everything that would mislead a reader is put right here, on the way
//! to the page. No sentence in any language stands here: the pages say in their language what a value such as
//! [`LimitShown::SeeSteps`] means, and words of the source come through as cleaned text.

mod blocks;
mod channel;
mod clean;
mod dates;
mod fee;
mod field;
mod legal;
mod limit;
mod marker;
mod money;
mod name;
mod papers;
mod people;

#[cfg(test)]
mod tests;

pub use blocks::{Block, paragraphs};
pub use channel::{ChannelShown, FeesShown, channel_shown};
pub use clean::{clean_line, clean_text};
pub use dates::Until;
pub use fee::{FeeShown, Price, fee_shown};
pub use field::{FieldShown, field_key, field_shown};
pub use legal::{LegalShown, ResultShown, decision_shown, legal_basis_shown, results_shown};
pub use limit::{LimitShown, Quantity, limit_shown};
pub use name::{display_name, is_deleted, names_district_level, short_name};
pub use papers::{PaperGroupShown, PaperShown, PapersShown, papers_shown};
pub use people::{Audience, AudiencesShown, agencies_shown, agency_shown, audiences_shown, told_apart_by};

use serde::{Deserialize, Serialize};
use time::Date;

use crate::procedure::{Level, Procedure, StepGroup};
use clean::{comparable, filled_line, is_placeholder};

/// One procedure as a reader is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureShown {
    pub code: String,
    pub name: String,
    /// The portal withdrew the entry; it has a page but stands in no list.
    pub deleted: bool,
    pub decision: Option<String>,
    /// As published: a level may be missing or wrong.
    pub levels: Vec<Level>,
    /// The name speaks of the district level, which no longer exists.
    pub names_district_level: bool,
    /// None when the source holds a constant of the export.
    pub kind: Option<String>,
    pub field: FieldShown,
    pub audiences: AudiencesShown,
    pub agencies: Vec<String>,
    /// What tells it apart from procedures of the same name.
    pub told_apart_by: Option<String>,
    pub competent_authority: Option<String>,
    pub receiving_address: Option<String>,
    pub delegated_agency: Option<String>,
    pub coordinating_agency: Option<String>,
    pub steps: Vec<StepShown>,
    pub channels: Vec<ChannelShown>,
    pub papers: PapersShown,
    pub results: Vec<ResultShown>,
    pub legal_basis: Vec<LegalShown>,
    /// Empty when there are none or only a placeholder was published.
    pub conditions: Vec<Block>,
    /// Without those that repeat the name.
    pub keywords: Vec<String>,
    pub description: Vec<Block>,
}

/// The steps of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepShown {
    pub case: Option<String>,
    pub text: Vec<Block>,
}

/// The procedure as a reader is shown it on that day.
#[must_use]
pub fn shown(procedure: &Procedure, today: Date) -> ProcedureShown {
    let agency = |name: &Option<String>| name.as_deref().map(agency_shown).filter(|name| !is_placeholder(name));
    let passage = |text: &Option<String>| {
        text.as_deref().filter(|text| !is_placeholder(text)).map(paragraphs).unwrap_or_default()
    };
    ProcedureShown {
        code: procedure.code.clone(),
        name: display_name(procedure),
        deleted: is_deleted(&procedure.code),
        decision: procedure.decision.as_deref().and_then(decision_shown),
        levels: procedure.levels.clone(),
        names_district_level: names_district_level(&procedure.name),
        kind: kind_shown(&procedure.kind),
        field: field_shown(&procedure.field),
        audiences: audiences_shown(&procedure.audiences),
        agencies: agencies_shown(&procedure.agencies),
        told_apart_by: told_apart_by(procedure),
        competent_authority: agency(&procedure.competent_authority),
        receiving_address: agency(&procedure.receiving_address),
        delegated_agency: agency(&procedure.delegated_agency),
        coordinating_agency: agency(&procedure.coordinating_agency),
        steps: procedure.procedure_steps.iter().map(step_shown).collect(),
        channels: procedure.channels.iter().map(|row| channel_shown(row, today)).collect(),
        papers: papers_shown(&procedure.document_groups),
        results: results_shown(&procedure.results),
        legal_basis: legal_basis_shown(&procedure.legal_basis),
        conditions: passage(&procedure.conditions),
        keywords: keywords_shown(procedure),
        description: passage(&procedure.description),
    }
}

fn step_shown(step: &StepGroup) -> StepShown {
    StepShown { case: step.case.as_deref().and_then(filled_line), text: paragraphs(&step.text) }
}

/// The kind of regulation in words; constants of the export such as `LOCAL_REGULATION` are dropped.
#[must_use]
pub fn kind_shown(kind: &str) -> Option<String> {
    filled_line(kind).filter(|kind| !kind.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
}

/// The keywords that say more than the name does.
#[must_use]
pub fn keywords_shown(procedure: &Procedure) -> Vec<String> {
    let published = procedure.keywords.as_deref().map(clean_line).unwrap_or_default();
    let names = [comparable(&procedure.name), comparable(&display_name(procedure))];
    // A path through the menus of the old portal, copied together with the name below it.
    let is_path = published.contains(['»', '›']) || published.contains(" > ");
    if is_path || names.contains(&comparable(&published)) {
        return Vec::new();
    }
    let keywords = published.split([',', ';']).map(clean_line);
    keywords.filter(|keyword| !is_placeholder(keyword) && !names.contains(&comparable(keyword))).collect()
}
