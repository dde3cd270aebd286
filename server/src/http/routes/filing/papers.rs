//! Step 3: the papers, by plain multipart. The islands send the same files one by one through the API.

use std::collections::HashMap;

use app::view::{PaperOffer, PapersView};
use axum::Form;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;

use super::filer::Filer;
use super::form_state::form_state;
use super::steps::{Step, kept_problems, problems_of, see_other, slots, step, step_href, with_asked};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::account::Offer;
use crate::services::{DraftAnswers, ServiceError};

type Fields = HashMap<String, String>;

/// Longest name of a paper that is read from a form field.
const MAX_COMPONENT_BYTES: usize = 64;

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    Query(query): Query<Fields>,
) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let mut problems = kept_problems(&found.draft);
    if !problems.is_empty() {
        keep(&app, &found, Vec::new()).await;
    }
    let (mut upload, mut not_uploaded) = slots(&found.current, &found.draft, asked.locale);
    if let Some(state) = form_state(&app, &found.draft, None) {
        (upload, not_uploaded) = with_asked((upload, not_uploaded), &state, asked.locale);
        // Who tried to go on is told which papers are missing.
        if query.contains_key("loi") {
            let papers = state.outcome.papers.iter().flat_map(|paper| state.outcome.problems_below(&paper.question));
            problems.extend(papers.cloned());
        }
    }
    let offers = match &found.account {
        Some(holder) => match app.services.papers_on_offer(holder, &found.draft, &found.current).await {
            Ok(offers) => offers.into_iter().map(offer).collect(),
            Err(error) => return service_error_page(&app, &asked, error).await,
        },
        None => Vec::new(),
    };
    let view = PapersView {
        offers,
        head: found.head(&app, &asked),
        draft_id: found.draft.id.to_string(),
        slots: upload,
        not_uploaded,
        problems,
        used_bytes: found.draft.files.iter().map(|file| file.size.unsigned_abs()).sum(),
    };
    page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome| {
        app::pages::filing::papers::page(chrome, &view)
    })
    .await
}

fn offer(offer: Offer) -> PaperOffer {
    let paper = offer.paper;
    PaperOffer {
        component: offer.component,
        file: paper.file_id.to_string(),
        name: paper.name,
        size: paper.size.unsigned_abs(),
        from: paper.dossier_code,
        handed_in_at: paper.submitted_at,
    }
}

/// Takes a paper that was handed in before.
pub(super) async fn reuse(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let chosen = fields.get("component").zip(fields.get("file").and_then(|id| id.parse().ok()));
    if let (Some((component, file)), Some(holder)) = (chosen, &found.account) {
        match app.services.reuse_paper(holder, found.draft.id, &found.access, (component, file)).await {
            Ok(_) => {}
            // Taken by a press before this one: it stands in the list.
            Err(ServiceError::Refused(refusal)) if refusal.key == "file_unknown" => {}
            Err(error) => match problems_of(&app, &asked, error).await {
                Ok(refused) => {
                    keep(&app, &found, refused.into_iter().map(|problem| about(problem, component)).collect()).await;
                }
                Err(response) => return response,
            },
        }
    }
    see_other(&step_href(&asked, &way, "giay-to"))
}

/// Keeps problems with the draft until the page is shown.
async fn keep(app: &App, found: &Step, problems: Vec<Problem>) {
    let change = DraftAnswers { problems: Some(problems), ..DraftAnswers::default() };
    if let Err(error) = app.services.patch_draft(found.draft.id, &found.access, None, change).await {
        tracing::warn!(?error, "Problems could not be kept with the draft");
    }
}

pub(super) async fn receive(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let back = step_href(&asked, &way, "giay-to");
    let Ok(mut form) = form else { return see_other(&back) };
    let mut component = String::new();
    let mut problems: Vec<Problem> = Vec::new();
    let mut files = 0;
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => {
                problems.push(Problem::new("file", "upload_broken", &[]));
                break;
            }
        };
        match field.name() {
            Some("component") => {
                let mut text = Vec::new();
                while let Ok(Some(piece)) = field.chunk().await {
                    if text.len() < MAX_COMPONENT_BYTES {
                        text.extend_from_slice(&piece);
                    }
                }
                component = String::from_utf8_lossy(&text).into_owned();
            }
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                // A browser sends one nameless, empty file when none was picked.
                if name.is_empty() {
                    continue;
                }
                files += 1;
                let received =
                    app.services.receive_file(found.draft.id, &found.access, &component, &name, &mut field).await;
                // The rest of a refused file is read away: the browser would show a broken connection instead of why.
                while let Ok(Some(_)) = field.chunk().await {}
                if let Err(error) = received {
                    match problems_of(&app, &asked, error).await {
                        Ok(refused) => problems.extend(refused.into_iter().map(|problem| about(problem, &component))),
                        Err(response) => return response,
                    }
                }
            }
            _ => {}
        }
    }
    if files == 0 && problems.is_empty() {
        problems.push(about(Problem::new("file", "file_missing", &[]), &component));
    }
    if !problems.is_empty() {
        keep(&app, &found, problems).await;
    }
    see_other(&back)
}

/// The problem with the paper it is about, so that the summary can lead to it.
fn about(problem: Problem, component: &str) -> Problem {
    Problem { field: format!("files.{component}"), ..problem }
}

pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    if let Some(file) = fields.get("file").and_then(|id| id.parse().ok()) {
        match app.services.remove_file(found.draft.id, &found.access, file).await {
            // Removed already, as by a second click: that is what was wanted.
            Ok(()) | Err(ServiceError::Refused(_)) => {}
            Err(error) => return service_error_page(&app, &asked, error).await,
        }
    }
    see_other(&step_href(&asked, &way, "giay-to"))
}
