//! The form in the page: reads its fields, and puts kept values back.

use wasm_bindgen::JsCast;
use web_sys::{Element, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

use super::fields::Fields;
use super::kept::{Kept, goes_back};
use domain::filing::FIELD_PATHS;

/// Values of the fields this form has.
pub fn read(form: &HtmlFormElement) -> Fields {
    let Ok(data) = FormData::new_with_form(form) else {
        return Fields::new();
    };
    FIELD_PATHS.iter().filter_map(|name| Some(((*name).to_owned(), data.get(name).as_string()?))).collect()
}

/// The element that carries the name; of several (a radio group) the first.
pub fn control(form: &HtmlFormElement, name: &str) -> Option<Element> {
    form.query_selector(&format!("[name=\"{name}\"]")).ok().flatten()
}

/// Writes the version into the hidden field, so that the plain form goes on from what was saved.
pub fn set_version(form: &HtmlFormElement, version: i64) {
    if let Some(field) = control(form, "version").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(&version.to_string());
    }
}

/// Whether something was typed before this code came.
pub fn is_touched(form: &HtmlFormElement) -> bool {
    FIELD_PATHS.iter().any(|name| match values(form, name) {
        Some((_, initial, current)) => initial != current,
        None => false,
    })
}

/// Puts kept values back where nothing newer stands.
pub fn put_back(form: &HtmlFormElement, kept: &Kept, version: i64) {
    for field in &kept.fields {
        // The name becomes part of a selector, and what is stored can be changed by others.
        let Some(name) = FIELD_PATHS.into_iter().find(|name| *name == field.name) else {
            continue;
        };
        let Some((control, initial, current)) = values(form, name) else {
            continue;
        };
        if goes_back(&field.value, &initial, &current, field.version == version) {
            set(form, &control, name, &field.value);
        }
    }
}

/// The field with what the server sent and what stands there now.
fn values(form: &HtmlFormElement, name: &str) -> Option<(Element, String, String)> {
    let control = control(form, name)?;
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        let (initial, current) = (area.default_value().ok()?, area.value());
        return Some((control, initial, current));
    }
    let input = control.dyn_ref::<HtmlInputElement>()?;
    if input.type_() != "radio" {
        let (initial, current) = (input.default_value(), input.value());
        return Some((control, initial, current));
    }
    let choice = |state: &str| -> String {
        let found = form.query_selector(&format!("[name=\"{name}\"]{state}")).ok().flatten();
        found.and_then(|radio| radio.get_attribute("value")).unwrap_or_default()
    };
    // The attribute is what the server sent, the pseudo-class what is chosen.
    let (initial, current) = (choice("[checked]"), choice(":checked"));
    Some((control, initial, current))
}

fn set(form: &HtmlFormElement, control: &Element, name: &str, value: &str) {
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        if input.type_() != "radio" {
            input.set_value(value);
            return;
        }
        // Compared, not put into a selector: the value comes from storage.
        let Ok(radios) = form.query_selector_all(&format!("[name=\"{name}\"]")) else {
            return;
        };
        for radio in (0..radios.length()).filter_map(|at| radios.get(at)?.dyn_into::<HtmlInputElement>().ok()) {
            if radio.value() == value {
                radio.set_checked(true);
            }
        }
    }
}
