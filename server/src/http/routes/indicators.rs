//! How the agencies perform: the pages and the same as data.

use std::collections::{BTreeMap, HashMap};

use app::locale::Locale;
use app::view::{AgencyTotalsLine, GroupLine, IndicatorsView, ProcedureLine, TrendLine};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::indicator::{
    FEEDBACK_OWED_IN_TIME, FEEDBACK_OWED_LATE, Measure, Method, OPEN_IN_TIME, OPEN_LATE, OPEN_PAUSED, Outlook, Period,
    Scored, Totals, score,
};

use super::downloads::harmless;
use super::list_query::pairs;
use crate::catalogue::desk_day;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{PeriodTotals, ServiceError, Waits, indicator_methods};

/// Months offered in the list of periods.
const MONTHS_BACK: usize = 12;

pub(in crate::http) async fn all(State(app): State<App>, asked: Asked) -> Response {
    show(&app, &asked, None).await
}

pub(in crate::http) async fn one(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    let code = path.get("agency").map(String::as_str).unwrap_or_default();
    match app.services.data.agency(code) {
        Some(agency) => {
            let name = asked.locale.of(&agency.name).to_owned();
            show(&app, &asked, Some((agency.code.clone(), name))).await
        }
        None => not_found_page(&app, &asked).await,
    }
}

/// The period that was asked for; without one, or with one that cannot be read, the month that runs.
fn asked_period(app: &App, query: &str) -> Period {
    let typed = pairs(query).find(|(key, _)| key == "ky").and_then(|(_, value)| value.parse().ok());
    typed.unwrap_or_else(|| app.services.this_month())
}

/// The method that held at the end of a period.
fn method_of(period: Period) -> Option<&'static Method> {
    let (_, last) = period.days()?;
    indicator_methods().ok()?.on(last)
}

async fn show(app: &App, asked: &Asked, agency: Option<(String, String)>) -> Response {
    let period = asked_period(app, &asked.query);
    let code = agency.as_ref().map(|(code, _)| code.as_str());
    let found = async {
        let totals = app.services.period_totals(period, code).await?;
        let months = app.services.monthly_totals(period, code).await?;
        let procedures = match code {
            Some(code) => app.services.procedure_totals(period, code).await?,
            None => BTreeMap::new(),
        };
        let waits = match code {
            Some(code) => app.services.waits(None, Some(code)).await?,
            None => Waits::new(),
        };
        Ok::<_, ServiceError>((totals, months, procedures, waits))
    };
    match found.await {
        Ok((totals, months, procedures, waits)) => {
            let mut view = view_of(app, asked.locale, &totals, agency);
            view.trend = months.iter().map(|(period, totals)| trend_line(*period, totals)).collect();
            view.procedures = procedures
                .iter()
                // Feedback belongs to no procedure.
                .filter(|(code, totals)| !code.is_empty() && !totals.is_empty())
                .map(|(code, totals)| procedure_line(app, asked.locale, code, totals))
                .collect();
            for ((procedure, _), months) in &waits {
                if let Some(line) = view.procedures.iter_mut().find(|line| line.code == *procedure) {
                    line.outlook = Outlook::of(months, view.least_cases);
                }
            }
            page(app, asked, Audience::Passing, StatusCode::OK, move |chrome| {
                app::pages::indicators::page(chrome, &view)
            })
            .await
        }
        Err(error) => service_error_page(app, asked, error).await,
    }
}

fn settled_in_time(totals: &Totals) -> i64 {
    totals.of(Measure::SettledEarly) + totals.of(Measure::SettledOnTime)
}

fn trend_line(period: Period, totals: &Totals) -> TrendLine {
    TrendLine { period, in_time: settled_in_time(totals), late: totals.of(Measure::SettledLate) }
}

fn procedure_line(app: &App, locale: Locale, code: &str, totals: &Totals) -> ProcedureLine {
    let english = app.services.data.services.get(code).filter(|_| locale == Locale::En);
    let name = match english {
        Some(service) => service.name_en.clone(),
        // One that is not in force any more is told by its code.
        None => app.services.catalogue().entry(code).map_or_else(|| code.to_owned(), |entry| entry.name.clone()),
    };
    ProcedureLine {
        code: code.to_owned(),
        name,
        name_is_vietnamese: english.is_none(),
        received: totals.of(Measure::Received),
        in_time: settled_in_time(totals),
        late: totals.of(Measure::SettledLate),
        outlook: None,
    }
}

fn view_of(app: &App, locale: Locale, totals: &PeriodTotals, agency: Option<(String, String)>) -> IndicatorsView {
    let method = method_of(totals.period);
    let line = |code: &str, name: String, totals: &Totals| AgencyTotalsLine {
        code: code.to_owned(),
        name,
        in_time: in_time(method, totals),
        totals: totals.clone(),
    };
    let name = |code: &str| {
        let agency = app.services.data.agency(code);
        agency.map_or_else(|| code.to_owned(), |agency| locale.of(&agency.name).to_owned())
    };
    let groups = method.map(|method| {
        let scores = score(method, &totals.whole);
        let line = |(group, score): (&domain::indicator::Group, _)| GroupLine {
            name: group.name.clone(),
            score,
            components: group.components.clone(),
        };
        method.groups.iter().zip(scores).map(line).collect()
    });
    let today = desk_day(app.services.clock.now());
    IndicatorsView {
        period: totals.period,
        is_running: totals.period.contains(today),
        periods: periods(app, totals.period),
        agency,
        lines: totals.agencies.iter().map(|(code, totals)| line(code, name(code), totals)).collect(),
        whole: line("", locale.pick("Cả tỉnh", "Whole province").to_owned(), &totals.whole),
        trend: Vec::new(),
        procedures: Vec::new(),
        groups: groups.unwrap_or_default(),
        decision: method.map(|method| method.decision.clone()),
        least_cases: method.map_or(0, |method| method.least_cases),
    }
}

/// The share of the component that tells of progress.
fn in_time(method: Option<&Method>, totals: &Totals) -> Scored {
    let found = method.and_then(|method| {
        score(method, totals)
            .into_iter()
            .flat_map(|group| group.components)
            .find(|component| component.id == "in_time")
            .map(|component| component.scored)
    });
    found.unwrap_or(Scored::NotReckoned)
}

/// The last months, and the longer stretches of this year and the last; the chosen one is always among them.
fn periods(app: &App, chosen: Period) -> Vec<Period> {
    let this = app.services.this_month();
    let mut periods: Vec<Period> =
        std::iter::successors(Some(this), |month| Some(month.before())).take(MONTHS_BACK).collect();
    let year = desk_day(app.services.clock.now()).year();
    for year in [year, year - 1] {
        periods.push(Period::Year(year));
        periods.extend([Period::NineMonths(year), Period::SixMonths(year)]);
        periods.extend((1..=4).rev().map(|quarter| Period::Quarter(year, quarter)));
    }
    if !periods.contains(&chosen) {
        periods.insert(0, chosen);
    }
    periods
}

/// Every column of the open data: measures of days, the same for what came in online, and what lies in hand.
fn columns() -> Vec<String> {
    let measures = Measure::ALL.into_iter().filter(|measure| !measure.is_stock());
    let mut columns: Vec<String> = measures.clone().map(|measure| measure.key().to_owned()).collect();
    columns
        .extend(measures.filter(|measure| !measure.is_feedback()).map(|measure| format!("online_{}", measure.key())));
    columns
        .extend([OPEN_IN_TIME, OPEN_LATE, OPEN_PAUSED, FEEDBACK_OWED_IN_TIME, FEEDBACK_OWED_LATE].map(str::to_owned));
    columns
}

async fn asked_totals(app: &App, raw: Option<&str>) -> Result<PeriodTotals, ServiceError> {
    app.services.period_totals(asked_period(app, raw.unwrap_or_default()), None).await
}

pub(in crate::http) async fn csv(State(app): State<App>, asked: Asked, RawQuery(raw): RawQuery) -> Response {
    let totals = match asked_totals(&app, raw.as_deref()).await {
        Ok(totals) => totals,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let columns = columns();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["period", "agency", "agency_name"].into_iter().chain(columns.iter().map(String::as_str));
    let mut written = writer.write_record(header);
    for (code, agency) in &totals.agencies {
        let name = app.services.data.agency(code).map_or_else(String::new, |agency| agency.name.vi.clone());
        let place = [totals.period.to_string(), code.clone(), harmless(&name)];
        let figures = columns.iter().map(|name| agency.get(name).to_string());
        written = written.and_then(|()| writer.write_record(place.into_iter().chain(figures)));
    }
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    // Spreadsheets take a file without the mark for their own code page and garble the Vietnamese.
    data(format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes)), "text/csv; charset=utf-8", "chi-so.csv")
}

pub(in crate::http) async fn json(State(app): State<App>, asked: Asked, RawQuery(raw): RawQuery) -> Response {
    let totals = match asked_totals(&app, raw.as_deref()).await {
        Ok(totals) => totals,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let method = method_of(totals.period);
    let scores = |totals: &Totals| method.map(|method| score(method, totals));
    let agencies: Vec<serde_json::Value> = totals
        .agencies
        .iter()
        .map(|(code, totals)| serde_json::json!({ "agency": code, "totals": totals, "groups": scores(totals) }))
        .collect();
    let body = serde_json::json!({
        "period": totals.period.to_string(),
        "method": method,
        "agencies": agencies,
        "whole": { "totals": totals.whole, "groups": scores(&totals.whole) },
    });
    data(body.to_string(), "application/json", "chi-so.json")
}

fn data(body: String, media_type: &'static str, name: &'static str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
