//! View-models of the queue of the desk.

use domain::dossier::{Channel, CommandKind, Status};
use domain::filing::Problem;
use time::OffsetDateTime;

use super::Lateness;
use crate::components::address::query_value;
use crate::locale::Locale;

/// What a queue is narrowed to, as its address says it; an empty text narrows nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueChoice {
    /// Code of the agency.
    pub unit: String,
    /// Key of the kind of work.
    pub kind: String,
    /// `mine`, `free`, or the account of an officer.
    pub whose: String,
    /// Step of the internal process.
    pub step: String,
    pub procedure: String,
    /// `late`, `near`, `later`, `none`.
    pub due: String,
}

impl QueueChoice {
    /// The choices as a query string, without the question mark.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs = [
            ("don-vi", &self.unit),
            ("viec", &self.kind),
            ("cua", &self.whose),
            ("buoc", &self.step),
            ("thu-tuc", &self.procedure),
            ("han", &self.due),
        ];
        let said = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| format!("{name}={}", query_value(value))).collect::<Vec<_>>().join("&")
    }

    /// The address of the queue.
    #[must_use]
    pub fn href(&self, locale: Locale) -> String {
        self.at(locale, "/can-bo/ho-so")
    }

    /// An address that goes with these choices.
    #[must_use]
    pub fn at(&self, locale: Locale, path: &str) -> String {
        let (path, query) = (locale.href(path), self.query());
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }

    /// The same but for the kind of work.
    #[must_use]
    pub fn with_kind(&self, kind: &str) -> Self {
        Self { kind: kind.to_owned(), ..self.clone() }
    }

    /// The same but for whose work it is.
    #[must_use]
    pub fn with_whose(&self, whose: &str) -> Self {
        Self { whose: whose.to_owned(), ..self.clone() }
    }

    /// Whether something is chosen among the filters, besides kind and whose.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        let known = matches!(self.whose.as_str(), "" | "mine" | "free");
        !known || [&self.unit, &self.step, &self.procedure, &self.due].into_iter().any(|text| !text.is_empty())
    }
}

/// One kind of work with how much of it there is.
#[derive(Debug, Clone)]
pub struct QueueTab {
    /// Key of the kind; none for all.
    pub kind: Option<&'static str>,
    pub count: i64,
    pub late: i64,
    /// Whether there is more than was counted.
    pub more: bool,
    pub chosen: bool,
    pub href: String,
}

/// One thing to do.
#[derive(Debug, Clone)]
pub struct QueueLine {
    pub code: String,
    /// Version of the dossier as it is shown: an act on several names it.
    pub version: i64,
    /// Address of the dossier, from which the queue can be walked on.
    pub href: String,
    pub applicant: String,
    pub procedure: String,
    /// Key of the kind of work.
    pub kind: &'static str,
    /// Name of the step, where it is one.
    pub step: Option<String>,
    pub status: Status,
    pub channel: Channel,
    pub due_at: Option<OffsetDateTime>,
    pub lateness: Lateness,
    /// Name of the officer who has it in hand.
    pub holder: Option<String>,
    /// Whether the applicant wrote something that nobody has read yet.
    pub unread: bool,
}

/// A dossier that a search found.
#[derive(Debug, Clone)]
pub struct FoundLine {
    pub code: String,
    pub applicant: String,
    pub procedure: String,
    pub status: Status,
    pub submitted_at: OffsetDateTime,
    pub due_at: Option<OffsetDateTime>,
    pub lateness: Lateness,
}

/// What the queue can be narrowed to: value and name of each.
#[derive(Debug, Clone, Default)]
pub struct QueueOptions {
    pub units: Vec<(String, String)>,
    pub procedures: Vec<(String, String)>,
    pub steps: Vec<(String, String)>,
    pub officers: Vec<(String, String)>,
}

/// A narrowed queue with a name.
#[derive(Debug, Clone)]
pub struct SavedLine {
    pub id: String,
    pub name: String,
    pub href: String,
    pub chosen: bool,
}

/// What can be done with several dossiers at once.
#[derive(Debug, Clone)]
pub struct BatchForm {
    pub act: CommandKind,
    /// Whether every dossier of the page is ticked.
    pub all: bool,
    /// Address of the same page with every dossier ticked.
    pub all_href: String,
    /// Agencies to which dossiers can be handed: code and name.
    pub units: Vec<(String, String)>,
    /// Agency that is proposed.
    pub unit: String,
}

/// The queue.
#[derive(Debug, Clone, Default)]
pub struct QueueView {
    pub choice: QueueChoice,
    pub tabs: Vec<QueueTab>,
    pub options: QueueOptions,
    pub saved: Vec<SavedLine>,
    pub search: String,
    pub lines: Vec<QueueLine>,
    pub batch: Option<BatchForm>,
    /// What the search found; none when nothing was searched for.
    pub found: Option<Vec<FoundLine>>,
    /// Address of the first page and of the next one.
    pub first: Option<String>,
    pub next: Option<String>,
    /// Whether this person may print the register.
    pub register: bool,
    /// What was wrong with the name of a filter, and what it was.
    pub problems: Vec<Problem>,
    pub name: String,
}

/// What became of an act on several dossiers.
#[derive(Debug, Clone)]
pub struct BatchView {
    pub act: CommandKind,
    /// Each dossier, and why it was not done.
    pub outcomes: Vec<(String, Option<Problem>)>,
    /// Back to the queue.
    pub back: String,
    pub problems: Vec<Problem>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_was_chosen_and_nothing_leaves_its_place() {
        assert_eq!(QueueChoice::default().href(Locale::Vi), "/can-bo/ho-so");
        let choice = QueueChoice { kind: "step".into(), step: "a&cua=b".into(), ..QueueChoice::default() };
        assert_eq!(choice.href(Locale::En), "/en/can-bo/ho-so?viec=step&buoc=a%26cua%3Db");
        assert!(choice.is_narrowed() && !choice.with_whose("mine").with_kind("").eq(&choice));
        assert!(!QueueChoice { whose: "mine".into(), kind: "step".into(), ..QueueChoice::default() }.is_narrowed());
    }
}
