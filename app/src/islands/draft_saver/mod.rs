//! The line that says what is saved where; in the browser it saves the draft while the person types.

#[cfg(any(feature = "hydrate", test))]
mod fields;
#[cfg(any(feature = "hydrate", test))]
mod kept;
#[cfg(any(feature = "hydrate", test))]
mod outbox;

#[cfg(feature = "hydrate")]
mod api;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod device;
#[cfg(feature = "hydrate")]
mod form;
#[cfg(feature = "hydrate")]
mod judge;
#[cfg(feature = "hydrate")]
mod submission;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Texts of [`DraftSaver`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaverTexts {
    /// It is on its way.
    pub saving: String,
    /// The server has it since `{time}`, such as 14:05.
    pub saved_at: String,
    /// Kept on this device; sent when there is a line.
    pub offline: String,
    /// The server could not; kept on this device.
    pub failed: String,
    /// Somebody else, or another window, has changed the draft: nothing is overwritten.
    pub changed_elsewhere: String,
    /// Sentences for the keys of `domain::filing::check`, with `{0}`, `{1}` for the arguments.
    pub problems: Vec<(String, String)>,
}

/// Status line of a filing step. Without a script it shows what the server knew; in the browser it keeps the form with the
/// id `form_id` on this device and saves it at the server while the person types.
///
/// In the browser it calls `PATCH /api/v1/drafts/{draft_id}` with `If-Match: "{version}"` and `{"answers":{…}}`.
#[island]
pub fn DraftSaver(
    draft_id: String,
    /// Version of the draft that the form shows.
    version: i64,
    form_id: String,
    /// What the line says first.
    saved_text: String,
    texts: SaverTexts,
) -> impl IntoView {
    let status = RwSignal::new(saved_text);
    let ready = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    browser::start(status, ready, draft_id, version, form_id, texts);
    // The browser's half alone saves.
    #[cfg(not(feature = "hydrate"))]
    drop((draft_id, version, form_id, texts));
    view! {
        <p class="save-status" role="status" data-ready=move || ready.get().then_some("true")>
            {move || status.get()}
        </p>
    }
}
