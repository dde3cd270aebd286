//! Step 2: who files, whose matter it is, how to reach them.

use std::collections::HashMap;

use app::view::ApplicantView;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::{ActingFor, Answers, Delivery, FIELD_PATHS, Problem, check_by};
use serde_json::{Map, Value};

use super::filer::Filer;
use super::form_state::form_state;
use super::steps::{Step, kept_problems, problems_of, see_other, start_href, step, step_href};
use super::two_windows::{Pairs, after_choice, applicant_differences, chosen, conflict_page, value_of};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::DraftAnswers;

type Fields = HashMap<String, String>;

/// Fields that hold one of a few keys; a post with another key leaves what is kept.
const CHOICES: [&str; 2] = ["acting_for", "delivery"];

pub(super) async fn show(State(app): State<App>, asked: Asked, filer: Filer, Path(path): Path<Fields>) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let answers = match serde_json::from_str(&found.draft.answers) {
        Ok(answers) => answers,
        Err(error) => {
            return service_error_page(&app, &asked, crate::services::ServiceError::Failed(Box::new(error))).await;
        }
    };
    // What was wrong is told once; when the person comes back later, the page begins quietly.
    let problems = kept_problems(&found.draft);
    if !problems.is_empty() {
        let quiet = DraftAnswers { problems: Some(Vec::new()), ..DraftAnswers::default() };
        if let Err(error) = app.services.patch_draft(found.draft.id, &found.access, None, quiet).await {
            tracing::warn!(?error, "Kept problems could not be cleared");
        }
    }
    show_answers(&app, &asked, &found, answers, problems, StatusCode::OK).await
}

async fn show_answers(
    app: &App,
    asked: &Asked,
    found: &Step,
    answers: Answers,
    problems: Vec<Problem>,
    status: StatusCode,
) -> Response {
    // Clearing the kept problems counted the version up; the page must carry the newest one.
    let newest = app.services.draft(found.draft.id, &found.access).await;
    let version = newest.map_or(found.draft.version, |draft| draft.version);
    let view = ApplicantView {
        head: found.head(app, asked),
        draft_id: found.draft.id.to_string(),
        version,
        answers,
        copied_from: found.draft.copied_from.clone(),
        problems,
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::filing::applicant::page(chrome, &view))
        .await
}

pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    form: Result<Form<Pairs>, FormRejection>,
) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let Ok(Form(pairs)) = form else { return see_other(&step_href(&asked, &way, "nguoi-nop")) };
    let pairs = chosen(pairs);
    // Somebody saved in another window since this page was opened: nothing is overwritten, the person chooses.
    let seen: Option<i64> = value_of(&pairs, "version").and_then(|version| version.parse().ok());
    if seen.is_some_and(|seen| seen != found.draft.version) {
        let kept: Value = serde_json::from_str(&found.draft.answers).unwrap_or_default();
        let fields = applicant_differences(asked.locale, &pairs, &kept);
        if !fields.is_empty() {
            return conflict_page(&app, &asked, &found, fields, &pairs, false).await;
        }
    }
    let after = value_of(&pairs, "after").map(str::to_owned);
    let version = found.draft.version;
    let fields: Fields = pairs.iter().cloned().collect();
    let leads = |href: &str| see_other(&after_choice(href, &pairs, version));
    let typed = answers_of(&fields, &found.draft.answers);
    let problems = if after.is_some() { Vec::new() } else { check_by(&typed, found.draft.channel) };
    let complete = problems.is_empty();
    let answers = match serde_json::to_value(&typed) {
        Ok(mut answers) => {
            // The electronic form has pages of its own, which may be saved at this very moment.
            if let Some(answers) = answers.as_object_mut() {
                answers.remove(domain::form::ANSWERS_KEY);
            }
            answers
        }
        Err(error) => {
            return service_error_page(&app, &asked, crate::services::ServiceError::Failed(Box::new(error))).await;
        }
    };
    let change = DraftAnswers { answers: Some(answers), problems: Some(problems), ..DraftAnswers::default() };
    match app.services.patch_draft(found.draft.id, &found.access, Some(found.draft.version), change).await {
        Ok(_) if after.as_deref() == Some("later") => leads(&start_href(&asked, &way)),
        Ok(_) if !complete || after.is_some() => leads(&step_href(&asked, &way, "nguoi-nop")),
        Ok(draft) => {
            let next = if form_state(&app, &draft, None).is_some() { "to-khai" } else { "giay-to" };
            leads(&step_href(&asked, &way, next))
        }
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => show_answers(&app, &asked, &found, typed, problems, StatusCode::CONFLICT).await,
            Err(response) => response,
        },
    }
}

/// The answers as typed, laid over the kept ones: a field the form did not send keeps its answer.
fn answers_of(fields: &Fields, kept: &str) -> Answers {
    let mut value: Value = serde_json::from_str(kept).unwrap_or_else(|_| Value::Object(Map::new()));
    for path in FIELD_PATHS.into_iter().filter(|path| !CHOICES.contains(path)) {
        if let Some(text) = fields.get(path) {
            put(&mut value, path, text);
        }
    }
    if let Some(acting_for) = fields.get("acting_for").filter(|key| ActingFor::from_key(key).is_some()) {
        put(&mut value, "acting_for", acting_for);
    }
    if let Some(delivery) = fields.get("delivery").filter(|key| Delivery::from_key(key).is_some()) {
        put(&mut value, "delivery", delivery);
    }
    serde_json::from_value(value).unwrap_or_default()
}

fn put(value: &mut Value, path: &str, text: &str) {
    let (outer, inner) = path.split_once('.').map_or((path, None), |(outer, inner)| (outer, Some(inner)));
    let Some(object) = value.as_object_mut() else { return };
    // Line ends come from forms as CR LF; they are kept as the line feeds they mean.
    let text = Value::String(text.replace("\r\n", "\n"));
    match inner {
        None => {
            object.insert(outer.to_owned(), text);
        }
        Some(inner) => {
            let nested = object.entry(outer).or_insert_with(|| Value::Object(Map::new()));
            if let Some(nested) = nested.as_object_mut() {
                nested.insert(inner.to_owned(), text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_form_sends_is_laid_over_what_is_kept() {
        let kept = r#"{"applicant":{"name":"Bùi Thị Hằng","phone":"0912345678"},"request":"cũ"}"#;
        let fields: Fields = [
            ("applicant.phone", ""),
            ("request", "dòng một\r\ndòng hai"),
            ("delivery", "post"),
            ("acting_for", "nobody"),
            ("answers.hidden", "x"),
        ]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
        let answers = answers_of(&fields, kept);
        assert_eq!(answers.applicant.name, "Bùi Thị Hằng");
        assert_eq!(answers.applicant.phone, "");
        assert_eq!(answers.request, "dòng một\ndòng hai");
        assert_eq!(answers.delivery, Delivery::Post);
        assert_eq!(answers.acting_for, ActingFor::Oneself);
    }
}
