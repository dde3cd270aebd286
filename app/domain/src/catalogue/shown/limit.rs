//! The time limit of one channel row.

use serde::{Deserialize, Serialize};

use super::clean::{clean_line, comparable};
use crate::procedure::{TimeLimit, TimeUnit};

/// A number of days or hours with at most two decimals; half days occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quantity {
    pub hundredths: u32,
}

impl Quantity {
    /// The number when it is whole.
    #[must_use]
    pub fn whole(self) -> Option<u32> {
        self.hundredths.is_multiple_of(100).then_some(self.hundredths / 100)
    }

    /// The number in digits, with the decimal sign of the language: «1,5» in Vietnamese.
    #[must_use]
    pub fn written(self, decimal_sign: char) -> String {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        match rest {
            0 => whole.to_string(),
            _ if rest.is_multiple_of(10) => format!("{whole}{decimal_sign}{}", rest / 10),
            _ => format!("{whole}{decimal_sign}{rest:02}"),
        }
    }

    fn from_published(value: f64) -> Option<Self> {
        let hundredths = (value * 100.0).round();
        // In range by the check of the import; a cast of a float never wraps.
        (hundredths > 0.0 && hundredths < f64::from(u32::MAX)).then_some(Self { hundredths: hundredths as u32 })
    }
}

/// How long the authority may take, as far as the published row says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitShown {
    WorkingDays(Quantity),
    /// Calendar days.
    Days(Quantity),
    Hours(Quantity),
    Months(Quantity),
    Years(Quantity),
    /// In the words of the source.
    Text(String),
    /// A number without a unit, or zero: only the steps say what is meant.
    SeeSteps,
    NotPublished,
}

/// What a reader is told of a time limit; constants of the export are never part of it.
#[must_use]
pub fn limit_shown(limit: &TimeLimit) -> LimitShown {
    let text = without_constants(&limit.text);
    let Some(value) = limit.value.as_ref().and_then(serde_json::Number::as_f64) else {
        return if says_nothing(&text) { LimitShown::NotPublished } else { LimitShown::Text(text) };
    };
    let Some(quantity) = Quantity::from_published(value) else {
        return LimitShown::SeeSteps;
    };
    match limit.unit {
        TimeUnit::WorkingDay => LimitShown::WorkingDays(quantity),
        TimeUnit::Day => LimitShown::Days(quantity),
        TimeUnit::Hour => LimitShown::Hours(quantity),
        TimeUnit::Month => LimitShown::Months(quantity),
        TimeUnit::Year => LimitShown::Years(quantity),
        TimeUnit::Other => LimitShown::SeeSteps,
    }
}

/// Nothing but a sign or «Không»; «Không quy định» (not laid down) is a statement.
fn says_nothing(text: &str) -> bool {
    matches!(comparable(text).as_str(), "" | "khong" | "khong co")
}

/// The unit of the export stands behind the text as a constant in capitals.
pub(super) fn without_constants(text: &str) -> String {
    const CONSTANTS: [&str; 8] = ["WORKING_DAY", "OTHER", "HOUR", "DAY", "MONTH", "YEAR", "MINUTE", "WEEK"];
    let line = clean_line(text);
    let mut rest = line.as_str();
    while let Some(kept) = CONSTANTS.iter().find_map(|constant| rest.strip_suffix(constant)) {
        if !kept.is_empty() && !kept.ends_with(' ') {
            break;
        }
        rest = kept.trim_end();
    }
    rest.to_owned()
}
