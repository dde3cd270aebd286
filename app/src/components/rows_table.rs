//! A table that becomes a list of cards on a narrow screen: each cell carries its heading as `data-label`.

use leptos::prelude::*;

/// The table; `rows` are its `tr` elements.
#[must_use]
pub fn rows_table(headings: &[&'static str], rows: impl IntoView + 'static) -> AnyView {
    let headings = headings.iter().map(|heading| view! { <th scope="col">{*heading}</th> }).collect_view();
    view! {
        <table class="rows">
            <thead>
                <tr>{headings}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
