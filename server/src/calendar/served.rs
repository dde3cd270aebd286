//! The effective calendar: embedded days with the imported ones laid over them.

use std::sync::{Arc, PoisonError, RwLock};

use domain::calendar::{CalendarDay, Days, WorkingCalendar};

use super::files::{CalendarError, Hours, embedded_days, embedded_hours};

/// The calendars of all agencies. What was imported is replaced while the portal runs.
pub struct Calendars {
    embedded: Days,
    pub hours: Hours,
    served: RwLock<Arc<Days>>,
}

impl Calendars {
    /// What is compiled in.
    ///
    /// # Errors
    /// When a data file is wrong; a test sees that none is.
    pub fn embedded() -> Result<Self, CalendarError> {
        let embedded = Days::new(embedded_days()?);
        let served = RwLock::new(Arc::new(embedded.clone()));
        Ok(Self { embedded, hours: embedded_hours()?, served })
    }

    /// The days as they are served now.
    #[must_use]
    pub fn days(&self) -> Arc<Days> {
        Arc::clone(&self.served.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lays imported rows over the embedded ones, in place of those laid before.
    pub fn lay_over(&self, rows: Vec<CalendarDay>) {
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(self.embedded.with(rows));
    }

    /// The opening time of an agency; without one, or with one that has no hours of its own, of the standard week.
    #[must_use]
    pub fn of(&self, agency: Option<&str>) -> WorkingCalendar {
        WorkingCalendar::new(self.hours.of(agency), self.days())
    }
}
