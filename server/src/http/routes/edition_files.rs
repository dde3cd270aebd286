//! An edition of a published month as CSV, JSON and PDF.

use std::collections::HashMap;

use app::locale::{Locale, figure_name};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::indicator::{AgencyReport, GroupScore, Measure, OPEN_LATE, Period, Publication};
use domain::paper::{DelayRow, Letterhead, Link, Monthly, MonthlyRow, Paper, Purpose};

use super::feedback::words::agency_name;
use super::publication::asked_edition;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::paper::pdf;
use crate::http::routes::downloads::harmless;
use crate::http::state::App;
use crate::services::ServiceError;
use crate::services::publish::read_publication;

/// `{format}` is `csv`, `json` or `pdf`; which edition is asked for as on the page.
pub(in crate::http) async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    let format = path.get("format").map(String::as_str).unwrap_or_default();
    let Some((month, edition)) = asked_edition(&path, &asked.query) else { return not_found_page(&app, &asked).await };
    let found = async {
        let Some(kept) = app.services.storage.publication(month, edition).await? else { return Ok(None) };
        let publication = read_publication(&kept)?;
        Ok::<_, ServiceError>(Some((kept.document, publication)))
    };
    let (document, publication) = match found.await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found_page(&app, &asked).await,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let name = format!("cong-bo-{}-ban-{}.{format}", publication.report.period, publication.edition);
    match format {
        "csv" => data(table(&app, &publication), "text/csv; charset=utf-8", &name),
        // To the byte what was signed.
        "json" => data(document, "application/json", &name),
        "pdf" => match monthly(&app, &document, &publication) {
            Some(paper) => pdf(&app, &asked, Paper::Monthly(Box::new(paper)), &name).await,
            None => not_found_page(&app, &asked).await,
        },
        _ => not_found_page(&app, &asked).await,
    }
}

fn data(body: String, media_type: &'static str, name: &str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// One line for each figure: agency (empty for all together), its name, figure, name of the figure, value.
fn table(app: &App, publication: &Publication) -> String {
    let report = &publication.report;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut written =
        writer.write_record(["period", "edition", "agency", "agency_name", "figure", "figure_name", "value"]);
    let place = [report.period.to_string(), publication.edition.to_string()];
    let whole = String::new();
    let all = report.agencies.iter().chain([(&whole, &report.whole)]);
    for (code, one) in all {
        let agency = if code.is_empty() { "Cả tỉnh".to_owned() } else { agency_name(app, Locale::Vi, code) };
        let totals = one.totals.names().map(|name| (name.to_owned(), one.totals.get(name).to_string()));
        let points = one.groups.iter().map(|group| (format!("points_{}", group.id), points(group)));
        for (figure, value) in totals.chain(points) {
            let called = group_name(publication, &figure).or_else(|| figure_name(Locale::Vi, &figure));
            let cells = [code.clone(), harmless(&agency), figure, harmless(&called.unwrap_or_default()), value];
            written = written.and_then(|()| writer.write_record(place.iter().cloned().chain(cells)));
        }
    }
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    // Spreadsheets take a file without the mark for their own code page and garble the Vietnamese.
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

fn group_name(publication: &Publication, figure: &str) -> Option<String> {
    let id = figure.strip_prefix("points_")?;
    let group = publication.report.method.groups.iter().find(|group| group.id == id)?;
    Some(group.name.vi.clone())
}

/// Empty where nothing could be reckoned.
fn points(group: &GroupScore) -> String {
    if group.reckoned_max > 0.0 { format!("{:.2}", group.points) } else { String::new() }
}

fn monthly(app: &App, document: &str, publication: &Publication) -> Option<Monthly> {
    let report = &publication.report;
    let Period::Month(year, month) = report.period else { return None };
    let services = &app.services;
    let row = |name: String, one: &AgencyReport| {
        let of = |measure| one.totals.of(measure);
        let group = |(group, score): (&domain::indicator::Group, &GroupScore)| match points(score) {
            none if none.is_empty() => format!("{}: chưa chấm", group.name.vi),
            points => format!("{}: {} trên {:.0}", group.name.vi, points.replace('.', ","), score.reckoned_max),
        };
        MonthlyRow {
            name,
            figures: [
                of(Measure::Received),
                of(Measure::SettledEarly),
                of(Measure::SettledOnTime),
                of(Measure::SettledLate),
                one.totals.get(OPEN_LATE),
            ],
            points: report.method.groups.iter().zip(&one.groups).map(group).collect(),
        }
    };
    let name = |code: &str| agency_name(app, Locale::Vi, code);
    let mut agencies: Vec<MonthlyRow> = report.agencies.iter().map(|(code, one)| row(name(code), one)).collect();
    agencies.push(row("Cả tỉnh".to_owned(), &report.whole));
    let catalogue = services.catalogue();
    let procedure = |code: &str| catalogue.entry(code).map_or_else(|| code.to_owned(), |entry| entry.name.clone());
    let province = &services.data.province.name.vi;
    let page = format!("{}/chi-so/cong-bo/{}?ban={}", services.origin, report.period, publication.edition);
    Some(Monthly {
        letterhead: Letterhead {
            superior: None,
            agency: format!("ỦY BAN NHÂN DÂN {}", province.to_uppercase()),
            desk: None,
            place: province.trim_start_matches("Tỉnh ").trim_start_matches("tỉnh ").to_owned(),
            issued_at: publication.published_at,
            number: None,
            links: Link::new(&page, Purpose::Publication).into_iter().collect(),
            gloss: false,
        },
        year,
        month,
        edition: publication.edition,
        frozen_on: report.frozen_on,
        reason: publication.reason.clone(),
        decision: report.method.decision.vi.clone(),
        sha256: publication::sha256(document.as_bytes()),
        agencies,
        delays: report
            .delays
            .iter()
            .map(|delay| DelayRow {
                agency: name(&delay.agency),
                procedure: procedure(&delay.procedure),
                due: delay.due,
                settled: delay.settled,
                days: delay.days,
            })
            .collect(),
    })
}
