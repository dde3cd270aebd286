//! The list and its facets.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::catalogue::{Entry, FacetCount, MAX_PAGE, desk_day};
use crate::http::api::problem;
use crate::http::routes::list_query;
use crate::http::state::App;

/// One procedure of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct ProcedureItem {
    pub code: String,
    pub name: String,
    /// In English, where the province wrote it.
    pub name_en: Option<String>,
    pub field: String,
    pub levels: Vec<&'static str>,
    pub audiences: Vec<&'static str>,
    pub agencies: Vec<String>,
    /// `full`, `partial` or `information`.
    pub online_level: &'static str,
    /// A desk of this province receives it.
    pub received_here: bool,
    pub revision: i64,
    #[schema(value_type = String, format = DateTime)]
    pub published_at: String,
    /// Address of its page.
    pub href: String,
}

impl ProcedureItem {
    pub(in crate::http) fn of(entry: &Entry, app: &App) -> Self {
        let service = app.services.data.services.get(&entry.code);
        Self {
            code: entry.code.clone(),
            name: entry.name.clone(),
            name_en: service.map(|service| service.name_en.clone()),
            field: entry.field.clone(),
            levels: entry.levels.iter().map(|level| level.key()).collect(),
            audiences: entry.audiences.iter().map(|audience| audience.key()).collect(),
            agencies: entry.agencies.iter().map(|(_, name)| name.clone()).collect(),
            online_level: entry.online_level.key(),
            received_here: entry.received_here,
            revision: entry.revision,
            published_at: crate::http::api::v1::drafts::instant(entry.published_at),
            href: format!("/thu-tuc/{}", entry.code),
        }
    }
}

/// One page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct ProcedureList {
    pub items: Vec<ProcedureItem>,
    /// Pass as `after` for the next page; null on the last.
    pub next: Option<String>,
    pub total: usize,
}

/// Procedures, searched and narrowed.
#[utoipa::path(get, path = "/api/v1/procedures", tag = "catalogue",
    params(
        ("q" = Option<String>, Query, description = "Words as people say them, with or without marks, or a code"),
        ("field" = Option<String>, Query, description = "Key of a field; several are «either»"),
        ("level" = Option<String>, Query, description = "ministry, province, commune or other"),
        ("audience" = Option<String>, Query, description = "citizen, business, foreigner, organisation or official"),
        ("agency" = Option<String>, Query, description = "Key of a published agency, or code of a desk such as H28.14"),
        ("online_level" = Option<String>, Query, description = "full, partial or information"),
        ("event" = Option<String>, Query, description = "Key of a life event, such as sinh-con"),
        ("limit" = Option<usize>, Query, description = "1 to 100, else 20"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses((status = 200, body = ProcedureList), (status = 400, description = "A parameter is not understood", body = problem::ProblemBody)))]
pub(in crate::http) async fn list(State(app): State<App>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let query = match list_query::strict(query.as_deref().unwrap_or_default(), MAX_PAGE) {
        Ok(query) => query,
        Err(reason) => return not_understood(&headers, reason),
    };
    let catalogue = app.services.catalogue();
    let Some(answer) = catalogue.list(&query, desk_day(app.services.clock.now())) else {
        let reason = "after: `next` of the page before is expected; leave it out to begin again".to_owned();
        return not_understood(&headers, reason);
    };
    let items = answer.rows.iter().map(|entry| ProcedureItem::of(entry, &app)).collect();
    Json(ProcedureList { items, next: answer.next, total: answer.total }).into_response()
}

/// What each choice of a facet would leave, under the choices made in the other facets.
#[utoipa::path(get, path = "/api/v1/procedures/facets", tag = "catalogue",
    responses((status = 200, description = "Values by facet, most frequent first", body = BTreeMap<String, Vec<FacetCount>>)))]
pub(in crate::http) async fn facets(State(app): State<App>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let query = match list_query::strict(query.as_deref().unwrap_or_default(), MAX_PAGE) {
        Ok(query) => query,
        Err(reason) => return not_understood(&headers, reason),
    };
    let catalogue = app.services.catalogue();
    let facets = catalogue.facets(&query, desk_day(app.services.clock.now()));
    let by_name: BTreeMap<&str, Vec<FacetCount>> =
        facets.into_iter().map(|facet| (facet.kind.parameter(), facet.values)).collect();
    Json(by_name).into_response()
}

/// 400 with what is known.
fn not_understood(headers: &HeaderMap, reason: String) -> Response {
    problem::simple(StatusCode::BAD_REQUEST, "query_form", problem::language(headers), &[reason])
}
