//! What the rules say about answers.

use serde::{Deserialize, Serialize};

use crate::filing::Problem;

/// The verdict on a form with answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Every page of the form, in order.
    pub pages: Vec<PageState>,
    /// Paths below the form of the questions that apply: `relation`, `children.1.name`.
    pub asked: Vec<String>,
    /// Paths of those among them that need an answer in this case.
    pub required: Vec<String>,
    /// What is wrong or missing, in the order of the questions. Fields are paths such as `form.child.name`.
    pub problems: Vec<Problem>,
    pub calculated: Vec<Calculated>,
    pub fees: Vec<FeeLine>,
    /// Đồng, when every fee is known.
    pub total: Option<i64>,
    pub papers: Vec<Paper>,
    /// The wrong door that was found; pages behind it are not asked.
    pub exit: Option<String>,
}

/// A page and whether one has to go there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageState {
    pub id: String,
    pub asked: bool,
    /// Questions of the page that apply and are shown on it: not papers.
    pub questions: u32,
    /// Whether nothing on it is wrong or missing.
    pub complete: bool,
}

/// A value that was worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculated {
    /// Path below the form.
    pub path: String,
    /// Number or ISO date; none when it cannot be known yet.
    pub value: Option<String>,
}

/// One line of what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeLine {
    pub fee: String,
    /// Which rate of the fee holds, counted from 0; none while that is not known.
    pub rate: Option<usize>,
    /// Which exemption of the fee holds.
    pub exemption: Option<usize>,
    /// Đồng to pay after cap and exemption.
    pub amount: Option<i64>,
    /// Đồng before cap and exemption.
    pub before: Option<i64>,
    pub reason: FeeReason,
}

/// Why the amount is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeReason {
    /// The rate.
    Rate,
    /// The rate's cap.
    Capped,
    /// Nothing or less, by an exemption.
    Exempt,
    /// The form does not know the amount; somebody will tell.
    ToldLater,
    /// Answers are missing.
    NotKnownYet,
}

/// A paper that applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub question: String,
    pub component: String,
    pub required: bool,
    pub min: u32,
    pub max: u32,
    /// Files received so far.
    pub files: u32,
}

impl Outcome {
    /// Whether the question at this path below the form applies.
    #[must_use]
    pub fn is_asked(&self, path: &str) -> bool {
        self.asked.iter().any(|asked| asked == path)
    }

    /// Whether the question at this path below the form needs an answer as things stand.
    #[must_use]
    pub fn is_required(&self, path: &str) -> bool {
        self.required.iter().any(|required| required == path)
    }

    /// What is wrong on the page's own questions and with papers left out.
    pub fn problems_below<'a>(&'a self, question: &'a str) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| {
            problem.field.strip_prefix("form.").is_some_and(|path| {
                path == question || path.strip_prefix(question).is_some_and(|rest| rest.starts_with('.'))
            })
        })
    }
}
