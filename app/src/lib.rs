//! What people see.
//!
//! Pages and components are rendered by the server only (`ssr`): a page is a function from a view-model to HTML. Islands are
//! the few parts that also run in the browser (`hydrate`); they get their texts as props, so no translation table is in the
//! WASM. `CONTRIBUTING.md` says how to add a page.

#![recursion_limit = "512"]

pub mod filling;
pub mod islands;
pub mod locale;

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod view;

/// Called by the loader once the WASM is there; the loader then hydrates the islands one by one.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
