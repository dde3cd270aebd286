//! The search box in the browser: asks while the person types, and never gets in the way of the form.

use std::{cell::Cell, cell::RefCell, rc::Rc};

use gloo_net::http::Request;
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    AbortController, Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::popup::{Pressed, address, worth_asking};
use super::{State, SuggestTexts, Suggestion};
use crate::islands::browser::{document, focused, listen, sleep};
use crate::islands::wording::put;

/// Shorter than the pause between two words, longer than the one between two letters.
const DEBOUNCE_MS: u32 = 120;

/// What the page gave.
pub struct Settings {
    pub endpoint: String,
    pub texts: SuggestTexts,
    /// What the box held when it left the server.
    pub searched: String,
}

struct Search {
    state: State,
    settings: Settings,
    input: HtmlInputElement,
    /// Number of the latest keystroke; answers to earlier ones are dropped.
    latest: Cell<u32>,
    running: RefCell<Option<AbortController>>,
}

/// Sets the box up once it is in the page.
pub fn start(state: State, root: NodeRef<leptos::html::Form>, settings: Settings) {
    let mut settings = Some(settings);
    Effect::new(move |_| {
        let (Some(form), Some(settings)) = (root.get(), settings.take()) else {
            return;
        };
        let Ok(Some(input)) = form.query_selector("input[type=search]") else {
            return;
        };
        let input: HtmlInputElement = input.unchecked_into();
        let search = Rc::new(Search { state, settings, input, latest: Cell::new(0), running: RefCell::new(None) });
        attach(&search, &form);
        // Typed while this was on its way.
        if focused().as_ref() == Some(&Element::from(search.input.clone()))
            && search.input.value() != search.settings.searched
        {
            ask(&search);
        }
        state.ready.set(true);
    });
}

fn attach(search: &Rc<Search>, form: &HtmlFormElement) {
    let input = search.input.clone();
    let this = Rc::clone(search);
    listen(&input, "input", move |_| ask(&this));
    let this = Rc::clone(search);
    listen(&input, "keydown", move |event| press(&this, &event));
    let this = Rc::clone(search);
    listen(&input, "blur", move |_| close(&this));
    let this = Rc::clone(search);
    listen(form, "submit", move |_| close(&this));
    // Pressing on an option must not take the focus away, or the list would close before the click arrives.
    listen(form, "mousedown", |event| {
        let on_option = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|target| target.closest("[role=listbox]").ok().flatten().is_some());
        if on_option {
            event.prevent_default();
        }
    });
}

/// Closes the list and forgets what is on its way.
fn close(search: &Search) {
    next(search);
    search.state.popup.update(super::Popup::close);
}

/// Stops the request that runs and gives the next one its number.
fn next(search: &Search) -> u32 {
    if let Some(running) = search.running.take() {
        running.abort();
    }
    let number = search.latest.get().wrapping_add(1);
    search.latest.set(number);
    number
}

fn ask(search: &Rc<Search>) {
    let number = next(search);
    let text = search.input.value();
    if !worth_asking(&text) {
        show(search, Vec::new());
        search.state.announced.set(String::new());
        return;
    }
    let search = Rc::clone(search);
    spawn_local(async move {
        sleep(DEBOUNCE_MS).await;
        if search.latest.get() != number {
            return;
        }
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        search.running.replace(controller);
        let encoded: String = js_sys::encode_uri_component(text.trim()).into();
        // Any failure is silent: the form still works.
        let Ok(response) = Request::get(&address(&search.settings.endpoint, &encoded))
            .header("Accept", "application/json")
            .abort_signal(signal.as_ref())
            .send()
            .await
        else {
            return;
        };
        if !response.ok() {
            return;
        }
        let Ok(body) = response.text().await else {
            return;
        };
        if let Some(items) = suggestions(&body)
            && search.latest.get() == number
        {
            search.running.replace(None);
            announce(&search, items.len());
            show(&search, items);
        }
    });
}

fn suggestions(body: &str) -> Option<Vec<Suggestion>> {
    let body: Value = serde_json::from_str(body).ok()?;
    let read = |item: &Value| {
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Suggestion { code: text("code"), name: text("name"), field: text("field"), href: text("href") }
    };
    Some(body.get("items")?.as_array()?.iter().map(read).collect())
}

fn show(search: &Search, items: Vec<Suggestion>) {
    search.state.popup.update(|popup| popup.show(items.len()));
    search.state.items.set(items);
}

fn announce(search: &Search, count: usize) {
    let texts = &search.settings.texts;
    search.state.announced.set(match count {
        0 => texts.none.clone(),
        1 => texts.results_one.clone(),
        _ => put(&texts.results_many, "{n}", &count.to_string()),
    });
}

fn press(search: &Search, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    // While an input method composes (Vietnamese Telex does), its keys are not ours.
    if event.is_composing() || event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let pressed = search.state.popup.try_update(|popup| popup.press(&event.key())).unwrap_or(Pressed::Nothing);
    if pressed == Pressed::Nothing {
        return;
    }
    event.prevent_default();
    if let Some(option) = option(search, pressed) {
        option.click();
    }
    let input = search.input.clone();
    // After the view has followed: the active option must be seen when the list is longer than its box.
    spawn_local(async move {
        sleep(0).await;
        let id = input.get_attribute("aria-activedescendant").unwrap_or_default();
        if let Some(active) = document().and_then(|document| document.get_element_by_id(&id)) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            active.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// The link of the chosen option.
fn option(search: &Search, pressed: Pressed) -> Option<HtmlElement> {
    let Pressed::Chosen(at) = pressed else {
        return None;
    };
    let id = format!("{}-{at}", search.input.id());
    document()?.get_element_by_id(&id)?.dyn_into().ok()
}
