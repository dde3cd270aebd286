//! Months that are over: pages, the signed file, and a feed.

use std::collections::{BTreeMap, HashMap};

use app::locale::Locale;
use app::view::{EditionLine, ExplanationLine, PublicationView, PublicationsView};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::indicator::{Period, Publication};
use storage::{Explanation, PublicationLine};

use super::feedback::words::agency_name;
use super::list_query::pairs;
use crate::http::api::v1::drafts::instant;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::ServiceError;
use crate::services::publish::{month_of, read_publication};
use publication::is_signed_by;

/// Editions in the list and the feed: ten years with a correction each.
const SHOWN: i64 = 240;

pub(in crate::http) async fn list(State(app): State<App>, asked: Asked) -> Response {
    let found = async {
        let lines = app.services.storage.publications(SHOWN).await?;
        Ok::<_, ServiceError>((lines, app.services.publication_key().await?))
    };
    match found.await {
        Ok((lines, public_key)) => {
            let view = PublicationsView { editions: lines.into_iter().filter_map(edition_line).collect(), public_key };
            page(&app, &asked, Audience::Passing, StatusCode::OK, move |chrome| {
                app::pages::publication::list::page(chrome, &view)
            })
            .await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

fn edition_line(line: PublicationLine) -> Option<EditionLine> {
    let PublicationLine { month, edition, published_at, reason } = line;
    Some(EditionLine { period: month_of(month)?, edition, published_at, reason })
}

/// The month and the edition that an address names.
pub(super) fn asked_edition(path: &HashMap<String, String>, query: &str) -> Option<(i64, Option<i64>)> {
    let period: Period = path.get("month")?.parse().ok()?;
    let Period::Month(..) = period else { return None };
    let edition = pairs(query).find(|(key, _)| key == "ban").and_then(|(_, value)| value.parse().ok());
    Some((period.month_numbers().0, edition))
}

pub(in crate::http) async fn one(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    let Some((month, edition)) = asked_edition(&path, &asked.query) else { return not_found_page(&app, &asked).await };
    match view_of(&app, asked.locale, month, edition).await {
        Ok(Some(view)) => {
            page(&app, &asked, Audience::Passing, StatusCode::OK, move |chrome| {
                app::pages::publication::edition::page(chrome, &view)
            })
            .await
        }
        Ok(None) => not_found_page(&app, &asked).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

async fn view_of(
    app: &App,
    locale: Locale,
    month: i64,
    edition: Option<i64>,
) -> Result<Option<PublicationView>, ServiceError> {
    let Some(kept) = app.services.storage.publication(month, edition).await? else { return Ok(None) };
    let public_key = app.services.publication_key().await?;
    let publication = read_publication(&kept)?;
    let explanations = app.services.explanations(month).await?;
    let editions = app.services.storage.publications(SHOWN).await?;
    Ok(Some(PublicationView {
        agencies: agencies(app, locale, &publication),
        procedures: procedures(app, &publication),
        explanations: explanations.into_iter().filter_map(|line| explanation_line(app, locale, line)).collect(),
        editions: editions.into_iter().filter(|line| line.month == month).filter_map(edition_line).collect(),
        is_signed: is_signed_by(&public_key, &kept.document, &kept.signature),
        public_key,
        publication,
    }))
}

fn agencies(app: &App, locale: Locale, publication: &Publication) -> BTreeMap<String, String> {
    let report = &publication.report;
    let of_delays = report.delays.iter().map(|delay| &delay.agency);
    let of_apologies = report.apologies.iter().map(|apology| &apology.agency);
    let codes = report.agencies.keys().chain(of_delays).chain(of_apologies);
    codes.map(|code| (code.clone(), agency_name(app, locale, code))).collect()
}

fn procedures(app: &App, publication: &Publication) -> BTreeMap<String, String> {
    let catalogue = app.services.catalogue();
    let codes = publication.report.delays.iter().map(|delay| &delay.procedure);
    codes.filter_map(|code| Some((code.clone(), catalogue.entry(code)?.name.clone()))).collect()
}

/// What somebody has to explain, as pages show it; none for a month that cannot be.
pub(in crate::http) fn explanation_line(app: &App, locale: Locale, line: Explanation) -> Option<ExplanationLine> {
    Some(ExplanationLine {
        period: month_of(line.month)?,
        agency_name: agency_name(app, locale, &line.agency_code),
        agency: line.agency_code,
        is_late: line.answered_at.is_none() && app.services.clock.now() > line.due_at,
        due_at: line.due_at,
        answered: line.answered_at.map(|at| (at, line.words)),
    })
}

pub(in crate::http) async fn file(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    let Some((month, edition)) = asked_edition(&path, &asked.query) else { return not_found_page(&app, &asked).await };
    match app.services.publication_file(month, edition).await {
        Ok(Some(text)) => {
            let name =
                format!("cong-bo-{month}-{}.jsonl", edition.map_or("moi-nhat".to_owned(), |one| one.to_string()));
            let mut response = text.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jsonl; charset=utf-8"));
            if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
                headers.insert(header::CONTENT_DISPOSITION, disposition);
            }
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Ok(None) => not_found_page(&app, &asked).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

pub(in crate::http) async fn atom(State(app): State<App>, asked: Asked) -> Response {
    let lines = match app.services.storage.publications(SHOWN).await {
        Ok(lines) => lines,
        Err(error) => return service_error_page(&app, &asked, error.into()).await,
    };
    let locale = asked.locale;
    let escape = |text: &str| html_escape::encode_quoted_attribute(text).into_owned();
    let address = |path: &str| escape(&format!("{}{}", app.origin, locale.href(path)));
    let this = address("/chi-so/cong-bo.atom");
    let updated = lines.first().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |line| instant(line.published_at));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title><id>{this}</id><link rel=\"self\" href=\"{this}\"/><updated>{updated}</updated>\n\
         <author><name>{}</name></author>\n",
        locale.code(),
        locale.pick("Công bố hằng tháng", "Published every month"),
        escape(locale.of(&app.services.data.province.name)),
    );
    for line in lines.into_iter().filter_map(edition_line) {
        let path = app::pages::publication::edition_path(line.period, line.edition);
        let title = locale.pick(
            format!("Tháng {}, bản {}", line.period, line.edition),
            format!("Month {}, edition {}", line.period, line.edition),
        );
        xml.push_str(&format!(
            "<entry><title>{}</title><id>{2}</id><link href=\"{2}\"/><updated>{1}</updated><summary>{3}</summary></entry>\n",
            escape(&title),
            instant(line.published_at),
            address(&path),
            escape(&line.reason),
        ));
    }
    xml.push_str("</feed>\n");
    let mut response = xml.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
