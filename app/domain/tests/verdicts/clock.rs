//! Questions to the legal clock under generated calendars and hours, and the answers with their traces as bytes.

use std::sync::Arc;

use domain::calendar::{CalendarDay, DayKind, Days, HoursPeriod, OpeningHours, WorkingCalendar};
use domain::clock::{AfterSupplement, ClockError, Limit, LimitUnit, Pause, Question, due, read_moment};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};

use super::chance::Chance;
use super::hex;

/// Questions asked.
pub const QUESTIONS: usize = 100_000;
/// Questions asked under one calendar.
const QUESTIONS_A_CALENDAR: usize = 50;
/// Questions whose answers make one digest.
pub const QUESTIONS_A_DIGEST: usize = 2_500;

/// How the questions turned out.
#[derive(Debug, Default)]
pub struct Tally {
    pub questions: usize,
    pub due: usize,
    pub standing_still: usize,
    pub refused: usize,
    pub longest_trace: usize,
}

pub fn digests() -> (Vec<String>, Tally) {
    let (mut tally, mut digests, mut hash) = (Tally::default(), Vec::new(), Sha256::new());
    for seed in 0..(QUESTIONS / QUESTIONS_A_CALENDAR) as u64 {
        let mut chance = Chance::new(seed ^ 0x00C1_0C00);
        let calendar = calendar(&mut chance);
        for _ in 0..QUESTIONS_A_CALENDAR {
            let answer = question(&mut chance).and_then(|question| due(&calendar, &question));
            match &answer {
                Ok(answer) if answer.at.is_some() => tally.due += 1,
                Ok(_) => tally.standing_still += 1,
                Err(_) => tally.refused += 1,
            }
            tally.longest_trace = tally.longest_trace.max(answer.as_ref().map_or(0, |answer| answer.trace.len()));
            let answer = answer.map_err(|error| json!([error.key(), error.arguments()]));
            hash.update(serde_json::to_vec(&answer).expect("serialisable"));
            tally.questions += 1;
            if tally.questions.is_multiple_of(QUESTIONS_A_DIGEST) {
                digests.push(hex(std::mem::take(&mut hash)));
            }
        }
    }
    (digests, tally)
}

fn calendar(chance: &mut Chance) -> WorkingCalendar {
    let mut rows = Vec::new();
    for _ in 0..40 {
        let date = date!(2024 - 01 - 01) + Duration::days(chance.below(1_500) as i64);
        let kind = DayKind::ALL[chance.below(DayKind::ALL.len())];
        for day in 0..=chance.below(4) as i64 {
            rows.push(CalendarDay {
                date: date + Duration::days(day),
                kind,
                name_vi: chance.of(&["Tết Nguyên đán", "Quốc khánh", "Giỗ Tổ Hùng Vương"]).to_owned(),
                name_en: "off".to_owned(),
                decision: String::new(),
                verified: false,
                announced: chance.percent(80),
            });
        }
    }
    let shifts = || json!(["07:00-11:30", "13:30-17:00"]);
    let periods = (0..chance.below(3)).map(|at| {
        let weekdays = match chance.below(3) {
            0 => shifts(),
            1 => json!(["07:30-12:00", "13:00-16:30"]),
            _ => json!(["08:00-16:00"]),
        };
        let mut period =
            json!({"valid_from": format!("202{}-0{}-15", 4 + at, 1 + chance.below(9)), "weekdays": weekdays});
        if chance.percent(50) {
            period["saturday"] = json!(["07:30-11:00"]);
        }
        if chance.percent(20) {
            period["wednesday"] = json!([]);
        }
        serde_json::from_value::<HoursPeriod>(period).expect("a period")
    });
    let hours = OpeningHours::with_periods(periods.collect());
    WorkingCalendar::new(hours, Arc::new(Days::new(rows)))
}

fn question(chance: &mut Chance) -> Result<Question, ClockError> {
    let unit = LimitUnit::ALL[chance.below(LimitUnit::ALL.len())];
    let limit = match chance.below(20) {
        0 => Limit::read(chance.of(&["0", "x", "0.5", "99999", "-1", "2,5"]), unit)?,
        _ => Limit::new(1 + chance.below(40) as u32, unit)?,
    };
    let received = match chance.below(30) {
        0 => read_moment(chance.of(&[
            "2026-02-30T10:00",
            "2026-02-12T08:20Z",
            "1999-01-01T00:00",
            "2026-02-12T15:20:59",
        ]))?,
        _ => any_moment(chance),
    };
    let pauses: Vec<Pause> = (0..chance.below(5))
        .map(|_| {
            let from = received + Duration::minutes(chance.below(30_000) as i64 - 3_000);
            let length = Duration::minutes(chance.below(12_000) as i64 - 20);
            Pause { from, to: chance.percent(97).then(|| from + length) }
        })
        .collect();
    Ok(Question {
        received,
        limit,
        online: chance.percent(50),
        pauses,
        remote_days: if chance.percent(20) { chance.below(12) as u32 } else { 0 },
        after_supplement: if chance.percent(50) { AfterSupplement::Shift } else { AfterSupplement::Restart },
    })
}

fn any_moment(chance: &mut Chance) -> OffsetDateTime {
    let minutes = chance.below(4 * 366 * 24 * 60) as i64;
    let minutes = if chance.percent(40) { minutes / 30 * 30 } else { minutes };
    datetime!(2024-01-01 00:00 +7) + Duration::minutes(minutes) + Duration::seconds(chance.below(2) as i64)
}
