//! The small typed language of conditions, limits and amounts: `relation == 'mother' and age(child.birth_date) < 14`.
//!
//! Text becomes [`Syntax`], which is resolved against the questions to a typed [`Expr`], which is evaluated with three
//! values: a comparison with something unknown is unknown, and a condition holds only when it is known to be true.

mod compile;
mod dates;
mod evaluate;
mod expr;
mod lexer;
mod syntax;
mod value;

pub use compile::{Fault, Names, compile};
pub use dates::{add_days, add_months, full_years};
pub use evaluate::{Lookup, evaluate, holds};
pub use expr::{Arithmetic, Comparison, Expr, Function, Reference, Span, Target};
pub use syntax::{Syntax, SyntaxError, parse};
pub use value::{Evaluated, Kind, Value};

#[cfg(test)]
mod tests;
