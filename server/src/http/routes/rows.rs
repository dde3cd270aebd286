//! Rows of lists and names of facet values in the language of the page.

use app::locale::Locale;
use app::view::{FacetGroup, FacetValue, ProcedureRow};
use domain::catalogue::shown::Audience;
use domain::procedure::Level;
use domain::province::OnlineLevel;

use super::list_query::write;
use crate::catalogue::{Catalogue, Entry, Facet, FacetKind, ListQuery};
use crate::http::state::App;

/// Values of a facet that are shown; the rest is reached by choosing others first.
const MAX_VALUES: usize = 12;

/// A procedure as a row of a list.
pub(super) fn row(entry: &Entry, catalogue: &Catalogue, locale: Locale) -> ProcedureRow {
    let service = catalogue.data().services.get(&entry.code);
    let english = service.filter(|_| locale == Locale::En);
    ProcedureRow {
        code: entry.code.clone(),
        name: english.map_or_else(|| entry.name.clone(), |service| service.name_en.clone()),
        name_is_vietnamese: locale == Locale::En && english.is_none(),
        summary: service.map(|service| locale.of(&service.summary).to_owned()),
        field: english.map_or_else(|| entry.field.clone(), |service| service.field_en.clone()),
        agencies: entry.told_apart_by.iter().cloned().collect(),
        levels: entry.levels.clone(),
        online_level: entry.online_level,
        received_here: entry.received_here,
    }
}

/// Name of a procedure as the catalogue in memory has it; its code when the catalogue has it no more.
pub(in crate::http::routes) fn procedure_name(app: &App, locale: Locale, code: &str) -> String {
    let catalogue = app.services.catalogue();
    let entry = catalogue.entry(code);
    let service = app.services.data.services.get(code);
    match (locale, service, entry) {
        (Locale::En, Some(service), _) => service.name_en.clone(),
        (_, _, Some(entry)) => entry.name.clone(),
        _ => code.to_owned(),
    }
}

/// The facets with names and addresses.
pub(super) fn facet_groups(
    facets: Vec<Facet>,
    query: &ListQuery,
    catalogue: &Catalogue,
    locale: Locale,
) -> Vec<FacetGroup> {
    facets
        .into_iter()
        .map(|facet| {
            let kind = facet.kind;
            let chosen: Vec<&str> = query.chosen_in(kind).collect();
            let value = |key: &str, name: &str, count: usize| FacetValue {
                label: label(kind, key, name, catalogue, locale),
                count,
                chosen: chosen.contains(&key),
                href: switched(query, kind, key, locale),
                key: key.to_owned(),
            };
            let (front, rest): (Vec<_>, Vec<_>) =
                facet.values.iter().partition(|count| chosen.contains(&count.key.as_str()));
            let shown = front.into_iter().chain(rest).take(MAX_VALUES.max(chosen.len()));
            FacetGroup {
                parameter: kind.parameter(),
                title: title(kind, locale).to_owned(),
                values: shown.map(|count| value(&count.key, &count.name, count.count)).collect(),
            }
        })
        .filter(|group| !group.values.is_empty())
        .collect()
}

/// The chosen values: label, and the address without it.
pub(super) fn chosen(query: &ListQuery, catalogue: &Catalogue, locale: Locale) -> Vec<(String, String)> {
    let values = query.chosen.iter().map(|(kind, key)| {
        let name = catalogue.entries().iter().find_map(|entry| {
            kind.values(entry).into_iter().find(|(known, _)| known == key).and_then(|(_, name)| name.map(str::to_owned))
        });
        (label(*kind, key, name.as_deref().unwrap_or(key), catalogue, locale), switched(query, *kind, key, locale))
    });
    values.collect()
}

/// The address of the list with this value switched on or off, from the first page.
fn switched(query: &ListQuery, kind: FacetKind, key: &str, locale: Locale) -> String {
    let mut changed = ListQuery { after: None, ..query.clone() };
    let value = (kind, key.to_owned());
    if let Some(at) = changed.chosen.iter().position(|chosen| *chosen == value) {
        changed.chosen.remove(at);
    } else {
        changed.chosen.push(value);
    }
    address("/thu-tuc", &changed, locale)
}

/// The address of a list in the language of the page.
pub(super) fn address(path: &str, query: &ListQuery, locale: Locale) -> String {
    let query = write(query);
    if query.is_empty() { locale.href(path) } else { format!("{}?{query}", locale.href(path)) }
}

fn title(kind: FacetKind, locale: Locale) -> &'static str {
    match kind {
        FacetKind::Field => locale.pick("Lĩnh vực", "Field"),
        FacetKind::Level => locale.pick("Cấp thực hiện", "Level"),
        FacetKind::Audience => locale.pick("Dành cho", "For"),
        FacetKind::Agency => locale.pick("Cơ quan thực hiện", "Agency"),
        FacetKind::OnlineLevel => locale.pick("Nộp trực tuyến", "Online"),
    }
}

fn label(kind: FacetKind, key: &str, name: &str, catalogue: &Catalogue, locale: Locale) -> String {
    let text = match kind {
        FacetKind::Level => Level::from_key(key).map(|level| level_name(level, locale)),
        FacetKind::Audience => Audience::from_key(key).map(|audience| audience_name(audience, locale)),
        FacetKind::OnlineLevel => OnlineLevel::from_key(key).map(|level| online_level_name(level, locale)),
        FacetKind::Field if locale == Locale::En => {
            let english = catalogue.entries().iter().filter(|entry| entry.field_key == key);
            let mut services = english.filter_map(|entry| catalogue.data().services.get(&entry.code));
            return services.next().map_or_else(|| name.to_owned(), |service| service.field_en.clone());
        }
        FacetKind::Agency => match catalogue.data().agency(key) {
            Some(agency) => return locale.of(&agency.name).to_owned(),
            None => None,
        },
        FacetKind::Field => None,
    };
    text.map_or_else(|| name.to_owned(), str::to_owned)
}

fn level_name(level: Level, locale: Locale) -> &'static str {
    match level {
        Level::Ministry => locale.pick("Bộ, ngành trung ương", "Ministry"),
        Level::Province => locale.pick("Cấp tỉnh", "Province"),
        Level::Commune => locale.pick("Cấp xã", "Commune"),
        Level::Other => locale.pick("Cơ quan khác", "Other"),
    }
}

fn audience_name(audience: Audience, locale: Locale) -> &'static str {
    match audience {
        Audience::Citizen => locale.pick("Người dân", "Citizens"),
        Audience::Business => locale.pick("Doanh nghiệp, hợp tác xã", "Businesses"),
        Audience::Foreigner => locale.pick("Người nước ngoài", "Foreigners"),
        Audience::Organisation => locale.pick("Tổ chức", "Organisations"),
        Audience::Official => locale.pick("Cán bộ, công chức", "Officials"),
    }
}

fn online_level_name(level: OnlineLevel, locale: Locale) -> &'static str {
    match level {
        OnlineLevel::Full => locale.pick("Toàn trình (làm hết trên mạng)", "Fully online"),
        OnlineLevel::Partial => locale.pick("Một phần", "Partly online"),
        OnlineLevel::Information => locale.pick("Chỉ xem thông tin", "Information only"),
    }
}
