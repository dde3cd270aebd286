//! What an address says a queue is narrowed to, and what storage is asked for it.

use app::view::QueueChoice;
use domain::staff::Permission;
use storage::{NO_DUE, QueueFilter, TaskKind, TaskPlace};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::near::near_until;
use super::super::{Fields, text};
use crate::http::staff::Officer;
use crate::http::state::App;

/// Longest step and procedure code that an address may name.
const LONGEST: usize = 60;

/// The choices of an address; what cannot be one narrows nothing.
pub(in super::super) fn choice_of(officer: &Officer, query: &Fields) -> QueueChoice {
    let short =
        |name: &str| Some(text(query, name)).filter(|text| text.len() <= LONGEST).unwrap_or_default().to_owned();
    let one_of = |name: &str, known: &[&str]| Some(short(name)).filter(|text| known.contains(&text.as_str()));
    let reach = officer.reach(Permission::SeeQueue);
    let whose = short("cua");
    QueueChoice {
        unit: one_of("don-vi", &reach).unwrap_or_default(),
        kind: TaskKind::from_key(text(query, "viec")).map_or("", TaskKind::key).to_owned(),
        whose: match whose.as_str() {
            "mine" | "free" => whose,
            other => other.parse::<Uuid>().map(|id| id.to_string()).unwrap_or_default(),
        },
        step: short("buoc"),
        procedure: short("thu-tuc"),
        due: one_of("han", &["late", "near", "later", "none"]).unwrap_or_default(),
    }
}

/// What storage is asked for. Only units within this person's reach come into it.
pub(in super::super) fn filter_of(
    app: &App,
    officer: &Officer,
    choice: &QueueChoice,
    now: OffsetDateTime,
) -> QueueFilter {
    filter_for(app, officer, Permission::SeeQueue, choice, now)
}

/// The same for what only some of those may do who see the queue.
pub(super) fn filter_for(
    app: &App,
    officer: &Officer,
    permission: Permission,
    choice: &QueueChoice,
    now: OffsetDateTime,
) -> QueueFilter {
    let units = units_of(officer, permission, &choice.unit);
    let near = near_until(app, units.iter().map(String::as_str), now);
    let (due_from, due_before) = match choice.due.as_str() {
        "late" => (None, Some(now)),
        "near" => (Some(now), Some(near)),
        "later" => (Some(near), Some(NO_DUE)),
        "none" => (Some(NO_DUE), None),
        _ => (None, None),
    };
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    QueueFilter {
        units,
        kind: TaskKind::from_key(&choice.kind),
        step: some(&choice.step),
        procedure_code: some(&choice.procedure),
        holder: match choice.whose.as_str() {
            "mine" => Some(officer.id),
            other => other.parse().ok(),
        },
        unclaimed: choice.whose == "free",
        due_before,
        due_from,
    }
}

/// Whose queues are shown: of the agency that was asked for, else of those at which the person has a role. What lies below
/// them is shown when it is asked for, because a province has hundreds.
fn units_of(officer: &Officer, permission: Permission, wanted: &str) -> Vec<String> {
    let reach = officer.reach(permission);
    if reach.contains(&wanted) {
        return vec![wanted.to_owned()];
    }
    let own = |code: &&&str| officer.grants.iter().any(|grant| grant.agency == **code);
    reach.iter().filter(own).map(|code| (*code).to_owned()).collect()
}

/// The choices that a saved query string says.
pub(in super::super) fn saved_choice(officer: &Officer, query: &str) -> QueueChoice {
    let fields: Fields = serde_html_form_pairs(query).collect();
    choice_of(officer, &fields)
}

fn serde_html_form_pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let plain = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    query.split('&').filter_map(|pair| pair.split_once('=')).map(move |(name, value)| (plain(name), plain(value)))
}

/// A place in the queue as it stands in an address: microseconds, the dossier, kind and step. It tells nothing about anybody.
pub(in super::super) fn place_text(place: &TaskPlace) -> String {
    let at = place.due_at.unix_timestamp_nanos() / 1_000;
    format!("{at}_{}_{}_{}", place.dossier_id, place.kind, place.step)
}

/// The place that an address names; nonsense is no place.
pub(in super::super) fn place_of(text: &str) -> Option<TaskPlace> {
    let mut parts = text.splitn(4, '_');
    let at: i128 = parts.next()?.parse().ok()?;
    let dossier_id = parts.next()?.parse().ok()?;
    // Two kinds have an underscore in their key, so the rest is cut by the known keys.
    let rest = match (parts.next()?, parts.next()) {
        (first, Some(second)) => format!("{first}_{second}"),
        (first, None) => first.to_owned(),
    };
    let kind = TaskKind::ALL
        .into_iter()
        .find(|kind| rest.strip_prefix(kind.key()).is_some_and(|step| step.starts_with('_')))?;
    let step = rest.get(kind.key().len() + 1..)?;
    (step.len() <= LONGEST).then_some(())?;
    Some(TaskPlace {
        due_at: OffsetDateTime::from_unix_timestamp_nanos(at.checked_mul(1_000)?).ok()?,
        dossier_id,
        kind: kind.key().to_owned(),
        step: step.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_queue_is_read_back_and_nonsense_is_the_beginning() {
        for kind in TaskKind::ALL {
            for step in ["", "review", "two_words"] {
                let place = TaskPlace {
                    due_at: time::macros::datetime!(2026-11-23 09:00:00.123456 UTC),
                    dossier_id: Uuid::from_u128(7),
                    kind: kind.key().to_owned(),
                    step: step.to_owned(),
                };
                assert_eq!(place_of(&place_text(&place)), Some(place));
            }
        }
        let id = Uuid::from_u128(7);
        let far = format!("99999999999999999999999999999999999999_{id}_step_");
        let unknown = format!("1_{id}_dance_");
        for nonsense in ["", "1", "_", "x_y", "1_2_step_", &far, &unknown] {
            assert_eq!(place_of(nonsense), None, "{nonsense}");
        }
    }
}
