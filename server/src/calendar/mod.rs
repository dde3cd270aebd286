//! The calendar as it is served: the embedded days and hours, and days decreed since that were imported.

mod ask;
mod body;
mod files;
mod served;

pub use ask::{Asked, DueTold, LimitSource, Refused, answer};
pub use body::{DueBody, LimitBody, StepBody, due_body};
pub use files::{CalendarError, Hours, embedded_days, embedded_hours, read_days};
pub use served::{CalendarChange, Calendars};
