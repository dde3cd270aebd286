//! The published document of a form, as it stands in its file.

pub mod answer;
mod question;
mod text;

use serde::{Deserialize, Serialize};

pub use answer::{Answer, CalculatedAs, PersonPart, TextChoice};
pub use question::{Prefill, Question, Requirement, is_question_id};
pub use text::Text;

/// An electronic form (*biểu mẫu điện tử*) of a procedure or of one of its cases. Immutable once published; `revision` counts up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Form {
    /// National code of the procedure, such as `1.001193`.
    pub procedure: String,
    /// Case of the procedure; without one the form serves every case that has no form of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Counted from 1.
    pub revision: u32,
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// The paper form it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Components of the published papers, such as `1.1`, that who fills this in need not hand in: the paper form itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replaces_papers: Vec<String>,
    /// What nobody has checked against the source yet; told to the publisher.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unverified: Vec<String>,
    /// Questions of the earlier revision that are gone on purpose.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<Dropped>,
    /// Wrong doors, in the order in which they are tried.
    #[serde(rename = "exit", skip_serializing_if = "Vec::is_empty")]
    pub exits: Vec<Exit>,
    #[serde(rename = "page")]
    pub pages: Vec<Page>,
    #[serde(rename = "fee", skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
}

/// A question that the new revision does not ask any more: its answers are let go knowingly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dropped {
    pub question: String,
    pub reason: String,
}

/// Tells a person in time that this is not their procedure, and where to go instead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exit {
    pub id: String,
    /// Page after which it is checked.
    pub after: String,
    /// Expression of the form's language, over answers up to that page.
    pub when: String,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub text: Text,
    /// Procedure to go to instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
}

/// A page with its questions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub id: String,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    /// The page is asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    #[serde(rename = "question", default)]
    pub questions: Vec<Question>,
}

/// Something to pay (*phí, lệ phí*).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fee {
    pub id: String,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// Decree or resolution it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The fee exists only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The first rate that holds counts.
    #[serde(rename = "rate", default)]
    pub rates: Vec<Rate>,
    /// The first exemption that holds counts.
    #[serde(rename = "exemption", default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<Exemption>,
}

/// What a fee amounts to in a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rate {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Đồng, as an integer expression. Without one the amount is not known here, and the label says who will tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// Never more than this many đồng, as an integer expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
}

/// Who pays less or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    pub when: String,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// What is still paid, in percent of the fee.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub percent: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Form {
    /// Every question of the pages, without those inside groups, with the number of its page.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        self.pages.iter().enumerate().flat_map(|(at, page)| page.questions.iter().map(move |question| (at, question)))
    }

    /// The question of that id, not looking into groups.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.id == id)
    }

    /// The rules without a word of text: what a browser needs to decide as the server does.
    #[must_use]
    pub fn without_texts(&self) -> Self {
        let mut form = self.clone();
        form.title = Text::default();
        form.replaces = None;
        form.replaces_papers.clear();
        form.unverified.clear();
        form.dropped.clear();
        for exit in &mut form.exits {
            exit.title = Text::default();
            exit.text = Text::default();
        }
        for page in &mut form.pages {
            page.title = Text::default();
            page.intro = None;
            page.questions.iter_mut().for_each(Question::drop_texts);
        }
        for fee in &mut form.fees {
            fee.label = Text::default();
            fee.source = None;
            fee.rates.iter_mut().for_each(|rate| rate.label = None);
            fee.exemptions.iter_mut().for_each(|exemption| exemption.label = Text::default());
        }
        form
    }
}
