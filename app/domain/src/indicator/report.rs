//! What is published of a month, from the open data alone: anybody who has the data and this crate comes to the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::count::Measure;
use super::facts::FactLine;
use super::method::Method;
use super::period::Period;
use super::score::{GroupScore, OPEN_LATE, Scored, Totals, score};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// Scores differ by less than this when they are the same: texts of numbers are rounded.
const SAME: f64 = 1e-9;

/// Totals and scores of an agency, or of all together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyReport {
    pub totals: Totals,
    pub groups: Vec<GroupScore>,
}

/// A dossier that is overdue at the end of the period, or was settled late in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delay {
    pub agency: String,
    pub procedure: String,
    #[serde(with = "iso_date")]
    pub due: Date,
    /// None while it is not settled.
    #[serde(with = "iso_date::option")]
    pub settled: Option<Date>,
    /// Calendar days after the day it was due, up to its settling or to the day of the report.
    pub days: i64,
}

/// An approved apology (form 04).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apology {
    pub agency: String,
    pub procedure: String,
    #[serde(with = "iso_date")]
    pub day: Date,
}

/// A month, as it is frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub period: Period,
    /// The day on which it was frozen: what is overdue is overdue on this day.
    #[serde(with = "iso_date")]
    pub frozen_on: Date,
    pub method: Method,
    /// By code; only those where something happened.
    pub agencies: BTreeMap<String, AgencyReport>,
    pub whole: AgencyReport,
    pub delays: Vec<Delay>,
    pub apologies: Vec<Apology>,
}

impl Report {
    /// Reckons everything from the lines.
    #[must_use]
    pub fn of(period: Period, frozen_on: Date, method: &Method, lines: &[FactLine]) -> Self {
        let mut agencies: BTreeMap<String, Totals> = BTreeMap::new();
        for (agency, online, day, measure, amount) in lines.iter().flat_map(FactLine::counted) {
            let totals = agencies.entry(agency).or_default();
            if measure.is_stock() {
                totals.add_stock(measure, day, amount, period, frozen_on);
            } else if period.contains(day) {
                totals.add(measure, online, amount);
            }
        }
        agencies.retain(|_, totals| !totals.is_empty());
        let mut whole = Totals::default();
        agencies.values().for_each(|totals| whole.add_all(totals));
        let report = |totals: Totals| AgencyReport { groups: score(method, &totals), totals };
        Self {
            period,
            frozen_on,
            method: method.clone(),
            agencies: agencies.into_iter().map(|(code, totals)| (code, report(totals))).collect(),
            whole: report(whole),
            delays: delays(period, frozen_on, lines),
            apologies: apologies(period, lines),
        }
    }

    /// The agencies that caused delay: how many they settled late, and how many lie overdue.
    #[must_use]
    pub fn late_agencies(&self) -> Vec<(String, i64, i64)> {
        let late = |(code, report): (&'_ String, &'_ AgencyReport)| {
            (code.clone(), report.totals.of(Measure::SettledLate), report.totals.get(OPEN_LATE))
        };
        self.agencies.iter().map(late).filter(|(_, settled, open)| settled + open > 0).collect()
    }
}

fn delays(period: Period, frozen_on: Date, lines: &[FactLine]) -> Vec<Delay> {
    let last = period.days().map(|(_, last)| last);
    let mut delays: Vec<Delay> = lines
        .iter()
        .filter_map(|line| match line {
            FactLine::Dossier(facts) => Some(facts),
            FactLine::Feedback { .. } => None,
        })
        .filter_map(|facts| {
            let due = facts.due?;
            let is_open = facts.refused.is_none() && facts.withdrawn.is_none() && facts.paused.is_none();
            let until = match facts.settled {
                Some(settled) if period.contains(settled) && settled > due => settled,
                None if facts.received.is_some() && is_open && due < frozen_on && Some(due) <= last => frozen_on,
                _ => return None,
            };
            let days = (until - due).whole_days();
            let (agency, procedure) = (facts.agency.clone(), facts.procedure.clone());
            Some(Delay { agency, procedure, due, settled: facts.settled, days })
        })
        .collect();
    delays.sort();
    delays
}

fn apologies(period: Period, lines: &[FactLine]) -> Vec<Apology> {
    let mut apologies: Vec<Apology> = Vec::new();
    for line in lines {
        let FactLine::Dossier(facts) = line else { continue };
        for day in facts.apologies.iter().filter(|day| period.contains(day.0)) {
            let (agency, procedure) = (facts.agency.clone(), facts.procedure.clone());
            apologies.push(Apology { agency, procedure, day: day.0 });
        }
    }
    apologies.sort();
    apologies
}

/// What is signed: the report, and how it hangs together with its data and with the edition before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Of this document; 1.
    pub format: u32,
    /// Counted from 1 for each month.
    pub edition: i64,
    #[serde(with = "time::serde::rfc3339")]
    pub published_at: OffsetDateTime,
    /// SHA-256 of the document of the edition before, in hexadecimal digits; None for the first.
    pub replaces: Option<String>,
    /// Why there is another edition; None for the first.
    pub reason: Option<String>,
    /// What differs from the edition before: `published` is what that said.
    pub differences: Vec<Finding>,
    /// Lines of the data.
    pub lines: usize,
    /// SHA-256 of the data, every line with its line feed, in hexadecimal digits.
    pub sha256: String,
    pub report: Report,
}

/// One thing that was published, beside what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Code of the agency; empty for all together.
    pub agency: String,
    /// Total, component, or list.
    pub name: String,
    pub published: String,
    pub reckoned: String,
    pub agrees: bool,
}

/// Every figure of a published report beside the one that was reckoned anew.
#[must_use]
pub fn findings(published: &Report, reckoned: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    let codes: std::collections::BTreeSet<&String> =
        published.agencies.keys().chain(reckoned.agencies.keys()).collect();
    for code in codes {
        let of = |report: &'_ Report| report.agencies.get(code).cloned().unwrap_or_default();
        compare(&mut findings, code, &of(published), &of(reckoned));
    }
    compare(&mut findings, "", &published.whole, &reckoned.whole);
    let mut list = |name: &str, published: String, reckoned: String, agrees: bool| {
        findings.push(Finding { agency: String::new(), name: name.to_owned(), published, reckoned, agrees });
    };
    let count = |len: usize| len.to_string();
    let same = published.delays == reckoned.delays;
    list("delays", count(published.delays.len()), count(reckoned.delays.len()), same);
    let same = published.apologies == reckoned.apologies;
    list("apologies", count(published.apologies.len()), count(reckoned.apologies.len()), same);
    findings
}

fn compare(findings: &mut Vec<Finding>, agency: &str, published: &AgencyReport, reckoned: &AgencyReport) {
    let names: std::collections::BTreeSet<&str> = published.totals.names().chain(reckoned.totals.names()).collect();
    for name in names {
        let (said, found) = (published.totals.get(name), reckoned.totals.get(name));
        findings.push(Finding {
            agency: agency.to_owned(),
            name: name.to_owned(),
            published: said.to_string(),
            reckoned: found.to_string(),
            agrees: said == found,
        });
    }
    let components = |report: &AgencyReport| -> BTreeMap<String, Scored> {
        let all = report.groups.iter().flat_map(|group| &group.components);
        all.map(|component| (component.id.clone(), component.scored)).collect()
    };
    let (said, found) = (components(published), components(reckoned));
    let ids: std::collections::BTreeSet<&String> = said.keys().chain(found.keys()).collect();
    for id in ids {
        let (said, found) = (said.get(id), found.get(id));
        findings.push(Finding {
            agency: agency.to_owned(),
            name: id.clone(),
            published: words(said),
            reckoned: words(found),
            agrees: same(said, found),
        });
    }
}

fn words(scored: Option<&Scored>) -> String {
    match scored {
        Some(Scored::Points { of, among, points, .. }) => format!("{points:.4} ({of}/{among})"),
        Some(Scored::TooFew { among, least }) => format!("too few ({among}/{least})"),
        Some(Scored::NotReckoned) => "not reckoned".to_owned(),
        None => "missing".to_owned(),
    }
}

fn same(one: Option<&Scored>, other: Option<&Scored>) -> bool {
    match (one, other) {
        (
            Some(Scored::Points { of, among, share, points }),
            Some(Scored::Points { of: of_other, among: among_other, share: share_other, points: points_other }),
        ) => {
            let near = |a: &f64, b: &f64| (a - b).abs() < SAME;
            of == of_other && among == among_other && near(share, share_other) && near(points, points_other)
        }
        (one, other) => one == other,
    }
}
