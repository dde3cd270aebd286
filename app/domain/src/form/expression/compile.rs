//! Names are looked up and kinds checked, so that evaluation cannot meet a surprise.

use super::expr::{Arithmetic, Expr, Function, Reference, Target};
use super::syntax::{Syntax, parse};
use super::value::{Kind, Value};
use crate::fold::nfc;

/// Why an expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("{0}")]
    Syntax(#[from] super::syntax::SyntaxError),
    #[error("«{name}» is no question of this form")]
    UnknownName { name: String },
    #[error("«{name}» is asked later than it is used")]
    LaterName { name: String },
    #[error("«{name}» has no part of that name")]
    UnknownPart { name: String },
    #[error("the language has no function «{name}»")]
    UnknownFunction { name: String },
    #[error("{expected} is expected where {found} stands ({place})")]
    WrongKind { place: String, expected: &'static str, found: &'static str },
    #[error("«{key}» is none of the choices ({place})")]
    UnknownKey { place: String, key: String },
    #[error("«{name}» takes {expected}")]
    WrongArguments { name: String, expected: &'static str },
}

/// What names mean at a place of the form.
pub trait Names {
    /// The reference and its kind.
    ///
    /// # Errors
    /// The name is unknown, asked later, or has no such part.
    fn look_up(&self, name: &str) -> Result<(Reference, Kind), Fault>;

    /// Group and number of a question inside a group, for `sum(group.question)`.
    ///
    /// # Errors
    /// There is no such group or question, or it is asked later.
    fn in_group(&self, name: &str) -> Result<(usize, usize, Kind), Fault>;
}

/// Reads an expression and checks it against the names of its place.
///
/// # Errors
/// The first fault that is found.
pub fn compile(source: &str, names: &dyn Names) -> Result<(Expr, Kind), Fault> {
    resolve(&parse(source)?, names)
}

fn place(at: usize) -> String {
    format!("sign {}", at + 1)
}

fn wrong(at: usize, expected: &'static str, found: &Kind) -> Fault {
    Fault::WrongKind { place: place(at), expected, found: found.name() }
}

fn resolve(syntax: &Syntax, names: &dyn Names) -> Result<(Expr, Kind), Fault> {
    match syntax {
        Syntax::Truth(value) => Ok((Expr::Literal(Value::Truth(*value)), Kind::Truth)),
        Syntax::Integer(value) => Ok((Expr::Literal(Value::Integer(*value)), Kind::Integer)),
        Syntax::Text(text) => Ok((Expr::Literal(Value::Text(nfc(text))), Kind::Text)),
        Syntax::Duration(..) => {
            Err(Fault::WrongArguments { name: "days, months, years".into(), expected: "a date before + or -" })
        }
        Syntax::Name(_, name) => {
            let (reference, kind) = names.look_up(name)?;
            Ok((Expr::Reference(reference), kind))
        }
        Syntax::Not(inner) => Ok((Expr::Not(Box::new(truth(inner, names)?)), Kind::Truth)),
        Syntax::And(left, right) => {
            Ok((Expr::And(Box::new(truth(left, names)?), Box::new(truth(right, names)?)), Kind::Truth))
        }
        Syntax::Or(left, right) => {
            Ok((Expr::Or(Box::new(truth(left, names)?), Box::new(truth(right, names)?)), Kind::Truth))
        }
        Syntax::Compare(at, comparison, left, right) => {
            let (left, right) = (resolve(left, names)?, resolve(right, names)?);
            let (left, right, kind) = comparable(*at, left, right)?;
            if comparison.is_order() && !matches!(kind, Kind::Integer | Kind::Date) {
                return Err(wrong(*at, "a number or a date", &kind));
            }
            Ok((Expr::Compare(*comparison, Box::new(left), Box::new(right)), Kind::Truth))
        }
        Syntax::Arithmetic(at, sign, left, right) => arithmetic(*at, *sign, left, right, names),
        Syntax::OneOf(at, inner, keys) => {
            let (inner, kind) = resolve(inner, names)?;
            match &kind {
                Kind::Text => {}
                Kind::Choice(choices) => known_keys(*at, keys, choices)?,
                other => return Err(wrong(*at, "a choice or a text", other)),
            }
            Ok((Expr::OneOf(Box::new(inner), keys.iter().map(|key| nfc(key)).collect()), Kind::Truth))
        }
        Syntax::Contains(at, key, inner) => {
            let (inner, kind) = resolve(inner, names)?;
            let Kind::Set(choices) = &kind else { return Err(wrong(*at, "a set of choices", &kind)) };
            known_keys(*at, std::slice::from_ref(key), choices)?;
            Ok((Expr::Contains(key.clone(), Box::new(inner)), Kind::Truth))
        }
        Syntax::Call(at, name, arguments) => call(*at, name, arguments, names),
    }
}

fn truth(syntax: &Syntax, names: &dyn Names) -> Result<Expr, Fault> {
    match resolve(syntax, names)? {
        (expr, Kind::Truth) => Ok(expr),
        (_, kind) => Err(Fault::WrongKind {
            place: "beside and, or, not".into(),
            expected: Kind::Truth.name(),
            found: kind.name(),
        }),
    }
}

fn known_keys(at: usize, keys: &[String], choices: &[String]) -> Result<(), Fault> {
    match keys.iter().find(|key| !choices.contains(key)) {
        Some(key) => Err(Fault::UnknownKey { place: place(at), key: key.clone() }),
        None => Ok(()),
    }
}

/// Both sides of one kind; a text beside a choice is one of its keys.
fn comparable(at: usize, left: (Expr, Kind), right: (Expr, Kind)) -> Result<(Expr, Expr, Kind), Fault> {
    let key = |expr: &Expr, choices: &[String]| match expr {
        Expr::Literal(Value::Text(key)) => {
            known_keys(at, std::slice::from_ref(key), choices)?;
            Ok(Expr::Literal(Value::Choice(key.clone())))
        }
        _ => Err(wrong(at, "one of the choices in quotes", &Kind::Text)),
    };
    match (left, right) {
        ((left, Kind::Choice(choices)), (right, Kind::Text)) => {
            let right = key(&right, &choices)?;
            Ok((left, right, Kind::Choice(choices)))
        }
        ((left, Kind::Text), (right, Kind::Choice(choices))) => {
            let left = key(&left, &choices)?;
            Ok((left, right, Kind::Choice(choices)))
        }
        ((left, Kind::Choice(choices)), (right, Kind::Choice(_))) => Ok((left, right, Kind::Choice(choices))),
        ((left, a), (right, b)) if a == b && matches!(a, Kind::Truth | Kind::Integer | Kind::Date | Kind::Text) => {
            Ok((left, right, a))
        }
        ((_, a), (_, b)) => Err(wrong(at, a.name(), &b)),
    }
}

fn arithmetic(
    at: usize,
    sign: Arithmetic,
    left: &Syntax,
    right: &Syntax,
    names: &dyn Names,
) -> Result<(Expr, Kind), Fault> {
    let (left, kind) = resolve(left, names)?;
    if let Syntax::Duration(number, span) = right {
        return match (kind, sign) {
            (Kind::Date, Arithmetic::Plus) => Ok((Expr::Shift(Box::new(left), *number, *span), Kind::Date)),
            (Kind::Date, Arithmetic::Minus) => Ok((Expr::Shift(Box::new(left), -*number, *span), Kind::Date)),
            (kind, _) => Err(wrong(at, "a date", &kind)),
        };
    }
    let (right, other) = resolve(right, names)?;
    match (kind, other) {
        (Kind::Integer, Kind::Integer) => Ok((Expr::Arithmetic(sign, Box::new(left), Box::new(right)), Kind::Integer)),
        (Kind::Integer, other) => Err(wrong(at, "a number", &other)),
        (kind, _) => Err(wrong(at, "a number", &kind)),
    }
}

fn call(at: usize, name: &str, arguments: &[Syntax], names: &dyn Names) -> Result<(Expr, Kind), Fault> {
    let wrong_arguments = |expected| Fault::WrongArguments { name: name.to_owned(), expected };
    match (name, arguments) {
        ("date", [Syntax::Text(text)]) => {
            let iso = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
            let day = crate::form::read::parse_date(text)
                .filter(|_| iso)
                .ok_or_else(|| wrong_arguments("a date such as \"2026-07-01\""))?;
            Ok((Expr::Literal(Value::Date(day)), Kind::Date))
        }
        ("date", _) => Err(wrong_arguments("a date such as \"2026-07-01\"")),
        ("answered", [Syntax::Name(_, name)]) => Ok((Expr::Answered(names.look_up(name)?.0), Kind::Truth)),
        ("answered", _) => Err(wrong_arguments("the name of a question")),
        ("count", [Syntax::Name(_, name)]) => match names.look_up(name)? {
            (reference, Kind::Countable | Kind::Set(_)) => Ok((Expr::Count(reference), Kind::Integer)),
            (_, kind) => Err(wrong(at, "a group, files or a set of choices", &kind)),
        },
        ("count", _) => Err(wrong_arguments("the name of a group, of files or of a set of choices")),
        ("sum", [Syntax::Name(_, name)]) => match names.in_group(name)? {
            (group, question, Kind::Integer) => Ok((Expr::Sum(group, question), Kind::Integer)),
            (.., kind) => Err(wrong(at, "a number in a group", &kind)),
        },
        ("sum", _) => Err(wrong_arguments("a question of a group, such as children.copies")),
        ("age", [day]) => Ok((Expr::Call(Function::Age, vec![of_kind(at, day, &Kind::Date, names)?]), Kind::Integer)),
        ("age", _) => Err(wrong_arguments("one date")),
        ("days_between", [from, to]) => {
            let both = vec![of_kind(at, from, &Kind::Date, names)?, of_kind(at, to, &Kind::Date, names)?];
            Ok((Expr::Call(Function::DaysBetween, both), Kind::Integer))
        }
        ("days_between", _) => Err(wrong_arguments("two dates")),
        ("min" | "max", [left, right]) => {
            let function = if name == "min" { Function::Min } else { Function::Max };
            let (left, kind) = resolve(left, names)?;
            if !matches!(kind, Kind::Integer | Kind::Date) {
                return Err(wrong(at, "a number or a date", &kind));
            }
            let right = of_kind(at, right, &kind, names)?;
            Ok((Expr::Call(function, vec![left, right]), kind))
        }
        ("min" | "max", _) => Err(wrong_arguments("two numbers or two dates")),
        _ => Err(Fault::UnknownFunction { name: name.to_owned() }),
    }
}

fn of_kind(at: usize, syntax: &Syntax, expected: &Kind, names: &dyn Names) -> Result<Expr, Fault> {
    match resolve(syntax, names)? {
        (expr, kind) if kind == *expected => Ok(expr),
        (_, kind) => Err(wrong(at, expected.name(), &kind)),
    }
}

impl Target {
    /// Words of the language that are no questions.
    #[must_use]
    pub fn of_context(name: &str) -> Option<Self> {
        match name {
            "today" => Some(Self::Today),
            "acting_for" => Some(Self::ActingFor),
            "delivery" => Some(Self::Delivery),
            "channel" => Some(Self::Channel),
            _ => None,
        }
    }
}
