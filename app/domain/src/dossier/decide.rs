//! The state machine: a state and a command become events, or a refusal with its reason.

use time::OffsetDateTime;
use uuid::Uuid;

use super::command::{Command, CommandKind};
use super::event::{Actor, Event, EventKind, HandOver, PaymentDemand, ResultDocument, SupplementItem};
use super::refusal::Refusal;
use super::state::State;
use super::status::Status;
use crate::process::{BegunStep, Branching, Process, Step, StepLimit, StepLimitUnit};

/// Longest reason or note, in characters.
pub const MAX_TEXT: usize = 4_000;
/// Most papers and fields in one supplement request.
pub const MAX_ITEMS: usize = 100;
/// Another unit answers within this time where the asking one sets no date: a rule of this product, for none is known (unverified).
const OPINION_LIMIT: StepLimit = StepLimit { amount: 3, unit: StepLimitUnit::WorkingDay };

/// The legal clock, as the state machine asks it. Implemented over `domain::clock` with the calendar and the hours of the agency.
pub trait Deadlines {
    /// When a dossier that is complete at `at` is due; None where no time limit was published.
    fn appointment(&self, at: OffsetDateTime) -> Option<OffsetDateTime>;
    /// Whether the full time limit begins again with a complete supplement instead of being shifted by the time paused.
    fn restarts_after_supplement(&self) -> bool;
    /// A due date shifted by the working time between two moments.
    fn shifted(&self, due_at: OffsetDateTime, from: OffsetDateTime, until: OffsetDateTime) -> OffsetDateTime;
    /// When a step that begins at `at` is due in that unit.
    fn step(&self, unit: &str, limit: StepLimit, at: OffsetDateTime) -> Option<OffsetDateTime>;
    /// The moment itself when the agency is open then or just closing, else the next opening: nothing is promised for a closed
    /// moment.
    fn open_from(&self, at: OffsetDateTime) -> OffsetDateTime;
}

/// What a decision rests on besides the state.
pub struct Ground<'a> {
    pub process: &'a Process,
    pub deadlines: &'a dyn Deadlines,
    pub actor: Actor,
    pub at: OffsetDateTime,
    /// The unit that settles the dossier after reception.
    pub settling_unit: &'a str,
}

/// Statuses in which a command is possible at all; what else has to hold is decided below.
#[must_use]
pub fn possible_in(command: CommandKind) -> &'static [Status] {
    use Status::{PaymentRequested, Processing, Received, Returned, Settled, Stopped, Submitted, SupplementRequested};
    match command {
        CommandKind::Receive | CommandKind::Refuse => &[Submitted, SupplementRequested],
        CommandKind::RequestSupplement => &[Submitted, Received, Processing, SupplementRequested],
        CommandKind::AnswerSupplement => &[SupplementRequested],
        CommandKind::Transfer | CommandKind::Claim | CommandKind::Release => {
            &[Submitted, Received, Processing, SupplementRequested, PaymentRequested, Stopped]
        }
        CommandKind::CompleteStep | CommandKind::Consult | CommandKind::RequestPayment | CommandKind::AttachResult => {
            &[Received, Processing]
        }
        // While the clock stands still too: the pause is added to the date when it ends.
        CommandKind::MoveDue => &[Received, Processing, SupplementRequested, PaymentRequested, Stopped],
        CommandKind::AnswerConsultation | CommandKind::DropConsultation => {
            &[Received, Processing, SupplementRequested, PaymentRequested, Stopped]
        }
        CommandKind::Stop => &[Received, Processing, SupplementRequested, PaymentRequested],
        CommandKind::Resume => &[Stopped],
        CommandKind::ConfirmPayment => &[PaymentRequested],
        CommandKind::HandOver => &[Settled],
        CommandKind::Withdraw => &[Submitted, Received, Processing, SupplementRequested, PaymentRequested, Stopped],
        CommandKind::DraftApology | CommandKind::RejectApology | CommandKind::ApproveApology => &[Received, Processing],
        CommandKind::Correct => &[
            Submitted,
            Received,
            Status::Refused,
            Processing,
            SupplementRequested,
            PaymentRequested,
            Stopped,
            Settled,
            Returned,
        ],
    }
}

/// What happens when somebody does this now.
///
/// # Errors
/// The reason why nothing happens.
pub fn decide(state: &State, command: Command, ground: &Ground<'_>) -> Result<Vec<Event>, Refusal> {
    let kind = command.kind();
    if !possible_in(kind).contains(&state.status) {
        return Err(Refusal::NotInThisStatus(state.status));
    }
    if !is_free_of_lock(&command) {
        held_by_another(state, ground.actor)?;
    }
    match command {
        Command::Receive { due_at } => receive(state, due_at, ground),
        Command::Refuse { reason, where_to_turn } => refuse(state, reason, where_to_turn),
        Command::RequestSupplement { items, again_because, answer_by } => {
            request_supplement(state, items, again_because, answer_by, ground.at)
        }
        Command::AnswerSupplement { note, replaced } => answer_supplement(state, note, replaced, ground),
        Command::Transfer { unit, note } => {
            // From the desk to the unit inside the same agency is a hand-over too.
            if unit == state.unit && state.status != Status::Received {
                return Err(Refusal::SameUnit);
            }
            Ok(vec![Event::Transferred { unit: text(unit, "unit")?, note: note_of(note)? }])
        }
        Command::Claim => match state.holder {
            Some(_) => Ok(Vec::new()),
            None => Ok(vec![Event::Claimed]),
        },
        Command::Release { because } => release(state, because),
        Command::CompleteStep { step, note, choice } => complete(state, &step, note, choice, ground),
        Command::Consult { unit, question, answer_by } => {
            let unit = text(unit, "unit")?;
            let question = text(question, "question")?;
            let answer_by = match later(answer_by, ground.at)? {
                Some(by_hand) => Some(by_hand),
                None => opinion_due(state, &unit, ground),
            };
            Ok(vec![Event::Consulted { unit, question, answer_by }])
        }
        Command::AnswerConsultation { consultation, answer } => {
            if !state.consultations.contains_key(&consultation) {
                return Err(Refusal::NoSuchConsultation);
            }
            Ok(vec![Event::ConsultAnswered { consultation, answer: text(answer, "answer")? }])
        }
        Command::DropConsultation { consultation, reason } => {
            if !state.consultations.contains_key(&consultation) {
                return Err(Refusal::NoSuchConsultation);
            }
            Ok(vec![Event::ConsultDropped { consultation, reason: text(reason, "reason")? }])
        }
        // What was never accepted is refused instead: it could not be resumed.
        Command::Stop { .. } if state.received_at.is_none() => Err(Refusal::NotInThisStatus(state.status)),
        Command::Stop { reason } => Ok(vec![Event::Stopped { reason: text(reason, "reason")? }]),
        Command::Resume => {
            let still_waits = state.supplement.is_some() || state.payment.is_some();
            Ok(vec![Event::Resumed { due_at: if still_waits { None } else { shifted(state, ground) } }])
        }
        Command::RequestPayment { demand } => request_payment(demand),
        Command::ConfirmPayment { receipt } => {
            Ok(vec![Event::Paid { receipt: text(receipt, "receipt")?, due_at: shifted(state, ground) }])
        }
        Command::AttachResult { result } => attach(result),
        // At the counter somebody takes it, and it is written down who.
        Command::HandOver { how: HandOver::Counter, receiver } => {
            Ok(vec![Event::Returned { how: HandOver::Counter, receiver: text(receiver, "receiver")? }])
        }
        Command::HandOver { how, receiver } => Ok(vec![Event::Returned { how, receiver: note_of(receiver)? }]),
        Command::Withdraw { reason } => Ok(vec![Event::Withdrawn { reason: note_of(reason)? }]),
        Command::DraftApology { reason, new_due_at } => draft_apology(state, reason, new_due_at, ground),
        Command::RejectApology { reason } => match state.apology {
            Some(_) => Ok(vec![Event::ApologyRejected { reason: text(reason, "reason")? }]),
            None => Err(Refusal::NoApology),
        },
        Command::ApproveApology { reason, new_due_at, again_because } => {
            approve_apology(state, reason, new_due_at, again_because, ground)
        }
        Command::MoveDue { due_at, because } => match state.due_at {
            None => Err(Refusal::NothingPromised),
            Some(now) if now == due_at => Ok(Vec::new()),
            Some(_) => Ok(vec![Event::DueMoved { due_at, because: text(because, "because")? }]),
        },
        Command::Correct { sequence, reason } => correct(state, sequence, reason, ground.actor),
    }
}

/// Whether it may be done while another officer has the dossier in hand: what other units and the leader are asked for.
#[must_use]
pub fn is_free_of_lock(command: &Command) -> bool {
    match command {
        Command::AnswerConsultation { .. } | Command::ApproveApology { .. } | Command::RejectApology { .. } => true,
        // The leader takes it out of somebody's hand, and says why.
        Command::Release { because } => because.is_some(),
        _ => false,
    }
}

/// A lock that shows who holds it: what one officer has in hand no other officer changes.
fn held_by_another(state: &State, actor: Actor) -> Result<(), Refusal> {
    match (state.holder, actor) {
        (Some(holder), Actor::Officer(id)) if holder != id => Err(Refusal::HeldByAnother(holder)),
        _ => Ok(()),
    }
}

/// Until when an opinion is needed where nobody named a date: never later than what was promised to the applicant, unless that
/// is over already.
fn opinion_due(state: &State, unit: &str, ground: &Ground<'_>) -> Option<OffsetDateTime> {
    let promised = state.due_at.filter(|due_at| *due_at > ground.at);
    ground.deadlines.step(unit, OPINION_LIMIT, ground.at).into_iter().chain(promised).min()
}

fn release(state: &State, because: Option<String>) -> Result<Vec<Event>, Refusal> {
    if state.holder.is_none() {
        return Err(Refusal::NotHeld);
    }
    let because = because.map(|reason| text(reason, "reason")).transpose()?;
    Ok(vec![Event::Released { because }])
}

fn text(value: String, field: &'static str) -> Result<String, Refusal> {
    let value = value.trim().to_owned();
    if value.is_empty() {
        return Err(Refusal::Missing(field));
    }
    if value.chars().count() > MAX_TEXT {
        return Err(Refusal::TooLong(field));
    }
    Ok(value)
}

/// A text that may be left out.
fn note_of(value: String) -> Result<String, Refusal> {
    if value.trim().is_empty() { Ok(String::new()) } else { text(value, "note") }
}

fn later(moment: Option<OffsetDateTime>, at: OffsetDateTime) -> Result<Option<OffsetDateTime>, Refusal> {
    match moment {
        Some(moment) if moment <= at => Err(Refusal::NotLater(at)),
        moment => Ok(moment),
    }
}

/// The new date of an apology lies in the opening hours: nobody could keep it otherwise.
fn open_then(moment: OffsetDateTime, ground: &Ground<'_>) -> Result<OffsetDateTime, Refusal> {
    match ground.deadlines.open_from(moment) {
        open if open == moment => Ok(moment),
        open => Err(Refusal::ClosedThen(open)),
    }
}

/// Whether the desk is still to decide on accepting it: it was never accepted, and the applicant owes nothing.
fn at_reception(state: &State) -> bool {
    state.received_at.is_none()
        && match state.status {
            Status::Submitted => true,
            Status::SupplementRequested => state.supplement.as_ref().is_some_and(|open| open.answered_at.is_some()),
            _ => false,
        }
}

fn receive(state: &State, by_hand: Option<OffsetDateTime>, ground: &Ground<'_>) -> Result<Vec<Event>, Refusal> {
    if !at_reception(state) {
        return Err(Refusal::NotInThisStatus(state.status));
    }
    let due_at = match ground.deadlines.appointment(ground.at) {
        Some(due_at) => Some(due_at),
        None => Some(later(by_hand, ground.at)?.ok_or(Refusal::DateNeeded)?),
    };
    let unit = ground.settling_unit.to_owned();
    let steps = ground.process.first().map(|step| begun(step, &unit, ground)).into_iter().collect();
    Ok(vec![Event::Received { due_at, unit, steps }])
}

fn refuse(state: &State, reason: String, where_to_turn: String) -> Result<Vec<Event>, Refusal> {
    if state.received_at.is_some() {
        return Err(Refusal::NotInThisStatus(state.status));
    }
    Ok(vec![Event::Refused { reason: text(reason, "reason")?, where_to_turn: text(where_to_turn, "where_to_turn")? }])
}

fn request_supplement(
    state: &State,
    items: Vec<SupplementItem>,
    again_because: Option<String>,
    answer_by: Option<OffsetDateTime>,
    at: OffsetDateTime,
) -> Result<Vec<Event>, Refusal> {
    if state.status == Status::SupplementRequested && !at_reception(state) {
        return Err(Refusal::NotInThisStatus(state.status));
    }
    if items.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    if items.len() > MAX_ITEMS {
        return Err(Refusal::TooMuchNamed(MAX_ITEMS));
    }
    let items = items
        .into_iter()
        .map(|item| Ok(SupplementItem { instruction: text(item.instruction, "instruction")?, ..item }))
        .collect::<Result<Vec<_>, Refusal>>()?;
    let again_because = match again_because.map(note_of).transpose()? {
        Some(reason) if !reason.is_empty() => Some(reason),
        _ if state.supplements > 0 => return Err(Refusal::SecondNeedsReason),
        _ => None,
    };
    // Only a second request has a reason to give for coming again.
    let again_because = again_because.filter(|_| state.supplements > 0);
    Ok(vec![Event::SupplementRequested { items, again_because, answer_by: later(answer_by, at)? }])
}

fn answer_supplement(
    state: &State,
    note: String,
    replaced: Vec<Uuid>,
    ground: &Ground<'_>,
) -> Result<Vec<Event>, Refusal> {
    match &state.supplement {
        Some(open) if open.answered_at.is_none() => {}
        _ => return Err(Refusal::AlreadyAnswered),
    }
    let due_at = match state.due_at {
        Some(_) if ground.deadlines.restarts_after_supplement() => ground.deadlines.appointment(ground.at),
        _ => shifted(state, ground),
    };
    Ok(vec![Event::SupplementAnswered { note: note_of(note)?, replaced, due_at }])
}

/// The due date after the pause that ends now.
fn shifted(state: &State, ground: &Ground<'_>) -> Option<OffsetDateTime> {
    let from = state.paused_since()?;
    state.due_at.map(|due_at| ground.deadlines.shifted(due_at, from, ground.at))
}

fn begun(step: &Step, settling_unit: &str, ground: &Ground<'_>) -> BegunStep {
    let unit = step.unit.clone().unwrap_or_else(|| settling_unit.to_owned());
    BegunStep { step: step.id.clone(), due_at: ground.deadlines.step(&unit, step.limit, ground.at), unit }
}

fn complete(
    state: &State,
    id: &str,
    note: String,
    choice: Option<String>,
    ground: &Ground<'_>,
) -> Result<Vec<Event>, Refusal> {
    let step = ground.process.step(id).filter(|_| state.active.contains_key(id));
    let step = step.ok_or_else(|| Refusal::NotThisStep(id.to_owned()))?;
    let chosen: Vec<&str> = match step.branching {
        Branching::All => step.next.iter().map(String::as_str).collect(),
        Branching::One => match choice.as_deref().filter(|choice| step.next.iter().any(|next| next == choice)) {
            Some(choice) => vec![choice],
            None => return Err(Refusal::ChooseNext(step.next.clone())),
        },
    };
    let others: Vec<&str> = state.active.keys().map(String::as_str).filter(|active| *active != id).collect();
    // Where branches meet, the step begins when no step in hand leads to it any more.
    let waits = |next: &str| {
        let siblings = chosen.iter().copied().filter(|other| *other != next);
        let open: Vec<&str> = others.iter().copied().chain(siblings).collect();
        ground.process.leads_to(&open, next) || open.contains(&next)
    };
    let next: Vec<&Step> =
        chosen.iter().filter(|next| !waits(next)).filter_map(|next| ground.process.step(next)).collect();
    let last = next.is_empty() && others.is_empty();
    if last {
        if !state.consultations.is_empty() {
            return Err(Refusal::ConsultationOpen);
        }
        if state.result.is_none() {
            return Err(Refusal::ResultMissing);
        }
    }
    let began = next.into_iter().map(|step| begun(step, &state.unit, ground)).collect();
    let mut events = vec![Event::StepDone { step: id.to_owned(), note: note_of(note)?, began }];
    if last {
        events.push(Event::Settled);
    }
    Ok(events)
}

fn request_payment(demand: PaymentDemand) -> Result<Vec<Event>, Refusal> {
    if demand.amount <= 0 {
        return Err(Refusal::NoAmount);
    }
    let reason = text(demand.reason, "reason")?;
    Ok(vec![Event::PaymentRequested { demand: PaymentDemand { reason, ..demand } }])
}

fn attach(result: ResultDocument) -> Result<Vec<Event>, Refusal> {
    let result = ResultDocument {
        number: text(result.number, "number")?,
        title: text(result.title, "title")?,
        signer: text(result.signer, "signer")?,
        ..result
    };
    Ok(vec![Event::ResultAttached { result }])
}

fn draft_apology(
    state: &State,
    reason: String,
    new_due_at: OffsetDateTime,
    ground: &Ground<'_>,
) -> Result<Vec<Event>, Refusal> {
    let at = ground.at;
    let due_at = state.due_at.ok_or(Refusal::NothingPromised)?;
    if state.apology.is_some() {
        return Err(Refusal::ApologyWaits);
    }
    if new_due_at <= due_at.max(at) {
        return Err(Refusal::NotLater(due_at.max(at)));
    }
    let new_due_at = open_then(new_due_at, ground)?;
    Ok(vec![Event::ApologyDrafted { reason: text(reason, "reason")?, new_due_at }])
}

/// The leader approves what was drafted, or puts the reason and the date right with the same press.
fn approve_apology(
    state: &State,
    reason: Option<String>,
    new_due_at: Option<OffsetDateTime>,
    again_because: Option<String>,
    ground: &Ground<'_>,
) -> Result<Vec<Event>, Refusal> {
    let at = ground.at;
    let apology = state.apology.as_ref().ok_or(Refusal::NoApology)?;
    let reason = match reason {
        Some(reason) => text(reason, "reason")?,
        None => apology.reason.clone(),
    };
    let new_due_at = match new_due_at.filter(|by_hand| *by_hand != apology.new_due_at) {
        Some(by_hand) => open_then(by_hand, ground)?,
        None => apology.new_due_at,
    };
    // An apology never promises an earlier date than the one that stands.
    let latest = state.due_at.map_or(at, |due_at| due_at.max(at));
    if new_due_at <= latest {
        return Err(Refusal::NotLater(latest));
    }
    let again_because = again_because.map(note_of).transpose()?.filter(|reason| !reason.is_empty());
    if state.reappointments > 0 && again_because.is_none() {
        return Err(Refusal::SecondNeedsReason);
    }
    Ok(vec![Event::Reappointed {
        reason,
        new_due_at,
        again_because: again_because.filter(|_| state.reappointments > 0),
    }])
}

fn correct(state: &State, sequence: i64, reason: String, actor: Actor) -> Result<Vec<Event>, Refusal> {
    let own = |officer: Uuid| actor == Actor::Officer(officer);
    match &state.last_act {
        Some(act) if act.sequence == sequence && own(act.officer) => {
            let reason = text(reason, "reason")?;
            let back = |sequence| Event::Corrected { sequence, reason: reason.clone() };
            // Settled was what the last step did: both are taken back, the later first.
            let with_it = (act.kind == EventKind::Settled).then(|| back(sequence - 1));
            Ok(std::iter::once(back(sequence)).chain(with_it).collect())
        }
        _ => Err(Refusal::NotYoursToTakeBack),
    }
}
