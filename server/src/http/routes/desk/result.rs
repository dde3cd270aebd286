//! Attaching the result of a dossier, with its file.

use axum::extract::multipart::{Field, Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::dossier::{Command, CommandKind};
use domain::filing::Problem;
use domain::staff::Permission;
use storage::NewDossierFile;

use super::act::{cleaned, command_of, done, not_done};
use super::dossier::{may_do, opened};
use super::{Fields, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{Hand, RefusalKind, ServiceError};

/// Longest text of a field, in bytes.
const MAX_TEXT: usize = 16 * 1024;
/// Fields that are read; the form has fewer.
const MAX_FIELDS: usize = 20;

pub(super) async fn attach(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let kind = CommandKind::AttachResult;
    let code = text(&path, "dossier").to_owned();
    let open = match opened(&app, &asked, &officer, &code).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    // Before a byte of the file is read.
    if !may_do(&officer, kind, &open) {
        let refused = ServiceError::refused(RefusalKind::Forbidden, "not_permitted");
        return service_error_page(&app, &asked, refused).await;
    }
    let (fields, file, problem) = match form {
        Ok(form) => match read(&app, &officer, form).await {
            Ok(read) => read,
            Err(error) => return service_error_page(&app, &asked, error).await,
        },
        Err(_) => (Fields::new(), None, Some(Problem::new("file", "upload_broken", &[]))),
    };
    let command = command_of(kind, &fields);
    let outcome = match (problem, command) {
        (None, Ok(Command::AttachResult { result })) => {
            let may = |permission: Permission, agency: &str| officer.may(permission, agency);
            let seen = Some(text(&fields, "version").parse().unwrap_or_default());
            let hand = Hand::Officer(officer.id, &may);
            app.services.attach_result(&code, &hand, result, file, seen).await.map(|_| ())
        }
        (problem, command) => {
            if let Some(file) = file
                && let Err(error) = app.services.leave_result(&file).await
            {
                return service_error_page(&app, &asked, error).await;
            }
            let problems: Vec<Problem> = problem.into_iter().chain(command.err()).collect();
            Err(ServiceError::invalid("answers_incomplete", problems))
        }
    };
    match outcome {
        Ok(()) => done(&asked, &code, kind, &Fields::new()),
        Err(error) => not_done(&app, &asked, &officer, &code, kind, fields, Fields::new(), error).await,
    }
}

type Read = (Fields, Option<NewDossierFile>, Option<Problem>);

/// The texts and the file, in whatever order they come.
async fn read(app: &App, officer: &Officer, mut form: Multipart) -> Result<Read, ServiceError> {
    let (mut fields, mut file, mut problem) = (Fields::new(), None, None);
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => {
                problem = Some(Problem::new("file", "upload_broken", &[]));
                break;
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name != "file" {
            if fields.len() < MAX_FIELDS {
                fields.insert(name, cleaned(&said(&mut field).await));
            }
            continue;
        }
        let file_name = field.file_name().unwrap_or_default().to_owned();
        // A browser sends one nameless, empty file when none was picked.
        if file_name.is_empty() || file.is_some() {
            continue;
        }
        match app.services.receive_result(officer.id, &file_name, &mut field).await {
            Ok(received) => file = Some(received),
            Err(ServiceError::Refused(refusal)) => {
                problem = refusal.problems.first().cloned();
                // The rest is read away: the browser would show a broken connection instead of why.
                while let Ok(Some(_)) = field.chunk().await {}
            }
            Err(error) => return Err(error),
        }
    }
    Ok((fields, file, problem))
}

async fn said(field: &mut Field<'_>) -> String {
    let mut text = Vec::new();
    while let Ok(Some(piece)) = field.chunk().await {
        if text.len() < MAX_TEXT {
            text.extend_from_slice(&piece);
        }
    }
    text.truncate(MAX_TEXT);
    String::from_utf8_lossy(&text).into_owned()
}
