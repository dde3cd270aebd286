//! A part folded under its heading: open in print and to a find in the page.

use leptos::prelude::*;

/// The folded part; nothing in it is loaded later.
#[must_use]
pub fn fold(id: &str, heading: &str, open: bool, body: AnyView) -> AnyView {
    view! {
        <details class="fold" id=id.to_owned() open=open>
            <summary>
                <h2>{heading.to_owned()}</h2>
            </summary>
            <div class="fold-body">{body}</div>
        </details>
    }
    .into_any()
}
