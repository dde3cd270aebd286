//! A photo of what is reported.

use app::view::FeedbackDone;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;

use super::mine::{Said, as_look_up, held, mine};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::state::App;
use crate::services::{ServiceError, TrackedFeedback};

/// Longest code or PIN, in bytes.
const MAX_TEXT: usize = 200;

/// Code and PIN stand before the file in the form: who they are is known before a byte of it is read.
pub(super) async fn add(State(app): State<App>, asked: Asked, form: Result<Multipart, MultipartRejection>) -> Response {
    let asked = as_look_up(&asked);
    let Ok(mut form) = form else {
        return service_error_page(&app, &asked, ServiceError::field("file", "upload_broken", &[])).await;
    };
    let (mut code, mut pin) = (String::new(), String::new());
    let mut tracked: Option<TrackedFeedback> = None;
    let mut outcome = Err(ServiceError::field("file", "photo_missing", &[]));
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => {
                outcome = Err(ServiceError::field("file", "upload_broken", &[]));
                break;
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name != "file" {
            let mut text = Vec::new();
            while let Ok(Some(piece)) = field.chunk().await {
                if text.len() < MAX_TEXT {
                    text.extend_from_slice(&piece);
                }
            }
            text.truncate(MAX_TEXT);
            let text = String::from_utf8_lossy(&text).into_owned();
            match name.as_str() {
                "code" => code = text,
                "pin" => pin = text,
                _ => {}
            }
            continue;
        }
        let held = match held(&app, &asked, &code, &pin).await {
            Ok(held) => held,
            Err(response) => return response,
        };
        let file_name = field.file_name().unwrap_or_default().to_owned();
        // A browser sends one nameless, empty file when none was picked.
        if !file_name.is_empty() {
            outcome = app.services.add_feedback_photo(&held, &file_name, &mut field).await;
            if outcome.is_err() {
                // The rest is read away: the browser would show a broken connection instead of why.
                while let Ok(Some(_)) = field.chunk().await {}
            }
        }
        tracked = Some(held);
        break;
    }
    let tracked = match tracked {
        Some(tracked) => tracked,
        None => match held(&app, &asked, &code, &pin).await {
            Ok(tracked) => tracked,
            Err(response) => return response,
        },
    };
    match outcome {
        Ok(()) => match held(&app, &asked, &code, &pin).await {
            Ok(tracked) => {
                let said = Said { done: Some(FeedbackDone::PhotoAdded), ..Said::default() };
                mine(&app, &asked, tracked, &pin, StatusCode::OK, said).await
            }
            Err(response) => response,
        },
        Err(ServiceError::Refused(refusal)) => {
            let problems = match refusal.problems.as_slice() {
                [] => vec![Problem::new("file", refusal.key, &refusal.arguments)],
                problems => problems.to_vec(),
            };
            let said = Said { problems, ..Said::default() };
            mine(&app, &asked, tracked, &pin, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
