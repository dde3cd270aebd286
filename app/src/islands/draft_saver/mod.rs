//! The line that says what is saved where; in the browser it saves the draft while the person types.

#[cfg(any(feature = "hydrate", test))]
pub(in crate::islands) mod fields;
#[cfg(any(feature = "hydrate", test))]
mod kept;
#[cfg(any(feature = "hydrate", test))]
mod outbox;

#[cfg(feature = "hydrate")]
mod api;
#[cfg(feature = "hydrate")]
pub(in crate::islands) mod browser;
#[cfg(feature = "hydrate")]
mod device;
#[cfg(feature = "hydrate")]
pub(in crate::islands) mod form;
#[cfg(feature = "hydrate")]
pub(in crate::islands) mod judge;
#[cfg(feature = "hydrate")]
mod submission;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Name in an address of the version up to which a choice between two versions of a draft settles what the browser kept.
pub const CHOSEN: &str = "chon";

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
    /// Button that then leads to both versions side by side.
    pub compare: String,
    /// Sentences for the keys of the rules, with `{0}`, `{1}` for the arguments.
    pub problems: Vec<(String, String)>,
}

/// Status line of a filing step. Without a script it shows what the server knew; in the browser it keeps the form with the
/// id `form_id` on this device and saves it at the server while the person types.
///
/// In the browser it calls `PATCH {api}` with `If-Match: "{version}"` and `{"answers":{…}}`.
#[island]
pub fn DraftSaver(
    /// Address of the draft in the API, such as `/api/v1/drafts/{id}`.
    api: String,
    /// Version of the draft that the form shows.
    version: i64,
    form_id: String,
    /// What the line says first.
    saved_text: String,
    texts: SaverTexts,
) -> impl IntoView {
    let line = StatusLine::new(saved_text);
    let shown = line.view(form_id.clone(), texts.compare.clone());
    #[cfg(feature = "hydrate")]
    browser::start(line, api, version, form_id, texts);
    // The browser's half alone saves.
    #[cfg(not(feature = "hydrate"))]
    drop((api, version));
    shown
}

/// What the status line shows.
#[derive(Clone, Copy)]
pub(in crate::islands) struct StatusLine {
    text: RwSignal<String>,
    /// Another window has changed the draft.
    changed_elsewhere: RwSignal<bool>,
    pub ready: RwSignal<bool>,
}

impl StatusLine {
    pub fn new(text: String) -> Self {
        Self { text: RwSignal::new(text), changed_elsewhere: RwSignal::new(false), ready: RwSignal::new(false) }
    }

    /// The line, and the button that sends the form as it is, with the version it was based on: the server then shows both.
    pub fn view(self, form_id: String, compare: String) -> impl IntoView + use<> {
        let Self { text, changed_elsewhere, ready } = self;
        view! {
            <p class="save-status" role="status" data-ready=move || ready.get().then_some("true")>
                {move || text.get()}
            </p>
            <button
                class="button button--secondary save-compare"
                type="submit"
                form=form_id
                name="after"
                value="compare"
                hidden=move || !changed_elsewhere.get()
            >
                {compare}
            </button>
        }
    }
}
