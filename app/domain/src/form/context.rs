//! What the rules are told besides the answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

use super::unit::Units;
use crate::filing::{ActingFor, Delivery};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// How the dossier reaches the agency (*kênh thực hiện*).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    #[default]
    Online,
    Counter,
    Post,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Online, Self::Counter, Self::Post];

    /// The key used in expressions.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Counter => "counter",
            Self::Post => "post",
        }
    }
}

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
