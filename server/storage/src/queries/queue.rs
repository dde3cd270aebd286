//! The queues of the desk and finding dossiers. Every question is answered from the front of an index, so that a long queue
//! costs no more than a short one.

use sqlx::{FromRow, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

use super::desk::{channel_of, status_of};
use super::{Conn, Db};
use crate::NO_DUE;
use crate::error::StorageError;
use crate::model::{DeskTask, DossierSearch, FoundDossier, QueueFilter, QueuePlace, QueueRow, TaskCount, TaskKind};

#[derive(FromRow)]
struct Row {
    dossier_id: Uuid,
    code: String,
    procedure_code: String,
    applicant_name: String,
    status: i16,
    channel: i16,
    submitted_at: OffsetDateTime,
    dossier_due_at: Option<OffsetDateTime>,
    version: i64,
    unit_code: String,
    kind: String,
    step: String,
    due_at: OffsetDateTime,
    holder: Option<Uuid>,
}

impl Row {
    fn read(self) -> Result<QueueRow, StorageError> {
        let kind = TaskKind::from_key(&self.kind)
            .ok_or_else(|| StorageError::Damaged(format!("kind {} of a task", self.kind)))?;
        Ok(QueueRow {
            dossier_id: self.dossier_id,
            code: self.code,
            procedure_code: self.procedure_code,
            applicant_name: self.applicant_name,
            status: status_of(self.status)?,
            channel: channel_of(self.channel)?,
            submitted_at: self.submitted_at,
            dossier_due_at: self.dossier_due_at,
            version: self.version,
            task: DeskTask {
                unit_code: self.unit_code,
                kind,
                step: self.step,
                due_at: Some(self.due_at).filter(|due_at| *due_at < NO_DUE),
                holder: self.holder,
            },
        })
    }
}

/// One page over all units: the first entries of each, brought into one order.
pub(super) async fn page(
    connection: &mut Conn,
    filter: &QueueFilter,
    after: Option<QueuePlace>,
    limit: i64,
) -> Result<Vec<QueueRow>, StorageError> {
    let mut rows = Vec::new();
    for unit in &filter.units {
        for row in of_unit(connection, unit, filter, after, limit).await? {
            rows.push(row.read()?);
        }
    }
    rows.sort_by_key(|row| (row.place().due_at, row.dossier_id));
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(rows)
}

async fn of_unit(
    connection: &mut Conn,
    unit: &str,
    filter: &QueueFilter,
    after: Option<QueuePlace>,
    limit: i64,
) -> Result<Vec<Row>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(
        "SELECT t.dossier_id, d.code, t.procedure_code, d.applicant_name, d.status, d.channel, d.submitted_at,
                d.due_at AS dossier_due_at, d.version, t.unit_code, t.kind, t.step, t.due_at, t.holder
         FROM desk_task t JOIN dossier d ON d.id = t.dossier_id WHERE t.unit_code = ",
    );
    query.push_bind(unit);
    if let Some(kind) = filter.kind {
        query.push(" AND t.kind = ").push_bind(kind.key());
    }
    if let Some(step) = &filter.step {
        query.push(" AND t.step = ").push_bind(step);
    }
    if let Some(procedure) = &filter.procedure_code {
        query.push(" AND t.procedure_code = ").push_bind(procedure);
    }
    if let Some(holder) = filter.holder {
        query.push(" AND t.holder = ").push_bind(holder);
    }
    if filter.unclaimed {
        query.push(" AND t.holder IS NULL");
    }
    if let Some(before) = filter.due_before {
        query.push(" AND t.due_at < ").push_bind(before);
    }
    if let Some(from) = filter.due_from {
        query.push(" AND t.due_at >= ").push_bind(from);
    }
    if let Some(place) = after {
        query.push(" AND (t.due_at, t.dossier_id) > (").push_bind(place.due_at);
        query.push(", ").push_bind(place.dossier_id).push(")");
    }
    query.push(" ORDER BY t.due_at, t.dossier_id LIMIT ").push_bind(limit);
    Ok(query.build_query_as().fetch_all(connection).await?)
}

pub(super) async fn counts(
    connection: &mut Conn,
    units: &[String],
    now: OffsetDateTime,
    most: i64,
) -> Result<Vec<TaskCount>, StorageError> {
    let mut counts = Vec::new();
    for kind in TaskKind::ALL {
        let (mut count, mut late) = (0, 0);
        for unit in units {
            let found: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM (SELECT 1 AS one FROM desk_task WHERE unit_code = $1 AND kind = $2 LIMIT $3) AS found",
            )
            .bind(unit)
            .bind(kind.key())
            .bind(most)
            .fetch_one(&mut *connection)
            .await?;
            let found_late: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM (SELECT 1 AS one FROM desk_task
                                       WHERE unit_code = $1 AND kind = $2 AND due_at < $3 LIMIT $4) AS found",
            )
            .bind(unit)
            .bind(kind.key())
            .bind(now)
            .bind(most)
            .fetch_one(&mut *connection)
            .await?;
            count += found;
            late += found_late;
        }
        counts.push(TaskCount { kind, count: count.min(most), late: late.min(most) });
    }
    Ok(counts)
}

#[derive(FromRow)]
struct FoundRow {
    id: Uuid,
    code: String,
    agency_code: String,
    unit_code: String,
    procedure_code: String,
    applicant_name: String,
    status: i16,
    submitted_at: OffsetDateTime,
    due_at: Option<OffsetDateTime>,
}

impl FoundRow {
    fn read(self) -> Result<FoundDossier, StorageError> {
        Ok(FoundDossier {
            id: self.id,
            code: self.code,
            agency_code: self.agency_code,
            unit_code: self.unit_code,
            procedure_code: self.procedure_code,
            applicant_name: self.applicant_name,
            status: status_of(self.status)?,
            submitted_at: self.submitted_at,
            due_at: self.due_at,
        })
    }
}

const FOUND: &str = "SELECT d.id, d.code, d.agency_code, COALESCE(d.unit_code, d.agency_code) AS unit_code,
                            d.procedure_code, d.applicant_name, d.status, d.submitted_at, d.due_at
                     FROM dossier d WHERE ";

/// The first text after all that begin with a prefix, byte by byte.
fn end_of(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

pub(super) async fn find(
    connection: &mut Conn,
    units: &[String],
    search: &DossierSearch,
    limit: i64,
) -> Result<Vec<FoundDossier>, StorageError> {
    let units = serde_json::to_string(units).map_err(|error| StorageError::Damaged(error.to_string()))?;
    let mut query = QueryBuilder::<Db>::new(FOUND);
    let between = |query: &mut QueryBuilder<Db>, column: &str, prefix: &str| {
        query.push(column).push(bytewise!()).push(" >= ").push_bind(prefix.to_owned());
        query.push(" AND ").push(column).push(bytewise!()).push(" < ").push_bind(end_of(prefix));
    };
    match search {
        DossierSearch::Code(code) => {
            query.push("d.code = ").push_bind(code);
        }
        DossierSearch::Name(name) => {
            query.push("(");
            between(&mut query, "d.applicant_fold", name);
            query.push(" OR ");
            between(&mut query, "d.applicant_turned", name);
            query.push(")");
        }
        DossierSearch::Phone(digits) => between(&mut query, "d.applicant_phone", digits),
    }
    query.push(" AND (d.agency_code IN (").push(texts!()).push_bind(units.clone()).push(texts_end!());
    query.push(") OR d.unit_code IN (").push(texts!()).push_bind(units).push(texts_end!());
    query.push(")) ORDER BY d.submitted_at DESC, d.id DESC LIMIT ").push_bind(limit);
    let rows: Vec<FoundRow> = query.build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(FoundRow::read).collect()
}

pub(super) async fn filed(
    connection: &mut Conn,
    agency_code: &str,
    after: Option<(OffsetDateTime, Uuid)>,
    until: OffsetDateTime,
    limit: i64,
) -> Result<Vec<FoundDossier>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(FOUND);
    query.push("d.agency_code = ").push_bind(agency_code).push(" AND d.submitted_at < ").push_bind(until);
    if let Some((at, id)) = after {
        query.push(" AND (d.submitted_at, d.id) > (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(" ORDER BY d.submitted_at, d.id LIMIT ").push_bind(limit);
    let rows: Vec<FoundRow> = query.build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(FoundRow::read).collect()
}

pub(super) async fn due(
    connection: &mut Conn,
    before: OffsetDateTime,
    after: Option<QueuePlace>,
    limit: i64,
) -> Result<Vec<FoundDossier>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(FOUND);
    query.push("d.due_at IS NOT NULL AND d.settled_at IS NULL AND d.due_at < ").push_bind(before);
    if let Some(place) = after {
        query.push(" AND (d.due_at, d.id) > (").push_bind(place.due_at);
        query.push(", ").push_bind(place.dossier_id).push(")");
    }
    query.push(" ORDER BY d.due_at, d.id LIMIT ").push_bind(limit);
    let rows: Vec<FoundRow> = query.build_query_as().fetch_all(connection).await?;
    rows.into_iter().map(FoundRow::read).collect()
}
