//! What every island needs of the browser. Islands live as long as their page, so listeners are never taken off.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Window};

/// The window; there is none in a worker, where islands never run.
pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// Calls the handler for every such event, for the life of the page.
pub fn listen(target: &EventTarget, event: &str, handler: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(handler);
    // Fails only for a null callback.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// The element in which the event happened.
pub fn origin(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Where the event is heading: what gains the focus, or the button that submits.
pub fn related(event: &Event, property: &str) -> Option<HtmlElement> {
    js_sys::Reflect::get(event, &JsValue::from_str(property)).ok()?.dyn_into().ok()
}

/// What has the focus.
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Language of the page: the server answers in it, whatever the browser prefers.
pub fn language() -> String {
    document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

/// Lets this much time pass.
pub async fn sleep(milliseconds: u32) {
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
}
