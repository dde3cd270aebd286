//! From totals to points.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

use super::count::Measure;
use super::method::{Component, Method};
use super::period::Period;

/// What happened at an agency in a period, by name: every [`Measure`] that tells of days, the same for what came in online
/// (`online_…`), and what lies in hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals(BTreeMap<String, i64>);

/// In hand, and not due before today. Only in the period that today lies in.
pub const OPEN_IN_TIME: &str = "open_in_time";
/// In hand, and due on a day that has passed, no later than the end of the period.
pub const OPEN_LATE: &str = "open_late";
/// In hand while the legal clock stands still. Only in the period that today lies in.
pub const OPEN_PAUSED: &str = "open_paused";
/// Answers to feedback that are owed, and were due on a day that has passed, no later than the end of the period.
pub const FEEDBACK_OWED_LATE: &str = "feedback_owed_late";
/// Answers to feedback that are owed and not due before today. Only in the period that today lies in.
pub const FEEDBACK_OWED_IN_TIME: &str = "feedback_owed_in_time";

impl Totals {
    /// Adds what was counted on a day, or in a month whose first day is given.
    pub fn add(&mut self, measure: Measure, is_online: bool, amount: i64) {
        if measure.is_stock() {
            return;
        }
        *self.0.entry(measure.key().to_owned()).or_default() += amount;
        // Feedback has no other way in: the same figure twice tells nothing.
        if is_online && !measure.is_feedback() {
            *self.0.entry(format!("online_{}", measure.key())).or_default() += amount;
        }
    }

    /// Adds what lies in hand, as it is counted by day.
    pub fn add_stock(&mut self, measure: Measure, day: Date, amount: i64, period: Period, today: Date) {
        let is_now = period.contains(today);
        let is_over = day < today && period.days().is_some_and(|(_, last)| day <= last);
        let name = match measure {
            Measure::OpenDue if is_over => OPEN_LATE,
            Measure::OpenDue if day >= today && is_now => OPEN_IN_TIME,
            Measure::OpenPaused if is_now => OPEN_PAUSED,
            Measure::FeedbackOwed if is_over => FEEDBACK_OWED_LATE,
            Measure::FeedbackOwed if day >= today && is_now => FEEDBACK_OWED_IN_TIME,
            _ => return,
        };
        *self.0.entry(name.to_owned()).or_default() += amount;
    }

    /// Adds all of another, as when agencies become a province.
    pub fn add_all(&mut self, other: &Self) {
        for (name, amount) in &other.0 {
            *self.0.entry(name.clone()).or_default() += amount;
        }
    }

    /// Everything that happened, by name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, amount)| **amount != 0).map(|(name, _)| name.as_str())
    }

    /// A total by name; 0 for what never happened.
    #[must_use]
    pub fn get(&self, name: &str) -> i64 {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// The total of a measure.
    #[must_use]
    pub fn of(&self, measure: Measure) -> i64 {
        self.get(measure.key())
    }

    /// Settled in the period, with or without a time limit.
    #[must_use]
    pub fn settled(&self) -> i64 {
        [Measure::SettledEarly, Measure::SettledOnTime, Measure::SettledLate, Measure::SettledUndated]
            .into_iter()
            .map(|measure| self.of(measure))
            .sum()
    }

    /// Nothing happened and nothing lies in hand.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|amount| *amount == 0)
    }

    /// Every name with its amount, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&str, i64)> {
        self.0.iter().map(|(name, amount)| (name.as_str(), *amount))
    }

    /// Whether a total can have that name.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        let measure = name.strip_prefix("online_").unwrap_or(name);
        let is_measure = Measure::from_key(measure).is_some_and(|measure| !measure.is_stock());
        let in_hand = [OPEN_IN_TIME, OPEN_LATE, OPEN_PAUSED, FEEDBACK_OWED_IN_TIME, FEEDBACK_OWED_LATE];
        is_measure || in_hand.contains(&name)
    }
}

/// What came out for a component.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Scored {
    /// `of` among `among`, between 0 and 1 as `share`, worth `points`.
    Points { of: i64, among: i64, share: f64, points: f64 },
    /// Fewer cases than a score is shown for.
    TooFew { among: i64, least: i64 },
    /// Not reckoned here; the method says why.
    NotReckoned,
}

impl Scored {
    /// A share among cases, worth nothing by itself.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^52")]
    pub fn among(of: i64, among: i64, least: i64) -> Self {
        if among < least.max(1) {
            return Self::TooFew { among, least };
        }
        // More than all cannot be; a counter that says so is for the recomputation to find.
        Self::Points { of, among, share: (of as f64 / among as f64).clamp(0.0, 1.0), points: 0.0 }
    }
}

/// A component with what came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComponentScore {
    pub id: String,
    pub max: f64,
    pub scored: Scored,
}

/// A group with its components.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupScore {
    pub id: String,
    pub max: f64,
    /// Points of the components that could be reckoned.
    pub points: f64,
    /// What those are worth at most: less than `max` where some could not be reckoned.
    pub reckoned_max: f64,
    pub components: Vec<ComponentScore>,
}

/// Reckons every group. Proportional below `full_at`: a fixed half for everything below, as a system in use gives, hides who
/// gets better.
#[must_use]
pub fn score(method: &Method, totals: &Totals) -> Vec<GroupScore> {
    let group = |group: &super::Group| {
        let components: Vec<ComponentScore> = group
            .components
            .iter()
            .map(|one| ComponentScore { id: one.id.clone(), max: one.max, scored: scored(method, one, totals) })
            .collect();
        let (mut points, mut reckoned_max) = (0.0, 0.0);
        for component in &components {
            if let Scored::Points { points: reached, .. } = component.scored {
                points += reached;
                reckoned_max += component.max;
            }
        }
        GroupScore { id: group.id.clone(), max: group.max, points, reckoned_max, components }
    };
    method.groups.iter().map(group).collect()
}

fn scored(method: &Method, component: &Component, totals: &Totals) -> Scored {
    let Some(share) = &component.share else { return Scored::NotReckoned };
    let sum = |names: &[String]| names.iter().map(|name| totals.get(name)).sum::<i64>();
    let (of, among) = (sum(&share.of), sum(&share.among));
    match Scored::among(of, among, method.least_cases) {
        Scored::Points { share, .. } => {
            Scored::Points { of, among, share, points: component.max * (share / component.full_at).min(1.0) }
        }
        other => other,
    }
}
