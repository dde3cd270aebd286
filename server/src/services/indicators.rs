//! Reading the kept counters: what happened at each agency in a period.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::indicator::{MethodError, Methods, Period, Totals, Waiting};

use super::{ServiceError, Services};
use crate::catalogue::desk_day;

const METHODS: &str = include_str!("../../data/indicators.toml");

/// The methods as they are published with this portal.
static EMBEDDED: LazyLock<Result<Methods, MethodError>> = LazyLock::new(|| {
    let methods: Methods = toml::from_str(METHODS).map_err(|error| MethodError(error.to_string()))?;
    methods.check(Totals::is_name)?;
    Ok(methods)
});

/// How the indicators are reckoned.
///
/// # Errors
/// When the data of this build cannot be used; a test sees that it can.
pub fn indicator_methods() -> Result<&'static Methods, &'static MethodError> {
    EMBEDDED.as_ref()
}

/// How long people waited: by procedure and desk, month (such as 202611) by month.
pub type Waits = BTreeMap<(String, String), BTreeMap<i64, Waiting>>;

/// What is published of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodTotals {
    pub period: Period,
    /// By code of the agency whose desk received the dossiers; only those where something happened.
    pub agencies: BTreeMap<String, Totals>,
    /// All together.
    pub whole: Totals,
}

impl Services {
    /// The month that today lies in.
    #[must_use]
    pub fn this_month(&self) -> Period {
        Period::month_of(desk_day(self.clock.now()))
    }

    /// What happened in a period, at one agency or at each.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn period_totals(&self, period: Period, agency: Option<&str>) -> Result<PeriodTotals, ServiceError> {
        let today = desk_day(self.clock.now());
        let (from, to) = period.month_numbers();
        let mut agencies: BTreeMap<String, Totals> = BTreeMap::new();
        for sum in self.storage.indicator_sums(agency, from, to).await? {
            agencies.entry(sum.agency_code).or_default().add(sum.measure, sum.is_online, sum.amount);
        }
        for stock in self.storage.indicator_stock(agency).await? {
            let totals = agencies.entry(stock.agency_code).or_default();
            totals.add_stock(stock.measure, stock.day, stock.amount, period, today);
        }
        agencies.retain(|_, totals| !totals.is_empty());
        let mut whole = Totals::default();
        agencies.values().for_each(|totals| whole.add_all(totals));
        Ok(PeriodTotals { period, agencies, whole })
    }

    /// The twelve months up to the end of a period, or up to today, the oldest first; at one agency or at all together.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn monthly_totals(
        &self,
        period: Period,
        agency: Option<&str>,
    ) -> Result<Vec<(Period, Totals)>, ServiceError> {
        let today = desk_day(self.clock.now());
        let last = period.days().map_or(today, |(_, last)| last.min(today));
        let mut months: Vec<Period> =
            std::iter::successors(Some(Period::month_of(last)), |month| Some(month.before())).take(12).collect();
        months.reverse();
        let number = |month: Option<&Period>| month.map_or(0, |month| month.month_numbers().0);
        let (from, to) = (number(months.first()), number(months.last()));
        let mut totals: Vec<(Period, Totals)> = months.into_iter().map(|month| (month, Totals::default())).collect();
        for sum in self.storage.indicator_months(agency, from, to).await? {
            if let Some((_, totals)) = totals.iter_mut().find(|(month, _)| month.month_numbers().0 == sum.month) {
                totals.add(sum.measure, sum.is_online, sum.amount);
            }
        }
        Ok(totals)
    }

    /// What happened with each procedure at an agency in a period, by code.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn procedure_totals(
        &self,
        period: Period,
        agency: &str,
    ) -> Result<BTreeMap<String, Totals>, ServiceError> {
        let mut procedures: BTreeMap<String, Totals> = BTreeMap::new();
        let Some((from, to)) = period.days() else { return Ok(procedures) };
        for sum in self.storage.indicator_procedures(Some(agency), from, to).await? {
            procedures.entry(sum.procedure_code).or_default().add(sum.measure, false, sum.amount);
        }
        Ok(procedures)
    }

    /// How long people waited in the twelve months up to today, month by month, by procedure and desk.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn waits(&self, procedure: Option<&str>, agency: Option<&str>) -> Result<Waits, ServiceError> {
        let to = self.this_month();
        let from = std::iter::successors(Some(to), |month| Some(month.before())).take(12).last().unwrap_or(to);
        let (from, to) = (from.month_numbers().0, to.month_numbers().0);
        let mut waits = Waits::new();
        for wait in self.storage.indicator_waits(procedure, agency, from, to).await? {
            let months = waits.entry((wait.procedure_code, wait.agency_code)).or_default();
            months.entry(wait.month).or_default().add(wait.days_after, wait.amount);
        }
        Ok(waits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_method_can_be_used_and_is_worth_a_hundred_points() {
        let methods = indicator_methods().expect("the data is good");
        let method = methods.on(time::macros::date!(2026 - 11 - 23)).expect("one holds");
        let worth: Vec<f64> = method.groups.iter().map(|group| group.max).collect();
        assert_eq!(worth, [18.0, 20.0, 22.0, 22.0, 18.0]);
        assert!(methods.on(time::macros::date!(2022 - 07 - 31)).is_none(), "not before it was decided");
    }
}
