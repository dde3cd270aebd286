//! One file over the line. XMLHttpRequest, because only it tells how much has left.

use std::{cell::Cell, rc::Rc};

use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

use super::UploadedFile;
use crate::islands::browser::{language, sleep};

/// Nothing moved for so long: the line is dead, even if the phone has not noticed.
const STALL_MS: u32 = 60_000;

/// The server's receipt for a file.
pub struct Stored {
    pub file: UploadedFile,
    pub sha256: String,
}

impl Stored {
    /// The API's answer; nothing when it is something else, such as a page of somebody in between.
    fn of(body: &str) -> Option<Self> {
        let body: Value = serde_json::from_str(body).ok()?;
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let size = body.get("size").and_then(Value::as_u64).unwrap_or_default();
        let id = body.get("id")?.as_str()?.to_owned();
        let file = UploadedFile { id, name: text("name"), size, media_type: text("media_type") };
        Some(Self { file, sha256: text("sha256") })
    }
}

/// How it ended.
pub enum Outcome {
    Stored(Stored),
    /// Not taken; the text is the server's answer.
    Refused(String),
    /// The server could not; the text is its answer.
    Trouble(String),
    /// No answer, or one that says «later».
    Lost,
}

/// A request that is ready to go, and can be aborted.
pub fn request() -> Option<XmlHttpRequest> {
    XmlHttpRequest::new().ok()
}

/// Sends the file and waits for the answer. An aborted request ends as lost.
pub async fn send(
    request: &XmlHttpRequest,
    endpoint: &str,
    component: &str,
    file: &File,
    moved: impl Fn(u8) + 'static,
) -> Outcome {
    let alive = Rc::new(Cell::new(0_u32));
    let beats = Rc::clone(&alive);
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        beats.set(beats.get().wrapping_add(1));
        moved(percent(event.loaded(), event.total()));
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    if start(request, endpoint, component, file).is_err() {
        return Outcome::Lost;
    }
    let ended = js_sys::Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    watch(request.clone(), &alive);
    // It never rejects: `loadend` comes after success, error and abort alike.
    let _ = JsFuture::from(ended).await;
    drop(alive);
    outcome(request)
}

fn start(request: &XmlHttpRequest, endpoint: &str, component: &str, file: &File) -> Result<(), JsValue> {
    let form = FormData::new()?;
    form.append_with_str("component", component)?;
    form.append_with_blob_and_filename("file", file, &file.name())?;
    request.open("POST", endpoint)?;
    request.set_request_header("Accept", "application/json")?;
    request.set_request_header("Accept-Language", &language())?;
    request.send_with_opt_form_data(Some(&form))
}

/// Aborts the request when nothing moves any more. Ends with it: whoever awaits the request holds `alive`.
fn watch(request: XmlHttpRequest, alive: &Rc<Cell<u32>>) {
    let alive = Rc::downgrade(alive);
    spawn_local(async move {
        let mut seen = 0;
        loop {
            sleep(STALL_MS).await;
            let Some(beats) = alive.upgrade().map(|alive| alive.get()) else {
                return;
            };
            if beats == seen {
                let _ = request.abort();
                return;
            }
            seen = beats;
        }
    });
}

fn outcome(request: &XmlHttpRequest) -> Outcome {
    let body = request.response_text().ok().flatten().unwrap_or_default();
    match request.status().unwrap_or(0) {
        200 | 201 => match Stored::of(&body) {
            Some(stored) => Outcome::Stored(stored),
            // A page of somebody in between, such as a hotel's log-in.
            None => Outcome::Lost,
        },
        0 | 408 | 425 | 429 | 502..=504 => Outcome::Lost,
        400..=499 => Outcome::Refused(body),
        _ => Outcome::Trouble(body),
    }
}

fn percent(loaded: f64, total: f64) -> u8 {
    if total > 0.0 { (loaded / total * 100.0).clamp(0.0, 100.0) as u8 } else { 0 }
}
