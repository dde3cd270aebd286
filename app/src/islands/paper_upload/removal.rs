//! Taking files back: one on its way, one the server has, one that failed.

use std::rc::Rc;

use gloo_net::http::Request;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::browser::Upload;
use super::upkeep::first_button;
use crate::islands::browser::{focus, focused, language};
use crate::islands::wording::put;

impl Upload {
    /// Takes the file out of the line, or stops it on its way.
    pub fn cancel(self: &Rc<Self>, key: u32) {
        self.leave(key);
        let running = self.running.borrow().as_ref().filter(|(of, _)| *of == key).map(|(_, request)| request.clone());
        if let Some(request) = running {
            let _ = request.abort();
        }
    }

    /// Removes a received file at the server, or one that failed from the list.
    pub fn remove(self: &Rc<Self>, key: u32) {
        let texts = &self.settings.texts;
        let Some(id) = self.change(|queue| queue.start_removal(key)).flatten() else {
            let failed =
                self.state.queue.with_untracked(|queue| queue.row(key).is_some_and(|row| row.file.id.is_empty()));
            if failed {
                self.leave(key);
            }
            return;
        };
        self.state.announced.set(texts.removing.clone());
        let this = Rc::clone(self);
        spawn_local(async move {
            let texts = &this.settings.texts;
            if this.delete(&id).await {
                this.state.announced.set(put(&texts.removed, "{name}", &this.name(key)));
                this.leave(key);
            } else {
                this.state.announced.set(texts.remove_failed.clone());
                this.change(|queue| queue.keep(key));
            }
        });
    }

    /// True when the server does not have it any more.
    pub async fn delete(&self, id: &str) -> bool {
        let answer = Request::delete(&format!("{}/{id}", self.settings.endpoint))
            .header("Accept", "application/json")
            .header("Accept-Language", &language())
            .send()
            .await;
        answer.is_ok_and(|answer| answer.ok() || matches!(answer.status(), 404 | 410))
    }

    /// Drops the row; the focus goes to its neighbour, unless the person is elsewhere already.
    fn leave(self: &Rc<Self>, key: u32) {
        let here = focused().is_none_or(|element| {
            element.tag_name() == "BODY" || element.closest(&row_selector(key)).ok().flatten().is_some()
        });
        let neighbour = self.change(|queue| queue.drop_row(key)).flatten();
        self.forget(key);
        if here {
            let button = neighbour
                .and_then(|key| self.root.query_selector(&row_selector(key)).ok()?)
                .and_then(|row| first_button(&row));
            focus(button.as_ref().unwrap_or(&self.input));
        }
    }
}

fn row_selector(key: u32) -> String {
    format!("[data-key=\"{key}\"]")
}
