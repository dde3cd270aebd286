//! Saves the draft: first on this device, then at the server.

use std::{cell::Cell, cell::RefCell, rc::Rc};

use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlFormElement};

use super::fields::{contains, nested};
use super::kept::{clock, storage_key};
use super::outbox::{Answer, Next, Outbox};
use super::submission::{submit_if_waiting, submitted};
use super::{CHOSEN, SaverTexts, StatusLine, api, device, form, judge};
use crate::islands::browser::{listen, sleep, window};
use crate::islands::wording::put;

/// A field was left: others may follow at once.
const AFTER_FIELD_MS: u32 = 300;
/// Somebody is typing.
const AFTER_KEY_MS: u32 = 1_500;
/// Saving is not worth a word when it is done before one has read it.
const SAYS_SAVING_MS: u32 = 600;
/// Unacknowledged requests that are remembered.
const MOST_LOST: usize = 8;

/// One saver island in the page.
pub struct Saver {
    pub form: HtmlFormElement,
    url: String,
    key: String,
    texts: SaverTexts,
    line: StatusLine,
    pub outbox: RefCell<Outbox>,
    /// Number of the latest timer; earlier ones do nothing any more.
    timer: Cell<u32>,
    /// What was sent and not acknowledged.
    lost: RefCell<Vec<Value>>,
    /// The page is being left with the form: nothing is sent beside it.
    pub leaving: Cell<bool>,
    /// The button of a submission that waits.
    pub submitter: RefCell<Option<Option<HtmlElement>>>,
    /// That submission is on its way and is not to wait again.
    pub passing: Cell<bool>,
}

impl Saver {
    /// The form is being sent: what it holds goes along.
    pub fn goes_along(&self) {
        device::update(&self.key, |kept| kept.left_with(&form::read(&self.form)));
    }
}

/// Starts to watch the form of the generic answers.
pub fn start(line: StatusLine, api: String, version: i64, form_id: String, texts: SaverTexts) {
    let mut given = Some((api, form_id, texts));
    Effect::new(move |_| {
        let Some((api, form_id, mut texts)) = given.take() else {
            return;
        };
        let Some(form) = form::find(&form_id) else {
            return;
        };
        judge::start(&form, judge::Judge::of_generic_answers(&form, std::mem::take(&mut texts.problems)));
        watch(form, line, api, version, texts);
        line.ready.set(true);
    });
}

/// Saves what is typed into the form, and puts back what this device has kept of it.
pub fn watch(form: HtmlFormElement, line: StatusLine, api: String, version: i64, texts: SaverTexts) {
    let saver = Rc::new(Saver {
        form,
        key: storage_key(&api),
        url: api,
        texts,
        line,
        outbox: RefCell::new(Outbox::new(version)),
        timer: Cell::new(0),
        lost: RefCell::default(),
        leaving: Cell::new(false),
        submitter: RefCell::default(),
        passing: Cell::new(false),
    });
    attach(&saver);
    restore(&saver, version);
}

fn attach(saver: &Rc<Saver>) {
    for (event, pause) in [("input", AFTER_KEY_MS), ("change", AFTER_FIELD_MS)] {
        let this = Rc::clone(saver);
        listen(&saver.form, event, move |_| changed(&this, pause));
    }
    let this = Rc::clone(saver);
    // Leaving a field ends the typing: what waits goes now.
    listen(&saver.form, "focusout", move |_| {
        if this.outbox.borrow().is_dirty() {
            later(&this, AFTER_FIELD_MS);
        }
    });
    let this = Rc::clone(saver);
    listen(&saver.form, "submit", move |event| submitted(&this, &event));
    let Some(window) = window() else { return };
    let this = Rc::clone(saver);
    listen(&window, "online", move |_| later(&this, 0));
    let this = Rc::clone(saver);
    // Back from the next page: this one may still be in memory.
    listen(&window, "pageshow", move |_| this.leaving.set(false));
}

/// Puts back what this device kept when the page was closed too early.
fn restore(saver: &Rc<Saver>, version: i64) {
    form::set_hidden(&saver.form, "version", &version.to_string());
    if let Some(version) = chosen_at() {
        device::update(&saver.key, |kept| kept.chosen(version));
    }
    let kept = device::read(&saver.key);
    if let Some(before) = form::put_back(&saver.form, &kept, version) {
        // Somebody saved something else since: it stays on this device, and the form goes out with the version it was typed
        // on, so that the server shows both.
        form::set_hidden(&saver.form, "version", &before.to_string());
        saver.outbox.borrow_mut().adopt(before);
        saver.outbox.borrow_mut().stop();
        say_changed_elsewhere(saver);
        return;
    }
    // From here on the form holds what counts.
    device::update(&saver.key, |kept| kept.forget(&form::read(&saver.form)));
    if form::is_touched(&saver.form) {
        changed(saver, AFTER_FIELD_MS);
    }
    if device::read(&saver.key).is_unsure() {
        ask_what_arrived(saver);
    }
}

/// The version of the draft for which the person has just chosen between two.
fn chosen_at() -> Option<i64> {
    let search = window()?.location().search().ok()?;
    let pairs = search.trim_start_matches('?').split('&');
    pairs.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == CHOSEN)?.1.parse().ok()
}

/// What went along with the form of the page before is forgotten when the server has it.
fn ask_what_arrived(saver: &Rc<Saver>) {
    let saver = Rc::clone(saver);
    spawn_local(async move {
        if let Ok(Some(draft)) = api::get(&saver.url).await {
            device::update(&saver.key, |kept| kept.arrived(&draft.answers));
        }
    });
}

fn changed(saver: &Rc<Saver>, pause: u32) {
    let version = saver.outbox.borrow().version();
    device::update(&saver.key, |kept| kept.merge(version, &form::read(&saver.form)));
    if saver.outbox.borrow_mut().changed() {
        later(saver, pause);
    }
}

/// Sends after a pause, unless something else is planned meanwhile.
fn later(saver: &Rc<Saver>, pause: u32) {
    let number = saver.timer.get().wrapping_add(1);
    saver.timer.set(number);
    let saver = Rc::clone(saver);
    spawn_local(async move {
        sleep(pause).await;
        if saver.timer.get() == number && !saver.leaving.get() {
            send(&saver).await;
        }
    });
}

async fn send(saver: &Rc<Saver>) {
    if !saver.outbox.borrow_mut().start() {
        return;
    }
    say_saving(saver);
    let sent = form::read(&saver.form);
    let answers = nested(&sent);
    let version = saver.outbox.borrow().version();
    let (answer, now) = api::patch(&saver.url, version, &answers).await;
    let next = saver.outbox.borrow_mut().answered(answer);
    match answer {
        Answer::Saved(version) => {
            saver.lost.take();
            form::set_hidden(&saver.form, "version", &version.to_string());
            device::update(&saver.key, |kept| kept.saved(version, &sent));
            say(saver, put(&saver.texts.saved_at, "{time}", &clock(now)));
        }
        Answer::Conflict => {}
        Answer::Refused | Answer::Trouble => say(saver, saver.texts.failed.clone()),
        Answer::Unreachable => say(saver, saver.texts.offline.clone()),
    }
    if matches!(answer, Answer::Trouble | Answer::Unreachable | Answer::Conflict) {
        let mut lost = saver.lost.borrow_mut();
        lost.push(answers);
        let surplus = lost.len().saturating_sub(MOST_LOST);
        lost.drain(..surplus);
    }
    let next = if next == Next::Compare { compare(saver).await } else { next };
    match next {
        Next::Again => later(saver, 0),
        Next::After(pause) => later(saver, pause),
        Next::Stop => say_changed_elsewhere(saver),
        Next::Rest | Next::Compare => {}
    }
    submit_if_waiting(saver);
}

/// The server's draft is newer than ours. When it holds what we sent, it is our own, and the answer was lost on the way.
async fn compare(saver: &Saver) -> Next {
    match api::get(&saver.url).await {
        Err(_) => saver.outbox.borrow_mut().answered(Answer::Unreachable),
        Ok(Some(draft)) if saver.lost.borrow().iter().any(|lost| contains(&draft.answers, lost)) => {
            saver.lost.take();
            form::set_hidden(&saver.form, "version", &draft.version.to_string());
            saver.outbox.borrow_mut().adopt(draft.version)
        }
        Ok(_) => saver.outbox.borrow_mut().stop(),
    }
}

fn say_changed_elsewhere(saver: &Saver) {
    say(saver, saver.texts.changed_elsewhere.clone());
    saver.line.changed_elsewhere.set(true);
}

fn say(saver: &Saver, text: String) {
    saver.line.text.set(text);
}

fn say_saving(saver: &Rc<Saver>) {
    let saver = Rc::clone(saver);
    spawn_local(async move {
        sleep(SAYS_SAVING_MS).await;
        if saver.outbox.borrow().in_flight() {
            say(&saver, saver.texts.saving.clone());
        }
    });
}
