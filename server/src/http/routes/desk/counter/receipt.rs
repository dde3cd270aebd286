//! What is handed to the person: shown to the counter that took the dossier in, each time written down.

use app::pages::desk::counter::COUNTER;
use app::view::{Chrome, CounterReceiptView, DeskHead, FileRow};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Answers;
use domain::paper::{Form, issued};
use storage::DossierView;
use uuid::Uuid;

use super::super::{Fields, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::filer::counter_access;
use crate::http::routes::filing::receipt::paper_name;
use crate::http::routes::filing::steps::{agency_name, procedure_name, see_other};
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{ServiceError, found_by};

pub(in super::super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let gone = || see_other(&asked.href(&format!("{COUNTER}?khong-con=1")));
    let Ok(id) = text(&path, "draft").parse::<Uuid>() else { return gone() };
    match view(&app, &asked, &officer, id).await {
        Ok(view) => {
            let draw =
                move |chrome: &Chrome, head: &DeskHead| app::pages::desk::counter::receipt::page(chrome, head, &view);
            officer.page(&app, &asked, StatusCode::OK, draw).await
        }
        Err(ServiceError::Refused(_)) => gone(),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

async fn view(app: &App, asked: &Asked, officer: &Officer, id: Uuid) -> Result<CounterReceiptView, ServiceError> {
    let access = counter_access(officer);
    let receipt = app.services.receipt_of(id, &access).await?;
    let missing = || ServiceError::Failed("a receipt without its dossier".into());
    let open = app.services.open_dossier(&receipt.code).await?.ok_or_else(missing)?;
    let record = &open.dossier.record;
    // The PIN opens everything the applicant sees: who had it on the screen is part of the history.
    let look = DossierView { staff_id: officer.id, at: app.services.clock.now() };
    app.services.storage.record_view(record.id, look).await?;
    let current = app.services.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
    let current = current.ok_or_else(missing)?;
    let answers: Answers = serde_json::from_str(&record.answers).map_err(|error| ServiceError::Failed(error.into()))?;
    let contacts = [answers.applicant.phone.trim(), answers.applicant.email.trim()];
    let contacts: Vec<&str> = contacts.into_iter().filter(|contact| !contact.is_empty()).collect();
    let files = receipt.files.iter().map(|file| {
        let row = FileRow {
            id: file.id.to_string(),
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.size.unsigned_abs(),
            sha256: file.sha256.clone(),
        };
        (paper_name(&current, &file.component, asked.locale), row)
    });
    Ok(CounterReceiptView {
        files: files.collect(),
        code: receipt.code.clone(),
        pin: receipt.pin.clone(),
        procedure_name: procedure_name(&current, asked.locale),
        agency: agency_name(app, &receipt.agency_code, asked.locale),
        applicant: found_by(&answers).name,
        submitted_at: receipt.submitted_at,
        received_at: open.state.received_at,
        due_at: open.state.due_at,
        form_01: issued(&record.events).into_iter().find(|paper| paper.form == Form::Receipt),
        contact: contacts.join(", "),
        look_up: format!("{}{}", app.origin, asked.href("/tra-cuu")),
    })
}
