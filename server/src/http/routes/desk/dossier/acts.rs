//! What this person may do with the dossier now, and the steps that are open.

use std::collections::BTreeMap;

use app::view::{DeskStepLine, Lateness};
use domain::dossier::{Command, CommandKind, is_free_of_lock, possible_in, required};
use domain::process::{Branching, StepRole};
use domain::staff::Permission;
use time::OffsetDateTime;

use super::super::act::example;
use super::super::near::near_until;
use super::agency_name;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::OpenDossier;

/// What this person may do now.
pub(super) fn acts(officer: &Officer, open: &OpenDossier) -> Vec<CommandKind> {
    let offered = |kind: &CommandKind| {
        if *kind == CommandKind::MoveDue || !possible_in(*kind).contains(&open.state.status) {
            return false;
        }
        let makes_sense = match kind {
            CommandKind::Claim => open.state.holder.is_none(),
            CommandKind::Release => open.state.holder.is_some(),
            CommandKind::Correct => open.state.last_act.as_ref().is_some_and(|act| act.officer == officer.id),
            CommandKind::Receive | CommandKind::Refuse => open.state.received_at.is_none(),
            CommandKind::Stop => open.state.received_at.is_some(),
            CommandKind::AnswerConsultation | CommandKind::DropConsultation => !open.state.consultations.is_empty(),
            CommandKind::DraftApology => open.state.apology.is_none() && open.state.due_at.is_some(),
            CommandKind::ApproveApology | CommandKind::RejectApology => open.state.apology.is_some(),
            CommandKind::AnswerSupplement => {
                open.state.supplement.as_ref().is_some_and(|asked| asked.answered_at.is_none())
            }
            _ => true,
        };
        let held = open.state.holder.is_some_and(|holder| holder != officer.id);
        let free = !held || sample(*kind, held).is_some_and(|command| is_free_of_lock(&command));
        let needs = needed(*kind, open, held);
        makes_sense && free && needs.iter().any(|(permission, agency)| officer.may(*permission, agency))
    };
    CommandKind::ALL.into_iter().filter(offered).collect()
}

/// Whether this person's roles allow an act of this kind.
pub(in crate::http::routes::desk) fn may_do(officer: &Officer, kind: CommandKind, open: &OpenDossier) -> bool {
    let held = open.state.holder.is_some_and(|holder| holder != officer.id);
    needed(kind, open, held).iter().any(|(permission, agency)| officer.may(*permission, agency))
}

/// A command of that kind without content; `held` when another officer has the dossier in hand.
fn sample(kind: CommandKind, held: bool) -> Option<Command> {
    match kind {
        CommandKind::Release if held => Some(Command::Release { because: Some(String::new()) }),
        kind => example(kind),
    }
}

/// The permissions of an act of this kind: of any step and any question that are open.
fn needed(kind: CommandKind, open: &OpenDossier, held: bool) -> Vec<(Permission, String)> {
    let of = |command: &Command| -> Vec<(Permission, String)> {
        let needed = required(&open.state, open.desk(), &open.process, command);
        needed.into_iter().map(|(permission, agency)| (permission, agency.to_owned())).collect()
    };
    match kind {
        CommandKind::CompleteStep => {
            let step = |id: &String| Command::CompleteStep { step: id.clone(), note: String::new(), choice: None };
            open.state.active.keys().flat_map(|id| of(&step(id))).collect()
        }
        CommandKind::AnswerConsultation => {
            let answer = |number: &i64| Command::AnswerConsultation { consultation: *number, answer: String::new() };
            open.state.consultations.keys().flat_map(|number| of(&answer(number))).collect()
        }
        kind => sample(kind, held).map(|command| of(&command)).unwrap_or_default(),
    }
}

/// The steps that are open, each with whether this person may finish it.
pub(super) fn steps(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    open: &OpenDossier,
    dues: &BTreeMap<String, Option<OffsetDateTime>>,
    now: OffsetDateTime,
) -> Vec<DeskStepLine> {
    let free = open.state.holder.is_none_or(|holder| holder == officer.id);
    let works = possible_in(CommandKind::CompleteStep).contains(&open.state.status);
    let active = open.state.active.values().filter_map(|begun| Some((begun, open.process.step(&begun.step)?)));
    active
        .map(|(begun, step)| {
            let due_at = dues.get(&step.id).copied().flatten();
            let permission = match step.role {
                StepRole::Receptionist => Permission::Receive,
                StepRole::Officer => Permission::Process,
                StepRole::Leader => Permission::SignResult,
            };
            let next = step.next.iter().filter_map(|id| open.process.step(id));
            DeskStepLine {
                id: step.id.clone(),
                name: asked.locale.of(&step.name).to_owned(),
                unit: agency_name(app, asked, &begun.unit),
                due_at,
                lateness: Lateness::of(due_at, now, near_until(app, [begun.unit.as_str()], now)),
                choices: match step.branching {
                    Branching::All => Vec::new(),
                    Branching::One => {
                        next.map(|next| (next.id.clone(), asked.locale.of(&next.name).to_owned())).collect()
                    }
                },
                may_finish: works && free && officer.may(permission, &begun.unit),
            }
        })
        .collect()
}
