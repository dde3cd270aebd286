//! The list as data: JSON and CSV of everything that fits, for anybody.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::list_query;
use crate::catalogue::{Entry, ListQuery, MAX_PAGE, desk_day};
use crate::http::api::v1::drafts::instant;
use crate::http::api::v1::procedures::list::ProcedureItem;
use crate::http::page_cache::Cacheable;
use crate::http::state::App;

pub(in crate::http) async fn json(State(app): State<App>, RawQuery(raw): RawQuery) -> Response {
    let catalogue = app.services.catalogue();
    let rows = everything(&app, raw.as_deref());
    let items: Vec<ProcedureItem> =
        rows.iter().filter_map(|code| catalogue.entry(code)).map(|entry| ProcedureItem::of(entry, &app)).collect();
    let body = serde_json::json!({ "total": items.len(), "items": items });
    file(body.to_string(), "application/json", "thu-tuc.json")
}

pub(in crate::http) async fn csv(State(app): State<App>, RawQuery(raw): RawQuery) -> Response {
    let catalogue = app.services.catalogue();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "code",
        "name",
        "field",
        "levels",
        "audiences",
        "agencies",
        "online_level",
        "received_here",
        "revision",
        "published_at",
    ];
    let mut written = writer.write_record(header);
    for entry in everything(&app, raw.as_deref()).iter().filter_map(|code| catalogue.entry(code)) {
        written = written.and_then(|()| writer.write_record(record(entry)));
    }
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    // Spreadsheets take a file without the mark for their own code page and garble the Vietnamese.
    let text = format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes));
    file(text, "text/csv; charset=utf-8", "thu-tuc.csv")
}

fn record(entry: &Entry) -> [String; 10] {
    let joined = |values: Vec<&str>| values.join("; ");
    [
        entry.code.clone(),
        entry.name.clone(),
        entry.field.clone(),
        joined(entry.levels.iter().map(|level| level.key()).collect()),
        joined(entry.audiences.iter().map(|audience| audience.key()).collect()),
        joined(entry.agencies.iter().map(|(_, name)| name.as_str()).collect()),
        entry.online_level.key().to_owned(),
        entry.received_here.to_string(),
        entry.revision.to_string(),
        instant(entry.published_at),
    ]
    .map(|cell| harmless(&cell))
}

/// A spreadsheet runs a cell that begins like a formula; with an apostrophe before it, it is text.
pub(in crate::http) fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// The codes of everything that fits, in order.
fn everything(app: &App, raw: Option<&str>) -> Vec<String> {
    let catalogue = app.services.catalogue();
    let today = desk_day(app.services.clock.now());
    let mut query = ListQuery { after: None, limit: MAX_PAGE, ..list_query::lenient(raw.unwrap_or_default()) };
    let mut codes = Vec::new();
    loop {
        // A cursor of this very catalogue is always known.
        let Some(answer) = catalogue.list(&query, today) else { return codes };
        codes.extend(answer.rows.iter().map(|entry| entry.code.clone()));
        match answer.next {
            Some(next) => query.after = Some(next),
            None => return codes,
        }
    }
}

fn file(body: String, media_type: &'static str, name: &'static str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response.extensions_mut().insert(Cacheable);
    response
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_that_begins_like_a_formula_becomes_text() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(harmless("Đăng ký"), "Đăng ký");
    }
}
