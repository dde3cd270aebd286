//! Administrative units for addresses, with the days on which they exist.

use serde::{Deserialize, Serialize};
use time::Date;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// A province, district or commune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    pub code: String,
    /// With its kind, such as «xã Hòa Bình».
    pub name: String,
    /// Code of the unit above; none for a province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    #[serde(with = "iso_date")]
    pub valid_from: Date,
    /// Last day; none while it exists.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "iso_date::option")]
    pub valid_until: Option<Date>,
}

impl Unit {
    /// Whether it exists on that day.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }
}

/// The units an address can name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units(pub Vec<Unit>);

impl Units {
    /// The unit of that code, if it exists on that day.
    #[must_use]
    pub fn find(&self, code: &str, day: Date) -> Option<&Unit> {
        self.0.iter().find(|unit| unit.code == code && unit.is_valid_on(day))
    }

    /// The provinces of that day, in the order of the table.
    pub fn provinces(&self, day: Date) -> impl Iterator<Item = &Unit> {
        self.0.iter().filter(move |unit| unit.parent.is_none() && unit.is_valid_on(day))
    }

    /// The lowest units below a province on that day: those that have no valid unit below them.
    pub fn communes<'a>(&'a self, province: &'a str, day: Date) -> impl Iterator<Item = &'a Unit> {
        self.0.iter().filter(move |unit| {
            unit.parent.is_some()
                && unit.is_valid_on(day)
                && self.is_below(unit, province)
                && !self.has_below(unit, day)
        })
    }

    /// Whether the table knows communes of that province; else they are typed.
    #[must_use]
    pub fn lists_communes(&self, province: &str, day: Date) -> bool {
        self.communes(province, day).next().is_some()
    }

    fn is_below(&self, unit: &Unit, province: &str) -> bool {
        // Three levels at most; a table that goes in circles ends here too.
        let mut above = unit.parent.as_deref();
        for _ in 0..3 {
            match above {
                Some(code) if code == province => return true,
                Some(code) => {
                    above = self.0.iter().find(|unit| unit.code == code).and_then(|unit| unit.parent.as_deref());
                }
                None => return false,
            }
        }
        false
    }

    fn has_below(&self, unit: &Unit, day: Date) -> bool {
        self.0.iter().any(|other| other.parent.as_deref() == Some(unit.code.as_str()) && other.is_valid_on(day))
    }
}
