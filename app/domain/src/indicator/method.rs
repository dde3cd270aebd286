//! The method: which components an indicator group has, what each is worth, and how it is reckoned. Data with validity dates.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::province::Bilingual;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// A share of what happened: the sum of some totals among the sum of others. The names are those of [`super::Totals`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    pub of: Vec<String>,
    pub among: Vec<String>,
}

/// One component of a group (*chỉ số thành phần*).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    pub id: String,
    pub name: Bilingual,
    /// Points it is worth.
    pub max: f64,
    /// How it is reckoned; None when this portal has nothing to reckon it from, and `missing` says why.
    #[serde(default)]
    pub share: Option<Share>,
    #[serde(default)]
    pub missing: Option<Bilingual>,
    /// From this share on it has all its points, such as 0.8.
    #[serde(default = "whole")]
    pub full_at: f64,
    /// Where weight and formula are from.
    pub source: Bilingual,
    /// Whether weight and formula stand in an official text that was read; otherwise they are from a system in use.
    #[serde(default)]
    pub official: bool,
}

fn whole() -> f64 {
    1.0
}

/// A group of indicators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: String,
    pub name: Bilingual,
    pub max: f64,
    #[serde(rename = "component")]
    pub components: Vec<Component>,
}

/// A method and from when on it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    #[serde(with = "iso_date")]
    pub valid_from: Date,
    pub decision: Bilingual,
    /// Below so many cases no score is shown: it would say more about chance than about the agency.
    pub least_cases: i64,
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
}

/// Every method, of which one holds on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Methods {
    #[serde(rename = "method")]
    pub methods: Vec<Method>,
}

/// What is wrong with a method, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodError(pub String);

impl std::fmt::Display for MethodError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for MethodError {}

impl Methods {
    /// The method that holds on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Method> {
        self.methods.iter().filter(|method| method.valid_from <= day).max_by_key(|method| method.valid_from)
    }

    /// Sees that every method can be used.
    ///
    /// # Errors
    /// Names the first group or component that cannot: weights that do not add up, totals that do not exist, a component that
    /// neither is reckoned nor says why not.
    pub fn check(&self, is_total: impl Fn(&str) -> bool) -> Result<(), MethodError> {
        for group in self.methods.iter().flat_map(|method| &method.groups) {
            let worth: f64 = group.components.iter().map(|component| component.max).sum();
            if (worth - group.max).abs() > 1e-9 {
                let id = &group.id;
                return Err(MethodError(format!("group {id}: its components are worth {worth}, not {}", group.max)));
            }
            for component in &group.components {
                check_component(group, component, &is_total)?;
            }
        }
        Ok(())
    }
}

fn check_component(group: &Group, component: &Component, is_total: impl Fn(&str) -> bool) -> Result<(), MethodError> {
    let wrong = |what: String| Err(MethodError(format!("component {} of group {}: {what}", component.id, group.id)));
    match (&component.share, &component.missing) {
        (None, None) => return wrong("it neither has a share nor says why it is missing".to_owned()),
        (Some(_), Some(_)) => return wrong("it has a share and says that it is missing".to_owned()),
        (Some(share), None) => {
            if let Some(unknown) = share.of.iter().chain(&share.among).find(|name| !is_total(name)) {
                return wrong(format!("nothing is counted under the name {unknown}"));
            }
            if share.of.is_empty() || share.among.is_empty() {
                return wrong("its share is of nothing".to_owned());
            }
        }
        (None, Some(_)) => {}
    }
    if component.full_at <= 0.0 || component.full_at > 1.0 || component.max < 0.0 {
        return wrong("full_at lies between 0 and 1, and no component is worth less than nothing".to_owned());
    }
    Ok(())
}
