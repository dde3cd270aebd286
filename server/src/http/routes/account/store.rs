//! The personal store.

use app::view::{PaperLine, ResultLine, StoreView};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::http::account::Citizen;
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::agency_name;
use crate::http::routes::rows::procedure_name;
use crate::http::state::App;
use crate::services::account::KeptResult;

pub(super) async fn show(State(app): State<App>, asked: Asked, citizen: Citizen) -> Response {
    let store = match app.services.personal_store(&citizen).await {
        Ok(store) => store,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let paper = |paper: storage::StoredPaper| PaperLine {
        procedure: procedure_name(&app, asked.locale, &paper.procedure_code),
        name: paper.name,
        size: paper.size.unsigned_abs(),
        dossier: paper.dossier_code,
        handed_in_at: paper.submitted_at,
        reused: paper.reused,
        sha256: paper.sha256,
    };
    let result = |kept: KeptResult| ResultLine {
        issuer: agency_name(&app, &kept.unit, asked.locale),
        dossier: kept.dossier,
        title: kept.result.title,
        number: kept.result.number,
        signer: kept.result.signer,
        issued_on: kept.result.issued_on,
        granted: kept.result.granted,
    };
    let view = StoreView {
        head: citizen.head(),
        results: store.results.into_iter().map(result).collect(),
        papers: store.papers.into_iter().map(paper).collect(),
        is_cut: store.is_cut,
    };
    page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome| {
        app::pages::account::store::page(chrome, &view)
    })
    .await
}
