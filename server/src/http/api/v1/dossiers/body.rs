//! A dossier as the API tells it to its holder.

use app::locale::Locale;
use app::view::{ActedBy, AskedFor, DueWhy, EventDetail, SupplementLine, TimelineEntry, TrackedDossier};
use domain::dossier::{Channel, HandOver, Status, Turn};
use domain::process::StepRole;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::StatusBody;
use crate::http::api::v1::drafts::instant;

/// One entry of the history.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct EventBody {
    sequence: i64,
    kind: &'static str,
    at: String,
    /// `applicant`, `receptionist`, `officer`, `leader` or `system`.
    by: &'static str,
    /// Name of the unit that did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// What it tells beside its kind: `due_at`, `unit`, `reason`, `where_to_turn`, `items`, `answer_by`, `again_because`,
    /// `note`, `step`, `amount` (đồng), `receipt`, `how`, `takes_back`.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    told: Map<String, Value>,
    /// An officer took it back as a mistake.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    taken_back: bool,
}

/// A paper or an entry that has to be completed.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct SupplementItemBody {
    /// `paper` or `field`.
    about: &'static str,
    name: String,
    instruction: String,
}

/// What the agency asks the applicant to complete.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct SupplementBody {
    items: Vec<SupplementItemBody>,
    asked_at: String,
    answer_by: Option<String>,
    answered_at: Option<String>,
}

/// A due date that took the place of another.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct DueChangeBody {
    at: String,
    to: String,
    /// `pause`, `calendar` or `apology`.
    why: &'static str,
    /// Name of the day, or the reason of the apology.
    text: Option<String>,
}

/// Until when the result is promised.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct DueBody {
    at: String,
    first: String,
    changes: Vec<DueChangeBody>,
    is_late: bool,
}

/// A stretch in which the clock stood still.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct PauseBody {
    from: String,
    /// None while it lasts.
    until: Option<String>,
    /// Code of the status that stopped the clock: 5, 6 or 8.
    status: i16,
}

/// What has to be paid before it goes on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct PaymentBody {
    /// In đồng.
    amount: i64,
    reason: String,
}

/// Why it ended without a result, or stands still.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct EndingBody {
    reason: String,
    where_to_turn: String,
}

/// The signed result.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct ResultBody {
    number: String,
    title: String,
    issued_on: String,
    signer: String,
    granted: bool,
    /// How the applicant chose to get it.
    delivery: &'static str,
    returned_at: Option<String>,
}

/// A message between applicant and officer.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct MessageBody {
    /// `applicant` or `officer`.
    from: &'static str,
    at: String,
    body: String,
}

/// What somebody with code and PIN may see.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct DossierBody {
    code: String,
    status: StatusBody,
    /// `desk`, `unit`, `applicant` or `nobody`.
    turn: &'static str,
    procedure: String,
    agency: String,
    /// Code of the unit that has it now.
    unit: String,
    submitted_at: String,
    received_at: Option<String>,
    answer_due_at: String,
    /// The desk has not answered in time.
    answer_is_late: bool,
    due: Option<DueBody>,
    pauses: Vec<PauseBody>,
    supplement: Option<SupplementBody>,
    payment: Option<PaymentBody>,
    ending: Option<EndingBody>,
    result: Option<ResultBody>,
    can_withdraw: bool,
    messages: Vec<MessageBody>,
    events: Vec<EventBody>,
}

impl DossierBody {
    /// `agency` and `unit` are codes, which programs need rather than names.
    pub(super) fn new(locale: Locale, dossier: TrackedDossier, agency: String, unit: String) -> Self {
        let status = dossier.status;
        Self {
            status: StatusBody { code: status.code(), name: status_name(locale, status) },
            turn: match dossier.turn {
                Turn::Desk => "desk",
                Turn::Unit => "unit",
                Turn::Applicant => "applicant",
                Turn::Nobody => "nobody",
            },
            procedure: dossier.procedure_code,
            agency,
            unit,
            submitted_at: instant(dossier.submitted_at),
            received_at: dossier.received_at.map(instant),
            answer_due_at: instant(dossier.answer_due_at),
            answer_is_late: dossier.answer_is_late,
            due: dossier.due.map(|due| DueBody {
                at: instant(due.at),
                first: instant(due.first),
                changes: due.changes.into_iter().map(change).collect(),
                is_late: due.is_late,
            }),
            pauses: dossier
                .pauses
                .iter()
                .map(|pause| PauseBody {
                    from: instant(pause.from),
                    until: pause.until.map(instant),
                    status: pause.why.code(),
                })
                .collect(),
            supplement: dossier.supplement.map(|asked| SupplementBody {
                items: items(asked.items),
                asked_at: instant(asked.asked_at),
                answer_by: asked.answer_by.map(instant),
                answered_at: asked.answered_at.map(instant),
            }),
            payment: dossier.payment.map(|demand| PaymentBody { amount: demand.amount, reason: demand.reason }),
            ending: dossier
                .ending
                .map(|ending| EndingBody { reason: ending.reason, where_to_turn: ending.where_to_turn }),
            result: dossier.result.map(|shown| ResultBody {
                issued_on: shown.document.issued_on.to_string(),
                number: shown.document.number,
                title: shown.document.title,
                signer: shown.document.signer,
                granted: shown.document.granted,
                delivery: shown.delivery.key(),
                returned_at: shown.returned.map(|(at, _)| instant(at)),
            }),
            can_withdraw: dossier.can_withdraw,
            messages: dossier
                .messages
                .into_iter()
                .map(|message| MessageBody {
                    from: if message.from_applicant { "applicant" } else { "officer" },
                    at: instant(message.at),
                    body: message.body,
                })
                .collect(),
            events: dossier.timeline.into_iter().map(event).collect(),
            code: dossier.code,
        }
    }
}

fn status_name(locale: Locale, status: Status) -> &'static str {
    locale.pick(status.name_vi(), status.name_en())
}

fn items(items: Vec<SupplementLine>) -> Vec<SupplementItemBody> {
    let body = |item: SupplementLine| SupplementItemBody {
        about: match item.about {
            AskedFor::Paper => "paper",
            AskedFor::Field => "field",
        },
        name: item.name,
        instruction: item.instruction,
    };
    items.into_iter().map(body).collect()
}

fn change(change: app::view::DueChange) -> DueChangeBody {
    let (why, text) = match change.why {
        DueWhy::Pause => ("pause", None),
        DueWhy::Calendar(day) => ("calendar", Some(day)),
        DueWhy::Apology(reason) => ("apology", Some(reason)),
    };
    DueChangeBody { at: instant(change.at), to: instant(change.to), why, text }
}

fn event(entry: TimelineEntry) -> EventBody {
    EventBody {
        sequence: entry.sequence,
        kind: entry.kind.key(),
        at: instant(entry.at),
        by: match entry.by {
            ActedBy::Applicant => "applicant",
            ActedBy::System => "system",
            ActedBy::Staff(StepRole::Receptionist) => "receptionist",
            ActedBy::Staff(StepRole::Officer) => "officer",
            ActedBy::Staff(StepRole::Leader) => "leader",
        },
        unit: entry.unit,
        told: entry.details.into_iter().map(told).collect(),
        taken_back: entry.taken_back,
    }
}

fn told(detail: EventDetail) -> (String, Value) {
    let (key, value) = match detail {
        EventDetail::Channel(channel) => {
            let channel = match channel {
                Channel::Counter => "counter",
                Channel::Online => "online",
                Channel::Post => "post",
            };
            ("channel", channel.into())
        }
        EventDetail::Due(at) => ("due_at", instant(at).into()),
        EventDetail::Unit(name) => ("unit", name.into()),
        EventDetail::Reason(text) => ("reason", text.into()),
        EventDetail::WhereToTurn(text) => ("where_to_turn", text.into()),
        EventDetail::Asked(asked) => ("items", json!(items(asked))),
        EventDetail::AnswerBy(at) => ("answer_by", instant(at).into()),
        EventDetail::AgainBecause(text) => ("again_because", text.into()),
        EventDetail::Note(text) => ("note", text.into()),
        EventDetail::Step(name) => ("step", name.into()),
        EventDetail::Amount(amount) => ("amount", amount.into()),
        EventDetail::Receipt(text) => ("receipt", text.into()),
        EventDetail::TakesBack(kind) => ("takes_back", kind.key().into()),
        EventDetail::Returned(how) => {
            let how = match how {
                HandOver::Counter => "counter",
                HandOver::Post => "post",
                HandOver::Online => "online",
            };
            ("how", how.into())
        }
    };
    (key.to_owned(), value)
}
