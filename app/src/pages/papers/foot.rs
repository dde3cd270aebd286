//! The foot of a paper: who signs, what is noted, where it can be followed.

use domain::paper::{LinkShown, Sheet};
use leptos::prelude::*;

use super::blocks::english;

pub fn signatures(sheet: &Sheet) -> AnyView {
    let signatures = sheet.signatures.iter().map(|one| {
        view! {
            <div class="sheet-signature">
                <p><strong>{one.role}</strong> {english(one.gloss)}</p>
                <p class="sheet-hint">{one.hint}</p>
                <p class="sheet-signer">{one.name.clone()}</p>
            </div>
        }
    });
    view! { <div class="sheet-signatures">{signatures.collect_view()}</div> }.into_any()
}

pub fn closing(sheet: &Sheet) -> AnyView {
    sheet.closing.iter().map(|line| view! { <p class="sheet-hint">{line.clone()}</p> }).collect_view().into_any()
}

pub fn links(sheet: &Sheet) -> AnyView {
    sheet.links.iter().map(link).collect_view().into_any()
}

/// The code beside its address in words.
fn link(link: &LinkShown) -> AnyView {
    let code = link.qr.clone().map(|qr| {
        let area = format!("0 0 {0} {0}", qr.size);
        let label = format!("Mã QR: {}", link.says);
        view! {
            <svg class="sheet-qr" viewBox=area width="96" height="96" role="img" aria-label=label focusable="false">
                <path d=qr.path></path>
            </svg>
        }
    });
    view! {
        <div class="sheet-link">
            {code}
            <p>{format!("{}:", link.says)} {english(link.gloss)} <a href=link.url.clone()>{link.url.clone()}</a></p>
        </div>
    }
    .into_any()
}
