//! The apology for lateness that is still to come: drafted by the clock, decided by the leader.

use app::locale::apology_reason;
use domain::dossier::{Command, Deadlines, foreseen_until, needs_apology};
use domain::process::{Step, StepLimit, StepLimitUnit};
use storage::{FoundDossier, QueuePlace};
use time::OffsetDateTime;

use super::act::{Act, Hand};
use super::deadlines::DossierDeadlines;
use super::load::OpenDossier;
use crate::services::{ServiceError, Services};

/// Dossiers read at once.
const BATCH: i64 = 200;

impl Services {
    /// Drafts an apology with its reason and a new date for every dossier that would be overdue after the next day on which
    /// its agency opens, and for those that are. Several processes may do it at once, and it may be repeated.
    ///
    /// # Errors
    /// The last of what failed; the others are drafted all the same.
    pub async fn draft_apologies(&self) -> Result<usize, ServiceError> {
        let now = self.clock.now();
        let Some(until) = self.foreseen_anywhere(now) else { return Ok(0) };
        let (mut after, mut drafted, mut failed) = (None, 0, None);
        loop {
            let found = self.storage.dossiers_to_excuse(until, after, BATCH).await?;
            for dossier in &found {
                match self.draft_apology(dossier, now).await {
                    Ok(true) => drafted += 1,
                    Ok(false) => {}
                    Err(error) => failed = Some(error),
                }
            }
            let last = found.last().filter(|_| i64::try_from(found.len()).is_ok_and(|count| count >= BATCH));
            let Some((due_at, dossier_id)) = last.and_then(|last| Some((last.due_at?, last.id))) else { break };
            after = Some(QueuePlace { due_at, dossier_id });
        }
        failed.map_or(Ok(drafted), Err)
    }

    /// The latest moment that some agency calls near due.
    fn foreseen_anywhere(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let own = self.calendars.hours.agencies().map(Some);
        own.chain([None]).filter_map(|agency| foreseen_until(&self.calendars.of(agency), now)).max()
    }

    async fn draft_apology(&self, found: &FoundDossier, now: OffsetDateTime) -> Result<bool, ServiceError> {
        let Some(held) = self.open_dossier(&found.code).await? else { return Ok(false) };
        let calendar = self.calendars.of(Some(held.desk()));
        if !needs_apology(&held.state, &held.dossier.record.events, &calendar, now) {
            return Ok(false);
        }
        let Some(command) = self.apology_of(&held, now).await? else { return Ok(false) };
        // Judged with what was seen: when somebody was first, the next run looks again.
        match self.act(&found.code, &Hand::Clock, Act::new(command, Some(held.state.version))).await {
            Ok(acted) => Ok(!acted.events.is_empty()),
            Err(ServiceError::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The steps that are left with the time that the process gives them; none where the agency never opens.
    async fn apology_of(&self, held: &OpenDossier, now: OffsetDateTime) -> Result<Option<Command>, ServiceError> {
        let record = &held.dossier.record;
        let current = self.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
        let current = current.ok_or_else(|| ServiceError::Failed("the procedure of a dossier is missing".into()))?;
        let deadlines = DossierDeadlines {
            services: self,
            procedure: &current.procedure,
            channel: held.state.channel,
            desk: held.desk(),
        };
        let active: Vec<&str> = held.state.active.keys().map(String::as_str).collect();
        let way = held.process.longest_way(&active);
        let new_due_at = new_date(&deadlines, &held.state.unit, &way, held.state.due_at.unwrap_or(now).max(now));
        let names: Vec<&str> = way.iter().map(|step| step.name.vi.as_str()).collect();
        Ok(new_due_at.map(|new_due_at| Command::DraftApology { reason: apology_reason(&names), new_due_at }))
    }
}

/// When the steps that are left are done if each takes its whole time; a working day at least.
fn new_date(
    deadlines: &DossierDeadlines<'_>,
    unit: &str,
    way: &[&Step],
    from: OffsetDateTime,
) -> Option<OffsetDateTime> {
    const ONE_DAY: StepLimit = StepLimit { amount: 1, unit: StepLimitUnit::WorkingDay };
    let at_least = deadlines.step(unit, ONE_DAY, from)?;
    let each = |at, step: &&Step| deadlines.step(step.unit.as_deref().unwrap_or(unit), step.limit, at);
    Some(way.iter().try_fold(from, each)?.max(at_least))
}
