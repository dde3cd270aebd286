//! Every command in every state, against a reviewed table; and the graph in the documentation, made from the code.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::dossier::{
    Actor, Channel, Command, CommandKind, Deadlines, DossierEvent, Event, EventKind, Ground, HandOver, PaymentDemand,
    Refusal, ResultDocument, State, Status, SupplementItem, SupplementSubject, Turn, decide, possible_in,
};
use domain::process::{Process, ProcessDefect, StepLimit, check};
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

const START: OffsetDateTime = datetime!(2026-11-23 08:00 +7);
const DESK: &str = "H28.31";
const UNIT: &str = "H28.31.01";
const ANNA: Actor = Actor::Officer(Uuid::from_u128(1));
const BINH: Actor = Actor::Officer(Uuid::from_u128(2));

/// Ten days for everything, and a pause shifts by its length: the real clock has tests of its own.
struct TenDays {
    restarts: bool,
    published: bool,
}

impl Deadlines for TenDays {
    fn appointment(&self, at: OffsetDateTime) -> Option<OffsetDateTime> {
        self.published.then(|| at + Duration::days(10))
    }
    fn restarts_after_supplement(&self) -> bool {
        self.restarts
    }
    fn shifted(&self, due_at: OffsetDateTime, from: OffsetDateTime, until: OffsetDateTime) -> OffsetDateTime {
        due_at + (until - from)
    }
    fn step(&self, _unit: &str, limit: StepLimit, at: OffsetDateTime) -> Option<OffsetDateTime> {
        Some(at + Duration::hours(i64::from(limit.amount)))
    }
}

const PUBLISHED: TenDays = TenDays { restarts: false, published: true };

/// Check, then two opinions side by side, then the signature.
fn process() -> Process {
    toml::from_str(
        r#"
        procedure = "1.000001"
        revision = 1
        [[step]]
        id = "check"
        name = { vi = "Thẩm định", en = "Check" }
        role = "officer"
        limit = { amount = 8, unit = "hour" }
        next = ["land", "tax"]
        [[step]]
        id = "land"
        name = { vi = "Địa chính", en = "Land" }
        role = "officer"
        limit = { amount = 8, unit = "hour" }
        next = ["sign"]
        [[step]]
        id = "tax"
        name = { vi = "Thuế", en = "Tax" }
        unit = "H28.09"
        role = "officer"
        limit = { amount = 2, unit = "working_day" }
        next = ["sign"]
        [[step]]
        id = "sign"
        name = { vi = "Ký", en = "Sign" }
        role = "leader"
        limit = { amount = 4, unit = "hour" }
        "#,
    )
    .expect("a process")
}

/// A dossier under test: its history, and acts upon it.
#[derive(Clone)]
struct Dossier {
    events: Vec<DossierEvent>,
    at: OffsetDateTime,
}

impl Dossier {
    fn filed() -> Self {
        let event = Event::Submitted { channel: Channel::Online, seal: None };
        Self { events: vec![DossierEvent { sequence: 1, at: START, actor: Actor::Applicant, event }], at: START }
    }

    fn state(&self) -> State {
        State::of(DESK, &self.events).expect("a history")
    }

    fn try_with(&self, actor: Actor, command: Command, deadlines: &TenDays) -> Result<Vec<Event>, Refusal> {
        let process = process();
        let ground = Ground { process: &process, deadlines, actor, at: self.at, settling_unit: UNIT };
        decide(&self.state(), command, &ground)
    }

    fn attempt(&self, actor: Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        self.try_with(actor, command, &PUBLISHED)
    }

    fn append(&mut self, actor: Actor, events: Vec<Event>) {
        for event in events {
            let sequence = i64::try_from(self.events.len()).expect("few events") + 1;
            self.events.push(DossierEvent { sequence, at: self.at, actor, event });
        }
    }

    /// The next act, an hour later.
    fn then(mut self, actor: Actor, command: Command) -> Self {
        self.at += Duration::hours(1);
        let events = self.attempt(actor, command).expect("possible here");
        self.append(actor, events);
        self
    }

    fn received(self) -> Self {
        self.then(ANNA, Command::Receive { due_at: None })
    }

    fn processing(self) -> Self {
        self.received().then(ANNA, Command::Transfer { unit: UNIT.into(), note: String::new() })
    }

    fn at_signature(self) -> Self {
        let result = Command::AttachResult { result: result() };
        self.processing().then(ANNA, done("check")).then(ANNA, done("land")).then(ANNA, done("tax")).then(ANNA, result)
    }

    fn settled(self) -> Self {
        self.at_signature().then(BINH, done("sign"))
    }
}

fn done(step: &str) -> Command {
    Command::CompleteStep { step: step.into(), note: String::new(), choice: None }
}

fn items() -> Vec<SupplementItem> {
    vec![SupplementItem {
        subject: SupplementSubject::Paper("1.2".into()),
        instruction: "Chụp lại cả hai mặt, ảnh hiện tại bị mờ".into(),
    }]
}

fn supplement() -> Command {
    Command::RequestSupplement { items: items(), again_because: None, answer_by: None }
}

fn result() -> ResultDocument {
    ResultDocument {
        file_id: None,
        sha256: None,
        number: "12/TLKS".into(),
        title: "Trích lục khai sinh".into(),
        issued_on: date!(2026 - 11 - 25),
        signer: "Lãnh đạo".into(),
        granted: true,
    }
}

fn sample(kind: CommandKind, dossier: &Dossier) -> Command {
    let state = dossier.state();
    let reason = || "Vì lý do cụ thể".to_owned();
    match kind {
        CommandKind::Receive => Command::Receive { due_at: None },
        CommandKind::Refuse => Command::Refuse { reason: reason(), where_to_turn: "Sở Tư pháp".into() },
        CommandKind::RequestSupplement => supplement(),
        CommandKind::AnswerSupplement => Command::AnswerSupplement { note: String::new(), replaced: Vec::new() },
        CommandKind::Transfer => Command::Transfer { unit: "H28.09".into(), note: String::new() },
        CommandKind::Claim => Command::Claim,
        CommandKind::Release => Command::Release,
        CommandKind::CompleteStep => done(state.active.keys().next().map_or("check", String::as_str)),
        CommandKind::Consult => {
            Command::Consult { unit: "H28.09".into(), question: "Đất có nợ thuế?".into(), answer_by: None }
        }
        CommandKind::AnswerConsultation => Command::AnswerConsultation {
            consultation: state.consultations.keys().next().copied().unwrap_or(99),
            answer: "Không".into(),
        },
        CommandKind::Stop => Command::Stop { reason: reason() },
        CommandKind::Resume => Command::Resume,
        CommandKind::RequestPayment => {
            Command::RequestPayment { demand: PaymentDemand { amount: 50_000, reason: reason() } }
        }
        CommandKind::ConfirmPayment => Command::ConfirmPayment { receipt: "AB/26E 0000012".into() },
        CommandKind::AttachResult => Command::AttachResult { result: result() },
        CommandKind::HandOver => Command::HandOver { how: HandOver::Counter, receiver: "Bùi Thị Mận".into() },
        CommandKind::Withdraw => Command::Withdraw { reason: String::new() },
        CommandKind::DraftApology => {
            Command::DraftApology { reason: reason(), new_due_at: dossier.at + Duration::days(40) }
        }
        CommandKind::RejectApology => Command::RejectApology { reason: reason() },
        CommandKind::ApproveApology => Command::ApproveApology { again_because: None },
        CommandKind::MoveDue => Command::MoveDue { due_at: dossier.at + Duration::days(30), because: "Tết".into() },
        CommandKind::Correct => {
            Command::Correct { sequence: state.last_act.map_or(99, |act| act.sequence), reason: reason() }
        }
    }
}

/// Whoever usually does it.
fn usual_actor(kind: CommandKind) -> Actor {
    match kind {
        CommandKind::AnswerSupplement | CommandKind::Withdraw => Actor::Applicant,
        CommandKind::MoveDue => Actor::System,
        _ => ANNA,
    }
}

/// One dossier in every state that behaves differently.
fn states() -> Vec<(&'static str, Dossier)> {
    let filed = Dossier::filed;
    let pay = || Command::RequestPayment { demand: PaymentDemand { amount: 50_000, reason: "Phí".into() } };
    let apology = |dossier: Dossier| {
        let command = sample(CommandKind::DraftApology, &dossier);
        dossier.then(ANNA, command)
    };
    vec![
        ("1 submitted", filed()),
        ("1 submitted, in hand of another", filed().then(BINH, Command::Claim)),
        ("2 received", filed().received()),
        ("3 refused", {
            let d = filed();
            let c = sample(CommandKind::Refuse, &d);
            d.then(ANNA, c)
        }),
        ("4 processing", filed().processing()),
        ("4 processing, in hand", filed().processing().then(ANNA, Command::Claim)),
        ("4 processing, other unit asked", {
            let d = filed().processing();
            let c = sample(CommandKind::Consult, &d);
            d.then(ANNA, c)
        }),
        ("4 processing, apology drafted", apology(filed().processing())),
        ("4 at signature, result attached", filed().at_signature()),
        ("5 supplement at reception", filed().then(ANNA, supplement())),
        ("5 supplement at reception, answered", {
            filed()
                .then(ANNA, supplement())
                .then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() })
        }),
        ("5 supplement in processing", filed().processing().then(ANNA, supplement())),
        ("6 payment requested", filed().processing().then(ANNA, pay())),
        ("7 withdrawn", filed().then(Actor::Applicant, Command::Withdraw { reason: String::new() })),
        ("8 stopped", filed().processing().then(ANNA, Command::Stop { reason: "Chờ toà án".into() })),
        ("9 settled", filed().settled()),
        ("10 returned", {
            let d = filed().settled();
            let c = sample(CommandKind::HandOver, &d);
            d.then(ANNA, c)
        }),
    ]
}

#[test]
fn every_command_in_every_state_does_what_the_reviewed_table_says() {
    let mut table = String::new();
    for (name, dossier) in states() {
        let _ = writeln!(table, "{name}");
        for kind in CommandKind::ALL {
            let command = sample(kind, &dossier);
            assert_eq!(command.kind(), kind);
            let outcome = dossier.attempt(usual_actor(kind), command);
            let told = match outcome {
                Ok(events) => {
                    let mut after = dossier.clone();
                    after.append(usual_actor(kind), events.clone());
                    let keys: Vec<&str> = events.iter().map(|event| event.kind().key()).collect();
                    format!("{} → {}", keys.join(" + "), after.state().status.code())
                }
                Err(refusal) => format!("no: {}", refusal.key()),
            };
            let _ = writeln!(table, "  {:<20} {told}", kind.key());
        }
    }
    compare("tests/life_cycle/table.txt", &table);
}

#[test]
fn the_graph_in_the_documentation_is_the_one_of_the_code() {
    let mut arrows: BTreeMap<(i16, i16), BTreeSet<&str>> = BTreeMap::new();
    for (_, dossier) in states() {
        let from = dossier.state().status.code();
        for kind in CommandKind::ALL {
            if let Ok(events) = dossier.attempt(usual_actor(kind), sample(kind, &dossier)) {
                let mut after = dossier.clone();
                after.append(usual_actor(kind), events);
                let to = after.state().status.code();
                if from != to {
                    arrows.entry((from, to)).or_default().insert(kind.key());
                }
            }
        }
    }
    let mut text = String::from(
        "# The life cycle of a dossier\n\nMade from the code by `app/domain/tests/life_cycle.rs`; `MOTCUA_WRITE=1 cargo test -p domain \
         --test life_cycle` writes it anew.\nAn arrow is a command that changes the status; what else a command needs stands in \
         `app/domain/src/dossier/decide.rs`.\n\n```mermaid\nstateDiagram-v2\n",
    );
    for status in Status::ALL {
        let _ = writeln!(text, "    {0}: {0} {1}", status.code(), status.name_vi());
    }
    text.push_str("    [*] --> 1\n");
    for ((from, to), commands) in &arrows {
        let _ = writeln!(text, "    {from} --> {to}: {}", commands.iter().copied().collect::<Vec<_>>().join(", "));
    }
    text.push_str("```\n");
    compare("../../docs/life-cycle.md", &text);
}

/// Compares with the file, or writes it when asked to.
fn compare(file: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("MOTCUA_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(&path, text).expect("the file is written");
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == text, "{file} differs; read the change, then run with MOTCUA_WRITE=1\n{text}");
}

#[test]
fn a_status_which_the_table_of_possibilities_excludes_refuses_with_that_status() {
    for (name, dossier) in states() {
        let status = dossier.state().status;
        for kind in CommandKind::ALL {
            if !possible_in(kind).contains(&status) {
                let refusal = dossier.attempt(usual_actor(kind), sample(kind, &dossier)).expect_err(name);
                assert_eq!(refusal, Refusal::NotInThisStatus(status), "{name}: {}", kind.key());
            }
        }
    }
}

#[test]
fn the_time_of_the_applicant_does_not_count() {
    let asked = Dossier::filed().processing().then(ANNA, supplement());
    let promised = asked.state().due_at.expect("an appointment");
    let answered =
        asked.then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() });
    assert_eq!(answered.state().due_at, Some(promised + Duration::hours(1)));
    assert_eq!(answered.state().first_due_at, Some(promised));
    assert_eq!(answered.state().status, Status::Processing);
}

#[test]
fn a_stop_while_the_applicant_owes_something_shifts_by_the_whole_time_and_the_debt_stays() {
    let asked = Dossier::filed().processing().then(ANNA, supplement());
    let promised = asked.state().due_at.expect("an appointment");
    let resumed = asked.then(ANNA, Command::Stop { reason: "Chờ".into() }).then(ANNA, Command::Resume);
    assert_eq!((resumed.state().status, resumed.state().due_at), (Status::SupplementRequested, Some(promised)));
    let answered =
        resumed.then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() });
    assert_eq!(answered.state().due_at, Some(promised + Duration::hours(3)));
}

#[test]
fn where_the_procedure_says_so_the_full_limit_begins_again_with_the_supplement() {
    let mut asked = Dossier::filed().processing().then(ANNA, supplement());
    asked.at += Duration::days(3);
    let restarting = TenDays { restarts: true, published: true };
    let events = asked
        .try_with(
            Actor::Applicant,
            Command::AnswerSupplement { note: String::new(), replaced: Vec::new() },
            &restarting,
        )
        .expect("answered");
    assert_eq!(
        events,
        [Event::SupplementAnswered {
            note: String::new(),
            replaced: Vec::new(),
            due_at: Some(asked.at + Duration::days(10))
        }]
    );
}

#[test]
fn an_answer_at_reception_is_the_turn_of_the_desk_again() {
    let answered = Dossier::filed()
        .then(ANNA, supplement())
        .then(Actor::Applicant, Command::AnswerSupplement { note: "Đã chụp lại".into(), replaced: Vec::new() });
    assert_eq!(answered.state().turn(), Turn::Desk);
    assert_eq!(answered.received().state().status, Status::Received);
}

#[test]
fn a_second_request_needs_a_stated_reason() {
    let answered = Dossier::filed()
        .then(ANNA, supplement())
        .then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() });
    assert_eq!(answered.attempt(ANNA, supplement()), Err(Refusal::SecondNeedsReason));
    let with_reason = Command::RequestSupplement {
        items: items(),
        again_because: Some("Ảnh mới vẫn mất góc".into()),
        answer_by: None,
    };
    assert!(answered.attempt(ANNA, with_reason).is_ok());
}

#[test]
fn every_item_says_what_to_do() {
    let mut mute = items();
    mute[0].instruction = "  ".into();
    let ask = |items| Command::RequestSupplement { items, again_because: None, answer_by: None };
    assert_eq!(Dossier::filed().attempt(ANNA, ask(mute)), Err(Refusal::Missing("instruction")));
    assert_eq!(Dossier::filed().attempt(ANNA, ask(Vec::new())), Err(Refusal::NothingNamed));
}

#[test]
fn branches_meet_before_the_signature_and_the_result_comes_first() {
    let checked = Dossier::filed().processing().then(ANNA, done("check"));
    let active: Vec<String> = checked.state().active.keys().cloned().collect();
    assert_eq!(active, ["land", "tax"]);
    assert_eq!(checked.state().active["tax"].unit, "H28.09");
    let half = checked.then(ANNA, done("land"));
    assert_eq!(half.state().active.keys().collect::<Vec<_>>(), ["tax"]);
    let both = half.then(ANNA, done("tax"));
    assert_eq!(both.state().active.keys().collect::<Vec<_>>(), ["sign"]);
    assert_eq!(both.attempt(BINH, done("sign")), Err(Refusal::ResultMissing));
    let attached = both.then(ANNA, Command::AttachResult { result: result() });
    assert_eq!(attached.then(BINH, done("sign")).state().status, Status::Settled);
}

#[test]
fn what_one_officer_has_in_hand_no_other_changes() {
    let held = Dossier::filed().processing().then(ANNA, Command::Claim);
    let refusal = Err(Refusal::HeldByAnother(Uuid::from_u128(1)));
    assert_eq!(held.attempt(BINH, done("check")), refusal);
    assert_eq!(held.attempt(BINH, Command::Claim), refusal);
    assert_eq!(held.attempt(ANNA, Command::Claim), Ok(Vec::new()), "twice by the same hand is once");
    assert!(held.attempt(Actor::Applicant, Command::Withdraw { reason: String::new() }).is_ok());
    let given_back = held.then(ANNA, Command::Release);
    assert!(given_back.attempt(BINH, done("check")).is_ok());
}

#[test]
fn a_mistake_is_taken_back_by_an_event_and_only_by_whoever_made_it() {
    let refused = {
        let d = Dossier::filed();
        let c = sample(CommandKind::Refuse, &d);
        d.then(ANNA, c)
    };
    let undo = Command::Correct { sequence: 2, reason: "Bấm nhầm".into() };
    assert_eq!(refused.attempt(BINH, undo.clone()), Err(Refusal::NotYoursToTakeBack));
    let corrected = refused.then(ANNA, undo);
    assert_eq!(corrected.state().status, Status::Submitted);
    assert_eq!(corrected.state().version, 3);
    assert_eq!(corrected.events.len(), 3, "nothing is edited");
    assert!(corrected.state().is_open());
}

#[test]
fn what_the_applicant_has_answered_is_not_taken_back() {
    let answered = Dossier::filed()
        .processing()
        .then(ANNA, supplement())
        .then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() });
    let undo = Command::Correct { sequence: 4, reason: "Bấm nhầm".into() };
    assert_eq!(answered.attempt(ANNA, undo), Err(Refusal::NotYoursToTakeBack));
}

#[test]
fn a_second_appointment_needs_a_reason_of_the_leader() {
    let draft = |dossier: &Dossier, days| Command::DraftApology {
        reason: "Thiếu ý kiến cơ quan thuế".into(),
        new_due_at: dossier.at + Duration::days(days),
    };
    let late = Dossier::filed().processing();
    assert_eq!(late.attempt(ANNA, draft(&late, 1)), Err(Refusal::NotLater(late.state().due_at.expect("due"))));
    let command = draft(&late, 20);
    let once = late.then(Actor::System, command).then(BINH, Command::ApproveApology { again_because: None });
    assert_eq!(once.state().reappointments, 1);
    let command = draft(&once, 40);
    let again = once.then(ANNA, command);
    assert_eq!(again.attempt(BINH, Command::ApproveApology { again_because: None }), Err(Refusal::SecondNeedsReason));
    let reason = Some("Chờ kết quả đo đạc".to_owned());
    assert!(again.attempt(BINH, Command::ApproveApology { again_because: reason }).is_ok());
}

#[test]
fn without_a_published_limit_the_desk_sets_the_date() {
    let unpublished = TenDays { restarts: false, published: false };
    let filed = Dossier::filed();
    assert_eq!(filed.try_with(ANNA, Command::Receive { due_at: None }, &unpublished), Err(Refusal::DateNeeded));
    let past = Command::Receive { due_at: Some(START - Duration::days(1)) };
    assert_eq!(filed.try_with(ANNA, past, &unpublished), Err(Refusal::NotLater(START)));
    let set = Command::Receive { due_at: Some(START + Duration::days(5)) };
    assert!(filed.try_with(ANNA, set, &unpublished).is_ok());
}

#[test]
fn every_event_is_read_back_as_it_was_written() {
    let mut kinds = BTreeSet::new();
    for (_, dossier) in states() {
        for kind in CommandKind::ALL {
            let mut all = dossier.clone();
            if let Ok(events) = dossier.attempt(usual_actor(kind), sample(kind, &dossier)) {
                all.append(usual_actor(kind), events);
            }
            for entry in &all.events {
                let kind = entry.event.kind();
                let document = entry.event.document().expect("a document");
                assert_eq!(Event::read(kind.key(), Some(&document)).expect("readable"), entry.event);
                kinds.insert(kind);
            }
        }
    }
    assert_eq!(kinds.len(), EventKind::ALL.len(), "every kind has been met: {kinds:?}");
    assert_eq!(
        Event::read("submitted", None).expect("the first release"),
        Event::Submitted { channel: Channel::Online, seal: None }
    );
}

#[test]
fn planted_defects_of_a_process_are_found_and_a_good_one_has_none() {
    assert_eq!(check(&process()), []);
    let broken = |change: fn(&mut Process)| {
        let mut process = process();
        change(&mut process);
        check(&process)
    };
    assert_eq!(broken(|p| p.revision = 0), [ProcessDefect::RevisionZero]);
    assert_eq!(broken(|p| p.steps.clear()), [ProcessDefect::NoSteps]);
    assert_eq!(broken(|p| p.steps[0].name.en.clear()), [ProcessDefect::NoName("check".into())]);
    assert_eq!(broken(|p| p.steps[3].limit.amount = 0), [ProcessDefect::BadLimit("sign".into())]);
    assert_eq!(
        broken(|p| p.steps[3].role = domain::process::StepRole::Officer),
        [ProcessDefect::NotSigned("sign".into())]
    );
    assert_eq!(broken(|p| p.steps[0].next = vec!["land".into()]), [ProcessDefect::Unreachable("tax".into())]);
    assert!(broken(|p| p.steps[3].next = vec!["land".into()]).contains(&ProcessDefect::Cycle("sign".into())));
    assert!(
        broken(|p| p.steps[1].next = vec!["nowhere".into()])
            .contains(&ProcessDefect::UnknownNext { from: "land".into(), to: "nowhere".into() })
    );
    assert!(broken(|p| p.steps[1].id = "tax".into()).contains(&ProcessDefect::Twice("tax".into())));
    assert!(broken(|p| p.steps[0].id = "Kiểm tra".into()).contains(&ProcessDefect::BadId("Kiểm tra".into())));
    assert_eq!(
        broken(|p| p.steps[1].branching = domain::process::Branching::One),
        [ProcessDefect::NothingToChoose("land".into())]
    );
    assert_eq!(
        broken(|p| p.steps[0].next = vec!["land".into(), "tax".into(), "tax".into()]),
        [ProcessDefect::NextTwice("check".into())]
    );
}
