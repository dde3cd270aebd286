//! How long an authority may take.

use serde::{Deserialize, Serialize};

use super::ClockError;
use crate::procedure::{TimeLimit, TimeUnit};

/// Unit of a limit that the clock can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    WorkingDay,
    /// Calendar day.
    Day,
    /// Hour of opening time; 8 make an ordinary working day.
    Hour,
    Month,
    /// Answered on the working day on which it is received (*trong ngày làm việc*); the amount means nothing.
    SameDay,
}

impl LimitUnit {
    pub const ALL: [Self; 5] = [Self::WorkingDay, Self::Day, Self::Hour, Self::Month, Self::SameDay];

    /// The key used on the command line, in addresses and the API.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::WorkingDay => "working_day",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Month => "month",
            Self::SameDay => "same_day",
        }
    }

    /// # Errors
    /// When there is no such unit.
    pub fn from_key(key: &str) -> Result<Self, ClockError> {
        let unit = Self::ALL.into_iter().find(|unit| unit.key() == key);
        unit.ok_or_else(|| ClockError::UnitUnknown(key.chars().take(40).collect()))
    }

    /// The longest limit that is counted: about ten years. Published ones reach a year.
    fn most(self) -> u32 {
        match self {
            Self::WorkingDay => 2_500,
            Self::Day => 3_650,
            Self::Hour => 20_000,
            Self::Month => 120,
            Self::SameDay => u32::MAX,
        }
    }
}

/// A limit that can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limit {
    pub amount: u32,
    pub unit: LimitUnit,
}

impl Limit {
    /// The closing of the day.
    pub const SAME_DAY: Self = Self { amount: 1, unit: LimitUnit::SameDay };

    /// # Errors
    /// When the amount is zero or longer than ten years.
    pub fn new(amount: u32, unit: LimitUnit) -> Result<Self, ClockError> {
        match amount {
            _ if unit == LimitUnit::SameDay => Ok(Self::SAME_DAY),
            0 => Err(ClockError::LimitZero),
            _ if amount > unit.most() => Err(ClockError::LimitTooLong { max: unit.most() }),
            _ => Ok(Self { amount, unit }),
        }
    }

    /// A limit as people type it. Half a working day is 4 hours.
    ///
    /// # Errors
    /// When it is no number, zero, or longer than ten years.
    pub fn read(amount: &str, unit: LimitUnit) -> Result<Self, ClockError> {
        if unit == LimitUnit::SameDay {
            return Ok(Self::SAME_DAY);
        }
        let text = amount.trim();
        let wrong = || ClockError::LimitForm(text.chars().take(40).collect());
        let (whole, half) = match text.strip_suffix(".5").or_else(|| text.strip_suffix(",5")) {
            Some(whole) => (whole, true),
            None => (text, false),
        };
        if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        // Digits that do not fit are a number that is too large, not something else than a number.
        let whole = whole.parse::<u32>().map_err(|_overflow| ClockError::LimitTooLong { max: unit.most() })?;
        match (half, unit) {
            (false, _) => Self::new(whole, unit),
            (true, LimitUnit::WorkingDay) => {
                Self::new(whole, unit).or_else(|error| if whole == 0 { Ok(Self::SAME_DAY) } else { Err(error) })?;
                Self::new(whole * 8 + 4, LimitUnit::Hour)
            }
            (true, _) => Err(wrong()),
        }
    }

    /// The limit of a published row. `None` where it states no unit, no number, or one that cannot be counted.
    #[must_use]
    pub fn published(limit: &TimeLimit) -> Option<Self> {
        let value = limit.value.as_ref()?;
        let unit = match limit.unit {
            TimeUnit::WorkingDay => LimitUnit::WorkingDay,
            TimeUnit::Day => LimitUnit::Day,
            TimeUnit::Hour => LimitUnit::Hour,
            TimeUnit::Month | TimeUnit::Year => LimitUnit::Month,
            TimeUnit::Other => return None,
        };
        let limit_of = |text: &str| Self::read(text, unit).ok();
        let whole = value.as_f64().filter(|value| value.fract() == 0.0 && (1.0..=100_000.0).contains(value));
        match (limit.unit, whole) {
            (TimeUnit::Year, Some(years)) => limit_of(&format!("{}", years * 12.0)),
            (TimeUnit::Year, None) => None,
            // A whole number may be written as `3.0`.
            (_, Some(whole)) => limit_of(&format!("{whole}")),
            (_, None) => limit_of(&value.to_string()),
        }
    }
}

/// What a pause for a supplement does to the due moment: two practices, one per procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterSupplement {
    /// The due moment is shifted by the working time that was paused.
    #[default]
    Shift,
    /// The full limit begins again when the dossier is complete («theo nghị định»).
    Restart,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(json: &str) -> Option<Limit> {
        Limit::published(&serde_json::from_str(json).expect("a limit"))
    }

    #[test]
    fn published_limits_are_counted_where_they_state_a_unit() {
        let limit = |amount, unit| Some(Limit { amount, unit });
        assert_eq!(published(r#"{"value":3,"unit":"working_day","text":""}"#), limit(3, LimitUnit::WorkingDay));
        assert_eq!(published(r#"{"value":3.0,"unit":"working_day","text":""}"#), limit(3, LimitUnit::WorkingDay));
        assert_eq!(published(r#"{"value":0.5,"unit":"working_day","text":""}"#), limit(4, LimitUnit::Hour));
        assert_eq!(published(r#"{"value":2.5,"unit":"working_day","text":""}"#), limit(20, LimitUnit::Hour));
        assert_eq!(published(r#"{"value":1,"unit":"year","text":""}"#), limit(12, LimitUnit::Month));
        for none in [
            r#"{"value":1,"unit":"other","text":"1 OTHER"}"#,
            r#"{"value":null,"unit":"day","text":""}"#,
            r#"{"value":0,"unit":"day","text":""}"#,
            r#"{"value":1.5,"unit":"month","text":""}"#,
            r#"{"value":0.5,"unit":"year","text":""}"#,
            r#"{"value":1e300,"unit":"day","text":""}"#,
            r#"{"value":-3,"unit":"day","text":""}"#,
        ] {
            assert_eq!(published(none), None, "{none}");
        }
    }

    #[test]
    fn nothing_and_too_much_are_refused_with_the_reason() {
        assert_eq!(Limit::read("0", LimitUnit::Day), Err(ClockError::LimitZero));
        assert_eq!(Limit::read("000", LimitUnit::Hour), Err(ClockError::LimitZero));
        assert_eq!(Limit::read("2501", LimitUnit::WorkingDay), Err(ClockError::LimitTooLong { max: 2_500 }));
        assert_eq!(Limit::read("99999999999999999999", LimitUnit::Day), Err(ClockError::LimitTooLong { max: 3_650 }));
        assert_eq!(Limit::read("4294967295.5", LimitUnit::WorkingDay), Err(ClockError::LimitTooLong { max: 2_500 }));
        for wrong in ["", "-1", "+3", "3 days", "1.25", ".5", "٣"] {
            assert!(matches!(Limit::read(wrong, LimitUnit::WorkingDay), Err(ClockError::LimitForm(_))), "{wrong}");
        }
        assert!(matches!(Limit::read("1.5", LimitUnit::Day), Err(ClockError::LimitForm(_))));
        assert_eq!(Limit::read("anything", LimitUnit::SameDay), Ok(Limit::SAME_DAY));
    }

    #[test]
    fn every_unit_is_read_by_its_key() {
        for unit in LimitUnit::ALL {
            assert_eq!(LimitUnit::from_key(unit.key()), Ok(unit));
        }
        assert_eq!(LimitUnit::from_key("week"), Err(ClockError::UnitUnknown("week".to_owned())));
    }
}
