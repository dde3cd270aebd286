//! Which desks receive a procedure on a day.

use domain::calendar::vietnam;
use domain::procedure::Level;
use domain::province::{Agency, Service, Tier};
use time::{Date, OffsetDateTime};

use super::ProvinceData;

/// The Vietnamese calendar day of an instant.
#[must_use]
pub fn desk_day(now: OffsetDateTime) -> Date {
    now.to_offset(vietnam()).date()
}

/// The desks that receive a procedure on that day, in the order of their codes.
///
/// The province's own table decides. For a procedure it has not listed yet, the desk of the published level does; a
/// procedure of a ministry is not received in the province.
#[must_use]
pub fn desks<'a>(data: &'a ProvinceData, service: Option<&Service>, levels: &[Level], day: Date) -> Vec<&'a Agency> {
    let (tiers, named): (Vec<Tier>, Vec<&str>) = match service {
        Some(service) => {
            let in_force = || {
                service.reception.iter().filter(|reception| {
                    reception.valid_from <= day && reception.valid_until.is_none_or(|last| day <= last)
                })
            };
            (
                in_force().flat_map(|reception| reception.tiers.iter().copied()).collect(),
                in_force().flat_map(|reception| reception.agencies.iter().map(String::as_str)).collect(),
            )
        }
        None => (levels.iter().copied().filter_map(tier_of).collect(), Vec::new()),
    };
    let receives = |agency: &&Agency| {
        agency.one_stop_desk
            && agency.is_valid_on(day)
            && (tiers.contains(&agency.tier) || named.contains(&agency.code.as_str()))
    };
    data.agencies.iter().filter(receives).collect()
}

fn tier_of(level: Level) -> Option<Tier> {
    match level {
        Level::Province => Some(Tier::Province),
        Level::Commune => Some(Tier::Commune),
        Level::Ministry | Level::Other => None,
    }
}
