//! Says at a field what the rules find wrong there, once the person has left it.

use std::{cell::Cell, cell::RefCell, rc::Rc};

use domain::filing::Problem;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement};

use super::fields::{judged, problems};
use super::form;
use crate::islands::browser::{document, listen, origin, related, sleep};
use crate::islands::wording::{fill, template};
use domain::filing::FIELD_PATHS;

/// A sentence that appears moves the page; while a finger is down, the button under it would slip away.
const AFTER_CLICK_MS: u32 = 50;

struct Judge {
    form: HtmlFormElement,
    sentences: Vec<(String, String)>,
    pressing: Cell<bool>,
    /// Fields left while a finger was down.
    postponed: RefCell<Vec<String>>,
}

/// Watches the fields of the form.
pub fn start(form: &HtmlFormElement, sentences: Vec<(String, String)>) {
    let judge =
        Rc::new(Judge { form: form.clone(), sentences, pressing: Cell::new(false), postponed: RefCell::default() });
    let this = Rc::clone(&judge);
    listen(form, "focusout", move |event| this.left(&event));
    let this = Rc::clone(&judge);
    listen(form, "change", move |_| this.mend());
    let Some(document) = document() else { return };
    let this = Rc::clone(&judge);
    listen(&document, "pointerdown", move |_| this.pressing.set(true));
    for event in ["pointerup", "pointercancel"] {
        let this = Rc::clone(&judge);
        listen(&document, event, move |_| released(&this));
    }
}

fn released(judge: &Rc<Judge>) {
    judge.pressing.set(false);
    if judge.postponed.borrow().is_empty() {
        return;
    }
    let judge = Rc::clone(judge);
    spawn_local(async move {
        sleep(AFTER_CLICK_MS).await;
        let fields = judge.postponed.take();
        judge.judge(&fields);
    });
}

impl Judge {
    fn left(&self, event: &Event) {
        let Some(left) = origin(event).and_then(|field| field.get_attribute("name")) else {
            return;
        };
        let toward = related(event, "relatedTarget").and_then(|field| field.get_attribute("name"));
        let fields = judged(&left, toward.as_deref()).into_iter().map(str::to_owned);
        if self.pressing.get() {
            self.postponed.borrow_mut().extend(fields);
        } else {
            self.judge(&fields.collect::<Vec<_>>());
        }
    }

    /// Says what is wrong with these fields, and takes back what has been mended elsewhere.
    fn judge(&self, fields: &[String]) {
        let problems = problems(&form::read(&self.form));
        for name in FIELD_PATHS {
            let Some(control) = form::control(&self.form, name) else {
                continue;
            };
            let found: Vec<_> = problems.iter().filter(|problem| problem.field == name).collect();
            if found.is_empty() {
                take_back(&control, name);
            } else if fields.iter().any(|field| field == name) {
                let sentence =
                    |problem: &&Problem| Some(fill(template(&self.sentences, &problem.key)?, &problem.arguments));
                if let Some(sentence) = found.iter().find_map(sentence) {
                    say(&control, name, &sentence);
                }
            }
        }
    }

    fn mend(&self) {
        self.judge(&[]);
    }
}

fn error_id(name: &str) -> String {
    format!("{name}-error")
}

fn say(control: &Element, name: &str, sentence: &str) {
    // A group of radio buttons has its own place for errors, which the server fills.
    if control.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "radio") {
        return;
    }
    let Some(document) = document() else { return };
    let id = error_id(name);
    let place = document.get_element_by_id(&id).or_else(|| {
        let place = document.create_element("p").ok()?;
        place.set_id(&id);
        place.set_class_name("field__error");
        control.insert_adjacent_element("beforebegin", &place).ok().flatten()?;
        Some(place)
    });
    let Some(place) = place else { return };
    if place.text_content().as_deref() != Some(sentence) {
        place.set_text_content(Some(sentence));
    }
    let _ = control.set_attribute("aria-invalid", "true");
    let described = others(control, &id);
    let _ = control.set_attribute("aria-describedby", format!("{described} {id}").trim());
    mark(control, true);
}

fn take_back(control: &Element, name: &str) {
    let id = error_id(name);
    let Some(place) = document().and_then(|document| document.get_element_by_id(&id)) else {
        return;
    };
    place.remove();
    let _ = control.remove_attribute("aria-invalid");
    let described = others(control, &id);
    let _ = if described.is_empty() {
        control.remove_attribute("aria-describedby")
    } else {
        control.set_attribute("aria-describedby", &described)
    };
    mark(control, false);
}

/// What else describes the field.
fn others(control: &Element, id: &str) -> String {
    let described = control.get_attribute("aria-describedby").unwrap_or_default();
    described.split_ascii_whitespace().filter(|other| *other != id).collect::<Vec<_>>().join(" ")
}

/// The whole field shows that something is to be put right.
fn mark(control: &Element, wrong: bool) {
    if let Some(field) = control.closest(".field").ok().flatten() {
        let _ = field.class_list().toggle_with_force("field--error", wrong);
    }
}
