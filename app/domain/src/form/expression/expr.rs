//! An expression with its names looked up and its kinds checked.

use super::value::Value;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    pub target: Target,
    /// Part of a block, such as `birth_date` of a person.
    pub part: Option<&'static str>,
}

/// Where the value comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Today,
    ActingFor,
    Delivery,
    Channel,
    /// Question by its number in the form.
    Question(usize),
    /// Question of the row at hand, by group and number in the row.
    Row(usize, usize),
}

/// A typed expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    Literal(Value),
    Reference(Reference),
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Compare(Comparison, Box<Self>, Box<Self>),
    Arithmetic(Arithmetic, Box<Self>, Box<Self>),
    /// A date moved by a fixed span; a negative number goes back.
    Shift(Box<Self>, i64, Span),
    OneOf(Box<Self>, Vec<String>),
    Contains(String, Box<Self>),
    Call(Function, Vec<Self>),
    /// Whether there is a good answer.
    Answered(Reference),
    /// Rows of a group, files of a question, or choices of a set.
    Count(Reference),
    /// Sum over the rows of a group of one of its questions.
    Sum(usize, usize),
}

/// Functions of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// Full years from a day to today.
    Age,
    /// Days from the first day to the second.
    DaysBetween,
    Min,
    Max,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    Different,
    AtMost,
    AtLeast,
    Less,
    More,
}

impl Comparison {
    pub const ALL: [Self; 6] = [Self::Equal, Self::Different, Self::AtMost, Self::AtLeast, Self::Less, Self::More];

    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Different => "!=",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::Less => "<",
            Self::More => ">",
        }
    }

    /// Whether it asks for an order, which choices and texts do not have.
    #[must_use]
    pub fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::Different)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arithmetic {
    Plus,
    Minus,
    Times,
}

/// Unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Days,
    Months,
    Years,
}

impl Span {
    pub const ALL: [Self; 3] = [Self::Days, Self::Months, Self::Years];

    pub(super) fn words(self) -> [&'static str; 2] {
        match self {
            Self::Days => ["days", "day"],
            Self::Months => ["months", "month"],
            Self::Years => ["years", "year"],
        }
    }
}

impl Expr {
    /// Visits this expression and all below it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Not(inner) | Self::Shift(inner, ..) | Self::OneOf(inner, _) | Self::Contains(_, inner) => {
                inner.walk(visit);
            }
            Self::And(left, right)
            | Self::Or(left, right)
            | Self::Compare(_, left, right)
            | Self::Arithmetic(_, left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|argument| argument.walk(visit)),
            Self::Literal(_) | Self::Reference(_) | Self::Answered(_) | Self::Count(_) | Self::Sum(..) => {}
        }
    }
}
