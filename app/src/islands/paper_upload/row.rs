//! One file in the list. Its elements stay the same while the file moves on, so that the focus stays where it is.

use leptos::prelude::*;

use super::UploadTexts;
use super::queue::{Cause, Queue, Row, Stand};
use crate::islands::size::size_text;

/// A row of the list: name, size, where it stands, and what can be done with it.
#[component]
pub fn FileRow(key: u32, queue: RwSignal<Queue>, action: String, texts: UploadTexts) -> impl IntoView {
    let row = Memo::new(move |_| queue.with(|queue| queue.row(key).cloned()));
    let texts = StoredValue::new(texts);
    let is = move |wanted: fn(&Stand) -> bool| row.with(|row| row.as_ref().is_some_and(|row| wanted(&row.stand)));
    let name = move || row.with(|row| row.as_ref().map(|row| row.file.name.clone()).unwrap_or_default());
    let size = move || {
        row.with(|row| row.as_ref().map(|row| size_text(texts.with_value(|texts| texts.locale), row.file.size)))
    };
    let id = move || row.with(|row| row.as_ref().map(|row| row.file.id.clone()));
    let word = move || row.with(|row| row.as_ref().map(|row| texts.with_value(|texts| word(row, texts))));
    let percent = move || {
        row.with(|row| match row.as_ref().map(|row| &row.stand) {
            Some(Stand::Sending(percent)) => percent.to_string(),
            _ => "0".to_owned(),
        })
    };
    let text = move |pick: fn(&UploadTexts) -> &String| texts.with_value(|texts| pick(texts).clone());
    view! {
        <li class="file-row" data-key=key data-stand=move || row.with(|row| row.as_ref().map(|row| mark(&row.stand)))>
            <span class="file-row__name">{name}</span>
            " "
            <span class="file-row__size">{size}</span>
            " "
            <span class="file-row__stand">{word}</span>
            <progress class="file-row__progress" max="100" value=percent aria-label=name hidden=move || !is(is_sending)></progress>
            <button
                class="button button--quiet"
                type="button"
                data-act="retry"
                hidden=move || !is(can_retry)
            >
                {text(|texts| &texts.retry)}
                <span class="visually-hidden">" " {name}</span>
            </button>
            <button
                class="button button--quiet"
                type="button"
                data-act="cancel"
                hidden=move || !is(can_cancel)
            >
                {text(|texts| &texts.cancel)}
                <span class="visually-hidden">" " {name}</span>
            </button>
            <form class="file-row__remove" method="post" action=action>
                <input type="hidden" name="file" value=id />
                <button class="button button--quiet" type="submit" hidden=move || is(can_cancel) aria-disabled=move || is(is_removing).then_some("true")>
                    {text(|texts| &texts.remove)}
                    <span class="visually-hidden">" " {name}</span>
                </button>
            </form>
        </li>
    }
}

fn is_sending(stand: &Stand) -> bool {
    matches!(stand, Stand::Sending(_))
}

fn is_removing(stand: &Stand) -> bool {
    *stand == Stand::Removing
}

/// A refused file would be refused again.
fn can_retry(stand: &Stand) -> bool {
    matches!(stand, Stand::Pausing | Stand::Failed { cause: Cause::Lost | Cause::Trouble, .. })
}

fn can_cancel(stand: &Stand) -> bool {
    matches!(stand, Stand::Waiting | Stand::Sending(_) | Stand::Pausing)
}

/// For the style sheet and for tests.
fn mark(stand: &Stand) -> &'static str {
    match stand {
        Stand::Received => "received",
        Stand::Removing => "removing",
        Stand::Waiting => "waiting",
        Stand::Sending(_) => "sending",
        Stand::Pausing => "pausing",
        Stand::Failed { .. } => "failed",
    }
}

/// Where the file stands, in words.
fn word(row: &Row, texts: &UploadTexts) -> String {
    match &row.stand {
        Stand::Received => texts.received.clone(),
        Stand::Removing => texts.removing.clone(),
        Stand::Waiting => texts.waiting.clone(),
        Stand::Sending(100) => texts.checking.clone(),
        Stand::Sending(percent) => texts.progress.replacen("{percent}", &percent.to_string(), 1),
        Stand::Pausing => texts.offline.clone(),
        Stand::Failed { reason, .. } => reason.clone(),
    }
}
