//! Pages nobody can reach, conditions that can never hold, answers needed where they are not asked, fees undefined on some path.

use super::search::{Found, Tried, both, find};
use crate::form::expression::{Evaluated, Expr, Reference, Target, evaluate};
use crate::form::rules::{Defect, DefectKind, FeeRules, Need, QuestionRules, Rules};

/// The defects of the form's paths.
pub(super) fn check(rules: &Rules) -> Vec<Defect> {
    let mut paths = Paths { rules, defects: Vec::new() };
    for (at, page) in rules.pages.iter().enumerate() {
        let place = format!("page {}", rules.form.pages.get(at).map(|page| page.id.as_str()).unwrap_or_default());
        let decisive = page.when.is_some() || rules.exits.iter().any(|exit| exit.page < at);
        if decisive && paths.never(&[], &[at], &|tried| tried.reaches(at)) {
            paths.add(&place, DefectKind::UnreachablePage);
            continue;
        }
        paths.needs(&place, page.when.as_ref(), at, None);
        for question in rules.questions.get(page.questions.clone()).unwrap_or_default() {
            paths.question(&format!("question {}", question.id), question);
        }
    }
    for (exit, document) in rules.exits.iter().zip(&rules.form.exits) {
        let place = format!("exit {}, when", document.id);
        let holds = |tried: &Tried<'_>| both(tried.reaches(exit.page), tried.decide(Some(&exit.when)));
        if paths.never(&[&exit.when], &[exit.page], &holds) {
            paths.add(&place, DefectKind::NeverHolds);
        } else {
            paths.needs(&place, Some(&exit.when), exit.page, None);
        }
    }
    for (fee, document) in rules.fees.iter().zip(&rules.form.fees) {
        paths.fee(&format!("fee {}", document.id), fee);
    }
    paths.defects
}

struct Paths<'a> {
    rules: &'a Rules,
    defects: Vec<Defect>,
}

impl<'a> Paths<'a> {
    fn add(&mut self, place: &str, kind: DefectKind) {
        self.defects.push(Defect { place: place.to_owned(), kind });
    }

    fn never(&self, expressions: &[&'a Expr], pages: &[usize], goal: &dyn Fn(&Tried<'_>) -> Option<bool>) -> bool {
        find(self.rules, expressions, pages, goal) == Found::No
    }

    fn question(&mut self, place: &str, question: &'a QuestionRules) {
        let asks = |tried: &Tried<'_>| tried.asks(question);
        if let Some(when) = &question.when {
            if self.never(&[when], &[question.page], &asks) {
                self.add(&format!("{place}, when"), DefectKind::NeverHolds);
                return;
            }
            self.needs(&format!("{place}, when"), Some(when), question.page, None);
        }
        if let Need::When(need) = &question.need {
            let goal = |tried: &Tried<'_>| both(asks(tried), tried.decide(Some(need)));
            let all: Vec<&Expr> = question.when.iter().chain([need]).collect();
            if self.never(&all, &[question.page], &goal) {
                self.add(&format!("{place}, required"), DefectKind::NeverHolds);
            } else {
                self.needs(&format!("{place}, required"), Some(need), question.page, Some(question));
            }
        }
        for (name, expr) in
            [("value", &question.value), ("not_before", &question.not_before), ("not_after", &question.not_after)]
        {
            self.needs(&format!("{place}, {name}"), expr.as_ref(), question.page, Some(question));
        }
        for reference in question.birth_date.iter().chain(&question.sex) {
            self.need(place, reference, question.page, Some(question));
        }
        for inner in &question.rows {
            let place = format!("{place}.{}", inner.id);
            let Some(when) = &inner.when else { continue };
            let goal = |tried: &Tried<'_>| both(asks(tried), tried.decide(Some(when)));
            if self.never(&[when], &[question.page], &goal) {
                self.add(&format!("{place}, when"), DefectKind::NeverHolds);
            }
        }
    }

    /// Every answer the expression looks at must be asked in some case in which the expression counts.
    fn needs(&mut self, place: &str, expr: Option<&Expr>, page: usize, owner: Option<&'a QuestionRules>) {
        let mut references = Vec::new();
        if let Some(expr) = expr {
            expr.walk(&mut |part| {
                if let Expr::Reference(reference) = part {
                    references.push(reference.clone());
                }
            });
        }
        references.sort();
        references.dedup_by(|a, b| a.target == b.target);
        for reference in references {
            self.need(place, &reference, page, owner);
        }
    }

    fn need(&mut self, place: &str, reference: &Reference, page: usize, owner: Option<&'a QuestionRules>) {
        let Target::Question(at) = reference.target else { return };
        let Some(needed) = self.rules.questions.get(at) else { return };
        if needed.when.is_none() && needed.page == page {
            return;
        }
        let goal = |tried: &Tried<'_>| {
            let owner = owner.map_or_else(|| tried.reaches(page), |owner| tried.asks(owner));
            both(owner, tried.asks(needed))
        };
        let all: Vec<&Expr> = needed.when.iter().chain(owner.and_then(|owner| owner.when.as_ref())).collect();
        if self.never(&all, &[page, needed.page], &goal) {
            self.add(place, DefectKind::HiddenWhereNeeded(needed.id.clone()));
        }
    }

    fn fee(&mut self, place: &str, fee: &'a FeeRules) {
        let last = self.rules.pages.len();
        let applies = |tried: &Tried<'_>| both(tried.reaches(last), tried.decide(fee.when.as_ref()));
        if fee.when.is_some() && self.never(&fee.when.iter().collect::<Vec<_>>(), &[last], &applies) {
            self.add(&format!("{place}, when"), DefectKind::NeverHolds);
            return;
        }
        let every = expressions(fee);
        for (at, rate) in fee.rates.iter().enumerate() {
            let earlier = fee.rates.get(..at).unwrap_or_default();
            let goal = |tried: &Tried<'_>| {
                let none_before =
                    earlier.iter().try_fold(true, |none, earlier| Some(none && !tried.decide(earlier.when.as_ref())?));
                both(both(applies(tried), none_before), tried.decide(rate.when.as_ref()))
            };
            if self.never(&every, &[last], &goal) {
                self.add(&format!("{place}, rate {}", at + 1), DefectKind::NeverHolds);
            }
        }
        for (at, (when, _)) in fee.exemptions.iter().enumerate() {
            let goal = |tried: &Tried<'_>| both(applies(tried), tried.decide(Some(when)));
            if self.never(&[when], &[last], &goal) {
                self.add(&format!("{place}, exemption {}", at + 1), DefectKind::NeverHolds);
            }
        }
        let undefined = |tried: &Tried<'_>| both(applies(tried), is_undefined(fee, tried));
        if let Found::Yes(words) = find(self.rules, &every, &[last], &undefined) {
            self.add(place, DefectKind::UndefinedFee(words));
        }
    }
}

fn expressions(fee: &FeeRules) -> Vec<&Expr> {
    let rates = fee.rates.iter().flat_map(|rate| rate.when.iter().chain(&rate.amount).chain(&rate.cap));
    fee.when.iter().chain(rates).chain(fee.exemptions.iter().map(|(when, _)| when)).collect()
}

/// Whether there is no rate, or a rate whose amount or cap cannot be known, and nobody is let off.
fn is_undefined(fee: &FeeRules, tried: &Tried<'_>) -> Option<bool> {
    for (when, percent) in &fee.exemptions {
        if tried.decide(Some(when))? && *percent == 0 {
            return Some(false);
        }
    }
    for rate in &fee.rates {
        if !tried.decide(rate.when.as_ref())? {
            continue;
        }
        for expr in rate.amount.iter().chain(&rate.cap) {
            match evaluate(expr, tried) {
                Evaluated::Known(_) => {}
                Evaluated::Unknown => return Some(true),
                Evaluated::Open => return None,
            }
        }
        return Some(false);
    }
    Some(true)
}
