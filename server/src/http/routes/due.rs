//! «If I file now, when will it be ready?» for one procedure. Rests on the present moment, so it is never kept.

use std::collections::{BTreeMap, HashMap};

use app::locale::Locale;
use app::view::{DueDesk, DueRow, DueView, WaitedLine, WaitedView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::catalogue::shown::{LimitShown, clean_line, limit_shown};
use domain::clock::{Due, Limit, Question, read_moment};
use domain::filing::Problem;
use domain::indicator::{Outlook, Waiting};
use domain::procedure::Channel;

use super::feedback::words::agency_name;
use super::list_query::pairs;
use crate::catalogue::desk_day;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{CurrentProcedure, Waits, indicator_methods};

/// Desks whose waiting times are shown, those with the most dossiers.
const DESKS_SHOWN: usize = 20;

/// What was chosen in the form; what is not understood is left out.
#[derive(Default)]
struct Chosen {
    row: Option<usize>,
    agency: Option<String>,
    received: String,
}

impl Chosen {
    fn read(query: &str) -> Self {
        let mut chosen = Self::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "row" => chosen.row = value.parse().ok(),
                "agency" if !value.is_empty() => chosen.agency = Some(value),
                "received" => chosen.received = value.trim().chars().take(40).collect(),
                _ => {}
            }
        }
        chosen
    }
}

pub(in crate::http) async fn due(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let current = match app.services.procedure(code).await {
        Ok(Some(current)) => current,
        Ok(None) => return not_found_page(&app, &asked).await,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let waits = match app.services.waits(Some(code), None).await {
        Ok(waits) => waits,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let waited = waited(&app, asked.locale, waits);
    let view = DueView { waited, ..due_view(&app, &asked, &current) };
    let status = if view.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(&app, &asked, Audience::Passing, status, move |chrome| app::pages::catalogue::due::page(chrome, &view)).await
}

/// At all desks together and at each, the best known first.
fn waited(app: &App, locale: Locale, waits: Waits) -> WaitedView {
    let method = indicator_methods().ok().and_then(|methods| methods.on(desk_day(app.services.clock.now())));
    let least_cases = method.map_or(1, |method| method.least_cases);
    let mut whole: BTreeMap<i64, Waiting> = BTreeMap::new();
    let mut desks = Vec::new();
    for ((_, agency), months) in waits {
        months.iter().for_each(|(month, waiting)| whole.entry(*month).or_default().add_all(waiting));
        if let Some(outlook) = Outlook::of(&months, least_cases) {
            desks.push(WaitedLine { name: agency_name(app, locale, &agency), outlook });
        }
    }
    desks.sort_by_key(|line| std::cmp::Reverse(line.outlook.cases));
    desks.truncate(DESKS_SHOWN);
    WaitedView { whole: Outlook::of(&whole, least_cases), desks, least_cases }
}

fn due_view(app: &App, asked: &Asked, current: &CurrentProcedure) -> DueView {
    let locale = asked.locale;
    let chosen = Chosen::read(&asked.query);
    let services = &app.services;
    let service = current.service.as_ref();
    let rows = rows(current, chosen.row);
    let desks: Vec<DueDesk> = services
        .filing_desks(current)
        .into_iter()
        .map(|desk| DueDesk {
            code: desk.code.clone(),
            name: locale.of(&desk.name).to_owned(),
            chosen: chosen.agency.as_deref() == Some(desk.code.as_str()),
        })
        .collect();
    let mut problems = Vec::new();
    if chosen.agency.is_some() && desks.iter().all(|desk| !desk.chosen) {
        problems.push(Problem::new("agency", "agency_unknown", &[]));
    }
    let now = services.clock.now();
    let received = if chosen.received.is_empty() { Ok(now) } else { read_moment(&chosen.received) };
    let mut due = None;
    match (received, rows.iter().find(|row| row.chosen)) {
        (Err(error), _) => problems.push(Problem::new("received", error.key(), &error.arguments())),
        (Ok(received), Some(row)) if problems.is_empty() => {
            let agency = chosen.agency.as_deref();
            match reckon(app, current, row, agency, received) {
                Ok(told) => due = Some(told),
                Err(error) => problems.push(Problem::new("received", error.key(), &error.arguments())),
            }
        }
        _ => {}
    }
    let english = service.filter(|_| locale == Locale::En);
    DueView {
        code: current.procedure.code.clone(),
        name: english.map_or_else(|| clean_line(&current.procedure.name), |service| service.name_en.clone()),
        name_is_vietnamese: locale == Locale::En && english.is_none(),
        instead: rows.is_empty().then(|| published_instead(current)).flatten(),
        note: service.and_then(|service| service.time_note.as_ref()).map(|note| locale.of(note).to_owned()),
        rows,
        desks,
        received: chosen.received,
        problems,
        due,
        waited: WaitedView::default(),
    }
}

fn reckon(
    app: &App,
    current: &CurrentProcedure,
    row: &DueRow,
    agency: Option<&str>,
    received: time::OffsetDateTime,
) -> Result<Due, domain::clock::ClockError> {
    let calendars = &app.services.calendars;
    let rules = current.service.as_ref().map(|service| service.clock).unwrap_or_default();
    let remote = agency.is_some_and(|agency| calendars.hours.is_remote(agency));
    let question = Question {
        online: row.channel == Channel::Online,
        remote_days: if remote { rules.remote_days } else { 0 },
        after_supplement: rules.after_supplement,
        ..Question::new(received, row.limit)
    };
    calendars.due(agency, &question)
}

/// The published ways with a limit that can be counted; equal ones once. The chosen one is marked, else the first.
fn rows(current: &CurrentProcedure, chosen: Option<usize>) -> Vec<DueRow> {
    let same_day = current.service.as_ref().is_some_and(|service| service.clock.same_day);
    let mut rows: Vec<DueRow> = Vec::new();
    for channel in Channel::ALL {
        for (at, published) in current.procedure.channels.iter().enumerate().filter(|(_, row)| row.channel == channel) {
            let limit = if same_day { Some(Limit::SAME_DAY) } else { Limit::published(&published.time_limit) };
            let Some(limit) = limit else { continue };
            let case = published.description.as_deref().map(clean_line).unwrap_or_default();
            if rows.iter().any(|row| row.channel == channel && row.limit == limit && row.case == case) {
                continue;
            }
            rows.push(DueRow { value: (at + 1).to_string(), channel, limit, case, chosen: chosen == Some(at + 1) });
        }
    }
    if rows.iter().all(|row| !row.chosen)
        && let Some(first) = rows.first_mut()
    {
        first.chosen = true;
    }
    rows
}

/// The published words where no row can be counted.
fn published_instead(current: &CurrentProcedure) -> Option<LimitShown> {
    let row = current.procedure.channels.first()?;
    let text = clean_line(&row.time_limit.text);
    match limit_shown(&row.time_limit) {
        LimitShown::SeeSteps | LimitShown::NotPublished => None,
        LimitShown::Text(_) if text.is_empty() => None,
        shown => Some(shown),
    }
}
