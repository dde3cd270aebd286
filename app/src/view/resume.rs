//! View-models of taking a draft up on another device.

use domain::filing::Problem;
use time::OffsetDateTime;

use super::filing::FilingHead;

/// A draft that has expired and can be restored.
#[derive(Debug, Clone)]
pub struct ExpiredDraft {
    pub procedure_name: String,
    pub agency: String,
    /// Files received for it.
    pub files: usize,
    pub expired_at: OffsetDateTime,
    /// When it is cleared for good.
    pub restorable_until: OffsetDateTime,
}

/// The page that gives the code of a draft.
#[derive(Debug, Clone)]
pub struct ResumeCodeView {
    pub head: FilingHead,
    /// `XXXX-XXXX-XXXX`.
    pub resume_code: String,
    /// Address of the page where the code is entered, as one types it on another device.
    pub address: String,
    /// Sending the link by e-mail; none where this portal sends no e-mail.
    pub mail: Option<LinkMail>,
    pub problems: Vec<Problem>,
}

/// Sending the link by e-mail.
#[derive(Debug, Clone)]
pub struct LinkMail {
    /// Address typed, or known from the answers.
    pub address: String,
    /// The link that was asked for last.
    pub asked: Option<AskedLink>,
}

/// A link that was asked for.
#[derive(Debug, Clone)]
pub struct AskedLink {
    pub address: String,
    pub state: LinkState,
}

/// How it stands with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    Waiting,
    Sent(OffsetDateTime),
    GivenUp,
}

/// The page where a code is entered.
#[derive(Debug, Clone, Default)]
pub struct ResumeView {
    /// Code as it came with the link or as it was typed.
    pub code: String,
    /// Stable key of what was wrong.
    pub problem: Option<String>,
    /// The draft of the code, when it has to be restored first.
    pub expired: Option<ExpiredDraft>,
    /// Whether search engines may keep the page: the empty form only.
    pub public: bool,
}
