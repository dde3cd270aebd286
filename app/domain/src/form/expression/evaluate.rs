//! Evaluation with three values, total: no answer makes it fail.

use std::cmp::Ordering;

use time::Date;

use super::dates::{add_days, add_months, full_years};
use super::expr::{Arithmetic, Comparison, Expr, Function, Reference, Span};
use super::value::{Evaluated, Value};

/// Where values come from.
pub trait Lookup {
    fn today(&self) -> Date;
    fn value(&self, reference: &Reference) -> Evaluated;
    /// Rows, files or choices; 0 when nothing was answered.
    fn count(&self, reference: &Reference) -> Evaluated;
    /// Whether there is a good answer.
    fn answered(&self, reference: &Reference) -> Evaluated;
    /// Sum over the rows; unknown when a row has no number there.
    fn sum(&self, group: usize, question: usize) -> Evaluated;
}

/// Whether the condition is known to be true.
#[must_use]
pub fn holds(expr: &Expr, lookup: &dyn Lookup) -> bool {
    evaluate(expr, lookup).is_true()
}

/// What the expression gives with these values.
#[must_use]
pub fn evaluate(expr: &Expr, lookup: &dyn Lookup) -> Evaluated {
    match expr {
        Expr::Literal(value) => Evaluated::Known(value.clone()),
        Expr::Reference(reference) => lookup.value(reference),
        Expr::Not(inner) => match evaluate(inner, lookup) {
            Evaluated::Known(Value::Truth(value)) => Evaluated::truth(!value),
            other => undecided(&[&other]),
        },
        Expr::And(left, right) => connect(evaluate(left, lookup), || evaluate(right, lookup), false),
        Expr::Or(left, right) => connect(evaluate(left, lookup), || evaluate(right, lookup), true),
        Expr::Compare(comparison, left, right) => {
            let (left, right) = (evaluate(left, lookup), evaluate(right, lookup));
            match (&left, &right) {
                (Evaluated::Known(a), Evaluated::Known(b)) => compare(*comparison, a, b),
                _ => undecided(&[&left, &right]),
            }
        }
        Expr::Arithmetic(sign, left, right) => {
            let (left, right) = (evaluate(left, lookup), evaluate(right, lookup));
            match (left.as_integer(), right.as_integer()) {
                (Some(a), Some(b)) => Evaluated::integer(match sign {
                    Arithmetic::Plus => a.checked_add(b),
                    Arithmetic::Minus => a.checked_sub(b),
                    Arithmetic::Times => a.checked_mul(b),
                }),
                _ => undecided(&[&left, &right]),
            }
        }
        Expr::Shift(inner, number, span) => {
            let inner = evaluate(inner, lookup);
            match inner.as_date() {
                Some(day) => Evaluated::date(match span {
                    Span::Days => add_days(day, *number),
                    Span::Months => add_months(day, *number),
                    Span::Years => number.checked_mul(12).and_then(|months| add_months(day, months)),
                }),
                None => undecided(&[&inner]),
            }
        }
        Expr::OneOf(inner, keys) => match evaluate(inner, lookup) {
            Evaluated::Known(Value::Choice(key) | Value::Text(key)) => Evaluated::truth(keys.contains(&key)),
            other => undecided(&[&other]),
        },
        Expr::Contains(key, inner) => match evaluate(inner, lookup) {
            Evaluated::Known(Value::Set(keys)) => Evaluated::truth(keys.contains(key)),
            other => undecided(&[&other]),
        },
        Expr::Call(function, arguments) => call(*function, arguments, lookup),
        Expr::Answered(reference) => lookup.answered(reference),
        Expr::Count(reference) => lookup.count(reference),
        Expr::Sum(group, question) => lookup.sum(*group, *question),
    }
}

/// Open as long as anything is open, else unknown.
fn undecided(parts: &[&Evaluated]) -> Evaluated {
    if parts.iter().any(|part| **part == Evaluated::Open) { Evaluated::Open } else { Evaluated::Unknown }
}

/// `or` when `settles` is true, `and` when it is false: one side with that value settles it whatever the other is.
fn connect(left: Evaluated, right: impl FnOnce() -> Evaluated, settles: bool) -> Evaluated {
    if left == Evaluated::truth(settles) {
        return left;
    }
    let right = right();
    if right == Evaluated::truth(settles) {
        return right;
    }
    match (&left, &right) {
        (Evaluated::Known(_), Evaluated::Known(_)) => Evaluated::truth(!settles),
        _ => undecided(&[&left, &right]),
    }
}

fn compare(comparison: Comparison, a: &Value, b: &Value) -> Evaluated {
    let order = match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (a, b) if a == b => Ordering::Equal,
        // Only equality is asked of these, and they differ.
        _ => Ordering::Less,
    };
    Evaluated::truth(match comparison {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::Different => order != Ordering::Equal,
        Comparison::AtMost => order != Ordering::Greater,
        Comparison::AtLeast => order != Ordering::Less,
        Comparison::Less => order == Ordering::Less,
        Comparison::More => order == Ordering::Greater,
    })
}

fn call(function: Function, arguments: &[Expr], lookup: &dyn Lookup) -> Evaluated {
    let values: Vec<Evaluated> = arguments.iter().map(|argument| evaluate(argument, lookup)).collect();
    let known = match (function, values.as_slice()) {
        (Function::Age, [day]) => day.as_date().map(|day| Value::Integer(full_years(day, lookup.today()))),
        (Function::DaysBetween, [from, to]) => {
            from.as_date().zip(to.as_date()).map(|(from, to)| Value::Integer((to - from).whole_days()))
        }
        (Function::Min | Function::Max, [Evaluated::Known(a), Evaluated::Known(b)]) => {
            let first = compare(Comparison::AtMost, a, b).is_true() == (function == Function::Min);
            Some(if first { a.clone() } else { b.clone() })
        }
        _ => None,
    };
    match known {
        Some(value) => Evaluated::Known(value),
        None => undecided(&values.iter().collect::<Vec<_>>()),
    }
}
