//! What somebody wants to do with a dossier.

use time::OffsetDateTime;
use uuid::Uuid;

use super::event::{HandOver, PaymentDemand, ResultDocument, SupplementItem};

/// An act on a dossier, with everything the actor gives along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Accept it at the desk; `due_at` is the appointment set by hand where no time limit was published.
    Receive {
        due_at: Option<OffsetDateTime>,
    },
    Refuse {
        reason: String,
        where_to_turn: String,
    },
    RequestSupplement {
        items: Vec<SupplementItem>,
        again_because: Option<String>,
        answer_by: Option<OffsetDateTime>,
    },
    /// `replaced` are files of the dossier that do not count any more.
    AnswerSupplement {
        note: String,
        replaced: Vec<Uuid>,
    },
    Transfer {
        unit: String,
        note: String,
    },
    Claim,
    /// One's own without a reason; what another has in hand only with one, by the leader.
    Release {
        because: Option<String>,
    },
    /// `choice` names the next step where the process leaves it to the officer.
    CompleteStep {
        step: String,
        note: String,
        choice: Option<String>,
    },
    Consult {
        unit: String,
        question: String,
        answer_by: Option<OffsetDateTime>,
    },
    AnswerConsultation {
        consultation: i64,
        answer: String,
    },
    /// The unit that asked goes on without the answer, and says why.
    DropConsultation {
        consultation: i64,
        reason: String,
    },
    Stop {
        reason: String,
    },
    Resume,
    RequestPayment {
        demand: PaymentDemand,
    },
    ConfirmPayment {
        receipt: String,
    },
    AttachResult {
        result: ResultDocument,
    },
    HandOver {
        how: HandOver,
        receiver: String,
    },
    Withdraw {
        reason: String,
    },
    DraftApology {
        reason: String,
        new_due_at: OffsetDateTime,
    },
    RejectApology {
        reason: String,
    },
    /// The leader approves the drafted apology, with another reason or date where they name one.
    ApproveApology {
        reason: Option<String>,
        new_due_at: Option<OffsetDateTime>,
        again_because: Option<String>,
    },
    /// The calendar has changed.
    MoveDue {
        due_at: OffsetDateTime,
        because: String,
    },
    /// Take back the own last act.
    Correct {
        sequence: i64,
        reason: String,
    },
}

/// Kinds of commands, for the table of what is possible and the permission each needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CommandKind {
    Receive,
    Refuse,
    RequestSupplement,
    AnswerSupplement,
    Transfer,
    Claim,
    Release,
    CompleteStep,
    Consult,
    AnswerConsultation,
    DropConsultation,
    Stop,
    Resume,
    RequestPayment,
    ConfirmPayment,
    AttachResult,
    HandOver,
    Withdraw,
    DraftApology,
    RejectApology,
    ApproveApology,
    MoveDue,
    Correct,
}

impl CommandKind {
    pub const ALL: [Self; 23] = [
        Self::Receive,
        Self::Refuse,
        Self::RequestSupplement,
        Self::AnswerSupplement,
        Self::Transfer,
        Self::Claim,
        Self::Release,
        Self::CompleteStep,
        Self::Consult,
        Self::AnswerConsultation,
        Self::DropConsultation,
        Self::Stop,
        Self::Resume,
        Self::RequestPayment,
        Self::ConfirmPayment,
        Self::AttachResult,
        Self::HandOver,
        Self::Withdraw,
        Self::DraftApology,
        Self::RejectApology,
        Self::ApproveApology,
        Self::MoveDue,
        Self::Correct,
    ];

    /// The key that stands in addresses of the desk, in the API and in the graph.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Refuse => "refuse",
            Self::RequestSupplement => "request_supplement",
            Self::AnswerSupplement => "answer_supplement",
            Self::Transfer => "transfer",
            Self::Claim => "claim",
            Self::Release => "release",
            Self::CompleteStep => "complete_step",
            Self::Consult => "consult",
            Self::AnswerConsultation => "answer_consultation",
            Self::DropConsultation => "drop_consultation",
            Self::Stop => "stop",
            Self::Resume => "resume",
            Self::RequestPayment => "request_payment",
            Self::ConfirmPayment => "confirm_payment",
            Self::AttachResult => "attach_result",
            Self::HandOver => "hand_over",
            Self::Withdraw => "withdraw",
            Self::DraftApology => "draft_apology",
            Self::RejectApology => "reject_apology",
            Self::ApproveApology => "approve_apology",
            Self::MoveDue => "move_due",
            Self::Correct => "correct",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl Command {
    #[must_use]
    pub fn kind(&self) -> CommandKind {
        match self {
            Self::Receive { .. } => CommandKind::Receive,
            Self::Refuse { .. } => CommandKind::Refuse,
            Self::RequestSupplement { .. } => CommandKind::RequestSupplement,
            Self::AnswerSupplement { .. } => CommandKind::AnswerSupplement,
            Self::Transfer { .. } => CommandKind::Transfer,
            Self::Claim => CommandKind::Claim,
            Self::Release { .. } => CommandKind::Release,
            Self::CompleteStep { .. } => CommandKind::CompleteStep,
            Self::Consult { .. } => CommandKind::Consult,
            Self::AnswerConsultation { .. } => CommandKind::AnswerConsultation,
            Self::DropConsultation { .. } => CommandKind::DropConsultation,
            Self::Stop { .. } => CommandKind::Stop,
            Self::Resume => CommandKind::Resume,
            Self::RequestPayment { .. } => CommandKind::RequestPayment,
            Self::ConfirmPayment { .. } => CommandKind::ConfirmPayment,
            Self::AttachResult { .. } => CommandKind::AttachResult,
            Self::HandOver { .. } => CommandKind::HandOver,
            Self::Withdraw { .. } => CommandKind::Withdraw,
            Self::DraftApology { .. } => CommandKind::DraftApology,
            Self::RejectApology { .. } => CommandKind::RejectApology,
            Self::ApproveApology { .. } => CommandKind::ApproveApology,
            Self::MoveDue { .. } => CommandKind::MoveDue,
            Self::Correct { .. } => CommandKind::Correct,
        }
    }
}
