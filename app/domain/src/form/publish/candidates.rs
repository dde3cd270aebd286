//! Values worth trying for a variable: those at which some expression changes its mind.

use std::collections::BTreeSet;

use time::Date;
use time::macros::date;

use crate::form::definition::Answer;
use crate::form::definition::answer::{MAX_NUMBER, MAX_REPEATS};
use crate::form::expression::{Expr, Span, Value, add_days, add_months};

/// A day on which most conditions can be tried when the form names none.
const SOME_DAY: Date = date!(2026 - 07 - 01);
/// A text that no form compares with.
const OTHER_TEXT: &str = "\u{2026}";
/// Sets of up to so many choices are tried in every combination.
const MAX_POWER_SET: usize = 6;
/// Values tried for one variable; what is left out of more makes the search undecided.
const MAX_VALUES: usize = 80;

/// Values to try, and whether they are all that matter.
pub(super) type Candidates<T> = (Vec<T>, bool);

fn cut<T>(mut found: impl Iterator<Item = T>, most: usize) -> Candidates<T> {
    let kept = found.by_ref().take(most).collect();
    (kept, found.next().is_none())
}

/// Constants of the expressions that matter.
#[derive(Debug, Default)]
pub(super) struct Pool {
    numbers: BTreeSet<i64>,
    days: BTreeSet<Date>,
    spans: Vec<(i64, Span)>,
    texts: BTreeSet<String>,
}

impl Pool {
    pub fn of<'a>(expressions: impl Iterator<Item = &'a Expr>) -> Self {
        let mut pool = Self::default();
        for expression in expressions {
            expression.walk(&mut |part| match part {
                Expr::Literal(Value::Integer(number)) => {
                    pool.numbers.insert(*number);
                }
                Expr::Literal(Value::Date(day)) => {
                    pool.days.insert(*day);
                }
                Expr::Literal(Value::Text(text)) => {
                    pool.texts.insert(text.clone());
                }
                Expr::OneOf(_, keys) => pool.texts.extend(keys.iter().cloned()),
                Expr::Shift(_, number, span) => pool.spans.push((*number, *span)),
                _ => {}
            });
        }
        pool
    }

    /// Days that today may be: around the days the form names.
    pub fn todays(&self) -> Candidates<Date> {
        if self.days.is_empty() {
            return (vec![SOME_DAY], true);
        }
        let around = self.days.iter().flat_map(|day| [-1, 0, 1].into_iter().filter_map(|days| add_days(*day, days)));
        cut(around, MAX_VALUES)
    }

    /// Numbers at and beside every constant, products taken apart.
    pub fn integers(&self, min: i64, max: i64) -> Candidates<i64> {
        let mut found = BTreeSet::from([min, max, 0, 1, 2]);
        for a in &self.numbers {
            found.extend([a.saturating_sub(1), *a, a.saturating_add(1)]);
            for b in self.numbers.iter().filter(|b| **b != 0) {
                let ratio = a / b;
                found.extend([ratio - 1, ratio, ratio + 1]);
            }
        }
        cut(found.into_iter().filter(|number| (min..=max).contains(number)), MAX_VALUES)
    }

    /// Days at and beside every limit, seen from today and from the days the form names.
    pub fn dates(&self, today: Date) -> Candidates<Date> {
        let bases: BTreeSet<Date> = self.days.iter().copied().chain([today]).collect();
        let mut found = bases.clone();
        for base in bases {
            for (number, span) in &self.spans {
                for number in [*number, -number] {
                    found.extend(match span {
                        Span::Days => add_days(base, number),
                        Span::Months => add_months(base, number),
                        Span::Years => number.checked_mul(12).and_then(|months| add_months(base, months)),
                    });
                }
            }
            // Numbers beside dates are ages or days in between.
            for number in self.numbers.iter().filter(|number| number.abs() < 50_000) {
                found.extend([add_days(base, *number), add_days(base, -number)].into_iter().flatten());
                if number.abs() < 200 {
                    found.extend(add_months(base, -number * 12));
                }
            }
        }
        let around: BTreeSet<Date> =
            found.iter().flat_map(|day| [0, -1, 1].into_iter().filter_map(|days| add_days(*day, days))).collect();
        cut(around.into_iter(), 2 * MAX_VALUES)
    }

    pub fn texts(&self) -> Vec<String> {
        self.texts.iter().cloned().chain([OTHER_TEXT.to_owned()]).collect()
    }
}

/// Limits of a whole number.
pub(super) fn range(answer: &Answer) -> (i64, i64) {
    match answer {
        Answer::Integer { min, max, .. } | Answer::Money { min, max } => (min.unwrap_or(0), max.unwrap_or(MAX_NUMBER)),
        Answer::Group { min, max, .. } => (i64::from(min.unwrap_or(0)), i64::from(max.unwrap_or(MAX_REPEATS))),
        Answer::Files { min, max, .. } => (i64::from(min.unwrap_or(1)), i64::from(max.unwrap_or(MAX_REPEATS))),
        _ => (0, MAX_NUMBER),
    }
}

/// Sets of choices to try: every combination when there are few, else the small ones and all. The flag tells whether that is
/// every one.
pub(super) fn sets(keys: &[String], min: usize, max: usize) -> (Vec<Vec<String>>, bool) {
    let fits = |set: &Vec<String>| (min.max(1)..=max).contains(&set.len());
    if keys.len() <= MAX_POWER_SET {
        let all = (0..1_usize << keys.len()).map(|mask| {
            keys.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, key)| key.clone()).collect()
        });
        return (all.filter(fits).collect(), true);
    }
    let singles = keys.iter().map(|key| vec![key.clone()]);
    let sets = singles.chain([keys.to_vec()]).chain([keys.iter().take(max.min(keys.len())).cloned().collect()]);
    (sets.filter(fits).collect(), false)
}
