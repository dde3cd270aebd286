//! The legal clock as the state machine asks it: the published limit of the procedure, the hours of the agency.

use std::collections::BTreeMap;

use domain::calendar::{Boundary, WorkingCalendar};
use domain::clock::{AfterSupplement, Due, Limit, LimitUnit, Pause, Question, due};
use domain::dossier::{Channel, Deadlines, Paused};
use domain::procedure::Procedure;
use domain::process::{StepLimit, StepLimitUnit};
use time::OffsetDateTime;

use super::load::OpenDossier;
use crate::calendar::{Asked, answer};
use crate::services::Services;

/// Deadlines of one dossier.
pub(super) struct DossierDeadlines<'a> {
    pub services: &'a Services,
    pub procedure: &'a Procedure,
    pub channel: Channel,
    /// The agency whose hours count for the whole dossier.
    pub desk: &'a str,
}

impl Services {
    /// The deadlines of a dossier under the procedure it was filed for.
    pub(super) fn deadlines<'a>(&'a self, open: &'a OpenDossier, procedure: &'a Procedure) -> DossierDeadlines<'a> {
        DossierDeadlines { services: self, procedure, channel: open.state.channel, desk: open.desk() }
    }

    /// When the steps that are open are due, by their identifiers.
    #[must_use]
    pub fn step_dues(&self, open: &OpenDossier, procedure: &Procedure) -> BTreeMap<String, Option<OffsetDateTime>> {
        let deadlines = self.deadlines(open, procedure);
        let active = open.state.active.values();
        active.map(|begun| (begun.step.clone(), open.state.step_due(begun, &open.process, &deadlines))).collect()
    }
}

impl DossierDeadlines<'_> {
    fn calendar(&self) -> WorkingCalendar {
        self.services.calendars.of(Some(self.desk))
    }

    /// When the result is due for what is received then, and how that is counted.
    pub(super) fn explained(&self, at: OffsetDateTime) -> Option<Due> {
        due(&self.calendar(), &self.question(at)?).ok()
    }

    /// The same with the time in which the applicant completed the papers; the clock tells it as part of the way to the date.
    pub(super) fn explained_with(&self, at: OffsetDateTime, pauses: &[Paused]) -> Option<Due> {
        let pauses = pauses.iter().map(|pause| Pause { from: pause.from, to: pause.until }).collect();
        let after_supplement = match self.restarts_after_supplement() {
            true => AfterSupplement::Restart,
            false => AfterSupplement::Shift,
        };
        due(&self.calendar(), &Question { pauses, after_supplement, ..self.question(at)? }).ok()
    }

    /// The published limit itself.
    pub(super) fn limit(&self, at: OffsetDateTime) -> Option<Limit> {
        self.question(at).map(|question| question.limit)
    }

    /// The published limit of the channel, and of the desk where the channel publishes none.
    fn question(&self, at: OffsetDateTime) -> Option<Question> {
        let published = match self.channel {
            Channel::Online => ["online", "direct"],
            Channel::Counter => ["direct", "online"],
            Channel::Post => ["postal", "direct"],
        };
        published.into_iter().find_map(|channel| {
            let asked =
                Asked { channel: Some(channel.to_owned()), agency: Some(self.desk.to_owned()), ..Asked::default() };
            let told = answer(&self.services.calendars, &self.services.data, Some(self.procedure), &asked, at);
            told.ok().map(|told| told.question)
        })
    }
}

impl Deadlines for DossierDeadlines<'_> {
    fn appointment(&self, at: OffsetDateTime) -> Option<OffsetDateTime> {
        self.explained(at)?.at
    }

    fn restarts_after_supplement(&self) -> bool {
        let rules = self.services.data.services.get(&self.procedure.code).map(|service| service.clock);
        rules.is_some_and(|rules| rules.after_supplement == AfterSupplement::Restart)
    }

    fn shifted(&self, due_at: OffsetDateTime, from: OffsetDateTime, until: OffsetDateTime) -> OffsetDateTime {
        let calendar = self.calendar();
        let due_at = due_at.to_offset(domain::calendar::vietnam());
        // A due moment at an opening stays at openings, as in `domain::clock`.
        let opens = calendar.shifts(due_at.date()).iter().any(|shift| shift.opens == due_at.time());
        let boundary = if opens { Boundary::Opening } else { Boundary::Closing };
        let paused = calendar.open_time(from, until);
        calendar.add_open_time(due_at, paused, boundary).unwrap_or(due_at)
    }

    fn step(&self, unit: &str, limit: StepLimit, at: OffsetDateTime) -> Option<OffsetDateTime> {
        let unit_of = match limit.unit {
            StepLimitUnit::Hour => LimitUnit::Hour,
            StepLimitUnit::WorkingDay => LimitUnit::WorkingDay,
        };
        let limit = Limit::new(limit.amount, unit_of).ok()?;
        due(&self.services.calendars.of(Some(unit)), &Question::new(at, limit)).ok()?.at
    }

    fn open_from(&self, at: OffsetDateTime) -> OffsetDateTime {
        // An agency that does not open within a year has nothing better to offer.
        self.calendar().next_open(at).unwrap_or(at)
    }
}
