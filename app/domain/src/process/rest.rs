//! What is still to be done of a process.

use super::{Process, Step, StepLimit, StepLimitUnit};

/// Hours of a working day, for comparing limits; nothing is due by it.
const HOURS: u32 = 8;

fn hours(limit: StepLimit) -> u32 {
    match limit.unit {
        StepLimitUnit::Hour => limit.amount,
        StepLimitUnit::WorkingDay => limit.amount.saturating_mul(HOURS),
    }
}

impl Process {
    /// The longest way from one of these steps to the end of the process, the step itself first. Of side branches the one
    /// that takes longest counts, because the others run meanwhile.
    #[must_use]
    pub fn longest_way(&self, from: &[&str]) -> Vec<&Step> {
        let ways = from.iter().filter_map(|id| self.step(id)).map(|step| self.way(step, self.steps.len()));
        ways.max_by_key(|way| total(way)).unwrap_or_default()
    }

    /// `most` steps at most, so that a process with a circle ends too.
    fn way<'a>(&'a self, step: &'a Step, most: usize) -> Vec<&'a Step> {
        let mut way = vec![step];
        if most > 1 {
            let rest = step.next.iter().filter_map(|id| self.step(id)).map(|next| self.way(next, most - 1));
            way.extend(rest.max_by_key(|rest| total(rest)).unwrap_or_default());
        }
        way
    }
}

fn total(way: &[&Step]) -> u32 {
    way.iter().fold(0, |sum, step| sum.saturating_add(hours(step.limit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::{Branching, StepRole};
    use crate::province::Bilingual;

    fn step(id: &str, amount: u32, unit: StepLimitUnit, next: &[&str]) -> Step {
        Step {
            id: id.into(),
            name: Bilingual { vi: id.into(), en: id.into() },
            unit: None,
            role: StepRole::Officer,
            limit: StepLimit { amount, unit },
            next: next.iter().map(|next| (*next).to_owned()).collect(),
            branching: Branching::All,
        }
    }

    #[test]
    fn the_longest_branch_counts() {
        use StepLimitUnit::{Hour, WorkingDay};
        let process = Process {
            procedure: "*".into(),
            case: None,
            revision: 1,
            steps: vec![
                step("check", 4, Hour, &["survey", "tax"]),
                step("survey", 2, WorkingDay, &["sign"]),
                step("tax", 12, Hour, &["sign"]),
                step("sign", 1, WorkingDay, &[]),
            ],
        };
        let way = |from: &[&str]| process.longest_way(from).iter().map(|step| step.id.clone()).collect::<Vec<_>>();
        assert_eq!(way(&["check"]), ["check", "survey", "sign"]);
        assert_eq!(way(&["tax", "survey"]), ["survey", "sign"]);
        assert_eq!(way(&["tax"]), ["tax", "sign"]);
        assert_eq!(way(&["unknown"]), Vec::<String>::new());
    }
}
