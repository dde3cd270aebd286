//! The files of one paper: a list and a multipart form, and in the browser uploads that start by themselves.

#[cfg_attr(not(any(feature = "hydrate", test)), expect(dead_code, reason = "the server renders only how it begins"))]
mod queue;
mod row;
mod texts;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod digest;
#[cfg(any(feature = "hydrate", test))]
mod hex;
#[cfg(feature = "hydrate")]
mod listeners;
#[cfg(feature = "hydrate")]
mod removal;
#[cfg(feature = "hydrate")]
mod transfer;
#[cfg(feature = "hydrate")]
mod upkeep;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use queue::Queue;
use row::FileRow;

pub use texts::UploadTexts;

/// A file the server has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UploadedFile {
    pub id: String,
    pub name: String,
    pub size: u64,
    pub media_type: String,
}

/// What changes while the page is open.
#[derive(Clone, Copy)]
struct State {
    queue: RwSignal<Queue>,
    announced: RwSignal<String>,
    /// Something is dragged over the form.
    dragging: RwSignal<bool>,
    ready: RwSignal<bool>,
}

/// Received files of one paper, and a form to send more. Without a script both are plain forms.
///
/// In the browser it calls `POST {api}/files` (multipart: `component`, `file`; answers 201 with `id`,
/// `name`, `media_type`, `size`, `sha256`) and `DELETE {api}/files/{id}`.
#[island]
pub fn PaperUpload(
    /// Address of the draft in the API, such as `/api/v1/drafts/{id}`.
    api: String,
    /// Row of the published list, such as `1.2`, or `other`.
    component: String,
    /// Name of the paper.
    label: String,
    /// Where the multipart form goes.
    action: String,
    /// Where the remove forms go; they send the id as `file`.
    delete_action: String,
    files: Vec<UploadedFile>,
    /// The `accept` attribute.
    accept: String,
    max_bytes: u64,
    texts: UploadTexts,
) -> impl IntoView {
    let state = State {
        queue: RwSignal::new(Queue::of(files)),
        announced: RwSignal::new(String::new()),
        dragging: RwSignal::new(false),
        ready: RwSignal::new(false),
    };
    let root = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    browser::start(
        state,
        root,
        browser::Settings {
            endpoint: format!("{api}/files"),
            component: component.clone(),
            max_bytes,
            texts: texts.clone(),
        },
    );
    // The browser's half alone knows the API.
    #[cfg(not(feature = "hydrate"))]
    drop((api, max_bytes));

    let State { queue, announced, dragging, ready } = state;
    let input_id = format!("file-{component}");
    let keys = move || queue.with(|queue| queue.rows().iter().map(|row| row.key).collect::<Vec<_>>());
    let row = {
        let texts = texts.clone();
        move |key: u32| {
            view! { <FileRow key=key queue=queue action=delete_action.clone() texts=texts.clone() /> }
        }
    };
    view! {
        <div
            class="upload"
            role="group"
            aria-label=label.clone()
            node_ref=root
            data-ready=move || ready.get().then_some("true")
            data-dragging=move || dragging.get().then_some("true")
        >
            <p class="upload__empty" hidden=move || queue.with(|queue| !queue.rows().is_empty())>{texts.empty}</p>
            <ul class="upload__list" role="list" aria-label=label.clone()>
                <For each=keys key=|key| *key children=row />
            </ul>
            <form class="upload__form" method="post" action=action enctype="multipart/form-data">
                // Before the file, so that the server knows where the file belongs when it comes.
                <input type="hidden" name="component" value=component />
                <label class="upload__label" for=input_id.clone()>
                    {texts.choose}
                    <span class="visually-hidden">": " {label.clone()}</span>
                </label>
                <input
                    class="upload__input"
                    type="file"
                    id=input_id
                    name="file"
                    multiple
                    accept=accept
                    autocomplete="off"
                />
                <span class="upload__hint" hidden=move || !ready.get()>{texts.drop_here}</span>
                <button class="button button--secondary upload__send" type="submit" hidden=move || ready.get()>
                    {texts.send}
                </button>
            </form>
            <p class="visually-hidden" aria-live="polite">{move || announced.get()}</p>
        </div>
    }
}
