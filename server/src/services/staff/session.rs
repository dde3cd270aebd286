//! Who is signed in: sessions by the token in a cookie.

use std::sync::Arc;

use domain::staff::{Grant, Permission, SECOND_FACTOR_LIMIT, may, may_anywhere, reach, session_is_over};
use storage::{SessionStage, StaffRecord, StaffSession};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::StaffAccounts;
use crate::catalogue::ProvinceData;
use crate::services::{RefusalKind, ServiceError, token_hash};

/// A session is noted as seen at most this often, so that reading pages writes little.
const NOTED_EVERY: Duration = Duration::minutes(1);
/// Ended sessions are forgotten after so long; the history keeps the sign-ins.
pub(super) const FORGOTTEN_AFTER: Duration = Duration::days(30);

/// Somebody who is signed in, as of this request.
#[derive(Clone)]
pub struct SignedIn {
    pub id: Uuid,
    pub login: String,
    pub name: String,
    pub grants: Vec<Grant>,
    pub session: Uuid,
    data: Arc<ProvinceData>,
}

impl SignedIn {
    /// Whether they may do that with a thing of `agency`.
    #[must_use]
    pub fn may(&self, permission: Permission, agency: &str) -> bool {
        may(&self.grants, permission, agency, &self.data.agencies)
    }

    /// Whether there is any agency where they may do that.
    #[must_use]
    pub fn may_anywhere(&self, permission: Permission) -> bool {
        may_anywhere(&self.grants, permission)
    }

    /// The agencies where they may do that.
    #[must_use]
    pub fn reach(&self, permission: Permission) -> Vec<&str> {
        reach(&self.grants, permission, &self.data.agencies)
    }
}

/// The password is to be entered again.
pub(super) fn again() -> ServiceError {
    ServiceError::refused(RefusalKind::SignInRequired, "sign_in_again")
}

pub(super) fn hash_of(token: &str) -> Vec<u8> {
    token_hash(token)
}

impl StaffAccounts {
    fn is_over(session: &StaffSession, now: OffsetDateTime) -> bool {
        let late = session.stage == SessionStage::SecondFactor && now - session.created_at >= SECOND_FACTOR_LIMIT;
        late || session_is_over(session.created_at, session.last_seen_at, now)
    }

    async fn alive(&self, token: &str) -> Result<Option<(StaffSession, StaffRecord)>, ServiceError> {
        let found = self.storage.session(&hash_of(token)).await?;
        let now = self.clock.now();
        let Some((session, person)) = found.filter(|(session, _)| !Self::is_over(session, now)) else {
            return Ok(None);
        };
        if now - session.last_seen_at >= NOTED_EVERY {
            self.storage.session_seen(session.id, now).await?;
        }
        Ok(Some((session, person)))
    }

    /// The session of a token at a stage before signing in is finished.
    pub(super) async fn unfinished(
        &self,
        token: &str,
        stage: SessionStage,
    ) -> Result<Option<(StaffSession, StaffRecord)>, ServiceError> {
        Ok(self.alive(token).await?.filter(|(session, _)| session.stage == stage))
    }

    /// Who is signed in with this token; nobody when the session was ended, is over, or is not finished.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn signed_in(&self, token: &str) -> Result<Option<SignedIn>, ServiceError> {
        let Some((session, person)) = self.unfinished(token, SessionStage::Open).await? else { return Ok(None) };
        Ok(Some(SignedIn {
            id: person.id,
            login: person.login,
            name: person.name,
            grants: person.grants,
            session: session.id,
            data: Arc::clone(&self.data),
        }))
    }

    /// Signs out. A token that is not known is signed out already.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn sign_out(&self, token: &str) -> Result<(), ServiceError> {
        if let Some((session, person)) = self.storage.session(&hash_of(token)).await? {
            self.storage.end_session(person.id, session.id, Some(person.id), self.clock.now()).await?;
        }
        Ok(())
    }

    /// The sessions of a person that go on, the newest first.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn sessions(&self, staff_id: Uuid) -> Result<Vec<StaffSession>, ServiceError> {
        let now = self.clock.now();
        let sessions = self.storage.sessions(staff_id).await?;
        let goes_on = |session: &StaffSession| session.stage == SessionStage::Open && !Self::is_over(session, now);
        Ok(sessions.into_iter().filter(goes_on).collect())
    }

    /// Ends one of the person's own sessions.
    ///
    /// # Errors
    /// Refused with `session_unknown` when it has ended already or is not theirs.
    pub async fn end_session(&self, person: &SignedIn, session: Uuid) -> Result<(), ServiceError> {
        if self.storage.end_session(person.id, session, Some(person.id), self.clock.now()).await? {
            Ok(())
        } else {
            Err(ServiceError::refused(RefusalKind::NotFound, "session_unknown"))
        }
    }
}
