//! What happened to a dossier. Its state is what its events say; nothing is edited.
//!
//! An event is kept as its key and a JSON document of its arguments. Keys and fields are never renamed: what was written years
//! ago is read by the same types. Texts that people wrote (reasons, what to do about a paper) stand in the events, because
//! they are part of what was decided.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::process::BegunStep;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// How a dossier came in (*kênh thực hiện*), with the official code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 1, *trực tiếp*: handed in at the desk; an officer filed it from paper. Never counted as online.
    Counter,
    /// 2, *trực tuyến*.
    #[default]
    Online,
    /// 3, *bưu chính công ích*: came by the public post; an officer filed it from paper.
    Post,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Counter, Self::Online, Self::Post];

    /// Official code, 1 to 3.
    #[must_use]
    pub fn code(self) -> i16 {
        match self {
            Self::Counter => 1,
            Self::Online => 2,
            Self::Post => 3,
        }
    }

    #[must_use]
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }

    /// The key used in files, addresses and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
            Self::Post => "post",
        }
    }
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "who", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// Whoever filed the dossier or holds its code and PIN.
    Applicant,
    /// A member of staff, by the identifier of the account.
    Officer(Uuid),
    /// The clock: what falls due by itself.
    System,
}

/// What a supplement item is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", content = "id", rename_all = "snake_case")]
pub enum SupplementSubject {
    /// A row of the published table of papers, such as `1.2`.
    Paper(String),
    /// A question of the electronic form or of the applicant's particulars, by its path.
    Field(String),
    /// A paper which the table does not name; the text says which.
    Other(String),
}

/// One thing the applicant is asked for (*nội dung yêu cầu bổ sung*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementItem {
    #[serde(flatten)]
    pub subject: SupplementSubject,
    /// What is wrong with it and what to do about it, in the officer's words.
    pub instruction: String,
}

/// The result of a dossier (*kết quả giải quyết*) as it is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultDocument {
    /// The stored file, if there is one; some results are handed over on paper only.
    pub file_id: Option<Uuid>,
    /// SHA-256 of the file, hexadecimal: what was sealed.
    pub sha256: Option<String>,
    /// *Số, ký hiệu*.
    pub number: String,
    /// *Trích yếu*: what it is.
    pub title: String,
    #[serde(with = "iso_date")]
    pub issued_on: Date,
    /// *Người ký*.
    pub signer: String,
    /// Whether the request was granted; a reasoned «no» is a result too.
    pub granted: bool,
}

/// What the applicant has to pay before processing goes on (*nghĩa vụ tài chính*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentDemand {
    /// In đồng.
    pub amount: i64,
    pub reason: String,
}

/// Which hand-over it was (*hình thức trả kết quả*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOver {
    Counter,
    Post,
    /// Downloaded with code and PIN.
    Online,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Handed in. At the counter and by post an officer typed it in.
    Submitted {
        #[serde(default)]
        channel: Channel,
        /// SHA-256 over the scans which the officer compared with the papers and answers for (*số hóa*): component, name and
        /// digest of each. None online.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seal: Option<String>,
    },
    /// Accepted at the desk, with the appointment (form 01). No due date where no time limit was published.
    Received {
        #[serde(default, with = "time::serde::rfc3339::option")]
        due_at: Option<OffsetDateTime>,
        /// The unit that settles it and the steps that begin.
        unit: String,
        steps: Vec<BegunStep>,
    },
    /// Not accepted (form 03).
    Refused {
        reason: String,
        where_to_turn: String,
    },
    /// The applicant is asked for papers or corrections (form 02).
    SupplementRequested {
        items: Vec<SupplementItem>,
        /// Why it was not said the first time; only with a second request.
        #[serde(default)]
        again_because: Option<String>,
        /// Until when the applicant is asked to answer.
        #[serde(default, with = "time::serde::rfc3339::option")]
        answer_by: Option<OffsetDateTime>,
    },
    /// The applicant sent what was asked for. `due_at` is the new due date when the dossier had one.
    SupplementAnswered {
        #[serde(default)]
        note: String,
        /// Files of the dossier that do not count any more, by their identifier; they stay in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replaced: Vec<Uuid>,
        #[serde(default, with = "time::serde::rfc3339::option")]
        due_at: Option<OffsetDateTime>,
    },
    /// Handed to another unit (*chuyển xử lý*).
    Transferred {
        unit: String,
        note: String,
    },
    /// An officer took it to work on.
    Claimed,
    /// Given back for somebody else to take.
    Released {
        /// Why the leader took it out of the hand that had it; none when the officer gave it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<String>,
    },
    /// A step of the internal process is done; these begin.
    StepDone {
        step: String,
        note: String,
        began: Vec<BegunStep>,
    },
    /// Another unit is asked for its opinion (*lấy ý kiến*).
    Consulted {
        unit: String,
        question: String,
        #[serde(default, with = "time::serde::rfc3339::option")]
        answer_by: Option<OffsetDateTime>,
    },
    /// The other unit answered; `consultation` is the sequence of the question.
    ConsultAnswered {
        consultation: i64,
        answer: String,
    },
    /// No answer is waited for any more.
    ConsultDropped {
        consultation: i64,
        reason: String,
    },
    /// Processing stopped (*dừng xử lý*).
    Stopped {
        reason: String,
    },
    /// Goes on after a stop.
    Resumed {
        #[serde(default, with = "time::serde::rfc3339::option")]
        due_at: Option<OffsetDateTime>,
    },
    PaymentRequested {
        demand: PaymentDemand,
    },
    /// The desk confirmed the payment.
    Paid {
        receipt: String,
        #[serde(default, with = "time::serde::rfc3339::option")]
        due_at: Option<OffsetDateTime>,
    },
    ResultAttached {
        result: ResultDocument,
    },
    /// The last step is done, the result is sealed and waits for the applicant.
    Settled,
    /// The result was handed over; `receiver` is the name of whoever took it at the counter.
    Returned {
        how: HandOver,
        receiver: String,
    },
    Withdrawn {
        reason: String,
    },
    /// An apology was drafted (form 04), by an officer or by the clock; the leader decides.
    ApologyDrafted {
        reason: String,
        #[serde(with = "time::serde::rfc3339")]
        new_due_at: OffsetDateTime,
    },
    ApologyRejected {
        reason: String,
    },
    /// The leader approved the apology: the appointment is a new one and the applicant is told.
    Reappointed {
        reason: String,
        #[serde(with = "time::serde::rfc3339")]
        new_due_at: OffsetDateTime,
        /// Why a second one; only beyond the first.
        #[serde(default)]
        again_because: Option<String>,
    },
    /// The calendar changed: a holiday was decreed, and the due date follows.
    DueMoved {
        #[serde(with = "time::serde::rfc3339")]
        due_at: OffsetDateTime,
        /// Name of the day that changed.
        because: String,
    },
    /// An officer takes back an own mistake: the event with that sequence counts as not having happened.
    Corrected {
        sequence: i64,
        reason: String,
    },
}

/// Kinds of events, for tables and the graph; the key is stored and never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    Submitted,
    Received,
    Refused,
    SupplementRequested,
    SupplementAnswered,
    Transferred,
    Claimed,
    Released,
    StepDone,
    Consulted,
    ConsultAnswered,
    ConsultDropped,
    Stopped,
    Resumed,
    PaymentRequested,
    Paid,
    ResultAttached,
    Settled,
    Returned,
    Withdrawn,
    ApologyDrafted,
    ApologyRejected,
    Reappointed,
    DueMoved,
    Corrected,
}

impl EventKind {
    pub const ALL: [Self; 25] = [
        Self::Submitted,
        Self::Received,
        Self::Refused,
        Self::SupplementRequested,
        Self::SupplementAnswered,
        Self::Transferred,
        Self::Claimed,
        Self::Released,
        Self::StepDone,
        Self::Consulted,
        Self::ConsultAnswered,
        Self::ConsultDropped,
        Self::Stopped,
        Self::Resumed,
        Self::PaymentRequested,
        Self::Paid,
        Self::ResultAttached,
        Self::Settled,
        Self::Returned,
        Self::Withdrawn,
        Self::ApologyDrafted,
        Self::ApologyRejected,
        Self::Reappointed,
        Self::DueMoved,
        Self::Corrected,
    ];

    /// The key kept in the database and sent by the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Received => "received",
            Self::Refused => "refused",
            Self::SupplementRequested => "supplement_requested",
            Self::SupplementAnswered => "supplement_answered",
            Self::Transferred => "transferred",
            Self::Claimed => "claimed",
            Self::Released => "released",
            Self::StepDone => "step_done",
            Self::Consulted => "consulted",
            Self::ConsultAnswered => "consult_answered",
            Self::ConsultDropped => "consult_dropped",
            Self::Stopped => "stopped",
            Self::Resumed => "resumed",
            Self::PaymentRequested => "payment_requested",
            Self::Paid => "paid",
            Self::ResultAttached => "result_attached",
            Self::Settled => "settled",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
            Self::ApologyDrafted => "apology_drafted",
            Self::ApologyRejected => "apology_rejected",
            Self::Reappointed => "reappointed",
            Self::DueMoved => "due_moved",
            Self::Corrected => "corrected",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether the applicant sees it in the history: what changes state, turn or time does; who works on it inside does not.
    #[must_use]
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Claimed | Self::Released | Self::ApologyDrafted | Self::ApologyRejected)
    }
}

impl Event {
    #[must_use]
    pub fn kind(&self) -> EventKind {
        match self {
            Self::Submitted { .. } => EventKind::Submitted,
            Self::Received { .. } => EventKind::Received,
            Self::Refused { .. } => EventKind::Refused,
            Self::SupplementRequested { .. } => EventKind::SupplementRequested,
            Self::SupplementAnswered { .. } => EventKind::SupplementAnswered,
            Self::Transferred { .. } => EventKind::Transferred,
            Self::Claimed => EventKind::Claimed,
            Self::Released { .. } => EventKind::Released,
            Self::StepDone { .. } => EventKind::StepDone,
            Self::Consulted { .. } => EventKind::Consulted,
            Self::ConsultAnswered { .. } => EventKind::ConsultAnswered,
            Self::ConsultDropped { .. } => EventKind::ConsultDropped,
            Self::Stopped { .. } => EventKind::Stopped,
            Self::Resumed { .. } => EventKind::Resumed,
            Self::PaymentRequested { .. } => EventKind::PaymentRequested,
            Self::Paid { .. } => EventKind::Paid,
            Self::ResultAttached { .. } => EventKind::ResultAttached,
            Self::Settled => EventKind::Settled,
            Self::Returned { .. } => EventKind::Returned,
            Self::Withdrawn { .. } => EventKind::Withdrawn,
            Self::ApologyDrafted { .. } => EventKind::ApologyDrafted,
            Self::ApologyRejected { .. } => EventKind::ApologyRejected,
            Self::Reappointed { .. } => EventKind::Reappointed,
            Self::DueMoved { .. } => EventKind::DueMoved,
            Self::Corrected { .. } => EventKind::Corrected,
        }
    }

    /// The arguments as they are kept beside the key.
    ///
    /// # Errors
    /// Never for these types; the type of the library says so.
    pub fn document(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads what was kept. What the first release wrote has a key and nothing else.
    ///
    /// # Errors
    /// When the document is not of that kind.
    pub fn read(key: &str, document: Option<&str>) -> Result<Self, serde_json::Error> {
        match document {
            Some(text) => serde_json::from_str(text),
            None => serde_json::from_value(serde_json::json!({ "kind": key })),
        }
    }
}

/// One entry of a dossier's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierEvent {
    /// Counted from 1 within the dossier.
    pub sequence: i64,
    pub at: OffsetDateTime,
    pub actor: Actor,
    pub event: Event,
}
