//! A QR code.

use leptos::prelude::*;

use crate::view::QrView;

/// The picture; `label` says what it holds to whoever does not see it.
pub fn qr(view: &QrView, label: String) -> impl IntoView + use<> {
    view! {
        <svg
            class="desk-qr"
            viewBox=format!("0 0 {0} {0}", view.size)
            width="240"
            height="240"
            role="img"
            aria-label=label
            shape-rendering="crispEdges"
        >
            <rect class="desk-qr-back" width=view.size height=view.size></rect>
            <path class="desk-qr-dark" d=view.path.clone()></path>
        </svg>
    }
}
