//! What it costs, line by line.

use super::expression::{Evaluated, Expr, Lookup, Target, evaluate, holds};
use super::outcome::{FeeLine, FeeReason, Outcome};
use super::rules::{FeeRules, RateRules, Rules};

/// The lines of the fees that exist in this case, and the sum when every one is known. `outcome` tells which answers are
/// still missing or wrong.
pub(super) fn fees(rules: &Rules, lookup: &dyn Lookup, outcome: &Outcome) -> (Vec<FeeLine>, Option<i64>) {
    let lines: Vec<FeeLine> = rules
        .form
        .fees
        .iter()
        .zip(&rules.fees)
        .filter(|(_, fee)| fee.when.as_ref().is_none_or(|when| holds(when, lookup)))
        .map(|(document, fee)| line(&document.id, fee, lookup, &|when| waits(rules, when, outcome)))
        .collect();
    let total = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount?));
    (lines, total)
}

/// Whether the condition looks at an answer that is still missing or wrong: then nobody is told a later rate as theirs.
fn waits(rules: &Rules, when: &Expr, outcome: &Outcome) -> bool {
    let mut waits = false;
    when.walk(&mut |part| {
        if let Expr::Reference(reference) = part
            && let Target::Question(at) = reference.target
            && let Some(question) = rules.questions.get(at)
        {
            waits |= outcome.problems_below(&question.id).next().is_some();
        }
    });
    waits
}

fn line(id: &str, fee: &FeeRules, lookup: &dyn Lookup, waits: &dyn Fn(&Expr) -> bool) -> FeeLine {
    let mut line = FeeLine {
        fee: id.to_owned(),
        rate: None,
        exemption: None,
        amount: None,
        before: None,
        reason: FeeReason::NotKnownYet,
    };
    line.exemption = fee.exemptions.iter().position(|(when, _)| holds(when, lookup));
    let percent = line.exemption.and_then(|at| fee.exemptions.get(at)).map(|(_, percent)| i64::from(*percent));
    if percent == Some(0) {
        line.amount = Some(0);
        line.reason = FeeReason::Exempt;
    }
    let taken = |rate: &RateRules| rate.when.as_ref().is_none_or(|when| holds(when, lookup));
    let open = |rate: &RateRules| {
        rate.when.as_ref().is_some_and(|when| evaluate(when, lookup) == Evaluated::Unknown && waits(when))
    };
    let rate = fee.rates.iter().position(|rate| taken(rate) || open(rate));
    if rate.and_then(|at| fee.rates.get(at)).is_some_and(|rate| !taken(rate)) {
        return line;
    }
    let Some((at, rate)) = rate.and_then(|at| Some((at, fee.rates.get(at)?))) else { return line };
    line.rate = Some(at);
    let Some(amount) = &rate.amount else {
        if line.reason != FeeReason::Exempt {
            line.reason = FeeReason::ToldLater;
        }
        return line;
    };
    // A negative amount is a mistake of the form and never money back.
    line.before = evaluate(amount, lookup).as_integer().map(|amount| amount.max(0));
    if line.reason == FeeReason::Exempt {
        return line;
    }
    let Some(before) = line.before else { return line };
    line.reason = FeeReason::Rate;
    line.amount = Some(before);
    if let Some(cap) = &rate.cap {
        match evaluate(cap, lookup).as_integer() {
            Some(cap) if before > cap => {
                line.amount = Some(cap.max(0));
                line.reason = FeeReason::Capped;
            }
            Some(_) => {}
            None => {
                line.amount = None;
                line.reason = FeeReason::NotKnownYet;
            }
        }
    }
    if let (Some(percent), Some(amount)) = (percent, line.amount) {
        // Parts of a đồng are not asked for.
        line.amount = amount.checked_mul(percent).map(|product| product / 100);
        line.reason = FeeReason::Exempt;
    }
    line
}
