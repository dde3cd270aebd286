//! Suggestions while somebody types.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::api::problem;
use crate::http::state::App;

const SUGGESTIONS: usize = 8;
/// Longer names are cut at a word: a suggestion is one or two lines.
const MAX_NAME_CHARS: usize = 140;

#[derive(Debug, Deserialize)]
pub(in crate::http) struct SuggestQuery {
    #[serde(default)]
    q: String,
    /// `en` for English names and addresses.
    #[serde(default)]
    lang: String,
}

/// A suggestion.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct Suggestion {
    code: String,
    name: String,
    field: String,
    /// Address of its page.
    href: String,
}

/// Suggestions, best first.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct Suggestions {
    items: Vec<Suggestion>,
}

/// What the words typed so far may become.
#[utoipa::path(get, path = "/api/v1/procedures/suggest", tag = "catalogue",
    params(("q" = String, Query, description = "What was typed so far"), ("lang" = Option<String>, Query, description = "en for English")),
    responses((status = 200, body = Suggestions)))]
pub(in crate::http) async fn suggest(
    State(app): State<App>,
    headers: HeaderMap,
    query: Result<Query<SuggestQuery>, QueryRejection>,
) -> Response {
    let query = match query {
        Ok(Query(query)) => query,
        Err(rejection) => return problem::bad_query(problem::language(&headers), &rejection),
    };
    let locale = if query.lang == "en" { app::locale::Locale::En } else { app::locale::Locale::Vi };
    let catalogue = app.services.catalogue();
    let found = catalogue.suggest(&query.q, SUGGESTIONS);
    let items = found.into_iter().map(|entry| {
        let english = app.services.data.services.get(&entry.code).filter(|_| locale == app::locale::Locale::En);
        let name = english.map_or(entry.name.as_str(), |service| service.name_en.as_str());
        Suggestion {
            code: entry.code.clone(),
            name: domain::catalogue::shown::short_name(name, MAX_NAME_CHARS),
            field: english.map_or(entry.field.as_str(), |service| service.field_en.as_str()).to_owned(),
            href: locale.href(&format!("/thu-tuc/{}", entry.code)),
        }
    });
    let mut response = Json(Suggestions { items: items.collect() }).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    response
}
