//! What each made-up dossier is to go through.

use domain::dossier::Channel;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use time::{Duration, OffsetDateTime};

use super::Demo;
use crate::services::{ServiceError, Services};

/// Agencies that take part.
const AGENCIES: usize = 10;
/// Procedures that are filed at each.
const PROCEDURES: usize = 4;

/// A desk, and what can be filed there without a form of its own.
#[derive(Debug, Clone)]
pub struct Desk {
    pub agency: String,
    /// Procedure and case.
    pub procedures: Vec<(String, Option<String>)>,
}

/// The desks at which made-up dossiers can be filed, the busiest first.
///
/// # Errors
/// When storage fails.
pub async fn desks(services: &Services) -> Result<Vec<Desk>, ServiceError> {
    let mut found: Vec<Desk> = Vec::new();
    for entry in services.catalogue().entries() {
        let Some(current) = services.procedure(&entry.code).await? else { continue };
        let case = current.cases().first().map(|case| case.id.clone());
        let is_simple = services.form_for(&entry.code, case.as_deref()).is_none();
        if !is_simple || services.check_fileable(&current, Channel::Online).is_err() {
            continue;
        }
        for desk in services.filing_desks(&current) {
            let place = found.iter().position(|one| one.agency == desk.code);
            let procedure = (entry.code.clone(), case.clone());
            match place.and_then(|at| found.get_mut(at)) {
                Some(desk) => desk.procedures.push(procedure),
                None => found.push(Desk { agency: desk.code.clone(), procedures: vec![procedure] }),
            }
        }
    }
    found.sort_by(|one, other| {
        other.procedures.len().cmp(&one.procedures.len()).then_with(|| one.agency.cmp(&other.agency))
    });
    found.truncate(AGENCIES);
    found.iter_mut().for_each(|desk| desk.procedures.truncate(PROCEDURES));
    Ok(found)
}

/// How a dossier ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Refused,
    Withdrawn,
    /// Nobody takes it in hand again after it was accepted.
    Left,
    /// So many days after the day it is due; before it when negative.
    Settled(i64),
}

/// One dossier.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub number: usize,
    pub agency: String,
    pub procedure: String,
    pub case: Option<String>,
    pub filed_at: OffsetDateTime,
    /// Working hours until somebody at the desk looks at it.
    pub looked_at_after: u32,
    pub is_supplemented: bool,
    pub ending: Ending,
    /// Of whoever says how it was: 0, 1 or 2.
    pub rating: Option<i16>,
    /// Whether its owner also reports something, and how many days after the answer is due it comes.
    pub feedback: Option<i64>,
}

pub(super) fn plans(desks: &[Desk], demo: Demo, first: OffsetDateTime, last: OffsetDateTime) -> Vec<Plan> {
    let mut chance = StdRng::seed_from_u64(demo.seed);
    let seconds = (last - first).whole_seconds();
    let mut plans: Vec<Plan> = (0..demo.dossiers)
        .filter_map(|number| {
            let rank = number % desks.len().max(1);
            let desk = desks.get(rank)?;
            let (procedure, case) = desk.procedures.get(chance.random_range(0..desk.procedures.len()))?.clone();
            // The further down, the worse: shares that differ are shares that can be told apart.
            let rank = i64::try_from(rank).ok()?;
            let of_hundred: i64 = chance.random_range(0..100);
            let ending = match of_hundred {
                0..3 => Ending::Refused,
                3..5 => Ending::Withdrawn,
                5..8 => Ending::Left,
                rest if rest < 10 + 3 * rank => Ending::Settled(chance.random_range(1..6)),
                rest if rest < 60 => Ending::Settled(0),
                _ => Ending::Settled(-chance.random_range(1..4)),
            };
            let is_satisfied = chance.random_range(0..100) < 97 - 4 * rank;
            let overall = if is_satisfied { chance.random_range(1..3) } else { 0 };
            Some(Plan {
                number,
                agency: desk.agency.clone(),
                procedure,
                case,
                filed_at: first + Duration::seconds(chance.random_range(0..seconds)),
                looked_at_after: chance.random_range(1..7),
                is_supplemented: chance.random_range(0..100) < 6,
                ending,
                rating: (chance.random_range(0..100) < 25).then_some(overall),
                feedback: (chance.random_range(0..100) < 2).then(|| chance.random_range(-4..3)),
            })
        })
        .collect();
    plans.sort_by_key(|plan| plan.filed_at);
    plans
}
