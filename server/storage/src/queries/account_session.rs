//! Where a citizen is signed in, and the drafts and dossiers that are theirs.

use domain::account::Keeping;
use domain::dossier::Status;
use sqlx::FromRow;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::Conn;
use super::account::note;
use crate::error::StorageError;
use crate::model::{AccountDossier, AccountDraft, AccountSession, DossierLook, NewAccountSession};

/// Sessions that ended or were not seen for so long are forgotten when the person signs in again.
const FORGOTTEN_AFTER: Duration = Duration::days(180);

#[derive(FromRow)]
struct SessionRow {
    id: Uuid,
    account_id: Uuid,
    browser_hash: Vec<u8>,
    browser: String,
    keeping: String,
    created_at: OffsetDateTime,
    last_seen_at: OffsetDateTime,
    open_until: OffsetDateTime,
}

impl SessionRow {
    fn session(self) -> Result<AccountSession, StorageError> {
        let keeping = Keeping::from_key(&self.keeping)
            .ok_or_else(|| StorageError::Damaged(format!("a session cannot be {}", self.keeping)))?;
        Ok(AccountSession {
            id: self.id,
            account_id: self.account_id,
            browser_hash: self.browser_hash,
            browser: self.browser,
            keeping,
            created_at: self.created_at,
            last_seen_at: self.last_seen_at,
            open_until: self.open_until,
        })
    }
}

/// Whether the account was signed in with that browser before.
pub(super) async fn knows_browser(
    connection: &mut Conn,
    account_id: Uuid,
    browser_hash: &[u8],
) -> Result<bool, StorageError> {
    let known: Option<i64> = sqlx::query_scalar(
        "SELECT CAST(1 AS BIGINT) FROM account_session WHERE account_id = $1 AND browser_hash = $2 LIMIT 1",
    )
    .bind(account_id)
    .bind(browser_hash)
    .fetch_optional(connection)
    .await?;
    Ok(known.is_some())
}

/// Begins a session; whoever was signed in in this browser before is signed out of it.
pub(super) async fn begin(
    connection: &mut Conn,
    account_id: Uuid,
    session: &NewAccountSession,
) -> Result<(), StorageError> {
    let at = session.at;
    sqlx::query("DELETE FROM account_session WHERE account_id = $1 AND last_seen_at < $2")
        .bind(account_id)
        .bind(at - FORGOTTEN_AFTER)
        .execute(&mut *connection)
        .await?;
    if let Some(browser) = &session.from_browser {
        end_in_browser(connection, account_id, browser, at).await?;
    }
    sqlx::query(
        "INSERT INTO account_session (id, account_id, token_hash, browser_hash, browser, keeping, created_at,
                                      last_seen_at, open_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
    )
    .bind(session.id)
    .bind(account_id)
    .bind(&session.token_hash)
    .bind(&session.browser_hash)
    .bind(&session.browser)
    .bind(session.keeping.key())
    .bind(at)
    .bind(session.open_until)
    .execute(&mut *connection)
    .await?;
    if let Some(browser) = &session.from_browser {
        bring_along(connection, account_id, browser, session).await?;
    }
    note(connection, account_id, "signed_in", Some(&session.browser), at).await
}

/// Signs out whoever was signed in in a browser.
async fn end_in_browser(
    connection: &mut Conn,
    account_id: Uuid,
    browser_hash: &[u8],
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    let others: Vec<(Uuid, Uuid)> =
        sqlx::query_as("SELECT account_id, id FROM account_session WHERE browser_hash = $1 AND ended_at IS NULL")
            .bind(browser_hash)
            .fetch_all(&mut *connection)
            .await?;
    for (owner, id) in others {
        if owner == account_id {
            // The same person again: the drafts in this browser stay at hand.
            sqlx::query("UPDATE account_session SET ended_at = $2 WHERE id = $1")
                .bind(id)
                .bind(at)
                .execute(&mut *connection)
                .await?;
        } else {
            end(connection, owner, id, at).await?;
        }
    }
    Ok(())
}

/// The drafts of a browser are held under its fresh cookie from now on. What was begun before signing in becomes the
/// account's, if it is nobody's and was not filed: on a device that others use too, a dossier that somebody filed without an
/// account stays theirs, and is found with its code and PIN.
async fn bring_along(
    connection: &mut Conn,
    account_id: Uuid,
    from_browser: &[u8],
    session: &NewAccountSession,
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO account_draft (account_id, draft_id, linked_at, by_pin)
         SELECT $1, b.draft_id, $3, FALSE FROM draft_browser b JOIN draft d ON d.id = b.draft_id
         WHERE b.browser_hash = $2 AND d.discarded_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = d.id)
           AND NOT EXISTS (SELECT 1 FROM account_draft l WHERE l.draft_id = d.id)",
    )
    .bind(account_id)
    .bind(from_browser)
    .bind(session.at)
    .execute(&mut *connection)
    .await?;
    // Only what is the account's by now: what somebody else filed here is not carried into this person's browser.
    sqlx::query(
        "UPDATE draft_browser SET browser_hash = $3 WHERE browser_hash = $2
           AND draft_id IN (SELECT draft_id FROM account_draft WHERE account_id = $1)",
    )
    .bind(account_id)
    .bind(from_browser)
    .bind(&session.browser_hash)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "DELETE FROM draft_browser WHERE browser_hash = $2
           AND draft_id NOT IN (SELECT draft_id FROM account_draft WHERE account_id = $1)",
    )
    .bind(account_id)
    .bind(from_browser)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn by_token(
    connection: &mut Conn,
    token_hash: &[u8],
    now: OffsetDateTime,
) -> Result<Option<AccountSession>, StorageError> {
    let row: Option<SessionRow> = sqlx::query_as(
        "SELECT id, account_id, browser_hash, browser, keeping, created_at, last_seen_at, open_until
         FROM account_session WHERE token_hash = $1 AND ended_at IS NULL AND open_until > $2",
    )
    .bind(token_hash)
    .bind(now)
    .fetch_optional(connection)
    .await?;
    row.map(SessionRow::session).transpose()
}

pub(super) async fn in_browser(
    connection: &mut Conn,
    browser_hash: &[u8],
    now: OffsetDateTime,
) -> Result<Option<AccountSession>, StorageError> {
    let row: Option<SessionRow> = sqlx::query_as(
        "SELECT id, account_id, browser_hash, browser, keeping, created_at, last_seen_at, open_until
         FROM account_session WHERE browser_hash = $1 AND ended_at IS NULL AND open_until > $2
         ORDER BY created_at DESC LIMIT 1",
    )
    .bind(browser_hash)
    .bind(now)
    .fetch_optional(connection)
    .await?;
    row.map(SessionRow::session).transpose()
}

pub(super) async fn seen(
    connection: &mut Conn,
    id: Uuid,
    at: OffsetDateTime,
    open_until: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query("UPDATE account_session SET last_seen_at = $2, open_until = $3 WHERE id = $1 AND last_seen_at < $2")
        .bind(id)
        .bind(at)
        .bind(open_until)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn of_account(
    connection: &mut Conn,
    account_id: Uuid,
    now: OffsetDateTime,
) -> Result<Vec<AccountSession>, StorageError> {
    let rows: Vec<SessionRow> = sqlx::query_as(
        "SELECT id, account_id, browser_hash, browser, keeping, created_at, last_seen_at, open_until
         FROM account_session WHERE account_id = $1 AND ended_at IS NULL AND open_until > $2
         ORDER BY created_at DESC, id DESC",
    )
    .bind(account_id)
    .bind(now)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(SessionRow::session).collect()
}

pub(super) async fn end(
    connection: &mut Conn,
    account_id: Uuid,
    id: Uuid,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let browser: Option<Vec<u8>> = sqlx::query_scalar(
        "UPDATE account_session SET ended_at = $3 WHERE id = $2 AND account_id = $1 AND ended_at IS NULL
         RETURNING browser_hash",
    )
    .bind(account_id)
    .bind(id)
    .bind(at)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(browser_hash) = browser else { return Ok(false) };
    sqlx::query(
        "DELETE FROM draft_browser WHERE browser_hash = $2
           AND draft_id IN (SELECT draft_id FROM account_draft WHERE account_id = $1)",
    )
    .bind(account_id)
    .bind(browser_hash)
    .execute(&mut *connection)
    .await?;
    note(connection, account_id, "session_ended", None, at).await?;
    Ok(true)
}

/// A draft that a browser begins or takes up belongs to whoever is signed in there.
pub(super) async fn link_browser(
    connection: &mut Conn,
    browser_hash: &[u8],
    draft_id: Uuid,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO account_draft (account_id, draft_id, linked_at, by_pin)
         SELECT s.account_id, $2, $3, FALSE FROM account_session s
         WHERE s.browser_hash = $1 AND s.ended_at IS NULL AND s.open_until > $3
           AND NOT EXISTS (SELECT 1 FROM account_draft l WHERE l.account_id = s.account_id AND l.draft_id = $2)",
    )
    .bind(browser_hash)
    .bind(draft_id)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn link(
    connection: &mut Conn,
    account_id: Uuid,
    draft_id: Uuid,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let linked = sqlx::query(
        "INSERT INTO account_draft (account_id, draft_id, linked_at, by_pin) VALUES ($1, $2, $3, TRUE)
         ON CONFLICT (account_id, draft_id) DO NOTHING",
    )
    .bind(account_id)
    .bind(draft_id)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    if linked.rows_affected() == 0 {
        return Ok(false);
    }
    note(connection, account_id, "dossier_added", None, at).await?;
    Ok(true)
}

pub(super) async fn holds(connection: &mut Conn, account_id: Uuid, draft_id: Uuid) -> Result<bool, StorageError> {
    let held: Option<i64> =
        sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM account_draft WHERE account_id = $1 AND draft_id = $2")
            .bind(account_id)
            .bind(draft_id)
            .fetch_optional(connection)
            .await?;
    Ok(held.is_some())
}

#[derive(FromRow)]
struct DraftRow {
    id: Uuid,
    procedure_code: String,
    agency_code: Option<String>,
    updated_at: OffsetDateTime,
    supplement_of: Option<String>,
}

pub(super) async fn drafts(connection: &mut Conn, account_id: Uuid) -> Result<Vec<AccountDraft>, StorageError> {
    let rows: Vec<DraftRow> = sqlx::query_as(
        "SELECT d.id, d.procedure_code, d.agency_code, d.updated_at, s.code AS supplement_of
         FROM account_draft l JOIN draft d ON d.id = l.draft_id LEFT JOIN dossier s ON s.id = d.supplement_of
         WHERE l.account_id = $1 AND d.discarded_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = d.id)
         ORDER BY d.updated_at DESC, d.id DESC",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let draft = |DraftRow { id, procedure_code, agency_code, updated_at, supplement_of }| AccountDraft {
        id,
        procedure_code,
        agency_code,
        updated_at,
        supplement_of,
    };
    Ok(rows.into_iter().map(draft).collect())
}

#[derive(FromRow)]
struct DossierRow {
    id: Uuid,
    code: String,
    procedure_code: String,
    agency_code: String,
    unit_code: Option<String>,
    status: i16,
    submitted_at: OffsetDateTime,
    answer_due_at: OffsetDateTime,
    due_at: Option<OffsetDateTime>,
    paused_at: Option<OffsetDateTime>,
    answered: i64,
    unread: i64,
}

pub(super) async fn dossiers(
    connection: &mut Conn,
    account_id: Uuid,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<AccountDossier>, StorageError> {
    let rows: Vec<DossierRow> = sqlx::query_as(
        "SELECT o.id, o.code, o.procedure_code, o.agency_code, o.unit_code, o.status, o.submitted_at, o.answer_due_at,
                o.due_at, o.paused_at,
                (SELECT COUNT(*) FROM desk_task t WHERE t.dossier_id = o.id AND t.kind = 'receive') AS answered,
                (SELECT COUNT(*) FROM dossier_message m
                 WHERE m.dossier_id = o.id AND m.staff_id IS NOT NULL AND m.read_at IS NULL) AS unread
         FROM account_draft l JOIN dossier o ON o.draft_id = l.draft_id
         WHERE l.account_id = $1
           AND ($2 IS NULL OR (o.submitted_at, o.code) < (SELECT b.submitted_at, b.code FROM dossier b WHERE b.code = $2))
         ORDER BY o.submitted_at DESC, o.code DESC LIMIT $3",
    )
    .bind(account_id)
    .bind(before)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let status = Status::from_code(row.status)
                .ok_or_else(|| StorageError::Damaged(format!("status {} of a dossier", row.status)))?;
            Ok(AccountDossier {
                id: row.id,
                code: row.code,
                procedure_code: row.procedure_code,
                agency_code: row.agency_code,
                unit_code: row.unit_code,
                status,
                submitted_at: row.submitted_at,
                answer_due_at: row.answer_due_at,
                due_at: row.due_at,
                supplement_answered: row.answered > 0,
                is_paused: row.paused_at.is_some(),
                unread: row.unread,
            })
        })
        .collect()
}

pub(super) async fn count_dossiers(connection: &mut Conn, account_id: Uuid) -> Result<i64, StorageError> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM account_draft l JOIN dossier o ON o.draft_id = l.draft_id WHERE l.account_id = $1",
    )
    .bind(account_id)
    .fetch_one(connection)
    .await?;
    Ok(count)
}

#[derive(FromRow)]
struct LookRow {
    code: String,
    staff_id: Uuid,
    at: OffsetDateTime,
}

pub(super) async fn looks(
    connection: &mut Conn,
    account_id: Uuid,
    limit: i64,
) -> Result<Vec<DossierLook>, StorageError> {
    let rows: Vec<LookRow> = sqlx::query_as(
        "SELECT o.code, v.staff_id, v.at
         FROM account_draft l JOIN dossier o ON o.draft_id = l.draft_id JOIN dossier_view v ON v.dossier_id = o.id
         WHERE l.account_id = $1 ORDER BY v.at DESC LIMIT $2",
    )
    .bind(account_id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|LookRow { code, staff_id, at }| DossierLook { code, staff_id, at }).collect())
}
