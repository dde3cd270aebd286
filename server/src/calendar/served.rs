//! The effective calendar: embedded days with the imported ones laid over them.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use domain::calendar::{Days, WorkingCalendar};
use domain::clock::{ClockError, Due, Question, due};
use storage::{Storage, StorageError};
use time::Date;

use super::files::{CalendarError, Hours, embedded_days, embedded_hours};

/// The days in force at one moment.
#[derive(Debug, Clone)]
struct Served {
    version: i64,
    days: Arc<Days>,
}

/// Days that became another kind of day, or another reason, by an import.
#[derive(Debug, Clone)]
pub struct CalendarChange {
    /// The version that is served now.
    pub version: i64,
    pub before: Arc<Days>,
    pub after: Arc<Days>,
    /// The dates whose rows differ, in order.
    pub dates: Vec<Date>,
}

/// The calendars of all agencies. What was imported is replaced while the portal runs.
pub struct Calendars {
    embedded: Days,
    pub hours: Hours,
    served: RwLock<Served>,
}

impl Calendars {
    /// What is compiled in.
    ///
    /// # Errors
    /// When a data file is wrong; a test sees that none is.
    pub fn embedded() -> Result<Self, CalendarError> {
        let embedded = Days::new(embedded_days()?);
        let served = RwLock::new(Served { version: 0, days: Arc::new(embedded.clone()) });
        Ok(Self { embedded, hours: embedded_hours()?, served })
    }

    /// Lays what was imported over the embedded days, if it is another version than the one that is served.
    ///
    /// # Errors
    /// When storage fails or holds a damaged row: the calendar before it is served on.
    pub async fn reload(&self, storage: &dyn Storage) -> Result<Option<CalendarChange>, StorageError> {
        // Read before the rows: an import in between is then noticed by the next look at the version.
        let version = storage.calendar_version().await?;
        if version == self.version() {
            return Ok(None);
        }
        let after = Arc::new(self.embedded.with(storage.imported_days().await?));
        let mut served = self.served.write().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *served, Served { version, days: Arc::clone(&after) }).days;
        drop(served);
        let all: BTreeSet<Date> = before.rows().chain(after.rows()).map(|row| row.date).collect();
        let dates = all.into_iter().filter(|date| before.row(*date) != after.row(*date)).collect();
        Ok(Some(CalendarChange { version, before, after, dates }))
    }

    fn served(&self) -> Served {
        self.served.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Counts up with every import that changed something; 0 before the first.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.served().version
    }

    /// The days as they are served now.
    #[must_use]
    pub fn days(&self) -> Arc<Days> {
        self.served().days
    }

    /// The opening time of an agency; without one, or with one that has no hours of its own, of the standard week.
    #[must_use]
    pub fn of(&self, agency: Option<&str>) -> WorkingCalendar {
        WorkingCalendar::new(self.hours.of(agency), self.days())
    }

    /// Until when a dossier at an agency has to be settled, under the calendar as it is served now.
    ///
    /// # Errors
    /// As [`domain::clock::due`].
    pub fn due(&self, agency: Option<&str>, question: &Question) -> Result<Due, ClockError> {
        due(&self.of(agency), question)
    }
}
