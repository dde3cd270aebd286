//! Completing a dossier: what is asked, and that it was sent. The steps between are those of filing.

use std::collections::HashMap;

use app::components::address::FilingWay;
use app::view::{AnswerItem, ItemPlace, SupplementHead, SupplementSentView, SupplementView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::{SupplementItem, SupplementSubject, changed_paths, untouched};
use domain::filing::OTHER_PAPER;
use serde_json::Value;
use storage::Draft;

use super::filer::{Filer, draft_of};
use super::form_state::form_state;
use super::steps::{see_other, step, step_href};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::http::supplement::{changed_components, papers_of, papers_of_draft};
use crate::http::tracked::asked_lines;
use crate::services::{Answerable, CurrentProcedure, ServiceError, counting_files};

type Fields = HashMap<String, String>;

pub(super) async fn show(State(app): State<App>, asked: Asked, filer: Filer, Path(path): Path<Fields>) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    if found.completes.is_none() {
        // At the counter: the draft is a new dossier, whose first step is done.
        return see_other(&step_href(&asked, &way, "nguoi-nop"));
    }
    let view = SupplementView { head: found.head(&app, &asked) };
    page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome| {
        app::pages::filing::supplement::page(chrome, &view)
    })
    .await
}

/// It was sent: shown to the browser that sent it.
pub(super) async fn sent(State(app): State<App>, asked: Asked, filer: Filer, Path(path): Path<Fields>) -> Response {
    let way = filer.way(&path);
    let (Some(id), Some(access)) = (draft_of(&way), filer.access()) else { return see_other(&asked.href("/tra-cuu")) };
    match app.services.answered_with(id, &access).await {
        Ok(Some(dossier)) => {
            let view = SupplementSentView { dossier };
            page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome| {
                app::pages::filing::supplement::sent(chrome, &view)
            })
            .await
        }
        // Not sent yet, or not this browser's.
        Ok(None) => see_other(&step_href(&asked, &way, "")),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// What is asked for, each item with the step on which it is answered and whether something of it was changed.
pub(super) fn supplement_head(
    app: &App,
    asked: &Asked,
    way: &FilingWay,
    draft: &Draft,
    current: &CurrentProcedure,
    dossier: &Answerable,
) -> Result<SupplementHead, ServiceError> {
    let record = &dossier.held.dossier.record;
    let damaged = |error: serde_json::Error| ServiceError::Failed(Box::new(error));
    let before: Value = serde_json::from_str(&record.answers).map_err(damaged)?;
    let after: Value = serde_json::from_str(&draft.answers).map_err(damaged)?;
    let paths = changed_paths(&before, &after);
    let components =
        changed_components(&papers_of(&counting_files(&dossier.held.dossier)), &papers_of_draft(&draft.files));
    let items = dossier.open.as_ref().map(|open| open.items.as_slice()).unwrap_or_default();
    let left = untouched(items, &paths, &components);
    let lines = asked_lines(app, asked.locale, &dossier.held, Some(current), items);
    let items = items.iter().zip(lines).map(|(item, line)| {
        let place = place_of(app, draft, item);
        let href = href_of(asked, way, &place, item);
        AnswerItem { line, href, place, touched: !left.contains(&item) }
    });
    Ok(SupplementHead {
        dossier: record.code.clone(),
        items: items.collect(),
        answer_by: dossier.open.as_ref().and_then(|open| open.answer_by),
        closed: dossier.open.is_none(),
    })
}

fn place_of(app: &App, draft: &Draft, item: &SupplementItem) -> ItemPlace {
    match &item.subject {
        SupplementSubject::Paper(component) => ItemPlace::Paper(component.clone()),
        SupplementSubject::Other(_) => ItemPlace::Paper(OTHER_PAPER.to_owned()),
        SupplementSubject::Field(path) => {
            let state = form_state(app, draft, None);
            let page = state.and_then(|state| {
                let form = &state.rules.form;
                let number = app::filling::page_of(form, path)?;
                form.pages.get(number).map(|page| page.id.clone())
            });
            page.map_or(ItemPlace::Applicant, ItemPlace::Page)
        }
    }
}

/// The step on which it is answered, at the very field or paper.
fn href_of(asked: &Asked, way: &FilingWay, place: &ItemPlace, item: &SupplementItem) -> String {
    match (place, &item.subject) {
        (ItemPlace::Paper(component), _) => format!("{}#file-{component}", step_href(asked, way, "giay-to")),
        (ItemPlace::Page(id), SupplementSubject::Field(path)) => {
            format!("{}#{path}", step_href(asked, way, &format!("to-khai/{id}")))
        }
        (_, SupplementSubject::Field(path)) => format!("{}#{path}", step_href(asked, way, "nguoi-nop")),
        _ => step_href(asked, way, "nguoi-nop"),
    }
}
