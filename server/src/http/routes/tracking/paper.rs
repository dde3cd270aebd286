//! What was given to whoever holds the dossier: its papers, and the signed result.

use app::view::{HeldPaper, PaperView};
use axum::Form;
use axum::body::Body;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::dossier::{Command, HandOver, Status};
use domain::paper::asked_for;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{LookUpForm, as_look_up, held};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::paper::{not_issued, pdf};
use crate::http::state::App;
use crate::services::{Act, Hand, RefusalKind, ServiceError};

#[derive(Default, Deserialize)]
pub(in crate::http) struct PaperForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    pin: String,
    /// `01`, or `02-3` for that of one event.
    #[serde(default)]
    giay: String,
    /// `pdf` for the file.
    #[serde(default)]
    dang: String,
}

pub(in crate::http) async fn show(
    State(app): State<App>,
    asked: Asked,
    form: Result<Form<PaperForm>, FormRejection>,
) -> Response {
    let asked = as_look_up(asked);
    let form = form.map(|Form(form)| form).unwrap_or_default();
    let tracked = match held(&app, &asked, &form.code, &form.pin).await {
        Ok(tracked) => tracked,
        Err(response) => return response,
    };
    let record = &tracked.held.dossier.record;
    let found = asked_for(&record.events, &form.giay).filter(|(wanted, _)| wanted.is_for_applicant());
    let Some((wanted, issued)) = found else { return not_found_page(&app, &asked).await };
    let Some(issued) = issued else { return not_issued(&app, &asked, wanted).await };
    let paper = match app.services.paper(&tracked.held, issued).await {
        Ok(paper) => paper,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    if form.dang == "pdf" {
        return pdf(&app, &asked, paper, &format!("{}-{}.pdf", record.code, wanted.number())).await;
    }
    let view = PaperView {
        sheet: paper.sheet(),
        pdf: None,
        held: Some(HeldPaper { code: record.code.clone(), pin: form.pin, paper: issued.key() }),
        back: Some((asked.locale.pick("Tra cứu hồ sơ", "Track a dossier").to_owned(), "/tra-cuu".to_owned())),
    };
    page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome| app::pages::papers::page(chrome, &view)).await
}

/// The signed result. The first time it is downloaded it is handed over with that.
pub(in crate::http) async fn result(
    State(app): State<App>,
    asked: Asked,
    form: Result<Form<LookUpForm>, FormRejection>,
) -> Response {
    let asked = as_look_up(asked);
    let form = form.map(|Form(form)| form).unwrap_or_default();
    let tracked = match held(&app, &asked, &form.code, &form.pin).await {
        Ok(tracked) => tracked,
        Err(response) => return response,
    };
    let (dossier, state) = (&tracked.held.dossier, &tracked.held.state);
    let is_signed = matches!(state.status, Status::Settled | Status::Returned);
    let wanted = state.result.as_ref().filter(|_| is_signed).and_then(|result| result.file_id);
    let file = wanted.and_then(|id| dossier.files.iter().find(|file| file.id == id));
    let Some(file) = file else {
        let refused = ServiceError::refused(RefusalKind::NotFound, "result_not_there");
        return service_error_page(&app, &asked, refused).await;
    };
    let bytes = match app.services.files.read(&file.sha256).await {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let error = format!("the result of a dossier is missing: {}", file.id);
            return service_error_page(&app, &asked, ServiceError::Failed(error.into())).await;
        }
        Err(error) => return service_error_page(&app, &asked, ServiceError::Failed(Box::new(error))).await,
    };
    if state.status == Status::Settled {
        let command = Command::HandOver { how: HandOver::Online, receiver: String::new() };
        let handed = app.services.act(&dossier.record.code, &Hand::Applicant, Act::new(command, None)).await;
        match handed {
            // Handed over at the same moment by another hand: the file is theirs all the same.
            Ok(_) | Err(ServiceError::Refused(_)) => {}
            Err(error) => return service_error_page(&app, &asked, error).await,
        }
    }
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(&file.media_type);
    headers.insert(header::CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    *response.status_mut() = StatusCode::OK;
    response
}
