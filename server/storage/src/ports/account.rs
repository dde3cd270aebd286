//! The port of accounts of citizens. Every change writes its line of history in the same transaction.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::StorageError;
use crate::model::{
    AccountDossier, AccountDraft, AccountRecord, AccountSession, CodeAsked, CodeUsed, DossierLook, FileAdded,
    FileLimits, NewAccountSession, NewFile, NewSignInCode, SignInCode, StoredPaper,
};

/// Accounts of citizens: one-time codes, sessions, and what is theirs.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// Keeps a one-time code, unless too many went to its contact (`domain::account::next_code_at`). Many asked for at once
    /// are judged one after the other. Codes a day old are forgotten.
    async fn ask_sign_in_code(&self, code: NewSignInCode) -> Result<CodeAsked, StorageError>;
    /// The code that the browser with that token asked for last.
    async fn sign_in_code(&self, token_hash: &[u8]) -> Result<Option<SignInCode>, StorageError>;
    /// Counts a try before it is judged; false when the code is used, over, or was tried too often.
    async fn take_code_try(&self, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Uses a code that was typed right, once. Signing in makes the account if the contact has none, begins the session, and
    /// brings the drafts along that this browser holds and no account has. `fresh` is the identifier of a new account.
    async fn use_sign_in_code(
        &self,
        id: Uuid,
        fresh: Uuid,
        language: &str,
        session: NewAccountSession,
    ) -> Result<CodeUsed, StorageError>;

    /// An account by identifier; a merged one is none.
    async fn account(&self, id: Uuid) -> Result<Option<AccountRecord>, StorageError>;
    async fn name_account(&self, id: Uuid, name_sealed: Option<Vec<u8>>) -> Result<(), StorageError>;
    /// Takes a contact away; false when the account has it not, or no other.
    async fn remove_contact(&self, id: Uuid, contact_hash: Vec<u8>, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Moves contacts, drafts and dossiers of one account to another, and ends the sessions of the first. False when the
    /// first is not there any more.
    async fn merge_accounts(&self, from: Uuid, into: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;

    /// The session of a token if it goes on at that moment.
    async fn account_session(
        &self,
        token_hash: &[u8],
        now: OffsetDateTime,
    ) -> Result<Option<AccountSession>, StorageError>;
    /// The session that goes on in the browser with that cookie, if there is one.
    async fn session_in_browser(
        &self,
        browser_hash: &[u8],
        now: OffsetDateTime,
    ) -> Result<Option<AccountSession>, StorageError>;
    async fn account_session_seen(
        &self,
        id: Uuid,
        at: OffsetDateTime,
        open_until: OffsetDateTime,
    ) -> Result<(), StorageError>;
    /// The sessions of an account that go on at that moment, the newest first.
    async fn account_sessions(
        &self,
        account_id: Uuid,
        now: OffsetDateTime,
    ) -> Result<Vec<AccountSession>, StorageError>;
    /// Ends a session of that account and lets its browser hold none of the account's drafts any more; false when there was
    /// none to end.
    async fn end_account_session(&self, account_id: Uuid, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;

    /// The drafts of an account that were not filed, the one changed last first.
    async fn account_drafts(&self, account_id: Uuid) -> Result<Vec<AccountDraft>, StorageError>;
    /// Whether a draft, filed or not, is an account's.
    async fn account_holds_draft(&self, account_id: Uuid, draft_id: Uuid) -> Result<bool, StorageError>;
    /// The dossiers of an account, the one filed last first, from the one before `before` (its code) on.
    async fn account_dossiers(
        &self,
        account_id: Uuid,
        before: Option<String>,
        limit: i64,
    ) -> Result<Vec<AccountDossier>, StorageError>;
    /// How many dossiers an account has.
    async fn count_account_dossiers(&self, account_id: Uuid) -> Result<i64, StorageError>;
    /// Lets an account follow a dossier whose code and PIN somebody knows, by its draft; false when it is its own already.
    async fn link_draft(&self, account_id: Uuid, draft_id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Who of the staff opened dossiers of an account, the last one first.
    async fn dossier_looks(&self, account_id: Uuid, limit: i64) -> Result<Vec<DossierLook>, StorageError>;
    /// Deletes an account with its contacts, sessions and codes, and discards its drafts; dossiers stay with their agencies.
    /// False when it is not there any more.
    async fn close_account(&self, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError>;
    /// Papers that were handed in with dossiers of an account and accepted with them, the newest first.
    async fn stored_papers(&self, account_id: Uuid, limit: i64) -> Result<Vec<StoredPaper>, StorageError>;
    /// Adds a paper of an earlier dossier to a draft, and keeps from where it comes.
    async fn reuse_paper(
        &self,
        file: NewFile,
        limits: FileLimits,
        source: StoredPaper,
    ) -> Result<FileAdded, StorageError>;
}
