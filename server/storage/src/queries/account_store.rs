//! The port of accounts of citizens, by delegation: reading on a reader, writing as one unit of work.

use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

use super::store::microseconds;
use super::{Store, account, account_paper, account_session};
use crate::error::StorageError;
use crate::model::{
    AccountDossier, AccountDraft, AccountRecord, AccountSession, CodeAsked, CodeUsed, DossierLook, FileAdded,
    FileLimits, NewAccountSession, NewFile, NewSignInCode, SignInCode, StoredPaper,
};
use crate::ports::AccountStore;

#[async_trait]
impl AccountStore for Store {
    async fn ask_sign_in_code(&self, mut code: NewSignInCode) -> Result<CodeAsked, StorageError> {
        code.at = microseconds(code.at);
        code.good_until = microseconds(code.good_until);
        self.write(move |connection| Box::pin(async move { account::ask_code(connection, &code).await })).await
    }

    async fn sign_in_code(&self, token_hash: &[u8]) -> Result<Option<SignInCode>, StorageError> {
        let mut reader = self.reader().await?;
        account::code(&mut reader, token_hash).await
    }

    async fn take_code_try(&self, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { account::take_try(connection, id, at).await })).await
    }

    async fn use_sign_in_code(
        &self,
        id: Uuid,
        fresh: Uuid,
        language: &str,
        mut session: NewAccountSession,
    ) -> Result<CodeUsed, StorageError> {
        session.at = microseconds(session.at);
        session.open_until = microseconds(session.open_until);
        let language = language.to_owned();
        self.write(move |connection| {
            Box::pin(async move { account::use_code(connection, id, fresh, &language, &session).await })
        })
        .await
    }

    async fn account(&self, id: Uuid) -> Result<Option<AccountRecord>, StorageError> {
        let mut reader = self.reader().await?;
        account::by_id(&mut reader, id).await
    }

    async fn name_account(&self, id: Uuid, name_sealed: Option<Vec<u8>>) -> Result<(), StorageError> {
        self.write(move |connection| {
            Box::pin(async move { account::name(connection, id, name_sealed.as_deref()).await })
        })
        .await
    }

    async fn remove_contact(&self, id: Uuid, contact_hash: Vec<u8>, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { account::remove_contact(connection, id, &contact_hash, at).await })
        })
        .await
    }

    async fn merge_accounts(&self, from: Uuid, into: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { account::merge(connection, from, into, at).await })).await
    }

    async fn account_session(
        &self,
        token_hash: &[u8],
        now: OffsetDateTime,
    ) -> Result<Option<AccountSession>, StorageError> {
        let mut reader = self.reader().await?;
        account_session::by_token(&mut reader, token_hash, microseconds(now)).await
    }

    async fn session_in_browser(
        &self,
        browser_hash: &[u8],
        now: OffsetDateTime,
    ) -> Result<Option<AccountSession>, StorageError> {
        let mut reader = self.reader().await?;
        account_session::in_browser(&mut reader, browser_hash, microseconds(now)).await
    }

    async fn account_session_seen(
        &self,
        id: Uuid,
        at: OffsetDateTime,
        open_until: OffsetDateTime,
    ) -> Result<(), StorageError> {
        let (at, open_until) = (microseconds(at), microseconds(open_until));
        self.write(move |connection| {
            Box::pin(async move { account_session::seen(connection, id, at, open_until).await })
        })
        .await
    }

    async fn account_sessions(
        &self,
        account_id: Uuid,
        now: OffsetDateTime,
    ) -> Result<Vec<AccountSession>, StorageError> {
        let mut reader = self.reader().await?;
        account_session::of_account(&mut reader, account_id, microseconds(now)).await
    }

    async fn end_account_session(&self, account_id: Uuid, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { account_session::end(connection, account_id, id, at).await })
        })
        .await
    }

    async fn account_drafts(&self, account_id: Uuid) -> Result<Vec<AccountDraft>, StorageError> {
        let mut reader = self.reader().await?;
        account_session::drafts(&mut reader, account_id).await
    }

    async fn account_holds_draft(&self, account_id: Uuid, draft_id: Uuid) -> Result<bool, StorageError> {
        let mut reader = self.reader().await?;
        account_session::holds(&mut reader, account_id, draft_id).await
    }

    async fn account_dossiers(
        &self,
        account_id: Uuid,
        before: Option<String>,
        limit: i64,
    ) -> Result<Vec<AccountDossier>, StorageError> {
        let mut reader = self.reader().await?;
        account_session::dossiers(&mut reader, account_id, before.as_deref(), limit).await
    }

    async fn count_account_dossiers(&self, account_id: Uuid) -> Result<i64, StorageError> {
        let mut reader = self.reader().await?;
        account_session::count_dossiers(&mut reader, account_id).await
    }

    async fn link_draft(&self, account_id: Uuid, draft_id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { account_session::link(connection, account_id, draft_id, at).await })
        })
        .await
    }

    async fn dossier_looks(&self, account_id: Uuid, limit: i64) -> Result<Vec<DossierLook>, StorageError> {
        let mut reader = self.reader().await?;
        account_session::looks(&mut reader, account_id, limit).await
    }

    async fn close_account(&self, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { account::close(connection, id, at).await })).await
    }

    async fn stored_papers(&self, account_id: Uuid, limit: i64) -> Result<Vec<StoredPaper>, StorageError> {
        let mut reader = self.reader().await?;
        account_paper::stored(&mut reader, account_id, limit).await
    }

    async fn reuse_paper(
        &self,
        mut file: NewFile,
        limits: FileLimits,
        source: StoredPaper,
    ) -> Result<FileAdded, StorageError> {
        file.at = microseconds(file.at);
        self.write(move |connection| {
            Box::pin(async move { account_paper::reuse(connection, &file, limits, &source).await })
        })
        .await
    }
}
