//! Counters of what happened: added to in the transaction of what happened, read without counting.

use std::collections::BTreeMap;

use domain::calendar::vietnam;
use domain::dossier::{Channel, DossierEvent, Event};
use domain::feedback::{FeedbackFact, FeedbackStep};
use domain::indicator::{Counted, DossierFacts, FactLine, Measure, RatingFact};
use domain::rating::RatingOccasion;
use sqlx::{FromRow, QueryBuilder};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::desk::{actor_of, channel_of};
use super::feedback::StepRow;
use super::{Conn, Db, dialect};
use crate::error::StorageError;
use crate::model::{
    CountChange, CountFault, CountSum, MonthFacts, ProcedureSum, Rating, Recount, StockSum, WaitChange,
};

/// Rows that go into one statement.
const ROWS_AT_ONCE: usize = 500;
/// Dossiers whose histories are read at once.
const HISTORIES_AT_ONCE: i64 = 500;

/// Such as 20261123.
fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(u8::from(day.month())) * 100 + i64::from(day.day())
}

fn day_of(number: i64) -> Result<Date, StorageError> {
    let part = |number: i64| u8::try_from(number % 100).ok();
    let year = i32::try_from(number / 10_000).ok();
    let month = part(number / 100).and_then(|month| time::Month::try_from(month).ok());
    let day = year.zip(month).zip(part(number));
    day.and_then(|((year, month), day)| Date::from_calendar_date(year, month, day).ok())
        .ok_or_else(|| StorageError::Damaged(format!("{number} is no day of a counter")))
}

fn measure_of(key: &str) -> Result<Measure, StorageError> {
    Measure::from_key(key).ok_or_else(|| StorageError::Damaged(format!("nothing is counted as {key}")))
}

type DayKey = (String, i64, String, i16, &'static str);
type MonthKey = (String, i64, i16, &'static str);
type StockKey = (String, &'static str, i64);
type WaitKey = (String, String, i64, i16);

/// The four tables, as maps in the order in which rows are locked: two transactions never wait for each other crosswise.
#[derive(Default, PartialEq, Eq)]
struct Tables {
    days: BTreeMap<DayKey, i64>,
    months: BTreeMap<MonthKey, i64>,
    stock: BTreeMap<StockKey, i64>,
    waits: BTreeMap<WaitKey, i64>,
}

impl Tables {
    fn add(&mut self, change: &CountChange) {
        let CountChange { agency_code, procedure_code, channel, day, measure, amount } = change;
        let (day, measure_key) = (day_number(*day), measure.key());
        if measure.is_stock() {
            *self.stock.entry((agency_code.clone(), measure_key, day)).or_default() += amount;
            return;
        }
        let key = (agency_code.clone(), day, procedure_code.clone(), channel.code(), measure_key);
        *self.days.entry(key).or_default() += amount;
        *self.months.entry((agency_code.clone(), day / 100, channel.code(), measure_key)).or_default() += amount;
    }

    fn add_wait(&mut self, change: &WaitChange) {
        let WaitChange { procedure_code, agency_code, month, days_after, amount } = change;
        let key = (procedure_code.clone(), agency_code.clone(), *month, *days_after);
        *self.waits.entry(key).or_default() += amount;
    }
}

/// Adds to what is known of how long people waited.
pub(super) async fn add_waits(connection: &mut Conn, changes: &[WaitChange]) -> Result<(), StorageError> {
    let mut tables = Tables::default();
    changes.iter().for_each(|change| tables.add_wait(change));
    write(connection, &tables).await
}

/// Adds to the counters.
pub(super) async fn add(connection: &mut Conn, changes: &[CountChange]) -> Result<(), StorageError> {
    let mut tables = Tables::default();
    for change in changes {
        tables.add(change);
    }
    write(connection, &tables).await
}

async fn write(connection: &mut Conn, tables: &Tables) -> Result<(), StorageError> {
    let days: Vec<_> = tables.days.iter().filter(|(_, amount)| **amount != 0).collect();
    for rows in days.chunks(ROWS_AT_ONCE) {
        let mut builder = QueryBuilder::<Db>::new(
            "INSERT INTO indicator_day (agency_code, day, procedure_code, channel, measure, amount) ",
        );
        builder.push_values(rows, |mut row, ((agency, day, procedure, channel, measure), amount)| {
            row.push_bind(agency.as_str()).push_bind(*day).push_bind(procedure.as_str());
            row.push_bind(*channel).push_bind(*measure).push_bind(**amount);
        });
        builder.push(
            " ON CONFLICT (agency_code, day, procedure_code, channel, measure)
              DO UPDATE SET amount = indicator_day.amount + excluded.amount",
        );
        builder.build().execute(&mut *connection).await?;
    }
    let months: Vec<_> = tables.months.iter().filter(|(_, amount)| **amount != 0).collect();
    for rows in months.chunks(ROWS_AT_ONCE) {
        let mut builder =
            QueryBuilder::<Db>::new("INSERT INTO indicator_month (agency_code, month, channel, measure, amount) ");
        builder.push_values(rows, |mut row, ((agency, month, channel, measure), amount)| {
            row.push_bind(agency.as_str()).push_bind(*month).push_bind(*channel);
            row.push_bind(*measure).push_bind(**amount);
        });
        builder.push(
            " ON CONFLICT (agency_code, month, channel, measure)
              DO UPDATE SET amount = indicator_month.amount + excluded.amount",
        );
        builder.build().execute(&mut *connection).await?;
    }
    let stock: Vec<_> = tables.stock.iter().filter(|(_, amount)| **amount != 0).collect();
    for rows in stock.chunks(ROWS_AT_ONCE) {
        let mut builder = QueryBuilder::<Db>::new("INSERT INTO indicator_stock (agency_code, measure, day, amount) ");
        builder.push_values(rows, |mut row, ((agency, measure, day), amount)| {
            row.push_bind(agency.as_str()).push_bind(*measure).push_bind(*day).push_bind(**amount);
        });
        builder.push(
            " ON CONFLICT (agency_code, measure, day)
              DO UPDATE SET amount = indicator_stock.amount + excluded.amount",
        );
        builder.build().execute(&mut *connection).await?;
    }
    let waits: Vec<_> = tables.waits.iter().filter(|(_, amount)| **amount != 0).collect();
    for rows in waits.chunks(ROWS_AT_ONCE) {
        let mut builder = QueryBuilder::<Db>::new(
            "INSERT INTO indicator_wait (procedure_code, agency_code, month, days_after, amount) ",
        );
        builder.push_values(rows, |mut row, ((procedure, agency, month, days), amount)| {
            row.push_bind(procedure.as_str()).push_bind(agency.as_str()).push_bind(*month);
            row.push_bind(*days).push_bind(**amount);
        });
        builder.push(
            " ON CONFLICT (procedure_code, agency_code, month, days_after)
              DO UPDATE SET amount = indicator_wait.amount + excluded.amount",
        );
        builder.build().execute(&mut *connection).await?;
    }
    Ok(())
}

type WaitRow = (String, String, i64, i16, i64);

pub(super) async fn waits(
    connection: &mut Conn,
    procedure: Option<&str>,
    agency: Option<&str>,
    from: i64,
    to: i64,
) -> Result<Vec<WaitChange>, StorageError> {
    let rows: Vec<WaitRow> = sqlx::query_as(
        "SELECT procedure_code, agency_code, month, days_after, amount FROM indicator_wait
         WHERE amount <> 0 AND ($1 IS NULL OR procedure_code = $1) AND ($2 IS NULL OR agency_code = $2)
           AND month BETWEEN $3 AND $4
         ORDER BY procedure_code, agency_code, month, days_after",
    )
    .bind(procedure)
    .bind(agency)
    .bind(from)
    .bind(to)
    .fetch_all(connection)
    .await?;
    let wait = |(procedure_code, agency_code, month, days_after, amount): WaitRow| WaitChange {
        procedure_code,
        agency_code,
        month,
        days_after,
        amount,
    };
    Ok(rows.into_iter().map(wait).collect())
}

#[derive(FromRow)]
struct SumRow {
    agency_code: String,
    month: i64,
    is_online: i64,
    measure: String,
    amount: i64,
}

impl SumRow {
    fn sum(self) -> Result<CountSum, StorageError> {
        let measure = measure_of(&self.measure)?;
        let Self { agency_code, month, is_online, amount, .. } = self;
        Ok(CountSum { agency_code, month, is_online: is_online == 1, measure, amount })
    }
}

pub(super) async fn sums(
    connection: &mut Conn,
    agency: Option<&str>,
    from: i64,
    to: i64,
) -> Result<Vec<CountSum>, StorageError> {
    let rows: Vec<SumRow> = sqlx::query_as(
        "SELECT agency_code, CAST(0 AS BIGINT) AS month, CAST(CASE WHEN channel = 2 THEN 1 ELSE 0 END AS BIGINT) AS is_online,
                measure, CAST(SUM(amount) AS BIGINT) AS amount
         FROM indicator_month WHERE ($1 IS NULL OR agency_code = $1) AND month BETWEEN $2 AND $3
         GROUP BY 1, 3, 4 ORDER BY 1, 4, 3",
    )
    .bind(agency)
    .bind(from)
    .bind(to)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(SumRow::sum).collect()
}

pub(super) async fn months(
    connection: &mut Conn,
    agency: Option<&str>,
    from: i64,
    to: i64,
) -> Result<Vec<CountSum>, StorageError> {
    let rows: Vec<SumRow> = sqlx::query_as(
        "SELECT COALESCE($1, '') AS agency_code, month, CAST(CASE WHEN channel = 2 THEN 1 ELSE 0 END AS BIGINT) AS is_online,
                measure, CAST(SUM(amount) AS BIGINT) AS amount
         FROM indicator_month WHERE ($1 IS NULL OR agency_code = $1) AND month BETWEEN $2 AND $3
         GROUP BY 2, 3, 4 ORDER BY 2, 4, 3",
    )
    .bind(agency)
    .bind(from)
    .bind(to)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(SumRow::sum).collect()
}

#[derive(FromRow)]
struct StockRow {
    agency_code: String,
    measure: String,
    day: i64,
    amount: i64,
}

pub(super) async fn stock(connection: &mut Conn, agency: Option<&str>) -> Result<Vec<StockSum>, StorageError> {
    let rows: Vec<StockRow> = sqlx::query_as(
        "SELECT agency_code, measure, day, amount FROM indicator_stock
         WHERE amount <> 0 AND ($1 IS NULL OR agency_code = $1) ORDER BY agency_code, measure, day",
    )
    .bind(agency)
    .fetch_all(connection)
    .await?;
    let sum = |row: StockRow| {
        let (measure, day) = (measure_of(&row.measure)?, day_of(row.day)?);
        Ok(StockSum { agency_code: row.agency_code, measure, day, amount: row.amount })
    };
    rows.into_iter().map(sum).collect()
}

#[derive(FromRow)]
struct ProcedureRow {
    procedure_code: String,
    measure: String,
    amount: i64,
}

pub(super) async fn procedures(
    connection: &mut Conn,
    agency: Option<&str>,
    from: Date,
    to: Date,
) -> Result<Vec<ProcedureSum>, StorageError> {
    let rows: Vec<ProcedureRow> = sqlx::query_as(
        "SELECT procedure_code, measure, CAST(SUM(amount) AS BIGINT) AS amount FROM indicator_day
         WHERE ($1 IS NULL OR agency_code = $1) AND day BETWEEN $2 AND $3 GROUP BY 1, 2 ORDER BY 1, 2",
    )
    .bind(agency)
    .bind(day_number(from))
    .bind(day_number(to))
    .fetch_all(connection)
    .await?;
    let sum = |row: ProcedureRow| {
        let measure = measure_of(&row.measure)?;
        Ok(ProcedureSum { procedure_code: row.procedure_code, measure, amount: row.amount })
    };
    rows.into_iter().map(sum).collect()
}

#[derive(FromRow)]
struct HistoryRow {
    id: Uuid,
    agency_code: String,
    procedure_code: String,
    channel: i16,
}

#[derive(FromRow)]
struct EventRow {
    dossier_id: Uuid,
    sequence: i64,
    kind: String,
    at: OffsetDateTime,
    actor_kind: String,
    actor_id: Option<Uuid>,
    document: Option<String>,
}

/// The lines of the next dossiers after an identifier, and the identifier after which the next ones come; none at the end.
async fn dossier_facts(
    connection: &mut Conn,
    after: Uuid,
) -> Result<Option<(Uuid, Vec<(Channel, DossierFacts)>)>, StorageError> {
    let rows: Vec<HistoryRow> = sqlx::query_as(
        "SELECT id, agency_code, procedure_code, channel FROM dossier WHERE id > $1 ORDER BY id LIMIT $2",
    )
    .bind(after)
    .bind(HISTORIES_AT_ONCE)
    .fetch_all(&mut *connection)
    .await?;
    let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
    let mut events: BTreeMap<Uuid, Vec<DossierEvent>> = BTreeMap::new();
    let entries: Vec<EventRow> = sqlx::query_as(
        "SELECT dossier_id, sequence, kind, at, actor_kind, actor_id, document FROM dossier_event
         WHERE dossier_id > $1 AND dossier_id <= $2 ORDER BY dossier_id, sequence",
    )
    .bind(after)
    .bind(last)
    .fetch_all(&mut *connection)
    .await?;
    for row in entries {
        let event = Event::read(&row.kind, row.document.as_deref())
            .map_err(|error| StorageError::Damaged(format!("event of kind {}: {error}", row.kind)))?;
        let actor = actor_of(&row.actor_kind, row.actor_id)?;
        let entry = DossierEvent { sequence: row.sequence, at: row.at, actor, event };
        events.entry(row.dossier_id).or_default().push(entry);
    }
    let mut ratings: BTreeMap<Uuid, Vec<RatingFact>> = BTreeMap::new();
    for (id, overall, at) in ratings_between(connection, after, last).await? {
        ratings.entry(id).or_default().push(RatingFact { day: at.to_offset(vietnam()).date(), overall });
    }
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        let history = events.remove(&row.id).unwrap_or_default();
        let Some(mut facts) = DossierFacts::of(&row.agency_code, &row.procedure_code, &history) else { continue };
        facts.ratings = ratings.remove(&row.id).unwrap_or_default();
        lines.push((channel_of(row.channel)?, facts));
    }
    Ok(Some((last, lines)))
}

/// The lines of the next feedback after an identifier, as [`dossier_facts`].
async fn feedback_facts(
    connection: &mut Conn,
    after: Uuid,
) -> Result<Option<(Uuid, Vec<Vec<FeedbackFact>>)>, StorageError> {
    let ids: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM feedback WHERE id > $1 ORDER BY id LIMIT $2")
        .bind(after)
        .bind(HISTORIES_AT_ONCE)
        .fetch_all(&mut *connection)
        .await?;
    let Some(last) = ids.last().copied() else { return Ok(None) };
    let rows: Vec<StepRow> = sqlx::query_as(
        "SELECT feedback_id, sequence, at, actor_kind, actor_id, document FROM feedback_event
         WHERE feedback_id > $1 AND feedback_id <= $2 ORDER BY feedback_id, sequence",
    )
    .bind(after)
    .bind(last)
    .fetch_all(&mut *connection)
    .await?;
    let mut histories: BTreeMap<Uuid, Vec<FeedbackStep>> = BTreeMap::new();
    for row in rows {
        histories.entry(row.feedback_id).or_default().push(row.step()?);
    }
    Ok(Some((last, histories.values().map(|steps| domain::feedback::facts(steps)).collect())))
}

/// Everything that the histories and ratings say, and how many dossiers there are.
async fn recounted(connection: &mut Conn) -> Result<(Tables, i64), StorageError> {
    let mut tables = Tables::default();
    let (mut after, mut dossiers) = (Uuid::nil(), 0);
    while let Some((last, lines)) = dossier_facts(connection, after).await? {
        for (channel, facts) in &lines {
            let changes = changes(&facts.counted(), &facts.agency, &facts.procedure, *channel);
            changes.iter().for_each(|change| tables.add(change));
            if let Some(waited) = WaitChange::of(facts, 1) {
                tables.add_wait(&waited);
            }
        }
        dossiers += i64::try_from(lines.len()).unwrap_or_default();
        after = last;
    }
    after = Uuid::nil();
    while let Some((last, lines)) = feedback_facts(connection, after).await? {
        for fact in lines.iter().flatten() {
            tables.add(&CountChange::of_feedback(&fact.agency, fact.day, fact.measure(), 1));
        }
        after = last;
    }
    Ok((tables, dossiers))
}

/// Every line that says something about a month, and the kept counters of the month.
pub(super) async fn month_facts(connection: &mut Conn, first: Date, last: Date) -> Result<MonthFacts, StorageError> {
    for lock in dialect::STILL {
        sqlx::query(*lock).execute(&mut *connection).await?;
    }
    let mut lines = Vec::new();
    let mut after = Uuid::nil();
    while let Some((next, found)) = dossier_facts(connection, after).await? {
        lines.extend(
            found.into_iter().map(|(_, facts)| FactLine::Dossier(facts)).filter(|line| line.touches(first, last)),
        );
        after = next;
    }
    after = Uuid::nil();
    while let Some((next, found)) = feedback_facts(connection, after).await? {
        lines.extend(
            found.into_iter().map(|facts| FactLine::Feedback { facts }).filter(|line| line.touches(first, last)),
        );
        after = next;
    }
    let month = day_number(first) / 100;
    Ok(MonthFacts { lines, kept: sums(connection, None, month, month).await? })
}

async fn ratings_between(
    connection: &mut Conn,
    after: Uuid,
    last: Uuid,
) -> Result<Vec<(Uuid, i16, OffsetDateTime)>, StorageError> {
    let rows = sqlx::query_as(
        "SELECT dossier_id, overall, rated_at FROM rating WHERE dossier_id > $1 AND dossier_id <= $2
         ORDER BY dossier_id",
    )
    .bind(after)
    .bind(last)
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

fn changes(amounts: &Counted, agency: &str, procedure: &str, channel: Channel) -> Vec<CountChange> {
    let change = |((day, measure), amount): (&(Date, Measure), &i64)| CountChange {
        agency_code: agency.to_owned(),
        procedure_code: procedure.to_owned(),
        channel,
        day: *day,
        measure: *measure,
        amount: *amount,
    };
    amounts.iter().map(change).collect()
}

fn add_rating(amounts: &mut Counted, overall: i16, at: OffsetDateTime, amount: i64) {
    let day = at.to_offset(vietnam()).date();
    *amounts.entry((day, Measure::Rated)).or_default() += amount;
    if overall > 0 {
        *amounts.entry((day, Measure::RatedSatisfied)).or_default() += amount;
    }
}

/// The counters as they are kept.
async fn kept(connection: &mut Conn) -> Result<Tables, StorageError> {
    let days: Vec<(String, i64, String, i16, String, i64)> = sqlx::query_as(
        "SELECT agency_code, day, procedure_code, channel, measure, amount FROM indicator_day WHERE amount <> 0",
    )
    .fetch_all(&mut *connection)
    .await?;
    let months: Vec<(String, i64, i16, String, i64)> =
        sqlx::query_as("SELECT agency_code, month, channel, measure, amount FROM indicator_month WHERE amount <> 0")
            .fetch_all(&mut *connection)
            .await?;
    let stock: Vec<(String, String, i64, i64)> =
        sqlx::query_as("SELECT agency_code, measure, day, amount FROM indicator_stock WHERE amount <> 0")
            .fetch_all(&mut *connection)
            .await?;
    let waits: Vec<WaitRow> = sqlx::query_as(
        "SELECT procedure_code, agency_code, month, days_after, amount FROM indicator_wait WHERE amount <> 0",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut tables = Tables::default();
    for (procedure, agency, month, days, amount) in waits {
        tables.waits.insert((procedure, agency, month, days), amount);
    }
    for (agency, day, procedure, channel, measure, amount) in days {
        tables.days.insert((agency, day, procedure, channel, measure_of(&measure)?.key()), amount);
    }
    for (agency, month, channel, measure, amount) in months {
        tables.months.insert((agency, month, channel, measure_of(&measure)?.key()), amount);
    }
    for (agency, measure, day, amount) in stock {
        tables.stock.insert((agency, measure_of(&measure)?.key(), day), amount);
    }
    Ok(tables)
}

/// Finds where two maps differ; a key that is missing counts as 0.
fn compare<K: Ord>(
    recount: &mut Recount,
    kept: &BTreeMap<K, i64>,
    anew: &BTreeMap<K, i64>,
    place: impl Fn(&K) -> String,
) {
    let keys: std::collections::BTreeSet<&K> = kept.keys().chain(anew.keys()).collect();
    for key in keys {
        let amount = |map: &BTreeMap<K, i64>| map.get(key).copied().unwrap_or_default();
        let (kept, recounted) = (amount(kept), amount(anew));
        recount.counters += 1;
        if kept != recounted {
            recount.faults_in_all += 1;
            if recount.faults.len() < Recount::MOST_FAULTS {
                recount.faults.push(CountFault { place: place(key), kept, recounted });
            }
        }
    }
}

pub(super) async fn recount(connection: &mut Conn, mend: bool) -> Result<Recount, StorageError> {
    for lock in dialect::STILL {
        sqlx::query(*lock).execute(&mut *connection).await?;
    }
    let (anew, dossiers) = recounted(connection).await?;
    let kept = kept(connection).await?;
    let mut recount = Recount { dossiers, ..Recount::default() };
    let way = |channel: i16| Channel::from_code(channel).map_or("?", Channel::key);
    compare(&mut recount, &kept.days, &anew.days, |(agency, day, procedure, channel, measure)| {
        format!("day {agency} {day} {procedure} {} {measure}", way(*channel))
    });
    compare(&mut recount, &kept.months, &anew.months, |(agency, month, channel, measure)| {
        format!("month {agency} {month} {} {measure}", way(*channel))
    });
    compare(&mut recount, &kept.stock, &anew.stock, |(agency, measure, day)| format!("stock {agency} {measure} {day}"));
    compare(&mut recount, &kept.waits, &anew.waits, |(procedure, agency, month, days)| {
        format!("wait {procedure} {agency} {month} {days}")
    });
    if mend && recount.faults_in_all > 0 {
        for table in [
            "DELETE FROM indicator_day",
            "DELETE FROM indicator_month",
            "DELETE FROM indicator_stock",
            "DELETE FROM indicator_wait",
        ] {
            sqlx::query(table).execute(&mut *connection).await?;
        }
        write(connection, &anew).await?;
    }
    Ok(recount)
}

#[derive(FromRow)]
struct RatingRow {
    answers: String,
    overall: i16,
    comment: String,
    rated_at: OffsetDateTime,
    changed_at: OffsetDateTime,
}

pub(super) async fn rating(
    connection: &mut Conn,
    dossier_id: Uuid,
    occasion: RatingOccasion,
) -> Result<Option<Rating>, StorageError> {
    let row: Option<RatingRow> = sqlx::query_as(
        "SELECT answers, overall, comment, rated_at, changed_at FROM rating WHERE dossier_id = $1 AND occasion = $2",
    )
    .bind(dossier_id)
    .bind(occasion.key())
    .fetch_optional(connection)
    .await?;
    let rating = |RatingRow { answers, overall, comment, rated_at, changed_at }| Rating {
        dossier_id,
        occasion,
        answers,
        overall,
        comment,
        rated_at,
        changed_at,
    };
    Ok(row.map(rating))
}

pub(super) async fn rate(
    connection: &mut Conn,
    new: &Rating,
    changeable_since: OffsetDateTime,
) -> Result<bool, StorageError> {
    // Two presses at once: the second waits here and then changes what the first wrote.
    let of: HistoryRow =
        sqlx::query_as(dialect::DOSSIER_OF_RATING).bind(new.dossier_id).fetch_one(&mut *connection).await?;
    let before = rating(connection, new.dossier_id, new.occasion).await?;
    if before.as_ref().is_some_and(|before| before.rated_at < changeable_since) {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO rating (dossier_id, occasion, answers, overall, comment, rated_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)
         ON CONFLICT (dossier_id, occasion) DO UPDATE SET answers = excluded.answers, overall = excluded.overall,
             comment = excluded.comment, changed_at = excluded.changed_at",
    )
    .bind(new.dossier_id)
    .bind(new.occasion.key())
    .bind(&new.answers)
    .bind(new.overall)
    .bind(&new.comment)
    .bind(new.rated_at)
    .execute(&mut *connection)
    .await?;
    let mut amounts = Counted::new();
    let at = before.as_ref().map_or(new.rated_at, |before| before.rated_at);
    if let Some(before) = &before {
        add_rating(&mut amounts, before.overall, at, -1);
    }
    add_rating(&mut amounts, new.overall, at, 1);
    add(connection, &changes(&amounts, &of.agency_code, &of.procedure_code, channel_of(of.channel)?)).await?;
    Ok(true)
}
