//! The units that an address can name, with the days on which they exist.

use domain::form::{Unit, Units};
use domain::province::Tier;
use serde::Deserialize;
use time::Date;

use crate::catalogue::{EmbeddedError, ProvinceData};

const UNITS: &str = include_str!("../../data/units.toml");
/// How the names of people's committees begin; the rest is the name of the unit.
const COMMITTEE_OF: &str = "Ủy ban nhân dân ";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    home: String,
    unit: Vec<Unit>,
}

/// All units, also those that ended or have not begun.
#[derive(Debug, Clone, Default)]
pub struct UnitTable(Units);

impl UnitTable {
    /// The units of that day.
    #[must_use]
    pub fn on(&self, day: Date) -> Units {
        Units(self.0.0.iter().filter(|unit| unit.is_valid_on(day)).cloned().collect())
    }
}

/// The provinces of the embedded table, and the communes of this one.
///
/// # Errors
/// When the file cannot be read; a released binary never fails here because a test reads it too.
pub fn units(data: &ProvinceData) -> Result<UnitTable, EmbeddedError> {
    let file: UnitFile =
        toml::from_str(UNITS).map_err(|error| EmbeddedError::Toml { file: "units.toml", reason: error.to_string() })?;
    let communes = data.agencies.iter().filter(|agency| agency.tier == Tier::Commune).filter_map(|agency| {
        Some(Unit {
            code: agency.code.clone(),
            name: agency.name.vi.strip_prefix(COMMITTEE_OF)?.to_owned(),
            parent: Some(file.home.clone()),
            valid_from: agency.valid_from,
            valid_until: agency.valid_until,
        })
    });
    let communes: Vec<Unit> = communes.collect();
    Ok(UnitTable(Units(file.unit.into_iter().chain(communes).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn table() -> UnitTable {
        units(&ProvinceData::embedded().expect("the embedded data is good")).expect("the table is good")
    }

    #[test]
    fn there_were_63_provinces_and_are_34_and_the_one_of_this_installation() {
        let table = table();
        for (day, count) in [(date!(2025 - 06 - 30), 63), (date!(2025 - 07 - 01), 35), (date!(2026 - 11 - 23), 35)] {
            let units = table.on(day);
            assert_eq!(units.provinces(day).count(), count, "{day}");
            for unit in units.provinces(day) {
                assert!(unit.code.len() == 2 && unit.code.bytes().all(|byte| byte.is_ascii_digit()), "{unit:?}");
                assert_eq!(units.0.iter().filter(|other| other.code == unit.code).count(), 1, "{unit:?}");
            }
        }
    }

    #[test]
    fn a_province_that_is_gone_cannot_be_chosen_and_its_code_may_be_another_ones() {
        let table = table();
        let name = |day, code: &str| table.on(day).find(code, day).map(|unit| unit.name.clone());
        assert_eq!(name(date!(2025 - 06 - 30), "15").as_deref(), Some("tỉnh Yên Bái"));
        assert_eq!(name(date!(2025 - 07 - 01), "15").as_deref(), Some("tỉnh Lào Cai"));
        assert_eq!(name(date!(2025 - 07 - 01), "10"), None);
    }

    #[test]
    fn the_communes_of_this_province_are_listed_and_those_of_others_are_typed() {
        let (table, today) = (table(), date!(2026 - 11 - 23));
        let units = table.on(today);
        let communes: Vec<&str> = units.communes("17", today).map(|unit| unit.name.as_str()).collect();
        assert!(communes.contains(&"xã Mường Bi") && communes.contains(&"phường Tân Hòa"), "{communes:?}");
        assert!(!units.lists_communes("25", today));
        let before = date!(2025 - 06 - 30);
        assert!(!table.on(before).communes("17", before).any(|unit| unit.name == "xã Mường Bi"), "formed a day later");
    }
}
