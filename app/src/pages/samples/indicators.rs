//! View-models of the indicators.

use domain::indicator::{Component, ComponentScore, GroupScore, Measure, OPEN_LATE, Period, Scored, Totals};

use super::Samples;
use crate::view::*;

impl Samples {
    pub fn indicators(self, of_one: bool) -> IndicatorsView {
        let period = Period::Month(2026, 11);
        let mut totals = Totals::default();
        for (measure, amount) in [(Measure::Received, 1_204), (Measure::SettledEarly, 900), (Measure::SettledLate, 7)] {
            totals.add(measure, true, amount);
        }
        let day = time::macros::date!(2026 - 11 - 20);
        totals.add_stock(Measure::OpenDue, day, 3, period, time::macros::date!(2026 - 11 - 23));
        assert_eq!(totals.get(OPEN_LATE), 3);
        let reached = Scored::Points { of: 900, among: 910, share: 0.989, points: 19.78 };
        let line = |code: &str| AgencyTotalsLine {
            code: code.to_owned(),
            name: self.t("Ủy ban nhân dân xã Cao Phong"),
            totals: totals.clone(),
            in_time: reached,
        };
        let component = |id: &str, missing| Component {
            id: id.to_owned(),
            name: self.both("Hồ sơ giải quyết đúng hạn", "Dossiers settled in time"),
            max: 10.0,
            share: None,
            missing,
            full_at: 1.0,
            source: self.both("Đã công bố", "As published"),
            official: false,
        };
        let missing = self.both("Chưa nối với Cổng quốc gia", "Not connected yet");
        let score = |id: &str, scored| ComponentScore { id: id.to_owned(), max: 10.0, scored };
        let group = GroupLine {
            name: self.both("Tiến độ, kết quả", "Progress and results"),
            score: GroupScore {
                id: "progress".to_owned(),
                max: 20.0,
                points: 9.8,
                reckoned_max: 10.0,
                components: vec![score("a", reached), score("b", Scored::NotReckoned)],
            },
            components: vec![component("a", None), component("b", Some(missing))],
        };
        IndicatorsView {
            period,
            is_running: !self.empty,
            periods: vec![period, Period::Quarter(2026, 3), Period::NineMonths(2026), Period::Year(2025)],
            agency: of_one.then(|| ("H28.01".to_owned(), self.t("Ủy ban nhân dân xã Cao Phong"))),
            lines: self.list(vec![line("H28.01"), line("H28.14")]),
            whole: line(""),
            trend: self.list(vec![
                TrendLine { period: period.before(), in_time: 800, late: 20 },
                TrendLine { period, in_time: 900, late: 7 },
            ]),
            procedures: self.list(vec![ProcedureLine {
                code: "1.001193".to_owned(),
                name: self.t("Đăng ký khai sinh"),
                name_is_vietnamese: true,
                received: 40,
                in_time: 30,
                late: 2,
                outlook: self.some(super::filing::OUTLOOK),
            }]),
            groups: self.list(vec![group]),
            decision: self.some(self.both("Quyết định 766", "Decision 766")),
            least_cases: 10,
        }
    }
}
