//! The plain submission of the form, beside which nothing else is sent.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::Event;

use super::browser::Saver;
use crate::islands::browser::{related, sleep};

/// So long a submission waits for the request before it.
const SUBMIT_WAITS_MS: u32 = 4_000;

/// The form carries everything itself. It only must not overtake a request that changes the version it names.
pub fn submitted(saver: &Rc<Saver>, event: &Event) {
    if saver.passing.get() || !saver.outbox.borrow().in_flight() {
        saver.leaving.set(true);
        saver.goes_along();
        return;
    }
    event.prevent_default();
    let submitter = related(event, "submitter");
    saver.submitter.replace(Some(submitter));
    let saver = Rc::clone(saver);
    spawn_local(async move {
        sleep(SUBMIT_WAITS_MS).await;
        submit_if_waiting(&saver);
    });
}

/// Sends the form whose submission waited, if one did.
pub fn submit_if_waiting(saver: &Saver) {
    let Some(submitter) = saver.submitter.take() else {
        return;
    };
    // Its event comes before this call returns.
    saver.passing.set(true);
    if saver.form.request_submit_with_submitter(submitter.as_ref()).is_err() {
        // The button is gone, or the browser is too old to name one.
        let _ = saver.form.submit();
    }
    saver.passing.set(false);
}
