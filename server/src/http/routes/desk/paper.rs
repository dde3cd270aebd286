//! The official papers of a dossier at the desk, to read, print and save.

use app::view::{Chrome, PaperView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::paper::asked_for;

use super::dossier::opened;
use super::{Fields, text};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::paper::{not_issued, pdf};
use crate::http::staff::Officer;
use crate::http::state::App;

/// `01`, `02-3`, and the same with `.pdf`.
pub(super) async fn show(State(app): State<App>, asked: Asked, officer: Officer, Path(path): Path<Fields>) -> Response {
    let open = match opened(&app, &asked, &officer, text(&path, "dossier")).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let record = &open.dossier.record;
    let wanted = text(&path, "form");
    let (key, as_pdf) = wanted.strip_suffix(".pdf").map_or((wanted, false), |key| (key, true));
    let Some((form, issued)) = asked_for(&record.events, key) else { return not_found_page(&app, &asked).await };
    let Some(issued) = issued else { return not_issued(&app, &asked, form).await };
    let paper = match app.services.paper(&open, issued).await {
        Ok(paper) => paper,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    if as_pdf {
        return pdf(&app, &asked, paper, &format!("{}-{}.pdf", record.code, form.number())).await;
    }
    let place = format!("/can-bo/ho-so/{}", record.code);
    let view = PaperView {
        sheet: paper.sheet(),
        pdf: Some(asked.href(&format!("{place}/giay/{}.pdf", issued.key()))),
        held: None,
        back: Some((record.code.clone(), place)),
    };
    page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome: &Chrome| {
        app::pages::papers::page(chrome, &view)
    })
    .await
}
