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

/// A sentence that appears moves the page; while a finger is down, the button under it would slip away.
const AFTER_CLICK_MS: u32 = 50;
/// Where the error of a field goes: in front of the first of these.
const CONTROLS: &str = ".field-control,.choice,input,select,textarea";

/// What judges the fields of a form, and with what words.
pub struct Judge {
    form: HtmlFormElement,
    sentences: Vec<(String, String)>,
    /// What is wrong with the answers as they stand.
    check: Box<dyn Fn() -> Vec<Problem>>,
    /// The fields to judge when one is left for another.
    judged: fn(&str, Option<&str>) -> Vec<String>,
    /// Whether a field that was left empty is told off, too.
    tells_missing: bool,
    /// Told what was just said at a field.
    said: Box<dyn Fn(&str)>,
    pressing: Cell<bool>,
    /// Fields left while a finger was down.
    postponed: RefCell<Vec<String>>,
}

impl Judge {
    /// Judges by `domain::filing::check`.
    pub fn of_generic_answers(form: &HtmlFormElement, sentences: Vec<(String, String)>) -> Self {
        let read = form.clone();
        Self {
            tells_missing: true,
            judged: |left, toward| judged(left, toward).into_iter().map(str::to_owned).collect(),
            ..Self::of(form, sentences, Box::new(move || problems(&form::read(&read))), Box::new(|_| {}))
        }
    }

    /// Judges by other rules. Who only passes by a field is not told that it is empty: the page says it when it is sent.
    pub fn of(
        form: &HtmlFormElement,
        sentences: Vec<(String, String)>,
        check: Box<dyn Fn() -> Vec<Problem>>,
        said: Box<dyn Fn(&str)>,
    ) -> Self {
        Self {
            form: form.clone(),
            sentences,
            check,
            judged: |left, toward| if toward == Some(left) { Vec::new() } else { vec![left.to_owned()] },
            tells_missing: false,
            said,
            pressing: Cell::new(false),
            postponed: RefCell::default(),
        }
    }
}

/// Watches the fields of the form.
pub fn start(form: &HtmlFormElement, judge: Judge) {
    let judge = Rc::new(judge);
    let this = Rc::clone(&judge);
    listen(form, "focusout", move |event| this.left(&event));
    for event in ["input", "change"] {
        let this = Rc::clone(&judge);
        listen(form, event, move |_| this.mend());
    }
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
        let fields = (self.judged)(&left, toward.as_deref());
        if self.pressing.get() {
            self.postponed.borrow_mut().extend(fields);
        } else {
            self.judge(&fields);
        }
    }

    /// Says what is wrong with these fields, and takes back what has been mended elsewhere.
    fn judge(&self, fields: &[String]) {
        let problems = (self.check)();
        for name in shown_errors() {
            if problems.iter().all(|problem| problem.field != name) {
                take_back(&self.form, &name);
            }
        }
        for name in fields {
            let sentence = problems
                .iter()
                .filter(|problem| problem.field == *name)
                .filter(|problem| self.tells_missing || problem.key != "required")
                .find_map(|problem| Some(fill(template(&self.sentences, &problem.key)?, &problem.arguments)));
            if let Some(sentence) = sentence
                && say(&self.form, name, &sentence)
            {
                (self.said)(&sentence);
            }
        }
    }

    /// While typing, errors only go.
    fn mend(&self) {
        if !shown_errors().is_empty() {
            self.judge(&[]);
        }
    }
}

fn error_id(name: &str) -> String {
    format!("{name}-error")
}

/// Names of the fields at which an error stands.
fn shown_errors() -> Vec<String> {
    let Some(found) = document().and_then(|document| document.query_selector_all(".field__error[id$=\"-error\"]").ok())
    else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into::<Element>().ok())
        .filter_map(|place| place.id().strip_suffix("-error").map(str::to_owned))
        .collect()
}

/// The element that tells people of its error: a field of text itself, for rows to choose from the group around them.
fn teller(form: &HtmlFormElement, name: &str) -> Option<Element> {
    let Some(control) = form::control(form, name) else {
        // A block as a whole.
        return document()?.get_element_by_id(name);
    };
    let rows = control
        .dyn_ref::<HtmlInputElement>()
        .is_some_and(|input| matches!(input.type_().as_str(), "radio" | "checkbox" | "hidden"));
    if rows { control.closest("fieldset").ok().flatten() } else { Some(control) }
}

/// Shows the sentence at the field; whether it is new there.
fn say(form: &HtmlFormElement, name: &str, sentence: &str) -> bool {
    let (Some(document), Some(teller)) = (document(), teller(form, name)) else { return false };
    let id = error_id(name);
    let place = document.get_element_by_id(&id).or_else(|| {
        let place = document.create_element("p").ok()?;
        place.set_id(&id);
        place.set_class_name("field__error");
        let field = teller.closest(".field").ok().flatten()?;
        let control = field.query_selector(CONTROLS).ok().flatten()?;
        control.insert_adjacent_element("beforebegin", &place).ok().flatten()?;
        Some(place)
    });
    let Some(place) = place else { return false };
    let new = place.text_content().as_deref() != Some(sentence);
    if new {
        place.set_text_content(Some(sentence));
    }
    if teller.tag_name() != "FIELDSET" {
        let _ = teller.set_attribute("aria-invalid", "true");
    }
    let described = others(&teller, &id);
    let _ = teller.set_attribute("aria-describedby", format!("{described} {id}").trim());
    mark(&teller, true);
    new
}

fn take_back(form: &HtmlFormElement, name: &str) {
    let id = error_id(name);
    let Some(place) = document().and_then(|document| document.get_element_by_id(&id)) else {
        return;
    };
    place.remove();
    let Some(teller) = teller(form, name) else { return };
    let _ = teller.remove_attribute("aria-invalid");
    let described = others(&teller, &id);
    let _ = if described.is_empty() {
        teller.remove_attribute("aria-describedby")
    } else {
        teller.set_attribute("aria-describedby", &described)
    };
    mark(&teller, false);
}

/// What else describes the field.
fn others(control: &Element, id: &str) -> String {
    let described = control.get_attribute("aria-describedby").unwrap_or_default();
    described.split_ascii_whitespace().filter(|other| *other != id).collect::<Vec<_>>().join(" ")
}

/// The whole field shows that something is to be put right.
fn mark(teller: &Element, wrong: bool) {
    if let Some(field) = teller.closest(".field,.block").ok().flatten() {
        let _ = field.class_list().toggle_with_force("field--error", wrong);
    }
}
