//! The port of accounts and sessions of staff, by delegation: reading on a reader, writing as one unit of work.

use async_trait::async_trait;
use domain::staff::Grant;
use time::OffsetDateTime;
use uuid::Uuid;

use super::store::microseconds;
use super::{Store, staff, staff_session};
use crate::error::StorageError;
use crate::model::{
    Attempt, FinishedSetUp, FirstCredentials, NewStaff, NewStaffSession, SecondFactor, StaffEvent, StaffRecord,
    StaffSession,
};
use crate::ports::StaffStore;

#[async_trait]
impl StaffStore for Store {
    async fn add_staff(&self, staff: NewStaff) -> Result<bool, StorageError> {
        let credentials = match staff.credentials {
            FirstCredentials::Code { hash, until } => FirstCredentials::Code { hash, until: microseconds(until) },
            set @ FirstCredentials::Set { .. } => set,
        };
        let staff = NewStaff { at: microseconds(staff.at), credentials, ..staff };
        self.write(move |connection| Box::pin(async move { staff::add(connection, &staff).await })).await
    }

    async fn staff(&self, id: Uuid) -> Result<Option<StaffRecord>, StorageError> {
        let mut reader = self.reader().await?;
        staff::by_id(&mut reader, id).await
    }

    async fn staff_names(&self, ids: Vec<Uuid>) -> Result<Vec<(Uuid, String)>, StorageError> {
        let mut reader = self.reader().await?;
        staff::names(&mut reader, &ids).await
    }

    async fn staff_by_login(&self, login_key: &str) -> Result<Option<StaffRecord>, StorageError> {
        let mut reader = self.reader().await?;
        staff::by_login(&mut reader, login_key).await
    }

    async fn all_staff(&self) -> Result<Vec<StaffRecord>, StorageError> {
        let mut reader = self.reader().await?;
        staff::all(&mut reader).await
    }

    async fn take_attempt(&self, staff_id: Uuid, at: OffsetDateTime) -> Result<Attempt, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { staff_session::take_attempt(connection, staff_id, at).await })
        })
        .await
    }

    async fn give_attempt_back(&self, staff_id: Uuid) -> Result<(), StorageError> {
        self.write(move |connection| {
            Box::pin(async move { staff_session::give_attempt_back(connection, staff_id).await })
        })
        .await
    }

    async fn note_failure(&self, staff_id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { staff_session::note_failure(connection, staff_id, at).await })
        })
        .await
    }

    async fn begin_session(&self, session: NewStaffSession, forget_before: OffsetDateTime) -> Result<(), StorageError> {
        let forget_before = microseconds(forget_before);
        let session = NewStaffSession { at: microseconds(session.at), ..session };
        self.write(move |connection| {
            Box::pin(async move { staff_session::begin(connection, &session, forget_before).await })
        })
        .await
    }

    async fn session(&self, token_hash: &[u8]) -> Result<Option<(StaffSession, StaffRecord)>, StorageError> {
        let mut reader = self.reader().await?;
        staff_session::by_token(&mut reader, token_hash).await
    }

    async fn session_seen(&self, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { staff_session::seen(connection, id, at).await })).await
    }

    async fn sessions(&self, staff_id: Uuid) -> Result<Vec<StaffSession>, StorageError> {
        let mut reader = self.reader().await?;
        staff_session::of_person(&mut reader, staff_id).await
    }

    async fn end_session(
        &self,
        staff_id: Uuid,
        id: Uuid,
        by: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { staff_session::end(connection, staff_id, id, by, at).await })
        })
        .await
    }

    async fn pass_second_factor(
        &self,
        session_id: Uuid,
        proof: SecondFactor,
        token_hash: Vec<u8>,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(
                async move { staff_session::pass_second_factor(connection, session_id, &proof, &token_hash, at).await },
            )
        })
        .await
    }

    async fn keep_set_up(
        &self,
        session_id: Uuid,
        password_hash: Option<String>,
        totp_sealed: Option<Vec<u8>>,
    ) -> Result<(), StorageError> {
        self.write(move |connection| {
            Box::pin(async move {
                staff_session::keep_set_up(connection, session_id, password_hash.as_deref(), totp_sealed.as_deref())
                    .await
            })
        })
        .await
    }

    async fn finish_set_up(&self, session_id: Uuid, set_up: FinishedSetUp) -> Result<bool, StorageError> {
        let set_up = FinishedSetUp { at: microseconds(set_up.at), ..set_up };
        self.write(move |connection| {
            Box::pin(async move { staff_session::finish_set_up(connection, session_id, &set_up).await })
        })
        .await
    }

    async fn set_password(
        &self,
        staff_id: Uuid,
        password_hash: String,
        keep_session: Uuid,
        at: OffsetDateTime,
    ) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move {
                staff_session::set_password(connection, staff_id, &password_hash, keep_session, at).await
            })
        })
        .await
    }

    async fn set_recovery_codes(
        &self,
        staff_id: Uuid,
        hashes: Vec<Vec<u8>>,
        at: OffsetDateTime,
    ) -> Result<(), StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { staff_session::set_recovery_codes(connection, staff_id, &hashes, at).await })
        })
        .await
    }

    async fn recovery_codes_left(&self, staff_id: Uuid) -> Result<i64, StorageError> {
        let mut reader = self.reader().await?;
        staff_session::recovery_codes_left(&mut reader, staff_id).await
    }

    async fn give_role(
        &self,
        staff_id: Uuid,
        grant: Grant,
        by: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { staff::give_role(connection, staff_id, &grant, by, at).await })
        })
        .await
    }

    async fn take_role(
        &self,
        staff_id: Uuid,
        grant: Grant,
        by: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { staff::take_role(connection, staff_id, &grant, by, at).await })
        })
        .await
    }

    async fn disable_staff(&self, id: Uuid, by: Option<Uuid>, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { staff::disable(connection, id, by, at).await })).await
    }

    async fn enable_staff(&self, id: Uuid, by: Option<Uuid>, at: OffsetDateTime) -> Result<bool, StorageError> {
        let at = microseconds(at);
        self.write(move |connection| Box::pin(async move { staff::enable(connection, id, by, at).await })).await
    }

    async fn reset_staff(
        &self,
        id: Uuid,
        setup_hash: Vec<u8>,
        setup_until: OffsetDateTime,
        by: Option<Uuid>,
        at: OffsetDateTime,
    ) -> Result<(), StorageError> {
        let setup_until = microseconds(setup_until);
        let at = microseconds(at);
        self.write(move |connection| {
            Box::pin(async move { staff::reset(connection, id, &setup_hash, setup_until, by, at).await })
        })
        .await
    }

    async fn staff_events(&self, staff_id: Uuid, limit: i64) -> Result<Vec<StaffEvent>, StorageError> {
        let mut reader = self.reader().await?;
        staff::events(&mut reader, staff_id, limit).await
    }
}
