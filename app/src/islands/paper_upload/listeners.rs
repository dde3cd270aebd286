//! What people do with the upload. One listener a kind for the whole island: its rows come and go.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, Element, Event};

use super::browser::Upload;
use crate::islands::browser::{listen, origin, window};

/// Listens to everything.
pub fn attach(upload: &Rc<Upload>) {
    let this = Rc::clone(upload);
    listen(&upload.input, "change", move |_| this.take_input());
    let this = Rc::clone(upload);
    listen(&upload.root, "submit", move |event| submitted(&this, &event));
    let this = Rc::clone(upload);
    listen(&upload.root, "click", move |event| clicked(&this, &event));
    attach_dropping(upload);
    let this = Rc::clone(upload);
    if let Some(window) = window() {
        listen(&window, "online", move |_| {
            this.change(super::queue::Queue::online);
            this.work();
        });
    }
}

fn attach_dropping(upload: &Rc<Upload>) {
    let dragging = upload.state.dragging;
    for event in ["dragenter", "dragover"] {
        listen(&upload.root, event, move |event| {
            // Says that files may be dropped here.
            event.prevent_default();
            dragging.set(true);
        });
    }
    listen(&upload.root, "dragleave", move |_| dragging.set(false));
    let this = Rc::clone(upload);
    listen(&upload.root, "drop", move |event| {
        event.prevent_default();
        dragging.set(false);
        let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        this.take(transfer.and_then(|transfer| transfer.files()));
    });
}

/// The plain forms are there for those without a script: both are answered here.
fn submitted(upload: &Rc<Upload>, event: &Event) {
    event.prevent_default();
    match origin(event).as_ref().and_then(key_of) {
        Some(key) => upload.remove(key),
        None => upload.take_input(),
    }
}

fn clicked(upload: &Rc<Upload>, event: &Event) {
    let Some(button) = origin(event).and_then(|element| element.closest("[data-act]").ok().flatten()) else {
        return;
    };
    let Some(key) = key_of(&button) else { return };
    if button.get_attribute("data-act").as_deref() == Some("cancel") {
        upload.cancel(key);
    } else {
        upload.change(|queue| queue.retry(key));
        upload.work();
    }
}

fn key_of(element: &Element) -> Option<u32> {
    element.closest("[data-key]").ok().flatten()?.get_attribute("data-key")?.parse().ok()
}

/// Has the browser ask whether the page is really to be left.
pub fn ask_before_leaving(event: Event) {
    event.prevent_default();
    // For browsers older than 2023.
    let _ = js_sys::Reflect::set(&event, &JsValue::from_str("returnValue"), &JsValue::from_str("1"));
}
