//! Accounts of staff, their sessions, and what happened with them.

use domain::staff::Grant;
use time::OffsetDateTime;
use uuid::Uuid;

/// With what an account begins.
#[derive(Debug, Clone)]
pub enum FirstCredentials {
    /// The person sets password and second factor with a one-time code.
    Code { hash: Vec<u8>, until: OffsetDateTime },
    /// Both are set already.
    Set { password_hash: String, totp_sealed: Vec<u8> },
}

/// An account to add.
#[derive(Debug, Clone)]
pub struct NewStaff {
    pub id: Uuid,
    /// As it is shown.
    pub login: String,
    /// As it is compared; one account each.
    pub login_key: String,
    pub name: String,
    pub grants: Vec<Grant>,
    pub credentials: FirstCredentials,
    pub at: OffsetDateTime,
    /// The administrator who adds it; none on the command line.
    pub by: Option<Uuid>,
}

/// An account as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRecord {
    pub id: Uuid,
    pub login: String,
    pub name: String,
    /// Ordered by agency and role.
    pub grants: Vec<Grant>,
    /// Argon2id, PHC string; none until the person has set a password.
    pub password_hash: Option<String>,
    pub totp_sealed: Option<Vec<u8>>,
    pub totp_step: Option<i64>,
    pub setup_hash: Option<Vec<u8>>,
    pub setup_until: Option<OffsetDateTime>,
    /// Attempts since the last sign-in.
    pub failed_attempts: i64,
    pub locked_until: Option<OffsetDateTime>,
    pub created_at: OffsetDateTime,
    pub signed_in_at: Option<OffsetDateTime>,
    pub disabled_at: Option<OffsetDateTime>,
}

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStage {
    /// The password was right, the second factor is missing.
    SecondFactor,
    /// The one-time code was right; password and second factor are being set.
    SetUp,
    /// Signed in.
    Open,
}

/// A session to begin.
#[derive(Debug, Clone)]
pub struct NewStaffSession {
    pub id: Uuid,
    pub staff_id: Uuid,
    /// SHA-256 of the token in the cookie.
    pub token_hash: Vec<u8>,
    pub stage: SessionStage,
    /// Kind of browser and system.
    pub browser: String,
    pub at: OffsetDateTime,
}

/// A session that was not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffSession {
    pub id: Uuid,
    pub staff_id: Uuid,
    pub stage: SessionStage,
    pub browser: String,
    pub created_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
    /// What was entered during set-up.
    pub new_password: Option<String>,
    pub new_totp: Option<Vec<u8>>,
}

/// Whether an attempt may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It was counted.
    Counted,
    /// The account is locked, or gone.
    Locked,
}

/// What proves the second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondFactor {
    /// A code of this step of time.
    Totp(i64),
    /// A recovery code, by its HMAC.
    Recovery(Vec<u8>),
}

/// What a person has set when the set-up ends.
#[derive(Debug, Clone)]
pub struct FinishedSetUp {
    pub password_hash: String,
    pub totp_sealed: Vec<u8>,
    /// Step of the code that confirmed it.
    pub totp_step: i64,
    pub recovery_hashes: Vec<Vec<u8>>,
    /// Hash of the token with which the session goes on.
    pub token_hash: Vec<u8>,
    pub at: OffsetDateTime,
}

/// One line of the history of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffEvent {
    /// Stable key, such as `role_given`.
    pub kind: String,
    /// The role that was given or taken, as `H28.14:leader`.
    pub detail: Option<String>,
    /// Who did it; none for the command line, and where nobody is known.
    pub by: Option<Uuid>,
    pub at: OffsetDateTime,
}
