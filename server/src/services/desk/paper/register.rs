//! Form 06: the dossiers that one desk accepted of those filed in some days.

use domain::calendar::vietnam;
use domain::dossier::HandOver;
use domain::paper::{Paper, Register, RegisterRow};
use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use super::facts::{Facts, letterhead};
use crate::services::{RefusalKind, ServiceError, Services};

/// Most dossiers of one register: a longer one takes seconds to be set (docs/decisions/0017).
pub const MAX_REGISTER_ROWS: usize = 300;
/// Dossiers read at a time.
const PAGE: i64 = 100;

/// First and last day of filing, both included, in Vietnamese time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterPeriod {
    pub from: Date,
    pub to: Date,
}

impl Services {
    /// The register of an agency. `officer` is the name of whoever prints it.
    ///
    /// # Errors
    /// Refused with `register_too_long` when more than [`MAX_REGISTER_ROWS`] dossiers were accepted.
    pub async fn register(&self, agency: &str, period: RegisterPeriod, officer: &str) -> Result<Paper, ServiceError> {
        let midnight = |day: Date| day.with_time(Time::MIDNIGHT).assume_offset(vietnam());
        let until = midnight(period.to.next_day().unwrap_or(period.to));
        // The first place of the first day.
        let mut after: Option<(OffsetDateTime, Uuid)> = Some((midnight(period.from), Uuid::nil()));
        let mut rows = Vec::new();
        loop {
            let found = self.storage.filed_dossiers(agency, after, until, PAGE).await?;
            let Some(last) = found.last() else { break };
            after = Some((last.submitted_at, last.id));
            for one in &found {
                rows.extend(self.register_row(&one.code).await?);
                if rows.len() > MAX_REGISTER_ROWS {
                    let most = vec![MAX_REGISTER_ROWS.to_string()];
                    return Err(ServiceError::refused_with(RefusalKind::Invalid, "register_too_long", most));
                }
            }
        }
        Ok(Paper::Register(Box::new(Register {
            letterhead: letterhead(self, agency, self.clock.now(), "", false),
            book: None,
            period: Some((period.from, period.to)),
            rows,
            officer: Some(officer.to_owned()),
        })))
    }

    /// The row of a dossier that was accepted.
    async fn register_row(&self, code: &str) -> Result<Option<RegisterRow>, ServiceError> {
        let Some(open) = self.open_dossier(code).await? else { return Ok(None) };
        let Some(received_at) = open.state.received_at else { return Ok(None) };
        let facts = Facts::read(self, &open).await?;
        let delivery = match open.state.returned_how {
            Some(HandOver::Counter) => "Tại quầy",
            Some(HandOver::Post) => "Qua bưu chính",
            Some(HandOver::Online) => "Trực tuyến",
            None => facts.result_at(),
        };
        Ok(Some(RegisterRow {
            code: facts.code.clone(),
            procedure: facts.request(),
            sets: 1,
            applicant: facts.applicant(),
            responsible: facts.agency(&open.state.unit),
            received_at,
            due_at: open.state.due_at,
            returned_at: open.state.returned_at,
            delivery: Some(delivery.to_owned()),
            note: None,
        }))
    }
}
