//! The embedded default province: data files compiled into the binary, read once at start.

use std::collections::HashMap;

use domain::province::{Agency, LifeEvent, Province, Service};
use search::{Lexicon, LexiconText};
use serde::Deserialize;

/// The 40 procedures of the default province in the exchange format.
pub const EMBEDDED_PROCEDURES: &str = include_str!("../../data/procedures.jsonl");

const PROVINCE: &str = include_str!("../../data/province.toml");
const AGENCIES: &str = include_str!("../../data/agencies.toml");
const SERVICES: &str = include_str!("../../data/services.toml");
const LIFE_EVENTS: &str = include_str!("../../data/life-events.toml");
const SYNONYMS: &str = include_str!("../../data/search/synonyms.tsv");
const ENGLISH: &str = include_str!("../../data/search/english.tsv");
const STOP_WORDS: &str = include_str!("../../data/search/stopwords.tsv");
const SPECIAL_CASES: &str = include_str!("../../data/search/special.tsv");

/// A data file of the province cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    #[error("{file}: {reason}")]
    Toml { file: &'static str, reason: String },
    #[error("the search tables: {0}")]
    Lexicon(#[from] search::LexiconError),
}

/// Everything the province adds to the published catalogue.
pub struct ProvinceData {
    pub province: std::sync::Arc<Province>,
    pub agencies: Vec<Agency>,
    pub services: HashMap<String, Service>,
    pub life_events: Vec<LifeEvent>,
    pub lexicon: Lexicon,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyFile {
    agency: Vec<Agency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceFile {
    service: Vec<Service>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LifeEventFile {
    life_event: Vec<LifeEvent>,
}

fn read<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, EmbeddedError> {
    toml::from_str(text).map_err(|error| EmbeddedError::Toml { file, reason: error.to_string() })
}

impl ProvinceData {
    /// Reads the embedded files.
    ///
    /// # Errors
    /// Names the file and what is wrong in it; a released binary never fails here because a test reads them too.
    pub fn embedded() -> Result<Self, EmbeddedError> {
        let services: ServiceFile = read("services.toml", SERVICES)?;
        Ok(Self {
            province: std::sync::Arc::new(read("province.toml", PROVINCE)?),
            agencies: read::<AgencyFile>("agencies.toml", AGENCIES)?.agency,
            services: services.service.into_iter().map(|service| (service.code.clone(), service)).collect(),
            life_events: read::<LifeEventFile>("life-events.toml", LIFE_EVENTS)?.life_event,
            lexicon: Lexicon::parse(LexiconText {
                synonyms: SYNONYMS,
                english: ENGLISH,
                stop_words: STOP_WORDS,
                special_cases: SPECIAL_CASES,
            })?,
        })
    }

    #[must_use]
    pub fn agency(&self, code: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{desk_day, desks};
    use domain::catalogue::check::check_line;
    use domain::procedure::Channel;
    use std::collections::HashSet;
    use time::macros::date;

    #[test]
    fn every_line_of_the_embedded_catalogue_passes_the_import_check() {
        let mut codes = HashSet::new();
        for line in EMBEDDED_PROCEDURES.lines() {
            let checked = check_line(line).unwrap_or_else(|rejected| panic!("{rejected:#?}"));
            assert_eq!(checked.warnings, [], "{}", checked.procedure.code);
            codes.insert(checked.procedure.code);
        }
        assert_eq!(codes.len(), 40);
        let data = ProvinceData::embedded().expect("the embedded data is good");
        assert_eq!(data.services.keys().cloned().collect::<HashSet<_>>(), codes);
        for event in &data.life_events {
            for code in &event.procedures {
                assert!(codes.contains(code), "{} names {code}", event.id);
            }
        }
    }

    #[test]
    fn what_can_be_filed_online_has_a_desk_before_and_after_the_districts_ended() {
        let data = ProvinceData::embedded().expect("the embedded data is good");
        for line in EMBEDDED_PROCEDURES.lines() {
            let procedure = check_line(line).expect("checked above").procedure;
            if !procedure.channels.iter().any(|row| row.channel == Channel::Online) {
                continue;
            }
            for day in [date!(2024 - 06 - 01), date!(2025 - 06 - 30), date!(2025 - 07 - 01), date!(2026 - 11 - 22)] {
                let desks = desks(&data, data.services.get(&procedure.code), &procedure.levels, day);
                assert!(!desks.is_empty(), "{} on {day}", procedure.code);
                assert!(desks.iter().all(|desk| desk.is_valid_on(day)));
            }
        }
        assert_eq!(desk_day(time::macros::datetime!(2025-06-30 17:30 UTC)), date!(2025 - 07 - 01));
    }
}
