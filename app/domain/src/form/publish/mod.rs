//! What may be published: a form whose every page can be reached, whose every condition can hold, whose fees are defined on
//! every path, which is written in both languages, and into which answers typed so far can be carried over.

mod candidates;
mod carry;
mod paths;
mod search;
mod texts;

use super::definition::Form;
use super::rules::{Defect, Rules};

pub use carry::carry_over;

/// Every defect that keeps the form from being published after `previous`; empty when it may be.
///
/// What cannot be decided within bounded work is let pass: a good form is never refused.
#[must_use]
pub fn check(form: &Form, previous: Option<&Form>) -> Vec<Defect> {
    let mut defects = texts::check(form);
    match Rules::compile(form.clone()) {
        Ok(rules) => defects.extend(paths::check(&rules)),
        Err(found) => defects.extend(found),
    }
    if let Some(previous) = previous {
        defects.extend(carry::check(previous, form));
    }
    defects
}
