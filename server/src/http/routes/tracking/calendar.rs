//! The appointment for a calendar.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::dossier::Turn;

use super::{LookUpForm, as_look_up, held};
use crate::http::error_page::service_error_page;
use crate::http::ical::Appointment;
use crate::http::page::Asked;
use crate::http::state::App;
use crate::http::tracked::tracked_view;
use crate::services::{RefusalKind, ServiceError};

/// The file tells the code and the procedure, never a person: a calendar is often shared.
pub(in crate::http) async fn load(
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
    let version = tracked.held.state.version;
    let dossier = match tracked_view(&app, asked.locale, &tracked, &form.pin).await {
        Ok(dossier) => dossier,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let Some(due) = dossier.due.filter(|_| dossier.turn != Turn::Nobody) else {
        let refused = ServiceError::refused(RefusalKind::Conflict, "no_appointment");
        return service_error_page(&app, &asked, refused).await;
    };
    let host = app.services.origin.split("://").last().unwrap_or_default();
    let code = &dossier.code;
    let locale = asked.locale;
    let summary = locale.pick(format!("Hẹn trả kết quả hồ sơ {code}"), format!("Result promised for dossier {code}"));
    let place = format!("{}{}", app.services.origin, locale.href("/tra-cuu"));
    let description = locale.pick(
        format!("{}\nTra cứu trước khi đến: {place}", dossier.procedure_name),
        format!("{}\nLook it up before you go: {place}", dossier.procedure_name),
    );
    let appointment = Appointment {
        uid: &format!("{code}@{host}"),
        sequence: version,
        made_at: app.services.clock.now(),
        at: due.at,
        summary: &summary,
        description: &description,
        location: &dossier.agency,
    };
    let mut response = appointment.file().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"lich-hen.ics\""));
    response
}
