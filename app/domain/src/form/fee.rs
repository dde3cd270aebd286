//! What it costs, line by line.

use super::expression::{Lookup, evaluate, holds};
use super::outcome::{FeeLine, FeeReason};
use super::rules::{FeeRules, Rules};

/// The lines of the fees that exist in this case, and the sum when every one is known.
pub(super) fn fees(rules: &Rules, lookup: &dyn Lookup) -> (Vec<FeeLine>, Option<i64>) {
    let lines: Vec<FeeLine> = rules
        .form
        .fees
        .iter()
        .zip(&rules.fees)
        .filter(|(_, fee)| fee.when.as_ref().is_none_or(|when| holds(when, lookup)))
        .map(|(document, fee)| line(&document.id, fee, lookup))
        .collect();
    let total = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount?));
    (lines, total)
}

fn line(id: &str, fee: &FeeRules, lookup: &dyn Lookup) -> FeeLine {
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
    let rate = fee.rates.iter().position(|rate| rate.when.as_ref().is_none_or(|when| holds(when, lookup)));
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
