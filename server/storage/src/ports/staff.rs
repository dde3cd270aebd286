//! The port of accounts and sessions of staff. Every change writes its line of history in the same transaction.

use async_trait::async_trait;
use domain::staff::Grant;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{
    Attempt, FinishedSetUp, NewStaff, NewStaffSession, SecondFactor, StaffEvent, StaffRecord, StaffSession,
};

/// Accounts of staff, their roles, sessions and history. Where `by` is none, the command line does it.
#[async_trait]
pub trait StaffStore: Send + Sync {
    /// Adds an account; false when its login is taken.
    async fn add_staff(&self, staff: NewStaff) -> Result<bool, StorageError>;
    async fn staff(&self, id: Uuid) -> Result<Option<StaffRecord>, StorageError>;
    /// The names of those of these accounts that are there.
    async fn staff_names(&self, ids: Vec<Uuid>) -> Result<Vec<(Uuid, String)>, StorageError>;
    /// By the login as it is compared.
    async fn staff_by_login(&self, login_key: &str) -> Result<Option<StaffRecord>, StorageError>;
    /// Everybody, disabled ones too, ordered by login.
    async fn all_staff(&self) -> Result<Vec<StaffRecord>, StorageError>;

    /// Counts an attempt before it is judged, so that many at once are all counted; after too many it locks the account
    /// (`domain::staff::lock_after`).
    async fn take_attempt(&self, staff_id: Uuid, at: OffsetDateTime) -> Result<Attempt, StorageError>;
    /// The attempt was right as far as it went: it does not count.
    async fn give_attempt_back(&self, staff_id: Uuid) -> Result<(), StorageError>;
    /// The attempt was wrong: writes it into the history.
    async fn note_failure(&self, staff_id: Uuid, at: OffsetDateTime) -> Result<(), StorageError>;

    /// Begins a session, and forgets the person's sessions that were not seen since `forget_before`.
    async fn begin_session(&self, session: NewStaffSession, forget_before: OffsetDateTime) -> Result<(), StorageError>;
    /// The session of a token with its person, if neither was ended or disabled. The caller judges its age.
    async fn session(&self, token_hash: &[u8]) -> Result<Option<(StaffSession, StaffRecord)>, StorageError>;
    async fn session_seen(&self, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError>;
    /// The sessions of a person that were not ended, the newest first.
    async fn sessions(&self, staff_id: Uuid) -> Result<Vec<StaffSession>, StorageError>;
    /// Ends a session of that person; false when there was none to end.
    async fn end_session(
        &self,
        staff_id: Uuid,
        id: Uuid,
        by: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError>;

    /// Signs in: takes the proof, once, and lets the session go on under a new token. False when the proof was used before,
    /// or the session is not waiting for one.
    async fn pass_second_factor(
        &self,
        session_id: Uuid,
        proof: SecondFactor,
        token_hash: Vec<u8>,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError>;
    /// Keeps what was entered during set-up; what is none stays as it was.
    async fn keep_set_up(
        &self,
        session_id: Uuid,
        password_hash: Option<String>,
        totp_sealed: Option<Vec<u8>>,
    ) -> Result<(), StorageError>;
    /// Ends the set-up: password, second factor and recovery codes count, the one-time code is used up, other sessions end,
    /// and the person is signed in. False when the session is not in set-up.
    async fn finish_set_up(&self, session_id: Uuid, set_up: FinishedSetUp) -> Result<bool, StorageError>;
    /// Sets another password and ends every session but one.
    async fn set_password(
        &self,
        staff_id: Uuid,
        password_hash: String,
        keep_session: Uuid,
        at: OffsetDateTime,
    ) -> Result<(), StorageError>;
    /// Sets new recovery codes; the ones before are worth nothing.
    async fn set_recovery_codes(
        &self,
        staff_id: Uuid,
        hashes: Vec<Vec<u8>>,
        at: OffsetDateTime,
    ) -> Result<(), StorageError>;
    /// How many recovery codes were not used.
    async fn recovery_codes_left(&self, staff_id: Uuid) -> Result<i64, StorageError>;

    /// False when the person has the role already.
    async fn give_role(
        &self,
        staff_id: Uuid,
        grant: Grant,
        by: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError>;
    /// False when the person does not have the role.
    async fn take_role(
        &self,
        staff_id: Uuid,
        grant: Grant,
        by: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError>;
    /// Disables the account and ends its sessions; false when it was disabled.
    async fn disable_staff(&self, id: Uuid, by: Option<Uuid>, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// False when it was not disabled.
    async fn enable_staff(&self, id: Uuid, by: Option<Uuid>, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Takes password, second factor and recovery codes away, ends the sessions and the lock, and lets the person set
    /// everything anew with a one-time code.
    async fn reset_staff(
        &self,
        id: Uuid,
        setup_hash: Vec<u8>,
        setup_until: OffsetDateTime,
        by: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<(), StorageError>;
    /// The history of an account, the newest line first.
    async fn staff_events(&self, staff_id: Uuid, limit: i64) -> Result<Vec<StaffEvent>, StorageError>;
}
