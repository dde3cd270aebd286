//! The page of one procedure.

use app::locale::Locale;
use app::view::{DeskLine, Fileable, ProcedureView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::catalogue::shown::{FeesShown, ProcedureShown, shown};
use domain::procedure::Channel;
use domain::province::OnlineLevel;
use std::collections::HashMap;
use storage::RevisionLine;

use crate::catalogue::{desk_day, desks};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::CurrentProcedure;

pub(in crate::http) async fn procedure(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let loaded = async {
        let Some(current) = app.services.procedure(code).await? else { return Ok(None) };
        let revisions =
            if current.published.revision > 1 { app.services.storage.revisions(code).await? } else { Vec::new() };
        Ok(Some((current, revisions)))
    };
    let (current, revisions) = match loaded.await {
        Ok(Some(loaded)) => loaded,
        Ok(None) => return unknown(&app, &asked, code).await,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let view = procedure_view(&app, &asked, &current, &revisions);
    let asked = Asked { query: String::new(), ..asked };
    page(&app, &asked, Audience::Everybody, StatusCode::OK, move |chrome| {
        app::pages::catalogue::procedure::page(chrome, &view)
    })
    .await
}

/// A code as people write it (`1001193`, `1.001193.000.00.00.H28`) leads to the procedure; anything else is not found.
async fn unknown(app: &App, asked: &Asked, code: &str) -> Response {
    let catalogue = app.services.catalogue();
    let looks_like_code = code.chars().filter(char::is_ascii_digit).count() >= 7;
    match catalogue.search(code, 1).first() {
        Some(entry) if looks_like_code && entry.code != code => {
            Redirect::temporary(&asked.href(&format!("/thu-tuc/{}", entry.code))).into_response()
        }
        _ => not_found_page(app, asked).await,
    }
}

fn procedure_view(app: &App, asked: &Asked, current: &CurrentProcedure, revisions: &[RevisionLine]) -> ProcedureView {
    let locale = asked.locale;
    let now = app.services.clock.now();
    let today = desk_day(now);
    let shown = shown(&current.procedure, today);
    let service = current.service.clone();
    let desks = desks(&app.services.data, service.as_ref(), &current.procedure.levels, today);
    let english = service.as_ref().filter(|_| locale == Locale::En);
    let name = english.map_or_else(|| shown.name.clone(), |service| service.name_en.clone());
    let online_level = service.as_ref().map_or(
        if current.has_online_channel() { OnlineLevel::Partial } else { OnlineLevel::Information },
        |service| service.online_level,
    );
    let fileable = if current.published.withdrawn_at.is_some() || shown.deleted {
        Fileable::Withdrawn
    } else if desks.is_empty() {
        Fileable::NotReceivedHere
    } else if !current.has_online_channel() {
        Fileable::NotOnline
    } else {
        Fileable::Yes
    };
    let by_channel =
        || Channel::ALL.into_iter().flat_map(|channel| shown.channels.iter().filter(move |row| row.channel == channel));
    let json_ld = json_ld(app, asked, &shown, &name, current);
    ProcedureView {
        name_is_vietnamese: locale == Locale::En && english.is_none(),
        filled_in_online: app.services.forms.served().replaced_papers(&current.procedure.code),
        online_level,
        fileable,
        limits: by_channel().map(|row| (row.channel, row.limit.clone())).collect(),
        fees: by_channel()
            .map(|row| match &row.fees {
                FeesShown::Published(fees) => (row.channel, fees.clone()),
                FeesShown::NotPublished => (row.channel, Vec::new()),
            })
            .collect(),
        desks: desks
            .iter()
            .map(|desk| DeskLine {
                name: locale.of(&desk.name).to_owned(),
                address: desk.address.as_ref().map(|address| locale.of(address).to_owned()),
            })
            .collect(),
        revision: current.published.revision,
        published_at: current.published.published_at,
        earlier: revisions
            .iter()
            .filter(|line| line.revision != current.published.revision)
            .map(|line| (line.revision, line.published_at))
            .collect(),
        name,
        shown,
        service,
        json_ld,
    }
}

/// `schema.org/GovernmentService`, made safe to stand inside a script element.
fn json_ld(app: &App, asked: &Asked, shown: &ProcedureShown, name: &str, current: &CurrentProcedure) -> String {
    let province = &app.services.data.province;
    let summary = current.service.as_ref().map(|service| asked.locale.of(&service.summary));
    let url = format!("{}{}", app.origin, asked.href(&format!("/thu-tuc/{}", shown.code)));
    let mut value = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": name,
        "identifier": shown.code,
        "url": url,
        "serviceType": shown.field.name,
        "inLanguage": asked.locale.code(),
        "areaServed": { "@type": "AdministrativeArea", "name": asked.locale.of(&province.name) },
        "provider": {
            "@type": "GovernmentOrganization",
            "name": shown.agencies.first().cloned().unwrap_or_else(|| asked.locale.of(&province.name).to_owned()),
        },
        "availableChannel": {
            "@type": "ServiceChannel",
            "servicePhone": { "@type": "ContactPoint", "telephone": province.counter.phone },
        },
    });
    if let (Some(summary), Some(object)) = (summary, value.as_object_mut()) {
        object.insert("description".to_owned(), summary.into());
    }
    // Inside a script element only `</script` and `<!--` can end or change it; without `<` neither can be written.
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
