//! Days that were decreed after the program was built: rows are only ever added.

use domain::calendar::{CalendarDay, DayKind};
use sqlx::FromRow;
use time::{Date, OffsetDateTime};

use super::Conn;
use crate::error::StorageError;

#[derive(FromRow)]
struct DayRow {
    date: String,
    kind: String,
    name_vi: String,
    name_en: String,
    decision: String,
    verified: bool,
    announced: bool,
}

impl TryFrom<DayRow> for CalendarDay {
    type Error = StorageError;

    fn try_from(row: DayRow) -> Result<Self, StorageError> {
        let damaged = || StorageError::Damaged(format!("the day {} of the calendar", row.date));
        Ok(Self {
            date: Date::parse(&row.date, time::macros::format_description!("[year]-[month]-[day]"))
                .map_err(|_form| damaged())?,
            kind: DayKind::from_key(&row.kind).ok_or_else(damaged)?,
            name_vi: row.name_vi,
            name_en: row.name_en,
            decision: row.decision,
            verified: row.verified,
            announced: row.announced,
        })
    }
}

/// Adds the rows that differ from those in force, under one new version; the version does not change when none does.
pub(super) async fn import(
    connection: &mut Conn,
    days: &[CalendarDay],
    at: OffsetDateTime,
) -> Result<i64, StorageError> {
    // Taken first, so that two imports at once run one after the other.
    sqlx::query("UPDATE calendar_version SET version = version WHERE id = 1").execute(&mut *connection).await?;
    let in_force = in_force(&mut *connection).await?;
    let fresh: Vec<&CalendarDay> = days.iter().filter(|day| !in_force.contains(day)).collect();
    let before = version(&mut *connection).await?;
    if fresh.is_empty() {
        return Ok(before);
    }
    for day in fresh {
        sqlx::query(
            "INSERT INTO calendar_day (date, version, kind, name_vi, name_en, decision, verified, announced, imported_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(day.date.to_string())
        .bind(before + 1)
        .bind(day.kind.key())
        .bind(&day.name_vi)
        .bind(&day.name_en)
        .bind(&day.decision)
        .bind(day.verified)
        .bind(day.announced)
        .bind(at)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("UPDATE calendar_version SET version = $1 WHERE id = 1").bind(before + 1).execute(connection).await?;
    Ok(before + 1)
}

pub(super) async fn version(connection: &mut Conn) -> Result<i64, StorageError> {
    Ok(sqlx::query_scalar("SELECT version FROM calendar_version WHERE id = 1").fetch_one(connection).await?)
}

pub(super) async fn in_force(connection: &mut Conn) -> Result<Vec<CalendarDay>, StorageError> {
    let rows: Vec<DayRow> = sqlx::query_as(
        "SELECT date, kind, name_vi, name_en, decision, verified, announced FROM calendar_day AS d
         WHERE version = (SELECT MAX(version) FROM calendar_day AS later WHERE later.date = d.date)
         ORDER BY date",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}
