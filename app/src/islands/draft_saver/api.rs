//! The draft at the server.

use gloo_net::http::{Request, Response};
use serde_json::{Value, json};

use super::outbox::Answer;
use crate::islands::browser::language;

/// What of the server's draft matters here.
pub struct Draft {
    pub version: i64,
    pub answers: Value,
}

impl Draft {
    /// Read by hand: a derived reader for each little answer makes the code that is sent heavy.
    async fn of(response: &Response) -> Option<Self> {
        let body: Value = serde_json::from_str(&response.text().await.ok()?).ok()?;
        Some(Self {
            version: body.get("version")?.as_i64()?,
            answers: body.get("answers").cloned().unwrap_or_default(),
        })
    }
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
        _ => match Draft::of(&response).await {
            Some(draft) => Answer::Saved(draft.version),
            // The line broke within the answer, or somebody in between answered.
            None => Answer::Unreachable,
        },
    };
    (answer, clock(&response))
}

/// The draft as the server has it. An error means that the server could not be reached; none, that it does not tell.
pub async fn get(url: &str) -> Result<Option<Draft>, gloo_net::Error> {
    let response = Request::get(url).header("Accept", "application/json").send().await?;
    match response.status() {
        200 => match Draft::of(&response).await {
            Some(draft) => Ok(Some(draft)),
            None => Err(gloo_net::Error::GlooError("no draft".to_owned())),
        },
        _ => Ok(None),
    }
}

/// The server's clock: this device's own may be wrong.
fn clock(response: &Response) -> f64 {
    let date = response.headers().get("date").map(|date| js_sys::Date::parse(&date));
    date.filter(|date| date.is_finite()).unwrap_or_else(js_sys::Date::now)
}
