//! Asking the person at the counter to rate.

use app::view::{Chrome, DeskHead, InviteView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::rating::RatingOccasion;

use super::dossier::opened;
use super::{Fields, text};
use crate::http::page::Asked;
use crate::http::qr::qr;
use crate::http::staff::Officer;
use crate::http::state::App;

/// Says nothing of whether it was rated: an officer must not learn who rated.
pub(super) async fn show(State(app): State<App>, asked: Asked, officer: Officer, Path(path): Path<Fields>) -> Response {
    let open = match opened(&app, &asked, &officer, text(&path, "dossier")).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let (services, record) = (&app.services, &open.dossier.record);
    let offered = RatingOccasion::of(&open.state).and_then(|occasion| {
        let link = services.rating_link(&record.code, occasion, services.clock.now())?;
        Some((occasion, qr(&format!("{}{}", services.origin, asked.href(&link)))))
    });
    let view = InviteView { code: record.code.clone(), offered };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::invite::page(chrome, head, &view);
    officer.page(&app, &asked, StatusCode::OK, draw).await
}
