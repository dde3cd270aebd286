//! The rows of the queue with the names that belong to them.

use std::collections::HashMap;

use app::components::address::query_value;
use app::view::{Lateness, QueueChoice, QueueLine, QueueOptions};
use domain::staff::Permission;
use storage::{QueueRow, TaskKind};
use time::OffsetDateTime;
use uuid::Uuid;

use super::choice::place_text;
use crate::http::page::Asked;
use crate::http::routes::rows;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

/// Names of officers by their account.
pub(super) async fn officers(
    app: &App,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, ServiceError> {
    let mut wanted: Vec<Uuid> = ids.collect();
    wanted.sort_unstable();
    wanted.dedup();
    Ok(app.services.storage.staff_names(wanted).await?.into_iter().collect())
}

/// Name of the step of a row; none for other work than a step.
pub(super) async fn step_name(app: &App, asked: &Asked, row: &QueueRow) -> Result<Option<String>, ServiceError> {
    let Some(key) = row.process.as_ref().filter(|_| row.task.kind == TaskKind::Step) else { return Ok(None) };
    let process = app.services.process(key).await?;
    Ok(process.step(&row.task.step).map(|step| asked.locale.of(&step.name).to_owned()))
}

/// The rows as the page shows them.
pub(super) async fn lines(
    app: &App,
    asked: &Asked,
    choice: &QueueChoice,
    rows: Vec<QueueRow>,
    (now, near_until): (OffsetDateTime, OffsetDateTime),
) -> Result<Vec<QueueLine>, ServiceError> {
    let names = officers(app, rows.iter().filter_map(|row| row.task.holder)).await?;
    let queue = query_value(&choice.query());
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let place = place_text(&row.place());
        lines.push(QueueLine {
            step: step_name(app, asked, &row).await?,
            href: asked.href(&format!("/can-bo/ho-so/{}?hang={queue}&cho={}", row.code, query_value(&place))),
            version: row.version,
            procedure: procedure_name(app, asked, &row.procedure_code),
            code: row.code,
            applicant: row.applicant_name,
            kind: row.task.kind.key(),
            status: row.status,
            channel: row.channel,
            due_at: row.task.due_at,
            lateness: Lateness::of(row.task.due_at, now, near_until),
            holder: row.task.holder.and_then(|id| names.get(&id).cloned()),
            unread: row.unread,
        });
    }
    Ok(lines)
}

/// Name of a procedure as the catalogue in memory has it.
pub(in super::super) fn procedure_name(app: &App, asked: &Asked, code: &str) -> String {
    rows::procedure_name(app, asked.locale, code)
}

/// Most values that one filter offers.
const OFFERED: i64 = 200;

/// What the queue of these units can be narrowed to.
pub(super) async fn options(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    units: Vec<String>,
) -> Result<QueueOptions, ServiceError> {
    let choices = app.services.storage.queue_choices(units, OFFERED).await?;
    let names = officers(app, choices.holders.iter().copied()).await?;
    let processes = match choices.steps.is_empty() {
        true => Vec::new(),
        false => app.services.processes_in_force().await?,
    };
    let step_name = |id: &String| {
        let step = processes.iter().find_map(|process| process.step(id));
        (id.clone(), step.map_or_else(|| id.clone(), |step| asked.locale.of(&step.name).to_owned()))
    };
    let agency_name = |code: &str| {
        let agency = app.services.data.agency(code);
        (code.to_owned(), agency.map_or_else(|| code.to_owned(), |agency| asked.locale.of(&agency.name).to_owned()))
    };
    let others = choices.holders.iter().filter(|id| **id != officer.id);
    Ok(QueueOptions {
        units: officer.reach(Permission::SeeQueue).into_iter().map(agency_name).collect(),
        procedures: choices.procedures.iter().map(|code| (code.clone(), procedure_name(app, asked, code))).collect(),
        steps: choices.steps.iter().map(step_name).collect(),
        officers: others.filter_map(|id| Some((id.to_string(), names.get(id)?.clone()))).collect(),
    })
}
