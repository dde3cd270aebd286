//! View-models of citizens' accounts: signing in, the own page, security.

use domain::dossier::{Status, Turn};
use domain::filing::Problem;
use time::{Date, OffsetDateTime};

use super::desk::SessionLine;

/// As whom somebody acts, shown on every page of the account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountHead {
    /// The name they gave, else how they are reached, with signs left out.
    pub called: String,
}

/// The form that asks where the one-time code goes.
#[derive(Debug, Clone, Default)]
pub struct EnterView {
    pub contact: String,
    /// Where the person wanted to go: a path of the portal, checked.
    pub back: Option<String>,
    pub problems: Vec<Problem>,
    /// Whether codes can be sent by e-mail, and by SMS.
    pub by_email: bool,
    pub by_phone: bool,
    pub signed_out: bool,
    /// The account was deleted just now.
    pub deleted: bool,
    /// The session before is over.
    pub again: bool,
}

/// The form for the one-time code.
#[derive(Debug, Clone, Default)]
pub struct CodeView {
    /// Where the code went, with signs left out.
    pub sent_to: String,
    pub good_until: Option<OffsetDateTime>,
    pub back: Option<String>,
    pub problems: Vec<Problem>,
    /// The code adds a way to sign in.
    pub adds: bool,
    /// The code was right, and the address is another account's: with this code the two become one.
    pub merge_with: Option<String>,
    pub own_device: bool,
}

/// A draft to go on with.
#[derive(Debug, Clone)]
pub struct MyDraftLine {
    pub id: String,
    pub procedure: String,
    pub agency: Option<String>,
    pub updated_at: OffsetDateTime,
    pub kept_until: OffsetDateTime,
    /// It has expired and is restored when it is taken up.
    pub expired: bool,
    /// Code of the dossier that it completes.
    pub completes: Option<String>,
}

/// A dossier in the list.
#[derive(Debug, Clone)]
pub struct MyDossierLine {
    pub code: String,
    pub procedure: String,
    pub status: Status,
    pub turn: Turn,
    /// The agency or unit that has it.
    pub unit: String,
    pub submitted_at: OffsetDateTime,
    pub until: Option<OffsetDateTime>,
    pub is_late: bool,
    /// Messages of officers that nobody has read.
    pub unread: i64,
}

/// What was just done on the own page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MyPageDone {
    /// The account was made with this sign-in.
    Welcome,
    DossierAdded,
    DraftDiscarded,
}

/// The own page.
#[derive(Debug, Clone, Default)]
pub struct MyPageView {
    pub head: AccountHead,
    pub drafts: Vec<MyDraftLine>,
    pub dossiers: Vec<MyDossierLine>,
    pub total: i64,
    /// Address of the further dossiers.
    pub next: Option<String>,
    /// The list does not begin with the newest.
    pub is_later_page: bool,
    pub done: Option<MyPageDone>,
    /// What was typed to add a dossier, and what is wrong with it.
    pub code: String,
    pub problems: Vec<Problem>,
}

/// A way to be reached.
#[derive(Debug, Clone)]
pub struct ContactLine {
    pub address: String,
    pub is_email: bool,
}

/// What was just done on the page of security.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecurityDone {
    NameKept,
    ContactAdded,
    ContactRemoved,
    SessionEnded,
}

/// Name, ways to sign in, and where somebody is signed in.
#[derive(Debug, Clone, Default)]
pub struct SecurityView {
    pub head: AccountHead,
    pub name: String,
    pub contacts: Vec<ContactLine>,
    pub sessions: Vec<SessionLine>,
    pub open_until: Option<OffsetDateTime>,
    /// What was typed to add a contact.
    pub contact: String,
    pub problems: Vec<Problem>,
    pub done: Option<SecurityDone>,
}

/// That somebody of the staff opened a dossier.
#[derive(Debug, Clone)]
pub struct LookLine {
    pub code: String,
    pub at: OffsetDateTime,
    /// Role and agency, such as «Cán bộ, UBND xã Cao Phong»; empty when the account of staff is gone.
    pub by: Vec<String>,
}

/// What the portal knows of somebody.
#[derive(Debug, Clone, Default)]
pub struct DataView {
    pub head: AccountHead,
    pub looks: Vec<LookLine>,
    /// There are more looks than these.
    pub is_cut: bool,
    pub problems: Vec<Problem>,
}

/// A result in the store.
#[derive(Debug, Clone)]
pub struct ResultLine {
    pub dossier: String,
    pub title: String,
    pub number: String,
    /// The unit that issued it.
    pub issuer: String,
    pub signer: String,
    pub issued_on: Date,
    /// Whether the request was granted.
    pub granted: bool,
}

/// A paper in the store.
#[derive(Debug, Clone)]
pub struct PaperLine {
    pub name: String,
    pub size: u64,
    /// Code of the dossier with which it was handed in.
    pub dossier: String,
    pub procedure: String,
    pub handed_in_at: OffsetDateTime,
    /// How often it was taken again.
    pub reused: i64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// The personal store.
#[derive(Debug, Clone, Default)]
pub struct StoreView {
    pub head: AccountHead,
    pub results: Vec<ResultLine>,
    pub papers: Vec<PaperLine>,
    /// There is more than what is shown.
    pub is_cut: bool,
}
