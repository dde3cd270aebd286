//! Which permission, at which agency, a command needs. Who has it is answered by [`crate::staff::may`].

use super::command::{Command, CommandKind};
use super::decide::is_free_of_lock;
use super::state::State;
use super::status::Status;
use crate::process::{Process, StepRole};
use crate::staff::Permission;

/// Everything a member of staff needs for a command: all of them have to hold. `desk` is the agency that received the
/// filing. What an officer does for an applicant at the counter (answering, withdrawing) is the work of reception.
#[must_use]
pub fn required<'a>(
    state: &'a State,
    desk: &'a str,
    process: &Process,
    command: &'a Command,
) -> Vec<(Permission, &'a str)> {
    let unit = state.unit.as_str();
    let at_reception = state.received_at.is_none();
    match command.kind() {
        CommandKind::Receive | CommandKind::Refuse | CommandKind::AnswerSupplement | CommandKind::Withdraw => {
            vec![(Permission::Receive, desk)]
        }
        CommandKind::RequestSupplement => {
            let ask = if at_reception { (Permission::Receive, desk) } else { (Permission::Process, unit) };
            let again = (Permission::SecondSupplement, if at_reception { desk } else { unit });
            // A second request is the leader's: who may make it needs no other permission.
            if state.supplements > 0 { vec![again] } else { vec![ask] }
        }
        CommandKind::Transfer if at_reception || state.status == Status::Received => {
            vec![(Permission::Transfer, desk)]
        }
        // What is being processed is not the desk's to send elsewhere, nor to take in hand.
        CommandKind::Transfer => vec![(Permission::Process, unit)],
        // With a reason the leader takes it out of another's hand.
        CommandKind::Release if is_free_of_lock(command) => vec![(Permission::SignResult, worked_at(state, desk))],
        CommandKind::Claim | CommandKind::Release if at_reception || state.status == Status::Received => {
            vec![(Permission::Claim, worked_at(state, desk))]
        }
        CommandKind::Claim | CommandKind::Release => vec![(Permission::Process, unit)],
        CommandKind::CompleteStep => vec![step(state, process, command)],
        CommandKind::AnswerConsultation => {
            let asked = match command {
                Command::AnswerConsultation { consultation, .. } => state.consultations.get(consultation),
                _ => None,
            };
            vec![(Permission::Process, asked.map_or(unit, |asked| asked.unit.as_str()))]
        }
        CommandKind::Consult
        | CommandKind::DropConsultation
        | CommandKind::Stop
        | CommandKind::Resume
        | CommandKind::RequestPayment => {
            vec![(Permission::Process, unit)]
        }
        CommandKind::ConfirmPayment => vec![(Permission::HandOver, desk)],
        CommandKind::AttachResult => vec![(Permission::AttachResult, unit)],
        CommandKind::HandOver => vec![(Permission::HandOver, desk)],
        CommandKind::DraftApology => vec![(Permission::Process, unit)],
        CommandKind::RejectApology => vec![(Permission::ApproveApology, unit)],
        CommandKind::ApproveApology if state.reappointments > 0 => vec![(Permission::SecondReappointment, unit)],
        CommandKind::ApproveApology => vec![(Permission::ApproveApology, unit)],
        // The clock alone moves a due date.
        CommandKind::MoveDue => vec![(Permission::SeeJobs, desk), (Permission::SignResult, unit)],
        // That it was the own act is decided with the state.
        CommandKind::Correct => {
            let unit = state.last_act.as_ref().and_then(|act| act.unit.as_deref());
            vec![(Permission::Claim, unit.unwrap_or(desk))]
        }
    }
}

/// Where it is worked on: at the desk until it is received, and again when the result is there.
fn worked_at<'a>(state: &'a State, desk: &'a str) -> &'a str {
    if state.received_at.is_none() || !state.is_open() { desk } else { state.unit.as_str() }
}

fn step<'a>(state: &'a State, process: &Process, command: &'a Command) -> (Permission, &'a str) {
    let id = match command {
        Command::CompleteStep { step, .. } => step.as_str(),
        _ => "",
    };
    let unit = state.active.get(id).map_or(state.unit.as_str(), |begun| begun.unit.as_str());
    let permission = match process.step(id).map(|step| step.role) {
        Some(StepRole::Receptionist) => Permission::Receive,
        Some(StepRole::Leader) => Permission::SignResult,
        Some(StepRole::Officer) | None => Permission::Process,
    };
    (permission, unit)
}
