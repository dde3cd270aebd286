//! Accounts of citizens: one-time codes, contacts, merging. Every change writes its line of history.

use domain::account::{CODES_WINDOW, CodesSent, ContactKind, MOST_TRIES, next_code_at};
use sqlx::FromRow;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{Conn, account_session, dialect};
use crate::error::StorageError;
use crate::model::{AccountRecord, CodeAsked, CodeUsed, NewAccountSession, NewSignInCode, SealedContact, SignInCode};

/// Codes are forgotten after so long: what went to whom is nobody's business.
const CODES_KEPT: Duration = Duration::days(1);

fn kind_of(key: &str) -> Result<ContactKind, StorageError> {
    ContactKind::from_key(key).ok_or_else(|| StorageError::Damaged(format!("a contact cannot be {key}")))
}

/// Writes a line of history.
pub(super) async fn note(
    connection: &mut Conn,
    account_id: Uuid,
    kind: &str,
    detail: Option<&str>,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query("INSERT INTO account_event (account_id, kind, detail, at) VALUES ($1, $2, $3, $4)")
        .bind(account_id)
        .bind(kind)
        .bind(detail)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn ask_code(connection: &mut Conn, code: &NewSignInCode) -> Result<CodeAsked, StorageError> {
    if let Some(lock) = dialect::LOCK_CONTACT {
        sqlx::query(lock).bind(&code.contact.hash).execute(&mut *connection).await?;
    }
    sqlx::query("DELETE FROM sign_in_code WHERE asked_at < $1")
        .bind(code.at - CODES_KEPT)
        .execute(&mut *connection)
        .await?;
    if let Some(next) = next_code_at(&sent_to(connection, code).await?, code.at) {
        return Ok(CodeAsked::TooOften(next));
    }
    sqlx::query(
        "INSERT INTO sign_in_code (id, token_hash, browser_hash, contact_hash, kind, sealed, account_id, code_hash,
                                   tries, asked_at, good_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10)",
    )
    .bind(code.id)
    .bind(&code.token_hash)
    .bind(&code.browser_hash)
    .bind(&code.contact.hash)
    .bind(code.contact.kind.key())
    .bind(&code.contact.sealed)
    .bind(code.account_id)
    .bind(&code.code_hash)
    .bind(code.at)
    .bind(code.good_until)
    .execute(connection)
    .await?;
    Ok(CodeAsked::Kept)
}

/// The codes that went to the contact of a new one.
async fn sent_to(connection: &mut Conn, code: &NewSignInCode) -> Result<CodesSent, StorageError> {
    let sent: Vec<(OffsetDateTime, Vec<u8>)> =
        sqlx::query_as("SELECT asked_at, browser_hash FROM sign_in_code WHERE contact_hash = $1 AND asked_at > $2")
            .bind(&code.contact.hash)
            .bind(code.at - CODES_WINDOW)
            .fetch_all(&mut *connection)
            .await?;
    let is_known_browser = match owner_of(connection, &code.contact.hash).await? {
        Some(owner) => account_session::knows_browser(connection, owner, &code.browser_hash).await?,
        None => false,
    };
    let here = sent.iter().filter(|(_, browser)| *browser == code.browser_hash).map(|(at, _)| *at).collect();
    Ok(CodesSent { here, all: sent.into_iter().map(|(at, _)| at).collect(), is_known_browser })
}

#[derive(FromRow)]
struct CodeRow {
    id: Uuid,
    contact_hash: Vec<u8>,
    kind: String,
    sealed: Vec<u8>,
    account_id: Option<Uuid>,
    code_hash: Vec<u8>,
    tries: i64,
    asked_at: OffsetDateTime,
    good_until: OffsetDateTime,
    used_at: Option<OffsetDateTime>,
}

impl CodeRow {
    fn code(self) -> Result<SignInCode, StorageError> {
        Ok(SignInCode {
            id: self.id,
            contact: SealedContact { kind: kind_of(&self.kind)?, hash: self.contact_hash, sealed: self.sealed },
            account_id: self.account_id,
            code_hash: self.code_hash,
            tries: self.tries,
            asked_at: self.asked_at,
            good_until: self.good_until,
            used_at: self.used_at,
        })
    }
}

pub(super) async fn code(connection: &mut Conn, token_hash: &[u8]) -> Result<Option<SignInCode>, StorageError> {
    let row: Option<CodeRow> = sqlx::query_as(
        "SELECT id, contact_hash, kind, sealed, account_id, code_hash, tries, asked_at, good_until, used_at
         FROM sign_in_code WHERE token_hash = $1",
    )
    .bind(token_hash)
    .fetch_optional(connection)
    .await?;
    row.map(CodeRow::code).transpose()
}

pub(super) async fn take_try(connection: &mut Conn, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
    let counted = sqlx::query(
        "UPDATE sign_in_code SET tries = tries + 1
         WHERE id = $1 AND used_at IS NULL AND good_until > $2 AND tries < $3",
    )
    .bind(id)
    .bind(at)
    .bind(MOST_TRIES)
    .execute(connection)
    .await?;
    Ok(counted.rows_affected() == 1)
}

pub(super) async fn use_code(
    connection: &mut Conn,
    id: Uuid,
    fresh: Uuid,
    language: &str,
    session: &NewAccountSession,
) -> Result<CodeUsed, StorageError> {
    let at = session.at;
    let row: Option<CodeRow> = sqlx::query_as(
        "SELECT id, contact_hash, kind, sealed, account_id, code_hash, tries, asked_at, good_until, used_at
         FROM sign_in_code WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(code) = row.map(CodeRow::code).transpose()? else { return Ok(CodeUsed::Over) };
    let owner = owner_of(connection, &code.contact.hash).await?;
    if let (Some(account_id), Some(owner)) = (code.account_id, owner)
        && account_id != owner
    {
        return Ok(CodeUsed::ContactOfAnother(owner));
    }
    let used =
        sqlx::query("UPDATE sign_in_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND good_until > $2")
            .bind(id)
            .bind(at)
            .execute(&mut *connection)
            .await?;
    if used.rows_affected() == 0 {
        return Ok(CodeUsed::Over);
    }
    match (code.account_id, owner) {
        (None, Some(account_id)) => {
            let is_new_browser = match &session.from_browser {
                Some(browser) => !account_session::knows_browser(connection, account_id, browser).await?,
                None => true,
            };
            account_session::begin(connection, account_id, session).await?;
            Ok(CodeUsed::SignedIn { account_id, is_new: false, is_new_browser })
        }
        (None, None) => {
            sqlx::query("INSERT INTO account (id, language, created_at) VALUES ($1, $2, $3)")
                .bind(fresh)
                .bind(language)
                .bind(at)
                .execute(&mut *connection)
                .await?;
            add_contact(connection, fresh, &code.contact, at).await?;
            account_session::begin(connection, fresh, session).await?;
            Ok(CodeUsed::SignedIn { account_id: fresh, is_new: true, is_new_browser: false })
        }
        (Some(account_id), None) => {
            add_contact(connection, account_id, &code.contact, at).await?;
            Ok(CodeUsed::ContactAdded)
        }
        (Some(_), Some(_)) => Ok(CodeUsed::ContactAdded),
    }
}

async fn owner_of(connection: &mut Conn, contact_hash: &[u8]) -> Result<Option<Uuid>, StorageError> {
    let owner = sqlx::query_scalar("SELECT account_id FROM account_contact WHERE contact_hash = $1")
        .bind(contact_hash)
        .fetch_optional(connection)
        .await?;
    Ok(owner)
}

async fn add_contact(
    connection: &mut Conn,
    account_id: Uuid,
    contact: &SealedContact,
    at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO account_contact (contact_hash, account_id, kind, sealed, proved_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&contact.hash)
    .bind(account_id)
    .bind(contact.kind.key())
    .bind(&contact.sealed)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    note(connection, account_id, "contact_added", Some(contact.kind.key()), at).await
}

#[derive(FromRow)]
struct AccountRow {
    id: Uuid,
    name_sealed: Option<Vec<u8>>,
    language: String,
    created_at: OffsetDateTime,
}

#[derive(FromRow)]
struct ContactRow {
    contact_hash: Vec<u8>,
    kind: String,
    sealed: Vec<u8>,
}

pub(super) async fn by_id(connection: &mut Conn, id: Uuid) -> Result<Option<AccountRecord>, StorageError> {
    let row: Option<AccountRow> = sqlx::query_as(
        "SELECT id, name_sealed, language, created_at FROM account WHERE id = $1 AND merged_into IS NULL AND closed_at IS NULL",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let contacts: Vec<ContactRow> = sqlx::query_as(
        "SELECT contact_hash, kind, sealed FROM account_contact WHERE account_id = $1 ORDER BY proved_at, contact_hash",
    )
    .bind(id)
    .fetch_all(connection)
    .await?;
    let contacts = contacts
        .into_iter()
        .map(|row| Ok(SealedContact { kind: kind_of(&row.kind)?, hash: row.contact_hash, sealed: row.sealed }))
        .collect::<Result<_, StorageError>>()?;
    let AccountRow { id, name_sealed, language, created_at } = row;
    Ok(Some(AccountRecord { id, name_sealed, language, created_at, contacts }))
}

pub(super) async fn name(connection: &mut Conn, id: Uuid, name_sealed: Option<&[u8]>) -> Result<(), StorageError> {
    sqlx::query("UPDATE account SET name_sealed = $2 WHERE id = $1")
        .bind(id)
        .bind(name_sealed)
        .execute(connection)
        .await?;
    Ok(())
}

/// Locks an account against another change of its contacts until the end of the transaction.
async fn lock(connection: &mut Conn, id: Uuid) -> Result<(), StorageError> {
    if let Some(lock) = dialect::LOCK_ACCOUNT {
        sqlx::query(lock).bind(id).execute(connection).await?;
    }
    Ok(())
}

pub(super) async fn remove_contact(
    connection: &mut Conn,
    id: Uuid,
    contact_hash: &[u8],
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    lock(connection, id).await?;
    // The last one is the only way in.
    let kind: Option<String> = sqlx::query_scalar(
        "DELETE FROM account_contact WHERE contact_hash = $2 AND account_id = $1
           AND EXISTS (SELECT 1 FROM account_contact o WHERE o.account_id = $1 AND o.contact_hash <> $2)
         RETURNING kind",
    )
    .bind(id)
    .bind(contact_hash)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(kind) = kind else { return Ok(false) };
    note(connection, id, "contact_removed", Some(&kind), at).await?;
    Ok(true)
}

pub(super) async fn merge(
    connection: &mut Conn,
    from: Uuid,
    into: Uuid,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    // In the order of the identifiers, so that two merges of the same pair do not wait for each other.
    for id in [from.min(into), from.max(into)] {
        lock(connection, id).await?;
    }
    let merged = sqlx::query(
        "UPDATE account SET merged_into = $2, name_sealed = NULL
         WHERE id = $1 AND id <> $2 AND merged_into IS NULL AND closed_at IS NULL
           AND EXISTS (SELECT 1 FROM account o WHERE o.id = $2 AND o.merged_into IS NULL AND o.closed_at IS NULL)",
    )
    .bind(from)
    .bind(into)
    .execute(&mut *connection)
    .await?;
    if merged.rows_affected() == 0 {
        return Ok(false);
    }
    for statement in [
        "UPDATE account_contact SET account_id = $2 WHERE account_id = $1",
        "INSERT INTO account_draft (account_id, draft_id, linked_at, by_pin)
         SELECT $2, d.draft_id, d.linked_at, d.by_pin FROM account_draft d
         WHERE d.account_id = $1
           AND NOT EXISTS (SELECT 1 FROM account_draft o WHERE o.account_id = $2 AND o.draft_id = d.draft_id)",
    ] {
        sqlx::query(statement).bind(from).bind(into).execute(&mut *connection).await?;
    }
    sqlx::query("DELETE FROM account_draft WHERE account_id = $1").bind(from).execute(&mut *connection).await?;
    sqlx::query("UPDATE account_session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL")
        .bind(from)
        .bind(at)
        .execute(&mut *connection)
        .await?;
    note(connection, from, "merged", None, at).await?;
    note(connection, into, "took_over", None, at).await?;
    Ok(true)
}

/// Deletes what the account holds of the person. Dossiers that were filed stay with their agencies; drafts are discarded unless
/// another account has them too.
pub(super) async fn close(connection: &mut Conn, id: Uuid, at: OffsetDateTime) -> Result<bool, StorageError> {
    lock(connection, id).await?;
    let closed = sqlx::query(
        "UPDATE account SET closed_at = $2, name_sealed = NULL
         WHERE id = $1 AND merged_into IS NULL AND closed_at IS NULL",
    )
    .bind(id)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    if closed.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query(
        "UPDATE draft SET discarded_at = $2
         WHERE discarded_at IS NULL AND id IN (SELECT draft_id FROM account_draft WHERE account_id = $1)
           AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.draft_id = draft.id)
           AND NOT EXISTS (SELECT 1 FROM account_draft l WHERE l.draft_id = draft.id AND l.account_id <> $1)",
    )
    .bind(id)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    for statement in [
        // The browsers of the account let go of what was its own.
        "DELETE FROM draft_browser
         WHERE draft_id IN (SELECT draft_id FROM account_draft WHERE account_id = $1)
           AND browser_hash IN (SELECT browser_hash FROM account_session WHERE account_id = $1)",
        "DELETE FROM sign_in_code
         WHERE account_id = $1 OR contact_hash IN (SELECT contact_hash FROM account_contact WHERE account_id = $1)",
        "DELETE FROM account_contact WHERE account_id = $1",
        "DELETE FROM account_session WHERE account_id = $1",
        "DELETE FROM account_draft WHERE account_id = $1",
    ] {
        sqlx::query(statement).bind(id).execute(&mut *connection).await?;
    }
    note(connection, id, "closed", None, at).await?;
    Ok(true)
}
