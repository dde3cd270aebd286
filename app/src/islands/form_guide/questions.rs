//! Questions come and go without moving the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};

use super::browser::Guide;
use crate::islands::browser::focused;

/// All elements below `root` that fit.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// Hides or shows, unless that would take away what has the focus; whether something changed.
pub fn set_hidden(element: &HtmlElement, hidden: bool) -> bool {
    let keeps_focus = hidden && focused().is_some_and(|focused| element.contains(Some(&focused)));
    if keeps_focus || element.hidden() == hidden {
        return false;
    }
    element.set_hidden(hidden);
    true
}

/// Shows the questions with these paths and no others; how many came and how many went. Rows that come or go with their
/// group are not counted by themselves.
pub fn show(guide: &Guide, shown: &[String]) -> (usize, usize) {
    let (mut more, mut fewer) = (0, 0);
    let mut changed: Vec<String> = Vec::new();
    for question in all(&guide.form, "[data-question]") {
        let path = question.get_attribute("data-question").unwrap_or_default();
        let shows = shown.contains(&path);
        if !set_hidden(&question, !shows) {
            continue;
        }
        let inside = path.split_once('.').is_some_and(|(group, _)| changed.iter().any(|other| other == group));
        if !inside {
            *(if shows { &mut more } else { &mut fewer }) += 1;
        }
        changed.push(path);
    }
    (more, fewer)
}

/// Takes «optional» away from the questions with these paths and puts it back at the others that are needed in some cases.
pub fn mark_optional(guide: &Guide, required: &[String]) {
    for mark in all(&guide.form, "[data-optional]") {
        let path = mark.get_attribute("data-optional").unwrap_or_default();
        mark.set_hidden(required.contains(&path));
    }
}

/// Of an address only the field for the commune that fits the province: chosen where the table has the communes, else
/// typed. Until a province is chosen, neither.
pub fn fit_addresses(guide: &Guide) {
    let (units, today) = (&guide.context.units, guide.context.today);
    for address in all(&guide.form, "[data-address]") {
        let province = address.query_selector("select[name$=\".province\"]").ok().flatten();
        let province = province.and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
        let province = province.map(|select| select.value()).unwrap_or_default();
        let listed = units.lists_communes(&province, today);
        for part in all(&address, "[data-part]") {
            let wanted = match part.get_attribute("data-part").as_deref() {
                Some("commune") => listed,
                _ => !listed && !province.is_empty(),
            };
            set_hidden(&part, !wanted);
        }
        for option in all(&address, "[data-province]") {
            option.set_hidden(option.get_attribute("data-province").as_deref() != Some(&province));
        }
    }
}
