//! View-models of completing a dossier: what is asked, where it is answered, what is another one than before.

use time::OffsetDateTime;

use super::filing::FilingHead;
use super::tracking::SupplementLine;

/// On which step an item is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemPlace {
    Applicant,
    /// Identifier of the page of the form.
    Page(String),
    /// The paper's component.
    Paper(String),
}

/// One thing that was asked for.
#[derive(Debug, Clone)]
pub struct AnswerItem {
    pub line: SupplementLine,
    pub place: ItemPlace,
    /// Where it is answered.
    pub href: String,
    /// Something of it was changed.
    pub touched: bool,
}

/// What stands on every step of completing a dossier.
#[derive(Debug, Clone)]
pub struct SupplementHead {
    /// Code of the dossier.
    pub dossier: String,
    pub items: Vec<AnswerItem>,
    pub answer_by: Option<OffsetDateTime>,
    /// The dossier does not wait for it any more: answered otherwise, decided or withdrawn.
    pub closed: bool,
}

/// One answer or one paper, as it was and as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    pub name: String,
    pub name_is_vietnamese: bool,
    /// What the officer asked for; none when the applicant changed it unasked.
    pub asked: Option<String>,
    /// Names of files, or the answer in words; empty where there was nothing.
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub changed: bool,
}

/// What belongs to sending a supplement, on the page that checks it.
#[derive(Debug, Clone, Default)]
pub struct SupplementPart {
    pub changes: Vec<ChangeLine>,
    /// What the applicant wants to say about it, as typed.
    pub note: String,
}

/// The first step: what is asked.
#[derive(Debug, Clone)]
pub struct SupplementView {
    pub head: FilingHead,
}

/// It was sent.
#[derive(Debug, Clone)]
pub struct SupplementSentView {
    /// Code of the dossier.
    pub dossier: String,
}

/// What a supplement changed, at the desk.
#[derive(Debug, Clone)]
pub struct SupplementAnswerView {
    pub answered_at: OffsetDateTime,
    pub note: String,
    pub changes: Vec<ChangeLine>,
}
