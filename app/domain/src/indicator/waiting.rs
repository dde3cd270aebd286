//! How long people really wait: not the legal limit, but how the results came compared with the day that was told.

use std::collections::BTreeMap;

/// Days before and after the day that was told; further away counts as this far.
pub const FURTHEST: i16 = 60;

/// How many dossiers were settled how many days after the day that was told; before it when negative. What the applicant took to
/// complete papers or to pay is left out, an apology with a new date is not: that was not what was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting(BTreeMap<i16, i64>);

impl Waiting {
    /// Adds dossiers; days that are further away than [`FURTHEST`] count as that.
    pub fn add(&mut self, days_after: i16, amount: i64) {
        *self.0.entry(days_after.clamp(-FURTHEST, FURTHEST)).or_default() += amount;
    }

    /// Adds all of another.
    pub fn add_all(&mut self, other: &Self) {
        other.0.iter().for_each(|(days, amount)| self.add(*days, *amount));
    }

    /// How many dossiers.
    #[must_use]
    pub fn cases(&self) -> i64 {
        self.0.values().sum()
    }

    /// How many were there so many days after the day that was told, or sooner.
    #[must_use]
    pub fn by(&self, days_after: i16) -> i64 {
        self.0.range(..=days_after).map(|(_, amount)| amount).sum()
    }

    /// The first day by which so many of a hundred were there; none without dossiers.
    #[must_use]
    pub fn day_of(&self, of_hundred: i64) -> Option<i16> {
        let cases = self.cases();
        let mut so_far = 0;
        self.0.iter().find_map(|(days, amount)| {
            so_far += amount;
            (cases > 0 && so_far * 100 >= cases * of_hundred).then_some(*days)
        })
    }
}

/// How well a forecast held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackTest {
    /// Month, such as 202610, that was forecast from the months before it.
    pub month: i64,
    /// Dossiers of that month which came by the day forecast for nine of ten.
    pub held: i64,
    pub cases: i64,
}

/// What somebody who files now can expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    pub cases: i64,
    /// There by the day that was told.
    pub kept: i64,
    /// Days after the told day (before it when negative) by which half were there.
    pub half: i16,
    /// The same for nine of ten.
    pub nine_of_ten: i16,
    /// The same forecast, made a month earlier, held against what happened; none with too few dossiers before or in that month.
    pub back_test: Option<BackTest>,
}

impl Outlook {
    /// What follows from the months (such as 202610) so far; none below so many dossiers, because it would say more about chance.
    #[must_use]
    pub fn of(months: &BTreeMap<i64, Waiting>, least: i64) -> Option<Self> {
        let all = together(months.values());
        let cases = all.cases();
        if cases < least.max(1) {
            return None;
        }
        let (half, nine_of_ten) = all.day_of(50).zip(all.day_of(90))?;
        Some(Self { cases, kept: all.by(0), half, nine_of_ten, back_test: back_test(months, least) })
    }
}

fn together<'months>(months: impl Iterator<Item = &'months Waiting>) -> Waiting {
    let mut all = Waiting::default();
    months.for_each(|month| all.add_all(month));
    all
}

fn back_test(months: &BTreeMap<i64, Waiting>, least: i64) -> Option<BackTest> {
    let (month, then) = months.last_key_value()?;
    let before = together(months.range(..month).map(|(_, waiting)| waiting));
    if before.cases() < least.max(1) || then.cases() < least.max(1) {
        return None;
    }
    let forecast = before.day_of(90)?;
    Some(BackTest { month: *month, held: then.by(forecast), cases: then.cases() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn waiting(days: &[(i16, i64)]) -> Waiting {
        let mut waiting = Waiting::default();
        days.iter().for_each(|(day, amount)| waiting.add(*day, *amount));
        waiting
    }

    #[test]
    fn half_and_nine_of_ten_are_days_on_which_something_came() {
        let month = waiting(&[(-3, 4), (0, 5), (2, 1)]);
        let outlook = Outlook::of(&BTreeMap::from([(202_610, month)]), 10).expect("ten cases");
        assert_eq!((outlook.cases, outlook.kept, outlook.half, outlook.nine_of_ten), (10, 9, 0, 0));
        assert_eq!(outlook.back_test, None, "there is no month before");
        assert_eq!(Outlook::of(&BTreeMap::from([(202_610, waiting(&[(0, 9)]))]), 10), None, "too few to say anything");
        assert_eq!(Outlook::of(&BTreeMap::new(), 0), None);
    }

    #[test]
    fn the_forecast_of_a_month_ago_is_held_against_what_happened() {
        let months = BTreeMap::from([
            (202_608, waiting(&[(-1, 10), (1, 8)])),
            (202_609, waiting(&[(2, 2)])),
            (202_610, waiting(&[(0, 7), (1, 2), (9, 11)])),
        ]);
        let test = Outlook::of(&months, 10).expect("enough").back_test.expect("enough in both");
        assert_eq!(test, BackTest { month: 202_610, held: 9, cases: 20 }, "nine of ten came by day 1 before");
    }

    proptest! {
        #[test]
        fn nine_of_ten_are_nine_of_ten_and_no_day_later(days in proptest::collection::vec((-80..80i16, 1..50i64), 1..30)) {
            let waiting = waiting(&days);
            let day = waiting.day_of(90).expect("there are dossiers");
            prop_assert!(waiting.by(day) * 10 >= waiting.cases() * 9);
            prop_assert!(waiting.by(day - 1) * 10 < waiting.cases() * 9);
            prop_assert_eq!(waiting.by(FURTHEST), waiting.cases());
        }
    }
}
