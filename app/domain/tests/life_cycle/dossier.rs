//! A dossier under test: its history, acts upon it, and one in every state that behaves differently.

use domain::dossier::{
    Actor, Channel, Command, CommandKind, Deadlines, DossierEvent, Event, Ground, HandOver, PaymentDemand, Refusal,
    ResultDocument, State, SupplementItem, SupplementSubject, decide,
};
use domain::process::{Process, StepLimit};
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub const START: OffsetDateTime = datetime!(2026-11-23 08:00 +7);
pub const DESK: &str = "H28.31";
pub const UNIT: &str = "H28.31.01";
pub const ANNA: Actor = Actor::Officer(Uuid::from_u128(1));
pub const BINH: Actor = Actor::Officer(Uuid::from_u128(2));

/// Ten days for everything, and a pause shifts by its length: the real clock has tests of its own.
pub struct TenDays {
    pub restarts: bool,
    pub published: bool,
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
    /// Closed on Sundays, whole days.
    fn open_from(&self, at: OffsetDateTime) -> OffsetDateTime {
        if at.weekday() == time::Weekday::Sunday { at + Duration::DAY } else { at }
    }
}

pub const PUBLISHED: TenDays = TenDays { restarts: false, published: true };

/// Check, then two opinions side by side, then the signature.
pub fn process() -> Process {
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
pub struct Dossier {
    pub events: Vec<DossierEvent>,
    pub at: OffsetDateTime,
}

impl Dossier {
    pub fn filed() -> Self {
        let event = Event::Submitted { channel: Channel::Online, seal: None };
        Self { events: vec![DossierEvent { sequence: 1, at: START, actor: Actor::Applicant, event }], at: START }
    }

    pub fn state(&self) -> State {
        State::of(DESK, &self.events).expect("a history")
    }

    pub fn try_with(&self, actor: Actor, command: Command, deadlines: &TenDays) -> Result<Vec<Event>, Refusal> {
        let process = process();
        let ground = Ground { process: &process, deadlines, actor, at: self.at, settling_unit: UNIT };
        decide(&self.state(), command, &ground)
    }

    pub fn attempt(&self, actor: Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        self.try_with(actor, command, &PUBLISHED)
    }

    pub fn append(&mut self, actor: Actor, events: Vec<Event>) {
        for event in events {
            let sequence = i64::try_from(self.events.len()).expect("few events") + 1;
            self.events.push(DossierEvent { sequence, at: self.at, actor, event });
        }
    }

    /// The next act, an hour later.
    pub fn then(mut self, actor: Actor, command: Command) -> Self {
        self.at += Duration::hours(1);
        let events = self.attempt(actor, command).expect("possible here");
        self.append(actor, events);
        self
    }

    pub fn received(self) -> Self {
        self.then(ANNA, Command::Receive { due_at: None })
    }

    pub fn processing(self) -> Self {
        self.received().then(ANNA, Command::Transfer { unit: UNIT.into(), note: String::new() })
    }

    pub fn at_signature(self) -> Self {
        let result = Command::AttachResult { result: result() };
        self.processing().then(ANNA, done("check")).then(ANNA, done("land")).then(ANNA, done("tax")).then(ANNA, result)
    }

    pub fn settled(self) -> Self {
        self.at_signature().then(BINH, done("sign"))
    }
}

pub fn done(step: &str) -> Command {
    Command::CompleteStep { step: step.into(), note: String::new(), choice: None }
}

pub fn items() -> Vec<SupplementItem> {
    vec![SupplementItem {
        subject: SupplementSubject::Paper("1.2".into()),
        instruction: "Chụp lại cả hai mặt, ảnh hiện tại bị mờ".into(),
    }]
}

pub fn supplement() -> Command {
    Command::RequestSupplement { items: items(), again_because: None, answer_by: None }
}

pub fn result() -> ResultDocument {
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

pub fn sample(kind: CommandKind, dossier: &Dossier) -> Command {
    let state = dossier.state();
    let reason = || "Vì lý do cụ thể".to_owned();
    match kind {
        CommandKind::Receive => Command::Receive { due_at: None },
        CommandKind::Refuse => Command::Refuse { reason: reason(), where_to_turn: "Sở Tư pháp".into() },
        CommandKind::RequestSupplement => supplement(),
        CommandKind::AnswerSupplement => Command::AnswerSupplement { note: String::new(), replaced: Vec::new() },
        CommandKind::Transfer => Command::Transfer { unit: "H28.09".into(), note: String::new() },
        CommandKind::Claim => Command::Claim,
        CommandKind::Release => Command::Release { because: None },
        CommandKind::CompleteStep => done(state.active.keys().next().map_or("check", String::as_str)),
        CommandKind::Consult => {
            Command::Consult { unit: "H28.09".into(), question: "Đất có nợ thuế?".into(), answer_by: None }
        }
        CommandKind::AnswerConsultation => Command::AnswerConsultation {
            consultation: state.consultations.keys().next().copied().unwrap_or(99),
            answer: "Không".into(),
        },
        CommandKind::DropConsultation => Command::DropConsultation {
            consultation: state.consultations.keys().next().copied().unwrap_or(99),
            reason: reason(),
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
        CommandKind::ApproveApology => Command::ApproveApology { reason: None, new_due_at: None, again_because: None },
        CommandKind::MoveDue => Command::MoveDue { due_at: dossier.at + Duration::days(30), because: "Tết".into() },
        CommandKind::Correct => {
            Command::Correct { sequence: state.last_act.as_ref().map_or(99, |act| act.sequence), reason: reason() }
        }
    }
}

/// Whoever usually does it.
pub fn usual_actor(kind: CommandKind) -> Actor {
    match kind {
        CommandKind::AnswerSupplement | CommandKind::Withdraw => Actor::Applicant,
        CommandKind::MoveDue => Actor::System,
        _ => ANNA,
    }
}

/// One dossier in every state that behaves differently.
pub fn states() -> Vec<(&'static str, Dossier)> {
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
