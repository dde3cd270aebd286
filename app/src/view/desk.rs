//! View-models of the desk: signing in, the own account, managing accounts.

use domain::filing::Problem;
use domain::rating::RatingOccasion;
use domain::staff::{Permission, Role};
use time::OffsetDateTime;

/// Who is signed in, as the frame of a desk page shows it.
#[derive(Debug, Clone, Default)]
pub struct DeskHead {
    pub name: String,
    /// The agencies at which the person has a role.
    pub place: String,
    /// Whether the page on accounts is open to them.
    pub manages_staff: bool,
    /// Whether they take in dossiers at a counter.
    pub takes_in: bool,
}

/// The sign-in form.
#[derive(Debug, Clone, Default)]
pub struct SignInView {
    pub login: String,
    /// Where the person wanted to go: a path of the desk, checked.
    pub back: Option<String>,
    pub problems: Vec<Problem>,
    /// The session before is over, or was ended by signing out.
    pub notice: Option<SignInNotice>,
}

/// What is said above the sign-in form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInNotice {
    SignedOut,
    SignInAgain,
}

/// The second factor.
#[derive(Debug, Clone, Default)]
pub struct SecondFactorView {
    pub back: Option<String>,
    pub problems: Vec<Problem>,
    /// Whether the recovery code was tried: its form is then open.
    pub recovery: bool,
}

/// A QR code as the path of an SVG.
#[derive(Debug, Clone, Default)]
pub struct QrView {
    /// Modules on each side, with the quiet zone.
    pub size: usize,
    pub path: String,
}

/// One step of the set-up.
#[derive(Debug, Clone)]
pub struct SetUpView {
    pub login: String,
    /// None while the password is to be chosen.
    pub secret: Option<(String, QrView)>,
    pub problems: Vec<Problem>,
}

/// Recovery codes, shown once.
#[derive(Debug, Clone)]
pub struct RecoveryCodesView {
    pub codes: Vec<String>,
    /// Whether they end a set-up, or replace earlier ones.
    pub first: bool,
}

/// A role at an agency, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLine {
    pub agency: String,
    pub agency_name: String,
    pub role: Role,
    /// Whether the person who looks may take it.
    pub removable: bool,
}

/// What somebody may do at the desk.
#[derive(Debug, Clone, Default)]
pub struct DeskStartView {
    pub roles: Vec<RoleLine>,
    pub permissions: Vec<Permission>,
    pub warnings: super::DeskWarnings,
}

/// Why a signed-in person does not get what they asked for.
#[derive(Debug, Clone)]
pub struct RefusedView {
    pub permission: Option<Permission>,
    /// Names of the people who can give the role.
    pub administrators: Vec<String>,
}

/// A session in the list of the own ones.
#[derive(Debug, Clone)]
pub struct SessionLine {
    pub id: String,
    pub browser: String,
    pub began: OffsetDateTime,
    pub seen: OffsetDateTime,
    /// The one that asks.
    pub current: bool,
}

/// The own account.
#[derive(Debug, Clone, Default)]
pub struct AccountView {
    pub login: String,
    pub roles: Vec<RoleLine>,
    pub sessions: Vec<SessionLine>,
    pub recovery_codes_left: i64,
    pub problems: Vec<Problem>,
    /// Whether the problems belong to the form of the recovery codes.
    pub problems_of_codes: bool,
    pub password_changed: bool,
}

/// State of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    Active,
    /// Waits for its person until then.
    ToSetUp(OffsetDateTime),
    /// Waits, but the one-time code is over.
    CodeOver,
    Locked(OffsetDateTime),
    Disabled(OffsetDateTime),
}

/// An account in the list.
#[derive(Debug, Clone)]
pub struct PersonLine {
    pub id: String,
    pub login: String,
    pub name: String,
    pub state: AccountState,
    pub signed_in_at: Option<OffsetDateTime>,
    pub roles: Vec<RoleLine>,
}

/// The accounts within an administrator's reach.
#[derive(Debug, Clone, Default)]
pub struct PeopleView {
    pub people: Vec<PersonLine>,
    /// Agencies where roles can be given: code and name.
    pub agencies: Vec<(String, String)>,
    /// What was typed into the form that adds an account.
    pub login: String,
    pub name: String,
    pub agency: String,
    pub role: String,
    pub problems: Vec<Problem>,
}

/// One line of the history of an account.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    pub kind: String,
    pub detail: Option<String>,
    /// Who did it, when it was somebody else.
    pub by: Option<String>,
    pub at: OffsetDateTime,
}

/// One account.
#[derive(Debug, Clone)]
pub struct PersonView {
    pub person: PersonLine,
    /// Whether the one who looks may disable and reset it.
    pub manages: bool,
    /// Whether it is their own.
    pub own: bool,
    pub agencies: Vec<(String, String)>,
    pub history: Vec<HistoryLine>,
    pub problems: Vec<Problem>,
    /// A one-time sign-in code, shown once.
    pub code: Option<String>,
}

/// Asking the person at the counter to rate a dossier.
#[derive(Debug, Clone)]
pub struct InviteView {
    pub code: String,
    /// What is rated, and the code that leads there; none while there is nothing to rate.
    pub offered: Option<(RatingOccasion, QrView)>,
}
