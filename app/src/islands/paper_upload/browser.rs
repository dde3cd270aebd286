//! The upload in the browser: picks up files, sends them one after the other, keeps what did not arrive.

use std::{cell::Cell, cell::RefCell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File, FileList, HtmlElement, HtmlInputElement, XmlHttpRequest};

use super::queue::{Cause, Queue};
use super::transfer::{self, Outcome, Stored};
use super::{State, UploadTexts, digest, listeners};
use crate::islands::backoff::pause_ms;
use crate::islands::browser::sleep;
use crate::islands::size::size_text;
use crate::islands::wording::{put, refusal};

/// What the page gave.
pub struct Settings {
    pub endpoint: String,
    pub component: String,
    pub max_bytes: u64,
    pub texts: UploadTexts,
}

/// One upload island in the page.
pub struct Upload {
    pub state: State,
    pub settings: Settings,
    pub root: HtmlElement,
    pub input: HtmlInputElement,
    /// The picked files, until the server has them.
    files: RefCell<Vec<(u32, File)>>,
    pub running: RefCell<Option<(u32, XmlHttpRequest)>>,
    /// What has happened since the last announcement: names of received files, sentences about the others.
    pub arrived: RefCell<Vec<String>>,
    pub news: RefCell<Vec<String>>,
    /// Asks before the page is left.
    pub guard: Closure<dyn FnMut(Event)>,
    pub guarded: Cell<bool>,
}

/// Sets the upload up once it is in the page.
pub fn start(state: State, root: NodeRef<leptos::html::Div>, settings: Settings) {
    let mut settings = Some(settings);
    Effect::new(move |_| {
        let (Some(root), Some(settings)) = (root.get(), settings.take()) else {
            return;
        };
        let Ok(Some(input)) = root.query_selector("input[type=file]") else {
            return;
        };
        let upload = Rc::new(Upload {
            state,
            settings,
            root: root.unchecked_into(),
            input: input.unchecked_into(),
            files: RefCell::default(),
            running: RefCell::default(),
            arrived: RefCell::default(),
            news: RefCell::default(),
            guard: Closure::new(listeners::ask_before_leaving),
            guarded: Cell::new(false),
        });
        listeners::attach(&upload);
        state.ready.set(true);
        // Picked while this was on its way.
        upload.take_input();
    });
}

impl Upload {
    /// Sends whatever the file input holds, and empties it so that the same file can be picked again.
    pub fn take_input(self: &Rc<Self>) {
        self.take(self.input.files());
        self.input.set_value("");
    }

    /// Puts the files in the line.
    pub fn take(self: &Rc<Self>, list: Option<FileList>) {
        let Some(list) = list else { return };
        let texts = &self.settings.texts;
        let limit = self.settings.max_bytes;
        for file in (0..list.length()).filter_map(|at| list.get(at)) {
            let (name, size) = (file.name(), file.size() as u64);
            let refused = (size > limit).then(|| put(&texts.too_large, "{limit}", &size_text(texts.locale, limit)));
            if let Some(reason) = &refused {
                self.news.borrow_mut().push(format!("{name}: {reason}"));
            }
            let taken = refused.is_none();
            let key = self.change(|queue| queue.add(name, size, refused));
            if let Some(key) = key.filter(|_| taken) {
                self.files.borrow_mut().push((key, file));
            }
        }
        self.work();
    }

    /// Sends what waits, then says how it went.
    pub fn work(self: &Rc<Self>) {
        let this = Rc::clone(self);
        spawn_local(async move {
            while let Some(key) = this.change(Queue::start_next).flatten() {
                this.send(key).await;
            }
            this.announce();
        });
    }

    async fn send(self: &Rc<Self>, key: u32) {
        let file = self.files.borrow().iter().find(|(of, _)| *of == key).map(|(_, file)| file.clone());
        let (Some(file), Some(request)) = (file, transfer::request()) else {
            self.change(|queue| queue.drop_row(key));
            return;
        };
        let digest = digest::sha256(&file).await;
        if !self.is_wanted(key) {
            return;
        }
        self.running.replace(Some((key, request.clone())));
        let queue = self.state.queue;
        let moved = move |percent| queue.update(|queue| queue.progress(key, percent));
        let Settings { endpoint, component, .. } = &self.settings;
        let outcome = transfer::send(&request, endpoint, component, &file, moved).await;
        self.running.replace(None);
        let texts = &self.settings.texts;
        match outcome {
            Outcome::Stored(stored) => self.stored(key, stored, digest).await,
            _ if !self.is_wanted(key) => {}
            Outcome::Refused(body) => self.fail(key, refusal(&body, &texts.reasons, &texts.failed), Cause::Refused),
            Outcome::Trouble(body) => self.fail(key, refusal(&body, &texts.reasons, &texts.failed), Cause::Trouble),
            Outcome::Lost => self.lost(key),
        }
    }

    /// The server has a file: keep it when it is wanted and is what was picked.
    async fn stored(self: &Rc<Self>, key: u32, stored: Stored, digest: Option<String>) {
        let Stored { file, sha256 } = stored;
        if !self.is_wanted(key) {
            // Cancelled after all of it had left.
            self.delete(&file.id).await;
            return;
        }
        if digest.is_some_and(|digest| !digest.eq_ignore_ascii_case(&sha256)) {
            self.delete(&file.id).await;
            self.fail(key, self.settings.texts.mismatch.clone(), Cause::Trouble);
            return;
        }
        self.arrived.borrow_mut().push(file.name.clone());
        self.forget(key);
        self.change(|queue| queue.received(key, file));
    }

    fn fail(self: &Rc<Self>, key: u32, reason: String, cause: Cause) {
        self.news.borrow_mut().push(format!("{}: {reason}", self.name(key)));
        self.change(|queue| queue.fail(key, reason, cause));
    }

    fn lost(self: &Rc<Self>, key: u32) {
        let reason = &self.settings.texts.offline;
        self.news.borrow_mut().push(format!("{}: {reason}", self.name(key)));
        if self.change(|queue| queue.lost(key, reason)) != Some(true) {
            return;
        }
        let this = Rc::clone(self);
        spawn_local(async move {
            sleep(pause_ms(this.state.queue.with_untracked(|queue| queue.failures(key)))).await;
            this.change(|queue| queue.resume(key));
            this.work();
        });
    }

    fn is_wanted(&self, key: u32) -> bool {
        self.state.queue.with_untracked(|queue| queue.is_sending(key))
    }

    pub fn name(&self, key: u32) -> String {
        self.state.queue.with_untracked(|queue| queue.row(key).map(|row| row.file.name.clone()).unwrap_or_default())
    }

    pub fn forget(&self, key: u32) {
        self.files.borrow_mut().retain(|(of, _)| *of != key);
    }
}
