//! Accounts of citizens, their one-time codes, sessions, and what is theirs. Addresses and names are sealed before they come here.

use domain::account::{ContactKind, Keeping};
use domain::dossier::Status;
use time::OffsetDateTime;
use uuid::Uuid;

/// An address that somebody has proved to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedContact {
    pub kind: ContactKind,
    /// HMAC of the address: by it a contact is found.
    pub hash: Vec<u8>,
    pub sealed: Vec<u8>,
}

/// A one-time code to keep.
#[derive(Debug, Clone)]
pub struct NewSignInCode {
    pub id: Uuid,
    /// SHA-256 of the token in the browser that asked.
    pub token_hash: Vec<u8>,
    /// SHA-256 of the cookie under which that browser holds drafts.
    pub browser_hash: Vec<u8>,
    pub contact: SealedContact,
    /// The account to which the contact is to be added; none when somebody signs in.
    pub account_id: Option<Uuid>,
    pub code_hash: Vec<u8>,
    pub at: OffsetDateTime,
    pub good_until: OffsetDateTime,
}

/// Whether a code was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeAsked {
    Kept,
    /// Too many went to this contact; the next one may go at that moment.
    TooOften(OffsetDateTime),
}

/// A one-time code as it is kept.
#[derive(Debug, Clone)]
pub struct SignInCode {
    pub id: Uuid,
    pub contact: SealedContact,
    pub account_id: Option<Uuid>,
    pub code_hash: Vec<u8>,
    pub tries: i64,
    pub asked_at: OffsetDateTime,
    pub good_until: OffsetDateTime,
    pub used_at: Option<OffsetDateTime>,
}

/// A session to begin.
#[derive(Debug, Clone)]
pub struct NewAccountSession {
    pub id: Uuid,
    pub token_hash: Vec<u8>,
    /// SHA-256 of the cookie under which this browser held drafts until now; None when it had none.
    pub from_browser: Option<Vec<u8>>,
    /// SHA-256 of the fresh cookie under which it holds them from now on: the cookie from before signing in opens nothing.
    pub browser_hash: Vec<u8>,
    pub browser: String,
    pub keeping: Keeping,
    pub at: OffsetDateTime,
    pub open_until: OffsetDateTime,
}

/// What came of a right code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeUsed {
    /// Signed in.
    SignedIn {
        account_id: Uuid,
        /// The account was made just now.
        is_new: bool,
        /// The account was used before, but never in this browser.
        is_new_browser: bool,
    },
    /// The contact belongs to the account now, or did already.
    ContactAdded,
    /// The contact is another account's; nothing was changed, and the code is still good.
    ContactOfAnother(Uuid),
    /// The code was used or is over.
    Over,
}

/// An account as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRecord {
    pub id: Uuid,
    pub name_sealed: Option<Vec<u8>>,
    pub language: String,
    pub created_at: OffsetDateTime,
    /// Ordered by when they were proved.
    pub contacts: Vec<SealedContact>,
}

/// A session as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSession {
    pub id: Uuid,
    pub account_id: Uuid,
    pub browser_hash: Vec<u8>,
    pub browser: String,
    pub keeping: Keeping,
    pub created_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
    pub open_until: OffsetDateTime,
}

/// A draft of an account that was not filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountDraft {
    pub id: Uuid,
    pub procedure_code: String,
    pub agency_code: Option<String>,
    pub updated_at: OffsetDateTime,
    /// Code of the dossier that it completes.
    pub supplement_of: Option<String>,
}

/// A dossier of an account, for its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountDossier {
    pub id: Uuid,
    pub code: String,
    pub procedure_code: String,
    pub agency_code: String,
    pub unit_code: Option<String>,
    pub status: Status,
    pub submitted_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    pub due_at: Option<OffsetDateTime>,
    /// A supplement was sent and waits for the desk.
    pub supplement_answered: bool,
    /// The legal clock stands still.
    pub is_paused: bool,
    /// Messages of officers that nobody has read.
    pub unread: i64,
}

/// That somebody of the staff opened a dossier of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierLook {
    /// Code of the dossier.
    pub code: String,
    pub staff_id: Uuid,
    pub at: OffsetDateTime,
}

/// A paper of an earlier dossier of an account that an agency has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPaper {
    /// The file in that dossier.
    pub file_id: Uuid,
    pub dossier_id: Uuid,
    pub dossier_code: String,
    pub procedure_code: String,
    pub procedure_revision: i64,
    pub component: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    /// When that dossier was filed.
    pub submitted_at: OffsetDateTime,
    /// How often it was taken again since.
    pub reused: i64,
}
