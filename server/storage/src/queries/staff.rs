//! Accounts of staff: adding, finding, roles, disabling. Every change writes its line of history.

use std::collections::HashMap;

use domain::staff::{Grant, Role};
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Conn;
use super::staff_session::end_all;
use crate::error::StorageError;
use crate::model::{FirstCredentials, NewStaff, StaffEvent, StaffRecord};

#[derive(FromRow)]
struct StaffRow {
    id: Uuid,
    login: String,
    name: String,
    password_hash: Option<String>,
    totp_sealed: Option<Vec<u8>>,
    totp_step: Option<i64>,
    setup_hash: Option<Vec<u8>>,
    setup_until: Option<OffsetDateTime>,
    failed_attempts: i64,
    locked_until: Option<OffsetDateTime>,
    created_at: OffsetDateTime,
    signed_in_at: Option<OffsetDateTime>,
    disabled_at: Option<OffsetDateTime>,
}

impl StaffRow {
    fn with(self, grants: Vec<Grant>) -> StaffRecord {
        StaffRecord {
            id: self.id,
            login: self.login,
            name: self.name,
            grants,
            password_hash: self.password_hash,
            totp_sealed: self.totp_sealed,
            totp_step: self.totp_step,
            setup_hash: self.setup_hash,
            setup_until: self.setup_until,
            failed_attempts: self.failed_attempts,
            locked_until: self.locked_until,
            created_at: self.created_at,
            signed_in_at: self.signed_in_at,
            disabled_at: self.disabled_at,
        }
    }
}

#[derive(FromRow)]
struct RoleRow {
    staff_id: Uuid,
    agency_code: String,
    role: String,
}

impl RoleRow {
    fn grant(&self) -> Result<Grant, StorageError> {
        let role = Role::from_key(&self.role);
        let role = role.ok_or_else(|| StorageError::Damaged(format!("there is no role {}", self.role)))?;
        Ok(Grant { agency: self.agency_code.clone(), role })
    }
}

#[derive(FromRow)]
struct EventRow {
    kind: String,
    detail: Option<String>,
    by_id: Option<Uuid>,
    at: OffsetDateTime,
}

/// The columns of an account.
macro_rules! select_staff {
    ($rest:literal) => {
        concat!(
            "SELECT id, login, name, password_hash, totp_sealed, totp_step, setup_hash, setup_until, failed_attempts,
                    locked_until, created_at, signed_in_at, disabled_at FROM staff ",
            $rest
        )
    };
}

/// How the history writes a role.
fn role_detail(grant: &Grant) -> String {
    format!("{}:{}", grant.agency, grant.role.key())
}

/// Writes a line of history.
pub(super) async fn note(
    connection: &mut Conn,
    staff_id: Uuid,
    by: Option<Uuid>,
    kind: &str,
    detail: Option<&str>,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query("INSERT INTO staff_event (staff_id, by_id, kind, detail, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(staff_id)
        .bind(by)
        .bind(kind)
        .bind(detail)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn add(connection: &mut Conn, staff: &NewStaff) -> Result<bool, StorageError> {
    let (password, totp, setup, until) = match &staff.credentials {
        FirstCredentials::Code { hash, until } => (None, None, Some(hash), Some(*until)),
        FirstCredentials::Set { password_hash, totp_sealed } => (Some(password_hash), Some(totp_sealed), None, None),
    };
    let added = sqlx::query(
        "INSERT INTO staff (id, login, login_key, name, password_hash, totp_sealed, setup_hash, setup_until,
                            failed_attempts, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9) ON CONFLICT (login_key) DO NOTHING",
    )
    .bind(staff.id)
    .bind(&staff.login)
    .bind(&staff.login_key)
    .bind(&staff.name)
    .bind(password)
    .bind(totp)
    .bind(setup)
    .bind(until)
    .bind(staff.at)
    .execute(&mut *connection)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    note(connection, staff.id, staff.by, "account_added", None, staff.at).await?;
    for grant in &staff.grants {
        give_role(connection, staff.id, grant, staff.by, staff.at).await?;
    }
    Ok(true)
}

pub(super) async fn by_id(connection: &mut Conn, id: Uuid) -> Result<Option<StaffRecord>, StorageError> {
    let row = sqlx::query_as(select_staff!("WHERE id = $1")).bind(id).fetch_optional(&mut *connection).await?;
    with_roles(connection, row).await
}

pub(super) async fn by_login(connection: &mut Conn, login_key: &str) -> Result<Option<StaffRecord>, StorageError> {
    let row =
        sqlx::query_as(select_staff!("WHERE login_key = $1")).bind(login_key).fetch_optional(&mut *connection).await?;
    with_roles(connection, row).await
}

pub(super) async fn names(connection: &mut Conn, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, StorageError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::QueryBuilder::<super::Db>::new("SELECT id, name FROM staff WHERE id IN (");
    let mut listed = query.separated(", ");
    for id in ids {
        listed.push_bind(*id);
    }
    query.push(")");
    Ok(query.build_query_as().fetch_all(connection).await?)
}

async fn with_roles(connection: &mut Conn, row: Option<StaffRow>) -> Result<Option<StaffRecord>, StorageError> {
    let Some(row) = row else { return Ok(None) };
    let roles: Vec<RoleRow> = sqlx::query_as(
        "SELECT staff_id, agency_code, role FROM staff_role WHERE staff_id = $1 ORDER BY agency_code, role",
    )
    .bind(row.id)
    .fetch_all(connection)
    .await?;
    let grants = roles.iter().map(RoleRow::grant).collect::<Result<_, _>>()?;
    Ok(Some(row.with(grants)))
}

pub(super) async fn all(connection: &mut Conn) -> Result<Vec<StaffRecord>, StorageError> {
    let rows: Vec<StaffRow> = sqlx::query_as(select_staff!("ORDER BY login_key")).fetch_all(&mut *connection).await?;
    let roles: Vec<RoleRow> =
        sqlx::query_as("SELECT staff_id, agency_code, role FROM staff_role ORDER BY agency_code, role")
            .fetch_all(connection)
            .await?;
    let mut grants: HashMap<Uuid, Vec<Grant>> = HashMap::new();
    for role in &roles {
        grants.entry(role.staff_id).or_default().push(role.grant()?);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let grants = grants.remove(&row.id).unwrap_or_default();
            row.with(grants)
        })
        .collect())
}

pub(super) async fn give_role(
    connection: &mut Conn,
    staff_id: Uuid,
    grant: &Grant,
    by: Option<Uuid>,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let given = sqlx::query(
        "INSERT INTO staff_role (staff_id, agency_code, role) VALUES ($1, $2, $3)
         ON CONFLICT (staff_id, agency_code, role) DO NOTHING",
    )
    .bind(staff_id)
    .bind(&grant.agency)
    .bind(grant.role.key())
    .execute(&mut *connection)
    .await?;
    if given.rows_affected() == 0 {
        return Ok(false);
    }
    note(connection, staff_id, by, "role_given", Some(&role_detail(grant)), at).await?;
    Ok(true)
}

pub(super) async fn take_role(
    connection: &mut Conn,
    staff_id: Uuid,
    grant: &Grant,
    by: Option<Uuid>,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let taken = sqlx::query("DELETE FROM staff_role WHERE staff_id = $1 AND agency_code = $2 AND role = $3")
        .bind(staff_id)
        .bind(&grant.agency)
        .bind(grant.role.key())
        .execute(&mut *connection)
        .await?;
    if taken.rows_affected() == 0 {
        return Ok(false);
    }
    note(connection, staff_id, by, "role_taken", Some(&role_detail(grant)), at).await?;
    Ok(true)
}

pub(super) async fn disable(
    connection: &mut Conn,
    id: Uuid,
    by: Option<Uuid>,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let disabled = sqlx::query("UPDATE staff SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL")
        .bind(id)
        .bind(at)
        .execute(&mut *connection)
        .await?;
    if disabled.rows_affected() == 0 {
        return Ok(false);
    }
    end_all(connection, id, None, at).await?;
    note(connection, id, by, "account_disabled", None, at).await?;
    Ok(true)
}

pub(super) async fn enable(
    connection: &mut Conn,
    id: Uuid,
    by: Option<Uuid>,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let enabled = sqlx::query("UPDATE staff SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    if enabled.rows_affected() == 0 {
        return Ok(false);
    }
    note(connection, id, by, "account_enabled", None, at).await?;
    Ok(true)
}

pub(super) async fn reset(
    connection: &mut Conn,
    id: Uuid,
    setup_hash: &[u8],
    setup_until: OffsetDateTime,
    by: Option<Uuid>,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "UPDATE staff SET password_hash = NULL, totp_sealed = NULL, totp_step = NULL, setup_hash = $2, setup_until = $3,
                          failed_attempts = 0, locked_until = NULL
         WHERE id = $1",
    )
    .bind(id)
    .bind(setup_hash)
    .bind(setup_until)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM staff_recovery_code WHERE staff_id = $1").bind(id).execute(&mut *connection).await?;
    end_all(connection, id, None, at).await?;
    note(connection, id, by, "account_reset", None, at).await
}

pub(super) async fn events(connection: &mut Conn, staff_id: Uuid, limit: i64) -> Result<Vec<StaffEvent>, StorageError> {
    let rows: Vec<EventRow> =
        sqlx::query_as("SELECT kind, detail, by_id, at FROM staff_event WHERE staff_id = $1 ORDER BY id DESC LIMIT $2")
            .bind(staff_id)
            .bind(limit)
            .fetch_all(connection)
            .await?;
    let event = |row: EventRow| StaffEvent { kind: row.kind, detail: row.detail, by: row.by_id, at: row.at };
    Ok(rows.into_iter().map(event).collect())
}
