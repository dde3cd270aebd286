//! What keeps a form from being published.

use crate::form::expression::Fault;

/// A defect and where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {kind}")]
pub struct Defect {
    /// Such as «question relation, when».
    pub place: String,
    pub kind: DefectKind,
}

/// Kinds of defects; the text says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefectKind {
    #[error("«{0}» is no good name: a small letter, then small letters, digits and underscores, at most 40")]
    BadName(String),
    #[error("«{0}» is a word of the expression language; choose another name")]
    ReservedName(String),
    #[error("«{0}» is used twice; names are unique in a form")]
    RepeatedName(String),
    #[error("the code of a procedure looks like 1.001193, not «{0}»")]
    BadProcedure(String),
    #[error("revisions are counted from 1")]
    BadRevision,
    #[error("the form has no page with a question")]
    Empty,
    #[error("more than {0}; split the form")]
    TooMany(&'static str),
    #[error("the least is more than the most")]
    EmptyRange,
    #[error("there is nothing to choose from")]
    NoOptions,
    #[error("«{0}» is no component of the published papers: group and row such as 1.2, or other")]
    BadComponent(String),
    #[error("a group cannot hold a group or files")]
    BadInGroup,
    #[error("there is no page «{0}»")]
    UnknownPage(String),
    #[error("a percentage is at most 100")]
    BadPercent,
    #[error("this fits no answer of that kind")]
    BadPrefill,
    #[error("{0}")]
    Expression(#[from] Fault),
    #[error("{expected} is expected, but the expression gives {found}")]
    ResultKind { expected: &'static str, found: &'static str },
    #[error("a fee needs at least one rate")]
    NoRate,
    #[error("a rate without an amount needs a label that says who will tell it")]
    UnexplainedRate,
    #[error("the {0} text is missing")]
    MissingText(&'static str),
    #[error("nobody can reach this page: its condition can never hold")]
    UnreachablePage,
    #[error("this condition can never hold")]
    NeverHolds,
    #[error("this needs the answer to «{0}», which is not asked whenever this applies")]
    HiddenWhereNeeded(String),
    #[error("on some path no rate holds or its amount is not known, for example when {0}")]
    UndefinedFee(String),
    #[error("answers in drafts to «{question}» could not be carried over: {how}")]
    NotCarriedOver { question: String, how: String },
    #[error("the revision must be {expected}: published is {published}")]
    RevisionOrder { expected: u32, published: u32 },
    #[error("the procedure or case is not the one published before")]
    OtherProcedure,
}

impl DefectKind {
    /// Stable key, such as `unreachable_page`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::BadName(_) => "bad_name",
            Self::ReservedName(_) => "reserved_name",
            Self::RepeatedName(_) => "repeated_name",
            Self::BadProcedure(_) => "bad_procedure",
            Self::BadRevision => "bad_revision",
            Self::Empty => "empty",
            Self::TooMany(_) => "too_many",
            Self::EmptyRange => "empty_range",
            Self::NoOptions => "no_options",
            Self::BadComponent(_) => "bad_component",
            Self::BadInGroup => "bad_in_group",
            Self::UnknownPage(_) => "unknown_page",
            Self::BadPercent => "bad_percent",
            Self::BadPrefill => "bad_prefill",
            Self::Expression(fault) => match fault {
                Fault::Syntax(_) => "syntax",
                Fault::UnknownName { .. } => "unknown_name",
                Fault::LaterName { .. } => "later_name",
                Fault::UnknownPart { .. } => "unknown_part",
                Fault::UnknownFunction { .. } => "unknown_function",
                Fault::WrongKind { .. } => "wrong_kind",
                Fault::UnknownKey { .. } => "unknown_key",
                Fault::WrongArguments { .. } => "wrong_arguments",
            },
            Self::ResultKind { .. } => "wrong_kind",
            Self::NoRate => "no_rate",
            Self::UnexplainedRate => "unexplained_rate",
            Self::MissingText(_) => "missing_text",
            Self::UnreachablePage => "unreachable_page",
            Self::NeverHolds => "never_holds",
            Self::HiddenWhereNeeded(_) => "hidden_where_needed",
            Self::UndefinedFee(_) => "undefined_fee",
            Self::NotCarriedOver { .. } => "not_carried_over",
            Self::RevisionOrder { .. } => "revision_order",
            Self::OtherProcedure => "other_procedure",
        }
    }
}
