//! The form in the page: reads its fields, and puts kept values back.

use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::fields::{Fields, is_answer};
use super::kept::{Back, Kept, goes_back};
use crate::islands::browser::document;

/// Which values of a field are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// What the server sent.
    Initial,
    /// What stands there now.
    Current,
}

/// The form with that id.
pub fn find(id: &str) -> Option<HtmlFormElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Values of the fields this form has. A question with radio buttons of which none is chosen has none.
pub fn read(form: &HtmlFormElement) -> Fields {
    values(form, State::Current)
}

/// The controls that carry answers, with their names, in their order.
pub fn controls(form: &HtmlFormElement) -> Vec<(String, Element)> {
    let Ok(found) = form.query_selector_all("input,select,textarea") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into::<Element>().ok())
        .filter_map(|control| Some((control.get_attribute("name")?, control)))
        .filter(|(name, _)| is_answer(name))
        .collect()
}

fn values(form: &HtmlFormElement, state: State) -> Fields {
    let mut fields = Fields::new();
    for (name, control) in controls(form) {
        match value(&control, state) {
            Found::Text(text) => fields.push((name, Value::String(text))),
            Found::Chosen(key) => {
                if !fields.iter().any(|(known, _)| *known == name) {
                    fields.push((name.clone(), Value::Array(Vec::new())));
                }
                let list = fields.iter_mut().find(|(known, _)| *known == name).map(|(_, value)| value);
                if let (Some(Value::Array(list)), Some(key)) = (list, key) {
                    list.push(Value::String(key));
                }
            }
            Found::Nothing => {}
        }
    }
    fields
}

/// What one control adds to its field.
enum Found {
    Text(String),
    /// A choice of several, when it is chosen.
    Chosen(Option<String>),
    Nothing,
}

fn value(control: &Element, state: State) -> Found {
    let current = state == State::Current;
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        return Found::Text(if current { area.value() } else { area.default_value().unwrap_or_default() });
    }
    if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        if current {
            return Found::Text(select.value());
        }
        let sent = select.query_selector("option[selected]").ok().flatten();
        return Found::Text(sent.and_then(|option| option.get_attribute("value")).unwrap_or_default());
    }
    let Some(input) = control.dyn_ref::<HtmlInputElement>() else {
        return Found::Nothing;
    };
    let checked = if current { input.checked() } else { input.has_attribute("checked") };
    match input.type_().as_str() {
        "radio" if checked => Found::Text(input.value()),
        "radio" => Found::Nothing,
        "checkbox" => Found::Chosen(checked.then(|| input.value())),
        // Stands in front of check boxes, for when none is ticked.
        "hidden" => Found::Chosen(None),
        _ => Found::Text(if current { input.value() } else { input.default_value() }),
    }
}

/// The element that carries the name; of several (a radio group) the first.
pub fn control(form: &HtmlFormElement, name: &str) -> Option<Element> {
    form.query_selector(&format!("[name=\"{name}\"]")).ok().flatten()
}

/// Writes a hidden field such as the version, so that the plain form goes on from what was saved.
pub fn set_hidden(form: &HtmlFormElement, name: &str, value: &str) {
    if let Some(field) = control(form, name).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(value);
    }
}

/// Whether something was typed before this code came.
pub fn is_touched(form: &HtmlFormElement) -> bool {
    values(form, State::Initial) != values(form, State::Current)
}

/// Puts kept values back where nothing newer was typed. Where the server's draft has moved on and holds something else: the
/// version which the oldest of them changes.
pub fn put_back(form: &HtmlFormElement, kept: &Kept, version: i64) -> Option<i64> {
    let (initial, current) = (values(form, State::Initial), values(form, State::Current));
    let of = |fields: &Fields, name: &str| {
        fields.iter().find(|(known, _)| known == name).map_or(Value::Null, |(_, value)| value.clone())
    };
    let controls = controls(form);
    let mut differs: Option<i64> = None;
    for field in &kept.fields {
        let back =
            goes_back(&field.value, &of(&initial, &field.name), &of(&current, &field.name), field.version == version);
        if back == Back::Differs {
            differs = Some(differs.map_or(field.version, |oldest| oldest.min(field.version)));
        }
        if back != Back::Stays {
            // Compared, not put into a selector: what is stored can be changed by others.
            for (_, control) in controls.iter().filter(|(name, _)| *name == field.name) {
                set(control, &field.value);
            }
        }
    }
    differs
}

fn set(control: &Element, value: &Value) {
    let text = value.as_str().unwrap_or_default();
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        select.set_value(text);
    } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        let own = input.value();
        match input.type_().as_str() {
            "radio" => input.set_checked(text == own),
            "checkbox" => input.set_checked(value.as_array().is_some_and(|list| list.iter().any(|one| *one == own))),
            "hidden" => {}
            _ => input.set_value(text),
        }
    }
}
