//! A question to the clock as people write it on the command line, in an address or in a form, and its answer.

use domain::calendar::WorkingCalendar;
use domain::catalogue::shown::clean_line;
use domain::clock::{
    AfterSupplement, ClockError, Due, Limit, LimitUnit, Pause, Question, due, read_moment, read_pause,
};
use domain::procedure::{Channel, Procedure};
use time::OffsetDateTime;

use super::Calendars;
use crate::catalogue::ProvinceData;

/// The question in the words it was asked in; empty texts are not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Now when it is not given.
    pub received: Option<String>,
    pub limit: Option<String>,
    pub unit: Option<String>,
    pub channel: Option<String>,
    pub agency: Option<String>,
    /// National code; the caller looks the procedure up.
    pub procedure: Option<String>,
    pub pauses: Vec<String>,
}

/// Why a question is not answered: the parameter, a stable key and what its sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub parameter: &'static str,
    pub key: &'static str,
    pub arguments: Vec<String>,
}

impl Refused {
    pub(crate) fn new(parameter: &'static str, key: &'static str, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(|argument| argument.chars().take(60).collect()).collect();
        Self { parameter, key, arguments }
    }

    fn of(parameter: &'static str, error: &ClockError) -> Self {
        Self { parameter, key: error.key(), arguments: error.arguments() }
    }
}

/// Where a limit comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LimitSource {
    /// It was asked with.
    Given,
    /// A published row, with the case it names.
    Published { case: Option<String> },
}

/// The answer with what it was reckoned from.
#[derive(Debug, Clone)]
pub struct DueTold {
    pub question: Question,
    pub source: LimitSource,
    pub due: Due,
}

/// Answers a question. `procedure` is the one that was asked with, looked up by the caller.
///
/// # Errors
/// Says which parameter has to be put right.
pub fn answer(
    calendars: &Calendars,
    data: &ProvinceData,
    procedure: Option<&Procedure>,
    asked: &Asked,
    now: OffsetDateTime,
) -> Result<DueTold, Refused> {
    let received = match &asked.received {
        Some(text) => read_moment(text).map_err(|error| Refused::of("received", &error))?,
        None => now,
    };
    let channel = asked.channel.as_deref().map(channel_of).transpose()?;
    if let Some(code) = asked.agency.as_deref()
        && data.agency(code).is_none()
    {
        return Err(Refused::new("agency", "clock_agency_unknown", &[code]));
    }
    let pauses: Vec<Pause> = asked
        .pauses
        .iter()
        .map(|text| read_pause(text).map_err(|error| Refused::of("pause", &error)))
        .collect::<Result<_, _>>()?;
    let (limit, source) = limit_of(data, procedure, asked, channel)?;
    let rules = procedure.and_then(|procedure| data.services.get(&procedure.code)).map(|service| service.clock);
    let remote = asked.agency.as_deref().is_some_and(|agency| calendars.hours.is_remote(agency));
    let question = Question {
        received,
        limit,
        online: channel == Some(Channel::Online),
        remote_days: rules.filter(|_| remote).map_or(0, |rules| rules.remote_days),
        after_supplement: rules.map_or(AfterSupplement::Shift, |rules| rules.after_supplement),
        pauses,
    };
    let calendar: WorkingCalendar = calendars.of(asked.agency.as_deref());
    let due = due(&calendar, &question).map_err(|error| Refused::of(parameter_of(&error), &error))?;
    Ok(DueTold { question, source, due })
}

fn channel_of(text: &str) -> Result<Channel, Refused> {
    Channel::from_key(text).ok_or_else(|| Refused::new("channel", "clock_channel_unknown", &[text]))
}

fn parameter_of(error: &ClockError) -> &'static str {
    match error {
        ClockError::PauseBackwards { .. } | ClockError::TooManyPauses | ClockError::PauseForm(_) => "pause",
        ClockError::LimitZero | ClockError::LimitTooLong { .. } | ClockError::LimitForm(_) => "limit",
        ClockError::UnitUnknown(_) => "unit",
        ClockError::NeverOpen => "agency",
        ClockError::MomentForm(_) | ClockError::YearOutside => "received",
    }
}

/// The limit that was asked with, else the one that was published for the channel.
fn limit_of(
    data: &ProvinceData,
    procedure: Option<&Procedure>,
    asked: &Asked,
    channel: Option<Channel>,
) -> Result<(Limit, LimitSource), Refused> {
    let unit = asked.unit.as_deref().map(LimitUnit::from_key).transpose();
    let unit = unit.map_err(|error| Refused::of("unit", &error))?;
    match (asked.limit.as_deref(), unit, procedure) {
        (_, Some(LimitUnit::SameDay), _) => Ok((Limit::SAME_DAY, LimitSource::Given)),
        (Some(amount), Some(unit), _) => {
            let limit = Limit::read(amount, unit).map_err(|error| Refused::of("limit", &error))?;
            Ok((limit, LimitSource::Given))
        }
        (None, None, Some(procedure)) => published(data, procedure, channel),
        (None, ..) => Err(Refused::new("limit", "clock_limit_missing", &[])),
        (_, None, _) => Err(Refused::new("unit", "clock_limit_missing", &[])),
    }
}

/// The first row of the channel with a limit that can be counted; without a channel, at the desk before online and post.
fn published(
    data: &ProvinceData,
    procedure: &Procedure,
    channel: Option<Channel>,
) -> Result<(Limit, LimitSource), Refused> {
    let wanted =
        channel.map_or_else(|| vec![Channel::Direct, Channel::Online, Channel::Postal], |channel| vec![channel]);
    let rows: Vec<_> =
        wanted.iter().flat_map(|wanted| procedure.channels.iter().filter(move |row| row.channel == *wanted)).collect();
    if rows.is_empty() {
        return Err(Refused::new("channel", "clock_channel_not_published", &[]));
    }
    if data.services.get(&procedure.code).is_some_and(|service| service.clock.same_day) {
        return Ok((Limit::SAME_DAY, LimitSource::Published { case: None }));
    }
    let found = rows.into_iter().find_map(|row| Some((Limit::published(&row.time_limit)?, row)));
    let (limit, row) = found.ok_or_else(|| Refused::new("procedure", "clock_limit_not_published", &[]))?;
    let case = row.description.as_deref().map(clean_line).filter(|case| !case.is_empty());
    Ok((limit, LimitSource::Published { case }))
}
