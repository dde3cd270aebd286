//! What every change of the queue asks for: where the focus goes, whether the page may be left, what is announced.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::browser::Upload;
use super::queue::Queue;
use crate::islands::browser::{focus, focused, sleep, window};
use crate::islands::wording::put;

impl Upload {
    /// Changes the queue. When that hides the button with the focus, the focus goes to the one that took its place.
    pub fn change<T>(&self, change: impl FnOnce(&mut Queue) -> T) -> Option<T> {
        let row = focused()
            .filter(|element| self.root.contains(Some(element)))
            .and_then(|element| element.closest("[data-key]").ok().flatten());
        let result = self.state.queue.try_update(change);
        self.guard_leaving();
        if let Some(row) = row {
            spawn_local(async move {
                // After the view has followed.
                sleep(0).await;
                let lost =
                    focused().is_none_or(|element| element.tag_name() == "BODY" || element.has_attribute("hidden"));
                if let Some(button) = first_button(&row).filter(|_| lost && row.is_connected()) {
                    focus(&button);
                }
            });
        }
        result
    }

    /// The browser asks before it leaves only while something would be lost: the question spoils its page cache.
    fn guard_leaving(&self) {
        let busy = self.state.queue.with_untracked(Queue::is_busy);
        if busy == self.guarded.replace(busy) {
            return;
        }
        let (Some(window), callback) = (window(), self.guard.as_ref().unchecked_ref()) else {
            return;
        };
        let _ = if busy {
            window.add_event_listener_with_callback("beforeunload", callback)
        } else {
            window.remove_event_listener_with_callback("beforeunload", callback)
        };
    }

    /// Says what has happened since the last time, in one go: a screen reader would drop all but the last.
    pub fn announce(&self) {
        let mut news = self.news.take();
        let arrived = self.arrived.take();
        let texts = &self.settings.texts;
        match arrived.as_slice() {
            [] => {}
            [name] => news.push(format!("{name}: {}", texts.received)),
            _ => news.push(put(&texts.received_many, "{n}", &arrived.len().to_string())),
        }
        if !news.is_empty() {
            self.state.announced.set(news.join(" "));
        }
    }
}

/// What can be done with a row now.
pub fn first_button(row: &Element) -> Option<Element> {
    row.query_selector("button:not([hidden])").ok().flatten()
}
