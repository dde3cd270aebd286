//! What is to be done, and finding a dossier.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use app::locale::Locale;
use app::pages::desk::queue::queue_href;
use app::view::{Chrome, DeskHead, FoundLine, Lateness, QueueLine, QueueTab, QueueView};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::DossierCode;
use domain::fold::fold;
use domain::staff::Permission;
use storage::{DossierSearch, QueueFilter, QueuePlace, QueueRow, TaskKind};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Fields, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

/// Rows of one page.
const PAGE: i64 = 50;
/// Most found dossiers.
const FOUND: i64 = 100;
/// Work of one kind is counted up to here.
const COUNTED: i64 = 10_000;

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    match view(&app, &asked, &officer, &query).await {
        Ok(view) => {
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::queue::page(chrome, head, &view);
            officer.page(&app, &asked, StatusCode::OK, draw).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

async fn view(app: &App, asked: &Asked, officer: &Officer, query: &Fields) -> Result<QueueView, ServiceError> {
    let reach = officer.reach(Permission::SeeQueue);
    let search = text(query, "tim").trim();
    if !search.is_empty() {
        let reach = reach.into_iter().map(str::to_owned).collect();
        let found = find(app, asked, reach, search).await?;
        return Ok(QueueView { search: search.to_owned(), found: Some(found), ..QueueView::default() });
    }
    let units = units_of(officer, &reach, text(query, "don-vi"));
    let kind = TaskKind::from_key(text(query, "viec"));
    let whose = match text(query, "cua") {
        "mine" => "mine",
        "free" => "free",
        _ => "",
    };
    let filter = QueueFilter {
        units: units.clone(),
        kind,
        holder: (whose == "mine").then_some(officer.id),
        unclaimed: whose == "free",
        ..QueueFilter::default()
    };
    let after = place_of(text(query, "sau"));
    let mut rows = app.services.storage.queue(filter, after, PAGE + 1).await?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or_default();
    rows.truncate(usize::try_from(PAGE).unwrap_or_default());
    let here = queue_href(asked.locale, kind.map_or("", TaskKind::key), whose);
    let next = rows.last().filter(|_| more).map(|row| {
        let sign = if here.contains('?') { '&' } else { '?' };
        format!("{here}{sign}sau={}", place_text(&row.place()))
    });
    let now = app.services.clock.now();
    Ok(QueueView {
        tabs: tabs(app, asked, units, kind, whose, now).await?,
        kind: kind.map_or("", TaskKind::key).to_owned(),
        whose: whose.to_owned(),
        search: String::new(),
        lines: lines(app, asked, rows, now).await?,
        found: None,
        first: after.map(|_| here),
        next,
    })
}

/// Whose queues are shown: of the agency that was asked for, else of those at which the person has a role. What lies below
/// them is shown when it is asked for, because a province has hundreds.
fn units_of(officer: &Officer, reach: &[&str], wanted: &str) -> Vec<String> {
    if reach.contains(&wanted) {
        return vec![wanted.to_owned()];
    }
    let own = |code: &&&str| officer.grants.iter().any(|grant| grant.agency == **code);
    reach.iter().filter(own).map(|code| (*code).to_owned()).collect()
}

async fn tabs(
    app: &App,
    asked: &Asked,
    units: Vec<String>,
    chosen: Option<TaskKind>,
    whose: &str,
    now: OffsetDateTime,
) -> Result<Vec<QueueTab>, ServiceError> {
    let counts = app.services.storage.task_counts(units, now, COUNTED).await?;
    let all = counts.iter().fold((0, 0), |(count, late), one| (count + one.count, late + one.late));
    let mut tabs = vec![QueueTab {
        kind: None,
        count: all.0,
        late: all.1,
        more: counts.iter().any(|one| one.count >= COUNTED),
        chosen: chosen.is_none(),
        href: queue_href(asked.locale, "", whose),
    }];
    // A kind without work is no place to go to, unless one stands there.
    let kinds = counts.into_iter().filter(|one| one.count > 0 || chosen == Some(one.kind));
    tabs.extend(kinds.map(|one| QueueTab {
        kind: Some(one.kind.key()),
        count: one.count,
        late: one.late,
        more: one.count >= COUNTED,
        chosen: chosen == Some(one.kind),
        href: queue_href(asked.locale, one.kind.key(), whose),
    }));
    Ok(tabs)
}

async fn lines(
    app: &App,
    asked: &Asked,
    rows: Vec<QueueRow>,
    now: OffsetDateTime,
) -> Result<Vec<QueueLine>, ServiceError> {
    let mut names: HashMap<Uuid, String> = HashMap::new();
    for id in rows.iter().filter_map(|row| row.task.holder) {
        if let Entry::Vacant(free) = names.entry(id) {
            let record = app.services.storage.staff(id).await?;
            free.insert(record.map_or_else(|| id.to_string(), |record| record.name));
        }
    }
    let line = |row: QueueRow| QueueLine {
        procedure: procedure_name(app, asked, &row.procedure_code),
        code: row.code,
        applicant: row.applicant_name,
        kind: row.task.kind.key(),
        // The names of steps stand in the processes; here their key would tell nobody anything.
        step: None,
        status: row.status,
        channel: row.channel,
        due_at: row.task.due_at,
        lateness: Lateness::of(row.task.due_at, now),
        holder: row.task.holder.and_then(|id| names.get(&id).cloned()),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Name of a procedure as the catalogue in memory has it.
pub(super) fn procedure_name(app: &App, asked: &Asked, code: &str) -> String {
    let catalogue = app.services.catalogue();
    let entry = catalogue.entry(code);
    let service = app.services.data.services.get(code);
    match (asked.locale, service, entry) {
        (Locale::En, Some(service), _) => service.name_en.clone(),
        (_, _, Some(entry)) => entry.name.clone(),
        _ => code.to_owned(),
    }
}

async fn find(app: &App, asked: &Asked, units: Vec<String>, search: &str) -> Result<Vec<FoundLine>, ServiceError> {
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    let is_phone = digits.len() >= 6 && !search.chars().any(char::is_alphabetic);
    let wanted = match search.parse::<DossierCode>() {
        Ok(code) => DossierSearch::Code(code.to_string()),
        Err(_) if is_phone => DossierSearch::Phone(digits),
        Err(_) => DossierSearch::Name(fold(search).split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    let now = app.services.clock.now();
    let found = app.services.storage.find_dossiers(units, wanted, FOUND).await?;
    Ok(found
        .into_iter()
        .map(|one| FoundLine {
            procedure: procedure_name(app, asked, &one.procedure_code),
            code: one.code,
            applicant: one.applicant_name,
            status: one.status,
            submitted_at: one.submitted_at,
            due_at: one.due_at,
            lateness: if one.status.is_over() { Lateness::NoDate } else { Lateness::of(one.due_at, now) },
        })
        .collect())
}

/// A place in the queue as it stands in an address: microseconds and the dossier. It tells nothing about anybody.
fn place_text(place: &QueuePlace) -> String {
    format!("{}_{}", place.due_at.unix_timestamp_nanos() / 1_000, place.dossier_id)
}

fn place_of(text: &str) -> Option<QueuePlace> {
    let (at, id) = text.split_once('_')?;
    let at: i128 = at.parse().ok()?;
    Some(QueuePlace {
        due_at: OffsetDateTime::from_unix_timestamp_nanos(at.checked_mul(1_000)?).ok()?,
        dossier_id: id.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_queue_is_read_back_and_nonsense_is_the_beginning() {
        let place = QueuePlace {
            due_at: time::macros::datetime!(2026-11-23 09:00:00.123456 UTC),
            dossier_id: Uuid::from_u128(7),
        };
        assert_eq!(place_of(&place_text(&place)), Some(place));
        for nonsense in ["", "1", "_", "x_y", "99999999999999999999999999999999999999999_1"] {
            assert_eq!(place_of(nonsense), None, "{nonsense}");
        }
    }
}
