//! The draft at the server.

use gloo_net::http::{Request, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::outbox::Answer;
use crate::islands::browser::language;

/// What of the server's draft matters here.
#[derive(Deserialize)]
pub struct Draft {
    pub version: i64,
    #[serde(default)]
    pub answers: Value,
}

/// Sends the answers; with the server's clock in milliseconds since 1970 when they are saved.
pub async fn patch(url: &str, version: i64, answers: &Value) -> (Answer, f64) {
    let request = Request::patch(url)
        .header("Accept", "application/json")
        .header("Accept-Language", &language())
        .header("If-Match", &format!("\"{version}\""))
        .json(&json!({ "answers": answers }));
    let Ok(request) = request else {
        return (Answer::Refused, 0.0);
    };
    let Ok(response) = request.send().await else {
        return (Answer::Unreachable, 0.0);
    };
    let answer = match response.status() {
        409 | 412 => Answer::Conflict,
        408 | 425 | 429 | 500.. => Answer::Trouble,
        400..=499 => Answer::Refused,
        _ => match response.json::<Draft>().await {
            Ok(draft) => Answer::Saved(draft.version),
            // The line broke within the answer, or somebody in between answered.
            Err(_) => Answer::Unreachable,
        },
    };
    (answer, clock(&response))
}

/// The draft as the server has it. An error means that the server could not be reached; none, that it does not tell.
pub async fn get(url: &str) -> Result<Option<Draft>, gloo_net::Error> {
    let response = Request::get(url).header("Accept", "application/json").send().await?;
    match response.status() {
        200 => response.json().await.map(Some),
        _ => Ok(None),
    }
}

/// The server's clock: this device's own may be wrong.
fn clock(response: &Response) -> f64 {
    let date = response.headers().get("date").map(|date| js_sys::Date::parse(&date));
    date.filter(|date| date.is_finite()).unwrap_or_else(js_sys::Date::now)
}
