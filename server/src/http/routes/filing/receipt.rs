//! The receipt, shown as often as the browser that filed asks for it.

use std::collections::HashMap;

use app::locale::Locale;
use app::view::{FileRow, ReceiptView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::catalogue::shown::papers_shown;
use domain::filing::Answers;
use storage::DraftAccess;
use uuid::Uuid;

use super::filer::Filer;
use super::steps::{agency_name, procedure_name};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{CurrentProcedure, ServiceError};

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    let draft: Option<Uuid> = path.get("draft").and_then(|id| id.parse().ok());
    let (Some(draft), Some(access)) = (draft, filer.access()) else { return not_found_page(&app, &asked).await };
    match view(&app, &asked, draft, access).await {
        Ok(view) => {
            page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome| {
                app::pages::filing::receipt::page(chrome, &view)
            })
            .await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

async fn view(app: &App, asked: &Asked, id: Uuid, access: DraftAccess) -> Result<ReceiptView, ServiceError> {
    let draft = app.services.draft(id, &access).await?;
    let receipt = app.services.receipt_of(id, &access).await?;
    let current = app.services.current_of(&draft).await?;
    let answers: Answers = serde_json::from_str(&draft.answers).map_err(|error| ServiceError::Failed(error.into()))?;
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
    let contacts = [answers.applicant.phone.trim(), answers.applicant.email.trim()];
    let contacts: Vec<&str> = contacts.into_iter().filter(|contact| !contact.is_empty()).collect();
    Ok(ReceiptView {
        files: files.collect(),
        code: receipt.code,
        pin: receipt.pin,
        procedure_name: procedure_name(&current, asked.locale),
        has_form: app.services.form_for(&draft.procedure_code, draft.case_id.as_deref()).is_some(),
        procedure_code: receipt.procedure_code,
        agency: agency_name(app, &receipt.agency_code, asked.locale),
        submitted_at: receipt.submitted_at,
        answer_due_at: receipt.answer_due_at,
        issued: receipt.issued,
        contact: contacts.join(", "),
    })
}

/// The published name of a paper.
pub(in crate::http::routes) fn paper_name(current: &CurrentProcedure, component: &str, locale: Locale) -> String {
    let shown = papers_shown(&current.procedure.document_groups);
    let mut papers = shown.groups.into_iter().flat_map(|group| group.papers);
    papers
        .find(|paper| paper.component == component)
        .map_or_else(|| locale.pick("Giấy tờ khác", "Other papers").to_owned(), |paper| paper.name)
}
