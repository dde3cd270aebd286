//! What the rules are told besides the answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

use super::unit::Units;
pub use crate::dossier::Channel;
use crate::filing::{ActingFor, Delivery};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// Day, channel, applicant and files: everything that decides and is no answer of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Today in Vietnam.
    #[serde(with = "iso_date")]
    pub today: Date,
    #[serde(default)]
    pub channel: Channel,
    #[serde(default)]
    pub acting_for: ActingFor,
    #[serde(default)]
    pub delivery: Delivery,
    /// Files the server has received, counted by component.
    #[serde(default)]
    pub files: BTreeMap<String, u32>,
    #[serde(default)]
    pub units: Units,
}
