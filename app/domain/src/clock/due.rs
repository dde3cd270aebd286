//! The question to the clock and its answer.

use serde::Serialize;
use time::{Duration, OffsetDateTime};

use super::closed::closed_steps;
use super::count::{Counted, count, effective};
use super::pause::merged;
use super::{AfterSupplement, ClockError, Limit, LimitUnit, Pause, PauseIgnored, Step, YEARS};
use crate::calendar::{Boundary, WorkingCalendar, vietnam};
use crate::dossier::ANSWER_WITHIN_WORKING_HOURS;

/// What the clock is asked.
#[derive(Debug, Clone)]
pub struct Question {
    pub received: OffsetDateTime,
    pub limit: Limit,
    /// Filed online: the 8 working hours to answer are told too. They are a promise of their own and no part of the limit.
    pub online: bool,
    /// Working days added for a remote commune.
    pub remote_days: u32,
    pub after_supplement: AfterSupplement,
    /// In any order.
    pub pauses: Vec<Pause>,
}

impl Question {
    /// A limit without anything else.
    #[must_use]
    pub fn new(received: OffsetDateTime, limit: Limit) -> Self {
        Self {
            received,
            limit,
            online: false,
            remote_days: 0,
            after_supplement: AfterSupplement::Shift,
            pauses: Vec::new(),
        }
    }
}

/// Until when, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Vietnamese time; never a moment at which the agency is closed. None while a pause has no end.
    #[serde(with = "time::serde::rfc3339::option")]
    pub at: Option<OffsetDateTime>,
    /// When the receipt counts.
    #[serde(with = "time::serde::rfc3339")]
    pub counts_from: OffsetDateTime,
    /// When an online filing has to be answered.
    #[serde(with = "time::serde::rfc3339::option")]
    pub answer_at: Option<OffsetDateTime>,
    pub trace: Vec<Step>,
}

/// Working days of a remote commune at most; published procedures say 10.
const MAX_REMOTE_DAYS: u32 = 250;

/// Tells until when an authority has to answer.
///
/// # Errors
/// When the question makes no sense (a pause that ends before it begins, a year outside of what can be counted), or the agency
/// never opens.
pub fn due(calendar: &WorkingCalendar, question: &Question) -> Result<Due, ClockError> {
    let limit = Limit::new(question.limit.amount, question.limit.unit)?;
    if question.remote_days > MAX_REMOTE_DAYS {
        return Err(ClockError::LimitTooLong { max: MAX_REMOTE_DAYS });
    }
    let pauses = question.pauses.iter().flat_map(|pause| [Some(pause.from), pause.to]).flatten();
    let countable = |at: OffsetDateTime| at.checked_to_offset(vietnam()).filter(|local| YEARS.contains(&local.year()));
    let received = countable(question.received).ok_or(ClockError::YearOutside)?;
    if pauses.into_iter().any(|at| countable(at).is_none()) {
        return Err(ClockError::YearOutside);
    }
    let pauses = merged(&question.pauses)?;

    let mut trace = vec![Step::Received { at: received }];
    let (start, moved) = effective(calendar, received)?;
    trace.extend(moved);
    trace.push(Step::limit(limit));
    if question.remote_days > 0 {
        trace.push(Step::Remote { working_days: question.remote_days });
    }

    let counted = count(calendar, start, limit, question.remote_days)?;
    let run = Run { calendar, limit, remote: question.remote_days, start };
    let ended = match question.after_supplement {
        AfterSupplement::Shift => run.shift(counted, &pauses)?,
        AfterSupplement::Restart => run.restart(counted, &pauses)?,
    };
    trace.extend(ended.steps);
    let last = ended.due.unwrap_or(ended.reached);
    for year in start.year()..=last.year() {
        let mut rows = calendar.days().of_year(year).peekable();
        if rows.peek().is_none() {
            trace.push(Step::NotInTable { year });
        } else if rows.any(|row| !row.announced) {
            trace.push(Step::NotAnnounced { year });
        }
    }
    trace.extend(ended.due.map(|at| Step::Due { at }));

    let answer_at = if question.online {
        let at = calendar.add_working_hours(received, ANSWER_WITHIN_WORKING_HOURS).ok_or(ClockError::NeverOpen)?;
        trace.push(Step::AnswerDue { at, hours: ANSWER_WITHIN_WORKING_HOURS });
        Some(at)
    } else {
        None
    };
    Ok(Due { at: ended.due, counts_from: start, answer_at, trace })
}

struct Run<'a> {
    calendar: &'a WorkingCalendar,
    limit: Limit,
    remote: u32,
    start: OffsetDateTime,
}

struct Ended {
    due: Option<OffsetDateTime>,
    /// How far the explanation reaches when nothing is due.
    reached: OffsetDateTime,
    steps: Vec<Step>,
}

impl Run<'_> {
    /// Every pause moves the due moment by the opening time it held.
    fn shift(&self, counted: Counted, pauses: &[Pause]) -> Result<Ended, ClockError> {
        let Counted { due: base, steps: mut counted_steps, leaves_out_from } = counted;
        // A due moment at an opening stays at openings: a whole day of pause moves it by a whole day.
        let opens = self.calendar.shifts(base.date()).iter().any(|shift| shift.opens == base.time());
        let boundary = if opens { Boundary::Opening } else { Boundary::Closing };
        let (mut due, mut sum, mut steps, mut stopped) = (base, Duration::ZERO, Vec::new(), None);
        for pause in pauses {
            let Some(pause) = self.counting(*pause, due, &mut steps) else { continue };
            let Some(to) = pause.to else {
                steps.push(Step::StandsStill { from: pause.from });
                stopped = Some(pause.from);
                break;
            };
            let time = self.calendar.open_time(pause.from, to);
            if time.is_zero() {
                steps.push(Step::PauseIgnored { from: pause.from, because: PauseIgnored::WhileClosed });
                continue;
            }
            sum += time;
            due = self.calendar.add_open_time(base, sum, boundary).ok_or(ClockError::NeverOpen)?;
            let usual_day = self.calendar.usual_day(pause.from.date()).whole_minutes();
            steps.push(Step::Paused { from: pause.from, to, minutes: time.whole_minutes(), usual_day });
        }
        let reached = stopped.unwrap_or(due);
        // Where every day counts, closed ones matter only behind the end that the pauses move.
        let first = leaves_out_from.or_else(|| (due > base).then(|| base.date()));
        if let Some(first) = first {
            let told = closed_steps(self.calendar, first, reached.date());
            counted_steps.extend(self.worth_telling(told));
        }
        counted_steps.extend(steps);
        Ok(Ended { due: stopped.is_none().then_some(due), reached, steps: counted_steps })
    }

    /// Every pause begins the full limit again when it ends.
    fn restart(&self, mut counted: Counted, pauses: &[Pause]) -> Result<Ended, ClockError> {
        let mut steps = Vec::new();
        for pause in pauses {
            let Some(pause) = self.counting(*pause, counted.due, &mut steps) else { continue };
            let Some(complete) = pause.to else {
                steps.push(Step::StandsStill { from: pause.from });
                return Ok(Ended { due: None, reached: pause.from, steps });
            };
            let (at, _) = effective(self.calendar, complete)?;
            counted = count(self.calendar, at, self.limit, self.remote)?;
            steps.push(Step::Restarted { paused: pause.from, complete, at });
        }
        steps.extend(counted.steps);
        if let Some(first) = counted.leaves_out_from {
            let told = closed_steps(self.calendar, first, counted.due.date());
            steps.extend(self.worth_telling(told));
        }
        Ok(Ended { due: Some(counted.due), reached: counted.due, steps })
    }

    /// The part of a pause that counts, or the step that says why none does.
    fn counting(&self, pause: Pause, due: OffsetDateTime, steps: &mut Vec<Step>) -> Option<Pause> {
        let from = pause.from.to_offset(vietnam());
        let to = pause.to.map(|to| to.to_offset(vietnam()));
        let ignored = if from >= due {
            Some(PauseIgnored::AfterDue)
        } else if to.is_some_and(|to| to <= self.start) {
            Some(PauseIgnored::BeforeReceipt)
        } else {
            None
        };
        if let Some(because) = ignored {
            steps.push(Step::PauseIgnored { from, because });
            return None;
        }
        Some(Pause { from: from.max(self.start), to })
    }

    /// A same-day answer does not need every closed day explained: only what stands between receipt and answer.
    fn worth_telling(&self, steps: Vec<Step>) -> Vec<Step> {
        let same_day = self.limit.unit == LimitUnit::SameDay;
        steps.into_iter().filter(|step| !(same_day && matches!(step, Step::WorkedWeekend { .. }))).collect()
    }
}
