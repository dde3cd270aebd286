//! The steps of an explanation. Keys and arguments are stable; sentences are made of them in `app::locale`.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, Time};

use super::{Limit, LimitUnit};
use crate::province::Bilingual;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");
time::serde::format_description!(clock_time, Time, "[hour]:[minute]");
time::serde::format_description!(
    minute,
    OffsetDateTime,
    "[year]-[month]-[day]T[hour]:[minute][offset_hour sign:mandatory]:[offset_minute]"
);

/// Where a receipt fell when the desk was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrival {
    BeforeOpening,
    InBreak,
    AfterClosing,
    ClosedDay,
}

/// Why a pause changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseIgnored {
    BeforeReceipt,
    /// It began when the dossier was already due.
    AfterDue,
    /// The desk was closed all the while.
    WhileClosed,
}

/// One step of the explanation, in the order in which a person would be told. All moments are Vietnamese time; what is shown is cut
/// to the minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum Step {
    /// When it came in.
    Received {
        #[serde(with = "minute")]
        at: OffsetDateTime,
    },
    /// The desk was closed: it counts as received at `at`. `names` are the holidays it came in on.
    CountsAs {
        #[serde(with = "minute")]
        at: OffsetDateTime,
        because: Arrival,
        names: Vec<Bilingual>,
    },
    Limit {
        amount: u32,
        unit: LimitUnit,
    },
    /// Working days added for a remote commune.
    Remote {
        working_days: u32,
    },
    /// The first day of the limit.
    CountsFrom {
        #[serde(with = "iso_date")]
        date: Date,
    },
    /// Received after the cut-off of a same-day procedure: the next working day.
    AfterCutOff {
        #[serde(with = "clock_time")]
        cut_off: Time,
        #[serde(with = "iso_date")]
        date: Date,
    },
    /// Received on a day on which the desk opens but which is no working day: the next working day.
    NoWorkingDay {
        #[serde(with = "iso_date")]
        received: Date,
        #[serde(with = "iso_date")]
        date: Date,
    },
    /// Saturdays and Sundays that do not count, told together.
    Weekends {
        count: u32,
        #[serde(with = "iso_date")]
        from: Date,
        #[serde(with = "iso_date")]
        to: Date,
    },
    /// Days off in a row, with the weekends inside and around them.
    Holiday {
        #[serde(with = "iso_date")]
        from: Date,
        #[serde(with = "iso_date")]
        to: Date,
        names: Vec<Bilingual>,
    },
    /// Weekdays on which this agency does not open.
    AgencyClosed {
        #[serde(with = "iso_date")]
        from: Date,
        #[serde(with = "iso_date")]
        to: Date,
    },
    /// A Saturday or Sunday that is worked and counts.
    WorkedWeekend {
        #[serde(with = "iso_date")]
        date: Date,
        name: Bilingual,
    },
    /// The month has no such day: it ends on its last.
    ShortMonth {
        day: u8,
        #[serde(with = "iso_date")]
        date: Date,
    },
    /// The limit ends on a closed day and moves.
    EndMoved {
        #[serde(with = "iso_date")]
        from: Date,
        #[serde(with = "iso_date")]
        to: Date,
        names: Vec<Bilingual>,
    },
    /// The desk is closed at the hour that was kept.
    HourMoved {
        #[serde(with = "clock_time")]
        from: Time,
        #[serde(with = "clock_time")]
        to: Time,
    },
    /// Counted from a day on which the desk opens but which is no working day: due when the last day closes.
    HourOfClosing {
        #[serde(with = "iso_date")]
        received: Date,
        #[serde(with = "clock_time")]
        to: Time,
    },
    /// The clock stood still; the due moment moves by that much opening time. `usual_day` is what a working day has.
    Paused {
        #[serde(with = "minute")]
        from: OffsetDateTime,
        #[serde(with = "minute")]
        to: OffsetDateTime,
        minutes: i64,
        usual_day: i64,
    },
    PauseIgnored {
        #[serde(with = "minute")]
        from: OffsetDateTime,
        because: PauseIgnored,
    },
    /// The supplement is complete: the full limit begins again, counted from `at`.
    Restarted {
        #[serde(with = "minute")]
        paused: OffsetDateTime,
        #[serde(with = "minute")]
        complete: OffsetDateTime,
        #[serde(with = "minute")]
        at: OffsetDateTime,
    },
    /// The clock stands still: there is no due moment until the pause ends.
    StandsStill {
        #[serde(with = "minute")]
        from: OffsetDateTime,
    },
    /// The days off of the year were not announced when the table was written; they are computed from the law.
    NotAnnounced {
        year: i32,
    },
    /// The table holds no days off of the year: only weekends are left out.
    NotInTable {
        year: i32,
    },
    Due {
        #[serde(with = "minute")]
        at: OffsetDateTime,
    },
    /// An online filing is answered (accepted, or a supplement asked for) by then.
    AnswerDue {
        #[serde(with = "minute")]
        at: OffsetDateTime,
        hours: u32,
    },
}

impl Step {
    pub(super) fn limit(limit: Limit) -> Self {
        Self::Limit { amount: limit.amount, unit: limit.unit }
    }
}
