//! Fees, papers and calculated values in the page. Their words are there already, hidden where they do not hold.

use domain::form::{FeeLine, FeeReason, Outcome};
use web_sys::{Element, HtmlElement};

use super::browser::Guide;
use super::figures::{day, grouped};
use super::questions::all;
use crate::islands::browser::document;

/// Writes what the rules have found into the page.
pub fn write(guide: &Guide, outcome: &Outcome) {
    for output in all(&guide.form, "[data-calculated]") {
        let path = output.get_attribute("data-calculated").unwrap_or_default();
        let value = outcome.calculated.iter().find(|one| one.path == path).and_then(|one| one.value.as_deref());
        let words = match (value, output.get_attribute("data-as").as_deref()) {
            (None, _) => "–".to_owned(),
            (Some(value), Some("money")) => money(guide, value),
            (Some(value), Some("date")) => day(value),
            (Some(value), _) => grouped(value, &guide.texts.thousands),
        };
        put(&output, &words);
    }
    let aside = document().and_then(|document| document.query_selector(".case-summary").ok().flatten());
    if let Some(aside) = aside {
        fees(guide, &aside, outcome);
        papers(&aside, outcome);
    }
}

fn money(guide: &Guide, value: &str) -> String {
    guide.texts.money.replacen("{0}", &grouped(value, &guide.texts.thousands), 1)
}

/// The text, if it is another one: what has not changed is not touched.
fn put(element: &HtmlElement, words: &str) {
    if element.text_content().as_deref() != Some(words) {
        element.set_text_content(Some(words));
    }
}

fn show(root: &Element, selector: &str, shown: bool) {
    for element in all(root, selector) {
        element.set_hidden(!shown);
    }
}

/// Shows the amount, or hides its place.
fn amount(guide: &Guide, root: &Element, selector: &str, amount: Option<i64>) {
    for element in all(root, selector) {
        if let Some(amount) = amount {
            put(&element, &money(guide, &amount.to_string()));
        }
        element.set_hidden(amount.is_none());
    }
}

fn fees(guide: &Guide, aside: &Element, outcome: &Outcome) {
    for row in all(aside, "[data-fee]") {
        let id = row.get_attribute("data-fee").unwrap_or_default();
        let line = outcome.fees.iter().find(|line| line.fee == id);
        row.set_hidden(line.is_none());
        if let Some(line) = line {
            fee(guide, &row, line);
        }
    }
    show(aside, "[data-total]", !outcome.fees.is_empty());
    show(aside, "[data-no-fees]", outcome.fees.is_empty());
    amount(guide, aside, "[data-total] [data-amount]", outcome.total);
    show(aside, "[data-unknown]", outcome.total.is_none());
}

fn fee(guide: &Guide, row: &Element, line: &FeeLine) {
    amount(guide, row, "[data-amount]", line.amount);
    amount(guide, row, "[data-before]", line.before);
    for (key, reason) in
        [("capped", FeeReason::Capped), ("told_later", FeeReason::ToldLater), ("not_known_yet", FeeReason::NotKnownYet)]
    {
        show(row, &format!("[data-reason={key}]"), line.reason == reason);
    }
    let exempt = line.reason == FeeReason::Exempt;
    let reduced = (exempt || line.reason == FeeReason::Capped) && line.before.is_some() && line.before != line.amount;
    show(row, "[data-reduced]", reduced);
    let free = exempt && line.amount == Some(0);
    let at = |element: &HtmlElement, name: &str| element.get_attribute(name).and_then(|at| at.parse::<usize>().ok());
    for element in all(row, "[data-rate]") {
        element.set_hidden(free || at(&element, "data-rate") != line.rate);
    }
    for element in all(row, "[data-exemption]") {
        element.set_hidden(!exempt || at(&element, "data-exemption") != line.exemption);
    }
}

fn papers(aside: &Element, outcome: &Outcome) {
    for row in all(aside, "[data-paper]") {
        let id = row.get_attribute("data-paper").unwrap_or_default();
        let paper = outcome.papers.iter().find(|paper| paper.question == id);
        row.set_hidden(paper.is_none());
        let required = paper.is_some_and(|paper| paper.required);
        show(&row, "[data-need=required]", required);
        show(&row, "[data-need=optional]", !required);
    }
    show(aside, "[data-no-papers]", outcome.papers.is_empty());
}
