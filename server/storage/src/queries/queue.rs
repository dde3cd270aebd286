//! The queues of the desk and finding dossiers. Every question is answered from the front of an index, so that a long queue
//! costs no more than a short one.

use sqlx::{FromRow, QueryBuilder};
use time::OffsetDateTime;
use uuid::Uuid;

use super::desk::{channel_of, status_of};
use super::{Conn, Db};
use crate::NO_DUE;
use crate::error::StorageError;
use crate::model::{
    DeskTask, DossierSearch, FoundDossier, ProcessKey, QueueChoices, QueueFilter, QueuePlace, QueueRow, TaskCount,
    TaskKind, TaskPlace,
};

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
    process_procedure: Option<String>,
    process_case: Option<String>,
    process_revision: Option<i64>,
    unread: bool,
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
            unread: self.unread,
            process: self.process_procedure.zip(self.process_revision).map(|(procedure_code, revision)| ProcessKey {
                procedure_code,
                case_id: self.process_case.filter(|case| !case.is_empty()),
                revision,
            }),
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
    after: Option<&TaskPlace>,
    limit: i64,
) -> Result<Vec<QueueRow>, StorageError> {
    let mut rows = Vec::new();
    for unit in &filter.units {
        for row in of_unit(connection, unit, filter, after, Way::Onwards, limit).await? {
            rows.push(row.read()?);
        }
    }
    rows.sort_by_cached_key(QueueRow::place);
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(rows)
}

/// The rows of the dossiers before and after a place, wherever that place itself may have gone.
pub(super) async fn around(
    connection: &mut Conn,
    filter: &QueueFilter,
    place: &TaskPlace,
) -> Result<(Option<QueueRow>, Option<QueueRow>), StorageError> {
    let (mut before, mut after): (Vec<QueueRow>, Vec<QueueRow>) = (Vec::new(), Vec::new());
    for unit in &filter.units {
        for (way, rows) in [(Way::Backwards, &mut before), (Way::Onwards, &mut after)] {
            // A dossier can have several tasks; the neighbour is another dossier.
            let found = of_unit(connection, unit, filter, Some(place), way, MOST_TASKS_OF_ONE).await?;
            for row in found {
                rows.push(row.read()?);
            }
        }
    }
    let other = |row: &QueueRow| row.dossier_id != place.dossier_id;
    let before = before.into_iter().filter(other).max_by_key(QueueRow::place);
    let after = after.into_iter().filter(other).min_by_key(QueueRow::place);
    Ok((before, after))
}

/// A dossier has hardly more steps in hand at once.
const MOST_TASKS_OF_ONE: i64 = 8;

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Onwards,
    Backwards,
}

async fn of_unit(
    connection: &mut Conn,
    unit: &str,
    filter: &QueueFilter,
    from: Option<&TaskPlace>,
    way: Way,
    limit: i64,
) -> Result<Vec<Row>, StorageError> {
    let mut query = QueryBuilder::<Db>::new(
        "SELECT t.dossier_id, d.code, t.procedure_code, d.applicant_name, d.status, d.channel, d.submitted_at,
                d.due_at AS dossier_due_at, d.version, t.unit_code, t.kind, t.step, t.due_at, t.holder,
                d.process_procedure, d.process_case, d.process_revision,
                EXISTS (SELECT 1 FROM dossier_message m
                        WHERE m.dossier_id = t.dossier_id AND m.staff_id IS NULL AND m.read_at IS NULL) AS unread
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
    if let Some(place) = from {
        // The first half is what an index can begin at; the second tells apart what is due at the same moment.
        let (bound, beyond) = if way == Way::Onwards { (">=", ">") } else { ("<=", "<") };
        query.push(" AND t.due_at ").push(bound).push(" ").push_bind(place.due_at);
        query.push(" AND (t.due_at, t.dossier_id, t.kind").push(bytewise!()).push(", t.step").push(bytewise!());
        query.push(") ").push(beyond).push(" (").push_bind(place.due_at).push(", ").push_bind(place.dossier_id);
        query.push(", ").push_bind(&place.kind).push(", ").push_bind(&place.step).push(")");
    }
    let turned = if way == Way::Onwards { "" } else { " DESC" };
    query.push(" ORDER BY t.due_at").push(turned).push(", t.dossier_id").push(turned);
    query.push(", t.kind").push(bytewise!()).push(turned).push(", t.step").push(bytewise!()).push(turned);
    query.push(" LIMIT ").push_bind(limit);
    Ok(query.build_query_as().fetch_all(connection).await?)
}

#[derive(FromRow)]
struct CountRow {
    kind: String,
    found: i64,
    late: i64,
}

pub(super) async fn counts(
    connection: &mut Conn,
    units: &[String],
    now: OffsetDateTime,
    most: i64,
) -> Result<Vec<TaskCount>, StorageError> {
    let mut counts: Vec<TaskCount> =
        TaskKind::ALL.into_iter().map(|kind| TaskCount { kind, count: 0, late: 0 }).collect();
    for unit in units {
        let mut query = QueryBuilder::<Db>::new("");
        for (place, kind) in TaskKind::ALL.into_iter().enumerate() {
            query.push(if place == 0 { "SELECT " } else { " UNION ALL SELECT " }).push_bind(kind.key());
            query.push(" AS kind, (SELECT COUNT(*) FROM (SELECT 1 AS one FROM desk_task WHERE unit_code = ");
            query.push_bind(unit).push(" AND kind = ").push_bind(kind.key()).push(" LIMIT ").push_bind(most);
            query.push(") AS work) AS found, (SELECT COUNT(*) FROM (SELECT 1 AS one FROM desk_task WHERE unit_code = ");
            query.push_bind(unit).push(" AND kind = ").push_bind(kind.key()).push(" AND due_at < ").push_bind(now);
            query.push(" LIMIT ").push_bind(most).push(") AS overdue) AS late");
        }
        let rows: Vec<CountRow> = query.build_query_as().fetch_all(&mut *connection).await?;
        for row in rows {
            if let Some(count) = counts.iter_mut().find(|count| count.kind.key() == row.kind) {
                count.count = (count.count + row.found).min(most);
                count.late = (count.late + row.late).min(most);
            }
        }
    }
    Ok(counts)
}

/// Late tasks that are counted over all units together: beyond that it is bad enough.
const MOST_LATE: i64 = 20_000;

pub(super) async fn late_units(
    connection: &mut Conn,
    units: &[String],
    now: OffsetDateTime,
    most: i64,
) -> Result<Vec<(String, i64)>, StorageError> {
    let units = serde_json::to_string(units).map_err(|error| StorageError::Damaged(error.to_string()))?;
    let mut query = QueryBuilder::<Db>::new("SELECT unit_code, COUNT(*) AS late FROM (SELECT unit_code FROM desk_task");
    query.push(" WHERE unit_code IN (").push(texts!()).push_bind(units).push(texts_end!());
    query.push(") AND due_at < ").push_bind(now).push(" LIMIT ").push_bind(MOST_LATE);
    query.push(") AS overdue GROUP BY unit_code ORDER BY COUNT(*) DESC, unit_code LIMIT ").push_bind(most);
    Ok(query.build_query_as().fetch_all(connection).await?)
}

/// What the tasks of the units can be narrowed to. Each next value is looked up from the one before at the front of an index,
/// so that the number of values counts and not the number of tasks.
pub(super) async fn choices(connection: &mut Conn, units: &[String], most: i64) -> Result<QueueChoices, StorageError> {
    let mut choices = QueueChoices::default();
    for unit in units {
        let mut procedures = values("procedure_code", unit, most);
        choices.procedures.extend(procedures.build_query_scalar::<String>().fetch_all(&mut *connection).await?);
        let mut steps = values("step", unit, most);
        let steps = steps.build_query_scalar::<String>().fetch_all(&mut *connection).await?;
        choices.steps.extend(steps.into_iter().filter(|step| !step.is_empty()));
        let mut holders = values("holder", unit, most);
        choices.holders.extend(holders.build_query_scalar::<Uuid>().fetch_all(&mut *connection).await?);
    }
    choices.procedures.sort_unstable();
    choices.procedures.dedup();
    choices.steps.sort_unstable();
    choices.steps.dedup();
    choices.holders.sort_unstable();
    choices.holders.dedup();
    Ok(choices)
}

fn values(column: &str, unit: &str, most: i64) -> QueryBuilder<Db> {
    let mut query = QueryBuilder::<Db>::new("WITH RECURSIVE found (value) AS (SELECT (SELECT ");
    query.push(column).push(" FROM desk_task WHERE unit_code = ").push_bind(unit.to_owned()).push(" AND ").push(column);
    query.push(" IS NOT NULL ORDER BY ").push(column).push(" LIMIT 1) UNION ALL SELECT (SELECT t.").push(column);
    query.push(" FROM desk_task t WHERE t.unit_code = ").push_bind(unit.to_owned()).push(" AND t.").push(column);
    query.push(" > found.value ORDER BY t.").push(column);
    query.push(
        " LIMIT 1) FROM found WHERE found.value IS NOT NULL) SELECT value FROM found WHERE value IS NOT NULL LIMIT ",
    );
    query.push_bind(most);
    query
}

#[derive(FromRow)]
pub(super) struct FoundRow {
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
    pub(super) fn read(self) -> Result<FoundDossier, StorageError> {
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

pub(super) const FOUND: &str = "SELECT d.id, d.code, d.agency_code, COALESCE(d.unit_code, d.agency_code) AS unit_code,
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
