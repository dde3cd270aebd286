//! The answer of the clock as JSON: the same on the command line and in the API.

use app::locale::{Locale, clock_sentence};
use domain::clock::{AfterSupplement, Step, write_moment};
use serde::Serialize;
use utoipa::ToSchema;

use super::{DueTold, LimitSource};

/// The limit that was counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct LimitBody {
    amount: u32,
    /// `working_day`, `day`, `hour`, `month` or `same_day`.
    unit: &'static str,
    /// `given`, or `published`: taken from the procedure in force.
    source: &'static str,
    /// The case that the published row names.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    /// `shift` or `restart`: what a pause does.
    after_supplement: &'static str,
    /// Working days added for a remote commune.
    remote_days: u32,
}

/// One step of the explanation: a stable `key`, its arguments, and `text` in the language asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepBody {
    #[serde(flatten)]
    #[schema(value_type = Object)]
    step: Step,
    text: String,
}

/// Until when, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueBody {
    /// Vietnamese time to the minute, such as `2026-02-24T15:20+07:00`; null while a pause has no end.
    due: Option<String>,
    /// The moment that counts as the receipt.
    counts_from: String,
    /// With `channel=online`: when the filing has to be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_due: Option<String>,
    limit: LimitBody,
    trace: Vec<StepBody>,
}

/// The answer as the API and the command line write it.
pub fn due_body(locale: Locale, told: &DueTold) -> DueBody {
    let (source, case) = match &told.source {
        LimitSource::Given => ("given", None),
        LimitSource::Published { case } => ("published", case.clone()),
    };
    let question = &told.question;
    DueBody {
        due: told.due.at.map(write_moment),
        counts_from: write_moment(told.due.counts_from),
        answer_due: told.due.answer_at.map(write_moment),
        limit: LimitBody {
            amount: question.limit.amount,
            unit: question.limit.unit.key(),
            source,
            case,
            after_supplement: match question.after_supplement {
                AfterSupplement::Shift => "shift",
                AfterSupplement::Restart => "restart",
            },
            remote_days: question.remote_days,
        },
        trace: told
            .due
            .trace
            .iter()
            .map(|step| StepBody { step: step.clone(), text: clock_sentence(locale, step) })
            .collect(),
    }
}
