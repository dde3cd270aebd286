//! One act on a dossier, from the question to what is committed.

use domain::clock::Step;
use domain::dossier::{
    ANSWER_WITHIN_WORKING_HOURS, Actor, Command, DossierEvent, Event, EventKind, Ground, Paused, Refusal, State,
    Status, decide, required,
};
use domain::filing::Answers;
use domain::indicator::{DossierFacts, counted, difference};
use domain::process::{StepLimit, StepLimitUnit};
use domain::staff::Permission;
use storage::{
    ChangeOutcome, ClosedDraft, CountChange, DossierChange, FoundBy, NewDossierFile, Projection, WaitChange,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::deadlines::DossierDeadlines;
use super::load::OpenDossier;
use super::notices::notices_of;
use super::tasks::tasks_of;
use crate::catalogue::desk_day;
use crate::services::{RefusalKind, ServiceError, Services};
use domain::dossier::Deadlines;

/// Between judging and writing somebody else may have been first; each try judges anew.
const TRIES: usize = 5;

/// Who acts, and what that person may do where.
pub enum Hand<'a> {
    /// Whoever proved to hold the dossier.
    Applicant,
    /// A member of staff; the second answers «may this person do that there?» by `domain::staff::may`.
    Officer(Uuid, &'a (dyn Fn(Permission, &str) -> bool + Send + Sync)),
    /// A job.
    Clock,
}

impl Hand<'_> {
    fn actor(&self) -> Actor {
        match self {
            Self::Applicant => Actor::Applicant,
            Self::Officer(id, _) => Actor::Officer(*id),
            Self::Clock => Actor::System,
        }
    }
}

/// What is to be done, with what goes along.
#[derive(Debug, Clone)]
pub struct Act {
    pub command: Command,
    /// The version the person saw; when it is another one now, nothing happens and the person is told. None for acts that
    /// are right whatever happened meanwhile.
    pub seen: Option<i64>,
    /// Files that become part of the dossier with it.
    pub files: Vec<NewDossierFile>,
    /// Answers as a supplement corrected them, with the revision of the form that judged them.
    pub answers: Option<(String, Option<i64>)>,
    /// The draft of a supplement that ends with it.
    pub closes_draft: Option<ClosedDraft>,
    /// By what the dossier is found from now on, when name or phone were corrected.
    pub found_by: Option<FoundBy>,
}

impl Act {
    /// An act without anything that goes along.
    #[must_use]
    pub fn new(command: Command, seen: Option<i64>) -> Self {
        Self { command, seen, files: Vec::new(), answers: None, closes_draft: None, found_by: None }
    }
}

/// What became of it.
#[derive(Debug, Clone)]
pub struct Acted {
    /// Version of the dossier after it.
    pub version: i64,
    /// What happened; nothing where it had been so already.
    pub events: Vec<Event>,
    pub state: State,
}

impl Services {
    /// Does it, if the rules and the person's roles allow it.
    ///
    /// # Errors
    /// Refused with `dossier_not_found`, `not_permitted`, `dossier_changed`, or `desk_` and the key of the domain's refusal.
    pub async fn act(&self, code: &str, hand: &Hand<'_>, act: Act) -> Result<Acted, ServiceError> {
        for _ in 0..TRIES {
            let held = self.open_dossier(code).await?;
            let held = held.ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "dossier_not_found"))?;
            if act.seen.is_some_and(|seen| seen != held.state.version) {
                return Err(ServiceError::refused(RefusalKind::Conflict, "dossier_changed"));
            }
            permitted(&held, hand, &act.command)?;
            self.known_unit(&act.command)?;
            let now = self.clock.now();
            let (change, acted) = self.judge(&held, hand.actor(), &act, now).await?;
            let Some(change) = change else { return Ok(acted) };
            match self.storage.change_dossier(change).await? {
                ChangeOutcome::Done(_) => return Ok(acted),
                ChangeOutcome::Outdated if act.seen.is_some() => {
                    return Err(ServiceError::refused(RefusalKind::Conflict, "dossier_changed"));
                }
                ChangeOutcome::Outdated => {}
            }
        }
        Err(ServiceError::Busy)
    }

    /// When the result would be promised if the dossier were accepted at `at`; none where no limit is published.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn appointment(
        &self,
        open: &OpenDossier,
        at: OffsetDateTime,
    ) -> Result<Option<OffsetDateTime>, ServiceError> {
        let record = &open.dossier.record;
        let current = self.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
        let Some(current) = current else { return Ok(None) };
        let deadlines = self.deadlines(open, &current.procedure);
        Ok(deadlines.appointment(at))
    }

    /// How the date that is promised now was counted, with the time in which the applicant completed the papers; where that does
    /// not lead to it (a stop, a payment, an apology, a calendar that changed since), how the first date was; nothing where that
    /// was set by hand.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn promise_trace(&self, open: &OpenDossier) -> Result<Vec<Step>, ServiceError> {
        let Some((received, promised)) = open.state.received_at.zip(open.state.first_due_at) else {
            return Ok(Vec::new());
        };
        let record = &open.dossier.record;
        let current = self.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
        let Some(current) = current else { return Ok(Vec::new()) };
        let deadlines = self.deadlines(open, &current.procedure);
        let ended = open.state.pauses.iter().filter(|pause| pause.from >= received && pause.until.is_some());
        let pauses: Vec<Paused> = ended.copied().collect();
        // The clock tells of a pause as one in which papers were completed.
        let told = pauses.iter().all(|pause| pause.why == Status::SupplementRequested);
        let whole = deadlines.explained_with(received, &pauses).filter(|due| told && due.at == open.state.due_at);
        let due = whole.or_else(|| deadlines.explained(received).filter(|due| due.at == Some(promised)));
        Ok(due.map(|due| due.trace).unwrap_or_default())
    }

    /// Refuses to hand anything to a unit that there is not, or not any more.
    fn known_unit(&self, command: &Command) -> Result<(), ServiceError> {
        let (Command::Transfer { unit, .. } | Command::Consult { unit, .. }) = command else { return Ok(()) };
        let today = desk_day(self.clock.now());
        // That it is missing is for the rules to say.
        let known = unit.trim().is_empty() || self.data.agency(unit.trim()).is_some_and(|one| one.is_valid_on(today));
        if known { Ok(()) } else { Err(ServiceError::field("unit", "agency_unknown", &[])) }
    }

    async fn judge(
        &self,
        held: &OpenDossier,
        actor: Actor,
        act: &Act,
        now: OffsetDateTime,
    ) -> Result<(Option<DossierChange>, Acted), ServiceError> {
        let record = &held.dossier.record;
        let current = self.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
        let current = current.ok_or_else(|| ServiceError::Failed("the procedure of a dossier is missing".into()))?;
        let deadlines = self.deadlines(held, &current.procedure);
        let ground =
            Ground { process: &held.process, deadlines: &deadlines, actor, at: now, settling_unit: held.desk() };
        let events = decide(&held.state, act.command.clone(), &ground).map_err(refused)?;
        if events.is_empty() {
            return Ok((None, Acted { version: held.state.version, events, state: held.state.clone() }));
        }
        let mut history = record.events.clone();
        for (sequence, event) in (held.state.version + 1..).zip(&events) {
            history.push(DossierEvent { sequence, at: now, actor, event: event.clone() });
        }
        let state = State::of(held.desk(), &history);
        let state = state.ok_or_else(|| ServiceError::Failed("a history without a beginning".into()))?;
        let mut change = self.change(held, &deadlines, actor, act, &events, &state, now)?;
        change.counts = counts(held, &history);
        change.waits = waits(held, &history);
        Ok((Some(change), Acted { version: state.version, events, state }))
    }

    #[expect(clippy::too_many_arguments, reason = "everything that one change is made of, put together in one place")]
    fn change(
        &self,
        held: &OpenDossier,
        deadlines: &DossierDeadlines<'_>,
        actor: Actor,
        act: &Act,
        events: &[Event],
        state: &State,
        now: OffsetDateTime,
    ) -> Result<DossierChange, ServiceError> {
        let record = &held.dossier.record;
        let happened = |kind: EventKind| events.iter().any(|event| event.kind() == kind);
        // An answered supplement that was asked for at reception owes the applicant an answer as a new filing does.
        let owes_answer = happened(EventKind::SupplementAnswered) && state.received_at.is_none();
        let answer_due_at = match owes_answer {
            true => self.calendars.of(Some(held.desk())).add_working_hours(now, ANSWER_WITHIN_WORKING_HOURS),
            false => None,
        };
        let one_day = StepLimit { amount: 8, unit: StepLimitUnit::Hour };
        let hand_on_by = state.received_at.and_then(|at| deadlines.step(held.desk(), one_day, at));
        // Whoever corrected the address is told there.
        let answers = act.answers.as_ref().map_or(&record.answers, |(answers, _)| answers);
        let answers: Answers = serde_json::from_str(answers)
            .map_err(|error| ServiceError::Failed(format!("answers of a dossier are damaged: {error}").into()))?;
        Ok(DossierChange {
            dossier_id: record.id,
            version: held.state.version,
            at: now,
            actor,
            events: events.to_vec(),
            projection: Projection {
                status: state.status,
                unit_code: state.unit.clone(),
                received_at: state.received_at,
                due_at: state.due_at,
                settled_at: state.settled_at,
                returned_at: state.returned_at,
                paused_at: state.paused_since(),
                reappointments: i64::from(state.reappointments),
            },
            tasks: tasks_of(state, held.desk(), answer_due_at.unwrap_or(record.answer_due_at), hand_on_by, &|begun| {
                state.step_due(begun, &held.process, deadlines)
            }),
            files: act.files.clone(),
            answers: act.answers.clone(),
            process: happened(EventKind::Received).then(|| held.process_key.clone()),
            notices: self.by_ways_of_this_portal(notices_of(
                state,
                events,
                &answers,
                &held.dossier.language,
                &self.random,
                now,
            )),
            answers_filing: [EventKind::Received, EventKind::Refused, EventKind::SupplementRequested]
                .into_iter()
                .any(happened),
            answer_due_at,
            closes_draft: act.closes_draft,
            found_by: act.found_by.clone(),
            counts: Vec::new(),
            waits: Vec::new(),
        })
    }
}

/// What the change adds to the counters of the indicators.
fn counts(held: &OpenDossier, history: &[DossierEvent]) -> Vec<CountChange> {
    let record = &held.dossier.record;
    let count = |history: &[DossierEvent]| counted(&record.agency_code, history);
    let difference = difference(&count(&record.events), &count(history));
    let change = |((day, measure), amount)| CountChange {
        agency_code: record.agency_code.clone(),
        procedure_code: record.procedure_code.clone(),
        channel: held.dossier.channel,
        day,
        measure,
        amount,
    };
    difference.into_iter().map(change).collect()
}

/// What the change adds to how long people waited.
fn waits(held: &OpenDossier, history: &[DossierEvent]) -> Vec<WaitChange> {
    let record = &held.dossier.record;
    let facts = |history: &[DossierEvent]| DossierFacts::of(&record.agency_code, &record.procedure_code, history);
    let (before, after) = (facts(&record.events), facts(history));
    if before.as_ref().and_then(DossierFacts::waited) == after.as_ref().and_then(DossierFacts::waited) {
        return Vec::new();
    }
    let change = |facts: Option<DossierFacts>, amount| facts.and_then(|facts| WaitChange::of(&facts, amount));
    change(before, -1).into_iter().chain(change(after, 1)).collect()
}

/// Asks for every permission that the command needs where it is done.
fn permitted(held: &OpenDossier, hand: &Hand<'_>, command: &Command) -> Result<(), ServiceError> {
    let Hand::Officer(_, may) = hand else { return Ok(()) };
    let needed = required(&held.state, held.desk(), &held.process, command);
    if needed.iter().all(|(permission, agency)| may(*permission, agency)) {
        return Ok(());
    }
    Err(ServiceError::refused(RefusalKind::Forbidden, "not_permitted"))
}

/// The domain's reason, as the services tell reasons: which field it is about, and the arguments of its sentence.
fn refused(refusal: Refusal) -> ServiceError {
    let key = refusal.key();
    match refusal {
        Refusal::Missing(field) | Refusal::TooLong(field) => ServiceError::field(field, key, &[]),
        Refusal::NotInThisStatus(status) => {
            ServiceError::refused_with(RefusalKind::Conflict, key, vec![status.code().to_string()])
        }
        Refusal::HeldByAnother(id) => ServiceError::refused_with(RefusalKind::Conflict, key, vec![id.to_string()]),
        Refusal::ChooseNext(_) => ServiceError::field("choice", key, &[]),
        Refusal::SecondNeedsReason => ServiceError::field("again_because", key, &[]),
        Refusal::NothingNamed | Refusal::TooMuchNamed(_) => ServiceError::field("items", key, &[]),
        Refusal::NotLater(_) | Refusal::DateNeeded => ServiceError::field("date", key, &[]),
        Refusal::ClosedThen(open) => ServiceError::field("date", key, &[open.unix_timestamp().to_string()]),
        Refusal::NoAmount => ServiceError::field("amount", key, &[]),
        Refusal::SameUnit => ServiceError::field("unit", key, &[]),
        _ => ServiceError::refused(RefusalKind::Conflict, key),
    }
}
