//! The front page and the list.

use std::collections::HashMap;

use app::view::{FacetValue, HomeView, LifeEventLink, ListView};
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::list_query;
use super::rows::{address, chosen, facet_groups, row};
use crate::catalogue::{Catalogue, FacetKind, ListQuery, desk_day};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;

const NEW: usize = 5;
const FIELDS: usize = 12;
const NEAREST: usize = 5;

pub(in crate::http) async fn home(State(app): State<App>, asked: Asked) -> Response {
    let asked = Asked { query: String::new(), ..asked };
    let view = home_view(&app.services.catalogue(), &asked);
    page(&app, &asked, Audience::Everybody, StatusCode::OK, move |chrome| {
        app::pages::catalogue::home::page(chrome, &view)
    })
    .await
}

fn home_view(catalogue: &Catalogue, asked: &Asked) -> HomeView {
    let locale = asked.locale;
    let events = |business: bool| {
        let wanted = catalogue.data().life_events.iter().filter(|event| event.business == business);
        wanted
            .map(|event| LifeEventLink {
                id: event.id.clone(),
                name: locale.of(&event.name).to_owned(),
                count: event.procedures.iter().filter(|code| catalogue.entry(code).is_some()).count(),
            })
            .filter(|event| event.count > 0)
            .collect()
    };
    let mut counts: HashMap<&str, (&str, usize)> = HashMap::new();
    for entry in catalogue.entries() {
        counts.entry(&entry.field_key).or_insert((&entry.field, 0)).1 += 1;
    }
    let mut fields: Vec<FacetValue> = counts
        .into_iter()
        .map(|(key, (name, count))| {
            let query = ListQuery { chosen: vec![(FacetKind::Field, key.to_owned())], ..ListQuery::default() };
            let english = || {
                let mut entries = catalogue.entries().iter().filter(|entry| entry.field_key == key);
                entries.find_map(|entry| catalogue.data().services.get(&entry.code)).map(|found| found.field_en.clone())
            };
            let label = locale.pick(None, english()).unwrap_or_else(|| name.to_owned());
            FacetValue { key: key.to_owned(), label, count, chosen: false, href: address("/thu-tuc", &query, locale) }
        })
        .collect();
    fields.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
    fields.truncate(FIELDS);
    let mut newest: Vec<_> = catalogue.entries().iter().collect();
    newest.sort_by(|a, b| {
        b.published_at
            .cmp(&a.published_at)
            .then_with(|| b.received_here.cmp(&a.received_here))
            .then_with(|| a.code.cmp(&b.code))
    });
    HomeView {
        life_events: events(false),
        business_events: events(true),
        fields,
        new: newest.into_iter().take(NEW).map(|entry| (row(entry, catalogue, locale), entry.published_at)).collect(),
        total: catalogue.entries().len(),
        online: catalogue
            .entries()
            .iter()
            .filter(|entry| entry.online_level != domain::province::OnlineLevel::Information)
            .count(),
        received_here: catalogue.entries().iter().filter(|entry| entry.received_here).count(),
    }
}

pub(in crate::http) async fn list(State(app): State<App>, asked: Asked, RawQuery(raw): RawQuery) -> Response {
    let mut query = list_query::lenient(raw.as_deref().unwrap_or_default());
    let today = desk_day(app.services.clock.now());
    let catalogue = app.services.catalogue();
    if query.after.is_some() && catalogue.list(&query, today).is_none() {
        query.after = None;
    }
    let view = list_view(&catalogue, &query, &asked, today);
    // Written anew, so that links of the page carry nothing that was not understood.
    let asked = Asked { query: list_query::write(&query), ..asked };
    page(&app, &asked, Audience::Everybody, StatusCode::OK, move |chrome| {
        app::pages::catalogue::list::page(chrome, &view)
    })
    .await
}

fn list_view(catalogue: &Catalogue, query: &ListQuery, asked: &Asked, today: time::Date) -> ListView {
    let locale = asked.locale;
    let answer = catalogue.list(query, today).unwrap_or_default();
    let nearest = if answer.total == 0 && !query.text.trim().is_empty() {
        catalogue.nearest(&query.text, NEAREST)
    } else {
        Vec::new()
    };
    let paged = |after: Option<String>| ListQuery { after, ..query.clone() };
    let event = query.event.as_ref().and_then(|id| catalogue.data().life_events.iter().find(|event| event.id == *id));
    let whole = paged(None);
    ListView {
        text: query.text.clone(),
        life_event: event.map(|event| locale.of(&event.name).to_owned()),
        rows: answer.rows.iter().map(|entry| row(entry, catalogue, locale)).collect(),
        total: answer.total,
        facets: facet_groups(catalogue.facets(query, today), query, catalogue, locale),
        chosen: chosen(query, catalogue, locale),
        next: answer.next.map(|code| address("/thu-tuc", &paged(Some(code)), locale)),
        first: query.after.as_ref().map(|_| address("/thu-tuc", &whole, locale)),
        nearest: nearest.into_iter().map(|entry| row(entry, catalogue, locale)).collect(),
        json_href: address("/thu-tuc.json", &whole, locale),
        csv_href: address("/thu-tuc.csv", &whole, locale),
        atom_href: locale.href("/thu-tuc.atom"),
    }
}
