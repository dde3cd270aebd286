//! Until when a dossier has to be settled, and why.

use app::locale::Locale;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::calendar::{Asked, DueBody, Refused, due_body};
use crate::http::api::problem::{self, ApiError};
use crate::http::routes::list_query::pairs;
use crate::http::state::App;

/// The parameters of the address. `lang` is told apart; what is empty was not asked with.
fn read(query: &str) -> Result<(Asked, Option<Locale>), Refused> {
    let (mut asked, mut locale) = (Asked::default(), None);
    for (key, value) in pairs(query) {
        let place = match key.as_str() {
            "received" => &mut asked.received,
            "limit" => &mut asked.limit,
            "unit" => &mut asked.unit,
            "channel" => &mut asked.channel,
            "agency" => &mut asked.agency,
            "procedure" => &mut asked.procedure,
            "pause" => {
                asked.pauses.extend((!value.is_empty()).then_some(value));
                continue;
            }
            "lang" => {
                locale = Some(Locale::from_code(&value));
                continue;
            }
            _ => return Err(Refused::new("", "clock_parameter_unknown", &[&key])),
        };
        if value.is_empty() {
            continue;
        }
        if place.replace(value).is_some() {
            return Err(Refused::new("", "clock_parameter_twice", &[&key]));
        }
    }
    Ok((asked, locale))
}

/// Until when a dossier has to be settled: the legal clock with its explanation.
#[utoipa::path(get, path = "/api/v1/clock/due", tag = "clock",
    params(
        ("received" = Option<String>, Query, description = "When it was received, such as 2026-02-12T15:20; Vietnamese time unless an offset says otherwise; now without it"),
        ("limit" = Option<String>, Query, description = "How many units; half a working day is 0.5"),
        ("unit" = Option<String>, Query, description = "working_day, day, hour, month or same_day"),
        ("channel" = Option<String>, Query, description = "online, direct or postal; online tells `answer_due` too"),
        ("agency" = Option<String>, Query, description = "Code of the agency whose opening hours count, such as H28.14"),
        ("procedure" = Option<String>, Query, description = "National code: its published limit and its rules count where none is given"),
        ("pause" = Option<Vec<String>>, Query, description = "FROM/TO, several times; nothing behind the stroke while it lasts"),
        ("lang" = Option<String>, Query, description = "vi or en; else Accept-Language"),
    ),
    responses((status = 200, body = DueBody),
              (status = 404, description = "There is no such procedure", body = problem::ProblemBody),
              (status = 422, description = "A parameter has to be put right", body = problem::ProblemBody)))]
pub(in crate::http) async fn show(State(app): State<App>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let asked_for = problem::language(&headers);
    let (asked, locale) = match read(query.as_deref().unwrap_or_default()) {
        Ok((asked, locale)) => (asked, locale.unwrap_or(asked_for)),
        Err(refused) => return ApiError::new(asked_for, refused).into_response(),
    };
    match app.services.tell_due(&asked).await {
        Ok(told) => {
            let mut response = Json(due_body(locale, &told)).into_response();
            // The answer may rest on the present moment and on days off that are decreed later.
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => ApiError::new(locale, error).into_response(),
    }
}
