//! Due dates after a change of the calendar: a holiday was decreed, and what was promised over it is counted again.

use domain::calendar::vietnam;
use domain::dossier::{Command, recalculated};
use storage::{FoundDossier, QueuePlace};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::act::{Act, Hand};
use super::deadlines::DossierDeadlines;
use crate::services::job_runs::MOVE_DUE;
use crate::services::{ServiceError, Services};

/// Dossiers of one batch.
const BATCH: i64 = 100;
/// A process that dies is replaced after this time.
const LEASE: Duration = Duration::minutes(5);
/// Other processes serve an import after two seconds; what they promised until then has to be found too.
const SETTLES: Duration = Duration::seconds(30);
/// A due date that differs by less was kept more coarsely than it was counted.
const SAME: Duration = Duration::MINUTE;

/// What a batch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MovedDue {
    pub looked_at: usize,
    pub moved: usize,
    /// Whether there is more of the same change.
    pub more: bool,
}

/// How far the job has come: the version of the calendar whose change is done, and the place within that of a later one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Position {
    done: i64,
    within: Option<(i64, QueuePlace)>,
}

impl Position {
    fn read(text: &str) -> Self {
        let mut parts = text.split(' ');
        let done = parts.next().and_then(|part| part.parse().ok()).unwrap_or_default();
        let mut within = || {
            let version = parts.next()?.parse().ok()?;
            let at: i128 = parts.next()?.parse().ok()?;
            let due_at = OffsetDateTime::from_unix_timestamp_nanos(at.checked_mul(1_000)?).ok()?;
            Some((version, QueuePlace { due_at, dossier_id: parts.next()?.parse::<Uuid>().ok()? }))
        };
        Self { done, within: within() }
    }

    fn written(&self) -> String {
        let Self { done, within } = self;
        match within {
            None => done.to_string(),
            Some((version, QueuePlace { due_at, dossier_id })) => {
                format!("{done} {version} {} {dossier_id}", due_at.unix_timestamp_nanos() / 1_000)
            }
        }
    }
}

impl Services {
    /// Counts the due dates of one batch of open dossiers again, if days off were imported; a notice follows from every date
    /// that moves. Several processes may ask; one at a time does it, and what was cut off goes on where it was.
    ///
    /// # Errors
    /// When storage fails; the batch is then done again.
    pub async fn move_due_dates(&self) -> Result<MovedDue, ServiceError> {
        let now = self.clock.now();
        let target = self.calendars.version();
        let Some(kept) = self.storage.take_job(MOVE_DUE.name, now, now.saturating_add(LEASE)).await? else {
            return Ok(MovedDue::default());
        };
        let position = Position::read(&kept);
        let outcome = self.move_batch(position, target, now).await;
        let (position, moved) = match outcome {
            Ok(after) => after,
            Err(error) => {
                self.storage.leave_job(MOVE_DUE.name, &kept, now).await?;
                return Err(error);
            }
        };
        self.storage.leave_job(MOVE_DUE.name, &position.written(), now).await?;
        Ok(moved)
    }

    async fn move_batch(
        &self,
        position: Position,
        target: i64,
        now: OffsetDateTime,
    ) -> Result<(Position, MovedDue), ServiceError> {
        let nothing = MovedDue::default();
        if target <= position.done {
            return Ok((position, nothing));
        }
        let days = self.storage.days_imported_after(position.done).await?;
        let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) else {
            return Ok((Position { done: target, within: None }, nothing));
        };
        if days.iter().any(|(_, at)| at.saturating_add(SETTLES) > now) {
            return Ok((position, nothing));
        }
        let dates: Vec<Date> = days.iter().map(|(date, _)| *date).collect();
        let begins = |date: Date| date.midnight().assume_offset(vietnam());
        let until = last.next_day().map_or_else(|| begins(*last), begins);
        // What was begun for an earlier target begins anew: more days count now.
        let after = position.within.filter(|(version, _)| *version == target).map(|(_, place)| place);
        let found = self.storage.dossiers_due_over(begins(*first), until, after, BATCH).await?;
        let mut moved = 0;
        for dossier in &found {
            if self.move_due(dossier, &dates).await? {
                moved += 1;
            }
        }
        let more = i64::try_from(found.len()).is_ok_and(|count| count >= BATCH);
        let place = found.last().filter(|_| more).and_then(|last| Some((last.due_at?, last.id)));
        let position = match place {
            Some((due_at, dossier_id)) => {
                Position { done: position.done, within: Some((target, QueuePlace { due_at, dossier_id })) }
            }
            None => Position { done: target, within: None },
        };
        Ok((position, MovedDue { looked_at: found.len(), moved, more: position.within.is_some() }))
    }

    async fn move_due(&self, found: &FoundDossier, dates: &[Date]) -> Result<bool, ServiceError> {
        let Some(held) = self.open_dossier(&found.code).await? else { return Ok(false) };
        let record = &held.dossier.record;
        let current = self.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
        let Some(current) = current else { return Ok(false) };
        let deadlines = DossierDeadlines {
            services: self,
            procedure: &current.procedure,
            channel: held.state.channel,
            desk: held.desk(),
        };
        let again = recalculated(held.desk(), &record.events, &deadlines);
        let (Some(received_at), Some(before), Some(due_at)) = (held.state.received_at, held.state.due_at, again) else {
            return Ok(false);
        };
        if (due_at - before).abs() < SAME {
            return Ok(false);
        }
        let because = self.names_of(dates, received_at, before.max(due_at));
        let act = Act::new(Command::MoveDue { due_at, because }, None);
        match self.act(&found.code, &Hand::Clock, act).await {
            Ok(acted) => Ok(!acted.events.is_empty()),
            // Settled meanwhile.
            Err(ServiceError::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Names of the days among `dates` that lie in the time of a dossier; they go into the history, in Vietnamese.
    fn names_of(&self, dates: &[Date], from: OffsetDateTime, until: OffsetDateTime) -> String {
        let days = self.calendars.days();
        let (from, until) = (from.to_offset(vietnam()).date(), until.to_offset(vietnam()).date());
        let mut names: Vec<&str> = Vec::new();
        for row in dates.iter().filter(|date| (from..=until).contains(date)).filter_map(|date| days.row(*date)) {
            if !names.contains(&row.name_vi.as_str()) {
                names.push(&row.name_vi);
            }
        }
        if names.is_empty() { "Lịch nghỉ thay đổi".to_owned() } else { names.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_back_and_none_is_the_beginning() {
        let place = QueuePlace {
            due_at: time::macros::datetime!(2026-11-23 09:00:00.123456 UTC),
            dossier_id: Uuid::from_u128(7),
        };
        for position in
            [Position { done: 3, within: None }, Position { done: 3, within: Some((5, place)) }, Position::default()]
        {
            assert_eq!(Position::read(&position.written()), position);
        }
        for text in ["", "x", "0 5", "0 5 1", "0 5 1 x"] {
            assert_eq!(Position::read(text), Position::default(), "{text}");
        }
    }
}
