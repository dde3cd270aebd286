//! What is to be done with a dossier, and by which unit: the rows of the queues.

use domain::dossier::{State, Status, Turn};
use domain::process::BegunStep;
use storage::{DeskTask, TaskKind};
use time::OffsetDateTime;

/// Everything that is to be done now. `desk` is the agency that received the filing, `answer_due_at` until when it has to
/// answer what waits for reception, `hand_on_by` until when what was received has to be handed to the unit; `step_due` tells it of a
/// step. Nothing is due later than what was promised to the applicant: who is late towards them is late in the queue.
pub(super) fn tasks_of(
    state: &State,
    desk: &str,
    answer_due_at: OffsetDateTime,
    hand_on_by: Option<OffsetDateTime>,
    step_due: &dyn Fn(&BegunStep) -> Option<OffsetDateTime>,
) -> Vec<DeskTask> {
    let task = |unit: &str, kind, due_at| DeskTask {
        unit_code: unit.to_owned(),
        kind,
        step: String::new(),
        due_at,
        holder: state.holder,
    };
    let at = if state.received_at.is_none() { desk } else { state.unit.as_str() };
    let mut tasks = match (state.status, state.turn()) {
        (Status::Submitted, _) | (Status::SupplementRequested, Turn::Desk) => {
            vec![task(desk, TaskKind::Receive, Some(answer_due_at))]
        }
        (Status::SupplementRequested, _) => {
            vec![task(at, TaskKind::Waiting, state.supplement.as_ref().and_then(|open| open.answer_by))]
        }
        (Status::PaymentRequested | Status::Stopped, _) => vec![task(at, TaskKind::Waiting, None)],
        (Status::Received, _) => vec![task(desk, TaskKind::Transfer, hand_on_by.into_iter().chain(state.due_at).min())],
        (Status::Settled, _) => vec![task(desk, TaskKind::HandOver, None)],
        _ => Vec::new(),
    };
    if matches!(state.status, Status::Received | Status::Processing) {
        let steps = state.active.values().map(|begun| DeskTask {
            unit_code: begun.unit.clone(),
            kind: TaskKind::Step,
            step: begun.step.clone(),
            due_at: step_due(begun),
            holder: state.holder,
        });
        tasks.extend(steps);
    }
    if state.is_open() {
        let questions = state.consultations.iter().map(|(sequence, asked)| DeskTask {
            unit_code: asked.unit.clone(),
            kind: TaskKind::Consultation,
            step: sequence.to_string(),
            due_at: asked.answer_by,
            holder: None,
        });
        tasks.extend(questions);
        if state.apology.is_some() {
            tasks.push(DeskTask { holder: None, ..task(at, TaskKind::Apology, state.due_at) });
        }
    }
    tasks
}
