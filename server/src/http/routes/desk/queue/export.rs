//! The queue as a table for spreadsheets, sent as it is read: as much memory for a million rows as for fifty.

use app::view::QueueChoice;
use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::calendar::vietnam;
use domain::staff::Permission;
use futures::stream;
use storage::{QueueFilter, QueueRow, TaskPlace};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::super::Fields;
use super::choice::{choice_of, filter_for};
use super::lines::{officers, procedure_name, step_name};
use crate::http::page::Asked;
use crate::http::routes::downloads::harmless;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

/// Rows that are read at once.
const CHUNK: i64 = 500;

const COLUMNS: [&str; 14] = [
    "code",
    "procedure_code",
    "procedure",
    "applicant",
    "status_code",
    "status",
    "channel",
    "submitted_at",
    "due_at",
    "unit_code",
    "work",
    "step",
    "work_due_at",
    "officer",
];

struct Reading {
    app: App,
    asked: Asked,
    filter: QueueFilter,
    after: Option<TaskPlace>,
    stage: Stage,
}

enum Stage {
    Head,
    Rows,
    Over,
}

pub(in super::super) async fn csv(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let choice: QueueChoice = choice_of(&officer, &query);
    let filter = filter_for(&app, &officer, Permission::ExportCsv, &choice, app.services.clock.now());
    // Who took a list out of the house is kept in the log; what stands in it is not.
    tracing::info!(officer = %officer.id, units = filter.units.len(), "An officer exports a queue");
    let reading = Reading { app, asked, filter, after: None, stage: Stage::Head };
    let rows = stream::try_unfold(reading, |reading| async move {
        // A reader who gets an error gets no end of file either: a cut table never passes for a whole one.
        next(reading).await.map_err(|error| {
            tracing::error!(?error, "An export broke off");
            std::io::Error::other("the export broke off")
        })
    });
    let mut response = Body::from_stream(rows).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"ho-so.csv\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn next(mut reading: Reading) -> Result<Option<(Bytes, Reading)>, ServiceError> {
    match reading.stage {
        Stage::Head => {
            reading.stage = Stage::Rows;
            // Spreadsheets take a file without the mark for their own code page and garble the Vietnamese.
            let mut text = "\u{FEFF}".as_bytes().to_vec();
            text.extend(written(std::iter::once(COLUMNS.map(str::to_owned)))?);
            Ok(Some((text.into(), reading)))
        }
        Stage::Rows => {
            let rows = reading.app.services.storage.queue(reading.filter.clone(), reading.after.clone(), CHUNK).await?;
            if i64::try_from(rows.len()).unwrap_or_default() < CHUNK {
                reading.stage = Stage::Over;
            }
            let Some(last) = rows.last() else { return Ok(None) };
            reading.after = Some(last.place());
            let records = records(&reading.app, &reading.asked, rows).await?;
            Ok(Some((written(records.into_iter())?.into(), reading)))
        }
        Stage::Over => Ok(None),
    }
}

fn written(records: impl Iterator<Item = [String; 14]>) -> Result<Vec<u8>, ServiceError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        writer.write_record(record.map(|cell| harmless(&cell))).map_err(|error| ServiceError::Failed(error.into()))?;
    }
    writer.into_inner().map_err(|error| ServiceError::Failed(error.to_string().into()))
}

async fn records(app: &App, asked: &Asked, rows: Vec<QueueRow>) -> Result<Vec<[String; 14]>, ServiceError> {
    let names = officers(app, rows.iter().filter_map(|row| row.task.holder)).await?;
    let when = |at: Option<OffsetDateTime>| {
        at.and_then(|at| at.to_offset(vietnam()).replace_nanosecond(0).ok()?.format(&Rfc3339).ok()).unwrap_or_default()
    };
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        let step = step_name(app, asked, &row).await?.unwrap_or_default();
        records.push([
            row.code,
            row.procedure_code.clone(),
            procedure_name(app, asked, &row.procedure_code),
            row.applicant_name,
            row.status.code().to_string(),
            asked.locale.pick(row.status.name_vi(), row.status.name_en()).to_owned(),
            row.channel.key().to_owned(),
            when(Some(row.submitted_at)),
            when(row.dossier_due_at),
            row.task.unit_code,
            row.task.kind.key().to_owned(),
            step,
            when(row.task.due_at),
            row.task.holder.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        ]);
    }
    Ok(records)
}
