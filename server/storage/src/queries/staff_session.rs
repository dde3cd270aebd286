//! Signing in: attempts and locks, sessions, the second factor, setting an account up.

use domain::staff::lock_after;
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::staff::note;
use super::{Conn, staff};
use crate::error::StorageError;
use crate::model::{Attempt, FinishedSetUp, NewStaffSession, SecondFactor, SessionStage, StaffRecord, StaffSession};

#[derive(FromRow)]
struct SessionRow {
    id: Uuid,
    staff_id: Uuid,
    stage: String,
    browser: String,
    created_at: OffsetDateTime,
    last_seen_at: OffsetDateTime,
    new_password: Option<String>,
    new_totp: Option<Vec<u8>>,
}

impl SessionRow {
    fn session(self) -> Result<StaffSession, StorageError> {
        let stage = match self.stage.as_str() {
            "second_factor" => SessionStage::SecondFactor,
            "set_up" => SessionStage::SetUp,
            "open" => SessionStage::Open,
            other => return Err(StorageError::Damaged(format!("a session cannot be {other}"))),
        };
        Ok(StaffSession {
            id: self.id,
            staff_id: self.staff_id,
            stage,
            browser: self.browser,
            created_at: self.created_at,
            last_seen_at: self.last_seen_at,
            new_password: self.new_password,
            new_totp: self.new_totp,
        })
    }
}

fn stage_key(stage: SessionStage) -> &'static str {
    match stage {
        SessionStage::SecondFactor => "second_factor",
        SessionStage::SetUp => "set_up",
        SessionStage::Open => "open",
    }
}

pub(super) async fn take_attempt(
    connection: &mut Conn,
    staff_id: Uuid,
    at: OffsetDateTime,
) -> Result<Attempt, StorageError> {
    let attempts: Option<i64> = sqlx::query_scalar(
        "UPDATE staff SET failed_attempts = failed_attempts + 1
         WHERE id = $1 AND (locked_until IS NULL OR locked_until <= $2) RETURNING failed_attempts",
    )
    .bind(staff_id)
    .bind(at)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(attempts) = attempts else { return Ok(Attempt::Locked) };
    if let Some(lock) = lock_after(attempts) {
        sqlx::query("UPDATE staff SET locked_until = $2 WHERE id = $1")
            .bind(staff_id)
            .bind(at + lock)
            .execute(&mut *connection)
            .await?;
    }
    Ok(Attempt::Counted)
}

pub(super) async fn give_attempt_back(connection: &mut Conn, staff_id: Uuid) -> Result<(), StorageError> {
    sqlx::query(
        "UPDATE staff SET failed_attempts = failed_attempts - 1, locked_until = NULL
         WHERE id = $1 AND failed_attempts > 0",
    )
    .bind(staff_id)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn note_failure(
    connection: &mut Conn,
    staff_id: Uuid,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    note(connection, staff_id, None, "attempt_failed", None, at).await?;
    let locked: Option<i64> =
        sqlx::query_scalar("SELECT failed_attempts FROM staff WHERE id = $1 AND locked_until > $2")
            .bind(staff_id)
            .bind(at)
            .fetch_optional(&mut *connection)
            .await?;
    if locked.is_some() {
        note(connection, staff_id, None, "account_locked", None, at).await?;
    }
    Ok(())
}

pub(super) async fn begin(
    connection: &mut Conn,
    session: &NewStaffSession,
    forget_before: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM staff_session WHERE staff_id = $1 AND last_seen_at < $2")
        .bind(session.staff_id)
        .bind(forget_before)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO staff_session (id, staff_id, token_hash, stage, browser, created_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
    )
    .bind(session.id)
    .bind(session.staff_id)
    .bind(&session.token_hash)
    .bind(stage_key(session.stage))
    .bind(&session.browser)
    .bind(session.at)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn by_token(
    connection: &mut Conn,
    token_hash: &[u8],
) -> Result<Option<(StaffSession, StaffRecord)>, StorageError> {
    let row: Option<SessionRow> = sqlx::query_as(
        "SELECT s.id, s.staff_id, s.stage, s.browser, s.created_at, s.last_seen_at, s.new_password, s.new_totp
         FROM staff_session s JOIN staff p ON p.id = s.staff_id
         WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND p.disabled_at IS NULL",
    )
    .bind(token_hash)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let session = row.session()?;
    let person = staff::by_id(connection, session.staff_id).await?;
    Ok(person.map(|person| (session, person)))
}

pub(super) async fn seen(connection: &mut Conn, id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query("UPDATE staff_session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2")
        .bind(id)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn of_person(connection: &mut Conn, staff_id: Uuid) -> Result<Vec<StaffSession>, StorageError> {
    let rows: Vec<SessionRow> = sqlx::query_as(
        "SELECT id, staff_id, stage, browser, created_at, last_seen_at, new_password, new_totp FROM staff_session
         WHERE staff_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC",
    )
    .bind(staff_id)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(SessionRow::session).collect()
}

pub(super) async fn end(
    connection: &mut Conn,
    staff_id: Uuid,
    id: Uuid,
    by: Option<Uuid>,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let ended = sqlx::query(
        "UPDATE staff_session SET revoked_at = $3, new_password = NULL, new_totp = NULL
         WHERE id = $2 AND staff_id = $1 AND revoked_at IS NULL",
    )
    .bind(staff_id)
    .bind(id)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    if ended.rows_affected() == 0 {
        return Ok(false);
    }
    note(connection, staff_id, by, "session_ended", None, at).await?;
    Ok(true)
}

/// Ends all sessions of a person but one.
pub(super) async fn end_all(
    connection: &mut Conn,
    staff_id: Uuid,
    keep: Option<Uuid>,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "UPDATE staff_session SET revoked_at = $2, new_password = NULL, new_totp = NULL
         WHERE staff_id = $1 AND revoked_at IS NULL AND id <> $3",
    )
    .bind(staff_id)
    .bind(at)
    .bind(keep.unwrap_or(Uuid::nil()))
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn pass_second_factor(
    connection: &mut Conn,
    session_id: Uuid,
    proof: &SecondFactor,
    token_hash: &[u8],
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let waiting: Option<Uuid> = sqlx::query_scalar(
        "SELECT staff_id FROM staff_session WHERE id = $1 AND stage = 'second_factor' AND revoked_at IS NULL",
    )
    .bind(session_id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(staff_id) = waiting else { return Ok(false) };
    if !take_proof(connection, staff_id, proof, at).await? {
        return Ok(false);
    }
    let opened = sqlx::query(
        "UPDATE staff_session SET stage = 'open', second_factor_at = $2, last_seen_at = $2, token_hash = $3
         WHERE id = $1 AND stage = 'second_factor' AND revoked_at IS NULL",
    )
    .bind(session_id)
    .bind(at)
    .bind(token_hash)
    .execute(&mut *connection)
    .await?;
    if opened.rows_affected() == 0 {
        return Ok(false);
    }
    signed_in(connection, staff_id, at).await?;
    Ok(true)
}

/// Uses the proof up; false when it was used before or is no proof.
async fn take_proof(
    connection: &mut Conn,
    staff_id: Uuid,
    proof: &SecondFactor,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let taken = match proof {
        SecondFactor::Totp(step) => {
            sqlx::query("UPDATE staff SET totp_step = $2 WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)")
                .bind(staff_id)
                .bind(step)
                .execute(&mut *connection)
                .await?
                .rows_affected()
        }
        SecondFactor::Recovery(hash) => sqlx::query(
            "UPDATE staff_recovery_code SET used_at = $3
                 WHERE staff_id = $1 AND code_hash = $2 AND used_at IS NULL",
        )
        .bind(staff_id)
        .bind(hash)
        .bind(at)
        .execute(&mut *connection)
        .await?
        .rows_affected(),
    };
    if taken > 0 && matches!(proof, SecondFactor::Recovery(_)) {
        note(connection, staff_id, Some(staff_id), "recovery_code_used", None, at).await?;
    }
    Ok(taken > 0)
}

async fn signed_in(connection: &mut Conn, staff_id: Uuid, at: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query("UPDATE staff SET failed_attempts = 0, locked_until = NULL, signed_in_at = $2 WHERE id = $1")
        .bind(staff_id)
        .bind(at)
        .execute(&mut *connection)
        .await?;
    note(connection, staff_id, Some(staff_id), "signed_in", None, at).await
}

pub(super) async fn keep_set_up(
    connection: &mut Conn,
    session_id: Uuid,
    password_hash: Option<&str>,
    totp_sealed: Option<&[u8]>,
) -> Result<(), StorageError> {
    sqlx::query(
        "UPDATE staff_session SET new_password = COALESCE($2, new_password), new_totp = COALESCE($3, new_totp)
         WHERE id = $1 AND stage = 'set_up' AND revoked_at IS NULL",
    )
    .bind(session_id)
    .bind(password_hash)
    .bind(totp_sealed)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn finish_set_up(
    connection: &mut Conn,
    session_id: Uuid,
    set_up: &FinishedSetUp,
) -> Result<bool, StorageError> {
    // The session is taken first: of two requests at once the second finds it open.
    let staff_id: Option<Uuid> = sqlx::query_scalar(
        "UPDATE staff_session SET stage = 'open', second_factor_at = $2, last_seen_at = $2, token_hash = $3,
                                  new_password = NULL, new_totp = NULL
         WHERE id = $1 AND stage = 'set_up' AND revoked_at IS NULL RETURNING staff_id",
    )
    .bind(session_id)
    .bind(set_up.at)
    .bind(&set_up.token_hash)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(staff_id) = staff_id else { return Ok(false) };
    sqlx::query(
        "UPDATE staff SET password_hash = $2, totp_sealed = $3, totp_step = $4, setup_hash = NULL, setup_until = NULL
         WHERE id = $1",
    )
    .bind(staff_id)
    .bind(&set_up.password_hash)
    .bind(&set_up.totp_sealed)
    .bind(set_up.totp_step)
    .execute(&mut *connection)
    .await?;
    for kind in ["password_set", "second_factor_set"] {
        note(connection, staff_id, Some(staff_id), kind, None, set_up.at).await?;
    }
    set_recovery_codes(connection, staff_id, &set_up.recovery_hashes, set_up.at).await?;
    end_all(connection, staff_id, Some(session_id), set_up.at).await?;
    signed_in(connection, staff_id, set_up.at).await?;
    Ok(true)
}

pub(super) async fn set_password(
    connection: &mut Conn,
    staff_id: Uuid,
    password_hash: &str,
    keep_session: Uuid,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query("UPDATE staff SET password_hash = $2 WHERE id = $1")
        .bind(staff_id)
        .bind(password_hash)
        .execute(&mut *connection)
        .await?;
    end_all(connection, staff_id, Some(keep_session), at).await?;
    note(connection, staff_id, Some(staff_id), "password_set", None, at).await
}

pub(super) async fn set_recovery_codes(
    connection: &mut Conn,
    staff_id: Uuid,
    hashes: &[Vec<u8>],
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM staff_recovery_code WHERE staff_id = $1").bind(staff_id).execute(&mut *connection).await?;
    for hash in hashes {
        sqlx::query("INSERT INTO staff_recovery_code (staff_id, code_hash) VALUES ($1, $2)")
            .bind(staff_id)
            .bind(hash)
            .execute(&mut *connection)
            .await?;
    }
    note(connection, staff_id, Some(staff_id), "recovery_codes_set", None, at).await
}

pub(super) async fn recovery_codes_left(connection: &mut Conn, staff_id: Uuid) -> Result<i64, StorageError> {
    let left = sqlx::query_scalar("SELECT COUNT(*) FROM staff_recovery_code WHERE staff_id = $1 AND used_at IS NULL");
    Ok(left.bind(staff_id).fetch_one(connection).await?)
}
